"""The audit trail becomes a chain; entries that are there are chained in their order.

How a link is made is written out here once more: a migration does not change when the product does.
"""

import hashlib
import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

GENESIS = "0" * 64


def upgrade() -> None:
    """Apply."""
    _allow_changes()
    op.add_column(
        "layanan_audit", sa.Column("details", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
    )
    for name in ("previous", "hash"):
        op.add_column("layanan_audit", sa.Column(name, sa.String(), nullable=False, server_default=""))
    _chain()
    op.create_index("uq_layanan_audit_previous", "layanan_audit", ["previous"], unique=True)
    _refuse_changes()


def downgrade() -> None:
    """Undo."""
    op.drop_index("uq_layanan_audit_previous", "layanan_audit")
    for name in ("hash", "previous", "details"):
        op.drop_column("layanan_audit", name)


def _chain() -> None:
    connection = op.get_bind()
    trail = sa.table(
        "layanan_audit",
        sa.column("id", sa.Integer()),
        sa.column("at", sa.DateTime(timezone=True)),
        *(
            sa.column(name, sa.Text())
            for name in ("actor", "action", "subject", "reason", "previous", "hash")
        ),
    )
    previous = GENESIS
    for row in connection.execute(sa.select(trail).order_by(trail.c.id)).all():
        link = _hash(previous, row)
        connection.execute(sa.update(trail).where(trail.c.id == row.id).values(previous=previous, hash=link))
        previous = link


def _hash(previous: str, row: sa.Row[tuple[object, ...]]) -> str:
    at: datetime = row.at.replace(tzinfo=UTC) if row.at.tzinfo is None else row.at.astimezone(UTC)
    told = {
        "action": row.action,
        "actor": row.actor,
        "at": at.isoformat(timespec="microseconds"),
        "details": {},
        "number": row.id,
        "reason": row.reason,
        "subject": row.subject,
    }
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{previous}{canonical}".encode()).hexdigest()


def _allow_changes() -> None:
    """Take the triggers of the first schema away for as long as this takes."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("update", "delete"):
            op.execute(f"DROP TRIGGER layanan_audit_no_{event}")
        return
    op.execute("DROP TRIGGER layanan_audit_append_only ON layanan_audit")


def _refuse_changes() -> None:
    """Put them back."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER layanan_audit_no_{event.lower()} BEFORE {event} ON layanan_audit "
                "BEGIN SELECT RAISE(ABORT, 'layanan_audit is append-only'); END"
            )
        return
    op.execute(
        "CREATE TRIGGER layanan_audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON layanan_audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION layanan_append_only()"
    )
