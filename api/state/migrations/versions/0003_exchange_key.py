"""What keeps one question from being stored twice."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INDEX = "ix_layanan_exchanges_key"


def upgrade() -> None:
    """Apply."""
    op.add_column("layanan_exchanges", sa.Column("key", sa.String(), nullable=True))
    op.create_index(INDEX, "layanan_exchanges", ["key"], unique=True)


def downgrade() -> None:
    """Undo."""
    op.drop_index(INDEX, "layanan_exchanges")
    with op.batch_alter_table("layanan_exchanges") as table:
        table.drop_column("key")
