"""Every call in the ledger and replies in the cache; a book that cannot be written loses no answer."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from assistant.llm.books import Entry, Ledger, ReplyCache
from assistant.llm.chat import Caller, ChatRequest, Reply, Usage
from assistant.llm.prices import PriceList
from assistant.llm.structured import objects
from corpus.errors import TanyaError

GOOD = "baik"
CLOSED = "ditutup"
NOTHING = Usage(prompt_tokens=0, completion_tokens=0)


def utc_now() -> datetime:
    """The time of day, with its zone."""
    return datetime.now(UTC)


class Accounts:
    """Writes the books of a service."""

    def __init__(
        self,
        ledger: Ledger,
        cache: ReplyCache,
        prices: PriceList,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._ledger = ledger
        self._cache = cache
        self._prices = prices
        self._clock = clock
        self._now = now

    def enter(self, caller: Caller, model: str, usage: Usage, outcome: str, *, since: float) -> None:
        """Record a call that began at ``since`` on the clock."""
        entry = Entry(
            at=self._now(),
            caller=caller,
            model=model,
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
            cost=self._prices.cost(model, usage),
            outcome=outcome,
            seconds=max(0.0, self._clock() - since),
        )
        try:
            self._ledger.record(entry)
        except TanyaError as error:
            structlog.get_logger().error("language model call not recorded", reason=str(error))

    def remembered(self, key: str) -> Reply | None:
        """A reply said before."""
        try:
            reply = self._cache.get(key)
        except TanyaError as error:
            structlog.get_logger().warning("language model cache not read", reason=str(error))
            return None
        return None if reply is None else reply.model_copy(update={"cached": True})

    def remember(self, key: str, request: ChatRequest, reply: Reply) -> None:
        """Keep a reply that is whole and, where an object was asked for, holds one."""
        if reply.cut or (request.json_schema is not None and next(objects(reply.text), None) is None):
            return
        try:
            self._cache.put(key, reply)
        except TanyaError as error:
            structlog.get_logger().warning("language model cache not written", reason=str(error))
