"""Tables of people and service.

Their names begin with ``corpus.database.STATE_PREFIX``, because they may stand beside the library's. What a
person typed stands unmasked only in ``ExchangeRow`` and ``ConversationRow.title``, which nobody but the owner
reads; every other table holds masked text. Rows of ``AuditRow`` and ``LedgerRow`` are never changed or
deleted: triggers refuse it.
"""

from datetime import date, datetime

from sqlalchemy import Boolean, ForeignKey, Index, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from api.state.columns import Moment
from corpus.tables import NAMING, Json, Line, Text

APPEND_ONLY = ("layanan_audit", "layanan_ledger")
"""Tables that a row is only ever added to."""


class StateBase(DeclarativeBase):
    """Declarative base with stable constraint names, so migrations work on every database."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: Line(), datetime: Moment()}  # noqa: RUF012  # SQLAlchemy's way to name column types


def _owner(*, gone: str) -> Mapped[str]:
    return mapped_column(ForeignKey("layanan_owners.id", ondelete=gone), index=True)


class OwnerRow(StateBase):
    """Whoever conversations belong to; today a browser, later an account with several of them."""

    __tablename__ = "layanan_owners"

    id: Mapped[str] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]


class BrowserRow(StateBase):
    """A browser that is known by the hash of its cookie."""

    __tablename__ = "layanan_browsers"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[str] = _owner(gone="CASCADE")
    seen_at: Mapped[datetime] = mapped_column(index=True)


class ConversationRow(StateBase):
    """A conversation of one owner; ``length`` counts its exchanges."""

    __tablename__ = "layanan_conversations"

    id: Mapped[str] = mapped_column(primary_key=True)
    owner_id: Mapped[str] = _owner(gone="CASCADE")
    title: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime] = mapped_column(index=True)
    length: Mapped[int]


class ExchangeRow(StateBase):
    """A question as typed and the whole answer, with what it was made from."""

    __tablename__ = "layanan_exchanges"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("layanan_conversations.id", ondelete="CASCADE"))
    position: Mapped[int]
    asked_at: Mapped[datetime]
    question: Mapped[str] = mapped_column(Text())
    answer: Mapped[dict[str, object]] = mapped_column(Json())
    snapshot: Mapped[str]
    key: Mapped[str | None] = mapped_column(index=True, unique=True)


class ShareRow(StateBase):
    """A link that lets others read a conversation up to where it stood."""

    __tablename__ = "layanan_shares"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_conversations.id", ondelete="CASCADE"), index=True
    )
    length: Mapped[int]
    created_at: Mapped[datetime]


class FeedbackRow(StateBase):
    """What somebody thinks of an answer, with the answer; outlives the conversation, then unlinked."""

    __tablename__ = "layanan_feedback"
    __table_args__ = (UniqueConstraint("exchange_id", "owner_id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    exchange_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_exchanges.id", ondelete="SET NULL"), index=True
    )
    owner_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_owners.id", ondelete="SET NULL"), index=True
    )
    given_at: Mapped[datetime] = mapped_column(index=True)
    helpful: Mapped[bool] = mapped_column(Boolean())
    reason: Mapped[str]
    text: Mapped[str] = mapped_column(Text())
    question: Mapped[str] = mapped_column(Text())
    answer: Mapped[dict[str, object]] = mapped_column(Json())
    snapshot: Mapped[str]
    model: Mapped[str]
    prompt_hash: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[str] = mapped_column(Text())
    note: Mapped[str] = mapped_column(Text())


class HandoverRow(StateBase):
    """A question that was handed to the officers."""

    __tablename__ = "layanan_handovers"

    receipt: Mapped[str] = mapped_column(primary_key=True)
    exchange_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_exchanges.id", ondelete="SET NULL"), unique=True
    )
    owner_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_owners.id", ondelete="SET NULL"), index=True
    )
    sent_at: Mapped[datetime] = mapped_column(index=True)
    question: Mapped[str] = mapped_column(Text())
    asked_on: Mapped[date]
    status: Mapped[str]
    reason: Mapped[str] = mapped_column(Text())
    earlier: Mapped[list[object]] = mapped_column(Json())
    passages: Mapped[list[object]] = mapped_column(Json())
    contact: Mapped[str] = mapped_column(Text())
    message: Mapped[str] = mapped_column(Text())
    snapshot: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(Text())
    note: Mapped[str] = mapped_column(Text())


class LedgerRow(StateBase):
    """One call to a language model; ``day`` is that of the agency's time zone."""

    __tablename__ = "layanan_ledger"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    day: Mapped[date] = mapped_column(index=True)
    caller: Mapped[str]
    feature: Mapped[str]
    model: Mapped[str]
    prompt_tokens: Mapped[int]
    completion_tokens: Mapped[int]
    cost: Mapped[float | None]
    outcome: Mapped[str]
    seconds: Mapped[float]


class ReplyRow(StateBase):
    """A reply of a language model that may be said again."""

    __tablename__ = "layanan_replies"

    key: Mapped[str] = mapped_column(primary_key=True)
    reply: Mapped[dict[str, object]] = mapped_column(Json())
    size: Mapped[int]
    stored_at: Mapped[datetime]


Index("ix_layanan_replies_age", ReplyRow.stored_at, ReplyRow.size)
"""Holds all that is needed to tell how large the cache is and what is oldest in it."""


class AuditRow(StateBase):
    """Who did what to what, and why; each row is chained to the one before it (``api.state.audit_chain``)."""

    __tablename__ = "layanan_audit"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(Text())
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(Text())
    reason: Mapped[str] = mapped_column(Text())
    details: Mapped[dict[str, object]] = mapped_column(Json(), server_default="{}")
    previous: Mapped[str] = mapped_column(server_default="")
    hash: Mapped[str] = mapped_column(server_default="")


Index("uq_layanan_audit_previous", AuditRow.previous, unique=True)
"""No two entries follow the same one, whatever the transactions that wrote them saw."""
