"""What was brought in from another forum."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "layanan_imports",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("post_id", sa.String(), nullable=True),
        sa.Column("words_hash", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_imports_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["layanan_posts.id"],
            name=op.f("fk_layanan_imports_post_id_layanan_posts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source", "external_id", name=op.f("pk_layanan_imports")),
        sa.UniqueConstraint("post_id", name=op.f("uq_layanan_imports_post_id")),
    )
    op.create_index(op.f("ix_layanan_imports_question_id"), "layanan_imports", ["question_id"], unique=False)
    op.create_index(op.f("ix_layanan_imports_words_hash"), "layanan_imports", ["words_hash"], unique=False)
    op.create_index(
        "uq_layanan_imports_question",
        "layanan_imports",
        ["question_id"],
        unique=True,
        sqlite_where=sa.text("post_id IS NULL"),
        postgresql_where=sa.text("post_id IS NULL"),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_imports")
