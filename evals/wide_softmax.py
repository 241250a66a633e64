"""Softmax regression for thousands of features, where Newton's matrix would not fit."""

import numpy as np
from numpy.typing import NDArray

Wide = NDArray[np.float32]
_POWER_STEPS = 20


def fit_wide(
    features: Wide, labels: NDArray[np.intp], importance: Wide, *, classes: int, penalty: float, steps: int
) -> Wide:
    """Fit by accelerated gradient descent (Nesterov 2004, 2.2.1, strongly convex). Deterministic.

    Args:
        features: shape (n, features), a column of ones for the bias among them.
        labels: from 0 to ``classes`` − 1, shape (n,).
        importance: of each example, shape (n,); only their proportions count.
        penalty: L2, against the mean loss.
        steps: of the descent.

    Returns:
        Weights, shape (features, classes): logits are ``features @ weights``.
    """
    wanted = np.eye(classes, dtype=np.float32)[labels]
    share = (importance / importance.sum()).astype(np.float32)[:, None]
    steepest = 0.5 * _largest_eigenvalue(np.sqrt(share) * features) + penalty
    root = np.sqrt(penalty / steepest)
    momentum = np.float32((1 - root) / (1 + root))
    weights = np.zeros((features.shape[1], classes), np.float32)
    ahead = weights
    for _ in range(steps):
        gradient = features.T @ (share * (chances(features @ ahead) - wanted)) + np.float32(penalty) * ahead
        step = ahead - gradient / np.float32(steepest)
        ahead = step + momentum * (step - weights)
        weights = step
    return weights


def chances(logits: Wide) -> Wide:
    """Probabilities of the classes, each row summing to 1, in the shape given."""
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float32)


def _largest_eigenvalue(rows: Wide) -> float:
    """Of ``rows.T @ rows``, a little too large rather than too small."""
    direction = np.ones(rows.shape[1], np.float32)
    size = 1.0
    for _ in range(_POWER_STEPS):
        direction = rows.T @ (rows @ direction)
        size = float(np.linalg.norm(direction))
        direction /= np.float32(size)
    return 1.05 * size
