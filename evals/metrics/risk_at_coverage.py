"""Risk at a coverage: the share of wrong answers among the most confident ones."""

from collections.abc import Sequence

from evals.case import Case
from evals.metrics.metric import Direction, Kind
from evals.metrics.risk_coverage import curve, judged, risk_at
from evals.metrics.share import Share
from evals.scores import NotApplicable, Score, Scored


class RiskAtCoverage(Share):
    """Share of wrong answers when the most confident ``percent`` of all questions are answered."""

    kind = Kind.ABSTENTION
    direction = Direction.LOWER

    def __init__(self, percent: int) -> None:
        self.percent = percent
        self.name = f"risk_at_{percent}"
        self.label = f"Risiko pada cakupan {percent} %"

    def score(self, cases: Sequence[Case]) -> Score:
        """Measure all answers at once."""
        if not cases:
            return NotApplicable(reason="Tidak ada jawaban.")
        return Scored(value=risk_at(curve(judged(cases)), self.percent / 100))
