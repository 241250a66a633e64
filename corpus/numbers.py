"""Facts that can be checked: numbers, durations, dates, amounts, percentages, citations.

Two texts that state the same fact give the same canonical value, however they write it: "30 (tiga
puluh) hari kerja", "30 hari kerja" and "tiga puluh hari kerja" are all ``("hari-kerja", 30)``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from corpus.citation_units import find_units
from corpus.citations import find_citations
from corpus.dates import DATE, TIME, read_date
from corpus.number_words import ORDINAL, SCALES, read_number, read_numbers
from corpus.quantities import QUANTITY, UNITS, Number, digits_and_words, exact, read_digits

Value = Number | Decimal | str | tuple[str, Number]


class FactKind(StrEnum):
    """What a fact is about, which decides the shape of its value."""

    NUMBER = "number"
    ORDINAL = "ordinal"
    DURATION = "duration"
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    PERCENTAGE = "percentage"
    REGULATION = "regulation"


@dataclass(frozen=True, slots=True)
class Fact:
    """One checkable statement.

    Attributes:
        kind: what it is.
        value: number, ordinal: the number; duration: ``(unit, number)`` with unit ``hari-kerja``,
            ``hari-kalender``, ``hari``, ``minggu``, ``bulan``, ``tahun``, ``jam``, ``menit``; date: ISO 8601
            (``2021-08-31``, ``2021-08``, ``2021``, ``--01-01`` without a year); time: ``07:30``;
            amount: rupiah; percentage: a Decimal (``Decimal("2.5")``); regulation: the identifier, or
            the path alone (``pasal-5/ayat-2``) where the regulation is not said.
        start: where it begins; ``source[start:end] == text``.
    """

    kind: FactKind
    value: Value
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Digits that contradict the words beside them: "30 (tiga puluh satu)"."""

    digits: Number
    words: Number
    start: int
    end: int
    text: str


_MARKER = re.compile(r"^[^\S\n]*(?:\(\d{1,3}\)|\d{1,3}[.)])(?=\s)", re.MULTILINE)
_TIMES = re.compile(
    r"(?<![\w.,])(\d{1,2})\s?[x×]\s?(\d{1,2})\s+(?:\([^()]{0,80}\)\s+)?(jam|hari|bulan)(?!\w)", re.IGNORECASE
)

_RANGE_BETWEEN = re.compile(
    r"\s*(?:[-–—]|sampai(?:\s+(?:dengan|dgn))?|hingga|s\.?\s?/?\s?d\.?|atau)\s*", re.IGNORECASE
)
_LONGEST_BETWEEN = 25
_ARTICLE = re.compile(r"salah\s+$", re.IGNORECASE)


def facts(text: str, *, default_regulation: str | None = None) -> list[Fact]:
    """Every checkable fact of ``text`` by place, without overlap but for ranges of citations.

    A number belongs to one fact only: digits inside a citation, a date or a list marker are not
    numbers. In a range ("4 sampai dengan 6 hari kerja") both ends carry the unit. Linear in its length.
    """
    found: list[Fact] = []
    rest = _without_citations(text, default_regulation, found)
    rest = _MARKER.sub(_blank, rest)
    for pattern, read in ((DATE, _date), (TIME, _time), (_TIMES, _times), (ORDINAL, _ordinal)):
        rest = _without(pattern, read, rest, found)
    quantities = [(match, fact) for match in QUANTITY.finditer(rest) for fact in _quantity(match, rest)]
    found.extend(_with_shared_units(quantities, rest))
    return sorted(
        (replace(fact, text=text[fact.start : fact.end]) for fact in found), key=lambda fact: fact.start
    )


def mismatched_words(text: str) -> list[Mismatch]:
    """Places where digits and the words in brackets beside them say different numbers."""
    found = []
    for match in QUANTITY.finditer(text):
        digits, words = digits_and_words(match)
        if digits is not None and words is not None and digits != words:
            found.append(Mismatch(digits, words, match.start(), match.end(), match[0]))
    return found


def _blank(match: re.Match[str]) -> str:
    """Same length, matched by nothing."""
    return "\0" * len(match[0])


def _without_citations(text: str, default_regulation: str | None, found: list[Fact]) -> str:
    spans = [(unit.start, unit.end) for unit in find_units(text)]
    for citation in find_citations(text, default_regulation=default_regulation):
        value = citation.ref.id or "/".join(citation.ref.path)
        if value:
            found.append(Fact(FactKind.REGULATION, value, citation.start, citation.end, citation.text))
        spans.append((citation.start, citation.end))
    pieces = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            pieces.append(text[position : max(start, position)])
            pieces.append("\0" * (end - max(start, position)))
            position = end
    pieces.append(text[position:])
    return "".join(pieces)


def _without(
    pattern: re.Pattern[str],
    read: Callable[[re.Match[str]], tuple[FactKind, Value] | None],
    text: str,
    found: list[Fact],
) -> str:
    def take(match: re.Match[str]) -> str:
        fact = read(match)
        if fact is None:
            return match[0]
        found.append(Fact(*fact, match.start(), match.end(), match[0]))
        return _blank(match)

    return pattern.sub(take, text)


def _date(match: re.Match[str]) -> tuple[FactKind, Value] | None:
    value = read_date(match)
    return None if value is None else (FactKind.DATE, value)


def _time(match: re.Match[str]) -> tuple[FactKind, Value]:
    return FactKind.TIME, f"{int(match['hour']):02}:{match['minute']}"


def _times(match: re.Match[str]) -> tuple[FactKind, Value]:
    return FactKind.DURATION, (match[3].lower(), int(match[1]) * int(match[2]))


def _ordinal(match: re.Match[str]) -> tuple[FactKind, Value] | None:
    if match["first"]:
        return FactKind.ORDINAL, 1
    value = Fraction(match["digits"]) if match["digits"] else read_number(match["words"])
    return None if value is None else (FactKind.ORDINAL, exact(value))


def _quantity(match: re.Match[str], text: str) -> list[Fact]:
    """The facts of one quantity: one, or several for words that are no single number ("dua tiga")."""
    if match["one"]:
        return [Fact(FactKind.DURATION, (match["one"].lower(), 1), match.start(), match.end(), "")]
    digits, words = digits_and_words(match)
    value = words if digits is None else digits
    if value is not None:
        if match["words"] and value == 1 and _ARTICLE.search(text, max(0, match.start() - 8), match.start()):
            return []
        return [_of_kind(match, value)]
    if not match["words"]:
        return []
    facts_found = [
        Fact(FactKind.NUMBER, exact(number), match.start("words") + start, match.start("words") + end, "")
        for number, start, end in read_numbers(match["words"])
    ]
    if facts_found and facts_found[-1].end == match.end("words") and isinstance(facts_found[-1].value, int):
        last = _of_kind(match, facts_found[-1].value)
        facts_found[-1] = replace(last, start=facts_found[-1].start)
    return facts_found


def _of_kind(match: re.Match[str], value: Number) -> Fact:
    """The fact a number is with the unit that stands beside it."""
    kind: FactKind = FactKind.NUMBER
    canonical: Value = value
    if match["currency"] or match["rupiah"]:
        kind = FactKind.AMOUNT
    elif match["percent"]:
        kind, canonical = FactKind.PERCENTAGE, _decimal(value)
    elif match["unit"]:
        kind, canonical = FactKind.DURATION, (UNITS[" ".join(match["unit"].lower().split())], value)
    return Fact(kind, canonical, match.start(), match.end(), "")


def _decimal(value: Number) -> Decimal:
    """Shortest decimal of an exact number: ``Decimal("2.5")``, ``Decimal("50")``."""
    fraction = Fraction(value)
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def _with_shared_units(quantities: list[tuple[re.Match[str], Fact]], text: str) -> list[Fact]:
    """Give the first end of a range what only its second says: "4 sampai 6 hari", "5-10 juta"."""
    shared = [fact for _, fact in quantities]
    for index in range(len(shared) - 2, -1, -1):
        first, second = shared[index], shared[index + 1]
        between = text[first.end : second.start]
        if (
            first.kind is not FactKind.NUMBER
            or not isinstance(first.value, (int, Fraction))
            or len(between) > _LONGEST_BETWEEN
            or not _RANGE_BETWEEN.fullmatch(between)
        ):
            continue
        value = first.value * _shared_scale(first.value, quantities[index][0], quantities[index + 1][0])
        shared[index] = replace(first, kind=second.kind, value=_in_unit_of(second, value))
    return shared


def _shared_scale(value: Number, first: re.Match[str], second: re.Match[str]) -> int:
    """1,000,000 for the 5 of "5-10 juta"; 1 for the 500 of "500 sampai 1 juta", which stays open."""
    if not second["scale"] or not second["digits"] or not first["digits"] or first["scale"]:
        return 1
    upper = read_digits(second["digits"])
    return SCALES[second["scale"].lower()] if upper is not None and value < upper else 1


def _in_unit_of(fact: Fact, number: Number) -> Value:
    if isinstance(fact.value, tuple):
        return (fact.value[0], number)
    return _decimal(number) if fact.kind is FactKind.PERCENTAGE else number
