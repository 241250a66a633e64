"""Where a gold quote stands in a transcript as the product read it, however that cut it into utterances."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from assistant.minutes.models import Transcript

_WORD = re.compile(r"\w+")


class Places:
    """The words of a transcript in a row, and the utterance that each belongs to."""

    def __init__(self, transcript: Transcript) -> None:
        self._starts: list[int] = []
        self._ids: list[str] = []
        parts: list[str] = []
        length = 1
        for utterance in transcript.utterances:
            # Raw: cleaning may take out fillers that stand in the middle of a quote.
            words = _row(utterance.raw)
            self._starts.append(length)
            self._ids.append(utterance.id)
            if words:
                parts.append(words)
                length += len(words) + 1
        self._row = f" {' '.join(parts)} "

    def of(self, quote: str) -> frozenset[str]:
        """The utterances that hold the quote; none where the reader lost its words.

        Its first occurrence counts: gold quotes occur once (``tests/evals/minutes`` checks it).
        """
        wanted = f" {_row(quote)} "
        at = self._row.find(wanted)
        if at < 0:
            return frozenset()
        first = bisect_right(self._starts, at + 1) - 1
        last = bisect_right(self._starts, at + len(wanted) - 2) - 1
        return frozenset(self._ids[first : last + 1])

    def of_any(self, quotes: Iterable[str]) -> frozenset[str]:
        """The utterances that hold any of the quotes."""
        return frozenset().union(*(self.of(quote) for quote in quotes))


def _row(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
