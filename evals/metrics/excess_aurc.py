"""Excess area under the risk-coverage curve."""

from collections.abc import Sequence

from evals.case import Case
from evals.metrics.metric import Direction, Kind
from evals.metrics.risk_coverage import area, curve, judged, least_area
from evals.metrics.share import Share
from evals.scores import NotApplicable, Score, Scored


class ExcessAurc(Share):
    """AURC minus the least that the same answers could have in any order: what ordering alone costs."""

    name = "excess_aurc"
    label = "AURC di atas yang terkecil"
    kind = Kind.ABSTENTION
    direction = Direction.LOWER

    def score(self, cases: Sequence[Case]) -> Score:
        """Measure all answers at once."""
        if not cases:
            return NotApplicable(reason="Tidak ada jawaban.")
        outcomes = judged(cases)
        return Scored(value=max(area(curve(outcomes)) - least_area(outcomes), 0.0))
