"""The elucidation pasal by pasal, put to the unit that it explains."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.headings import roman_numeral
from ingestion.regulation.gaps import close_gaps
from ingestion.regulation.markers import heading_score, pasal_candidates, roman_candidates
from ingestion.regulation.repair import LETTERS_FOR, digits, huruf_letters, huruf_number, roman
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

_PART = re.compile(
    r"(?<![A-Za-z\"“(])(?:(?P<ayat>Ayat)\s{0,3}[({\[]?\s?(?P<number>[0-9A-Za-z]{1,3})[)}\]]?"
    r"|(?P<huruf>Hu(?:ru|m)[fl])(?:\s{1,3}(?P<letter>[A-Za-z0-9]{1,2})|(?P<joined>[a-z]))|(?P<angka>Angka)\s{1,3}(?P<count>[0-9lIO]{1,3}))(?=[\s.:,]|$)"
)
_JOINS = (
    r"(?:,\s{0,2}dan\b|,|/?\s{0,2}dan\b|an\b|[Ss]\.?/?[Dd]\.?(?!\w)|[Ss]?/|sampai(?:\s{1,3}dengan)?\b|hingga\b"
    r"|[-–]|\.(?=\s\d{1,3},))"
)
_RANGE = re.compile(
    rf"(?<![A-Za-z])[Pp]asal(?:-[Pp]asal)?\s{{1,3}}(\d{{1,3}})((?:\.?\s{{0,3}}{_JOINS}"
    r"\s{0,40}(?:[Pp]asal\s{1,3})?\d{1,3}(?!\w)){1,30})(?P<stop>\s?[.:]|,(?=\s{1,4}Cukup))?"
    r"(?=\s{1,4}(?:[A-Z(\"“]|[1a]\.\s|[ct]j?ukup\s|tidak\s)|\s*\n)"
)
_RANGE_PART = re.compile(r"[\s.]*([Ss]\.?/?[Dd]|[Ss]?/(?!\s?dan)|sampai|hingga|[-–])?\D{0,60}(\d{1,3})")
_REGULATION_AFTER = re.compile(r"[\s.:]*(?:Undang|UUD|Peraturan|Keputusan|Kitab)")
_REFERENCE_BEFORE = re.compile(r"(?:\b(?:dalam|pada|dan|atau|dimaksud|ketentuan|dengan|Pasal \w{1,4})|,)\s*$")

_NUMBER = re.compile(r"\d+")
_CLEAR_AFTER = re.compile(r"\s{1,4}(?:[CT]j?ukup\s\^?[dj]j?elas|Tidak\s(?:me|per))")
_RANGE_EVIDENCE = 2.0
_ONES = re.compile(r"(?<=\s)II{1,2}(?=\.?$)")
_ROMAN_COST = 1.0
_LONGEST_RANGE = 300


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words that explain one unit: its pasal and the segments below it.

    Attributes:
        label_start: where the label ("Ayat (2)") begins that the words follow.
        also: further pasal that the same words explain ("Pasal 16 sampai dengan Pasal 20").
        doubt: why a person should compare it with the document, in Indonesian.
    """

    pasal: str
    segments: tuple[str, ...]
    label_start: int
    start: int
    end: int
    also: tuple[str, ...] = ()
    doubt: str = ""


def explanations(text: str, start: int, end: int, *, is_roman: bool) -> tuple[list[Explanation], int]:
    """Split the elucidation; also the position where its first pasal begins."""
    if is_roman:
        ranges: dict[int, _Range] = {}
        chain = best_chain(roman_candidates(text, start, end), gap=0.3)
    else:
        ranges = _ranges(text, start, end)
        labels = _with_romans(pasal_candidates(text, start, end, elucidates=True))
        candidates = _with_ranges(labels, ranges)
        reach = {position: max(span.numbers) for position, span in ranges.items()}
        chain = close_gaps(text, best_chain(candidates, gap=0.3), start, end, elucidates=True, reach=reach)
    found: list[Explanation] = []
    for index, link in enumerate(chain):
        stop = chain[index + 1].candidate.start if index + 1 < len(chain) else end
        number, letter = link.reading.key
        name = roman_numeral(number).lower() if is_roman else f"{number}{letter}"
        if (span := ranges.get(link.candidate.start)) is not None:
            pasal = [f"pasal-{other}" for other in span.numbers]
            found.append(Explanation(pasal[0], (), link.candidate.start, span.end, stop, tuple(pasal[1:])))
            continue
        divided = parts(text, f"pasal-{name}", link, stop)
        found.append(replace(divided[0], doubt=_doubt(name, link.reading.doubt)))
        found.extend(divided[1:])
    return found, chain[0].candidate.start if chain else end


def _with_romans(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """What says "Pasal II" may be Pasal 2 as well as a misread Pasal 11; the numbering tells."""
    for candidate in candidates:
        ones = _ONES.search(candidate.raw)
        if ones is None:
            yield candidate
            continue
        reading = Reading((len(ones.group()), ""), candidate.readings[-1].end, _ROMAN_COST)
        yield replace(candidate, readings=(*candidate.readings, reading))


def _doubt(pasal: str, reason: str) -> str:
    return f"penjelasan Pasal {pasal.upper()}: {reason}" if reason else ""


def elucidation_gaps(found: Sequence[Explanation], *, is_roman: bool) -> tuple[str, ...]:
    """Pasal that are left out between the first and the last one that is explained, as printed."""
    names = {name.removeprefix("pasal-") for part in found for name in (part.pasal, *part.also)}
    if is_roman:
        numbers = {number for name in names if (number := roman(name.upper()))}
    else:
        numbers = {int(match.group()) for name in names if (match := _NUMBER.match(name))}
    missing = (
        number for number in range(min(numbers, default=0), max(numbers, default=0)) if number not in numbers
    )
    return tuple(roman_numeral(number) if is_roman else str(number) for number in missing)


@dataclass(frozen=True, slots=True)
class _Range:
    """A heading that names several pasal ("Pasal 9, 11 dan 12", "Pasal 16 s/d Pasal 20")."""

    start: int
    end: int
    numbers: tuple[int, ...]
    score: float


def _ranges(text: str, start: int, end: int) -> dict[int, _Range]:
    found = {}
    for match in _RANGE.finditer(text, start, end):
        score = heading_score(text, match.span(), (start, end), elucidates=True) + _RANGE_EVIDENCE
        numbers = _numbers(match)
        score += _RANGE_EVIDENCE if _CLEAR_AFTER.match(text, match.end(), end) else 0.0
        names_law = match.group("stop") != "." and _REGULATION_AFTER.match(text, match.end(), end)
        if score > 0 and numbers and not names_law:
            found[match.start()] = _Range(match.start(), match.end(), numbers, score)
    return found


def _with_ranges(candidates: Iterable[Candidate], ranges: dict[int, _Range]) -> list[Candidate]:
    """Headings that name several pasal count by their first number; their others are no headings."""
    inside = {position for span in ranges.values() for position in range(span.start, span.end)}
    headings = [candidate for candidate in candidates if candidate.start not in inside]
    for span in ranges.values():
        reading = Reading((span.numbers[0], ""), span.end)
        headings.append(Candidate(span.start, "", (reading,), span.score))
    return sorted(headings, key=lambda candidate: candidate.start)


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    """The pasal that a heading names, ascending; empty where its numbers do not rise."""
    more = list(_RANGE_PART.finditer(match.group(2)))
    listed = [int(match.group(1)), *(int(part.group(2)) for part in more)]
    if len(more) > 1 and listed[-1] - listed[0] == len(more) and not any(part.group(1) for part in more):
        return tuple(range(listed[0], listed[-1] + 1))  # one of those between may be misprinted
    numbers = listed[:1]
    for part in more:
        number = int(part.group(2))
        if not numbers[-1] < number <= numbers[-1] + _LONGEST_RANGE:
            return ()
        numbers.extend(range(numbers[-1] + 1, number) if part.group(1) else ())
        numbers.append(number)
    return tuple(numbers)


def parts(text: str, pasal: str, link: Link, end: int) -> list[Explanation]:
    """The words after one heading, divided at "Ayat (2)", "Huruf a" and "Angka 1"."""
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
        raw = match.group("letter") or match.group("joined")
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
