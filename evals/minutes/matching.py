"""Which found item is which gold item: each at most once, as many as possible, the most alike first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpus.search_words import search_words

LEAST_OVERLAP = 0.5
"""Share of the shorter one's content words that found and gold must have in common."""
MOST_EVIDENCE = 12
"""Utterances an item may cite and still be held against gold: citing the whole meeting shows nothing."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold item: all its words (its text and its quotes) and the utterances of its quotes."""

    id: str
    words: frozenset[str]
    utterances: frozenset[str]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A found item: its words and the utterances it cites."""

    words: frozenset[str]
    utterances: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matching:
    """``pairs`` of (place in found, place in wanted), optional gold included."""

    pairs: tuple[tuple[int, int], ...]


def content_words(*texts: str) -> frozenset[str]:
    """Stemmed words of the texts without stop words."""
    return frozenset(search_words(" ".join(texts)))


def overlap(one: Collection[str], other: Collection[str]) -> float:
    """Szymkiewicz-Simpson coefficient of two sets, 0–1; 0 where one is empty."""
    smaller = min(len(one), len(other))
    return len(set(one) & set(other)) / smaller if smaller else 0.0


def match(found: Sequence[Found], wanted: Sequence[Wanted]) -> Matching:
    """The one-to-one matching with the most pairs; of those, gold is served in order with the most alike.

    A pair is possible when the found item cites at least one utterance of the gold quotes, cites no more than
    ``MOST_EVIDENCE``, and their content words overlap by ``LEAST_OVERLAP``. Augmenting paths (Kuhn 1955;
    Berge 1957), without recursion.
    """
    choices: list[list[int]] = []
    for gold in wanted:
        alike = [
            (-overlap(item.words, gold.words), place)
            for place, item in enumerate(found)
            if _possible(item, gold)
        ]
        choices.append([place for _, place in sorted(alike)])
    taken: dict[int, int] = {}
    # Optional gold comes last, so that it takes nothing from what must be found.
    for start in sorted(range(len(wanted)), key=lambda place: wanted[place].optional):
        _augment(start, choices, taken)
    return Matching(tuple(sorted(taken.items())))


def _possible(item: Found, gold: Wanted) -> bool:
    return (
        bool(item.utterances & gold.utterances)
        and len(item.utterances) <= MOST_EVIDENCE
        and overlap(item.words, gold.words) >= LEAST_OVERLAP
    )


def _augment(start: int, choices: Sequence[Sequence[int]], taken: dict[int, int]) -> None:
    """Breadth-first search for a free found item, moving earlier matches along the way."""
    came_from: dict[int, int] = {}
    waiting = [start]
    for gold in waiting:
        for place in choices[gold]:
            if place in came_from:
                continue
            came_from[place] = gold
            if place not in taken:
                _shift(place, start, came_from, taken)
                return
            waiting.append(taken[place])


def _shift(place: int, start: int, came_from: dict[int, int], taken: dict[int, int]) -> None:
    while True:
        gold = came_from[place]
        before = next((other for other, held in taken.items() if held == gold), None)
        taken[place] = gold
        if gold == start or before is None:
            return
        place = before
