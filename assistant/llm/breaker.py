"""A circuit breaker: a model that keeps failing is left alone for a while, then tried with one call."""

import threading
from collections.abc import Callable
from enum import StrEnum


class State(StrEnum):
    """Of a breaker."""

    CLOSED = "tertutup"
    OPEN = "terbuka"
    HALF_OPEN = "setengah"


class Breaker:
    """For one model of one endpoint. Every ``admit`` that is true is followed by one of the other three."""

    def __init__(self, *, threshold: int, rest: float, clock: Callable[[], float]) -> None:
        """Closed.

        Args:
            threshold: failures in a row that open it.
            rest: seconds it stays open.
            clock: monotonic, in seconds.
        """
        self._threshold = threshold
        self._rest = rest
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened_at: float | None = None
        self._probing = False

    @property
    def state(self) -> State:
        """Half-open means that its rest is over and one call may try."""
        with self._lock:
            return self._state()

    def admit(self) -> bool:
        """Whether a call may be made now; of several that ask a half-open breaker, one may."""
        with self._lock:
            state = self._state()
            if state is State.CLOSED:
                return True
            if state is State.OPEN or self._probing:
                return False
            self._probing = True
            return True

    def succeeded(self) -> None:
        """The call was answered: all is well again."""
        with self._lock:
            self._failures = 0
            self._opened_at = None
            self._probing = False

    def failed(self) -> None:
        """The call failed; a failed probe opens the breaker anew."""
        with self._lock:
            self._failures += 1
            if self._opened_at is not None or self._failures >= self._threshold:
                self._opened_at = self._clock()
            self._probing = False

    def released(self) -> None:
        """The call ended without telling anything about the server; another may probe."""
        with self._lock:
            self._probing = False

    def _state(self) -> State:
        if self._opened_at is None:
            return State.CLOSED
        return State.HALF_OPEN if self._clock() - self._opened_at >= self._rest else State.OPEN
