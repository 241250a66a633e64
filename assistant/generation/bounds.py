"""Bounds that a sentence leaves out: “paling banyak 18 hari kerja” told as “18 hari kerja”."""

import re
from collections.abc import Iterator, Sequence

from corpus.numbers import Fact, FactKind, facts

MEASURED = frozenset({FactKind.DURATION, FactKind.AMOUNT, FactKind.PERCENTAGE})
"""Kinds of fact that a bound changes."""
BEFORE = 60
"""Characters in front of a fact in which its bound stands, within its clause."""
_BOUND = re.compile(
    r"\b(?:paling|maksimal|maksimum|minimal|minimum|sekurang\w*|se(?:kurang|lambat|tinggi|banyak|dikit|lama|cepat|rendah)-\w+"
    r"|terbanyak|terlama|tersingkat|sedikitnya|setidak\w*|tidak\s+(?:boleh\s+)?(?:lebih|kurang|melebihi)|(?:me)?lebih\w*|kurang\s+dari"
    r"|hingga|sampai)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\b(?:sudah|telah|belum|genap)\b", re.IGNORECASE)
"""In a sentence these say that a bound is meant; in a source they leave open whether it is one."""
_BEHIND = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:\w+\s+){0,2}(?:atau\s+(?:lebih|kurang)|ke\s+atas|ke\s+bawah)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[;:.?!]\s|,\s")


def lost_bounds(text: str, evidence: Sequence[str]) -> Iterator[str]:
    """Facts of a sentence that the sources give only as a bound, and the sentence as the thing itself.

    Args:
        text: the sentence.
        evidence: the texts that it cites.

    Yields:
        The words of a source around the fact, the bound among them.
    """
    for fact in facts(text):
        if fact.kind not in MEASURED or _bounded(text, fact) or _REACHED.search(_clause_before(text, fact)):
            continue
        there = [(one, other) for one in evidence for other in facts(one) if _same(fact, other)]
        if there and all(_bounded(one, other) for one, other in there):
            one, other = there[0]
            yield " ".join(f"{_clause_before(one, other)}{other.text}".split())


def _same(one: Fact, other: Fact) -> bool:
    return (one.kind, one.value) == (other.kind, other.value)


def _bounded(text: str, fact: Fact) -> bool:
    return bool(_BOUND.search(_clause_before(text, fact)) or _BEHIND.match(text, fact.end))


def _clause_before(text: str, fact: Fact) -> str:
    before = text[: fact.start]
    if len(before) > BEFORE:
        before = before[-BEFORE:].partition(" ")[2]
    return _CLAUSE.split(before)[-1]
