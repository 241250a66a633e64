"""Changes to a question in the transaction of whoever decides them: an officer, or routing by itself.

The caller has locked the row, and adds to the audit trail last.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.access import may_be_assigned
from api.forum.history import Event, EventKind, place, record
from api.forum.models import OPEN, QuestionState
from api.forum.notifying import Audience, Notice, about, subscribe_in, tell, tell_one
from api.forum.routing.corrections import corrected
from api.forum.rows import changed
from api.state.forum_tables import QuestionRow
from corpus.errors import Conflict, InvalidInput

CLOSED = "Pertanyaan ini sudah ditutup. Buka kembali dahulu sebelum mengubahnya."


def move(
    session: Session,
    row: QuestionRow,
    *,
    bidang_id: str,
    category_id: str | None,
    by: Account | None,
    at: datetime,
    note: str = "",
) -> bool:
    """Put a question where it belongs; another bidang has nobody assigned yet.

    Args:
        by: None is routing itself; an officer's move is a correction that routing learns from.

    Returns:
        False where it lies there already.

    Raises:
        Conflict: the question is closed.
    """
    before, after = place(row.bidang_id, row.category_id), place(bidang_id, category_id)
    if before == after:
        return False
    refuse_closed(row)
    elsewhere = bidang_id != row.bidang_id
    row.bidang_id, row.category_id = bidang_id, category_id
    if elsewhere:
        _set_assignee(session, row, None, by=by, at=at, note="")
        row.state = QuestionState.SUBMITTED.value
    changed(row, at)
    session.flush()
    actor = None if by is None else by.id
    moved = Event(at=at, actor_id=actor, kind=EventKind.MOVED, before=before, after=after, note=note)
    record(session, row.id, moved)
    if by is not None:
        corrected(session, row, by=by, at=at)
    if elsewhere and by is not None and row.asker_id is not None and row.asker_id != by.id:
        text = about(row, "diteruskan ke bidang lain yang lebih tepat.")
        tell_one(session, row.asker_id, Notice.MOVED, text, at=at, question_id=row.id)
    return True


def assign(
    session: Session,
    row: QuestionRow,
    account_id: str | None,
    *,
    by: Account | None,
    at: datetime,
    note: str = "",
) -> bool:
    """Give a question to an officer of its bidang, or to nobody.

    Returns:
        False where it was theirs already.

    Raises:
        Conflict: the question is closed.
        InvalidInput: the account does not work the questions of this bidang.
    """
    if row.assignee_id == account_id:
        return False
    refuse_closed(row)
    if account_id is not None and not may_be_assigned(session, account_id, row.bidang_id):
        raise InvalidInput("Petugas ini tidak aktif atau tidak bertugas di bidang pertanyaan ini.")
    _set_assignee(session, row, account_id, by=by, at=at, note=note)
    changed(row, at)
    session.flush()
    if account_id is not None:
        subscribe_in(session, row.id, account_id, at=at)
        if by is None or by.id != account_id:
            text = about(row, "ditugaskan kepada Anda.")
            tell_one(session, account_id, Notice.ASSIGNED, text, at=at, question_id=row.id)
    return True


def set_state(
    session: Session,
    row: QuestionRow,
    state: QuestionState,
    *,
    by: Account | None,
    at: datetime,
    note: str = "",
    told: str = "",
) -> None:
    """Let a question stand elsewhere; nothing happens where it stands there already.

    Args:
        told: what asker and officers are told, see ``notifying.tell``; empty tells nobody.
    """
    before = QuestionState(row.state)
    if before is state:
        return
    row.state = state.value
    row.resolved_at = None if state in OPEN else at
    changed(row, at)
    session.flush()
    actor = None if by is None else by.id
    event = Event(
        at=at, actor_id=actor, kind=EventKind.STATE, before=before.value, after=state.value, note=note
    )
    record(session, row.id, event)
    if told:
        tell(session, row, Notice.STATE, told, at=at, audience=Audience.THREAD, by_id=actor)


def refuse_closed(row: QuestionRow) -> None:
    """Let only changes to an open question go on.

    Raises:
        Conflict: it is closed.
    """
    if QuestionState(row.state) not in OPEN:
        raise Conflict(CLOSED)


def _set_assignee(
    session: Session,
    row: QuestionRow,
    account_id: str | None,
    *,
    by: Account | None,
    at: datetime,
    note: str,
) -> None:
    before = row.assignee_id
    if before == account_id:
        return
    row.assignee_id = account_id
    session.flush()
    event = Event(
        at=at,
        actor_id=None if by is None else by.id,
        kind=EventKind.ASSIGNED,
        before=before or "",
        after=account_id or "",
        note=note,
    )
    record(session, row.id, event)
