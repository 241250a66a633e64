"""Choosing the words of a text that bear on a question or a sentence, and showing them."""

import re
from collections.abc import Callable, Collection, Set
from dataclasses import dataclass

from corpus.search_words import known_words
from corpus.text import sentences

WHOLE_UP_TO = 420
"""Characters up to which a text is quoted whole: a short rule loses its conditions when cut."""
LIST_UP_TO = 900
"""The same for a list, whose items mean little without each other."""

Weigh = Callable[[str], float]
"""How much a search word tells units apart (``LexicalIndex.weight``)."""

_ITEM = re.compile(r"(?:\(\d{1,3}[a-z]?\)|\d{1,3}[.)]|[a-zA-Z][.)]|[-•*–▪])\s")
_DEBRIS = re.compile(r"(?:(?<=[;.,:])\s+\(?(?:\d{1,3}|[a-z])[.)]|\s+[:;.,])+\s*$")
_LIST_END = re.compile(r"\s*[;,](?:\s*(?:dan/atau|dan|atau))?$")


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
    total = had = 0.0
    for word in wanted:
        weight = weigh(word)
        total += weight
        if word in found:
            had += weight
    return had / total if total else 0.0


def window(text: str, wanted: Collection[str], weigh: Weigh) -> list[tuple[int, int]]:
    """Places of the words of ``text`` to quote, in order.

    A short text or list is quoted whole. Of a longer one, its best sentence with the neighbours
    that fit; when that begins inside a list, the words that open the list come before it as a
    place of their own.
    """
    start, end = _trimmed(text, 0, len(text))
    spans = _spans(text, wanted, weigh)
    if not spans:
        return []
    listed = any(_opens_list(text, span) for span in spans)
    if end - start <= (LIST_UP_TO if listed else WHOLE_UP_TO):
        return [(start, end)]
    first, last = _grown(spans)
    while last > first and text[: spans[last].end].endswith(":"):
        # It opens a list that is not quoted.
        last -= 1
    start, end = _trimmed(text, spans[first].start, spans[last].end)
    opening = _opening(text, spans, first)
    return [(start, end)] if opening is None else [(opening.start, opening.end), (start, end)]


def readable(quote: str) -> str:
    """Quoted words as shown: lines that were only wrapped are joined, each item of a list has its own."""
    lines: list[str] = []
    for start, end in sentences(quote):
        piece = " ".join(quote[start:end].split())
        if lines and not _ITEM.match(piece):
            lines[-1] = f"{lines[-1]} {piece}"
        else:
            lines.append(piece)
    return "\n".join(lines)


def closed(text: str) -> str:
    """``text`` with the mark that leads on to a further item replaced by a full stop."""
    return _LIST_END.sub(".", text)


def _spans(text: str, wanted: Collection[str], weigh: Weigh) -> list[Span]:
    return [
        Span(start, end, coverage(wanted, known_words(text[start:end]), weigh))
        for start, end in sentences(text)
    ]


def _grown(spans: list[Span]) -> tuple[int, int]:
    """First and last of the spans around the best one that bear on the question and fit."""
    first = last = max(range(len(spans)), key=lambda index: (spans[index].coverage, -index))
    while True:
        options = [
            (spans[index].coverage, -distance, index)
            for distance, index in enumerate((last + 1, first - 1))
            if 0 <= index < len(spans)
            and spans[index].coverage > 0
            and spans[max(last, index)].end - spans[min(first, index)].start <= WHOLE_UP_TO
        ]
        if not options:
            return first, last
        index = max(options)[2]
        first, last = min(first, index), max(last, index)


def _opening(text: str, spans: list[Span], first: int) -> Span | None:
    """The words that open the list in which span ``first`` is an item."""
    if not _ITEM.match(text[spans[first].start :]):
        return None
    before = (span for span in reversed(spans[:first]) if _opens_list(text, span))
    return next(before, None)


def _opens_list(text: str, span: Span) -> bool:
    return text[span.start : span.end].rstrip().endswith(":") and span.end < len(text.rstrip())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without outer whitespace, and without the marker of a next item or stray marks at the end."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    kept = _DEBRIS.sub("", text[start:end].rstrip())
    return start, start + len(kept) if kept else end
