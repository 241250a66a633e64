"""Tables of what the forum gives to the corpus, and of what a changed regulation calls into doubt."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.state.account_tables import account_id
from api.state.tables import StateBase
from corpus.tables import Json, Text


class FaqCandidateRow(StateBase):
    """Similar approved replies, on their way to an entry; ``posts`` are kept for good as its provenance.

    ``answer`` is what officers edit; ``verified`` the answer that was made of it when it was approved.
    """

    __tablename__ = "layanan_faq_candidates"

    id: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(index=True)
    posts: Mapped[list[object]] = mapped_column(Json())
    question: Mapped[str] = mapped_column(Text())
    variants: Mapped[list[object]] = mapped_column(Json())
    answer: Mapped[str] = mapped_column(Text())
    verified: Mapped[dict[str, object] | None] = mapped_column(Json())
    snapshot: Mapped[str]
    standing: Mapped[str] = mapped_column(index=True)
    legal_basis: Mapped[list[object]] = mapped_column(Json())
    category_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_categories.id", ondelete="SET NULL"), index=True
    )
    bidang_id: Mapped[str] = mapped_column(ForeignKey("layanan_bidang.id", ondelete="RESTRICT"), index=True)
    review_on: Mapped[date | None]
    entry_id: Mapped[str] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime]
    decided_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    decided_at: Mapped[datetime | None]
    version: Mapped[int]


class DoubtRow(StateBase):
    """A published reply or an entry that cites a provision which was changed or repealed.

    ``title`` and ``bidang_id`` are those of the subject, which may be an entry that is in no table of ours.
    """

    __tablename__ = "layanan_doubts"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(Text())
    bidang_id: Mapped[str] = mapped_column(index=True)
    provision_id: Mapped[str]
    snapshot: Mapped[str]
    change: Mapped[dict[str, object]] = mapped_column(Json())
    found_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(index=True)
    settled_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    settled_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text())


Index(
    "uq_layanan_doubts_open",
    DoubtRow.subject,
    DoubtRow.provision_id,
    unique=True,
    sqlite_where=text("state = 'terbuka'"),
    postgresql_where=text("state = 'terbuka'"),
)


class WatchedRow(StateBase):
    """How a legal basis of an entry read when the entry was last known to be right."""

    __tablename__ = "layanan_watched"

    subject: Mapped[str] = mapped_column(primary_key=True)
    provision_id: Mapped[str] = mapped_column(primary_key=True)
    reads: Mapped[str]
    words: Mapped[str] = mapped_column(Text())
    reason: Mapped[str] = mapped_column(Text())
    snapshot: Mapped[str]
    seen_at: Mapped[datetime]
