"""A conversation as it is given back: its heading, the whole of it, and what is said where there is none."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.state.exchanges import Exchange, to_exchange
from api.state.tables import ConversationRow, ExchangeRow
from corpus.errors import NotFound
from corpus.models import Frozen

TITLE = 80
"""Longest title, in characters."""
NEW = "Percakapan baru"


class Heading(Frozen):
    """A conversation in a list; ``length`` counts its questions."""

    id: str
    title: str
    created_at: datetime
    changed_at: datetime
    length: int


class Conversation(Heading):
    """A conversation with everything in it, in order."""

    exchanges: tuple[Exchange, ...]


def missing(what: str = "Percakapan") -> NotFound:
    """What is said of a thing that is not there, not the owner's, or no longer kept."""
    return NotFound(f"{what} ini tidak ada, sudah dihapus, atau bukan milik Anda.")


def heading_of(row: ConversationRow) -> Heading:
    """From its row."""
    return Heading(
        id=row.id,
        title=row.title or NEW,
        created_at=row.created_at,
        changed_at=row.changed_at,
        length=row.length,
    )


def title_of(text: str) -> str:
    """A text as a title: in one line, cut where it is too long."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else line[: TITLE - 1].rstrip() + "…"


def conversation_of(session: Session, row: ConversationRow, length: int) -> Conversation:
    """A conversation up to its ``length``-th question."""
    statement = select(ExchangeRow).where(
        ExchangeRow.conversation_id == row.id, ExchangeRow.position <= length
    )
    rows = session.scalars(statement.order_by(ExchangeRow.position))
    exchanges = tuple(map(to_exchange, rows))
    return Conversation(**{**heading_of(row).model_dump(), "length": len(exchanges)}, exchanges=exchanges)
