"""The versions of a notula: who made which, why, and what changed."""

from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.minutes.access import notula_in, seen
from api.minutes.models import Line, MinutesVersion, Notula
from api.state.account_tables import AccountRow
from api.state.database import StateDatabase
from api.state.minutes_tables import MinutesVersionRow
from corpus.errors import NotFound
from corpus.models import Frozen

MADE = "Disusun dari transkrip"
"""The reason of versions that were made from the transcript."""


class ChangeKind(StrEnum):
    """What became of a line."""

    ADDED = "ditambahkan"
    CHANGED = "diubah"
    REMOVED = "dihapus"


class LineChange(Frozen):
    """A line that differs between two versions; ``before`` or ``after`` is None where it is not in one."""

    kind: ChangeKind
    before: Line | None
    after: Line | None


class Versions:
    """Every method raises StorageError when the database cannot be used, NotFound as ``access.seen``."""

    def __init__(self, database: StateDatabase) -> None:
        self._database = database

    def list(self, by: Account, meeting_id: str) -> list[MinutesVersion]:
        """The versions of a notula, the newest first."""
        statement = (
            select(MinutesVersionRow, AccountRow.name)
            .outerjoin(AccountRow, AccountRow.id == MinutesVersionRow.author_id)
            .where(MinutesVersionRow.meeting_id == meeting_id)
            .order_by(MinutesVersionRow.number.desc())
        )
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            return [
                MinutesVersion(
                    number=row.number,
                    author=name or "",
                    by_service=row.author_id is None and row.reason == MADE,
                    reason=row.reason,
                    created_at=row.created_at,
                )
                for row, name in session.execute(statement)
            ]

    def read(self, by: Account, meeting_id: str, number: int) -> Notula:
        """The notula as it was in one version.

        Raises:
            NotFound: also where there is no such version.
        """
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            return notula_in(version_row(session, meeting_id, number))


def version_row(session: Session, meeting_id: str, number: int) -> MinutesVersionRow:
    """The row of a version.

    Raises:
        NotFound: there is none.
    """
    wanted = MinutesVersionRow.meeting_id == meeting_id, MinutesVersionRow.number == number
    row = session.scalar(select(MinutesVersionRow).where(*wanted))
    if row is None:
        raise NotFound(f"Notula rapat ini tidak mempunyai versi {number}.")
    return row


def changes(before: Notula, after: Notula) -> list[LineChange]:
    """The lines that differ, in the order of ``after``; removed ones come last.

    A line is the same as the one with its identifier; what was found when it was verified does not count.
    """
    old = {line.id: line for line in before.lines}
    found = []
    for line in after.lines:
        earlier = old.pop(line.id, None)
        if earlier is None:
            found.append(LineChange(kind=ChangeKind.ADDED, before=None, after=line))
        elif _content(earlier) != _content(line):
            found.append(LineChange(kind=ChangeKind.CHANGED, before=earlier, after=line))
    gone = [LineChange(kind=ChangeKind.REMOVED, before=line, after=None) for line in old.values()]
    return found + gone


def _content(line: Line) -> dict[str, object]:
    return line.model_dump(exclude={"standing", "problems"})
