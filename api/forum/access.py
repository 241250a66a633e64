"""Who sees what of a question, and who may do what to it.

Of a question that somebody may not see they are told the same as of one that never was.
"""

from enum import StrEnum

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from api.accounts.models import Account, Role
from api.accounts.permissions import GRANTED, Permission, may
from api.forum.models import PostKind, QuestionState, Standing
from api.state.account_tables import AccountRow, GrantRow
from api.state.forum_tables import PostRow, QuestionRow
from corpus.errors import Conflict, Forbidden, NotFound


class Seat(StrEnum):
    """As what somebody looks at a question."""

    ASKER = "penanya"
    OFFICER = "petugas"
    """May work it: of its bidang."""
    PUBLIC = "umum"


def seat_of(session: Session, viewer: Account | None, row: QuestionRow) -> Seat:
    """As what a viewer, None being anybody, sees a question; an asker who is an officer too is the officer.

    Raises:
        NotFound: they may not see it at all.
    """
    if may(viewer, Permission.WORK_QUESTIONS, bidang=row.bidang_id):
        return Seat.OFFICER
    if is_asker(viewer, row):
        return Seat.ASKER
    if session.scalar(select(QuestionRow.id).where(QuestionRow.id == row.id, is_public())) is not None:
        return Seat.PUBLIC
    raise missing()


def is_asker(viewer: Account | None, row: QuestionRow) -> bool:
    """Whether somebody asked a question."""
    return viewer is not None and viewer.active and row.asker_id == viewer.id


def is_public() -> ColumnElement[bool]:
    """The questions that everybody may read: answered by a reply that still stands, not rejected."""
    answered = exists().where(
        PostRow.question_id == QuestionRow.id,
        PostRow.kind == PostKind.REPLY.value,
        PostRow.standing != Standing.WITHDRAWN.value,
    )
    return (QuestionRow.state != QuestionState.REJECTED.value) & answered


def is_answered() -> ColumnElement[bool]:
    """Of those that everybody may read, the questions with a reply that may be relied on."""
    holds = exists().where(
        PostRow.question_id == QuestionRow.id,
        PostRow.kind == PostKind.REPLY.value,
        PostRow.standing == Standing.CURRENT.value,
    )
    return (QuestionRow.state != QuestionState.REJECTED.value) & holds


def locked(session: Session, question_id: str) -> QuestionRow:
    """The row of a question, which nobody else changes before this transaction ends.

    Raises:
        NotFound: there is none.
    """
    # Rows that merely refer to it, such as notifications, may be written meanwhile; what was read before
    # may be old.
    statement = (
        select(QuestionRow)
        .where(QuestionRow.id == question_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    row = session.scalar(statement)
    if row is None:
        raise missing()
    return row


def row_of(session: Session, question_id: str) -> QuestionRow:
    """The row of a question, for reading.

    Raises:
        NotFound: there is none.
    """
    row = session.get(QuestionRow, question_id)
    if row is None:
        raise missing()
    return row


def locked_for_work(
    session: Session,
    question_id: str,
    by: Account,
    *,
    version: int | None = None,
    permission: Permission = Permission.WORK_QUESTIONS,
) -> QuestionRow:
    """The locked row of a question that an officer is about to change.

    Args:
        version: that the officer has seen; None where it does not matter.
        permission: that is needed in the question's bidang.

    Raises:
        NotFound: they may not see it.
        Forbidden: they may see it but not do this.
        Conflict: it was changed meanwhile.
    """
    row = locked(session, question_id)
    if not may(by, permission, bidang=row.bidang_id):
        seat_of(session, by, row)
        raise Forbidden("Ini hanya dapat dilakukan petugas yang berwenang di bidang pertanyaan ini.")
    refuse_stale(row, version)
    return row


def locked_for_asker(
    session: Session, question_id: str, by: Account, *, version: int | None = None
) -> QuestionRow:
    """The locked row of a question that its asker is about to change.

    Args:
        version: that the asker has seen; None where it does not matter.

    Raises:
        NotFound: they may not see it.
        Forbidden: they may see it but did not ask it.
        Conflict: it was changed meanwhile.
    """
    row = locked(session, question_id)
    if not is_asker(by, row):
        seat_of(session, by, row)
        raise Forbidden("Ini hanya dapat dilakukan penanyanya sendiri.")
    refuse_stale(row, version)
    return row


def refuse_stale(row: QuestionRow, version: int | None) -> None:
    """Let only who has seen the newest version go on.

    Raises:
        Conflict: it was changed meanwhile.
    """
    if version is not None and row.version != version:
        raise Conflict(
            "Pertanyaan ini sudah berubah sejak Anda membukanya. Muat ulang halamannya, lalu coba lagi."
        )


def may_be_assigned(session: Session, account_id: str, bidang_id: str) -> bool:
    """Whether an account is in use and works the questions of a bidang."""
    return bidang_id in bidang_worked_by(session, account_id)


def officers_of(session: Session, bidang_id: str) -> list[str]:
    """The accounts in use that work the questions of a bidang."""
    statement = (
        select(GrantRow.account_id)
        .join(AccountRow, AccountRow.id == GrantRow.account_id)
        .where(GrantRow.bidang_id == bidang_id, AccountRow.active, GrantRow.role.in_(WORKERS))
        .distinct()
        .order_by(GrantRow.account_id)
    )
    return list(session.scalars(statement))


def bidang_worked_by(session: Session, account_id: str) -> frozenset[str]:
    """The bidang whose questions an account works; none where it is not in use."""
    statement = (
        select(GrantRow.bidang_id)
        .join(AccountRow, AccountRow.id == GrantRow.account_id)
        .where(AccountRow.id == account_id, AccountRow.active, GrantRow.role.in_(WORKERS))
    )
    return frozenset(session.scalars(statement))


WORKERS = frozenset(role.value for role in Role if Permission.WORK_QUESTIONS in GRANTED[role])
"""Roles that work the questions of their bidang."""


def missing() -> NotFound:
    """What is said of a question that is not there or not to be seen."""
    return NotFound("Pertanyaan ini tidak ada, atau belum dapat Anda baca.")
