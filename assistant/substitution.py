"""What takes the place of its like in an earlier question: a kind, an amount, a grade, a year."""

import re
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from corpus.search_words import search_words

_AMOUNT = re.compile(r"\b\d{1,4}\s+(hari kerja|hari|minggu|bulan|tahun|anak|persen)\b", re.IGNORECASE)
_GRADE = re.compile(r"\b(?:golongan\s+)?(?:I{1,3}|IV)/?[a-e]\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:(?:pada|di)\s+)?(?:tahun\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:pada\s+)?tahun\s+(lalu|kemarin|depan|ini)\b", re.IGNORECASE)
_SHIFT = {"lalu": -1, "kemarin": -1, "ini": 0, "depan": 1}


class Alike(BaseModel):
    """Words of one kind; see ``assistant/data/alike.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    members: tuple[str, ...]
    joins: bool = False

    def find(self, text: str) -> re.Match[str] | None:
        """The first member in ``text``, the longest where two begin alike, also with -nya."""
        longest_first = sorted(self.members, key=len, reverse=True)
        pattern = rf"\b(?P<word>{'|'.join(map(re.escape, longest_first))})(?:nya|ku)?\b"
        return re.search(pattern, text, re.IGNORECASE)


@cache
def alike() -> tuple[Alike, ...]:
    """The kinds that ship with the product."""
    text = files("assistant").joinpath("data/alike.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Alike, ...]).validate_python(yaml.safe_load(text))


def swapped(earlier: str, said: str, year: int) -> tuple[str, frozenset[str]]:
    """``earlier`` with what ``said`` names in the place of its like, and the search words that were used.

    Args:
        year: of asking, which "tahun lalu" is counted from.
    """
    used: set[str] = set()
    for kind in alike():
        new, old = kind.find(said), kind.find(earlier)
        if new is None:
            continue
        if old is not None:
            earlier = earlier[: old.start()] + new["word"] + earlier[old.end("word") :]
        elif kind.joins:
            earlier = f"{earlier} bagi {new['word']}"
        else:
            continue
        used.update(search_words(new.group()), search_words(new["word"]))
    for pattern in (_AMOUNT, _GRADE):
        amount, was = pattern.search(said), pattern.search(earlier)
        if amount and was and amount.groups() == was.groups():
            earlier = earlier[: was.start()] + amount.group() + earlier[was.end() :]
            used.update(search_words(amount.group()))
    asked = _asked_year(said, year)
    if asked is not None:
        without = " ".join(_LAST_YEAR.sub(" ", _YEAR.sub(" ", earlier)).split())
        earlier = f"{without} pada tahun {asked}"
        used.update(search_words("tahun lalu kemarin depan ini pada"))
    return earlier, frozenset(used)


def _asked_year(said: str, year: int) -> int | None:
    relative = _LAST_YEAR.search(said)
    if relative is not None:
        return year + _SHIFT[relative[1].lower()]
    named = _YEAR.search(said)
    return int(named[1]) if named else None
