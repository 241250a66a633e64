"""The lexicon of everyday ASN Indonesian: slang, abbreviations and phrases to the rules' own words."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from corpus.glossary import lexicon_words
from corpus.search_words import search_words

_WORD = re.compile(r"\w+(?:[-/]\w+)*/?")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """See ``assistant/data/lexicon.yaml`` for what each table means, to which the glossary adds terms."""

    slang: dict[str, str]
    terms: dict[str, str]
    phrases: dict[str, str]
    courtesy: re.Pattern[str]
    domain: frozenset[str]

    def standardise(self, question: str) -> str:
        """``question`` with everyday spelling replaced by standard words; all else stays."""
        return _WORD.sub(self._standard, question)

    def _standard(self, found: re.Match[str]) -> str:
        word = found.group().lower()
        dotted = self.slang.get(f"{word}.") if found.string[found.end() :].startswith(".") else None
        return dotted or self.slang.get(word, found.group())

    def expansions(self, question: str) -> list[str]:
        """Full terms and rule words for the abbreviations and phrases in a standardised question."""
        folded = " ".join(_WORD.findall(question.lower()))
        padded = f" {folded} "
        found = [self.terms[word] for word in folded.split() if word in self.terms]
        found += [meaning for phrase, meaning in self.phrases.items() if f" {phrase} " in padded]
        return [meaning for meaning in dict.fromkeys(found) if f" {meaning} " not in padded]

    def matter(self, question: str) -> str:
        """``question`` without greetings and forms of address."""
        return self.courtesy.sub(" ", question)

    def in_domain(self, question: str) -> bool:
        """Whether a standardised question has a word of personnel matters."""
        expanded = " ".join((question, *self.expansions(question)))
        return not self.domain.isdisjoint(search_words(expanded))


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships with the product."""
    raw = yaml.safe_load(files("assistant").joinpath("data/lexicon.yaml").read_text(encoding="utf-8"))
    tables = TypeAdapter(dict[str, dict[str, str]]).validate_python(
        {name: raw[name] for name in ("slang", "terms", "phrases")}
    )
    courtesy, domain = (TypeAdapter(list[str]).validate_python(raw[name]) for name in ("courtesy", "domain"))
    longest_first = sorted(courtesy, key=len, reverse=True)
    return Lexicon(
        slang=tables["slang"],
        # Ranking is fitted on the table: the glossary adds to it and changes nothing of it.
        terms=lexicon_words() | tables["terms"],
        phrases=tables["phrases"],
        courtesy=re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE),
        domain=frozenset(search_words(" ".join(domain))),
    )
