"""Opening the store's database and bringing its schema up to date."""

from pathlib import Path

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from corpus.errors import StorageError

MIGRATIONS = Path(__file__).parent / "migrations"


def open_database(url: str | URL) -> Engine:
    """Connect and migrate to the newest schema.

    Args:
        url: an SQLAlchemy URL, SQLite or PostgreSQL.

    Raises:
        StorageError: the database cannot be reached, written or migrated.
    """
    try:
        engine = create_engine(make_url(url), pool_pre_ping=True)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        _migrate(engine)
    except (OperationalError, ArgumentError, ModuleNotFoundError) as error:
        cause = getattr(error, "orig", None) or error
        raise StorageError(
            f"Basis data tidak dapat dibuka ({cause}). "
            "Periksa TANYA_DATABASE_URL, ruang disk, dan izin folder."
        ) from error
    return engine


def open_knowledge_file(path: Path) -> Engine:
    """Open a snapshot's knowledge file for reading only."""
    return create_engine(f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true")


def create_knowledge_file(path: Path) -> Engine:
    """Create an empty SQLite file that one process fills once, then only reads."""
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare_bulk_load)
    return engine


def _prepare_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # DB-API connection, untyped in SQLAlchemy
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _prepare_bulk_load(connection: object, _record: object) -> None:
    # A half-written file is thrown away with its folder, so durability is bought once, by fsync at the end.
    cursor = connection.cursor()  # type: ignore[attr-defined]  # DB-API connection, untyped in SQLAlchemy
    cursor.execute("PRAGMA journal_mode=OFF")
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
        if current is None and inspect(connection).has_table("sources"):
            raise StorageError(
                "Basis data berisi tabel yang bukan dibuat Tanya ASN. "
                "Pakai basis data kosong atau TANYA_HOME lain."
            )
        if current is not None and current not in known:
            raise StorageError(
                f"Basis data dibuat oleh versi yang lebih baru (skema {current}). "
                "Perbarui Tanya ASN lalu coba lagi."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
