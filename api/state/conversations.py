"""Conversations: each is its owner's alone, and is forgotten some time after its last question.

Whoever asks for another's conversation is told the same as for one that never was: ``NotFound``.
"""

from datetime import timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.conversation_parts import Conversation, Heading, conversation_of, heading_of, missing, title_of
from api.state.database import StateDatabase
from api.state.exchange_keys import lock_owner, stored_under
from api.state.exchanges import Exchange, to_exchange
from api.state.owners import Owner
from api.state.tables import ConversationRow, ExchangeRow, FeedbackRow
from assistant.followup import MOST_TURNS, Turn
from assistant.models import Answer
from corpus.errors import InvalidInput

MOST_CONVERSATIONS = 200
"""Conversations that one owner may have at a time."""
MOST_EXCHANGES = 50
"""Questions that one conversation may have."""


class Conversations:
    """Every method raises StorageError when the database cannot be used, after which nothing has changed.

    Args:
        days: so long after its last question a conversation is forgotten.
    """

    def __init__(self, database: StateDatabase, *, days: int, clock: Clock = utc_now) -> None:
        self._database = database
        self._days = timedelta(days=days)
        self._clock = clock

    def create(self, owner: Owner, title: str = "") -> Heading:
        """Begin one; without a title its first question becomes it.

        Raises:
            InvalidInput: the owner has as many as there may be.
        """
        with self._database.writing("Percakapan gagal disimpan") as session:
            return heading_of(self._added(session, owner, title))

    def begin(
        self, owner: Owner, question: str, answer: Answer, *, snapshot: str, key: str | None = None
    ) -> tuple[Heading, Exchange]:
        """Begin one with its first question and answer, both or neither; or give what ``key`` stands for.

        Args:
            key: of ``sending_key``.

        Raises:
            InvalidInput: the owner has as many as there may be.
        """
        with self._database.writing("Percakapan gagal disimpan") as session:
            if key is not None:
                lock_owner(session, owner)
            if stored := stored_under(session, key, self._kept(owner)):
                return heading_of(stored[0]), to_exchange(stored[1])
            row = self._added(session, owner, "")
            exchange = self._appended(session, row, question, answer, snapshot, key)
            return heading_of(row), exchange

    def stored(self, owner: Owner, key: str | None) -> tuple[Heading, Exchange] | None:
        """What was stored under a key of ``sending_key``, with its conversation; None where nothing was."""
        with self._database.reading() as session:
            found = stored_under(session, key, self._kept(owner))
            return (heading_of(found[0]), to_exchange(found[1])) if found else None

    def append(
        self,
        owner: Owner,
        conversation_id: str,
        question: str,
        answer: Answer,
        *,
        snapshot: str,
        key: str | None = None,
    ) -> Exchange:
        """Add a question as typed with its answer at the end; or give what ``key`` stands for.

        Args:
            key: of ``sending_key``.

        Raises:
            NotFound: the owner has no such conversation.
            InvalidInput: it is as long as one may be.
        """
        with self._database.writing("Percakapan gagal disimpan") as session:
            # Locked, so that two questions at once get places of their own.
            row = self._row(session, owner, conversation_id, lock=True)
            if stored := stored_under(session, key, self._kept(owner)):
                return to_exchange(stored[1])
            refuse_full(row.length)
            return self._appended(session, row, question, answer, snapshot, key)

    def list(self, owner: Owner, *, limit: int = 50, offset: int = 0) -> list[Heading]:
        """Those of an owner, the last used first."""
        statement = (
            select(ConversationRow)
            .where(self._kept(owner))
            .order_by(ConversationRow.changed_at.desc(), ConversationRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        with self._database.reading() as session:
            return [heading_of(row) for row in session.scalars(statement)]

    def heading(self, owner: Owner, conversation_id: str) -> Heading:
        """One without what is in it.

        Raises:
            NotFound: the owner has no such conversation.
        """
        with self._database.reading() as session:
            return heading_of(self._row(session, owner, conversation_id))

    def read(self, owner: Owner, conversation_id: str) -> Conversation:
        """One with everything in it.

        Raises:
            NotFound: the owner has no such conversation.
        """
        with self._database.reading() as session:
            row = self._row(session, owner, conversation_id)
            return conversation_of(session, row, row.length)

    def exchange_ids(self, owner: Owner, conversation_id: str) -> tuple[str, ...]:
        """Identifiers of its exchanges, in order.

        Raises:
            NotFound: the owner has no such conversation.
        """
        with self._database.reading() as session:
            row = self._row(session, owner, conversation_id)
            statement = select(ExchangeRow.id).where(ExchangeRow.conversation_id == row.id)
            return tuple(session.scalars(statement.order_by(ExchangeRow.position)))

    def turns(self, owner: Owner, conversation_id: str) -> tuple[Turn, ...]:
        """The last questions, the oldest first, for completing the next one.

        Raises:
            NotFound: the owner has no such conversation.
            InvalidInput: no further question fits in.
        """
        statement = select(ExchangeRow).order_by(ExchangeRow.position.desc()).limit(MOST_TURNS)
        with self._database.reading() as session:
            row = self._row(session, owner, conversation_id)
            refuse_full(row.length)
            rows = session.scalars(statement.where(ExchangeRow.conversation_id == row.id)).all()
        return tuple(to_exchange(one).turn for one in reversed(rows))

    def rename(self, owner: Owner, conversation_id: str, title: str) -> Heading:
        """Give it another title; an empty one stays as it was.

        Raises:
            NotFound: the owner has no such conversation.
        """
        with self._database.writing("Judul gagal disimpan") as session:
            row = self._row(session, owner, conversation_id, lock=True)
            row.title = title_of(title) or row.title
            return heading_of(row)

    def delete(self, owner: Owner, conversation_id: str) -> None:
        """Delete it with its questions, answers and links; feedback stays, of nobody.

        Raises:
            NotFound: the owner has no such conversation.
        """
        with self._database.writing("Percakapan gagal dihapus") as session:
            row = self._row(session, owner, conversation_id, lock=True)
            _delete(session, ConversationRow.id == row.id)

    def delete_all(self, owner: Owner) -> int:
        """Delete every conversation of an owner as ``delete`` does; how many there were."""
        with self._database.writing("Percakapan gagal dihapus") as session:
            return _delete(session, ConversationRow.owner_id == owner.id)

    def purge(self) -> int:
        """Delete what is past its time; how many there were."""
        with self._database.writing("Percakapan lama gagal dihapus") as session:
            return _delete(session, ConversationRow.changed_at <= self._clock() - self._days)

    def _added(self, session: Session, owner: Owner, title: str) -> ConversationRow:
        if (session.scalar(select(func.count()).where(self._kept(owner))) or 0) >= MOST_CONVERSATIONS:
            raise InvalidInput(
                f"Percakapan Anda sudah {MOST_CONVERSATIONS}. Hapus yang tidak diperlukan lagi."
            )
        now = self._clock()
        row = ConversationRow(
            id=new_id(), owner_id=owner.id, title=title_of(title), created_at=now, changed_at=now, length=0
        )
        session.add(row)
        session.flush()
        return row

    def _appended(
        self,
        session: Session,
        row: ConversationRow,
        question: str,
        answer: Answer,
        snapshot: str,
        key: str | None,
    ) -> Exchange:
        exchange = Exchange(
            id=new_id(),
            position=row.length + 1,
            asked_at=self._clock(),
            question=question,
            answer=answer,
            snapshot=snapshot,
        )
        row.length, row.changed_at = exchange.position, exchange.asked_at
        row.title = row.title or title_of(question)
        values = exchange.model_dump(exclude={"answer"})
        session.execute(
            insert(ExchangeRow).values(
                conversation_id=row.id, answer=answer.model_dump(mode="json"), key=key, **values
            )
        )
        return exchange

    def alive(self) -> ColumnElement[bool]:
        """Condition on ``ConversationRow``: it is not past its time."""
        return ConversationRow.changed_at > self._clock() - self._days

    def _kept(self, owner: Owner) -> ColumnElement[bool]:
        return (ConversationRow.owner_id == owner.id) & self.alive()

    def _row(
        self, session: Session, owner: Owner, conversation_id: str, *, lock: bool = False
    ) -> ConversationRow:
        statement = select(ConversationRow).where(self._kept(owner), ConversationRow.id == conversation_id)
        row = session.scalar(statement.with_for_update() if lock else statement)
        if row is None:
            raise missing()
        return row


def refuse_full(length: int) -> None:
    """Raises InvalidInput where a conversation of this length takes no further question."""
    if length >= MOST_EXCHANGES:
        raise InvalidInput(
            f"Percakapan ini sudah {MOST_EXCHANGES} pertanyaan. Mulai percakapan baru untuk melanjutkan."
        )


def _delete(session: Session, which: ColumnElement[bool]) -> int:
    exchanges = (
        select(ExchangeRow.id)
        .join(ConversationRow, ConversationRow.id == ExchangeRow.conversation_id)
        .where(which)
    )
    session.execute(update(FeedbackRow).where(FeedbackRow.exchange_id.in_(exchanges)).values(owner_id=None))
    return len(session.scalars(delete(ConversationRow).where(which).returning(ConversationRow.id)).all())
