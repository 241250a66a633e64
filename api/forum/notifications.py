"""What an account is told, and of which questions: read in the app."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, select, true, update

from api.accounts.models import Account
from api.forum.access import row_of, seat_of
from api.forum.listing import Page
from api.forum.notifying import Notice, subscribe_in
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import NotificationRow, SubscriptionRow
from corpus.models import Frozen


class Notification(Frozen):
    """A word to one account.

    Attributes:
        text: a sentence without personal data.
        question_id, meeting_id: what it is about; None where it is about no question, or no meeting.
        read_at: None until it is read.
    """

    id: str
    at: datetime
    kind: Notice
    question_id: str | None
    meeting_id: str | None
    text: str
    read_at: datetime | None


class Notifications:
    """Every account's own. Every method raises StorageError when the database cannot be used.

    Args:
        days: how long they are kept, read or not.
    """

    def __init__(self, database: StateDatabase, *, days: int = 365, clock: Clock = utc_now) -> None:
        self._database = database
        self._days = days
        self._clock = clock

    def unread(self, account: Account) -> int:
        """How many it has not read."""
        with self._database.reading() as session:
            return session.scalar(select(func.count()).where(_unread(account))) or 0

    def list(
        self, account: Account, *, unread_only: bool = False, limit: int = 50, offset: int = 0
    ) -> Page[Notification]:
        """What it was told, the newest first."""
        wanted = _unread(account) if unread_only else NotificationRow.account_id == account.id
        statement = (
            select(NotificationRow)
            .where(wanted)
            .order_by(NotificationRow.at.desc(), NotificationRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        with self._database.reading() as session:
            items = tuple(map(to_notification, session.scalars(statement)))
            total = session.scalar(select(func.count()).select_from(NotificationRow).where(wanted)) or 0
            return Page(items=items, total=total)

    def mark_read(self, account: Account, identifiers: Collection[str] | None = None) -> int:
        """Note that it has read these of its own, or all it has; those of others are left alone.

        Returns:
            How many it had not read before.
        """
        which = true() if identifiers is None else NotificationRow.id.in_(identifiers)
        return self._mark(account, which)

    def mark_read_about(self, account: Account, question_id: str) -> int:
        """Note that it has read what it was told of a question, because it looks at it; see ``mark_read``."""
        return self._mark(account, NotificationRow.question_id == question_id)

    def mark_read_about_meeting(self, account: Account, meeting_id: str) -> int:
        """Note that it has read everything about a meeting; how many that were."""
        return self._mark(account, NotificationRow.meeting_id == meeting_id)

    def purge(self) -> int:
        """Delete what is past its time, mailed or not; how many."""
        over = NotificationRow.at < self._clock() - timedelta(days=self._days)
        with self._database.writing("Pemberitahuan gagal dihapus") as session:
            return len(
                session.scalars(delete(NotificationRow).where(over).returning(NotificationRow.id)).all()
            )

    def _mark(self, account: Account, which: ColumnElement[bool]) -> int:
        with self._database.writing("Pemberitahuan gagal ditandai") as session:
            marked = (
                update(NotificationRow)
                .where(_unread(account), which)
                .values(read_at=self._clock())
                .returning(NotificationRow.id)
            )
            return len(session.scalars(marked).all())

    def subscribe(self, account: Account, question_id: str) -> None:
        """Be told when a question that one may read moves on; once is enough.

        Raises:
            NotFound: there is none, or none for them.
        """
        with self._database.writing("Langganan gagal disimpan") as session:
            seat_of(session, account, row_of(session, question_id))
            subscribe_in(session, question_id, account.id, at=self._clock())

    def unsubscribe(self, account: Account, question_id: str) -> None:
        """Be told of a question no more; nothing happens where one was not."""
        with self._database.writing("Langganan gagal dihapus") as session:
            session.execute(
                delete(SubscriptionRow).where(
                    SubscriptionRow.question_id == question_id, SubscriptionRow.account_id == account.id
                )
            )

    def is_subscribed(self, account: Account, question_id: str) -> bool:
        """Whether it is told of a question."""
        with self._database.reading() as session:
            return session.get(SubscriptionRow, (question_id, account.id)) is not None


def to_notification(row: NotificationRow) -> Notification:
    """From its row."""
    return Notification(
        id=row.id,
        at=row.at,
        kind=Notice(row.kind),
        question_id=row.question_id,
        meeting_id=row.meeting_id,
        text=row.text,
        read_at=row.read_at,
    )


def _unread(account: Account) -> ColumnElement[bool]:
    return and_(NotificationRow.account_id == account.id, NotificationRow.read_at.is_(None))
