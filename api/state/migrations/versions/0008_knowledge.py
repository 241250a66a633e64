"""What the forum gives to the corpus, and what a changed regulation calls into doubt."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    _doubts()
    _candidates()
    op.create_table(
        "layanan_watched",
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("provision_id", sa.String(), nullable=False),
        sa.Column("reads", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("subject", "provision_id", name=op.f("pk_layanan_watched")),
    )


def _doubts() -> None:
    op.create_table(
        "layanan_doubts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("bidang_id", sa.String(), nullable=False),
        sa.Column("provision_id", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["settled_by"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_doubts_settled_by_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_doubts")),
    )
    for column in ("bidang_id", "kind", "settled_by", "state", "subject"):
        op.create_index(op.f(f"ix_layanan_doubts_{column}"), "layanan_doubts", [column], unique=False)
    op.create_index(
        "uq_layanan_doubts_open",
        "layanan_doubts",
        ["subject", "provision_id"],
        unique=True,
        sqlite_where=sa.text("state = 'terbuka'"),
        postgresql_where=sa.text("state = 'terbuka'"),
    )


def _candidates() -> None:
    op.create_table(
        "layanan_faq_candidates",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("posts", sa.JSON(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("variants", sa.JSON(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("verified", sa.JSON(), nullable=True),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("legal_basis", sa.JSON(), nullable=False),
        sa.Column("category_id", sa.String(), nullable=True),
        sa.Column("bidang_id", sa.String(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bidang_id"],
            ["layanan_bidang.id"],
            name=op.f("fk_layanan_faq_candidates_bidang_id_layanan_bidang"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["layanan_categories.id"],
            name=op.f("fk_layanan_faq_candidates_category_id_layanan_categories"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_faq_candidates_decided_by_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_faq_candidates")),
    )
    for column in ("bidang_id", "category_id", "decided_by", "entry_id", "standing", "state"):
        op.create_index(
            op.f(f"ix_layanan_faq_candidates_{column}"), "layanan_faq_candidates", [column], unique=False
        )


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_faq_candidates")
    op.drop_table("layanan_watched")
    op.drop_table("layanan_doubts")
