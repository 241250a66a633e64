"""First schema: owners, conversations, feedback, handovers, the books of language models, the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = ("layanan_audit", "layanan_ledger")


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "layanan_audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_audit")),
    )
    op.create_index(op.f("ix_layanan_audit_action"), "layanan_audit", ["action"], unique=False)
    op.create_table(
        "layanan_ledger",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("caller", sa.String(), nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("completion_tokens", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Double(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_ledger")),
    )
    op.create_index(op.f("ix_layanan_ledger_day"), "layanan_ledger", ["day"], unique=False)
    op.create_table(
        "layanan_owners",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_owners")),
    )
    op.create_table(
        "layanan_replies",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_layanan_replies")),
    )
    op.create_index("ix_layanan_replies_age", "layanan_replies", ["stored_at", "size"], unique=False)
    op.create_table(
        "layanan_browsers",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["layanan_owners.id"],
            name=op.f("fk_layanan_browsers_owner_id_layanan_owners"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_layanan_browsers")),
    )
    op.create_index(op.f("ix_layanan_browsers_owner_id"), "layanan_browsers", ["owner_id"], unique=False)
    op.create_index(op.f("ix_layanan_browsers_seen_at"), "layanan_browsers", ["seen_at"], unique=False)
    op.create_table(
        "layanan_conversations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["layanan_owners.id"],
            name=op.f("fk_layanan_conversations_owner_id_layanan_owners"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_conversations")),
    )
    op.create_index(
        op.f("ix_layanan_conversations_changed_at"), "layanan_conversations", ["changed_at"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_conversations_owner_id"), "layanan_conversations", ["owner_id"], unique=False
    )
    op.create_table(
        "layanan_exchanges",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["layanan_conversations.id"],
            name=op.f("fk_layanan_exchanges_conversation_id_layanan_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_exchanges")),
        sa.UniqueConstraint("conversation_id", "position", name=op.f("uq_layanan_exchanges_conversation_id")),
    )
    op.create_table(
        "layanan_shares",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["layanan_conversations.id"],
            name=op.f("fk_layanan_shares_conversation_id_layanan_conversations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_layanan_shares")),
    )
    op.create_index(
        op.f("ix_layanan_shares_conversation_id"), "layanan_shares", ["conversation_id"], unique=False
    )
    op.create_table(
        "layanan_feedback",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("exchange_id", sa.String(), nullable=True),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("prompt_hash", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exchange_id"],
            ["layanan_exchanges.id"],
            name=op.f("fk_layanan_feedback_exchange_id_layanan_exchanges"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["layanan_owners.id"],
            name=op.f("fk_layanan_feedback_owner_id_layanan_owners"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_feedback")),
        sa.UniqueConstraint("exchange_id", "owner_id", name=op.f("uq_layanan_feedback_exchange_id")),
    )
    op.create_index(
        op.f("ix_layanan_feedback_exchange_id"), "layanan_feedback", ["exchange_id"], unique=False
    )
    op.create_index(op.f("ix_layanan_feedback_given_at"), "layanan_feedback", ["given_at"], unique=False)
    op.create_index(op.f("ix_layanan_feedback_owner_id"), "layanan_feedback", ["owner_id"], unique=False)
    op.create_index(op.f("ix_layanan_feedback_state"), "layanan_feedback", ["state"], unique=False)
    op.create_table(
        "layanan_handovers",
        sa.Column("receipt", sa.String(), nullable=False),
        sa.Column("exchange_id", sa.String(), nullable=True),
        sa.Column("owner_id", sa.String(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exchange_id"],
            ["layanan_exchanges.id"],
            name=op.f("fk_layanan_handovers_exchange_id_layanan_exchanges"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["layanan_owners.id"],
            name=op.f("fk_layanan_handovers_owner_id_layanan_owners"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("receipt", name=op.f("pk_layanan_handovers")),
        sa.UniqueConstraint("exchange_id", name=op.f("uq_layanan_handovers_exchange_id")),
    )
    op.create_index(op.f("ix_layanan_handovers_owner_id"), "layanan_handovers", ["owner_id"], unique=False)
    op.create_index(op.f("ix_layanan_handovers_sent_at"), "layanan_handovers", ["sent_at"], unique=False)
    op.create_index(op.f("ix_layanan_handovers_state"), "layanan_handovers", ["state"], unique=False)
    for table in APPEND_ONLY:
        _refuse_changes(table)


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_handovers")
    op.drop_table("layanan_feedback")
    op.drop_table("layanan_shares")
    op.drop_table("layanan_exchanges")
    op.drop_table("layanan_conversations")
    op.drop_table("layanan_browsers")
    op.drop_table("layanan_replies")
    op.drop_table("layanan_owners")
    op.drop_table("layanan_ledger")
    op.drop_table("layanan_audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION layanan_append_only()")


def _refuse_changes(table: str) -> None:
    """Let rows be added to a table, and nothing else."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION layanan_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION layanan_append_only()"
    )
