"""Means with seeded bootstrap intervals, so that two runs on the same scores say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 4_000
SEED = 20_260_101
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over ``n`` questions with its percentile bootstrap interval."""

    mean: float
    low: float
    high: float
    n: int


def mean_interval(values: Sequence[float]) -> Estimate | None:
    """Mean and 95 % interval, resampling questions; None where there are none."""
    if not values:
        return None
    data = np.asarray(values, dtype=np.float64)
    draws = np.random.default_rng(SEED).integers(0, data.size, size=(RESAMPLES, data.size))
    low, high = np.quantile(data[draws].mean(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(float(data.mean()), float(low), float(high), data.size)


def paired_difference(ours: Sequence[float], theirs: Sequence[float]) -> Estimate | None:
    """Mean of ours − theirs over the same questions, with its interval.

    Raises:
        ValueError: the two are not of one length.
    """
    return mean_interval([a - b for a, b in zip(ours, theirs, strict=True)])
