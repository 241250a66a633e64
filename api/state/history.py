"""What an owner finds of what is kept: conversations by title, one answer in its place, links, handovers."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from api.state.conversation_parts import Heading, heading_of, missing
from api.state.conversations import Conversations
from api.state.database import StateDatabase
from api.state.exchanges import Exchange, to_exchange
from api.state.feedback import Judgement, judgement_of
from api.state.handovers import Handover, to_handover
from api.state.owners import Owner
from api.state.tables import ConversationRow, ExchangeRow, FeedbackRow, HandoverRow, ShareRow
from corpus.models import Frozen


class Placed(Frozen):
    """An answer with what it belongs to.

    Attributes:
        judgement: what its owner said of it; None where nothing.
        receipt: under which it was handed to the officers; empty where it was not.
    """

    conversation: Heading
    exchange: Exchange
    judgement: Judgement | None
    receipt: str


class History:
    """Every method raises StorageError when the database cannot be used.

    Args:
        days: so long after its last question a conversation is forgotten.
    """

    def __init__(self, database: StateDatabase, conversations: Conversations, *, days: int) -> None:
        self._database = database
        self._conversations = conversations
        self._days = timedelta(days=days)

    def expiry(self, conversation: Heading) -> datetime:
        """When a conversation is forgotten unless something is asked in it before."""
        return conversation.changed_at + self._days

    def headings(
        self, owner: Owner, *, words: str = "", limit: int = 20, offset: int = 0
    ) -> tuple[list[Heading], int]:
        """Conversations whose title has every word, the last used first; and how many there are."""
        mine = (ConversationRow.owner_id == owner.id) & self._conversations.alive()
        for word in words.lower().split():
            mine &= func.lower(ConversationRow.title).contains(word, autoescape=True)
        statement = (
            select(ConversationRow)
            .where(mine)
            .order_by(ConversationRow.changed_at.desc(), ConversationRow.id.desc())
        )
        with self._database.reading() as session:
            total = session.scalar(select(func.count(ConversationRow.id)).where(mine)) or 0
            rows = session.scalars(statement.limit(limit).offset(offset))
            return [heading_of(row) for row in rows], total

    def placed(self, owner: Owner, exchange_id: str) -> Placed:
        """An answer of one of the owner's conversations.

        Raises:
            NotFound: the owner has none with this identifier.
        """
        statement = (
            select(ExchangeRow, ConversationRow)
            .join(ConversationRow, ConversationRow.id == ExchangeRow.conversation_id)
            .where(
                ExchangeRow.id == exchange_id,
                ConversationRow.owner_id == owner.id,
                self._conversations.alive(),
            )
        )
        said = select(FeedbackRow).where(
            FeedbackRow.exchange_id == exchange_id, FeedbackRow.owner_id == owner.id
        )
        sent = select(HandoverRow.receipt).where(HandoverRow.exchange_id == exchange_id)
        with self._database.reading() as session:
            found = session.execute(statement).one_or_none()
            if found is None:
                raise missing("Jawaban")
            exchange, conversation = found
            feedback = session.scalar(said)
            return Placed(
                conversation=heading_of(conversation),
                exchange=to_exchange(exchange),
                judgement=None if feedback is None else judgement_of(feedback),
                receipt=session.scalar(sent) or "",
            )

    def links(self, owner: Owner, conversation_id: str) -> list[datetime]:
        """When each link to a conversation was made, the newest first.

        Raises:
            NotFound: the owner has no such conversation.
        """
        heading = self._conversations.heading(owner, conversation_id)
        made = select(ShareRow.created_at).where(ShareRow.conversation_id == heading.id)
        with self._database.reading() as session:
            return list(session.scalars(made.order_by(ShareRow.created_at.desc())))

    def handed_over(self, owner: Owner, *, limit: int = 50) -> list[Handover]:
        """Questions that an owner handed to the officers, the newest first."""
        statement = (
            select(HandoverRow)
            .where(HandoverRow.owner_id == owner.id)
            .order_by(HandoverRow.sent_at.desc(), HandoverRow.receipt)
            .limit(limit)
        )
        with self._database.reading() as session:
            return [to_handover(row) for row in session.scalars(statement)]
