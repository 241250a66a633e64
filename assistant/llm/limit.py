"""A bound on calls at the same time; who does not get a place soon is sent away."""

import threading
from collections.abc import Callable

from assistant.llm.failures import FULL, Failure


class Slot:
    """A place taken; give it back once, however often ``release`` is called."""

    def __init__(self, places: threading.Semaphore) -> None:
        self._places = places
        self._lock = threading.Lock()
        self._held = True

    def release(self) -> None:
        """Give the place back."""
        with self._lock:
            if self._held:
                self._held = False
                self._places.release()


class Limit:
    """``size`` calls at a time; as many more wait, each at most ``wait`` seconds.

    Whoever finds the queue full is sent away at once: it would wait in vain, and what it was called for can
    be had without a model.
    """

    def __init__(self, size: int, *, wait: float, clock: Callable[[], float]) -> None:
        self._places = threading.Semaphore(size)
        self._queue = threading.Semaphore(size)
        self._wait = wait
        self._clock = clock

    def take(self, deadline: float) -> Slot:
        """A place, waited for until ``deadline`` on the clock or as long as the queue allows.

        Raises:
            Failure: there is none by then (``penuh``).
        """
        if not (self._places.acquire(blocking=False) or self._queued(deadline)):
            raise Failure(
                "Terlalu banyak pertanyaan sedang dikerjakan model bahasa. Coba lagi sebentar.", reason=FULL
            )
        return Slot(self._places)

    def _queued(self, deadline: float) -> bool:
        """Whether a place came free while waiting in the queue."""
        if not self._queue.acquire(blocking=False):
            return False
        try:
            return self._places.acquire(timeout=max(0.0, min(self._wait, deadline - self._clock())))
        finally:
            self._queue.release()
