"""One sending of a question is stored once, however often the request for it comes.

A form carries a random key, and a program may send one. A request that was sent again, because of a second
click or a lost line, has the same key, conversation, question and day, and is given what the first one left.
"""

import hashlib
import json
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from api.state.owners import Owner
from api.state.tables import ConversationRow, ExchangeRow, OwnerRow

LONGEST_KEY = 200
"""Characters of a key as it is sent."""


def sending_key(given: str, owner: Owner, conversation_id: str, question: str, on: date) -> str | None:
    """What one sending is known by; None where no key was sent.

    A key of one's own choice says nothing about others': the owner is part of it. So is the question, since
    a browser that goes back shows a form with its old key.

    Args:
        conversation_id: empty where the question begins one.
    """
    if not given:
        return None
    parts = json.dumps([owner.id, conversation_id, given, question, on.isoformat()])
    return hashlib.sha256(parts.encode()).hexdigest()


def stored_under(
    session: Session, key: str | None, kept: ColumnElement[bool]
) -> tuple[ConversationRow, ExchangeRow] | None:
    """The exchange that was stored for a sending, with its conversation.

    Args:
        kept: condition on ``ConversationRow``: the asker's own, and not past its time.
    """
    if key is None:
        return None
    statement = (
        select(ConversationRow, ExchangeRow)
        .join(ExchangeRow, ConversationRow.id == ExchangeRow.conversation_id)
        .where(ExchangeRow.key == key, kept)
    )
    found = session.execute(statement).one_or_none()
    return (found[0], found[1]) if found else None


def lock_owner(session: Session, owner: Owner) -> None:
    """Let an owner begin one conversation at a time, until the transaction ends."""
    session.execute(select(OwnerRow.id).where(OwnerRow.id == owner.id).with_for_update())
