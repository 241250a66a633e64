"""Days on which the agency is closed: those of every year, and those that are brought in year by year."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.routing_tables import HolidayRow
from corpus.errors import Forbidden, InvalidInput, NotFound
from corpus.models import Frozen

MOST_AT_ONCE = 400
"""Days that one file may bring in."""


class Holiday(Frozen):
    """A closed day and why."""

    day: date
    name: str


class _EveryYear(Frozen):
    day: int
    month: int
    name: str


@cache
def every_year() -> dict[tuple[int, int], str]:
    """Names of the holidays that never move, by month and day."""
    text = files("api.forum").joinpath("data/libur.yaml").read_text(encoding="utf-8")
    read = TypeAdapter(list[_EveryYear]).validate_python(yaml.safe_load(text))
    return {(one.month, one.day): one.name for one in read}


def free_days(session: Session) -> "FreeDays":
    """The holidays as they stand now."""
    return FreeDays(frozenset(session.scalars(select(HolidayRow.day))))


class FreeDays:
    """Tells holidays, for ``WorkingHours``."""

    def __init__(self, brought_in: frozenset[date]) -> None:
        self._brought_in = brought_in

    def __call__(self, day: date) -> bool:
        """Whether it is one."""
        return day in self._brought_in or (day.month, day.day) in every_year()


class Holidays:
    """Every method raises StorageError when the database cannot be used.

    Raises:
        Forbidden: whoever writes does not manage the agency.
    """

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def of_year(self, year: int) -> list[Holiday]:
        """The holidays of a year in order, both kinds; a name that was brought in wins."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        named = {date(year, month, day): name for (month, day), name in every_year().items()}
        with self._database.reading() as session:
            rows = select(HolidayRow).where(HolidayRow.day.between(first, last))
            named |= {row.day: row.name for row in session.scalars(rows)}
        return [Holiday(day=day, name=named[day]) for day in sorted(named)]

    def brought_in(self, year: int) -> frozenset[date]:
        """The days of a year that were brought in, which can be taken out again."""
        rows = select(HolidayRow.day).where(HolidayRow.day.between(date(year, 1, 1), date(year, 12, 31)))
        with self._database.reading() as session:
            return frozenset(session.scalars(rows))

    def bring_in(self, holidays: Sequence[Holiday], *, by: Account) -> int:
        """Add days, all or none; one that is there gets the new name.

        Returns:
            How many days are new or named otherwise.

        Raises:
            InvalidInput: there are none, too many, or a name is empty or too long.
        """
        _refuse_others(by)
        if not 0 < len(holidays) <= MOST_AT_ONCE:
            raise InvalidInput(f"Daftar hari libur harus berisi 1 sampai {MOST_AT_ONCE} hari.")
        named = {one.day: said(one.name, "Nama hari libur") for one in holidays}
        with self._database.writing("Hari libur gagal disimpan") as session:
            rows = select(HolidayRow).where(HolidayRow.day.in_(named))
            before = {row.day: row.name for row in session.scalars(rows)}
            new = {day: name for day, name in named.items() if before.get(day) != name}
            dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
            for day, name in sorted(new.items()):
                statement = dialect.insert(HolidayRow).values(day=day, name=name)
                session.execute(
                    statement.on_conflict_do_update(index_elements=[HolidayRow.day], set_={"name": name})
                )
            if new:
                told = ", ".join(day.isoformat() for day in sorted(new)[:20])
                self._audit(session, by, "libur.tambah", f"{len(new)} hari: {told}")
            return len(new)

    def remove(self, day: date, *, by: Account) -> None:
        """Take a day out that was brought in.

        Raises:
            NotFound: it was not brought in.
        """
        _refuse_others(by)
        with self._database.writing("Hari libur gagal dihapus") as session:
            gone = delete(HolidayRow).where(HolidayRow.day == day).returning(HolidayRow.day)
            if session.scalar(gone) is None:
                raise NotFound(f"Tanggal {day:%d-%m-%Y} tidak ada dalam daftar hari libur yang ditambahkan.")
            self._audit(session, by, "libur.hapus", day.isoformat())

    def _audit(self, session: Session, by: Account, action: str, what: str) -> None:
        add_entry(
            session, Audited(at=self._clock(), actor=by.username, action=action, subject="", reason=what)
        )


def _refuse_others(by: Account) -> None:
    if not may(by, Permission.MANAGE_AGENCY):
        raise Forbidden("Hari libur hanya dapat diubah oleh pengelola instansi.")
