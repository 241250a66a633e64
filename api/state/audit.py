"""The audit trail: who did what to what, and why. Rows are added, never changed or deleted."""

from collections.abc import Iterator

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from api.state.audit_chain import GENESIS, Audited, ChainReport, Linked, chained, check
from api.state.database import StateDatabase
from api.state.tables import AuditRow
from corpus.errors import InvalidInput
from corpus.tables import storable

__all__ = ["LONGEST", "AuditTrail", "Audited", "add_entry", "said", "to_audited", "to_linked"]

LONGEST = 500
"""Characters of a reason and of an actor's name."""
TRAIL_LOCK = 0x7A6E7962
"""Advisory lock of PostgreSQL that is held by who adds to the trail, until their transaction ends."""
_AT_ONCE = 1_000
"""Entries that are read from the database in one go."""


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
    """Chain an entry to the trail in the transaction that does what it tells.

    Until that transaction ends, others that add an entry wait, so this comes last in it: one that took
    further locks afterwards could wait for another that waits for it.
    """
    # Rows that are still to be written are locked first, not when the transaction ends.
    session.flush()
    number, previous = _tail(session)
    kept = Audited.model_validate(storable(entry.model_dump()))
    link = chained(previous, number + 1, kept)
    session.execute(insert(AuditRow).values(id=number + 1, previous=previous, hash=link, **kept.model_dump()))


def _tail(session: Session) -> tuple[int, str]:
    """Number and hash of the last entry, behind which nobody else adds one before this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(TRAIL_LOCK)))
    last = session.execute(select(AuditRow.id, AuditRow.hash).order_by(AuditRow.id.desc()).limit(1)).first()
    return (0, GENESIS) if last is None else (last.id, last.hash)


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

    def links(self) -> Iterator[Linked]:
        """Every entry with its place in the chain, the oldest first."""
        last = 0
        while batch := self._behind(last):
            yield from batch
            last = batch[-1].number

    def _behind(self, number: int) -> list[Linked]:
        statement = select(AuditRow).where(AuditRow.id > number).order_by(AuditRow.id).limit(_AT_ONCE)
        with self._database.reading() as session:
            return [to_linked(row) for row in session.scalars(statement)]

    def verify(self, *, expect: str = "") -> ChainReport:
        """Whether nothing was changed, removed or inserted since it was written.

        Args:
            expect: a head hash that an earlier report gave, to find that the end was cut off.
        """
        return check(self.links(), expect=expect)


def to_audited(row: AuditRow) -> Audited:
    """From its row."""
    return Audited.model_validate(
        {
            "at": row.at,
            "actor": row.actor,
            "action": row.action,
            "subject": row.subject,
            "reason": row.reason,
            "details": row.details,
        }
    )


def to_linked(row: AuditRow) -> Linked:
    """From its row, with its place in the chain."""
    return Linked(number=row.id, previous=row.previous, hash=row.hash, **to_audited(row).model_dump())
