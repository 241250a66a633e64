"""Spoken deadlines and the days they mean, counted from the day of the meeting.

The conventions are those of ``docs/minutes.md``. A phrase whose day depends on something else ("sebelum
Lebaran", "H-3", "secepatnya") is found, but means no day.
"""

import calendar
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.minutes.understanding.calendar_days import (
    day_at,
    monday_of,
    month_end,
    quarter_end,
    shifted,
    working_days_after,
)
from assistant.minutes.understanding.deadline_cues import (
    MONTH,
    MONTHS,
    NEXT,
    SPOKEN,
    UNIT_DAY,
    WEEKDAYS,
)
from corpus.dates import DATE, read_date
from corpus.number_words import PHRASE, read_number

_BEFORE = re.compile(r"^\s*(?:sebelum(?:nya)?|sblm|sebelon)\b", re.IGNORECASE)
_NUMBER = re.compile(rf"\d{{1,2}}|{PHRASE}", re.IGNORECASE)
_DATED_NUMBER = re.compile(rf"(?P<number>{PHRASE})(?=\s+(?:{MONTH}))", re.IGNORECASE)
_THIS = re.compile(r"\b(?:ini|iki)\b", re.IGNORECASE)
_UP_TO = re.compile(r"(?:sampai|hingga)", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"(?:\d|{UNIT_DAY})\s*$", re.IGNORECASE)
_SENTENCE_BEGINS = re.compile(r"(?:^|[.?!:]\s)\s*$")
_SENTENCE_ENDS = re.compile(r"\s*(?:[.?!]|$)")
_ENOUGH_TIME = re.compile(r"\s+(?:cukup|bisa|sanggup|selesai|kelar|beres)\b", re.IGNORECASE)
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class SpokenDay:
    """A phrase that says when: ``text[start:end] == phrase``.

    Attributes:
        day: what it means, None where it cannot be worked out.
        bound: it is said to be a limit ("paling lambat", "sebelum", "dalam 3 hari").
    """

    phrase: str
    day: date | None
    start: int
    end: int
    bound: bool


def find_days(text: str, held_on: date | None, holidays: Collection[date] = frozenset()) -> list[SpokenDay]:
    """Every phrase of ``text`` that says when something is to be, by place. Linear in its length.

    Args:
        text: what was said.
        held_on: the day of the meeting; None leaves all days open but those said with their year.
        holidays: days that are no working days beside Saturdays and Sundays.
    """
    found = []
    for match in SPOKEN.finditer(text):
        if _is_no_deadline(match):
            continue
        day = _meaning(match, held_on, holidays)
        if day is not None and match["bound"] and _BEFORE.match(match["bound"]) and match["event"] is None:
            day -= timedelta(days=1)
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        found.append(SpokenDay(text[start : match.end()], day, start, match.end(), _is_bound(match)))
    return found


def resolve_deadline(
    phrase: str, held_on: date | None, holidays: Collection[date] = frozenset()
) -> date | None:
    """The day that a spoken phrase means; of several the last, None where none can be worked out."""
    days = [spoken.day for spoken in find_days(phrase, held_on, holidays) if spoken.day is not None]
    return days[-1] if days else None


def _is_no_deadline(match: re.Match[str]) -> bool:
    """The words "lima hari" alone say how long; "dalam lima hari" and "lima hari lagi" say when. So with
    "triwulan tiga", which names what a report is about unless a limit is set.
    """
    if match["quarter"]:
        return match["bound"] is None
    if match["count"] is not None:
        said = match["ahead"] or match["within"].strip() or _limits(match["bound"])
        return not (said or _stands_alone(match))
    return False


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a length of time is all that is asked or answered: "Tiga hari kerja cukup?", "…, dua hari."."""
    before = match.string[max(0, match.start() - 4) : match.start()]
    asked = _SENTENCE_BEGINS.search(before) and _ENOUGH_TIME.match(match.string, match.end())
    added = before.endswith(", ") and _SENTENCE_ENDS.match(match.string, match.end())
    return bool(asked or added)


def _is_bound(match: re.Match[str]) -> bool:
    if match["count"] is not None and match["within"].strip():
        return True
    if match["bound"] is None:
        return False
    # "Tanggal 13 sampai 16 April" is a stretch of days, no limit.
    return not (
        _UP_TO.match(match["bound"])
        and _DAY_BEFORE.search(match.string, max(0, match.start() - 20), match.start())
    )


def _limits(bound: str | None) -> bool:
    """A limit that a length of time can have: "paling lambat 3 hari", not "paling lama 12 hari"."""
    return (
        bound is not None
        and re.search(r"lambat|telat|deadline|tenggat|target", bound, re.IGNORECASE) is not None
    )


def _meaning(match: re.Match[str], held_on: date | None, holidays: Collection[date]) -> date | None:
    if match["dated"]:
        return _dated(match["dated"], held_on)
    if held_on is None:
        return None
    if match["edge"]:
        return _edge(match["edge"].lower(), " ".join(match["edge_of"].lower().split()), held_on)
    if match["day"]:
        day = _day_of_month(_number(match["day"]), match["of_month"], held_on)
        return None if day is not None and _says_another(match["named"], day) else day
    if match["week_day"]:
        return _in_week(match["week_first"], match["week_day"], held_on)
    if match["weekday"]:
        return _weekday(match["weekday"], match["which"], held_on)
    if match["week"]:
        weeks = 0 if _THIS.search(match["week"]) else 1
        return monday_of(held_on) + timedelta(weeks=weeks, days=FRIDAY)
    if match["month"]:
        return month_end(held_on, 0 if _THIS.search(match["month"]) else 1)
    if match["today"]:
        return held_on
    if match["tomorrow"]:
        return held_on + timedelta(days=1)
    if match["after"]:
        return held_on + timedelta(days=2)
    if match["count"]:
        return _ahead(match["count"], match["unit"], held_on, holidays)
    if match["hours"]:
        return held_on + timedelta(days=int(match["hours"][0]))
    if match["quarter"]:
        return quarter_end(match["quarter"].lower(), held_on)
    if match["month_alone"]:
        return _named_month(match["month_alone"].lower(), held_on, "akhir")
    return None


def _says_another(named: str | None, day: date) -> bool:
    """Whether the weekday said beside a date is that of another day: which was meant, nobody can work out."""
    return named is not None and WEEKDAYS.get(named.lower(), 6) != day.weekday()


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    value = read_number(text)
    return value.numerator if value is not None and value.denominator == 1 else None


def _dated(text: str, held_on: date | None) -> date | None:
    """The day of "tanggal lima Desember" or "5/12/2026"; without a year the next such day."""
    digits = _DATED_NUMBER.sub(lambda found: str(_number(found["number"]) or found[0]), text)
    match = DATE.search(digits)
    iso = read_date(match) if match else None
    if iso is None or iso.count("-") < 2:
        return None
    if not iso.startswith("--"):
        return date.fromisoformat(iso)
    if held_on is None:
        return None
    month, day = int(iso[2:4]), int(iso[5:7])
    for year in range(held_on.year, held_on.year + 5):
        if day <= calendar.monthrange(year, month)[1] and (found := date(year, month, day)) >= held_on:
            return found
    return None


def _day_of_month(day: int | None, of_month: str | None, held_on: date) -> date | None:
    """The next such day from the day of the meeting on; a month without it is passed over."""
    if day is None or not 1 <= day <= 31:
        return None
    if of_month:
        year, month = shifted(held_on, 0 if _THIS.search(of_month) else 1)
        return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None
    for months in range(3):
        year, month = shifted(held_on, months)
        if day <= calendar.monthrange(year, month)[1] and (found := date(year, month, day)) >= held_on:
            return found
    return None


def _weekday(name: str, which: str | None, held_on: date) -> date:
    number = WEEKDAYS.get(name.lower(), 6)
    said = " ".join(which.lower().split()) if which else ""
    if said in ("ini", "iki") and number == held_on.weekday():
        return held_on
    if said and said not in ("ini", "iki", "besok", "lusa"):
        weeks = 0 if _THIS.search(said) else 1
        return monday_of(held_on) + timedelta(weeks=weeks, days=number)
    return held_on + timedelta(days=(number - held_on.weekday() - 1) % 7 + 1)


def _in_week(week: str, name: str, held_on: date) -> date:
    weeks = 0 if _THIS.search(week) else 1
    return monday_of(held_on) + timedelta(weeks=weeks, days=WEEKDAYS.get(name.lower(), 6))


def _edge(edge: str, of: str, held_on: date) -> date | None:
    if of.startswith(("minggu", "pekan")):
        # "Akhir minggu" and "akhir pekan" alone are this week's.
        is_next = bool(re.search(NEXT, of))
        if edge == "awal" and of in ("minggu", "pekan"):
            is_next = True
        days = {"awal": 0, "akhir": FRIDAY, "ujung": FRIDAY}.get(edge, 2)
        return monday_of(held_on) + timedelta(weeks=1 if is_next else 0, days=days)
    if of.startswith("tahun"):
        year = held_on.year + (1 if re.search(NEXT, of) else 0)
        if edge == "awal":
            return date(year if year > held_on.year else year + 1, 1, 1)
        return date(year, 12, 31) if edge in ("akhir", "ujung") else date(year, 6, 30)
    if of.startswith(("triwulan", "tw", "kuartal", "kwartal", "semester")):
        end = quarter_end(of, held_on)
        return end if edge in ("akhir", "ujung") else None
    if re.fullmatch(rf"(?:bulan|sasi)(?:\s+(?:{NEXT}|ini|iki))?", of):
        months = 1 if re.search(NEXT, of) else 0
        year, month = shifted(held_on, months)
        day = day_at(edge, year, month)
        if months == 0 and not _THIS.search(of) and day < held_on:
            day = day_at(edge, *shifted(held_on, 1))
        return day
    return _named_month(of, held_on, edge)


def _named_month(text: str, held_on: date, edge: str) -> date | None:
    named = re.search(MONTH, text)
    if named is None:
        return None
    month = MONTHS.index(named[0]) + 1
    said = re.search(r"20\d\d", text)
    year = int(said[0]) if said else held_on.year
    day = day_at(edge, year, month)
    return day_at(edge, year + 1, month) if said is None and day < held_on else day


def _ahead(count: str, unit: str, held_on: date, holidays: Collection[date]) -> date | None:
    number = 1 if count.lower() == "se" else _number(count)
    if number is None:
        return None
    kind = " ".join(unit.lower().split())
    if kind == "hari kerja":
        return working_days_after(number, held_on, holidays)
    if kind.startswith("hari"):
        return held_on + timedelta(days=number)
    if kind in ("minggu", "pekan"):
        return held_on + timedelta(weeks=number)
    year, month = shifted(held_on, number * (12 if kind == "tahun" else 1))
    return date(year, month, min(held_on.day, calendar.monthrange(year, month)[1]))
