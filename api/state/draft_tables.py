"""Tables of drafted replies, the jobs that make them, and what officers decide of them."""

from datetime import datetime

from sqlalchemy import Boolean, Float, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.state.account_tables import account_id
from api.state.forum_tables import question_id
from api.state.tables import StateBase
from corpus.tables import Json, Text


class JobRow(StateBase):
    """Work to be done in the background; ``key`` keeps the same work from being asked for twice."""

    __tablename__ = "layanan_jobs"

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    key: Mapped[str] = mapped_column(unique=True)
    payload: Mapped[dict[str, object]] = mapped_column(Json())
    state: Mapped[str] = mapped_column(index=True)
    attempts: Mapped[int]
    run_after: Mapped[datetime] = mapped_column(index=True)
    lease_until: Mapped[datetime | None]
    worker: Mapped[str]
    error: Mapped[str] = mapped_column(Text())
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class DraftRow(StateBase):
    """A drafted reply; at most one of a question is current, the one with no ``superseded_at``.

    Whoever reads it to decide has it until ``lease_until``. One with a ``seeded_error`` stands for the good
    one it was made from, ``seeded_from``, for as long as its reader has it.
    """

    __tablename__ = "layanan_drafts"

    id: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str] = question_id()
    thread_version: Mapped[int]
    state: Mapped[str] = mapped_column(index=True)
    instruction: Mapped[str] = mapped_column(Text())
    answer: Mapped[dict[str, object]] = mapped_column(Json())
    scorecard: Mapped[dict[str, object] | None] = mapped_column(Json())
    risk: Mapped[float] = mapped_column(Float())
    risk_reasons: Mapped[list[object]] = mapped_column(Json(), default=list)
    confidence: Mapped[float] = mapped_column(Float())
    drafting: Mapped[str]
    model: Mapped[str]
    prompt_hash: Mapped[str]
    snapshot: Mapped[str]
    asked_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    created_at: Mapped[datetime]
    superseded_at: Mapped[datetime | None]
    reader_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    second_reader: Mapped[bool] = mapped_column(Boolean())
    opened_at: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    seeded_error: Mapped[str] = mapped_column(Text())
    seeded_from: Mapped[str | None] = mapped_column(ForeignKey("layanan_drafts.id", ondelete="CASCADE"))
    version: Mapped[int]


Index(
    "uq_layanan_drafts_current",
    DraftRow.question_id,
    unique=True,
    sqlite_where=text("superseded_at IS NULL"),
    postgresql_where=text("superseded_at IS NULL"),
)


class DecisionRow(StateBase):
    """What an officer decided of a draft; one a draft."""

    __tablename__ = "layanan_decisions"

    id: Mapped[str] = mapped_column(primary_key=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("layanan_drafts.id", ondelete="CASCADE"), unique=True)
    question_id: Mapped[str] = question_id()
    decided_at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    decision: Mapped[str] = mapped_column(index=True)
    reason: Mapped[str]
    note: Mapped[str] = mapped_column(Text())
    before: Mapped[dict[str, object]] = mapped_column(Json())
    after: Mapped[dict[str, object] | None] = mapped_column(Json())
    scorecard: Mapped[dict[str, object] | None] = mapped_column(Json())
    edit_distance: Mapped[float] = mapped_column(Float())
    seconds: Mapped[float] = mapped_column(Float())
    post_id: Mapped[str | None] = mapped_column(ForeignKey("layanan_posts.id", ondelete="SET NULL"))


class SecondReadingRow(StateBase):
    """A reply that somebody else was asked to read before it is published, and what they said.

    ``text`` is the very text they read, as officers edit it. While nobody has, ``agrees`` is null.
    """

    __tablename__ = "layanan_second_readings"

    id: Mapped[str] = mapped_column(primary_key=True)
    draft_id: Mapped[str] = mapped_column(ForeignKey("layanan_drafts.id", ondelete="CASCADE"), index=True)
    asked_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    asked_at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text())
    account_id: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    read_at: Mapped[datetime | None]
    agrees: Mapped[bool | None] = mapped_column(Boolean())
    note: Mapped[str] = mapped_column(Text())


class TraineeRow(StateBase):
    """An officer who wants to be shown wrong drafts now and then, to practise."""

    __tablename__ = "layanan_trainees"

    account_id: Mapped[str] = mapped_column(
        ForeignKey("layanan_accounts.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime]


class SavedReplyRow(StateBase):
    """Words that the officers of a bidang insert into replies."""

    __tablename__ = "layanan_saved_replies"

    id: Mapped[str] = mapped_column(primary_key=True)
    bidang_id: Mapped[str] = mapped_column(ForeignKey("layanan_bidang.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(Text())
    text: Mapped[str] = mapped_column(Text())
    changed_by: Mapped[str | None] = account_id(gone="SET NULL", nullable=True)
    changed_at: Mapped[datetime]
