"""Tokens: how much a language model read and wrote for an answer."""

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import Amount
from evals.scores import Score, Scored


class TokensPerAnswer(Amount):
    """Tokens that a language model read and wrote for one answer; 0 without a model."""

    name = "tokens"
    label = "Token per jawaban"
    kind = Kind.COST

    def score(self, case: Case) -> Score:
        """Read them from the record."""
        return Scored(value=float(case.record.cost.prompt_tokens + case.record.cost.completion_tokens))
