"""What members of a meeting say about its notula, line by line."""

from sqlalchemy import select

from api.accounts.models import Account
from api.forum.notifying import Notice, tell_one
from api.minutes.access import audit, members_of, newest, notula_in, seen
from api.minutes.models import Comment, Seat
from api.state.account_tables import AccountRow
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.masking import masked
from api.state.minutes_tables import MinutesCommentRow
from corpus.errors import InvalidInput, NotFound

LONGEST_COMMENT = 2_000


class Comments:
    """Every method raises StorageError when the database cannot be used, NotFound as ``access.seen``."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def list(self, by: Account, meeting_id: str) -> list[Comment]:
        """What was said, the oldest first."""
        statement = (
            select(MinutesCommentRow, AccountRow.name)
            .outerjoin(AccountRow, AccountRow.id == MinutesCommentRow.author_id)
            .where(MinutesCommentRow.meeting_id == meeting_id)
            .order_by(MinutesCommentRow.id)
        )
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            return [_comment(row, name or "") for row, name in session.execute(statement)]

    def add(self, by: Account, meeting_id: str, text: str, *, line_id: str = "") -> Comment:
        """Say something; the secretary is told. A locked notula may be commented on too.

        Args:
            line_id: empty speaks of the whole notula.

        Raises:
            NotFound: also where there is no such line.
            InvalidInput: the text is empty or too long.
        """
        words = text.strip()
        if not words or len(words) > LONGEST_COMMENT:
            raise InvalidInput(f"Komentar harus diisi, paling banyak {LONGEST_COMMENT} huruf.")
        now = self._clock()
        with self._database.writing("Komentar gagal disimpan") as session:
            meeting, _ = seen(session, by, meeting_id)
            last = newest(session, meeting_id)
            if line_id and (last is None or notula_in(last).line(line_id) is None):
                raise NotFound("Baris ini tidak ada pada notula.")
            row = MinutesCommentRow(
                id=new_id(),
                meeting_id=meeting_id,
                line_id=line_id,
                author_id=by.id,
                text=words,
                created_at=now,
            )
            session.add(row)
            session.flush()
            told = f"Ada komentar baru pada notula rapat “{masked(meeting.title)}”."
            for member in members_of(session, meeting_id):
                if member.seat is Seat.SECRETARY and member.account_id != by.id:
                    tell_one(session, member.account_id, Notice.NOTE, told, at=now, meeting_id=meeting_id)
            audit(session, meeting_id, by, "komentar", at=now, reason=line_id)
            return _comment(row, by.name)


def _comment(row: MinutesCommentRow, author: str) -> Comment:
    return Comment(id=row.id, line_id=row.line_id, author=author, text=row.text, created_at=row.created_at)
