"""Softmax regression that is small enough to be read: several classes, penalised, weighted."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evals.logistic import Floats

_STEPS = 50
_SMALL = 1e-6


@dataclass(frozen=True, slots=True)
class Softmax:
    """``weights``, shape (classes, features), and ``bias``, shape (classes,), of the classes' logits."""

    weights: Floats
    bias: Floats

    def logits(self, features: Floats) -> Floats:
        """Of every row, shape (n, classes), for features of shape (n, features)."""
        return np.asarray(features @ self.weights.T + self.bias)


def probabilities(logits: Floats) -> Floats:
    """Of every class, each row summing to 1, in the shape given."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def fit_softmax(
    features: Floats, labels: NDArray[np.intp], importance: Floats, *, classes: int, penalty: float
) -> Softmax:
    """Fit by Newton's method (Bishop, Pattern Recognition and Machine Learning, 4.3.4).

    Features are standardised, so that the L2 penalty treats them alike; the penalty also makes the solution
    the only one, since without it all classes' logits could be shifted together. Deterministic.

    Args:
        features: shape (n, features).
        labels: from 0 to ``classes`` − 1, shape (n,).
        importance: of each example, shape (n,).
        classes: how many there are.
        penalty: L2, on standardised weights.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    kept = np.flatnonzero(spread > _SMALL)
    design = np.column_stack([(features[:, kept] - mean[kept]) / spread[kept], np.ones(len(features))])
    theta = _newton(design, np.eye(classes)[labels], importance, penalty)
    weights = np.zeros((classes, features.shape[1]))
    weights[:, kept] = theta[:, :-1] / spread[kept]
    return Softmax(weights, theta[:, -1] - weights @ mean)


def _newton(design: Floats, wanted: Floats, importance: Floats, penalty: float) -> Floats:
    width, classes = design.shape[1], wanted.shape[1]
    ridge = np.full(width, penalty)
    ridge[-1] = 1e-3
    theta = np.zeros((classes, width))
    for _ in range(_STEPS):
        p = probabilities(design @ theta.T)
        gradient = (importance[:, None] * (p - wanted)).T @ design + ridge * theta
        hessian = np.diag(np.tile(ridge, classes))
        for one in range(classes):
            for other in range(one, classes):
                curve = importance * p[:, one] * ((one == other) - p[:, other])
                block = (design * curve[:, None]).T @ design
                rows, columns = (slice(at * width, (at + 1) * width) for at in (one, other))
                hessian[rows, columns] += block
                if other > one:
                    hessian[columns, rows] += block.T
        step = np.linalg.solve(hessian, gradient.ravel()).reshape(theta.shape)
        theta -= step
        if np.abs(step).max() < _SMALL:
            break
    return theta


def temperature(logits: Floats, labels: NDArray[np.intp], importance: Floats) -> float:
    """What logits must be divided by to be calibrated (Guo et al. 2017): the least weighted log loss."""

    def loss(divisor: float) -> float:
        p = probabilities(logits / divisor)[np.arange(len(labels)), labels]
        return float(-(importance * np.log(np.maximum(p, 1e-12))).sum())

    tried = np.exp(np.linspace(np.log(0.25), np.log(4.0), 161))
    return float(min(tried, key=loss))
