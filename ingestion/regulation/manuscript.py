"""The document as one string whose positions never move.

Furniture is masked with spaces of the same length, so a position means the same place in the
words as read, in the masked words and on the pages, and every character can be accounted for.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ingestion.document import Document

# One character for one character, so positions hold. pdfium marks the hyphen of a word that was
# broken at the line's end with U+FFFE; in statutes that is nearly always a reduplication.
_ONE_FOR_ONE = str.maketrans(
    {
        "\r": "\n",
        "\t": " ",
        "\u00a0": " ",
        "\ufffe": "-",
        "\u00ad": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\f": "\n",
    }
)
_SPACE = re.compile(r"\s+")
_BROKEN_HYPHEN = re.compile(r"(?<=\w)- (?!(?:dan|atau|serta)\b)(?=\w)")
_CARET = re.compile(r"\^(?=\s?[A-Za-z])")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Words, masked words and page starts.

    Attributes:
        text: the words as read.
        masked: the same length, furniture blanked; line breaks stay.
        furniture: the blanked spans, ascending and disjoint.
    """

    text: str
    masked: str
    furniture: tuple[tuple[int, int], ...]
    page_starts: tuple[int, ...]
    page_numbers: tuple[int | None, ...]

    def page_at(self, position: int) -> int | None:
        """1-based page of a position, None where the document has no pages."""
        index = bisect_right(self.page_starts, position) - 1
        return self.page_numbers[index] if index >= 0 else None

    def words(self, start: int, end: int) -> str:
        """The words of a span: furniture gone, white space single, broken hyphens joined."""
        return tidy(self.masked[start:end])

    def masking(self, spans: Iterable[tuple[int, int]]) -> "Manuscript":
        """The same manuscript with further spans blanked; overlaps are merged."""
        merged = merge_spans([*self.furniture, *spans])
        return Manuscript(
            self.text, blank(self.text, merged), tuple(merged), self.page_starts, self.page_numbers
        )


def manuscript(document: Document) -> Manuscript:
    """Join the blocks of a document, one line break between two."""
    parts: list[str] = []
    starts: list[int] = []
    numbers: list[int | None] = []
    position = 0
    for block in document.blocks:
        text = block.text.translate(_ONE_FOR_ONE)
        if not numbers or numbers[-1] != block.page:
            starts.append(position)
            numbers.append(block.page)
        parts.append(text)
        position += len(text) + 1
    text = "\n".join(parts)
    return Manuscript(text, text, (), tuple(starts), tuple(numbers))


def tidy(text: str) -> str:
    """Single spaces, no stray carets, ``"perundang- undangan"`` joined; no other change."""
    return _BROKEN_HYPHEN.sub("-", _SPACE.sub(" ", _CARET.sub("", text)).strip())


def merge_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ascending disjoint spans that cover the same positions."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """``text`` with the spans turned into spaces, line breaks kept."""
    parts: list[str] = []
    position = 0
    for start, end in spans:
        parts.append(text[position:start])
        parts.append("".join("\n" if char == "\n" else " " for char in text[start:end]))
        position = end
    parts.append(text[position:])
    return "".join(parts)
