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
    """``size`` calls at a time, and at most ``wait`` seconds in the queue."""

    def __init__(self, size: int, *, wait: float, clock: Callable[[], float]) -> None:
        self._places = threading.Semaphore(size)
        self._wait = wait
        self._clock = clock

    def take(self, deadline: float) -> Slot:
        """A place, waited for until ``deadline`` on the clock or as long as the queue allows.

        Raises:
            Failure: there is none by then (``penuh``).
        """
        patience = max(0.0, min(self._wait, deadline - self._clock()))
        if not self._places.acquire(timeout=patience):
            raise Failure(
                "Terlalu banyak pertanyaan sedang dikerjakan model bahasa. Coba lagi sebentar.", reason=FULL
            )
        return Slot(self._places)
