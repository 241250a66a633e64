"""Looking for words within one regulation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.pages.regulation_view import Piece, Unit, walk

LONGEST_QUERY = 100
"""Characters of a query that count."""
HITS_SHOWN = 200
"""Units that are listed; words are marked in every unit."""
_AROUND = 70


@dataclass(frozen=True, slots=True)
class Hit:
    """A unit that has the words: its name and anchor, and the words with some around them."""

    name: str
    anchor: str
    where: str
    pieces: list[Piece]


def search_within(top: Sequence[Unit], query: str) -> list[Hit]:
    """Mark ``query`` in the words and penjelasan of every unit and list the units that have it.

    Case does not matter, and any white space stands for any other. Linear in the length of the text.
    """
    words = query[:LONGEST_QUERY].split()
    if not words:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    hits: list[Hit] = []
    for unit in walk(top):
        for text, where in ((unit.provision.text, ""), (unit.provision.penjelasan, "penjelasan")):
            first = pattern.search(text)
            if first is None:
                continue
            hits.append(Hit(unit.name, unit.anchor, where, _snippet(text, first)))
            pieces = list(_marked(text, pattern))
            if where:
                unit.explanation = pieces
            elif not unit.rows:
                unit.parts = pieces
    return hits


def _marked(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield Piece(text[at : match.start()])
        yield Piece(match[0], found=True)
        at = match.end()
    if at < len(text):
        yield Piece(text[at:])


def _snippet(text: str, match: re.Match[str]) -> list[Piece]:
    start, end = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
    before, after = text[start : match.start()], text[match.end() : end]
    if start:
        before = "…" + (before.partition(" ")[2] or before)
    if end < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return [piece for piece in (Piece(before), Piece(match[0], found=True), Piece(after)) if piece.text]
