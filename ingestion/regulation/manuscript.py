"""The document as one string whose positions never move.

Furniture is masked with spaces of the same length, so a position means the same place in the
words as read, in the masked words and on the pages, and every character can be accounted for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.errors import UnreadableDocument
from ingestion.document import Document

MOST_CHARACTERS = 10_000_000
"""The longest text that is parsed: seven times the longest law, and what 3,000 printed pages hold."""
# One character for one character, so positions hold. pdfium marks the hyphen of a word that was
# broken at the line's end with U+FFFE; in statutes that is nearly always a reduplication.
_ONE_FOR_ONE = str.maketrans(
    {
        "\r": "\n",
        "\t": " ",
        "\u00a0": " ",
        "\ufffe": "-",
        "\u00ad": "-",
        "\u00ac": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\f": "\n",
    }
)
_BROKEN_HYPHEN = re.compile(r"(?<=\w)- (?!(?:dan|atau|serta)\b)(?=\w)")
# Recognition marks words that stand a little higher: "ayat ^(2)"; "10 ^5" and "km ^2" are powers.
_CARET = re.compile(r"\^(?=\s?[A-Za-z])|(?<!\S)\^(?=\()|(?<=[A-Za-z]{3}\s)\^(?=\d)")


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that recognition misread; ``text[start:end]`` keeps what is printed.

    Attributes:
        printed: what the document says there by evidence.
        reason: the evidence, in Indonesian.
    """

    start: int
    end: int
    printed: str
    reason: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """Words, masked words and page starts.

    Attributes:
        text: the words as read.
        masked: the same length, furniture blanked; line breaks stay.
        furniture: the blanked spans, ascending and disjoint.
        corrections: what was misread, ascending and disjoint; `words` gives the corrected words.
    """

    text: str
    masked: str
    furniture: tuple[tuple[int, int], ...]
    page_starts: tuple[int, ...]
    page_numbers: tuple[int | None, ...]
    corrections: tuple[Correction, ...] = ()

    def page_at(self, position: int) -> int | None:
        """1-based page of a position, None where the document has no pages."""
        index = bisect_right(self.page_starts, position) - 1
        return self.page_numbers[index] if index >= 0 else None

    def words(self, start: int, end: int) -> str:
        """The words of a span: furniture gone, misreadings corrected, white space single."""
        parts: list[str] = []
        position = start
        for correction in self.corrections_in(start, end):
            parts += (self.masked[position : correction.start], correction.printed)
            position = correction.end
        return tidy("".join((*parts, self.masked[position:end])))

    def corrections_in(self, start: int, end: int) -> tuple[Correction, ...]:
        """The corrections that lie wholly within a span, ascending."""
        first = bisect_left(self.corrections, start, key=lambda correction: correction.start)
        stop = bisect_right(self.corrections, end, key=lambda correction: correction.end)
        return self.corrections[first:stop]

    def correcting(self, corrections: Iterable[Correction]) -> "Manuscript":
        """The same manuscript with further corrections; what overlaps an earlier one is left out."""
        kept: list[Correction] = []
        known = [(correction.start, 0, correction) for correction in self.corrections]
        for _, _, correction in sorted(
            [*known, *((correction.start, 1, correction) for correction in corrections)],
            key=lambda item: item[:2],
        ):
            if not kept or correction.start >= kept[-1].end:
                kept.append(correction)
        return replace(self, corrections=tuple(kept))

    def masking(self, spans: Iterable[tuple[int, int]]) -> "Manuscript":
        """The same manuscript with further spans blanked; overlaps are merged."""
        merged = merge_spans([*self.furniture, *spans])
        return replace(self, masked=blank(self.text, merged), furniture=tuple(merged))


def manuscript(document: Document) -> Manuscript:
    """Join the blocks of a document, one line break between two.

    Raises:
        UnreadableDocument: it is longer than `MOST_CHARACTERS`, so that no file exhausts the memory.
    """
    length = sum(len(block.text) + 1 for block in document.blocks)
    if length > MOST_CHARACTERS:
        reason = (
            f"teks sepanjang {_grouped(length)} karakter melebihi batas {_grouped(MOST_CHARACTERS)}; "
            "bagi menjadi beberapa berkas"
        )
        raise UnreadableDocument(document.name or "naskah", reason)
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


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def tidy(text: str) -> str:
    """Single spaces, no stray carets, ``"perundang- undangan"`` joined; no other change."""
    if "^" in text:
        text = _CARET.sub("", text)
    text = " ".join(text.split())
    return _BROKEN_HYPHEN.sub("-", text) if "- " in text else text


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
