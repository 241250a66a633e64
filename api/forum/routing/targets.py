"""Until when a question is to be replied to and done with, by its category and the working hours."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.forum.history import EventKind
from api.forum.models import OPEN, QuestionState
from api.forum.routing.working_hours import WorkingHours
from api.state.forum_tables import CategoryRow, QuestionEventRow, QuestionRow
from corpus.models import Frozen

UNSORTED_REPLY_HOURS, UNSORTED_RESOLVE_HOURS = 8, 24
"""Targets of a question that has no category yet."""
_CLOSED = tuple(state.value for state in QuestionState if state not in OPEN)


class Targets(Frozen):
    """When the clock of a question began, and the moments it runs towards."""

    since: datetime
    reply_due: datetime
    resolve_due: datetime


def targets_of(session: Session, row: QuestionRow, hours: WorkingHours) -> Targets:
    """The targets of an open question; one that was opened again is counted from then.

    Raises:
        InvalidInput: there is too little working time, see ``WorkingHours.due``.
    """
    reopened = session.scalar(
        select(func.max(QuestionEventRow.at)).where(
            QuestionEventRow.question_id == row.id,
            QuestionEventRow.action == EventKind.STATE.value,
            QuestionEventRow.before.in_(_CLOSED),
        )
    )
    since = reopened or row.created_at
    category = session.get(CategoryRow, row.category_id) if row.category_id else None
    reply = category.reply_hours if category is not None else UNSORTED_REPLY_HOURS
    resolve = category.resolve_hours if category is not None else UNSORTED_RESOLVE_HOURS
    return Targets(since=since, reply_due=hours.due(since, reply), resolve_due=hours.due(since, resolve))


def set_targets(session: Session, row: QuestionRow, hours: WorkingHours) -> Targets:
    """Keep the targets of an open question in its row.

    Its version stays: nobody who has it open needs to look again because of them.

    Raises:
        InvalidInput: as ``targets_of``.
    """
    targets = targets_of(session, row, hours)
    if (row.reply_due, row.resolve_due) != (targets.reply_due, targets.resolve_due):
        row.reply_due, row.resolve_due = targets.reply_due, targets.resolve_due
        session.flush()
    return targets
