"""Tables of what was brought in from another forum."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.state.forum_tables import question_id
from api.state.tables import StateBase


class ImportRow(StateBase):
    """A question or a post of another forum, under the name it had there, so that it is brought in once.

    Attributes:
        source: which forum it comes from.
        external_id: of the question or the post there.
        post_id: null in the row of the question itself.
        words_hash: SHA-256 of its public words, by which the same words under another name are known.
        content_hash: SHA-256 of the whole record, by which one that changed there is known.
    """

    __tablename__ = "layanan_imports"

    source: Mapped[str] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[str] = question_id()
    post_id: Mapped[str | None] = mapped_column(
        ForeignKey("layanan_posts.id", ondelete="CASCADE"), unique=True
    )
    words_hash: Mapped[str] = mapped_column(index=True)
    content_hash: Mapped[str]
    imported_at: Mapped[datetime]


Index(
    "uq_layanan_imports_question",
    ImportRow.question_id,
    unique=True,
    sqlite_where=ImportRow.post_id.is_(None),
    postgresql_where=ImportRow.post_id.is_(None),
)
"""A question stands for one of the other forum."""
