"""The glossary of ASN terms and abbreviations: what people say in offices, in plain words.

Its entries are data (``corpus/data/glossary.yaml``, read at first use); the README of the starter
corpus describes them.
"""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from corpus.identifiers import slug
from corpus.text import fold


class LocatedDefinition(BaseModel):
    """The words of a law that define a term, where no digest tells of them.

    Attributes:
        provision: identifier of the provision.
        document: among the reference documents; ``start`` and ``end`` are character offsets in it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    provision: str
    document: str
    start: int = Field(ge=0)
    end: int = Field(gt=0)


class GlossaryEntry(BaseModel):
    """A term or an abbreviation.

    Attributes:
        expansion: what an abbreviation stands for.
        meaning: one to three plain sentences, in our own words.
        also: other spellings and everyday words for it.
        related: other terms of the glossary.
        legal_basis: digests that bear the meaning out.
        located: words of laws that bear it out and have no digest.
        lexicon: words of questions that the lexicon does not know, and what is added to such a question.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: str = Field(min_length=1)
    expansion: str = ""
    meaning: str = Field(min_length=15, max_length=320)
    also: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    located: tuple[LocatedDefinition, ...] = ()
    lexicon: dict[str, str] = {}

    @property
    def anchor(self) -> str:
        """Name of its place on a page."""
        return slug(self.term)

    @property
    def provisions(self) -> tuple[str, ...]:
        """The provisions that bear the meaning out; none where it is common usage alone."""
        return (*self.legal_basis, *(place.provision for place in self.located))


@cache
def glossary() -> tuple[GlossaryEntry, ...]:
    """The glossary that ships with the product, sorted by term."""
    raw = yaml.safe_load(files("corpus").joinpath("data/glossary.yaml").read_text(encoding="utf-8"))
    return TypeAdapter(tuple[GlossaryEntry, ...]).validate_python(raw)


def find_terms(query: str) -> tuple[GlossaryEntry, ...]:
    """Entries that ``query`` names, the closest first; all of them when it holds no word."""
    asked = _key(query)
    if not asked:
        return glossary()
    ranked = sorted(
        (place, at) for at, entry in enumerate(glossary()) if (place := _place(entry, asked)) < _NOWHERE
    )
    return tuple(glossary()[at] for _, at in ranked)


@cache
def lexicon_words() -> dict[str, str]:
    """What the glossary gives the lexicon: word of a question to the words that are added."""
    return {word: meaning for entry in glossary() for word, meaning in entry.lexicon.items()}


_NOWHERE = 4


def _place(entry: GlossaryEntry, asked: str) -> int:
    """How near an entry is to what was asked: 0 is the term itself, ``_NOWHERE`` not at all."""
    names = [_key(name) for name in (entry.term, entry.expansion, *entry.also) if name]
    if asked in names:
        return 0 if names[0] == asked else 1
    if any(f" {name}".find(f" {asked}") >= 0 for name in names):
        return 2
    return 3 if f" {asked}" in f" {_key(entry.meaning)}" else _NOWHERE


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
