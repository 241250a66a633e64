"""Headings as units: numbered by their sequence, named by the headings above them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.headings import ordinal_words, roman_numeral
from corpus.models import HEADING_KINDS
from ingestion.regulation.headings import RANKS, Heading
from ingestion.regulation.manuscript import tidy
from ingestion.regulation.nodes import Node
from ingestion.regulation.ordinals import cardinal_number, nearest_ordinal, ordinal_number
from ingestion.regulation.repair import digits, is_plain, roman
from ingestion.regulation.sequence import Candidate, Reading, best_chain

_LABEL_WORD = re.compile(r"B\s?A\s?B|Bab|[Bb]uku|BUKU|Bagian|BAGIAN|Paragra[fp]|PARAGRAF")
_SPACED_BAB = re.compile(r"^B\sA\sB\b|^BA\sB\b|^B\sAB\b")
_ROMAN_FOR = str.maketrans("l1tTiJj|!Lxv", "IIIIIIIIIIXV")
_EVIDENCE = 3.0
_GAP = 0.5


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A heading as the sequence reads it."""

    heading: Heading
    number: int
    letter: str
    repaired: bool


def heading_units(text: str, groups: Sequence[Sequence[Heading]]) -> list[list[tuple[Node, str]]]:
    """A unit for every heading, with the words that name it in the path of what is below.

    Args:
        text: masked words of the whole document.
        groups: the headings before each pasal, in reading order.

    Returns:
        For every group its units; ``heading_path`` of each holds the headings above it.
    """
    merged = [_without_catchwords(group) for group in groups]
    numbered = iter(_numbered([heading for group in merged for heading in group]))
    path: dict[int, tuple[str, str]] = {}
    return [[_unit(text, next(numbered), path) for _ in group] for group in merged]


def _without_catchwords(group: Sequence[Heading]) -> list[Heading]:
    """A label without title before one of its own rank is the foot of a page; its words join the next."""
    kept: list[Heading] = []
    for heading in group:
        previous = kept[-1] if kept else None
        if previous and previous.rank == heading.rank and previous.label_end >= previous.end - 1:
            kept[-1] = Heading(heading.rank, heading.label, previous.start, heading.label_end, heading.end)
        else:
            kept.append(heading)
    return kept


def _unit(text: str, numbered: _Numbered, path: dict[int, tuple[str, str]]) -> tuple[Node, str]:
    heading = numbered.heading
    rank, name = heading.rank, f"{RANKS[heading.rank]}-{numbered.number}{numbered.letter}"
    for other in [other for other in path if other >= rank]:
        del path[other]
    above = [path[other] for other in sorted(path)]
    segment = "-".join((*(part for part, _ in above), name))
    label = _label(numbered)
    title = tidy(text[heading.label_end : heading.end])
    words = f"{label} {title}".strip()
    node = Node(
        HEADING_KINDS[rank], segment, label, label, heading.start, heading.label_end,
        own=[(heading.label_end, heading.end)], heading_path=tuple(words for _, words in above),
        raw=heading.label if numbered.repaired else "",
    )  # fmt: skip
    path[rank] = (name, words)
    return node, words


def _label(numbered: _Numbered) -> str:
    """As printed where it is printed well, else as it should be."""
    heading, number = numbered.heading, numbered.number
    if not numbered.repaired:
        return _SPACED_BAB.sub("BAB", heading.label)
    if heading.rank <= 1:
        return f"{RANKS[heading.rank].upper()} {roman_numeral(number)}{numbered.letter.upper()}"
    if heading.rank == 2:
        return f"Bagian {ordinal_words(number).title()}"
    return f"Paragraf {number}"


def _numbered(headings: list[Heading]) -> list[_Numbered]:
    """Numbers that the sequence within the heading above proves."""
    scopes: dict[tuple[int, ...], list[int]] = {}
    last: dict[int, int] = {}
    for index, heading in enumerate(headings):
        last = {rank: place for rank, place in last.items() if rank < heading.rank}
        scopes.setdefault((heading.rank, *last.values()), []).append(index)
        last[heading.rank] = index
    found = {
        index: numbered
        for members in scopes.values()
        for index, numbered in zip(members, _in_scope([headings[place] for place in members]), strict=True)
    }
    return [found[index] for index in range(len(headings))]


def _in_scope(headings: list[Heading]) -> list[_Numbered]:
    readings = [_readings(heading) for heading in headings]
    chain = best_chain(
        [
            Candidate(index, heading.label, options, _EVIDENCE)
            for index, (heading, options) in enumerate(zip(headings, readings, strict=True))
            if options
        ],
        gap=_GAP,
    )
    proven = _without_misprinted_twins({link.candidate.start: link.reading for link in chain}, readings)
    numbered: list[_Numbered] = []
    for index, (heading, options) in enumerate(zip(headings, readings, strict=True)):
        before = numbered[-1].number if numbered else 0
        after = next(
            (proven[later].key[0] for later in range(index + 1, len(headings)) if later in proven), None
        )
        numbered.append(_number(heading, options, proven.get(index), before, after))
    return numbered


def _without_misprinted_twins(
    proven: dict[int, Reading], readings: Sequence[tuple[Reading, ...]]
) -> dict[int, Reading]:
    """In "Kedua, Kedua, Ketiga" the first is Kesatu misprinted; it is the second that is proven."""
    kept: dict[int, Reading] = {}
    before = 0
    for place in sorted(proven):
        number, letter = proven[place].key
        following = readings[place + 1] if place + 1 < len(readings) and place + 1 not in proven else ()
        twin = next((reading for reading in following if reading.key == (number, letter)), None)
        if twin is not None and number == before + 2 and not letter:
            kept[place] = Reading((number - 1, ""), twin.end, 1.0)
            kept[place + 1] = twin
        else:
            kept[place] = proven[place]
        before = number
    return kept


def _number(
    heading: Heading, options: tuple[Reading, ...], proven: Reading | None, before: int, after: int | None
) -> _Numbered:
    """The number that the sequence proves; one that falls back behind its forerunner is misprinted."""
    if proven is not None and proven.key > (before, ""):
        return _Numbered(heading, *proven.key, bool(proven.cost))
    falls_back = not options or options[0].key <= (before, "")
    if falls_back or (after is not None and after == before + 2):
        return _Numbered(heading, before + 1, "", True)
    return _Numbered(heading, *options[0].key, bool(options[0].cost))


def _readings(heading: Heading) -> tuple[Reading, ...]:
    raw = _LABEL_WORD.sub("", heading.label, count=1).strip(" -.")
    found: dict[tuple[int, str], float] = {}

    def read(number: int | None, letter: str, cost: float) -> None:
        if number and found.get((number, letter), cost + 1) > cost:
            found[number, letter] = cost

    if heading.rank <= 1 or roman(raw) is not None:
        read(roman(raw), "", 0.0)
        read(roman(raw.translate(_ROMAN_FOR)), "", 1.0)
        if len(raw) > 1 and raw[-1] in "ABCDEFGH":
            read(roman(raw[:-1]), raw[-1].lower(), 0.0)
            read(roman(raw[:-1].translate(_ROMAN_FOR)), raw[-1].lower(), 1.0)
    if raw[:1].isdigit() or heading.rank == 3:
        read(digits(raw), "", 0.0 if is_plain(raw) else 1.0)
    read(ordinal_number(raw), "", 0.0)
    read(cardinal_number(raw) if heading.rank == 3 else None, "", 0.0)
    if len(raw) > 5:
        read(nearest_ordinal(raw), "", 1.0)
    return tuple(Reading(key, heading.label_end, cost) for key, cost in found.items())
