"""The elucidation pasal by pasal, put to the unit that it explains."""

import re
from dataclasses import dataclass

from ingestion.regulation.markers import pasal_candidates, roman_candidates
from ingestion.regulation.repair import LETTERS_FOR, digits, huruf_letters, huruf_number, roman_numeral
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

_PART = re.compile(
    r"(?<![A-Za-z\"“(])(?:(?P<ayat>Ayat)\s{0,3}[({\[]?\s?(?P<number>[0-9A-Za-z]{1,3})[)}\]]?"
    r"|(?P<huruf>Hu(?:ru|m)[fl])\s{1,3}(?P<letter>[A-Za-z0-9]{1,2})|(?P<angka>Angka)\s{1,3}(?P<count>[0-9lIO]{1,3}))(?=[\s.:,]|$)"
)
_RANGE = re.compile(
    r"(?<![A-Za-z])Pasal\s{1,3}(\d{1,3})\s{1,3}(sampai\s{1,3}dengan|s\.?/?d\.?|dan)\s{1,3}(?:Pasal\s{1,3})?(\d{1,3})(?=[\s.]{1,4}Cukup)"
)
_REFERENCE_BEFORE = re.compile(r"(?:\b(?:dalam|pada|dan|atau|dimaksud|ketentuan|dengan|Pasal \w{1,4})|,)\s*$")

_RANGE_SCORE = 6.0
_LONGEST_RANGE = 300


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words that explain one unit: its pasal and the segments below it.

    Attributes:
        label_start: where the label ("Ayat (2)") begins that the words follow.
        also: further pasal that the same words explain ("Pasal 16 sampai dengan Pasal 20").
    """

    pasal: str
    segments: tuple[str, ...]
    label_start: int
    start: int
    end: int
    also: tuple[str, ...] = ()


def explanations(text: str, start: int, end: int, *, is_roman: bool) -> tuple[list[Explanation], int]:
    """Split the elucidation; also the position where its first pasal begins."""
    candidates = roman_candidates(text, start, end) if is_roman else pasal_candidates(text, start, end)
    ranges = {match.start(): match for match in _RANGE.finditer(text, start, end)}
    chain = best_chain(_with_ranges(candidates, ranges), gap=0.3)
    found: list[Explanation] = []
    for index, link in enumerate(chain):
        stop = chain[index + 1].candidate.start if index + 1 < len(chain) else end
        number, letter = link.reading.key
        name = roman_numeral(number) if is_roman else f"{number}{letter}"
        if (span := ranges.get(link.candidate.start)) is not None:
            pasal = [f"pasal-{other}" for other in _numbers(span)]
            found.append(Explanation(pasal[0], (), link.candidate.start, span.end(), stop, tuple(pasal[1:])))
            continue
        found.extend(_parts(text, f"pasal-{name}", link, stop))
    return found, chain[0].candidate.start if chain else end


def _with_ranges(candidates: list[Candidate], ranges: dict[int, re.Match[str]]) -> list[Candidate]:
    """Headings that name several pasal count by their first number; their last is no heading."""
    inner = [candidate for candidate in candidates if candidate.start not in ranges]
    for match in ranges.values():
        inner = [candidate for candidate in inner if not match.start() < candidate.start < match.end()]
        reading = Reading((int(match.group(1)), ""), match.end())
        inner.append(Candidate(match.start(), match.group(), (reading,), _RANGE_SCORE))
    return sorted(inner, key=lambda candidate: candidate.start)


def _numbers(span: re.Match[str]) -> list[int]:
    first, last = int(span.group(1)), int(span.group(3))
    if span.group(2) == "dan" or not first < last <= first + _LONGEST_RANGE:
        return [first, last]
    return list(range(first, last + 1))


def _parts(text: str, pasal: str, link: Link, end: int) -> list[Explanation]:
    found: list[Explanation] = []
    path: dict[int, tuple[str, int]] = {}
    label_start, start = link.candidate.start, link.reading.end
    position = start
    for match in _PART.finditer(text, start, end):
        if _REFERENCE_BEFORE.search(text[max(start, match.start() - 30) : match.start()]):
            continue
        rank, name, value = _part_number(match, path)
        if value is None:
            continue
        found.append(Explanation(pasal, _segments(path), label_start, position, match.start()))
        path = {other: part for other, part in path.items() if other < rank}
        path[rank] = (f"{name}-{huruf_letters(value) if name == 'huruf' else value}", value)
        label_start, position = match.start(), match.end()
    found.append(Explanation(pasal, _segments(path), label_start, position, end))
    return found


def _segments(path: dict[int, tuple[str, int]]) -> tuple[str, ...]:
    return tuple(path[rank][0] for rank in sorted(path))


def _part_number(match: re.Match[str], path: dict[int, tuple[str, int]]) -> tuple[int, str, int | None]:
    if match.group("ayat"):
        return 0, "ayat", _due_number(match.group("number"), path.get(0, ("", 0))[1] + 1)
    if match.group("huruf"):
        due = path.get(1, ("", 0))[1] + 1
        raw = match.group("letter")
        value = huruf_number(raw)
        if value is None or value != due:
            confused = [ord(letter) - 96 for letter in LETTERS_FOR.get(raw, "")]
            value = due if due in confused else value
        return 1, "huruf", value
    return 2, "angka", _due_number(match.group("count"), path.get(2, ("", 0))[1] + 1)


def _due_number(raw: str, due: int) -> int | None:
    """The number as printed; a damaged one only where it can be the number that is due."""
    if raw.isdigit() and int(raw) == due:
        return due
    readings = {digits(raw), digits(raw[:-1]) if len(raw) > 1 and raw[-1] in "1lI" else None}
    if due in readings:
        return due
    return int(raw) if raw.isascii() and raw.isdigit() and 0 < int(raw) < 100 else None
