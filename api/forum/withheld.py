"""What nobody is answered with now, whatever the serving snapshot still holds."""

import threading
import time

import structlog

from api.forum.doubts import withheld
from api.state.database import StateDatabase
from corpus.errors import StorageError

FRESH = 1.0
"""Seconds in which the database is not asked again."""


class Withheld:
    """Identifiers of entries in doubt or withdrawn. Safe to share between threads.

    Where the database cannot be used, what was last known stays withheld: the library answers without it.
    """

    def __init__(self, database: StateDatabase) -> None:
        self._database = database
        self._known: frozenset[str] = frozenset()
        self._looked = float("-inf")
        self._looking = threading.Lock()

    def __call__(self) -> frozenset[str]:
        """As it is now, at most ``FRESH`` seconds old."""
        with self._looking:
            if time.monotonic() - self._looked >= FRESH:
                try:
                    with self._database.reading() as session:
                        self._known = withheld(session)
                except StorageError as error:
                    structlog.get_logger().warning("withheld entries not read", reason=str(error))
                self._looked = time.monotonic()
            return self._known
