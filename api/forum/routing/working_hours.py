"""The clock of targets: it runs only while the agency works."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from api.forum.routing.working_week import Week
from corpus.errors import InvalidInput

LONGEST_SEARCH = 3_660
"""Days after a moment that are looked through for working time."""
_DAY = timedelta(days=1)

IsFree = Callable[[date], bool]
"""Whether a day is a holiday."""


class WorkingHours:
    """Working time between moments. All moments need a time zone; results are in UTC.

    Args:
        week: when people work.
        zone: of the agency, in which ``week`` and holidays are told.
        is_free: tells holidays; weekends are in ``week``.
    """

    def __init__(self, week: Week, zone: ZoneInfo, is_free: IsFree) -> None:
        self._week = week
        self._zone = zone
        self._is_free = is_free
        self._known: dict[date, tuple[tuple[datetime, datetime], ...]] = {}

    def due(self, start: datetime, hours: float) -> datetime:
        """The earliest moment by which so many working hours have passed since ``start``.

        ``start`` itself for no hours.

        Args:
            hours: 0 or more.

        Raises:
            InvalidInput: holidays leave too little working time in the next ten years.
        """
        left = timedelta(hours=hours)
        if not left:
            return start.astimezone(UTC)
        for begin, end in self._spans_from(start):
            if end - begin >= left:
                return begin + left
            left -= end - begin
        raise InvalidInput(
            f"Tidak cukup jam kerja setelah {start:%d-%m-%Y} untuk menghitung tenggat {hours} jam. "
            "Periksa jam kerja dan daftar hari libur."
        )

    def elapsed(self, start: datetime, end: datetime) -> timedelta:
        """Working time from ``start`` to ``end``; zero where ``end`` is not later."""
        total = timedelta()
        last = end.astimezone(self._zone).date()
        for begin, finish in self._spans_from(start, last):
            total += max(min(finish, end) - begin, timedelta())
        return total

    def working_day(self, moment: datetime) -> date:
        """The day on which people work next: the present one while working time is left in it.

        Raises:
            InvalidInput: as ``due``.
        """
        for begin, _ in self._spans_from(moment):
            return begin.astimezone(self._zone).date()
        raise InvalidInput(
            "Tidak ada jam kerja dalam sepuluh tahun. Periksa jam kerja dan daftar hari libur."
        )

    def _spans_from(self, start: datetime, last: date | None = None) -> Iterator[tuple[datetime, datetime]]:
        """Working time after ``start`` in order, up to a day that is included."""
        begin = start.astimezone(UTC)
        day = start.astimezone(self._zone).date()
        final = last or day + timedelta(days=LONGEST_SEARCH)
        while day <= final:
            for opens, closes in self._spans_of(day):
                if closes > begin:
                    yield max(opens, begin), closes
            day += _DAY

    def _spans_of(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """Working time of a day in order, worked out once: figures ask for the same days many times."""
        if day not in self._known:
            spans = () if self._is_free(day) else self._week[day.weekday()]
            self._known[day] = tuple(
                (self._moment(day, opens), self._moment(day, closes)) for opens, closes in spans
            )
        return self._known[day]

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self._zone).astimezone(UTC)
