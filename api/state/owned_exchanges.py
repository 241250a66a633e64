"""One answer of an owner's conversation, and what was asked before it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.state.conversation_parts import missing
from api.state.conversations import Conversations
from api.state.exchanges import Exchange, to_exchange
from api.state.owners import Owner
from api.state.tables import ConversationRow, ExchangeRow


def owned_exchange(
    session: Session, conversations: Conversations, owner: Owner, exchange_id: str, *, lock: bool = False
) -> Exchange:
    """An exchange of one of the owner's conversations; ``lock``: nobody else writes about it meanwhile.

    Raises:
        NotFound: the owner has none with this identifier.
    """
    statement = (
        select(ExchangeRow)
        .join(ConversationRow, ConversationRow.id == ExchangeRow.conversation_id)
        .where(ExchangeRow.id == exchange_id, ConversationRow.owner_id == owner.id, conversations.alive())
    )
    row = session.scalar(statement.with_for_update() if lock else statement)
    if row is None:
        raise missing("Jawaban")
    return to_exchange(row)


def exchanges_before(session: Session, exchange_id: str, most: int) -> list[Exchange]:
    """The last ``most`` exchanges of its conversation before this one, in order."""
    own = select(ExchangeRow.conversation_id, ExchangeRow.position).where(ExchangeRow.id == exchange_id)
    conversation_id, position = session.execute(own).one()
    statement = (
        select(ExchangeRow)
        .where(ExchangeRow.conversation_id == conversation_id, ExchangeRow.position < position)
        .order_by(ExchangeRow.position.desc())
        .limit(most)
    )
    return [to_exchange(row) for row in reversed(session.scalars(statement).all())]
