"""Daily budgets: of the service in tokens and cost, of each user in tokens."""

import threading
from dataclasses import dataclass

import structlog

from assistant.llm.books import Ledger, Spent
from assistant.llm.failures import SPENT, Failure


@dataclass(frozen=True)
class Allowance:
    """What may be spent in a day; None is no bound."""

    tokens: int | None = None
    cost: float | None = None
    user_tokens: int | None = None


@dataclass(frozen=True)
class BudgetState:
    """What an administrator reads.

    Attributes:
        exhausted: in Indonesian, which budget of the service is spent; empty while none is.
    """

    spent: Spent
    allowance: Allowance
    exhausted: str


class Budget:
    """Says before a call whether it may be made. What is under way counts as spent."""

    def __init__(self, allowance: Allowance, ledger: Ledger) -> None:
        self._allowance = allowance
        self._ledger = ledger
        self._lock = threading.Lock()
        self._under_way: dict[str, int] = {}
        self._warned = False

    def begin(self, user: str, tokens: int) -> None:
        """Set aside the tokens of a call; ``end`` gives them back.

        Raises:
            Failure: a budget is spent (``anggaran``).
        """
        state = self.state()
        if state.exhausted:
            self._warn_once(state)
            raise Failure(f"{state.exhausted} Besok tersedia lagi.", reason=SPENT)
        self._warned = False
        bound = self._allowance.user_tokens
        if user and bound is not None:
            spent = self._ledger.spent_today(user).tokens
            with self._lock:
                spent += self._under_way.get(user, 0)
            if spent >= bound:
                raise Failure(
                    "Jatah token harian Anda untuk model bahasa sudah terpakai. Besok tersedia lagi.",
                    reason=SPENT,
                )
        with self._lock:
            self._under_way[user] = self._under_way.get(user, 0) + tokens

    def end(self, user: str, tokens: int) -> None:
        """The call is over, and in the ledger."""
        with self._lock:
            left = self._under_way.get(user, 0) - tokens
            if left > 0:
                self._under_way[user] = left
            else:
                self._under_way.pop(user, None)

    def state(self) -> BudgetState:
        """What was spent today, and whether there is anything left."""
        allowed = self._allowance
        if allowed.tokens is None and allowed.cost is None:
            return BudgetState(Spent(tokens=0, cost=0.0), allowed, "")
        spent = self._ledger.spent_today()
        with self._lock:
            under_way = sum(self._under_way.values())
        exhausted = ""
        if allowed.tokens is not None and spent.tokens + under_way >= allowed.tokens:
            exhausted = "Anggaran token harian layanan untuk model bahasa sudah terpakai."
        elif allowed.cost is not None and spent.cost >= allowed.cost:
            exhausted = "Anggaran biaya harian layanan untuk model bahasa sudah terpakai."
        return BudgetState(spent, allowed, exhausted)

    def _warn_once(self, state: BudgetState) -> None:
        with self._lock:
            first, self._warned = not self._warned, True
        if first:
            structlog.get_logger().warning(
                "language model budget spent", tokens=state.spent.tokens, cost=state.spent.cost
            )
