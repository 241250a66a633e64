"""Action items of a signed notula become tracked; signing again brings what is tracked up to date.

Functions that take a session take part in the transaction of whoever calls them.
"""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.notifying import Notice, tell_one
from api.minutes.access import members_of
from api.minutes.members import account_of
from api.minutes.models import ActionState, Line, Notula, Section
from api.state.columns import new_id
from api.state.masking import masked
from api.state.minutes_tables import MeetingActionEventRow, MeetingActionRow, MeetingRow

NOT_IN_NOTULA = "Tidak ada lagi pada notula yang ditandatangani"


def follow(session: Session, meeting: MeetingRow, notula: Notula, *, by: Account, at: datetime) -> None:
    """Track the action items of a notula that is signed now.

    New ones are open. Of those that are tracked already the words are put right and how far they are stays;
    those that the notula has no more are dropped.
    """
    members = members_of(session, meeting.id)
    tracked = {
        row.line_id: row
        for row in session.scalars(
            select(MeetingActionRow).where(MeetingActionRow.meeting_id == meeting.id).with_for_update()
        )
    }
    for line in notula.of(Section.ACTION):
        account = account_of(line.pic, members)
        row = tracked.pop(line.id, None)
        if row is None:
            row = _new(meeting, line, at)
            session.add(row)
        elif row.state == ActionState.DROPPED.value and _was_dropped_here(session, row):
            note_event(session, row, ActionState.OPEN.value, by=by, at=at, note="Kembali pada notula")
            row.state = ActionState.OPEN.value
        told_before = row.account_id
        row.task, row.pic, row.account_id = line.text, line.pic or "", account
        row.deadline_phrase, row.due = line.deadline_phrase or "", line.deadline
        row.changed_at, row.version = at, row.version + 1
        session.flush()
        if account is not None and account not in {told_before, by.id}:
            text = f"Anda mendapat tindak lanjut dari rapat “{masked(meeting.title)}”."
            tell_one(session, account, Notice.ASSIGNED, text, at=at, meeting_id=meeting.id)
    for row in tracked.values():
        if row.state != ActionState.DROPPED.value:
            note_event(session, row, ActionState.DROPPED.value, by=by, at=at, note=NOT_IN_NOTULA)
            row.state = ActionState.DROPPED.value
            row.changed_at, row.version = at, row.version + 1
    session.flush()


def note_event(
    session: Session, row: MeetingActionRow, after: str, *, by: Account | None, at: datetime, note: str = ""
) -> None:
    """Add to the history of an action item that its state becomes ``after``."""
    session.execute(
        insert(MeetingActionEventRow).values(
            action_id=row.id,
            at=at,
            account_id=None if by is None else by.id,
            before=row.state,
            after=after,
            note=note,
        )
    )


def _new(meeting: MeetingRow, line: Line, at: datetime) -> MeetingActionRow:
    return MeetingActionRow(
        id=new_id(),
        meeting_id=meeting.id,
        line_id=line.id,
        state=ActionState.OPEN.value,
        created_at=at,
        version=0,
    )


def _was_dropped_here(session: Session, row: MeetingActionRow) -> bool:
    """Whether it was the notula that dropped it, and no person."""
    last = (
        select(MeetingActionEventRow.note)
        .where(MeetingActionEventRow.action_id == row.id)
        .order_by(MeetingActionEventRow.id.desc())
    )
    return session.scalar(last.limit(1)) == NOT_IN_NOTULA
