"""Cutting text into spans at sentence boundaries; the sizes every chunker shares."""

from corpus.text import sentences

TARGET = 900
"""Characters a packed unit aims at."""

SPLIT_ABOVE = 1_200
"""Characters above which a unit with structure below it is cut along that structure."""

HARD_LIMIT = 2_000
"""Characters no unit exceeds; a longer sentence is cut at whitespace."""

Span = tuple[int, int]


def hard_spans(text: str, start: int, end: int) -> list[Span]:
    """Spans of at most ``HARD_LIMIT`` characters that cover ``text[start:end]``, whitespace aside.

    Cuts at the last whitespace before the limit, inside a word only where there is none.
    """
    spans: list[Span] = []
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = min(start + HARD_LIMIT, end)
        if stop < end:
            cut = stop
            while cut > start and not text[cut].isspace():
                cut -= 1
            stop = cut if cut > start else stop
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            spans.append((start, last))
        start = stop
    return spans


def sentence_spans(text: str) -> list[Span]:
    """Sentences of ``text``, each at most ``HARD_LIMIT`` characters long."""
    spans: list[Span] = []
    for start, end in sentences(text):
        spans.extend(hard_spans(text, start, end) if end - start > HARD_LIMIT else [(start, end)])
    return spans


def packed_spans(text: str, target: int = TARGET) -> list[Span]:
    """Spans of whole sentences, each up to ``target`` characters where its sentences allow."""
    packed: list[Span] = []
    for start, end in sentence_spans(text):
        if packed and end - packed[-1][0] <= target:
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed
