"""Softmax regression."""

import numpy as np
import pytest

from evals.softmax import fit_softmax, probabilities, temperature

EVEN = np.ones(60)


def points() -> tuple[np.ndarray, np.ndarray]:
    """Three clusters in the plane, twenty points each, and a feature that never changes."""
    chance = np.random.default_rng(1)
    centres = np.array([[0.0, 0.0], [6.0, 0.0], [0.0, 6.0]])
    labels = np.repeat([0, 1, 2], 20)
    return np.column_stack([centres[labels] + chance.normal(size=(60, 2)), np.full(60, 7.0)]), labels


def test_clusters_are_told_apart_and_a_constant_has_no_weight():
    features, labels = points()
    fitted = fit_softmax(features, labels, EVEN, classes=3, penalty=0.1)
    assert (fitted.logits(features).argmax(axis=1) == labels).mean() > 0.95
    assert (fitted.weights[:, 2] == 0).all()


def test_without_features_that_tell_the_shares_are_learned():
    labels = np.array([0] * 30 + [1] * 20 + [2] * 10)
    fitted = fit_softmax(np.zeros((60, 1)), labels, EVEN, classes=3, penalty=1.0)
    assert probabilities(fitted.logits(np.zeros((1, 1))))[0] == pytest.approx([1 / 2, 1 / 3, 1 / 6], abs=1e-3)


def test_importance_counts_like_repetition():
    features, labels = points()
    twice = fit_softmax(
        np.concatenate([features, features[:5]]),
        np.concatenate([labels, labels[:5]]),
        np.ones(65),
        classes=3,
        penalty=1e-6,
    )
    weighted = fit_softmax(features, labels, EVEN + (np.arange(60) < 5), classes=3, penalty=1e-6)
    assert probabilities(weighted.logits(features)) == pytest.approx(
        probabilities(twice.logits(features)), abs=1e-3
    )


def test_logits_that_are_too_sure_are_divided():
    """Half right at a logit of 4 is a probability of one half, so the largest divisor tried is best."""
    logits = np.array([[4.0, 0.0], [4.0, 0.0]])
    assert temperature(logits, np.array([0, 1]), np.ones(2)) == pytest.approx(4.0)
