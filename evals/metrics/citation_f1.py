"""Citation F1: precision and recall of the citations in one number."""

from evals.case import Case
from evals.citing import Level
from evals.metrics.citation_precision import CitationPrecision
from evals.metrics.citation_recall import CitationRecall
from evals.metrics.metric import Kind
from evals.metrics.share import NO_GOLD, Share
from evals.scores import Score, Scored


class CitationF1(Share):
    """Harmonic mean of citation precision and recall; 0 where nothing right is cited."""

    kind = Kind.CITATION

    def __init__(self, level: Level) -> None:
        self.name = f"citation_f1_{level}"
        self.label = f"F1 sitasi ({level})"
        self._precision = CitationPrecision(level)
        self._recall = CitationRecall(level)

    def score(self, case: Case) -> Score:
        """Combine the two; an answerable question without citations has recall 0 and so F1 0."""
        precision, recall = self._precision.score(case), self._recall.score(case)
        if not isinstance(recall, Scored):
            return NO_GOLD
        if not isinstance(precision, Scored) or not precision.value or not recall.value:
            return Scored(value=0.0, reasons=recall.reasons)
        value = 2 * precision.value * recall.value / (precision.value + recall.value)
        return Scored(value=value, reasons=(*precision.reasons, *recall.reasons))
