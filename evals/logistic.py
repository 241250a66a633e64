"""Logistic regression that is small enough to be read: penalised, weighted, with signs that are known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 100
_SMALL = 1e-9


@dataclass(frozen=True, slots=True)
class Logistic:
    """``weights``, shape (features,), and ``bias`` of the log-odds."""

    weights: Floats
    bias: float

    def log_odds(self, features: Floats) -> Floats:
        """Of every row, shape (n,), for features of shape (n, features)."""
        return np.asarray(features @ self.weights + self.bias)


def fit_logistic(
    features: Floats,
    labels: Floats,
    importance: Floats,
    *,
    penalty: float,
    signs: Sequence[int] | None = None,
    spreads: Floats | None = None,
) -> Logistic:
    """Fit by Newton's method (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 4.4.1).

    Features are standardised, so that the L2 penalty treats them alike. A feature whose weight would have
    the wrong sign is left out and the rest fitted again: with few examples it has only learned chance.
    Deterministic.

    Args:
        features: shape (n, features).
        labels: 0 or 1, shape (n,).
        importance: of each example, shape (n,).
        penalty: L2, on standardised weights.
        signs: 1 or −1 for each feature, 0 where either may be; None: either for all.
        spreads: what a feature is divided by before the penalty, shape (features,), 0 or less: its own
            standard deviation; a wider one lets it say less.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    kept = np.flatnonzero(spread > _SMALL)
    if spreads is not None:
        spread = np.where(spreads > 0, spreads, spread)
    while True:
        standard = (features[:, kept] - mean[kept]) / spread[kept]
        theta = _newton(standard, labels, importance, penalty)
        weights = theta[:-1] / spread[kept]
        wrong = np.array(
            [signs is not None and w * signs[k] < 0 for w, k in zip(weights, kept.tolist(), strict=True)]
        )
        if not wrong.any():
            break
        kept = kept[~wrong]
    full = np.zeros(features.shape[1])
    full[kept] = weights
    return Logistic(full, float(theta[-1] - full @ mean))


def _newton(standard: Floats, labels: Floats, importance: Floats, penalty: float) -> Floats:
    design = np.column_stack([standard, np.ones(len(standard))])
    ridge = np.diag([penalty] * standard.shape[1] + [1e-6])
    theta = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        p = 1.0 / (1.0 + np.exp(-design @ theta))
        gradient = design.T @ (importance * (p - labels)) + ridge @ theta
        hessian = (design * (importance * p * (1 - p))[:, None]).T @ design + ridge
        step = np.linalg.solve(hessian, gradient)
        theta -= step
        if np.abs(step).max() < _SMALL:
            break
    return theta
