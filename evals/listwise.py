"""Listwise logistic regression that is small enough to be read: which of a list is right."""

from collections.abc import Sequence

import numpy as np

from evals.logistic import Floats

_ROUNDS = 25
_STEP = 1.0
"""Most that a standardised weight changes in one round: far from the solution Newton's steps overshoot."""
_SMALL = 1e-3
_SPREAD = 1e-9
_OTHERS = 0.02
"""Keeps every right item of a list in sight, also those that rank far behind at first."""


def fit_listwise(
    features: Sequence[Floats],
    relevance: Sequence[Floats],
    *,
    penalty: float,
    signs: Sequence[int] | None = None,
) -> Floats:
    """Weights, shape (features,), under which the first item of each list is a right one.

    The probability that an item is first is the softmax of the scores of its list (Cao et al., Learning to
    Rank, 2007). Where several are right it is enough that one of them is first: each takes part in proportion
    to its relevance and to how likely it is already (expectation–maximisation), and the weights follow by
    Newton's method. Features are standardised, so that the L2 penalty treats them alike. A feature whose
    weight would have the wrong sign is left out and the rest fitted again. Deterministic.

    Args:
        features: of every list, shape (items, features).
        relevance: of every list, shape (items,), at least one above 0.
        penalty: L2, on standardised weights.
        signs: 1 or −1 for each feature, 0 where either may be; None: either for all.
    """
    spread = np.concatenate(features).std(axis=0)
    kept = np.flatnonzero(spread > _SPREAD)
    while True:
        lists = [one[:, kept] / spread[kept] for one in features]
        theta = _rounds(lists, relevance, penalty)
        wrong = np.array(
            [signs is not None and w * signs[k] < 0 for w, k in zip(theta, kept.tolist(), strict=True)]
        )
        if not wrong.any():
            break
        kept = kept[~wrong]
    weights = np.zeros(len(spread))
    weights[kept] = theta / spread[kept]
    return weights


def _rounds(lists: Sequence[Floats], relevance: Sequence[Floats], penalty: float) -> Floats:
    size = lists[0].shape[1]
    theta = np.zeros(size)
    for _ in range(_ROUNDS):
        gradient, hessian = penalty * theta, penalty * np.eye(size)
        for items, wanted in zip(lists, relevance, strict=True):
            raised = np.exp(items @ theta - (items @ theta).max())
            likely = raised / raised.sum()
            target = wanted * (likely + _OTHERS)
            mean = likely @ items
            gradient += mean - (target / target.sum()) @ items
            spread = items - mean
            hessian += (spread * likely[:, None]).T @ spread
        step = np.linalg.solve(hessian, gradient)
        largest = float(np.abs(step).max())
        theta -= step * min(1.0, _STEP / largest) if largest > 0 else step
        if largest < _SMALL:
            break
    return theta
