"""Ledger, cache and switch that live as long as the process: for tests, trials and a first start."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from assistant.llm.books import Entry, Spent
from assistant.llm.chat import Reply


class MemoryLedger:
    """Keeps every call; ``zone`` says when a day begins."""

    def __init__(
        self, *, zone: tzinfo = UTC, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._zone = zone
        self._now = now
        self._entries: list[Entry] = []
        self._lock = threading.Lock()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All calls, in the order in which they ended."""
        with self._lock:
            return tuple(self._entries)

    def record(self, entry: Entry) -> None:
        """Add a call."""
        with self._lock:
            self._entries.append(entry)

    def spent_today(self, user: str = "") -> Spent:
        """What was spent since midnight in the zone: by ``user``, or by all where empty."""
        today = self._now().astimezone(self._zone).date()
        counted = [
            entry
            for entry in self.entries
            if entry.at.astimezone(self._zone).date() == today and user in ("", entry.caller.user)
        ]
        return Spent(
            tokens=sum(entry.prompt_tokens + entry.completion_tokens for entry in counted),
            cost=sum(entry.cost or 0.0 for entry in counted),
        )


class MemoryCache:
    """Keeps the ``size`` replies used last."""

    def __init__(self, size: int = 1_000) -> None:
        self._size = size
        self._replies: OrderedDict[str, Reply] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Reply | None:
        """The reply said before, if it is still kept."""
        with self._lock:
            if key in self._replies:
                self._replies.move_to_end(key)
            return self._replies.get(key)

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply."""
        with self._lock:
            self._replies[key] = reply
            self._replies.move_to_end(key)
            while len(self._replies) > self._size:
                self._replies.popitem(last=False)


class MemorySwitch:
    """On until it is turned off with a reason."""

    def __init__(self) -> None:
        self._reason: str | None = None

    def off_because(self) -> str | None:
        """The reason why no model may be asked now; None while it may."""
        return self._reason

    def turn_off(self, reason: str) -> None:
        """No call from now on."""
        self._reason = reason

    def turn_on(self) -> None:
        """Calls are allowed again."""
        self._reason = None
