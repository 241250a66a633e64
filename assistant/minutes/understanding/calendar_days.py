"""Days of the calendar that spoken days are counted by."""

import calendar
from collections.abc import Collection
from datetime import date, timedelta

from assistant.minutes.understanding.deadline_cues import QUARTERS


def day_at(edge: str, year: int, month: int) -> date:
    """The first, the fifteenth or the last day of a month, as "awal", "pertengahan" or "akhir" of it says."""
    if edge == "awal":
        return date(year, month, 1)
    if edge in ("pertengahan", "tengah"):
        return date(year, month, 15)
    return date(year, month, calendar.monthrange(year, month)[1])


def working_days_after(number: int, held_on: date, holidays: Collection[date]) -> date:
    """So many working days after ``held_on``."""
    day = held_on
    while number > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in holidays:
            number -= 1
    return day


def quarter_end(text: str, held_on: date) -> date | None:
    """The last day of a quarter or a semester ("triwulan I"), the next year's where it has passed."""
    kind, _, said = text.partition(" ")
    ordinals = {
        "satu": 1,
        "dua": 2,
        "tiga": 3,
        "empat": 4,
        "pertama": 1,
        "kedua": 2,
        "ketiga": 3,
        "keempat": 4,
    }
    number = int(said) if said.isdigit() else QUARTERS.get(said, ordinals.get(said, 0))
    months = 6 if kind == "semester" else 3
    if not 1 <= number <= 12 // months:
        return None
    month = number * months
    end = date(held_on.year, month, calendar.monthrange(held_on.year, month)[1])
    return (
        end
        if end >= held_on
        else date(held_on.year + 1, month, calendar.monthrange(held_on.year + 1, month)[1])
    )


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def shifted(day: date, months: int) -> tuple[int, int]:
    """Year and month some months later."""
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def month_end(day: date, months: int) -> date:
    """The last day of the month some months after a day."""
    year, month = shifted(day, months)
    return date(year, month, calendar.monthrange(year, month)[1])
