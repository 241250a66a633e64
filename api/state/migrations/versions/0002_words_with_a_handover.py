"""What somebody adds in their own words to a question for the officers."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply."""
    op.add_column("layanan_handovers", sa.Column("message", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Undo."""
    with op.batch_alter_table("layanan_handovers") as table:
        table.drop_column("message")
