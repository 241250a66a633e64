"""The audit trail: who did what to what, and why. Rows are added, never changed or deleted."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from api.state.database import StateDatabase
from api.state.tables import AuditRow
from corpus.errors import InvalidInput
from corpus.models import Frozen

LONGEST = 500
"""Characters of a reason and of an actor's name."""


class Audited(Frozen):
    """One entry.

    Attributes:
        action: in dotted words, the thing first: ``llm.off``.
        subject: identifier of what was acted on; empty where the action says it.
    """

    at: datetime
    actor: str
    action: str
    subject: str
    reason: str


def said(text: str, what: str, *, required: bool = True) -> str:
    """A reason or a name as one line of at most ``LONGEST`` characters.

    Raises:
        InvalidInput: it is too long, or empty though ``required``; ``what`` names it.
    """
    line = " ".join(text.split())
    if len(line) > LONGEST or (required and not line):
        raise InvalidInput(f"{what} harus diisi, paling banyak {LONGEST} huruf.")
    return line


def add_entry(session: Session, entry: Audited) -> None:
    """Add an entry in the transaction that does what it tells."""
    session.execute(insert(AuditRow).values(entry.model_dump()))


class AuditTrail:
    """Reading the trail. Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase) -> None:
        self._database = database

    def entries(self, *, below: str = "", limit: int = 100) -> list[Audited]:
        """The newest entries whose action begins with ``below``, the newest first."""
        statement = (
            select(AuditRow)
            .where(AuditRow.action.startswith(below, autoescape=True))
            .order_by(AuditRow.id.desc())
            .limit(limit)
        )
        with self._database.reading() as session:
            return [to_audited(row) for row in session.scalars(statement)]


def to_audited(row: AuditRow) -> Audited:
    """From its row."""
    return Audited(at=row.at, actor=row.actor, action=row.action, subject=row.subject, reason=row.reason)
