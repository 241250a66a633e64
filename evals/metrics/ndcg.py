"""Normalised discounted cumulative gain of the passages."""

from evals import ranking
from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import NO_GOLD, Share
from evals.places import sought_places
from evals.scores import Score, Scored


class Ndcg(Share):
    """``evals.ranking.ndcg`` at ten (Järvelin and Kekäläinen 2002), one gain for each part of the answer."""

    name = "ndcg_10"
    label = "nDCG@10"
    kind = Kind.RETRIEVAL

    def score(self, case: Case) -> Score:
        """Measure the ranking that the answer was drafted from."""
        parts = sought_places(case.gold)
        return Scored(value=ranking.ndcg(case.ranking, parts)) if parts else NO_GOLD
