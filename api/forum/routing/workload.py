"""How much each officer of a bidang has to do."""

from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from api.forum.access import WORKERS
from api.forum.models import QuestionState
from api.forum.routing.assignment import OPEN_STATES, loads_of
from api.forum.routing.holidays import free_days
from api.forum.routing.router import HoursOf
from api.forum.routing.working_hours import WorkingHours
from api.state.account_tables import AccountRow, GrantRow
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import QuestionRow
from api.state.routing_tables import AbsenceRow
from corpus.models import Frozen

DONE_WITHIN = timedelta(days=30)


class Pile(Frozen):
    """Questions of a bidang that lie with somebody, or with nobody.

    Attributes:
        open: not closed yet.
        overdue: of those, past the target of what they wait for.
        median_age: working hours since they were asked, of the open ones; None without any.
        done: closed with an answer in the last 30 days.
    """

    open: int
    overdue: int
    median_age: float | None
    done: int


class OfficerLoad(Frozen):
    """An officer of a bidang and what lies with them there.

    Attributes:
        load: weight of their open questions in every bidang, which assignment goes by.
        absent: they are away on the present or next working day.
    """

    account_id: str
    name: str
    pile: Pile
    load: float
    absent: bool


class Workload(Frozen):
    """A bidang's work.

    Attributes:
        officers: by name.
        unassigned: questions that lie with nobody.
    """

    bidang_id: str
    officers: tuple[OfficerLoad, ...]
    unassigned: Pile


class Workloads:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, hours_of: HoursOf, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._hours_of = hours_of
        self._clock = clock

    def of(self, bidang_id: str) -> Workload:
        """How much the officers of a bidang have to do; nobody of an unknown one.

        Raises:
            InvalidInput: nobody works in the next ten years, see ``WorkingHours.working_day``.
        """
        now = self._clock()
        with self._database.reading() as session:
            hours = self._hours_of(free_days(session))
            day = hours.working_day(now)
            away = select(AbsenceRow.account_id).where(
                AbsenceRow.first_day <= day, AbsenceRow.last_day >= day
            )
            absent = frozenset(session.scalars(away))
            officers = _officers(session, bidang_id)
            loads = loads_of(session, [one.id for one in officers])
            return Workload(
                bidang_id=bidang_id,
                officers=tuple(
                    OfficerLoad(
                        account_id=one.id,
                        name=one.name,
                        pile=_pile(session, bidang_id, QuestionRow.assignee_id == one.id, now, hours),
                        load=loads.get(one.id, 0.0),
                        absent=one.id in absent,
                    )
                    for one in officers
                ),
                unassigned=_pile(session, bidang_id, QuestionRow.assignee_id.is_(None), now, hours),
            )


def _officers(session: Session, bidang_id: str) -> list[AccountRow]:
    works = select(GrantRow.account_id).where(GrantRow.bidang_id == bidang_id, GrantRow.role.in_(WORKERS))
    statement = select(AccountRow).where(AccountRow.active, AccountRow.id.in_(works))
    return list(session.scalars(statement.order_by(AccountRow.name, AccountRow.id)))


def _pile(
    session: Session, bidang_id: str, whose: ColumnElement[bool], now: datetime, hours: WorkingHours
) -> Pile:
    theirs = select(QuestionRow).where(QuestionRow.bidang_id == bidang_id, whose)
    still_open = list(session.scalars(theirs.where(QuestionRow.state.in_(OPEN_STATES))))
    ages = [hours.elapsed(row.created_at, now).total_seconds() / 3600 for row in still_open]
    done = (
        select(func.count())
        .select_from(QuestionRow)
        .where(QuestionRow.bidang_id == bidang_id, whose)
        .where(QuestionRow.state == QuestionState.DONE.value, QuestionRow.resolved_at >= now - DONE_WITHIN)
    )
    return Pile(
        open=len(still_open),
        overdue=sum(is_overdue(row, now) for row in still_open),
        median_age=median(ages) if ages else None,
        done=session.scalar(done) or 0,
    )


def is_overdue(row: QuestionRow, now: datetime) -> bool:
    """Whether an open question is past the target of what it waits for: its first reply, then its end."""
    due = row.reply_due if row.first_reply_at is None else row.resolve_due
    return due is not None and now > due
