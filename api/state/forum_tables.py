"""Tables of the forum: bidang, questions and what is said under them, and who is told of it.

``text`` is what a person typed; ``public_text`` is the masked words that others than the asker and the
officers may read.
"""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.state.account_tables import account_id
from api.state.tables import StateBase
from corpus.tables import Json, Text


def question_id(*, nullable: bool = False) -> Mapped[str]:
    """A column that names a question and goes with it."""
    return mapped_column(
        ForeignKey("layanan_questions.id", ondelete="CASCADE"), index=True, nullable=nullable
    )


class BidangRow(StateBase):
    """A division of the agency."""

    __tablename__ = "layanan_bidang"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text())
    description: Mapped[str] = mapped_column(Text())
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(Boolean())


class CategoryRow(StateBase):
    """A kind of question, the bidang that answers it, and how soon, in working hours."""

    __tablename__ = "layanan_categories"

    id: Mapped[str] = mapped_column(primary_key=True)
    bidang_id: Mapped[str] = mapped_column(ForeignKey("layanan_bidang.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str] = mapped_column(Text())
    description: Mapped[str] = mapped_column(Text())
    reply_hours: Mapped[int]
    resolve_hours: Mapped[int]
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(Boolean())


class QuestionRow(StateBase):
    """A question to the agency.

    ``thread_version`` grows with every post that a draft must know of; ``version`` with every change, for
    optimistic locking.
    """

    __tablename__ = "layanan_questions"

    id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    asker_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    handover_receipt: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_handovers.receipt", ondelete="SET NULL"), unique=True
    )
    title: Mapped[str] = mapped_column(Text())
    text: Mapped[str] = mapped_column(Text())
    public_title: Mapped[str] = mapped_column(Text())
    public_text: Mapped[str] = mapped_column(Text())
    anonymous: Mapped[bool] = mapped_column(Boolean())
    category_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_categories.id", ondelete="RESTRICT"), index=True
    )
    bidang_id: Mapped[str] = mapped_column(ForeignKey("layanan_bidang.id", ondelete="RESTRICT"), index=True)
    assignee_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    priority: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(index=True)
    thread_version: Mapped[int]
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime] = mapped_column(index=True)
    reply_due: Mapped[datetime | None] = mapped_column(index=True)
    resolve_due: Mapped[datetime | None]
    first_reply_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]


class PostRow(StateBase):
    """Something said under a question; ``answer`` is the verified one that a published reply was made of."""

    __tablename__ = "layanan_posts"
    __table_args__ = (UniqueConstraint("question_id", "position"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str] = question_id()
    position: Mapped[int]
    author_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    kind: Mapped[str] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(Text())
    public_text: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime]
    answer: Mapped[dict[str, object] | None] = mapped_column(Json())
    snapshot: Mapped[str]
    standing: Mapped[str] = mapped_column(index=True)


class QuestionEventRow(StateBase):
    """What happened to a question, as its history shows it."""

    __tablename__ = "layanan_question_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    question_id: Mapped[str] = question_id()
    at: Mapped[datetime] = mapped_column(index=True)
    actor_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    action: Mapped[str]
    before: Mapped[str] = mapped_column(Text())
    after: Mapped[str] = mapped_column(Text())
    note: Mapped[str] = mapped_column(Text())


class AttachmentRow(StateBase):
    """A file sent with a question or a post; its bytes lie in the home under their SHA-256."""

    __tablename__ = "layanan_attachments"

    id: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str] = question_id()
    post_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_posts.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(Text())
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    stored_at: Mapped[datetime]


class SubscriptionRow(StateBase):
    """Who is told when a question moves on."""

    __tablename__ = "layanan_subscriptions"

    question_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_questions.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_accounts.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime]


class NotificationRow(StateBase):
    """A word to one account, read in the app and perhaps mailed."""

    __tablename__ = "layanan_notifications"

    id: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[str] = account_id()
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]
    question_id: Mapped[str | None] = question_id(nullable=True)
    meeting_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_meetings.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[str] = mapped_column(Text())
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None] = mapped_column(index=True)


class RatingRow(StateBase):
    """What the asker thinks of how the question was handled, 1–5."""

    __tablename__ = "layanan_ratings"

    question_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_questions.id", ondelete="CASCADE"), primary_key=True
    )
    stars: Mapped[int]
    comment: Mapped[str] = mapped_column(Text())
    given_at: Mapped[datetime]
