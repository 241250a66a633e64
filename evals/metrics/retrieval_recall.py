"""Recall at a depth: how much of what answers the question is among the best passages."""

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import NO_GOLD, Share
from evals.places import sought_places
from evals.scores import Score, Scored


class RetrievalRecall(Share):
    """Share of the parts of the answer of which a place stands on the first ``depth`` ranks."""

    kind = Kind.RETRIEVAL

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.name = f"recall_{depth}"
        self.label = f"Recall@{depth}"

    def score(self, case: Case) -> Score:
        """Measure the ranking that the answer was drafted from."""
        parts = sought_places(case.gold)
        if not parts:
            return NO_GOLD
        seen = {place for places in case.ranking[: self.depth] for place in places}
        missed = [part for part in parts if seen.isdisjoint(part)]
        reasons = tuple(f"Tidak ditemukan: {' atau '.join(part)}." for part in missed)
        return Scored(value=1 - len(missed) / len(parts), reasons=reasons)
