"""Reminding of questions that wait too long: the officer, then the heads of the bidang, then of the service.

A round looks at every open question. It also brings its targets up to date, so that a holiday that is brought
in, a changed category and a question that was opened again count from the next round on.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.history import audit
from api.forum.models import OPEN, QuestionState
from api.forum.notifying import Notice, about, tell_one
from api.forum.routing.assignment import OPEN_STATES, heads_of, superadmins
from api.forum.routing.holidays import free_days
from api.forum.routing.router import HoursOf
from api.forum.routing.targets import Targets, set_targets
from api.forum.routing.working_hours import WorkingHours
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import QuestionRow
from api.state.routing_tables import ReminderRow
from corpus.models import Frozen

NEAR, LATE = 0.75, 1.5
"""Shares of a target's working time after which somebody is told, before and after the target itself."""


class Step(StrEnum):
    """How long a question has waited; each later step tells more people."""

    NEAR = "mendekati"
    """The officer, or the heads of the bidang where it has none."""
    OVER = "lewat"
    """The officer and the heads of the bidang."""
    LATE = "jauh_lewat"
    """Those and the superadmins."""


class Goal(StrEnum):
    """What a question waits for."""

    REPLY = "balasan"
    DONE = "selesai"


class Reminded(Frozen):
    """What a round did.

    Attributes:
        questions: that are open.
        reminders: that were sent, each to one or more people.
    """

    questions: int
    reminders: int


_SHARES = ((Step.NEAR, NEAR), (Step.OVER, 1.0), (Step.LATE, LATE))
_WORDS = {
    (Goal.REPLY, Step.NEAR): "hampir melewati target balasan pertama.",
    (Goal.REPLY, Step.OVER): "sudah melewati target balasan pertama.",
    (Goal.REPLY, Step.LATE): "sudah jauh melewati target balasan pertama.",
    (Goal.DONE, Step.NEAR): "hampir melewati target penyelesaian.",
    (Goal.DONE, Step.OVER): "sudah melewati target penyelesaian.",
    (Goal.DONE, Step.LATE): "sudah jauh melewati target penyelesaian.",
}


class Reminders:
    """Every method raises StorageError when the database cannot be used. Several processes may do rounds."""

    def __init__(self, database: StateDatabase, hours_of: HoursOf, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._hours_of = hours_of
        self._clock = clock

    def round(self) -> Reminded:
        """Look at every open question once; each in a transaction of its own.

        Raises:
            InvalidInput: there is too little working time, see ``WorkingHours.due``.
        """
        with self._database.reading() as session:
            hours = self._hours_of(free_days(session))
            still_open = select(QuestionRow.id).where(QuestionRow.state.in_(OPEN_STATES))
            identifiers = session.scalars(still_open.order_by(QuestionRow.created_at, QuestionRow.id)).all()
        sent = sum(self._look_at(identifier, hours) for identifier in identifiers)
        return Reminded(questions=len(identifiers), reminders=sent)

    def _look_at(self, question_id: str, hours: WorkingHours) -> int:
        now = self._clock()
        with self._database.writing("Pengingat gagal dikirim") as session:
            row = session.scalar(
                select(QuestionRow)
                .where(QuestionRow.id == question_id)
                # Somebody who is at it is not to be held up, and the next round comes soon.
                .with_for_update(key_share=True, skip_locked=True)
            )
            if row is None or QuestionState(row.state) not in OPEN:
                return 0
            targets = set_targets(session, row, hours)
            sent = [
                f"{goal.value}:{step.value}"
                for goal, step in _reached(row, targets, now, hours)
                if _remind(session, row, goal, step, since=targets.since, at=now)
            ]
            if sent:
                audit(session, row.id, None, "pertanyaan.ingatkan", at=now, reason=", ".join(sent))
            return len(sent)


def step_of(elapsed: float, target: float) -> Step | None:
    """How long something has waited; None where its target is not near.

    Args:
        elapsed, target: working time in one unit; ``target`` is above 0.
    """
    reached = [step for step, share in _SHARES if elapsed >= share * target]
    return reached[-1] if reached else None


def _reached(
    row: QuestionRow, targets: Targets, now: datetime, hours: WorkingHours
) -> list[tuple[Goal, Step]]:
    """Where a question stands with what it waits for: its first reply, then its end."""
    goal, due = (
        (Goal.REPLY, targets.reply_due) if row.first_reply_at is None else (Goal.DONE, targets.resolve_due)
    )
    elapsed, target = hours.elapsed(targets.since, now), hours.elapsed(targets.since, due)
    step = step_of(elapsed.total_seconds(), target.total_seconds())
    return [] if step is None else [(goal, step)]


def _remind(
    session: Session, row: QuestionRow, goal: Goal, step: Step, *, since: datetime, at: datetime
) -> bool:
    """Tell whom the step concerns, unless they were told since the clock of the question began."""
    kind = f"{goal.value}:{step.value}"
    reminder = session.get(ReminderRow, (row.id, kind))
    if reminder is None:
        session.add(ReminderRow(question_id=row.id, kind=kind, sent_at=at))
    elif reminder.sent_at < since:
        reminder.sent_at = at
    else:
        return False
    session.flush()
    for account_id in _concerned(session, row, step):
        text = about(row, _WORDS[goal, step])
        tell_one(session, account_id, Notice.REMINDER, text, at=at, question_id=row.id)
    return True


def _concerned(session: Session, row: QuestionRow, step: Step) -> list[str]:
    told = [row.assignee_id] if row.assignee_id is not None else []
    if step is not Step.NEAR or not told:
        told += heads_of(session, row.bidang_id)
    if step is Step.LATE:
        told += superadmins(session)
    return list(dict.fromkeys(told))
