"""Notifications lead to meetings; how far a notula is made; signed notula that others may search."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("layanan_meetings", sa.Column("percent", sa.Integer(), nullable=True))
    # SQLite adds a column with a foreign key only by writing the table anew.
    with op.batch_alter_table("layanan_notifications") as table:
        table.add_column(sa.Column("meeting_id", sa.String(), nullable=True))
        table.create_foreign_key(
            op.f("fk_layanan_notifications_meeting_id_layanan_meetings"),
            "layanan_meetings",
            ["meeting_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index(op.f("ix_layanan_notifications_meeting_id"), "layanan_notifications", ["meeting_id"])
    op.create_table(
        "layanan_minutes_publications",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("passages", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_minutes_publications_asked_by_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_minutes_publications_decided_by_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["layanan_meetings.id"],
            name=op.f("fk_layanan_minutes_publications_meeting_id_layanan_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_layanan_minutes_publications")),
    )
    for column in ("state", "asked_by", "decided_by"):
        op.create_index(
            op.f(f"ix_layanan_minutes_publications_{column}"), "layanan_minutes_publications", [column]
        )


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_minutes_publications")
    op.drop_index(op.f("ix_layanan_notifications_meeting_id"), "layanan_notifications")
    with op.batch_alter_table("layanan_notifications") as table:
        table.drop_constraint(
            op.f("fk_layanan_notifications_meeting_id_layanan_meetings"), type_="foreignkey"
        )
        table.drop_column("meeting_id")
    with op.batch_alter_table("layanan_meetings") as table:
        table.drop_column("percent")
