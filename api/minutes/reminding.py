"""Reminding of action items: some days before they are due, and the day after."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.notifying import Notice, tell_one
from api.minutes.access import audit, members_of
from api.minutes.models import OPEN_ACTIONS, Seat
from api.state.account_tables import AccountRow
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.masking import masked
from api.state.minutes_tables import (
    MeetingActionReminderRow,
    MeetingActionRow,
    MeetingRow,
)
from corpus.dates import long_date
from corpus.models import Frozen

BEFORE = timedelta(days=2)
"""How long before the day it is due somebody is told."""


class Step(StrEnum):
    """When somebody is told."""

    NEAR = "menjelang"
    OVER = "lewat"


class Reminded(Frozen):
    """What a round did.

    Attributes:
        actions: open ones that are due soon or were.
        reminders: that were sent.
    """

    actions: int
    reminders: int


class ActionReminders:
    """Every method raises StorageError when the database cannot be used. Several processes may do rounds.

    Args:
        today: the agency's day.
    """

    def __init__(self, database: StateDatabase, *, today: Callable[[], date], clock: Clock = utc_now) -> None:
        self._database = database
        self._today = today
        self._clock = clock

    def round(self) -> Reminded:
        """Look at every open action item that has a day once; each in a transaction of its own.

        Told are the person in charge who has an account, else the secretary; once before, once after, and
        anew where the day was changed.
        """
        today = self._today()
        due = (
            select(MeetingActionRow.id)
            .where(
                MeetingActionRow.state.in_([state.value for state in OPEN_ACTIONS]),
                MeetingActionRow.due <= today + BEFORE,
            )
            .order_by(MeetingActionRow.due, MeetingActionRow.id)
        )
        with self._database.reading() as session:
            identifiers = session.scalars(due).all()
        sent = sum(self._look_at(identifier, today) for identifier in identifiers)
        return Reminded(actions=len(identifiers), reminders=sent)

    def _look_at(self, action_id: str, today: date) -> int:
        now = self._clock()
        with self._database.writing("Pengingat gagal dikirim") as session:
            row = session.scalar(
                select(MeetingActionRow)
                .where(MeetingActionRow.id == action_id)
                .with_for_update(key_share=True, skip_locked=True)
            )
            if row is None or row.due is None or row.state not in {one.value for one in OPEN_ACTIONS}:
                return 0
            step = Step.OVER if row.due < today else Step.NEAR
            key = (row.id, f"{step.value}:{row.due.isoformat()}")
            if session.get(MeetingActionReminderRow, key) is not None:
                return 0
            session.add(MeetingActionReminderRow(action_id=row.id, kind=key[1], sent_at=now))
            session.flush()
            meeting = session.get_one(MeetingRow, row.meeting_id)
            for account_id in _told(session, row):
                text = _words(meeting.title, row.due, step)
                tell_one(session, account_id, Notice.REMINDER, text, at=now, meeting_id=meeting.id)
            audit(session, meeting.id, None, "tindak_lanjut.ingatkan", at=now, reason=f"{row.id} {key[1]}")
            return 1


def _told(session: Session, row: MeetingActionRow) -> list[str]:
    """The person in charge; where they have no account, or one that is out of use, the secretary."""
    members = members_of(session, row.meeting_id)
    account = session.get(AccountRow, row.account_id) if row.account_id is not None else None
    if account is not None and account.active and account.id in {member.account_id for member in members}:
        return [account.id]
    return [member.account_id for member in members if member.seat is Seat.SECRETARY]


def _words(title: str, due: date, step: Step) -> str:
    what = "jatuh tempo" if step is Step.NEAR else "sudah lewat tenggat, yaitu"
    return f"Tindak lanjut rapat “{masked(title)}” {what} {long_date(due)}."
