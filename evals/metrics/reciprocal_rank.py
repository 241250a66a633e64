"""Reciprocal rank of the first passage that answers the question; its mean is MRR."""

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import NO_GOLD, Share
from evals.places import sought_places
from evals.ranking import first_hit
from evals.scores import Score, Scored


class ReciprocalRank(Share):
    """1 / rank of the first place of the answer, 0 where there is none (Voorhees 1999, TREC-8 QA)."""

    name = "mrr"
    label = "MRR"
    kind = Kind.RETRIEVAL

    def score(self, case: Case) -> Score:
        """Measure the ranking that the answer was drafted from."""
        parts = sought_places(case.gold)
        if not parts:
            return NO_GOLD
        rank = first_hit(case.ranking, parts)
        return Scored(value=1 / rank if rank else 0.0)
