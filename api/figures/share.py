"""Numbers that say how sure they are. What is of few is counted and not turned into a share."""

from collections.abc import Sequence
from math import ceil
from statistics import median

from corpus.models import Frozen
from evals.statistics import Rate, exact_rate

FEWEST = 5
"""Below so many there is no share, no mean and no median: only counts."""


class Share(Frozen):
    """So many of so many."""

    hits: int
    n: int

    @property
    def rate(self) -> Rate | None:
        """The share with its exact 95 % interval; None where it is of few."""
        return exact_rate(self.hits, self.n) if self.n >= FEWEST else None


class Spread(Frozen):
    """Where the values lie.

    Attributes:
        median, high: half of them are not above the first, nine in ten not above the second; None where they
            are few.
    """

    n: int
    median: float | None
    high: float | None


def spread(values: Sequence[float]) -> Spread:
    """Where values lie; the ninth decile is the smallest value that nine in ten do not exceed."""
    if len(values) < FEWEST:
        return Spread(n=len(values), median=None, high=None)
    ordered = sorted(values)
    return Spread(n=len(values), median=median(ordered), high=ordered[ceil(0.9 * len(ordered)) - 1])


class Bin(Frozen):
    """How many values lie between two bounds; the label says which."""

    label: str
    n: int


def binned(values: Sequence[float], bounds: Sequence[float], labels: Sequence[str]) -> tuple[Bin, ...]:
    """Counts by upper bound, each included; what is above the last bound is in a bin of its own.

    Args:
        labels: one more than bounds.
    """
    counts = [0] * len(labels)
    for value in values:
        counts[next((place for place, bound in enumerate(bounds) if value <= bound), len(bounds))] += 1
    return tuple(Bin(label=label, n=n) for label, n in zip(labels, counts, strict=True))
