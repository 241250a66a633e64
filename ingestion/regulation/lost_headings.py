"""Headings that are not printed at all: their place follows from what is numbered around them."""

import re

from ingestion.regulation.hidden_headings import follows_heading
from ingestion.regulation.repair import digits
from ingestion.regulation.sequence import Candidate, Gap, Link, Reading

_AYAT = re.compile(r"(?<![\w(])[({\[]\s?([1-9lI])\s?[)}\]1lIt](?=\s{0,3}[A-Zl])")
_SENTENCE_END = frozenset('.;"”')
_CLEAR = re.compile(r"\s*Cuku[pP]\s\^?[Jj][ec][lI1]as\s?[.,;']{0,2}")
_WORD = re.compile(r"[A-Za-z]{3,}")
_ELUCIDATED_AYAT = re.compile(r"(?<![A-Za-z])Ayat\s{0,3}[({\[]\s?([0-9lI])\s?[)}\]1lI]")

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
    restarts, highest = [], 0
    for match in _ELUCIDATED_AYAT.finditer(text, gap.low, gap.high):
        number = digits(match.group(1)) or 0
        if number == 1 and highest > 1:
            restarts.append(match.start())
        highest = max(highest, number)
    return [_lost(restarts[0], gap.first)] if len(restarts) == 1 else []


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
