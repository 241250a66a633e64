"""The ledger of language models in the database: every call, kept for good, summed by local day."""

import threading
from collections import deque
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import case, func, insert, select
from sqlalchemy.orm import InstrumentedAttribute

from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.tables import LedgerRow
from assistant.llm.books import Entry, Spent
from assistant.llm.chat import ModelUnavailable
from corpus.errors import StorageError
from corpus.models import Frozen

GOOD, LEFT = "baik", "ditutup"
MOST_WAITING = 10_000
"""Entries that wait in memory while the database cannot be written; older ones are lost then."""


class UsageBy(StrEnum):
    """What usage is summed by."""

    DAY = "day"
    USER = "user"
    FEATURE = "feature"
    MODEL = "model"


_COLUMN: dict[UsageBy, InstrumentedAttribute[str] | InstrumentedAttribute[date]] = {
    UsageBy.DAY: LedgerRow.day,
    UsageBy.USER: LedgerRow.caller,
    UsageBy.FEATURE: LedgerRow.feature,
    UsageBy.MODEL: LedgerRow.model,
}


class UsageLine(Frozen):
    """What one day, user, feature or model used.

    Attributes:
        key: an ISO date, or the name; empty for the service itself.
        failed: calls that brought no reply.
        unpriced: calls of models without a price, which ``cost`` leaves out.
    """

    key: str
    calls: int
    failed: int
    prompt_tokens: int
    completion_tokens: int
    cost: float
    unpriced: int


class FailedCall(Frozen):
    """A call that brought no reply.

    Attributes:
        outcome: why, as in ``Entry``.
        seconds: until it was given up.
    """

    at: datetime
    model: str
    feature: str
    outcome: str
    seconds: float


class SqlLedger:
    """``assistant.llm.books.Ledger``: a day is one of ``zone``.

    A call that was made must count even while the disk is full: what cannot be written waits in memory and is
    written with a later one.
    """

    def __init__(self, database: StateDatabase, *, zone: ZoneInfo, clock: Clock = utc_now) -> None:
        self._database = database
        self._zone = zone
        self._clock = clock
        self._waiting: deque[Entry] = deque(maxlen=MOST_WAITING)
        self._lock = threading.Lock()

    def record(self, entry: Entry) -> None:
        """Add a call; never fails."""
        with self._lock:
            self._waiting.append(entry)
            due = list(self._waiting)
            try:
                with self._database.writing("Pemakaian model bahasa gagal dicatat") as session:
                    session.execute(insert(LedgerRow), [self._values(one) for one in due])
            except StorageError as error:
                structlog.get_logger().warning("ledger waits", entries=len(due), reason=str(error))
            else:
                self._waiting.clear()

    def spent_today(self, user: str = "") -> Spent:
        """What was spent since midnight: by ``user``, or by all where empty.

        Raises:
            ModelUnavailable: the ledger cannot be read, so nobody knows what may still be spent.
        """
        today = self._today()
        tokens = func.coalesce(func.sum(LedgerRow.prompt_tokens + LedgerRow.completion_tokens), 0)
        statement = select(tokens, func.coalesce(func.sum(LedgerRow.cost), 0.0)).where(LedgerRow.day == today)
        if user:
            statement = statement.where(LedgerRow.caller == user)
        try:
            with self._lock, self._database.reading() as session:
                row = session.execute(statement).one()
                waiting = [
                    one for one in self._waiting if self._day(one) == today and user in ("", one.caller.user)
                ]
        except StorageError as error:
            raise ModelUnavailable(
                f"Pembukuan model bahasa tidak dapat dibaca. {error}", reason="anggaran"
            ) from error
        tokens_waiting = sum(one.prompt_tokens + one.completion_tokens for one in waiting)
        cost_waiting = sum(one.cost or 0.0 for one in waiting)
        return Spent(tokens=int(row[0] or 0) + tokens_waiting, cost=float(row[1] or 0) + cost_waiting)

    def usage(self, *, days: int, by: UsageBy) -> list[UsageLine]:
        """Sums over the last ``days`` days, today included; the most tokens first, days in order.

        Raises:
            StorageError: the database cannot be used.
        """
        key = _COLUMN[by]
        tokens = func.sum(LedgerRow.prompt_tokens + LedgerRow.completion_tokens)
        statement = (
            select(
                key,
                func.count(),
                func.sum(case((LedgerRow.outcome == GOOD, 0), else_=1)),
                func.sum(LedgerRow.prompt_tokens),
                func.sum(LedgerRow.completion_tokens),
                func.coalesce(func.sum(LedgerRow.cost), 0.0),
                func.sum(case((LedgerRow.cost.is_(None), 1), else_=0)),
            )
            .where(LedgerRow.day > self._today() - timedelta(days=days))
            .group_by(key)
            .order_by(key if by is UsageBy.DAY else tokens.desc(), key)
        )
        with self._database.reading() as session:
            return [_line(*row) for row in session.execute(statement)]

    def outcomes(self, *, days: int) -> dict[str, int]:
        """How many calls of the last ``days`` days, today included, ended in which way; the most first.

        Raises:
            StorageError: the database cannot be used.
        """
        statement = (
            select(LedgerRow.outcome, func.count().label("calls"))
            .where(LedgerRow.day > self._today() - timedelta(days=days))
            .group_by(LedgerRow.outcome)
            .order_by(func.count().desc(), LedgerRow.outcome)
        )
        with self._database.reading() as session:
            return {row.outcome: row.calls for row in session.execute(statement)}

    def failures(self, *, limit: int = 10) -> list[FailedCall]:
        """The last calls that brought no reply, the newest first; one that its asker left is none.

        Raises:
            StorageError: the database cannot be used.
        """
        statement = (
            select(LedgerRow)
            .where(LedgerRow.outcome.not_in((GOOD, LEFT)))
            .order_by(LedgerRow.id.desc())
            .limit(limit)
        )
        with self._database.reading() as session:
            return [
                FailedCall(
                    at=row.at,
                    model=row.model,
                    feature=row.feature,
                    outcome=row.outcome,
                    seconds=row.seconds,
                )
                for row in session.scalars(statement)
            ]

    def _values(self, entry: Entry) -> dict[str, object]:
        return {
            "at": entry.at,
            "day": self._day(entry),
            "caller": entry.caller.user,
            "feature": entry.caller.feature.value,
            **entry.model_dump(exclude={"at", "caller"}),
        }

    def _day(self, entry: Entry) -> date:
        return entry.at.astimezone(self._zone).date()

    def _today(self) -> date:
        return self._clock().astimezone(self._zone).date()


def _line(
    key: str | date, calls: int, failed: int, prompt: int, completion: int, cost: float, unpriced: int
) -> UsageLine:
    return UsageLine(
        key=str(key),
        calls=calls,
        failed=failed,
        prompt_tokens=prompt,
        completion_tokens=completion,
        cost=cost,
        unpriced=unpriced,
    )
