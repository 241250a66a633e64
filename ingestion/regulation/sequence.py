"""Choosing the numbering that a run of candidate labels really forms.

A line that says "Pasal 5" may be a heading, a cross-reference that a line break moved to the
front, or the heading of a quoted amendment. What tells them apart is the numbering as a whole: the
chain with the best sum of evidence, its numbers strictly rising, each missing number paid for.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

Key = tuple[int, str]
"""A number and its inserted letter: ``(12, "")``, ``(12, "a")``."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a label.

    Attributes:
        key: the number it would be.
        end: position after the label when it is read so.
        cost: 0 when it is printed so, more the more must be assumed.
        doubt: why a person should compare it with the document, in Indonesian; empty where the
            numbering leaves no doubt.
    """

    key: Key
    end: int
    cost: float = 0.0
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that may be a label; ``score`` is the evidence that its surroundings give."""

    start: int
    raw: str
    readings: tuple[Reading, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """A candidate as the chain reads it."""

    candidate: Candidate
    reading: Reading


@dataclass(frozen=True, slots=True)
class Gap:
    """Words between two headings, and the numbers that are missing between them.

    Attributes:
        low: position after the heading before.
        high: position of the heading after.
        first: first missing number.
        last: last missing number.
    """

    low: int
    high: int
    first: int
    last: int

    @property
    def single(self) -> bool:
        """Whether exactly one number is missing."""
        return self.first == self.last


def best_chain(candidates: Sequence[Candidate], gap: float = 0.5) -> list[Link]:
    """The rising chain with the greatest sum of ``score - cost - gap * missing numbers``.

    ``candidates`` ascend by position. Time is O(n log k) for k distinct numbers. Equal sums
    keep the earlier chain, so the result is deterministic.
    """
    keys = sorted({reading.key for candidate in candidates for reading in candidate.readings})
    size = len(keys)
    # A Fenwick tree of prefix maxima over (value + gap * number, link index).
    tree: list[tuple[float, int]] = [(float("-inf"), -1)] * (size + 1)
    links: list[Link] = []
    previous: list[int] = []
    values: list[float] = []

    def best_before(rank: int) -> tuple[float, int]:
        best = (float("-inf"), -1)
        while rank > 0:
            if tree[rank][0] > best[0]:
                best = tree[rank]
            rank -= rank & -rank
        return best

    for candidate in candidates:
        found: list[tuple[int, float, int]] = []
        for reading in candidate.readings:
            number, letter = reading.key
            rank = bisect_left(keys, reading.key)
            # The number before an inserted "12A" is 12 itself, before a plain 13 it is 12.
            before = number if letter else number - 1
            start_value = -gap * before
            chained, index = best_before(rank)
            base = chained - gap * before
            if base <= start_value:
                base, index = start_value, -1
            found.append((rank + 1, base + candidate.score - reading.cost, index))
        for reading, (rank, value, index) in zip(candidate.readings, found, strict=True):
            links.append(Link(candidate, reading))
            previous.append(index)
            values.append(value)
            entry = (value + gap * reading.key[0], len(links) - 1)
            while rank <= size:
                if entry[0] > tree[rank][0]:
                    tree[rank] = entry
                rank += rank & -rank
    if not values:
        return []
    position = max(range(len(values)), key=lambda index: (values[index], -index))
    chain: list[Link] = []
    while position >= 0:
        chain.append(links[position])
        position = previous[position]
    chain.reverse()
    return chain
