"""Area under the risk-coverage curve."""

from collections.abc import Sequence

from evals.case import Case
from evals.metrics.metric import Direction, Kind
from evals.metrics.risk_coverage import area, curve, judged
from evals.metrics.share import Share
from evals.scores import NotApplicable, Score, Scored


class Aurc(Share):
    """Mean share of wrong answers over all coverages (Geifman, Uziel and El-Yaniv 2019)."""

    name = "aurc"
    label = "AURC"
    kind = Kind.ABSTENTION
    direction = Direction.LOWER

    def score(self, cases: Sequence[Case]) -> Score:
        """Measure all answers at once."""
        if not cases:
            return NotApplicable(reason="Tidak ada jawaban.")
        return Scored(value=area(curve(judged(cases))))
