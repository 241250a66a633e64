"""Headings that the first search missed, found by the numbers that are due between two others.

Four things hide a heading: it looks like a cross-reference ("… ditjen Peraturan Pasal 5 Isi"), its
word is damaged ("Pasa.l 350", "Psal 60"), its number is wrong (Pasal 25, 16, 27), or it is not
printed at all. Each is looked for only between two headings whose numbers leave a gap, the safest
first, and what rests on the numbering alone is marked as doubtful.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from ingestion.regulation.headings import headings_before
from ingestion.regulation.likeness import distance
from ingestion.regulation.markers import heading_score, pasal_candidates
from ingestion.regulation.repair import digits, is_plain
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

_LENIENCE = 3.4
_GREATEST_LENIENCE = 7.0
_DAMAGED = re.compile(
    r"(?<![A-Za-z])(P\s?a\s?s\s?a\s?l|[A-Za-z][A-Za-z.,'!|1]{2,7})[\s.,:;~^'-]{0,4}([0-9lIO](?:[.\s]?[0-9lIOoSB]){0,3})(?![\w/%])"
)
_DAMAGED_EVIDENCE = 0.5
_UNNUMBERED = re.compile(r"(?<![A-Za-z])(?:(\d{1,3})\s)?Pasal(?=\s{1,4}(?:\(1\)|(?!Pasal|Undang)[A-Z][a-z]))")
_UNNUMBERED_EVIDENCE = 2.5
_BARE = re.compile(
    r"(?<![\w(.,])([0-9lIOtLrzZS]{1,3})\b\.?(?=\s{1,3}\^?(?:Cukup|Ayat\s?\(1|Huruf\s{1,2}a\b|Yang\s+dimaksud))"
)
_BEFORE_BARE = frozenset({"", ".", "l", "s", "'"})
"""After a sentence, after "Pasal", after "jelas" without its full stop."""
_MISPRINTED_EVIDENCE = 3.9
_REPEATED_EVIDENCE = 5.4
_SHORTEST_UNIT = 100
_HEADING_WINDOW = 400
_AYAT = re.compile(r"(?<![\w(])[({\[]\s?([1-9lI])\s?[)}\]1lIt](?=\s{0,3}[A-Zl])")
_SENTENCE_END = frozenset('.;"”')
_CLEAR = re.compile(r"\s*Cuku[pP]\s\^?[Jj][ec][lI1]as\s?[.,;']{0,2}")
_WORD = re.compile(r"[A-Za-z]{3,}")
_ELUCIDATED_AYAT = re.compile(r"(?<![A-Za-z])Ayat\s{0,3}[({\[]\s?([0-9lI])\s?[)}\]1lI]")

MISPRINTED = "nomor pasal tercetak keliru; dibaca menurut urutan"
UNNUMBERED = "nomor pasal tidak tercetak; dibaca menurut urutan"
SEPARATED = "nomor pasal terpisah dari kata Pasal; dibaca menurut urutan"
LOST = "judul pasal tidak tercetak; batasnya disimpulkan dari penomoran"


@dataclass(frozen=True, slots=True)
class Gap:
    """Words between two headings, and the numbers that are missing between them.

    Attributes:
        low: position after the heading before.
        high: position of the heading after.
        first: first missing number.
        last: last missing number.
    """

    low: int
    high: int
    first: int
    last: int

    @property
    def single(self) -> bool:
        """Whether exactly one number is missing."""
        return self.first == self.last


def close_gaps(
    text: str,
    chain: list[Link],
    start: int,
    *,
    elucidates: bool = False,
    reach: Mapping[int, int] | None = None,
) -> list[Link]:
    """The chain with the headings that can be proven between its own.

    Args:
        text: masked words of the whole document.
        chain: headings, ascending.
        start: where the first heading may stand.
        elucidates: whether the words are an elucidation.
        reach: the last number that a heading of several pasal names, by its position.
    """
    chain = _without_empty_leaps(text, chain)
    finders: tuple[Callable[[Gap], list[Link]], ...] = (
        lambda gap: _weak(text, gap, elucidates=elucidates),
        lambda gap: _damaged(text, gap, elucidates=elucidates),
        lambda gap: _bare(text, gap) if elucidates else [],
        lambda gap: _unnumbered(text, gap, elucidates=elucidates),
        lambda gap: _misprinted(text, gap, elucidates=elucidates),
        lambda gap: _unexplained(text, gap) if elucidates else _unprinted(text, gap),
    )
    for find in finders:
        chain = list(_filled(chain, start, find, reach or {}))
    return chain if elucidates else _repeated(text, chain)


def _without_empty_leaps(text: str, chain: list[Link]) -> list[Link]:
    """Drop a number that leaps over others right behind a heading ("Pasal 1. Pasal 6 Osamu Seirei …")."""
    kept: list[Link] = []
    for link in chain:
        leaps = bool(kept) and link.reading.key[0] - kept[-1].reading.key[0] > 1
        if not leaps or text[kept[-1].reading.end : link.candidate.start].strip(" .\n"):
            kept.append(link)
    return kept


def _filled(
    chain: list[Link], start: int, find: Callable[[Gap], list[Link]], reach: Mapping[int, int]
) -> Iterator[Link]:
    low, before = start, 0
    for link in chain:
        number = link.reading.key[0]
        if number - before > 1:
            yield from find(Gap(low, link.candidate.start, before + 1, number - 1))
        yield link
        low, before = link.reading.end, reach.get(link.candidate.start, number)


def _weak(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """Places that look like cross-references but carry a missing number."""
    found = []
    for candidate in pasal_candidates(text, gap.low, gap.high, -_GREATEST_LENIENCE, elucidates=elucidates):
        if candidate.score <= -_LENIENCE and not _follows_heading(text, candidate.start, gap.low):
            continue
        readings = tuple(r for r in candidate.readings if gap.first <= r.key[0] <= gap.last and not r.key[1])
        if readings:
            found.append(replace(candidate, score=candidate.score + _GREATEST_LENIENCE, readings=readings))
    return best_chain(found, gap=0.0)


def _damaged(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """Labels whose word or number is damaged beyond the usual confusions."""
    found = []
    for match in _DAMAGED.finditer(text, gap.low, gap.high):
        number = digits(re.sub(r"[.\s]", "", match.group(2)))
        if number is None or not gap.first <= number <= gap.last or not _is_nearly_pasal(match.group(1)):
            continue
        score = heading_score(text, match.span(), (gap.low, gap.high), elucidates=elucidates)
        if score >= _DAMAGED_EVIDENCE:
            reading = Reading((number, ""), match.end(), 1.0)
            found.append(Candidate(match.start(), match.group(), (reading,), score + 1.0))
    return best_chain(found, gap=0.0)


def _is_nearly_pasal(word: str) -> bool:
    """Whether a word is "Pasal" with at most two wrong, missing or additional letters."""
    letters = re.sub(r"[^a-z]", "", word.lower().replace("1", "l").replace("|", "l").replace("!", "l"))
    if letters in {
        "pasang",
        "pasti",
        "masal",
        "usul",
        "dasar",
        "asas",
        "paling",
        "pada",
        "masa",
        "sama",
    }:
        return False
    wrong = distance(letters, "pasal")
    return wrong <= 1 or (wrong == 2 and word[0] == "P")


def _bare(text: str, gap: Gap) -> list[Link]:
    """Numbers whose "Pasal" a column break gathered elsewhere ("Pasal Pasal … 13 Cukup jelas")."""
    found = []
    for match in _BARE.finditer(text, gap.low, gap.high):
        number = digits(match.group(1))
        before = text[max(gap.low, match.start() - 12) : match.start()].rstrip()
        if number is None or not gap.first <= number <= gap.last or before[-1:] not in _BEFORE_BARE:
            continue
        reading = Reading((number, ""), match.end(), 0.0 if is_plain(match.group(1)) else 0.5, SEPARATED)
        found.append(Candidate(match.start(), match.group(), (reading,), 2.0))
    return best_chain(found, gap=0.0)


def _unnumbered(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """The one "Pasal" whose number is lost or stands before it ("26 Pasal Hak bebas …")."""
    if not gap.single:
        return []
    found = []
    for match in _UNNUMBERED.finditer(text, gap.low, gap.high):
        score = heading_score(text, match.span(), (gap.low, gap.high), elucidates=elucidates)
        if score >= _UNNUMBERED_EVIDENCE and match.group(1) in {None, str(gap.first)}:
            reading = Reading((gap.first, ""), match.end(), 2.0, UNNUMBERED)
            found.append(Link(Candidate(match.start(), match.group(), (reading,), score), reading))
    return found if len(found) == 1 else []


def _misprinted(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """The one heading that stands between Pasal 25 and Pasal 27 and says "Pasal 16"."""
    if not gap.single:
        return []
    found = []
    for candidate in pasal_candidates(text, gap.low, gap.high, _MISPRINTED_EVIDENCE, elucidates=elucidates):
        numbers = {reading.key[0] for reading in candidate.readings}
        if numbers & {gap.first - 1, gap.first + 1} and not _stands_apart(candidate, gap):
            continue
        if any(_resemble(number, gap.first) for number in numbers):
            found.append(candidate)
    if len(found) != 1:
        return []
    reading = replace(found[0].readings[0], key=(gap.first, ""), cost=2.0, doubt=MISPRINTED)
    return [Link(found[0], reading)]


def _stands_apart(candidate: Candidate, gap: Gap) -> bool:
    """Whether a repeated number has words of its own on both sides, unlike a catchword."""
    return _is_apart(gap.low, candidate.start, gap.high) and candidate.score > _REPEATED_EVIDENCE


def _is_apart(low: int, position: int, high: int) -> bool:
    return position - low > _SHORTEST_UNIT and high - position > _SHORTEST_UNIT


def _resemble(printed: int, due: int) -> bool:
    one, other = str(printed), str(due)
    return abs(len(one) - len(other)) <= 1 and (len(other) == 1 or bool(set(one) & set(other)))


def _repeated(text: str, chain: list[Link]) -> list[Link]:
    """Pasal 2, 4, 4, 5, each with words of its own: the first "Pasal 4" is Pasal 3."""
    repaired: list[Link] = []
    for index, link in enumerate(chain):
        stop = chain[index + 1].candidate.start if index + 1 < len(chain) else len(text)
        number, letter = link.reading.key
        before = repaired[-1].reading.key[0] if repaired else 0
        twins = []
        if number - before == 2 and not letter:
            twins = [
                Link(candidate, reading)
                for candidate in pasal_candidates(text, link.reading.end, stop, _REPEATED_EVIDENCE)
                for reading in candidate.readings
                if reading.key == (number, "") and _is_apart(link.reading.end, candidate.start, stop)
            ]
        if len(twins) == 1:
            due = replace(link.reading, key=(number - 1, ""), cost=2.0, doubt=MISPRINTED)
            repaired += [Link(link.candidate, due), twins[0]]
        else:
            repaired.append(link)
    return repaired


def _unprinted(text: str, gap: Gap) -> list[Link]:
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
        heads = _follows_heading(text, position, gap.low)
        if heads or number <= min(highest, 2):
            restarts.append(position)
            highest = 0
        highest = max(highest, number)
    return [_lost(restarts[0], gap.first)] if len(restarts) == 1 else []


def _begins(text: str, position: int, low: int) -> bool:
    """Whether an ayat may begin here: after a sentence, at the front, or after a heading."""
    before = text[max(low, position - 40) : position].rstrip()
    return not before or before[-1] in _SENTENCE_END or _follows_heading(text, position, low)


def _follows_heading(text: str, position: int, low: int) -> bool:
    return bool(headings_before(text, max(low, position - _HEADING_WINDOW), position))


def _unexplained(text: str, gap: Gap) -> list[Link]:
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
