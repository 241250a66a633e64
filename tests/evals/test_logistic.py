"""Logistic regression and the thresholds of stated risks, by hand."""

import math

import numpy as np
import pytest

from evals.logistic import fit_logistic
from evals.risk_levels import Held, at_threshold, lowest_threshold


def test_log_odds_of_the_share_without_a_telling_feature() -> None:
    # Three of four are positive and the feature is constant: only the bias is left, log 3.
    fitted = fit_logistic(np.zeros((4, 1)), np.array([1.0, 1.0, 1.0, 0.0]), np.ones(4), penalty=1.0)
    assert fitted.weights.tolist() == [0.0]
    assert fitted.bias == pytest.approx(math.log(3), abs=1e-4)


def test_two_groups_have_the_log_odds_of_their_shares() -> None:
    # At 0 one of four is positive, at 1 three of four: −log 3 and log 3.
    features = np.array([[0.0]] * 4 + [[1.0]] * 4)
    labels = np.array([1.0, 0, 0, 0, 1, 1, 1, 0])
    fitted = fit_logistic(features, labels, np.ones(8), penalty=1e-9)
    assert fitted.log_odds(np.array([[0.0], [1.0]])) == pytest.approx([-math.log(3), math.log(3)], abs=1e-4)


def test_importance_counts_as_repeats() -> None:
    features = np.array([[0.0], [0.0], [1.0], [1.0]])
    labels = np.array([1.0, 0.0, 1.0, 0.0])
    fitted = fit_logistic(features, labels, np.array([1.0, 3.0, 3.0, 1.0]), penalty=1e-9)
    assert fitted.bias == pytest.approx(-math.log(3), abs=1e-4)


def test_a_weight_of_the_wrong_sign_is_left_out() -> None:
    features = np.array([[0.0]] * 4 + [[1.0]] * 4)
    labels = np.array([1.0, 0, 0, 0, 1, 1, 1, 0])
    fitted = fit_logistic(features, labels, np.ones(8), penalty=1e-9, signs=[-1])
    assert fitted.weights.tolist() == [0.0]
    assert fitted.bias == pytest.approx(0.0, abs=1e-4)


def test_a_penalty_draws_weights_to_zero() -> None:
    features = np.array([[0.0]] * 4 + [[1.0]] * 4)
    labels = np.array([1.0, 0, 0, 0, 1, 1, 1, 0])
    loose, tight = (fit_logistic(features, labels, np.ones(8), penalty=p).weights[0] for p in (0.1, 10.0))
    assert 0 < tight < loose


def test_what_a_threshold_gives() -> None:
    held = at_threshold([0.9, 0.8, 0.2], [True, False, True], 0.5)
    assert (held.answered, held.wrong) == (2, 1)
    # The exact interval of one of two reaches to 1 − 0.025 ** (1 / 2) from below: .987.
    assert held.bound == pytest.approx(0.9874, abs=1e-4)
    assert at_threshold([0.1], [True], 0.5) == Held(0.5, 0, 0, 1.0)


def test_the_lowest_threshold_that_holds_the_risk() -> None:
    # 72 right answers bound the risk by 1 − 0.025 ** (1 / 72) = 0.0499; with one wrong it is more.
    confidences = [0.9] * 72 + [0.4]
    held = lowest_threshold(confidences, [True] * 72 + [False], 0.05)
    assert (held.threshold, held.answered, held.wrong) == (0.9, 72, 0)
    assert held.bound <= 0.05


def test_a_risk_that_is_never_held_answers_nothing() -> None:
    assert lowest_threshold([0.9] * 10, [True] * 10, 0.05) == Held(1.0, 0, 0, 1.0)
