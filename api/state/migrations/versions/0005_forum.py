"""The forum: bidang, categories, questions, posts, and who is told of them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "layanan_bidang",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_bidang")),
    )
    op.create_table(
        "layanan_categories",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("bidang_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("reply_hours", sa.Integer(), nullable=False),
        sa.Column("resolve_hours", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bidang_id"],
            ["layanan_bidang.id"],
            name=op.f("fk_layanan_categories_bidang_id_layanan_bidang"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_categories")),
    )
    op.create_index(
        op.f("ix_layanan_categories_bidang_id"), "layanan_categories", ["bidang_id"], unique=False
    )
    op.create_table(
        "layanan_questions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.String(), nullable=True),
        sa.Column("handover_receipt", sa.String(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_title", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("category_id", sa.String(), nullable=True),
        sa.Column("bidang_id", sa.String(), nullable=False),
        sa.Column("assignee_id", sa.String(), nullable=True),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("thread_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolve_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("first_reply_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["asker_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_questions_asker_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["assignee_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_questions_assignee_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["bidang_id"],
            ["layanan_bidang.id"],
            name=op.f("fk_layanan_questions_bidang_id_layanan_bidang"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["layanan_categories.id"],
            name=op.f("fk_layanan_questions_category_id_layanan_categories"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["handover_receipt"],
            ["layanan_handovers.receipt"],
            name=op.f("fk_layanan_questions_handover_receipt_layanan_handovers"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_questions")),
        sa.UniqueConstraint("handover_receipt", name=op.f("uq_layanan_questions_handover_receipt")),
        sa.UniqueConstraint("number", name=op.f("uq_layanan_questions_number")),
    )
    op.create_index(op.f("ix_layanan_questions_asker_id"), "layanan_questions", ["asker_id"], unique=False)
    op.create_index(
        op.f("ix_layanan_questions_assignee_id"), "layanan_questions", ["assignee_id"], unique=False
    )
    op.create_index(op.f("ix_layanan_questions_bidang_id"), "layanan_questions", ["bidang_id"], unique=False)
    op.create_index(
        op.f("ix_layanan_questions_category_id"), "layanan_questions", ["category_id"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_questions_changed_at"), "layanan_questions", ["changed_at"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_questions_created_at"), "layanan_questions", ["created_at"], unique=False
    )
    op.create_index(op.f("ix_layanan_questions_priority"), "layanan_questions", ["priority"], unique=False)
    op.create_index(op.f("ix_layanan_questions_reply_due"), "layanan_questions", ["reply_due"], unique=False)
    op.create_index(op.f("ix_layanan_questions_state"), "layanan_questions", ["state"], unique=False)
    op.create_table(
        "layanan_notifications",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_notifications_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_notifications_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_notifications")),
    )
    op.create_index(
        op.f("ix_layanan_notifications_account_id"), "layanan_notifications", ["account_id"], unique=False
    )
    op.create_index(op.f("ix_layanan_notifications_at"), "layanan_notifications", ["at"], unique=False)
    op.create_index(
        op.f("ix_layanan_notifications_mailed_at"), "layanan_notifications", ["mailed_at"], unique=False
    )
    op.create_index(
        op.f("ix_layanan_notifications_question_id"), "layanan_notifications", ["question_id"], unique=False
    )
    op.create_table(
        "layanan_posts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("snapshot", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_posts_author_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_posts_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_posts")),
        sa.UniqueConstraint("question_id", "position", name=op.f("uq_layanan_posts_question_id")),
    )
    op.create_index(op.f("ix_layanan_posts_author_id"), "layanan_posts", ["author_id"], unique=False)
    op.create_index(op.f("ix_layanan_posts_kind"), "layanan_posts", ["kind"], unique=False)
    op.create_index(op.f("ix_layanan_posts_question_id"), "layanan_posts", ["question_id"], unique=False)
    op.create_index(op.f("ix_layanan_posts_standing"), "layanan_posts", ["standing"], unique=False)
    op.create_table(
        "layanan_question_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_question_events_actor_id_layanan_accounts"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_question_events_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_question_events")),
    )
    op.create_index(
        op.f("ix_layanan_question_events_actor_id"), "layanan_question_events", ["actor_id"], unique=False
    )
    op.create_index(op.f("ix_layanan_question_events_at"), "layanan_question_events", ["at"], unique=False)
    op.create_index(
        op.f("ix_layanan_question_events_question_id"),
        "layanan_question_events",
        ["question_id"],
        unique=False,
    )
    op.create_table(
        "layanan_ratings",
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_ratings_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_layanan_ratings")),
    )
    op.create_table(
        "layanan_subscriptions",
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_subscriptions_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_subscriptions_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("question_id", "account_id", name=op.f("pk_layanan_subscriptions")),
    )
    op.create_index(
        op.f("ix_layanan_subscriptions_account_id"), "layanan_subscriptions", ["account_id"], unique=False
    )
    op.create_table(
        "layanan_attachments",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("question_id", sa.String(), nullable=False),
        sa.Column("post_id", sa.String(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["layanan_posts.id"],
            name=op.f("fk_layanan_attachments_post_id_layanan_posts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["layanan_questions.id"],
            name=op.f("fk_layanan_attachments_question_id_layanan_questions"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_attachments")),
    )
    op.create_index(op.f("ix_layanan_attachments_post_id"), "layanan_attachments", ["post_id"], unique=False)
    op.create_index(
        op.f("ix_layanan_attachments_question_id"), "layanan_attachments", ["question_id"], unique=False
    )
    op.create_index(op.f("ix_layanan_attachments_sha256"), "layanan_attachments", ["sha256"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_attachments")
    op.drop_table("layanan_subscriptions")
    op.drop_table("layanan_ratings")
    op.drop_table("layanan_question_events")
    op.drop_table("layanan_posts")
    op.drop_table("layanan_notifications")
    op.drop_table("layanan_questions")
    op.drop_table("layanan_categories")
    op.drop_table("layanan_bidang")
