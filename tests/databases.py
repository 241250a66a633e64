"""Which kind of database the tests use: SQLite, or with ``TANYA_TEST_DATABASE=postgres`` PostgreSQL.

On PostgreSQL every home folder, and every file that would be a database of SQLite, has a database of its own
with the tables of the library and of the service in it, copied from one that was migrated once.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, make_url

from api.state.database import STATE
from corpus.database import LIBRARY, open_database
from corpus.home import Home
from tests.postgres import execute, new_database

ON_POSTGRES = os.environ.get("TANYA_TEST_DATABASE", "sqlite") == "postgres"
KINDS = ("postgres",) if ON_POSTGRES else ("sqlite", "postgres")
"""Of tests that run on both in the usual run; one on PostgreSQL leaves SQLite to that."""
SERVER = "TANYA_TEST_SERVER"
"""Variable with the URL of the server, also for processes that tests start."""
TEMPLATE = "migrated"
OF_A_HOME = ("tanya.sqlite3", "layanan.sqlite3")
"""Files of a home folder, which on PostgreSQL are one database."""

sqlite_only = pytest.mark.skipif(ON_POSTGRES, reason="is about a file of SQLite")

_made: dict[str, Path] = {}


@contextmanager
def homes_on(server: str) -> Iterator[None]:
    """Let every home keep its databases on a PostgreSQL server."""
    url = new_database(server, TEMPLATE)
    for schema in (LIBRARY, STATE):
        open_database(url, schema).dispose()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SERVER, server)
        patch.setattr(Home, "database_url", property(lambda home: url_at(home.path)))
        patch.setattr(Home, "state_url", property(lambda home: url_at(home.path)))
        yield


def url_at(path: Path) -> URL:
    """URL of a database: the file of SQLite, or on PostgreSQL the one in its place, with every table."""
    if not ON_POSTGRES:
        return URL.create("sqlite", database=str(path))
    place = _place(path)
    if not _rows_of(_server(), f"SELECT 1 FROM pg_database WHERE datname = '{_name(place)}'"):
        _copy(TEMPLATE, place)
    return _url(place)


def home_url(home: Path) -> URL:
    """URL of the library's database in a home folder."""
    return url_at(home / OF_A_HOME[0])


def dead_url(folder: Path) -> URL:
    """URL of a database that cannot be opened."""
    if ON_POSTGRES:
        return make_url(_server()).set(database="nowhere")
    (folder / "rusak.sqlite3").write_bytes(b"bukan basis data" * 100)
    return URL.create("sqlite", database=str(folder / "rusak.sqlite3"))


def break_database(path: Path) -> None:
    """Let a database that nobody has open be opened no more."""
    if ON_POSTGRES:
        execute(_server(), f'DROP DATABASE "{_name(_place(path))}" WITH (FORCE)')
        return
    path.unlink(missing_ok=True)
    path.mkdir()


def copy_databases(source: Path, target: Path) -> None:
    """Give the copy of a home folder what the original has; on SQLite it came with the files.

    Connections to the original are closed: PostgreSQL copies only what nobody uses.
    """
    if ON_POSTGRES:
        using = f"FROM pg_stat_activity WHERE datname = '{_name(_place(source))}'"
        _rows_of(_server(), f"SELECT pg_terminate_backend(pid) {using}")
        _copy(_name(_place(source)), _place(target))


def told(path: Path, statement: str) -> list[tuple[Any, ...]]:
    """What a database says that others may be using; ``path`` as for ``url_at``."""
    if ON_POSTGRES:
        return _rows_of(url_at(path).render_as_string(hide_password=False), statement)
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as store:
        return list(store.execute(statement))


def environment_of(home: Path) -> dict[str, str]:
    """What a process of its own must be told to use the database of a home."""
    return {"TANYA_DATABASE_URL": url_at(home).render_as_string(hide_password=False)} if ON_POSTGRES else {}


def drop_below(folder: Path) -> None:
    """Delete the databases of what lies below a folder, which nobody asks for again."""
    for name in [name for name, place in _made.items() if place.is_relative_to(folder.resolve())]:
        del _made[name]
        execute(_server(), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _place(path: Path) -> Path:
    whole = path.resolve()
    return whole.parent if whole.name in OF_A_HOME else whole


def _name(place: Path) -> str:
    return f"at_{hashlib.sha256(os.fsencode(place)).hexdigest()[:32]}"


def _url(place: Path) -> URL:
    return make_url(_server()).set(database=_name(place))


def _server() -> str:
    return os.environ[SERVER]


def _copy(template: str, place: Path) -> None:
    execute(_server(), f'CREATE DATABASE "{_name(place)}" TEMPLATE "{template}"')
    _made[_name(place)] = place


def _rows_of(url: str, statement: str) -> list[tuple[Any, ...]]:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        return connection.execute(statement.encode()).fetchall()
