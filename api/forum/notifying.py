"""Telling people that a question moved on, in the transaction that moves it; mail goes out afterwards."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.forum.access import bidang_worked_by
from api.forum.models import PostKind
from api.jobs.queue import put
from api.state.account_tables import AccountRow
from api.state.columns import new_id
from api.state.forum_tables import NotificationRow, QuestionRow, SubscriptionRow

MAIL = "mail"
"""Kind of the jobs that send mail."""


class Notice(StrEnum):
    """What somebody is told of."""

    REPLY = "balasan"
    WITHDRAWN = "balasan_ditarik"
    STATE = "status"
    ASSIGNED = "penugasan"
    MOVED = "dipindahkan"
    FOLLOW_UP = "lanjutan"
    NOTE = "catatan"
    REMINDER = "pengingat"
    STANDING = "perlu_ditinjau"
    SECOND_READER = "pembaca_kedua"


class Audience(StrEnum):
    """Which subscribers of a question are told."""

    EVERYBODY = "semua"
    THREAD = "penanya_dan_petugas"
    OFFICERS = "petugas"


def readers_of(kind: PostKind) -> Audience:
    """Who is told of a reply; of one to the asker alone nobody else who follows the question."""
    return Audience.EVERYBODY if kind is PostKind.REPLY else Audience.THREAD


def about(row: QuestionRow, what: str) -> str:
    """A sentence about a question, with nothing of it that not everybody may read."""
    return f"Pertanyaan nomor {row.number} “{row.public_title}” {what}"


def subscribe_in(session: Session, question_id: str, account_id: str, *, at: datetime) -> None:
    """Let an account be told of a question; nothing happens where it is already."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    session.execute(
        dialect.insert(SubscriptionRow)
        .values(question_id=question_id, account_id=account_id, since=at)
        .on_conflict_do_nothing()
    )


def tell(
    session: Session,
    row: QuestionRow,
    notice: Notice,
    what: str,
    *,
    at: datetime,
    audience: Audience,
    by_id: str | None,
) -> None:
    """Tell the subscribers of a question.

    Args:
        what: ends the sentence that begins with the question, such as "sudah dibalas.".
        by_id: who did it, who need not be told; None is the service itself.
    """
    subscribers = (
        select(SubscriptionRow.account_id)
        .where(SubscriptionRow.question_id == row.id)
        .order_by(SubscriptionRow.account_id)
    )
    for account_id in session.scalars(subscribers).all():
        if account_id != by_id and _is_in(session, audience, account_id, row):
            tell_one(session, account_id, notice, about(row, what), at=at, question_id=row.id)


def tell_one(
    session: Session,
    account_id: str,
    notice: Notice,
    text: str,
    *,
    at: datetime,
    question_id: str | None = None,
    meeting_id: str | None = None,
) -> None:
    """Tell one account, in the app and, where it has an address, by mail; one not in use is not told.

    Args:
        text: a sentence without personal data.
        question_id, meeting_id: what it is about, and what it leads to; at most one of them.
    """
    account = session.get(AccountRow, account_id)
    if account is None or not account.active:
        return
    identifier = new_id()
    session.execute(
        insert(NotificationRow).values(
            id=identifier,
            account_id=account_id,
            at=at,
            kind=notice.value,
            question_id=question_id,
            meeting_id=meeting_id,
            text=text,
        )
    )
    if account.email:
        put(session, MAIL, f"{MAIL}:{identifier}", {"notification_id": identifier}, at=at)


def _is_in(session: Session, audience: Audience, account_id: str, row: QuestionRow) -> bool:
    if audience is Audience.EVERYBODY or (audience is Audience.THREAD and account_id == row.asker_id):
        return True
    return row.bidang_id in bidang_worked_by(session, account_id)
