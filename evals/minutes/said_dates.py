"""Whether words that were said may mean a given day; read apart from the product, to check it."""

import re
from calendar import monthrange
from datetime import date, timedelta

from evals.minutes.said_numbers import stated_numbers, tokens

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan", "februari pebruari feb", "maret mar", "april apr", "mei", "juni jun", "juli jul",
            "agustus agu agt", "september sep sept", "oktober okt", "november nopember nov", "desember des",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin senen",
            "selasa seloso",
            "rabu rebo",
            "kamis kemis",
            "jumat jum jemuwah jemuah",
            "sabtu setu",
            "ahad",
        )
    )
    for name in names.split()
}  # fmt: skip
_SHIFTS = {"besok": 1, "esok": 1, "sesuk": 1, "isukan": 1, "lusa": 2, "emben": 2}
_TODAY = re.compile(
    r"\b(?:(?:hari|sore|siang|malam|malem|pagi)\s+(?:ini|iki)|(?:nanti|ntar|entar)\s+(?:sore|siang|malam|malem)"
    r"|dina\s+iki)\b"
)
_SPAN = re.compile(r"(\w+(?:\s\w+)?)\s+(hari\s+kerja|hari|minggu|pekan|bulan)\b(?!\s+(?:ini|depan|ngarep))")
_WEEK = re.compile(r"\b(?:minggu|pekan)\s+(ini|iki|depan|ngarep|besok)\b")
_MONTH = re.compile(r"\bbulan\s+(ini|depan|ngarep)\b")
_NUMBERED = re.compile(r"\b(?:tanggal|tgl)\s+((?:\w+\s*){1,3})")
_BEFORE = re.compile(r"\b(?:sebelum|sblm|sebelon|sakdurunge)\b")
_END, _MIDDLE, _START = ("akhir", "penghujung"), ("tengah", "pertengahan"), ("awal",)
_SLACK = 3
"""Days from the end of a month that still are its end: the last working day can be three before it."""


def date_fits(phrase: str, day: date, held_on: date) -> bool:
    """Whether every hint of the phrase agrees with the day, and there is at least one.

    Weekday, day of the month, month, "besok", spans ("dua minggu lagi"), "minggu depan", "akhir bulan" are
    each checked by themselves; words without any hint ("secepatnya") mean no day.
    """
    if day < held_on:
        return False
    folded = re.sub(r"jum['`’]at", "jumat", phrase.casefold())
    checks = [
        *_weekday(folded, day, held_on),
        *_month_and_day(folded, day),
        *_shift(folded, day, held_on),
        *_span(folded, day, held_on),
        *_week(folded, day, held_on),
        *_part_of_time(folded, day, held_on),
    ]
    return bool(checks) and all(checks)


def _weekday(phrase: str, day: date, held_on: date) -> list[bool]:
    named = [WEEKDAYS[word] for word in tokens(phrase) if word in WEEKDAYS]
    if not named:
        return []
    checks = [day.weekday() in named or (bool(_BEFORE.search(phrase)) and (day.weekday() + 1) % 7 in named)]
    if not _WEEK.search(phrase) and re.search(r"\b(?:depan|ngarep)\b", phrase):
        checks.append(day.isocalendar()[:2] == (held_on + timedelta(days=7)).isocalendar()[:2])
    return checks


def _month_and_day(phrase: str, day: date) -> list[bool]:
    # "Sebelum tanggal 1 Juli" is the last of June.
    days = (day, day + timedelta(days=1)) if _BEFORE.search(phrase) else (day,)
    words = tokens(phrase)
    months = {MONTHS[word] for word in words if word in MONTHS}
    checks = [any(one.month in months for one in days)] if months else []
    numbered = _NUMBERED.search(phrase)
    before_month = re.search(r"((?:\w+\s+){1,3})(?:" + "|".join(MONTHS) + r")\b", phrase)
    said = numbered or before_month
    if said:
        numbers = [value for _, value in stated_numbers(said.group(1))] or (
            [1.0] if "satu" in said.group(1).split() else []
        )
        if numbers:
            checks.append(any(one.day == numbers[0] for one in days))
    return checks


def _shift(phrase: str, day: date, held_on: date) -> list[bool]:
    if _TODAY.search(phrase):
        return [day == held_on]
    shifts = [_SHIFTS[word] for word in tokens(phrase) if word in _SHIFTS]
    if not shifts or any(word in WEEKDAYS for word in tokens(phrase)) or _WEEK.search(phrase):
        return []
    return [day == held_on + timedelta(days=max(shifts))]


def _span(phrase: str, day: date, held_on: date) -> list[bool]:
    once = re.search(r"\b(se(?:minggu|pekan|hari|bulan))\b", phrase)
    if once:
        unit, count = once.group(1)[2:], 1
    else:
        said = _SPAN.search(phrase)
        if not said:
            return []
        numbers = [int(value) for _, value in stated_numbers(said.group(1))]
        if not numbers:
            return []
        unit, count = re.sub(r"\s+", " ", said.group(2)), numbers[-1]
    if unit == "hari kerja":
        return [day == _working_days_after(held_on, count)]
    if unit == "bulan":
        return [abs((day - held_on).days - 30.4 * count) <= _SLACK]
    return [day == held_on + timedelta(days=count * (1 if unit == "hari" else 7))]


def _week(phrase: str, day: date, held_on: date) -> list[bool]:
    said = _WEEK.search(phrase)
    if not said:
        return []
    ahead = 0 if said.group(1) in ("ini", "iki") else 7
    return [day.isocalendar()[:2] == (held_on + timedelta(days=ahead)).isocalendar()[:2]]


def _part_of_time(phrase: str, day: date, held_on: date) -> list[bool]:
    words = tokens(phrase)
    checks: list[bool] = []
    month = _MONTH.search(phrase)
    ahead = 1 if month and month.group(1) != "ini" else 0
    if month or ("bulan" in words and any(word in words for word in (*_END, *_MIDDLE, *_START))):
        checks.append((day.year * 12 + day.month) - (held_on.year * 12 + held_on.month) == ahead)
    if "tahun" in words and any(word in words for word in _END):
        return [*checks, day.month == 12 and day.day > 31 - _SLACK]
    last = monthrange(day.year, day.month)[1]
    if any(word in words for word in _END) and not {"minggu", "pekan"} & set(words):
        checks.append(day.day > last - _SLACK)
    if any(word in words for word in _MIDDLE):
        checks.append(13 <= day.day <= 17)
    if any(word in words for word in _START):
        checks.append(day.day <= 7)
    return checks


def _working_days_after(day: date, count: int) -> date:
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
