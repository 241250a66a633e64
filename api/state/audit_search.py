"""Looking for entries of the audit trail."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from api.state.audit import to_linked
from api.state.audit_chain import Linked
from api.state.database import StateDatabase
from api.state.tables import AuditRow
from corpus.models import Frozen

_AT_ONCE = 1_000


class AuditFilter(Frozen):
    """Which entries are wanted; what is empty or None does not narrow.

    Attributes:
        action: that theirs begins with.
        first, last: days between which they were written, both included.
    """

    actor: str = ""
    action: str = ""
    subject: str = ""
    first: date | None = None
    last: date | None = None


class AuditSearch:
    """Every method raises StorageError when the database cannot be used.

    Args:
        zone: whose midnight begins a day.
    """

    def __init__(self, database: StateDatabase, *, zone: ZoneInfo) -> None:
        self._database = database
        self._zone = zone

    def page(self, wanted: AuditFilter, *, limit: int, offset: int) -> tuple[list[Linked], int]:
        """Entries, the newest first, and how many there are in all."""
        matching = self._matching(wanted)
        newest = matching.order_by(AuditRow.id.desc()).limit(limit).offset(offset)
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(matching.subquery())) or 0
            return [to_linked(row) for row in session.scalars(newest)], total

    def all(self, wanted: AuditFilter) -> Iterator[Linked]:
        """Every entry that matches, the oldest first."""
        last = 0
        while batch := self._behind(wanted, last):
            yield from batch
            last = batch[-1].number

    def _behind(self, wanted: AuditFilter, number: int) -> list[Linked]:
        statement = self._matching(wanted).where(AuditRow.id > number).order_by(AuditRow.id).limit(_AT_ONCE)
        with self._database.reading() as session:
            return [to_linked(row) for row in session.scalars(statement)]

    def _matching(self, wanted: AuditFilter) -> Select[AuditRow]:
        statement = select(AuditRow)
        if wanted.actor:
            statement = statement.where(AuditRow.actor == wanted.actor)
        if wanted.action:
            statement = statement.where(AuditRow.action.startswith(wanted.action, autoescape=True))
        if wanted.subject:
            statement = statement.where(AuditRow.subject == wanted.subject)
        # The first and the last day there are have no midnight before, or after them, that can be told.
        if wanted.first is not None and wanted.first > date.min:
            statement = statement.where(AuditRow.at >= self._midnight(wanted.first))
        if wanted.last is not None and wanted.last < date.max:
            statement = statement.where(AuditRow.at < self._midnight(wanted.last + timedelta(days=1)))
        return statement

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone)
