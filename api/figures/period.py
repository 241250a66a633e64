"""The days that figures are of, as the agency's calendar has them."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import model_validator

from corpus.errors import InvalidInput
from corpus.models import Frozen

LONGEST = 366
"""Days of the longest period."""
_USUAL = 30
_DAY = timedelta(days=1)


class Period(Frozen):
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("a period ends before it begins")
        return self

    @property
    def days(self) -> list[date]:
        """Every day of it, in order."""
        return [self.first + _DAY * number for number in range((self.last - self.first).days + 1)]

    def bounds(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """When it begins and when it is over, in UTC; the second moment is the first after it."""
        begin = datetime.combine(self.first, time(), zone)
        end = datetime.combine(self.last + _DAY, time(), zone)
        return begin.astimezone(UTC), end.astimezone(UTC)


def usual_period(today: date) -> Period:
    """The last thirty days, today included."""
    return Period(first=today - _DAY * (_USUAL - 1), last=today)


def last_twelve_months(today: date) -> Period:
    """The twelve whole months before the present one."""
    last = today.replace(day=1) - _DAY
    return Period(first=today.replace(year=today.year - 1, day=1), last=last)


def read_period(first: str, last: str, today: date) -> Period:
    """A period as a form tells it, by ISO dates; an empty one leaves that end as is usual.

    Raises:
        InvalidInput: a date cannot be read or lies ahead, they are in the wrong order, or the period is too
            long.
    """
    usual = usual_period(today)
    end = _read(last) if last.strip() else usual.last
    begin = _read(first) if first.strip() else min(usual.first, end)
    if end > today:
        raise InvalidInput("Tanggal akhir belum tiba. Pilih hari ini atau sebelumnya.")
    if end < begin:
        raise InvalidInput("Tanggal akhir mendahului tanggal awal. Tukar keduanya.")
    if (end - begin).days >= LONGEST:
        raise InvalidInput(f"Rentang terlalu panjang: paling banyak {LONGEST} hari.")
    return Period(first=begin, last=end)


def _read(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InvalidInput(
            f"Tanggal “{text.strip()[:20]}” tidak terbaca. Tulis seperti 2026-11-30."
        ) from error
