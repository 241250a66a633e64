"""Cost: what a language model was paid for an answer."""

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import Amount
from evals.scores import Score, Scored


class CostPerAnswer(Amount):
    """The amount that one answer cost, in the currency of the model's price list; 0 without a model."""

    name = "cost"
    label = "Biaya per jawaban"
    kind = Kind.COST

    def score(self, case: Case) -> Score:
        """Read it from the record."""
        return Scored(value=case.record.cost.amount)
