"""Accounts: who may sign in, as what, and with which secrets."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.create_table(
        "layanan_accounts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["layanan_owners.id"],
            name=op.f("fk_layanan_accounts_owner_id_layanan_owners"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_accounts")),
        sa.UniqueConstraint("owner_id", name=op.f("uq_layanan_accounts_owner_id")),
        sa.UniqueConstraint("username", name=op.f("uq_layanan_accounts_username")),
    )
    op.create_index(op.f("ix_layanan_accounts_email"), "layanan_accounts", ["email"], unique=False)
    op.create_table(
        "layanan_api_tokens",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_api_tokens_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layanan_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_layanan_api_tokens_token_hash")),
    )
    op.create_index(
        op.f("ix_layanan_api_tokens_account_id"), "layanan_api_tokens", ["account_id"], unique=False
    )
    op.create_table(
        "layanan_grants",
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("bidang_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_grants_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "role", "bidang_id", name=op.f("pk_layanan_grants")),
    )
    op.create_index(op.f("ix_layanan_grants_bidang_id"), "layanan_grants", ["bidang_id"], unique=False)
    op.create_table(
        "layanan_identities",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_identities_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_layanan_identities")),
    )
    op.create_index(
        op.f("ix_layanan_identities_account_id"), "layanan_identities", ["account_id"], unique=False
    )
    op.create_table(
        "layanan_sessions",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["layanan_accounts.id"],
            name=op.f("fk_layanan_sessions_account_id_layanan_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_layanan_sessions")),
    )
    op.create_index(op.f("ix_layanan_sessions_account_id"), "layanan_sessions", ["account_id"], unique=False)
    op.create_index(op.f("ix_layanan_sessions_expires_at"), "layanan_sessions", ["expires_at"], unique=False)


def downgrade() -> None:
    """Undo."""
    op.drop_table("layanan_sessions")
    op.drop_table("layanan_identities")
    op.drop_table("layanan_grants")
    op.drop_table("layanan_api_tokens")
    op.drop_table("layanan_accounts")
