"""A database open for reading: what every reader of it shares."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from corpus.database import database_cause
from corpus.errors import StorageError

CHUNK = 500
"""Rows a statement: below SQLite's limit on bound variables."""


def chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Slices of at most ``CHUNK`` values."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


class Reader:
    """Read access to one database. Every method raises StorageError when it cannot be read."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        """Give the database connections back."""
        self.engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        try:
            with Session(self.engine) as session:
                yield session
        except DBAPIError as error:
            raise StorageError(
                f"Basis data tidak dapat dibaca ({database_cause(error)}). "
                "Periksa server basis data atau disk."
            ) from error
