"""Tables of what the forum gives to the corpus, and of what a changed regulation calls into doubt."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from api.state.account_tables import account_id
from api.state.tables import StateBase
from corpus.tables import Json, Text


class FaqCandidateRow(StateBase):
    """Similar approved replies, on their way to an entry; ``posts`` are kept for good as its provenance."""

    __tablename__ = "layanan_faq_candidates"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    posts: Mapped[list[object]] = mapped_column(Json())
    question: Mapped[str] = mapped_column(Text())
    variants: Mapped[list[object]] = mapped_column(Json())
    answer: Mapped[str] = mapped_column(Text())
    legal_basis: Mapped[list[object]] = mapped_column(Json())
    category_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_categories.id", ondelete="SET NULL"), index=True
    )
    review_on: Mapped[date | None]
    entry_id: Mapped[str]
    note: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime]
    decided_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    decided_at: Mapped[datetime | None]
    version: Mapped[int]


class DoubtRow(StateBase):
    """A published reply or an entry that cites a provision which was changed or repealed."""

    __tablename__ = "layanan_doubts"
    __table_args__ = (UniqueConstraint("subject", "provision_id", "snapshot"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    provision_id: Mapped[str]
    snapshot: Mapped[str]
    change: Mapped[dict[str, object]] = mapped_column(Json())
    found_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(index=True)
    settled_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    settled_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text())
