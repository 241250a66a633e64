"""The database of people and service, opened when it is first needed.

It may be dead while the library answers: every use raises ``StorageError`` then, and whoever can go on
without goes on.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session

from corpus.database import Schema, database_cause, is_library_table, open_database
from corpus.errors import StorageError

MIGRATIONS = Path(__file__).parent / "migrations"
STATE = Schema(MIGRATIONS, "layanan_version", is_library_table)
RETRY_AFTER = 10.0
"""Seconds during which a database that could not be opened is not tried again."""


class StateDatabase:
    """One database, safe to share between threads. Every use raises StorageError when it cannot be had."""

    def __init__(self, url: str | URL) -> None:
        self._url = url
        self._opening = threading.Lock()
        self._opened: Engine | None = None
        self._failure: StorageError | None = None
        self._failed_at = 0.0

    @property
    def engine(self) -> Engine:
        """The engine, migrated to the newest schema."""
        if self._opened is not None:
            return self._opened
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> Engine:
        if self._failure is not None and time.monotonic() - self._failed_at < RETRY_AFTER:
            raise StorageError(str(self._failure))
        try:
            return open_database(self._url, STATE)
        except StorageError as error:
            self._failure, self._failed_at = error, time.monotonic()
            raise

    def close(self) -> None:
        """Give the connections back; the next use opens it again."""
        with self._opening:
            if self._opened is not None:
                self._opened.dispose()
                self._opened = None

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; nothing is committed."""
        with _explained("Data layanan tidak dapat dibaca"), Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self, what: str) -> Iterator[Session]:
        """A transaction that happens whole or not at all, and on SQLite alone.

        Args:
            what: begins the message when it fails, such as "Percakapan gagal disimpan".
        """
        with _explained(what), Session(self.engine, expire_on_commit=False) as session, session.begin():
            if session.get_bind().dialect.name == "sqlite":
                # A transaction that reads before it writes would else fail where another wrote in between.
                session.connection().exec_driver_sql("BEGIN IMMEDIATE")
            yield session


@contextmanager
def _explained(what: str) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, NoConnection) as error:
        raise StorageError(
            f"{what} ({database_cause(error)}). Periksa ruang disk, izin folder, atau server basis data."
        ) from error
