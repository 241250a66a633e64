"""Headings without label or number: "… rahasia. Pimpinan" on the line before "Pasal 8".

Founding regulations of the 1960s divide their articles by such lines. A line alone proves nothing, for
a sentence may have lost its full stop: only a regulation that has many of them is read so.
"""

import re
from collections.abc import Sequence

from ingestion.regulation.manuscript import tidy

Span = tuple[int, int]
"""Where a heading begins and ends in the manuscript."""

# Behind a sentence, not behind the label of a list or an abbreviation: those are shorter than a word.
_TITLE = re.compile(r"(?:[A-Za-z]{3}|[)\"”])[.:]?[\"”]?\s+(?P<title>[A-Z][^.;:()\d\"“”\n]{3,140}?)[\s.]*$")
_SENTENCE_END = re.compile(r"[.\"”]\s*$|\)\s*$")
_PREDICATE = re.compile(
    r"\b(?:adalah|ialah|yaitu|merupakan|dapat|harus|wajib|tidak|akan|telah|sebagai|di(?=[a-z]{2,}(?:kan|i)\b)[a-z]+"
    r"|di(?:atur|angkat|bentuk|urus|muat|ambil|hukum|pimpin|bantu|bayar|cabut|ubah)|ber(?:kedudukan|laku)|mempunyai|terdiri)\b"
)
_UNFINISHED = re.compile(
    r"(?:^|\s)(?:dan|atau|yang|untuk|oleh|pada|dalam|di|ke|dari|dengan|tentang|Nomor|Tahun|P(?:T|asal))$"
)
_LIST_LABEL = re.compile(r"(?<!\w)(?:[a-z0-9]{1,2}[.)]|-)\s+$")
_WINDOW = 200
_MOST_WORDS, _MOST_IN_CAPITALS = 10, 18
_FEWEST = 5
_ONE_EACH = 0.8
_SHARE = 0.3
"""How many of the pasal that may have one must have one, at least: it may head several."""


def side_headings(text: str, gaps: Sequence[Span | None]) -> list[Span | None]:
    """The unnumbered heading before each pasal; all None where the regulation does not use them.

    Args:
        text: masked words of the whole document.
        gaps: for each pasal, from the end of the label before it to its own label; None where no such
            heading can stand, as behind a numbered one.
    """
    found = [gap and _title_before(text, *gap) for gap in gaps]
    titled = sum(span is not None for span in found)
    if titled < _FEWEST or titled < _SHARE * sum(gap is not None for gap in gaps):
        return [None] * len(gaps)
    return found


def heads_groups(gaps: Sequence[Span | None], found: Sequence[Span | None]) -> bool:
    """Whether a heading stands over the pasal up to the next one; not where each pasal has its own."""
    titled = sum(span is not None for span in found)
    return titled < _ONE_EACH * sum(gap is not None for gap in gaps)


def side_title(text: str, span: Span) -> str:
    """The words of a heading, tidied."""
    return tidy(text[span[0] : span[1]]).rstrip(" .")


def _title_before(text: str, low: int, high: int) -> Span | None:
    start = max(low, high - _WINDOW)
    match = _TITLE.search(text, start, high)
    if match is None:
        return None
    title = match["title"]
    before = text[start : match.start("title")]
    # Who prints a full stop behind a heading prints it in capitals; else it is a short sentence.
    stopped = text[match.end("title") : high].lstrip().startswith(".")
    is_sentence = _PREDICATE.search(title) is not None or (stopped and not title.isupper())
    most = _MOST_IN_CAPITALS if title.isupper() else _MOST_WORDS
    if is_sentence or _UNFINISHED.search(title) or len(title.split()) > most:
        return None
    if not _SENTENCE_END.search(before) or _LIST_LABEL.search(before):
        return None
    return match.start("title"), high
