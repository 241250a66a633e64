"""What is remembered of calls to language models; ``api`` keeps it in the database, tests in memory."""

from datetime import datetime
from typing import Protocol

from pydantic import Field

from assistant.llm.chat import Caller, Reply
from corpus.models import Frozen


class Entry(Frozen):
    """One call in the ledger.

    Attributes:
        at: when it ended, with time zone.
        cost: in the currency of the price list; None where the model has no price.
        outcome: ``baik``, the reason of ``ModelUnavailable``, or ``ditutup`` where who asked stopped
            listening before the end.
        seconds: how long it took.
    """

    at: datetime
    caller: Caller
    model: str
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)
    cost: float | None
    outcome: str
    seconds: float = Field(ge=0)


class Spent(Frozen):
    """Sum over a day: tokens of both directions, and the cost of those calls that have a price."""

    tokens: int = Field(0, ge=0)
    cost: float = Field(0.0, ge=0)


class Ledger(Protocol):
    """Every call, kept for good."""

    def record(self, entry: Entry) -> None:
        """Add a call."""
        ...

    def spent_today(self, user: str = "") -> Spent:
        """What was spent since midnight in the agency's time zone: by ``user``, or by all where empty."""
        ...


class ReplyCache(Protocol):
    """Replies by the key of what was asked (see ``assistant.llm.keys``)."""

    def get(self, key: str) -> Reply | None:
        """The reply said before, if it is still kept."""
        ...

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply."""
        ...


class Switch(Protocol):
    """The kill switch: turned by an administrator, with a reason, at any moment."""

    def off_because(self) -> str | None:
        """The reason why no model may be asked now; None while it may."""
        ...
