"""What happened to a question, in the order it happened."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.state.audit import Audited, add_entry
from api.state.forum_tables import QuestionEventRow
from corpus.models import Frozen

SYSTEM = "sistem"
"""The actor where nobody did it but the service itself."""


class EventKind(StrEnum):
    """What happened."""

    SUBMITTED = "diajukan"
    STATE = "status"
    """``before`` and ``after`` are states; the note is the reason."""
    MOVED = "dipindahkan"
    """``before`` and ``after`` are ``<bidang>/<category>``, see ``place``: by a person, a correction for
    routing."""
    ASSIGNED = "penugasan"
    """``before`` and ``after`` are accounts; empty is nobody."""
    PRIORITY = "prioritas"
    WORDS = "naskah_publik"
    """The words that everybody may read were changed."""
    FOLLOW_UP = "lanjutan"
    NOTE = "catatan"
    REPLY = "balasan"
    HOLDING = "balasan_sementara"
    PRIVATE = "balasan_pribadi"
    WITHDRAWN = "balasan_ditarik"
    ATTACHED = "lampiran"
    DETACHED = "lampiran_dihapus"
    RATED = "penilaian"


AMONG_OFFICERS = frozenset({EventKind.NOTE, EventKind.ASSIGNED, EventKind.PRIORITY})
"""Events that the asker is not shown."""


class Event(Frozen):
    """Something that happened to a question.

    Attributes:
        actor_id: None where the service did it itself, or the account is gone.
        after: of a post or an attachment its identifier.
    """

    at: datetime
    actor_id: str | None
    kind: EventKind
    before: str = ""
    after: str = ""
    note: str = ""


def place(bidang_id: str, category_id: str | None) -> str:
    """Where a question lies, as ``EventKind.MOVED`` tells it: ``mutasi/pindah-unit``, ``mutasi/``."""
    return f"{bidang_id}/{category_id or ''}"


def record(session: Session, question_id: str, event: Event) -> None:
    """Add to a question's history in the transaction that does it."""
    session.execute(
        insert(QuestionEventRow).values(
            question_id=question_id,
            action=event.kind.value,
            **event.model_dump(exclude={"kind"}),
        )
    )


def audit(
    session: Session,
    question_id: str,
    by: Account | None,
    action: str,
    *,
    at: datetime,
    reason: str = "",
    details: Mapping[str, JsonValue] | None = None,
) -> None:
    """Add to the audit trail in the transaction that does it, and last in it.

    Args:
        by: None is the service itself.
        reason: what changed and why, without personal data.
        details: what else is kept for good, without personal data.
    """
    actor = SYSTEM if by is None else by.username
    entry = Audited(
        at=at,
        actor=actor,
        action=f"forum.{action}",
        subject=question_id,
        reason=reason,
        details=dict(details or {}),
    )
    add_entry(session, entry)


def events_of(session: Session, question_id: str) -> list[Event]:
    """The history of a question, the oldest first."""
    statement = (
        select(QuestionEventRow)
        .where(QuestionEventRow.question_id == question_id)
        .order_by(QuestionEventRow.id)
    )
    return [
        Event(
            at=row.at,
            actor_id=row.actor_id,
            kind=EventKind(row.action),
            before=row.before,
            after=row.after,
            note=row.note,
        )
        for row in session.scalars(statement)
    ]
