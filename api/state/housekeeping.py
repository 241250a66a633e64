"""Deleting what is past its time: when the server starts, and every day."""

import threading
from collections.abc import Callable

import structlog

from api.state.state import State
from corpus.errors import StorageError

EVERY = 24 * 60 * 60.0
"""Seconds from one round to the next."""


def _nothing() -> None:
    """Nothing else is to be tidied."""


class Housekeeping:
    """A thread that purges a state until it is stopped; a round that fails is logged, the next one comes.

    Args:
        tidy: what else is done in each round, such as deleting files; it must not raise.
    """

    def __init__(self, state: State, *, tidy: Callable[[], None] = _nothing, every: float = EVERY) -> None:
        self._state = state
        self._tidy = tidy
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Purge now, and from then on."""
        self._thread.start()

    def stop(self) -> None:
        """End after the round that runs."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                purged = self._state.purge().model_dump()
                if any(purged.values()):
                    structlog.get_logger().info("purged", **purged)
            except StorageError as error:
                structlog.get_logger().warning("not purged", reason=str(error))
            self._tidy()
            self._stopped.wait(self._every)
