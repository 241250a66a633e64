"""Statutes of one article, headed "Pasal tunggal" or "Satu-satunya pasal": it is their Pasal 1."""

import re

from ingestion.regulation.sequence import Candidate, Link, Reading

_SINGLE = re.compile(
    r"(?<![A-Za-z])(?:[Ss]atu-\s?satun[jy]a\s{1,3}[PpFf]asal|[PF]asal\s{1,3}(?:[Tt]unggal|[Ss]atu-\s?satun[jy]a))\b\.?"
)
_SENTENCE_END = frozenset('.:;"”)')
_COST = 1.0


def single_article(text: str, start: int, end: int) -> list[Link]:
    """The heading of the only article in ``text[start:end]``; empty where there is none, or several."""
    found = [match for match in _SINGLE.finditer(text, start, end) if _heads(text, match.start(), start)]
    if len(found) != 1:
        return []
    reading = Reading((1, ""), found[0].end(), _COST)
    return [Link(Candidate(found[0].start(), found[0].group(), (reading,), 1.0), reading)]


def _heads(text: str, position: int, start: int) -> bool:
    """Whether it stands at the front, on a line of its own, or behind a sentence or a title in capitals."""
    before = text[max(start, position - 40) : position]
    words = before.split()
    return (
        not words or before.rstrip(" ")[-1:] == "\n" or words[-1][-1] in _SENTENCE_END or words[-1].isupper()
    )
