"""Headings of buku, bab, bagian and paragraf that stand before a pasal."""

import re
from dataclasses import dataclass

_HEADING = re.compile(
    r"(?<![A-Za-z])(?:(?P<buku>BUKU\s{0,2}(?:KE[A-Z]{4,10}|[IVX]{1,5}))|(?P<bab>BAB\s{0,2}[IVXLtl1]{1,7}[A-Z]?)"
    r"|(?P<bagian>(?:Bagian|BAGIAN)\s{1,3}(?:Ke[a-z]{3,9}|KE[A-Z]{3,9}|Pertama|PERTAMA)(?:\s(?:[Bb]elas|[Pp]uluh)(?:\s[A-Z][a-z]{3,8})?)?)"
    r"|(?P<paragraf>(?:Paragraf|PARAGRAF)\s{1,3}[0-9lIO]{1,2}))(?![A-Za-z])"
)
_RANKS = ("buku", "bab", "bagian", "paragraf")
_SENTENCE = re.compile(r"[;:]\s|[a-z0-9)]\.(?:\s|$)")
_LONGEST = 260


@dataclass(frozen=True, slots=True)
class Heading:
    """``rank`` 0 for buku, 1 bab, 2 bagian, 3 paragraf; the span includes label and title."""

    rank: int
    label: str
    start: int
    label_end: int
    end: int


def headings_before(text: str, start: int, end: int) -> list[Heading]:
    """The headings that directly precede position ``end``, outermost first."""
    matches = list(_HEADING.finditer(text, start, end))
    found: list[Heading] = []
    stop = end
    for match in reversed(matches):
        title = text[match.end() : stop]
        if len(title) > _LONGEST or _SENTENCE.search(title):
            break
        rank = next(index for index, name in enumerate(_RANKS) if match.group(name))
        found.append(Heading(rank, " ".join(match.group().split()), match.start(), match.end(), stop))
        stop = match.start()
    found.reverse()
    return found


class HeadingPath:
    """The headings in force while the pasal go by."""

    def __init__(self) -> None:
        self._open: dict[int, str] = {}

    def enter(self, rank: int, words: str) -> None:
        """Open a heading; what is below it closes."""
        self._open = {other: text for other, text in self._open.items() if other < rank}
        self._open[rank] = words

    def path(self) -> tuple[str, ...]:
        """Outermost first."""
        return tuple(self._open[rank] for rank in sorted(self._open))
