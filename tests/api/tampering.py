"""What somebody does to the audit trail who may do anything to its database."""

from sqlalchemy import text

from api.state.database import StateDatabase


def tamper(database: StateDatabase, *statements: str) -> None:
    """Run statements that the database itself would refuse."""
    with database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
            for statement in statements:
                connection.execute(text(statement))
            return
        kept = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'layanan_audit'")
        ).all()
        for name, _ in kept:
            connection.execute(text(f"DROP TRIGGER {name}"))
        for statement in statements:
            connection.execute(text(statement))
        for _, sql in kept:
            connection.execute(text(sql))
