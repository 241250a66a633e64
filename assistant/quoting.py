"""Choosing the words of a text that bear on a question or a sentence."""

from collections.abc import Callable, Collection, Set
from dataclasses import dataclass

from corpus.search_words import known_words
from corpus.text import sentences

Weigh = Callable[[str], float]
"""How much a search word tells units apart (``LexicalIndex.weight``)."""


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence or list line of a text, with the weight of the wanted words it has.

    Attributes:
        coverage: the share of the wanted words' weight that it has, 0–1.
    """

    start: int
    end: int
    coverage: float


def coverage(wanted: Collection[str], found: Set[str], weigh: Weigh) -> float:
    """Share of the weight of ``wanted`` words that ``found`` has; 0 when nothing is wanted."""
    total = sum(weigh(word) for word in wanted)
    return sum(weigh(word) for word in wanted if word in found) / total if total else 0.0


def ranked_spans(text: str, wanted: Collection[str], weigh: Weigh) -> list[Span]:
    """Sentences and list lines of ``text``, the one that covers most of ``wanted`` first."""
    spans = [
        Span(start, end, coverage(wanted, known_words(text[start:end]), weigh))
        for start, end in sentences(text)
    ]
    return sorted(spans, key=lambda span: (-span.coverage, span.start))
