"""Routing: suggested categories, skills, absences, holidays, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "layanan_holidays",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_layanan_holidays")),
    )
    op.create_table(
        "layanan_absences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_absences_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_absences")),
    )
    op.create_index(op.f("ix_layanan_absences_account_id"), "layanan_absences", ["account_id"], unique=False)
    op.create_table(
        "layanan_skills",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("category_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_skills_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["layanan_categories.id"],
            name=op.f("fk_layanan_skills_category_id_layanan_categories"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "category_id", name=op.f("pk_layanan_skills")),
    )
    op.create_table(
        "layanan_reminders",
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_reminders_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "kind", name=op.f("pk_layanan_reminders")),
    )
    op.create_table(
        "layanan_routings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suggestions", sa.JSON(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("corrected_to", sa.String(), nullable=False),
        sa.Column("corrected_by", sa.String(), nullable=True),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["corrected_by"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_routings_corrected_by_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_routings_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_routings")),
    )
    op.create_index(
        op.f("ix_layanan_routings_corrected_by"), "layanan_routings", ["corrected_by"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_routings_corrected_to"), "layanan_routings", ["corrected_to"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_routings_question_id"), "layanan_routings", ["question_id"], unique=False
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_routings")
    op.drop_table("layanan_reminders")
    op.drop_table("layanan_skills")
    op.drop_table("layanan_absences")
    op.drop_table("layanan_holidays")
