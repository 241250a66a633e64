"""What the forum gives to the corpus, and what a changed regulation calls into doubt."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "layanan_doubts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
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
        sa.UniqueConstraint("subject", "provision_id", "snapshot", name=op.f("uq_layanan_doubts_subject")),
    )
    op.create_index(op.f("ix_layanan_doubts_kind"), "layanan_doubts", ["kind"], unique=False)
    op.create_index(op.f("ix_layanan_doubts_settled_by"), "layanan_doubts", ["settled_by"], unique=False)
    op.create_index(op.f("ix_layanan_doubts_state"), "layanan_doubts", ["state"], unique=False)
    op.create_table(
        "layanan_faq_candidates",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("posts", sa.JSON(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("variants", sa.JSON(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("legal_basis", sa.JSON(), nullable=False),
        sa.Column("category_id", sa.String(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
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
    op.create_index(
        op.f("ix_layanan_faq_candidates_category_id"), "layanan_faq_candidates", ["category_id"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_faq_candidates_decided_by"), "layanan_faq_candidates", ["decided_by"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_faq_candidates_state"), "layanan_faq_candidates", ["state"], unique=False
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_faq_candidates")
    op.drop_table("layanan_doubts")
