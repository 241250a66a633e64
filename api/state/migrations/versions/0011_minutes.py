"""Meetings: transcripts, versions of their notula, comments, signatures and action items."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "layanan_meetings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("creation_key", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("series_key", sa.String(), nullable=False),
        sa.Column("form", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retain_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_meetings")),
        sa.UniqueConstraint("creation_key", name=op.f("uq_layanan_meetings_creation_key")),
    )
    op.create_index(op.f("ix_layanan_meetings_created_at"), "layanan_meetings", ["created_at"], unique=False)
    op.create_index(op.f("ix_layanan_meetings_held_on"), "layanan_meetings", ["held_on"], unique=False)
    op.create_index(
        op.f("ix_layanan_meetings_retain_until"), "layanan_meetings", ["retain_until"], unique=False
    )
    op.create_index(op.f("ix_layanan_meetings_series_key"), "layanan_meetings", ["series_key"], unique=False)
    op.create_index(op.f("ix_layanan_meetings_state"), "layanan_meetings", ["state"], unique=False)
    op.create_table(
        "layanan_meeting_audio",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["layanan_meetings.id"],
            name=op.f("fk_layanan_meeting_audio_meeting_id_layanan_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_layanan_meeting_audio")),
    )
    op.create_index(
        op.f("ix_layanan_meeting_audio_sha256"), "layanan_meeting_audio", ["sha256"], unique=False
    )
    op.create_table(
        "layanan_transcripts",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("utterances", sa.JSON(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["layanan_meetings.id"],
            name=op.f("fk_layanan_transcripts_meeting_id_layanan_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_layanan_transcripts")),
    )
    op.create_table(
        "layanan_meeting_actions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("line_id", sa.String(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("pic", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("deadline_phrase", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_meeting_actions_account_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["layanan_meetings.id"],
            name=op.f("fk_layanan_meeting_actions_meeting_id_layanan_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_meeting_actions")),
        sa.UniqueConstraint("meeting_id", "line_id", name=op.f("uq_layanan_meeting_actions_meeting_id")),
    )
    op.create_index(
        op.f("ix_layanan_meeting_actions_account_id"), "layanan_meeting_actions", ["account_id"], unique=False
    )
    op.create_index(op.f("ix_layanan_meeting_actions_due"), "layanan_meeting_actions", ["due"], unique=False)
    op.create_index(
        op.f("ix_layanan_meeting_actions_meeting_id"), "layanan_meeting_actions", ["meeting_id"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_meeting_actions_state"), "layanan_meeting_actions", ["state"], unique=False
    )
    op.create_table(
        "layanan_meeting_members",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_meeting_members_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["layanan_meetings.id"],
            name=op.f("fk_layanan_meeting_members_meeting_id_layanan_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "account_id", name=op.f("pk_layanan_meeting_members")),
    )
    op.create_index(
        op.f("ix_layanan_meeting_members_account_id"), "layanan_meeting_members", ["account_id"], unique=False
    )
    op.create_table(
        "layanan_minutes_comments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("line_id", sa.String(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_minutes_comments_author_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["layanan_meetings.id"],
            name=op.f("fk_layanan_minutes_comments_meeting_id_layanan_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_minutes_comments")),
    )
    op.create_index(
        op.f("ix_layanan_minutes_comments_author_id"), "layanan_minutes_comments", ["author_id"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_minutes_comments_meeting_id"),
        "layanan_minutes_comments",
        ["meeting_id"],
        unique=False,
    )
    op.create_table(
        "layanan_minutes_signatures",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unverified", sa.Integer(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("void", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_minutes_signatures_account_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["layanan_meetings.id"],
            name=op.f("fk_layanan_minutes_signatures_meeting_id_layanan_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_minutes_signatures")),
    )
    op.create_index(
        op.f("ix_layanan_minutes_signatures_account_id"),
        "layanan_minutes_signatures",
        ["account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_layanan_minutes_signatures_meeting_id"),
        "layanan_minutes_signatures",
        ["meeting_id"],
        unique=False,
    )
    op.create_table(
        "layanan_minutes_versions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("notula", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_minutes_versions_author_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["layanan_meetings.id"],
            name=op.f("fk_layanan_minutes_versions_meeting_id_layanan_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_minutes_versions")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_layanan_minutes_versions_meeting_id")),
    )
    op.create_index(
        op.f("ix_layanan_minutes_versions_author_id"), "layanan_minutes_versions", ["author_id"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_minutes_versions_meeting_id"),
        "layanan_minutes_versions",
        ["meeting_id"],
        unique=False,
    )
    op.create_table(
        "layanan_meeting_action_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("action_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.String(), nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_meeting_action_events_account_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["layanan_meeting_actions.id"],
            name=op.f("fk_layanan_meeting_action_events_action_id_layanan_meeting_actions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_meeting_action_events")),
    )
    op.create_index(
        op.f("ix_layanan_meeting_action_events_account_id"),
        "layanan_meeting_action_events",
        ["account_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_layanan_meeting_action_events_action_id"),
        "layanan_meeting_action_events",
        ["action_id"],
        unique=False,
    )
    op.create_table(
        "layanan_meeting_action_reminders",
        sa.Column("action_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["layanan_meeting_actions.id"],
            name=op.f("fk_layanan_meeting_action_reminders_action_id_layanan_meeting_actions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("action_id", "kind", name=op.f("pk_layanan_meeting_action_reminders")),
    )


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_meeting_action_reminders")
    op.drop_table("layanan_meeting_action_events")
    op.drop_table("layanan_minutes_versions")
    op.drop_table("layanan_minutes_signatures")
    op.drop_table("layanan_minutes_comments")
    op.drop_table("layanan_meeting_members")
    op.drop_table("layanan_meeting_actions")
    op.drop_table("layanan_transcripts")
    op.drop_table("layanan_meeting_audio")
    op.drop_table("layanan_meetings")
