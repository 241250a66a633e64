"""Replies of language models that may be said again, in the database: for a time, and within a size."""

from datetime import timedelta

import structlog
from pydantic import ValidationError
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.tables import ReplyRow
from assistant.llm.chat import Reply
from corpus.errors import StorageError
from corpus.reading import chunks

KEEP = timedelta(days=30)
MOST_BYTES = 64 * 1024 * 1024
FREED = 0.9
"""Share of the size that is left when it was exceeded, so that not every further reply has to make room."""


class SqlReplyCache:
    """``assistant.llm.books.ReplyCache``. A cache that cannot be used holds nothing; it never fails.

    Args:
        keep: how long a reply is kept.
        most_bytes: size of all replies together, as JSON; the oldest go first.
    """

    def __init__(
        self,
        database: StateDatabase,
        *,
        keep: timedelta = KEEP,
        most_bytes: int = MOST_BYTES,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._keep = keep
        self._most_bytes = most_bytes
        self._clock = clock

    def get(self, key: str) -> Reply | None:
        """The reply said before, if it is still kept."""
        try:
            with self._database.reading() as session:
                row = session.get(ReplyRow, key)
                if row is None or row.stored_at <= self._clock() - self._keep:
                    return None
                return Reply.model_validate(row.reply)
        except ValidationError:
            # Another release wrote it in another shape.
            return None
        except StorageError as error:
            structlog.get_logger().warning("reply cache not read", reason=str(error))
            return None

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply in the place of an older one; one larger than the whole cache is not kept."""
        size = len(reply.model_dump_json().encode())
        if size > self._most_bytes:
            return
        values = {
            "key": key,
            "reply": reply.model_dump(mode="json"),
            "size": size,
            "stored_at": self._clock(),
        }
        try:
            with self._database.writing("Jawaban model bahasa gagal disimpan") as session:
                session.execute(delete(ReplyRow).where(ReplyRow.key == key))
                session.execute(insert(ReplyRow).values(values))
                self._make_room(session)
        except StorageError as error:
            structlog.get_logger().warning("reply not cached", reason=str(error))

    def purge(self) -> int:
        """Delete what is past its time, and the oldest while it is all too large; how many replies.

        Raises:
            StorageError: the database cannot be used.
        """
        with self._database.writing("Jawaban lama gagal dihapus") as session:
            late = delete(ReplyRow).where(ReplyRow.stored_at <= self._clock() - self._keep)
            gone = len(session.scalars(late.returning(ReplyRow.key)).all())
            return gone + self._make_room(session)

    def _make_room(self, session: Session) -> int:
        """Delete the oldest where all together are too large; how many."""
        total = session.scalar(select(func.coalesce(func.sum(ReplyRow.size), 0))) or 0
        if total <= self._most_bytes:
            return 0
        too_many: list[str] = []
        oldest = select(ReplyRow.key, ReplyRow.size).order_by(ReplyRow.stored_at, ReplyRow.key)
        for key, size in session.execute(oldest):
            if total <= FREED * self._most_bytes:
                break
            too_many.append(key)
            total -= size
        for chunk in chunks(too_many):
            session.execute(delete(ReplyRow).where(ReplyRow.key.in_(chunk)))
        return len(too_many)
