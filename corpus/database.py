"""Opening a database and bringing its schema up to date.

Two histories of migrations may live in one database: that of the library (``LIBRARY``), and that of people
and service (``api.state``), whose tables all begin with ``STATE_PREFIX``. Whichever is opened first, the
other one's tables are no reason to refuse the database, and those of a third application are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from corpus.errors import StorageError
from corpus.tables import Base

MIGRATIONS = Path(__file__).parent / "migrations"
STATE_PREFIX = "layanan_"
"""Begins the name of every table of ``api.state``, so that each side knows the other's."""
DRIVERS = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
"""The databases that are supported, as people write them in a URL, with their SQLAlchemy driver."""
MIGRATION_LOCK = 0x7A6E7961
"""Any number that no other user of a shared PostgreSQL server takes as its advisory lock."""


@dataclass(frozen=True, slots=True)
class Schema:
    """One history of migrations.

    Attributes:
        migrations: folder of its Alembic scripts; ``env.py`` takes ``connection`` and ``version_table`` from
            the attributes of its configuration.
        version_table: where its revision stands.
        is_neighbour: whether a table belongs to the other history that may share the database.
    """

    migrations: Path
    version_table: str
    is_neighbour: Callable[[str], bool]


def is_library_table(name: str) -> bool:
    """Whether a table is one of the library's, its version table included."""
    return name == LIBRARY.version_table or name in Base.metadata.tables


LIBRARY = Schema(MIGRATIONS, "alembic_version", lambda name: name.startswith(STATE_PREFIX))


def open_database(url: str | URL, schema: Schema = LIBRARY) -> Engine:
    """Connect and migrate to the newest schema.

    Several processes may open the same database at once; one migrates, the others wait.

    Args:
        url: an SQLAlchemy URL, SQLite or PostgreSQL.
        schema: whose tables are wanted in it.

    Raises:
        StorageError: the database cannot be reached or migrated, or is not ours. One that cannot
            be written but has the newest schema is opened, for reading.
    """
    from alembic.util import CommandError

    try:
        engine = _engine(make_url(url))
        try:
            _migrate(engine, schema)
        except BaseException:
            engine.dispose()
            raise
    except (DBAPIError, ArgumentError, CommandError) as error:
        raise StorageError(
            f"Basis data tidak dapat dibuka ({database_cause(error)}). "
            "Periksa TANYA_DATABASE_URL, ruang disk, dan izin folder."
        ) from error
    return engine


def open_knowledge_file(path: Path) -> Engine:
    """Open a snapshot's knowledge file for reading only."""
    # Quoted, because a folder's name may hold the "?", "#" or "%" that mean something in a URI.
    name = f"file:{quote(str(path.absolute()))}"
    return create_engine(
        URL.create("sqlite", database=name, query={"mode": "ro", "immutable": "1", "uri": "true"})
    )


def create_knowledge_file(path: Path) -> Engine:
    """Create an empty SQLite file that one process fills once, then only reads."""
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _prepare_bulk_load)
    return engine


def database_cause(error: Exception) -> str:
    """What the database driver says is wrong, in one line."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return " ".join(str(cause).split())


def _engine(url: URL) -> Engine:
    driver = DRIVERS.get(url.drivername)
    if driver is None:
        raise StorageError(
            f"Basis data jenis “{url.drivername}” tidak didukung. "
            "TANYA_DATABASE_URL harus berawal sqlite:/// atau postgresql://"
        )
    try:
        engine = create_engine(url.set(drivername=driver), pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StorageError(
            "Dukungan PostgreSQL belum terpasang. Jalankan: pip install 'psycopg[binary]>=3.2,<4'"
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # DB-API connection, untyped in SQLAlchemy
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _prepare_bulk_load(connection: object, _record: object) -> None:
    # A half-written file is thrown away with its folder, so durability is bought once, by fsync at the end.
    cursor = connection.cursor()  # type: ignore[attr-defined]  # DB-API connection, untyped in SQLAlchemy
    cursor.execute("PRAGMA journal_mode=OFF")
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


def _migrate(engine: Engine, schema: Schema) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    # Alembic reads "%" in an option as the start of an interpolation.
    config.set_main_option("script_location", str(schema.migrations).replace("%", "%%"))
    config.attributes["version_table"] = schema.version_table
    with engine.begin() as connection:
        _lock(connection)
        current = MigrationContext.configure(
            connection, opts={"version_table": schema.version_table}
        ).get_current_revision()
        known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
        if current is None and _holds_others(connection, schema):
            raise StorageError(
                "Basis data berisi tabel yang bukan dibuat Tanya ASN. "
                "Pakai basis data kosong atau TANYA_HOME lain."
            )
        if current is not None and current not in known:
            raise StorageError(
                f"Basis data dibuat oleh versi yang lebih baru atau aplikasi lain (skema {current}). "
                "Perbarui Tanya ASN lalu coba lagi."
            )
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _holds_others(connection: Connection, schema: Schema) -> bool:
    """Whether there are tables of neither history, or of this one without the revision they are of."""
    tables = set(inspect(connection).get_table_names()) - {schema.version_table}
    return any(not schema.is_neighbour(name) for name in tables)


def _lock(connection: Connection) -> None:
    """Begin the transaction that migrates, alone: it happens whole or not at all."""
    if connection.dialect.name == "sqlite":
        # Python's driver would begin only before the first INSERT and leave every CREATE TABLE outside.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
