"""Hit at a depth: whether anything that answers the question is among the best passages."""

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import NO_GOLD, Share
from evals.places import sought_places
from evals.ranking import first_hit
from evals.scores import Score, Scored


class Hit(Share):
    """1 where a place of the answer stands on the first ``depth`` ranks, else 0."""

    kind = Kind.RETRIEVAL

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.name = f"hit_{depth}"
        self.label = f"Hit@{depth}"

    def score(self, case: Case) -> Score:
        """Measure the ranking that the answer was drafted from."""
        parts = sought_places(case.gold)
        if not parts:
            return NO_GOLD
        rank = first_hit(case.ranking, parts)
        found = f"Ketentuan kunci pertama pada urutan {rank}." if rank else "Ketentuan kunci tidak ditemukan."
        return Scored(value=float(rank is not None and rank <= self.depth), reasons=(found,))
