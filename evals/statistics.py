"""Estimates that state their uncertainty, seeded so that two runs on the same scores say the same.

Questions about one document are not independent of each other, so whole clusters are resampled and flipped.
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 4_000
PERMUTATIONS = 9_999
SEED = 20_260_101
LEVEL = 0.95
_BISECTIONS = 60
_CHUNK = 500
"""Rows of random draws made at once: bounded memory for large sets."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over ``n`` values in ``clusters`` clusters with its percentile bootstrap interval."""

    mean: float
    low: float
    high: float
    n: int
    clusters: int


@dataclass(frozen=True, slots=True)
class Rate:
    """``hits`` of ``n`` with the exact two-sided interval of the share."""

    hits: int
    n: int
    low: float
    high: float


def mean_interval(
    values: Sequence[float], clusters: Sequence[Hashable] | None = None, *, seed: int = SEED
) -> Estimate | None:
    """Mean and 95 % percentile interval of the cluster bootstrap; None where there are no values.

    Davison and Hinkley, Bootstrap Methods and their Application (1997), 3.8: clusters are drawn with
    replacement and everything in them comes along. With one cluster the interval has no width: look at
    ``clusters`` before trusting it.

    Args:
        clusters: the cluster of each value; None: every value is one of its own.

    Raises:
        ValueError: values and clusters are not of one length.
    """
    if not values:
        return None
    sums, counts = _by_cluster(values, clusters)
    rng = np.random.default_rng(seed)
    means = []
    for start in range(0, RESAMPLES, _CHUNK):
        draws = rng.integers(0, sums.size, size=(min(_CHUNK, RESAMPLES - start), sums.size))
        means.append(sums[draws].sum(axis=1) / counts[draws].sum(axis=1))
    low, high = np.quantile(np.concatenate(means), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(float(sums.sum() / counts.sum()), float(low), float(high), len(values), sums.size)


def paired_difference(
    ours: Sequence[float], theirs: Sequence[float], clusters: Sequence[Hashable] | None = None
) -> Estimate | None:
    """Mean of ours − theirs over the same questions, with its interval.

    Raises:
        ValueError: the sequences are not of one length.
    """
    return mean_interval([a - b for a, b in zip(ours, theirs, strict=True)], clusters)


def permutation_p(
    differences: Sequence[float], clusters: Sequence[Hashable] | None = None, *, seed: int = SEED
) -> float:
    """Two-sided p of the paired permutation test: each cluster's differences change their sign at random.

    (b + 1) / (m + 1) after Phipson and Smyth, Permutation P-values Should Never Be Zero (2010). 1 without
    differences.

    Raises:
        ValueError: differences and clusters are not of one length.
    """
    if not differences:
        return 1.0
    sums, _ = _by_cluster(differences, clusters)
    observed = abs(float(sums.sum()))
    rng = np.random.default_rng(seed)
    as_extreme = 0
    for start in range(0, PERMUTATIONS, _CHUNK):
        signs = rng.choice((-1.0, 1.0), size=(min(_CHUNK, PERMUTATIONS - start), sums.size))
        # The sums are added in another order than the observed one; a last digit decides nothing.
        as_extreme += int((np.abs(signs @ sums) >= observed - 1e-9).sum())
    return (as_extreme + 1) / (PERMUTATIONS + 1)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Adjusted p of each named test, in the order given, which bounds the family-wise error (Holm 1979)."""
    adjusted: dict[str, float] = {}
    greatest = 0.0
    for rank, name in enumerate(sorted(p_values, key=lambda key: p_values[key])):
        greatest = max(greatest, min(1.0, (len(p_values) - rank) * p_values[name]))
        adjusted[name] = greatest
    return {name: adjusted[name] for name in p_values}


def exact_rate(hits: int, n: int) -> Rate:
    """The share with its exact two-sided 95 % interval (Clopper and Pearson 1934).

    Raises:
        ValueError: not 0 ≤ hits ≤ n with n ≥ 1.
    """
    if not 0 <= hits <= n or n < 1:
        raise ValueError(f"no share: {hits} of {n}")
    tail = (1 - LEVEL) / 2
    low = 0.0 if hits == 0 else _root(lambda p: _at_least(hits, n, p) - tail)
    high = 1.0 if hits == n else _root(lambda p: tail - _at_most(hits, n, p))
    return Rate(hits, n, low, high)


def _by_cluster(values: Sequence[float], clusters: Sequence[Hashable] | None) -> tuple[Floats, Floats]:
    """Sum and number of the values of each cluster, in order of first appearance."""
    if clusters is None:
        return np.asarray(values, dtype=np.float64), np.ones(len(values))
    sums: dict[Hashable, float] = {}
    counts: dict[Hashable, float] = {}
    for value, cluster in zip(values, clusters, strict=True):
        sums[cluster] = sums.get(cluster, 0.0) + value
        counts[cluster] = counts.get(cluster, 0.0) + 1
    return np.array(list(sums.values())), np.array(list(counts.values()))


def _root(rising: Callable[[float], float]) -> float:
    """Where a rising function of 0–1 crosses zero, by bisection."""
    low, high = 0.0, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def _at_least(hits: int, n: int, p: float) -> float:
    return math.fsum(_probability(k, n, p) for k in range(hits, n + 1))


def _at_most(hits: int, n: int, p: float) -> float:
    return math.fsum(_probability(k, n, p) for k in range(hits + 1))


def _probability(k: int, n: int, p: float) -> float:
    """Of k hits in n draws; by logarithms, since the factors overflow from n of about 1,000."""
    if p in (0.0, 1.0):
        return float(k == n * p)
    log = math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
    return math.exp(log + k * math.log(p) + (n - k) * math.log1p(-p))
