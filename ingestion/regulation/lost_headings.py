"""Headings that are not printed at all: their place follows from what is numbered around them."""

import re
from collections.abc import Iterable

from ingestion.regulation.headings import headings_before
from ingestion.regulation.hidden_headings import follows_heading
from ingestion.regulation.repair import digits
from ingestion.regulation.sequence import Candidate, Gap, Link, Reading

_AYAT = re.compile(r"(?<![\w(])[({\[]\s?([1-9lI])\s?[)}\]1lIt](?=\s{0,3}[A-Zl])")
_SENTENCE_END = frozenset('.;"”')
_CLEAR = re.compile(r"\s*Cuku[pP]\s\^?[Jj][ec][lI1]as\s?[.,;']{0,2}")
_CLEAR_AT_END = re.compile(
    r"(?<=[.\"”])\s{1,3}Cukup\s\^?jelas\.?\s*(?:(?:BAB|Bab)\s[IVX]{1,6}\b[^a-z]{0,200})?$"
)
_PART = re.compile(r"(?<![A-Za-z])(?:[Aa]yat|[Hh]uruf|[Aa]ngka|sub|[a-z]\.|\(?\d{1,2}[).])(?![A-Za-z])")
_WORD = re.compile(r"[A-Za-z]{3,}")
_ELUCIDATED_AYAT = re.compile(r"(?<![A-Za-z])Ayat\s{0,3}[({\[]\s?([0-9lI])\s?[)}\]1lI]")

_TITLE = re.compile(
    r"[\s:.]*(?:(?:PERATURAN|UNDANG|KEPUTUSAN)\b[^a-z]{0,600}(?:[.:](?=\s)|(?<=[\s\"”)]))"
    r"|(?:Peraturan|Undang)[^.]{0,200}?\btentang\b[^.:]{0,400}[.:](?=\s))?[\s:.\"”]*"
)
_LABEL_BEFORE = re.compile(r"(?<!\S)(?:\(\d\)|\d{1,2}\.|[A-Za-z]\.)\s*$")
_QUOTED_AFTER = re.compile(r"[Pp]asal\s+2\W+(?:diubah|dihapus|berbunyi)")
_HEADINGS = 400
_SMALL_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}")
_NOT_RULED = re.compile(
    r"M[Ee][Nn][Ii]?[Mm][Bb][Aa][Nn][Gg]|M(?:engingat|ENGINGAT|enetapkan|ENETAPKAN|EMUTUSKAN)\b|Persetujuan\s+Bersama"
    r"|PRESIDEN\s+REPUBLIK|\bbahwa\s+(?:untuk|dalam\s+rangka|berdasarkan)\b|(?m:^)\s{0,3}\d\.\s+(?:Pasal|Undang|Peraturan)|\.\.\."
)
_FEWEST_WORDS = 8

LOST = "judul pasal tidak tercetak; batasnya disimpulkan dari penomoran"


def unprinted(text: str, gap: Gap) -> list[Link]:
    """A heading of a bab or bagian that heads no pasal, or ayat that count again from the front."""
    if not gap.single:
        return []
    labels = [
        (match.start(), digits(match.group(1)) or 0)
        for match in _AYAT.finditer(text, gap.low, gap.high)
        if _begins(text, match.start(), gap.low)
    ]
    highest, restarts = 0, []
    for position, number in labels:
        heads = follows_heading(text, position, gap.low)
        if heads or number <= min(highest, 2):
            restarts.append(position)
            highest = 0
        highest = max(highest, number)
    return [_lost(restarts[0], gap.first)] if len(restarts) == 1 else []


def first_unprinted(text: str, gap: Gap) -> list[Link]:
    """Rules between the title and Pasal 2 that nothing heads: they are Pasal 1.

    Not where the opening is mixed up with the body, as recognition of two columns leaves it.
    """
    if not gap.single or gap.first != 1:
        return []
    if _NOT_RULED.search(text, gap.low, gap.high) or _QUOTED_AFTER.match(text, gap.high):
        return []
    title = _TITLE.match(text, gap.low, gap.high)
    start = title.end() if title else gap.low
    if label := _LABEL_BEFORE.search(text, gap.low, start):
        start = label.start()
    headings = headings_before(text, max(start, gap.high - _HEADINGS), gap.high)
    end = headings[0].start if headings else gap.high
    if len(_SMALL_WORD.findall(text, start, end)) < _FEWEST_WORDS:
        return []
    return [_lost(start, 1)]


def _begins(text: str, position: int, low: int) -> bool:
    """Whether an ayat may begin here: after a sentence, at the front, or after a heading."""
    before = text[max(low, position - 40) : position].rstrip()
    return not before or before[-1] in _SENTENCE_END or follows_heading(text, position, low)


def unexplained(text: str, gap: Gap) -> list[Link]:
    """An elucidation that goes on after "Cukup jelas", or whose ayat begin again."""
    clears = _clears(text, gap)
    count = gap.last - gap.first + 1
    if len(clears) == count + 1 and not text[clears[-1] : gap.high].strip():
        return [_lost(position, gap.first + index) for index, position in enumerate(clears[:-1])]
    if not gap.single:
        return []
    if clears and len(_WORD.findall(text, clears[0], gap.high)) >= 2:
        return [_lost(clears[0], gap.first)]
    if (position := _clear_behind_words(text, gap)) is not None:
        return [_lost(position, gap.first)]
    named = _restarts(_ELUCIDATED_AYAT.finditer(text, gap.low, gap.high))
    begun = (
        match for match in _AYAT.finditer(text, gap.low, gap.high) if _begins(text, match.start(), gap.low)
    )
    restarts = named or _restarts(begun)
    return [_lost(restarts[0], gap.first)] if len(restarts) == 1 else []


def _restarts(labels: Iterable[re.Match[str]]) -> list[int]:
    """Where the ayat count from 1 again behind a second one."""
    found, highest = [], 0
    for match in labels:
        number = digits(match.group(1)) or 0
        if number == 1 and highest > 1:
            found.append(match.start())
        highest = max(highest, number)
    return found


def _clear_behind_words(text: str, gap: Gap) -> int | None:
    """Where "Cukup jelas" ends a gap without any ayat: it cannot be about the pasal explained before it."""
    if _PART.search(text, gap.low, gap.high):
        return None
    match = _CLEAR_AT_END.search(text, max(gap.low, gap.high - _HEADINGS), gap.high)
    if match is None or len(_WORD.findall(text, gap.low, match.start())) < _FEWEST_WORDS:
        return None
    return match.start()


def _clears(text: str, gap: Gap) -> list[int]:
    """Positions after each "Cukup jelas" that the gap begins with."""
    found: list[int] = []
    position = gap.low
    while match := _CLEAR.match(text, position, gap.high):
        position = match.end()
        found.append(position)
    return found


def _lost(position: int, number: int) -> Link:
    reading = Reading((number, ""), position, 3.0, LOST)
    return Link(Candidate(position, "(judul hilang)", (reading,), 0.0), reading)
