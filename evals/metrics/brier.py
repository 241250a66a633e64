"""Brier score of the confidence."""

import math
from collections.abc import Sequence

from evals.case import Case
from evals.metrics.confidence import NONE_GIVEN, given
from evals.metrics.metric import Direction, Kind
from evals.metrics.share import Share
from evals.scores import Score, Scored


class Brier(Share):
    """Mean of (confidence − right)² over the answers given (Brier 1950)."""

    name = "brier"
    label = "Skor Brier"
    kind = Kind.ABSTENTION
    direction = Direction.LOWER

    def score(self, cases: Sequence[Case]) -> Score:
        """Measure all answers at once."""
        answers = given(cases)
        if not answers:
            return NONE_GIVEN
        return Scored(value=math.fsum((sure - right) ** 2 for sure, right in answers) / len(answers))
