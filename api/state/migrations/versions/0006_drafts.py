"""Jobs, drafted replies and what officers decide of them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "layanan_jobs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("run_after", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_jobs")),
        sa.UniqueConstraint("key", name=op.f("uq_layanan_jobs_key")),
    )
    op.create_index(op.f("ix_layanan_jobs_kind"), "layanan_jobs", ["kind"], unique=False)
    op.create_index(op.f("ix_layanan_jobs_run_after"), "layanan_jobs", ["run_after"], unique=False)
    op.create_index(op.f("ix_layanan_jobs_state"), "layanan_jobs", ["state"], unique=False)
    op.create_table(
        "layanan_saved_replies",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("bidang_id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bidang_id"],
            ["layanan_bidang.id"],
            name=op.f("fk_layanan_saved_replies_bidang_id_layanan_bidang"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["changed_by"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_saved_replies_changed_by_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_saved_replies")),
    )
    op.create_index(
        op.f("ix_layanan_saved_replies_bidang_id"), "layanan_saved_replies", ["bidang_id"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_saved_replies_changed_by"), "layanan_saved_replies", ["changed_by"], unique=False
    )
    op.create_table(
        "layanan_drafts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("thread_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("instruction", sa.Text(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("scorecard", sa.JSON(), nullable=True),
        sa.Column("risk", sa.Float(), nullable=False),
        sa.Column("risk_reasons", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("drafting", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("prompt_hash", sa.String(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reader_id", sa.String(), nullable=True),
        sa.Column("second_reader", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seeded_error", sa.Text(), nullable=False),
        sa.Column("seeded_from", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_drafts_asked_by_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_drafts_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_drafts_reader_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["seeded_from"],
            ["layanan_drafts.id"],
            name=op.f("fk_layanan_drafts_seeded_from_layanan_drafts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_drafts")),
    )
    op.create_index(op.f("ix_layanan_drafts_asked_by"), "layanan_drafts", ["asked_by"], unique=False)
    op.create_index(op.f("ix_layanan_drafts_question_id"), "layanan_drafts", ["question_id"], unique=False)
    op.create_index(op.f("ix_layanan_drafts_reader_id"), "layanan_drafts", ["reader_id"], unique=False)
    op.create_index(op.f("ix_layanan_drafts_state"), "layanan_drafts", ["state"], unique=False)
    op.create_index(
        "uq_layanan_drafts_current",
        "layanan_drafts",
        ["question_id"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "layanan_decisions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("scorecard", sa.JSON(), nullable=True),
        sa.Column("edit_distance", sa.Float(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("post_id", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_decisions_account_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["layanan_drafts.id"],
            name=op.f("fk_layanan_decisions_draft_id_layanan_drafts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["layanan_posts.id"],
            name=op.f("fk_layanan_decisions_post_id_layanan_posts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_decisions_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_decisions")),
        sa.UniqueConstraint("draft_id", name=op.f("uq_layanan_decisions_draft_id")),
    )
    op.create_index(
        op.f("ix_layanan_decisions_account_id"), "layanan_decisions", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_decisions_decided_at"), "layanan_decisions", ["decided_at"], unique=False
    )
    op.create_index(op.f("ix_layanan_decisions_decision"), "layanan_decisions", ["decision"], unique=False)
    op.create_index(
        op.f("ix_layanan_decisions_question_id"), "layanan_decisions", ["question_id"], unique=False
    )
    op.create_table(
        "layanan_second_readings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_second_readings_asked_by_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_second_readings_account_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["layanan_drafts.id"],
            name=op.f("fk_layanan_second_readings_draft_id_layanan_drafts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_second_readings")),
    )
    op.create_index(
        op.f("ix_layanan_second_readings_account_id"), "layanan_second_readings", ["account_id"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_second_readings_asked_by"), "layanan_second_readings", ["asked_by"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_second_readings_draft_id"), "layanan_second_readings", ["draft_id"], unique=False
    )
    op.create_table(
        "layanan_trainees",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_trainees_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_layanan_trainees")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_trainees")
    op.drop_table("layanan_second_readings")
    op.drop_table("layanan_decisions")
    op.drop_table("layanan_drafts")
    op.drop_table("layanan_saved_replies")
    op.drop_table("layanan_jobs")
