"""Links that let others read a conversation: as it stood, personal data masked, until they are revoked."""

from sqlalchemy import delete, func, insert, select

from api.state.clock import Clock, utc_now
from api.state.conversation_parts import Conversation, conversation_of, title_of
from api.state.conversations import Conversations
from api.state.database import StateDatabase
from api.state.masking import masked, masked_answer
from api.state.owners import Owner, hash_of, new_token
from api.state.tables import ConversationRow, ShareRow
from corpus.errors import InvalidInput, NotFound

MOST_LINKS = 20
"""Links that one conversation may have at a time."""


class Shares:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(
        self, database: StateDatabase, conversations: Conversations, *, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._conversations = conversations
        self._clock = clock

    def share(self, owner: Owner, conversation_id: str) -> str:
        """The token of a new link to what a conversation says now; only its hash stays here.

        Raises:
            NotFound: the owner has no such conversation.
            InvalidInput: there is nothing in it yet, or it has as many links as there may be.
        """
        token = new_token()
        heading = self._conversations.heading(owner, conversation_id)
        if not heading.length:
            raise InvalidInput("Percakapan ini masih kosong, jadi belum ada yang dapat dibagikan.")
        with self._database.writing("Tautan gagal dibuat") as session:
            links = select(func.count()).where(ShareRow.conversation_id == heading.id)
            if (session.scalar(links) or 0) >= MOST_LINKS:
                raise InvalidInput(f"Tautan percakapan ini sudah {MOST_LINKS}. Cabut dahulu yang lama.")
            session.execute(
                insert(ShareRow).values(
                    token_hash=hash_of(token),
                    conversation_id=heading.id,
                    length=heading.length,
                    created_at=self._clock(),
                )
            )
        return token

    def revoke(self, owner: Owner, conversation_id: str) -> int:
        """Make every link to a conversation lead nowhere; how many there were.

        Raises:
            NotFound: the owner has no such conversation.
        """
        heading = self._conversations.heading(owner, conversation_id)
        with self._database.writing("Tautan gagal dicabut") as session:
            gone = delete(ShareRow).where(ShareRow.conversation_id == heading.id)
            return len(session.scalars(gone.returning(ShareRow.token_hash)).all())

    def shared(self, token: str) -> Conversation:
        """What a link shows: questions and answers with placeholders for personal data.

        Raises:
            NotFound: there is no such link, or no longer.
        """
        statement = (
            select(ConversationRow, ShareRow.length)
            .join(ShareRow, ShareRow.conversation_id == ConversationRow.id)
            .where(ShareRow.token_hash == hash_of(token), self._conversations.alive())
        )
        with self._database.reading() as session:
            found = session.execute(statement).one_or_none()
            if found is None:
                raise NotFound("Tautan ini tidak ada, sudah dicabut, atau percakapannya sudah dihapus.")
            row, length = found
            return _masked(conversation_of(session, row, length))


def _masked(conversation: Conversation) -> Conversation:
    exchanges = tuple(
        one.model_copy(
            update={"question": masked(one.question), "answer": masked_answer(one.answer, one.question)}
        )
        for one in conversation.exchanges
    )
    # A title is cut off, and half a number in it would not be known for personal data.
    title = title_of(exchanges[0].question)
    return conversation.model_copy(update={"title": title, "exchanges": exchanges})
