"""The names that signed regulations, as the gazettes print them, with the years in which they did.

``officials.tsv`` is made by ``python -m ingestion.regulation.make_officials``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from ingestion.regulation.likeness import distance, respelt

_DEGREES = re.compile(r"\b(?:Drs?|Ir|Prof|Mr|H|Hj|R|K|SH|S\.\s?H|Jr|HC|Msc)\b\.?,?", re.IGNORECASE)
_LEAST = 10
"""Regulations that a name must have signed to correct another."""

_SHORTEST, _LONG = 6, 9
"""Letters: a name shorter than the one is never corrected, from the other on two may differ."""


@dataclass(frozen=True, slots=True)
class Official:
    """A signatory.

    Attributes:
        name: as most of its regulations print it, without degrees.
        count: regulations that it signed, first and last year included.
        office: held as head of state when signing; empty for anyone else.
    """

    name: str
    count: int
    first: int
    last: int
    office: str = ""


def letters_of(name: str) -> str:
    """What tells names apart: their letters, small, without degrees."""
    return "".join(char for char in _DEGREES.sub(" ", name).lower() if char.isalpha())


@cache
def officials() -> dict[str, Official]:
    """Every known signatory by `letters_of` the name."""
    lines = resources.files("ingestion.regulation").joinpath("officials.tsv").read_text(encoding="utf-8")
    known = {}
    for line in lines.splitlines():
        count, first, last, name, office = line.split("\t")
        known[letters_of(name)] = Official(name, int(count), int(first), int(last), office)
    return known


def head_of_state(name: str, year: int) -> str:
    """The office as head of state in which this name signed regulations about that year, else empty."""
    official = officials().get(letters_of(name))
    if official is None or not official.first <= year <= official.last:
        return ""
    return official.office


@lru_cache(maxsize=4096)
def nearest_official(name: str, year: int) -> Official | None:
    """The one signatory of those years that a misread name can be; None for a known or an open one."""
    return nearest(letters_of(name), year, officials())


def nearest(letters: str, year: int, known: dict[str, Official], least: int = _LEAST) -> Official | None:
    """The same among ``known``, by the letters of the name."""
    spelt = respelt(letters)
    if letters in known or len(letters) < _SHORTEST or any(respelt(other) == spelt for other in known):
        return None
    most = 2 if len(letters) >= _LONG else 1
    found = [
        official
        for other, official in known.items()
        if official.count >= least
        and official.first - 1 <= year <= official.last + 1
        and abs(len(other) - len(letters)) <= most
        and distance(letters, other) <= most
    ]
    return found[0] if len(found) == 1 else None


def known_within(name: str, least: int = _LEAST * 2) -> str:
    """The well-known name that a longer one begins with: words of the next line ran on; else empty."""
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        official = officials().get(letters_of(" ".join(words[:count])))
        if official is not None and official.count >= least:
            return " ".join(words[:count]).rstrip(".,")
    return ""


def as_lines(known: Iterable[Official]) -> str:
    """The table as it is kept, the most frequent first."""
    ordered = sorted(known, key=lambda official: (-official.count, official.name))
    rows = (f"{one.count}\t{one.first}\t{one.last}\t{one.name}\t{one.office}\n" for one in ordered)
    return "".join(rows)
