"""The work of kind ``route``: a question gets its category, its targets, and somebody who works it."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from api.forum.access import locked
from api.forum.history import EventKind, audit, place
from api.forum.models import OPEN, QuestionState
from api.forum.moves import assign, move
from api.forum.notifying import Notice, about, tell_one
from api.forum.routing.assignment import candidates_for, choose, heads_of
from api.forum.routing.holidays import free_days
from api.forum.routing.learned import LearnedRouting
from api.forum.routing.targets import set_targets
from api.forum.routing.working_hours import IsFree, WorkingHours
from api.jobs.queue import Job
from api.jobs.worker import Write
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.forum_tables import QuestionEventRow, QuestionRow
from api.state.routing_tables import RoutingRow
from assistant.routing.classifier import Routing
from corpus.errors import InvalidInput, NotFound

HoursOf = Callable[[IsFree], WorkingHours]
"""The agency's working hours under given holidays."""
KEPT_SUGGESTIONS = 5
UNASSIGNED = "belum mempunyai petugas: tidak ada petugas bidangnya yang sedang bertugas."


class Router:
    """The handler of work of kind ``route``. Done twice it changes nothing the second time."""

    def __init__(
        self,
        database: StateDatabase,
        learned: LearnedRouting,
        hours_of: HoursOf,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._learned = learned
        self._hours_of = hours_of
        self._clock = clock

    def __call__(self, job: Job) -> Write | None:
        """Find the category; what follows from it is written with the end of the work.

        Returns:
            None where the question is gone or closed.

        Raises:
            InvalidInput: the payload names no question.
            StorageError: the database cannot be used.
        """
        question_id = job.payload.get("question_id")
        if not isinstance(question_id, str):
            raise InvalidInput(f"Pekerjaan {job.key} tidak menyebut pertanyaan.")
        with self._database.reading() as session:
            row = session.get(QuestionRow, question_id)
            if row is None or not _is_open(row):
                return None
            is_new = not _was_routed(session, question_id)
            title, text = row.title, row.text
        found = self._learned.route(title, text) if is_new else None
        return lambda session: self._write(session, question_id, found)

    def given_up(self, session: Session, job: Job, reason: str) -> None:  # noqa: ARG002  # as every GivenUp
        """Leave the question where it lies, with targets, and tell those who lead its bidang."""
        self._write(session, str(job.payload.get("question_id", "")), None)

    def _write(self, session: Session, question_id: str, found: Routing | None) -> None:
        try:
            row = locked(session, question_id)
        except NotFound:
            return
        if not _is_open(row):
            return
        now = self._clock()
        before = place(row.bidang_id, row.category_id)
        if found is not None and not _was_routed(session, question_id):
            _keep(session, row, found, at=now)
            _put_in_place(session, row, found, at=now)
        hours = self._hours_of(free_days(session))
        set_targets(session, row, hours)
        if row.assignee_id is None:
            give_to_somebody(session, row, hours, at=now)
        after = place(row.bidang_id, row.category_id)
        audit(session, row.id, None, "pertanyaan.rute", at=now, reason=f"{before} → {after}")


def give_to_somebody(session: Session, row: QuestionRow, hours: WorkingHours, *, at: datetime) -> str | None:
    """Assign an open question that the caller has locked; where nobody is there, its heads are told.

    Returns:
        The officer's account, or None.

    Raises:
        InvalidInput: there is too little working time, see ``WorkingHours.working_day``.
    """
    officer = choose(candidates_for(session, row, on=hours.working_day(at)))
    if officer is not None:
        assign(session, row, officer.account_id, by=None, at=at)
        return officer.account_id
    for account_id in heads_of(session, row.bidang_id):
        tell_one(session, account_id, Notice.REMINDER, about(row, UNASSIGNED), at=at, question_id=row.id)
    return None


def _put_in_place(session: Session, row: QuestionRow, found: Routing, *, at: datetime) -> None:
    """Follow the classifier where it is sure and nobody has said otherwise; else reception sorts it out."""
    if row.category_id is not None or found.bidang_id is None or _was_moved(session, row.id):
        return
    move(session, row, bidang_id=found.bidang_id, category_id=found.category_id, by=None, at=at)


def _keep(session: Session, row: QuestionRow, found: Routing, *, at: datetime) -> None:
    first = [one.model_dump() for one in found.suggestions[:KEPT_SUGGESTIONS]]
    session.execute(
        insert(RoutingRow).values(
            id=new_id(),
            question_id=row.id,
            at=at,
            suggestions=first,
            probability=found.suggestions[0].probability if found.suggestions else 0.0,
            corrected_to="",
        )
    )


def _was_routed(session: Session, question_id: str) -> bool:
    known = select(RoutingRow.id).where(RoutingRow.question_id == question_id)
    return session.scalar(known.limit(1)) is not None


def _was_moved(session: Session, question_id: str) -> bool:
    moved = select(QuestionEventRow.id).where(
        QuestionEventRow.question_id == question_id, QuestionEventRow.action == EventKind.MOVED.value
    )
    return session.scalar(moved.limit(1)) is not None


def _is_open(row: QuestionRow) -> bool:
    return QuestionState(row.state) in OPEN
