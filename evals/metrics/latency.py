"""Latency: how long an answer takes."""

from collections.abc import Sequence

import numpy as np

from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import Amount
from evals.scores import NotApplicable, Score, Scored


class Latency(Amount):
    """A percentile of the seconds that answers took, linear between ranks (Hyndman and Fan 1996, type 7)."""

    kind = Kind.COST

    def __init__(self, percentile: int) -> None:
        self.percentile = percentile
        self.name = f"latency_p{percentile}"
        self.label = f"Waktu jawab p{percentile} (detik)"

    def score(self, cases: Sequence[Case]) -> Score:
        """Measure all answers at once."""
        if not cases:
            return NotApplicable(reason="Tidak ada jawaban.")
        return Scored(value=float(np.percentile([case.record.seconds for case in cases], self.percentile)))
