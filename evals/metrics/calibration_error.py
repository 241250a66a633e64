"""Expected calibration error of the confidence."""

from collections.abc import Sequence

from evals.case import Case
from evals.metrics.confidence import NONE_GIVEN, given
from evals.metrics.metric import Direction, Kind
from evals.metrics.share import Share
from evals.scores import Score, Scored

BINS = 10


class CalibrationError(Share):
    """Σ (n of bin / n) · |mean confidence − share right| over ten equal bins (Naeini et al. 2015)."""

    name = "calibration_error"
    label = "Galat kalibrasi"
    kind = Kind.ABSTENTION
    direction = Direction.LOWER

    def score(self, cases: Sequence[Case]) -> Score:
        """Measure all answers at once; a confidence of 1 belongs to the last bin."""
        answers = given(cases)
        if not answers:
            return NONE_GIVEN
        bins: dict[int, list[float]] = {}
        for sure, right in answers:
            bins.setdefault(min(int(sure * BINS), BINS - 1), []).append(sure - right)
        return Scored(value=sum(abs(sum(gaps)) for gaps in bins.values()) / len(answers))
