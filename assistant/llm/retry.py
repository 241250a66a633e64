"""Tries a call again when it may help: exponential pauses with full jitter, all within the deadline."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from assistant.llm.failures import Failure

T = TypeVar("T")
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 8.0


class Retry:
    """Up to ``retries`` further attempts after the first."""

    def __init__(
        self,
        retries: int,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """``chance`` gives numbers in [0, 1): the share of the full pause that is waited."""
        self._retries = retries
        self._clock = clock
        self._sleep = sleep
        self._chance = chance

    def call(self, attempt: Callable[[], T], *, deadline: float) -> T:
        """What ``attempt`` returns.

        A pause that a server asks for is a floor; one that would end after the deadline is not begun.

        Raises:
            Failure: of the last attempt.
        """
        for number in range(self._retries + 1):
            try:
                return attempt()
            except Failure as failure:
                pause = self._chance() * min(LONGEST_PAUSE, FIRST_PAUSE * 2**number)
                pause = max(pause, failure.retry_after or 0.0)
                if not failure.transient or number == self._retries or self._clock() + pause >= deadline:
                    raise
            self._sleep(pause)
        raise AssertionError("the last attempt returns or raises")
