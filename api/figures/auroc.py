"""How well a score tells two kinds apart."""

from collections.abc import Sequence
from math import sqrt

from corpus.models import Frozen

FEWEST_OF_EACH = 5
_Z = 1.959964
"""Of the normal distribution, for 95 %."""


class Auroc(Frozen):
    """The area under the ROC curve with its 95 % interval.

    Attributes:
        area: the chance that one of the first kind has the higher score than one of the second; ½ says that
            the score tells nothing.
        positives, negatives: how many of each kind it was counted on.
    """

    area: float
    low: float
    high: float
    positives: int
    negatives: int


def auroc(positives: Sequence[float], negatives: Sequence[float]) -> Auroc | None:
    """The area after Mann and Whitney, ties counting half; None where there are fewer than five of a kind.

    Hanley and McNeil, The Meaning and Use of the Area under a ROC Curve (1982), for the interval.
    """
    first, second = len(positives), len(negatives)
    if min(first, second) < FEWEST_OF_EACH:
        return None
    won = sum((one > other) + 0.5 * (one == other) for one in positives for other in negatives)
    area = won / (first * second)
    both_above, both_below = area / (2 - area), 2 * area**2 / (1 + area)
    variance = (
        area * (1 - area) + (first - 1) * (both_above - area**2) + (second - 1) * (both_below - area**2)
    ) / (first * second)
    margin = _Z * sqrt(max(variance, 0.0))
    return Auroc(
        area=area,
        low=max(0.0, area - margin),
        high=min(1.0, area + margin),
        positives=first,
        negatives=second,
    )
