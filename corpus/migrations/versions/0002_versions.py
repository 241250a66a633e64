"""Amendments, versions, terms, parse reports and hand corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    # SQLite adds a column with a default at once, without copying the table.
    op.add_column("provisions", sa.Column("wording", sa.String(), server_default="", nullable=False))
    op.add_column("units", sa.Column("wording", sa.String(), server_default="", nullable=False))
    op.add_column("units", sa.Column("stand_in", sa.String(), server_default="", nullable=False))
    op.create_index(op.f("ix_units_stand_in"), "units", ["stand_in"])
    op.create_table(
        "amendments",
        _source(),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("regulation_id", sa.String(), nullable=False),
        sa.Column("target_regulation", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("finding", sa.Text(), server_default="", nullable=False),
        *_owned("amendments", "position"),
    )
    op.create_index(op.f("ix_amendments_regulation_id"), "amendments", ["regulation_id"])
    op.create_index(op.f("ix_amendments_target_regulation"), "amendments", ["target_regulation"])
    op.create_table(
        "pasal_versions",
        _source(),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("regulation_id", sa.String(), nullable=False),
        sa.Column("pasal_id", sa.String(), nullable=False),
        sa.Column("after_id", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        *_owned("pasal_versions", "position"),
    )
    op.create_index(op.f("ix_pasal_versions_regulation_id"), "pasal_versions", ["regulation_id"])
    op.create_index(op.f("ix_pasal_versions_pasal_id"), "pasal_versions", ["pasal_id"])
    op.create_table(
        "consolidations",
        sa.Column("regulation_id", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("regulation_id", name=op.f("pk_consolidations")),
    )
    op.create_table(
        "terms",
        _source(),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("abbreviation", sa.Text(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.Column("provision_id", sa.String(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("folded_abbreviation", sa.Text(), nullable=False),
        *_owned("terms", "position"),
    )
    op.create_index(op.f("ix_terms_folded"), "terms", ["folded"])
    op.create_index(op.f("ix_terms_folded_abbreviation"), "terms", ["folded_abbreviation"])
    op.create_table(
        "parse_reports",
        _source(),
        sa.Column("payload", sa.JSON(), nullable=False),
        *_owned("parse_reports"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )


def _source() -> sa.Column[str]:
    return sa.Column("source_id", sa.String(), nullable=False)


def _owned(table: str, *key: str) -> tuple[sa.Constraint, ...]:
    """What makes a row of ``table`` belong to its source and go with it."""
    return (
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f(f"fk_{table}_source_id_sources"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source_id", *key, name=op.f(f"pk_{table}")),
    )


def downgrade() -> None:
    """Undo."""
    for table in ("corrections", "parse_reports", "terms", "consolidations", "pasal_versions", "amendments"):
        op.drop_table(table)
    op.drop_index(op.f("ix_units_stand_in"), "units")
    with op.batch_alter_table("units") as batch:
        batch.drop_column("stand_in")
        batch.drop_column("wording")
    with op.batch_alter_table("provisions") as batch:
        batch.drop_column("wording")
