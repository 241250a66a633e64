"""Citation recall: how much of what answers the question is cited."""

from evals.case import Case
from evals.citing import Level, hits_any
from evals.metrics.metric import Kind
from evals.metrics.share import NO_GOLD, Share
from evals.scores import Score, Scored


class CitationRecall(Share):
    """Share of the parts of the answer of which any identifier is cited; 0 without an answer."""

    kind = Kind.CITATION

    def __init__(self, level: Level) -> None:
        self.level = level
        self.name = f"citation_recall_{level}"
        self.label = f"Recall sitasi ({level})"

    def score(self, case: Case) -> Score:
        """Hold the citations against the gold of each part."""
        parts = case.gold.gold
        if not parts:
            return NO_GOLD
        missed = [part for part in parts if not any(hits_any(one, part, self.level) for one in case.cited)]
        reasons = tuple(f"Tidak disitasi: {' atau '.join(part)}." for part in missed)
        return Scored(value=1 - len(missed) / len(parts), reasons=reasons)
