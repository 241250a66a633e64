"""What language models cost, and which drafts they wrote.

The ledger knows no bidang: what is asked in a conversation belongs to none. So tokens and cost are of the
whole service, and of a bidang there is how its drafts came about.
"""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy import SQLColumnExpression, case, func, select

from api.figures.scope import Asked
from api.forum.drafted_by import DraftedBy
from api.state.draft_tables import DraftRow
from api.state.forum_tables import QuestionRow
from api.state.ledger import GOOD
from api.state.tables import LedgerRow
from corpus.models import Frozen

DRAFTED_BY = {
    DraftedBy.SOURCES: "Dikutip dari sumber",
    DraftedBy.MODEL: "Ditulis model bahasa",
    DraftedBy.FIXED: "Balasan tetap",
    DraftedBy.FAILED: "Gagal dibuat",
}


class Spent(Frozen):
    """What was spent on one day, by one feature or by one model.

    Attributes:
        failed: calls that brought no reply.
        cost: in the currency of the price list, of the calls that have a price; ``unpriced`` have none.
    """

    key: str
    calls: int
    failed: int
    prompt_tokens: int
    completion_tokens: int
    cost: float
    unpriced: int

    @property
    def tokens(self) -> int:
        """Of both directions."""
        return self.prompt_tokens + self.completion_tokens


class Spending(Frozen):
    """What the whole service spent in a period; ``days`` has every day of it."""

    days: tuple[Spent, ...]
    features: tuple[Spent, ...]
    models: tuple[Spent, ...]


class DraftedWith(Frozen):
    """Drafts that came about in one way, as it reads in Indonesian."""

    how: str
    n: int


def spending(asked: Asked) -> Spending:
    """Sum up the ledger of the period; a day is one of the agency's."""
    by_day = {one.key: one for one in _sums(asked, LedgerRow.day)}
    nothing = {
        "calls": 0,
        "failed": 0,
        "prompt_tokens": 0,
        "completion_tokens": 0,
        "cost": 0.0,
        "unpriced": 0,
    }
    days = [
        by_day.get(day.isoformat()) or Spent.model_validate({"key": day.isoformat(), **nothing})
        for day in asked.period.days
    ]
    return Spending(
        days=tuple(days),
        features=_most_first(_sums(asked, LedgerRow.feature)),
        models=_most_first(_sums(asked, LedgerRow.model)),
    )


def drafted_with(asked: Asked) -> tuple[DraftedWith, ...]:
    """How the drafts of the period came about; practice is left out."""
    statement = (
        select(DraftRow.drafting)
        .join(QuestionRow, QuestionRow.id == DraftRow.question_id)
        .where(asked.questions(), asked.during(DraftRow.created_at), DraftRow.seeded_error == "")
    )
    made = Counter(DraftedBy(one) for one in asked.session.scalars(statement))
    return tuple(DraftedWith(how=words, n=made[by]) for by, words in DRAFTED_BY.items())


def _sums(asked: Asked, key: SQLColumnExpression[Any]) -> list[Spent]:
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
        .where(LedgerRow.day >= asked.period.first, LedgerRow.day <= asked.period.last)
        .group_by(key)
    )
    return [
        Spent(
            key=one.isoformat() if isinstance(one, date) else one,
            calls=calls,
            failed=failed,
            prompt_tokens=prompt,
            completion_tokens=completion,
            cost=cost,
            unpriced=unpriced,
        )
        for one, calls, failed, prompt, completion, cost, unpriced in asked.session.execute(statement)
    ]


def _most_first(lines: list[Spent]) -> tuple[Spent, ...]:
    return tuple(sorted(lines, key=lambda one: (-one.tokens, one.key)))
