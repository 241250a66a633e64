"""Intervals are seeded, hold the mean, and pair by question."""

import pytest

from evals.bench.statistics import mean_interval, paired_difference


def test_equal_values_have_no_spread() -> None:
    estimate = mean_interval([0.5] * 20)
    assert estimate is not None
    assert (estimate.mean, estimate.low, estimate.high, estimate.n) == (0.5, 0.5, 0.5, 20)


def test_interval_of_a_coin() -> None:
    """Mean .5, standard error .5/√100 = .05, so about ±.098."""
    estimate = mean_interval([0.0, 1.0] * 50)
    assert estimate is not None
    assert estimate.mean == 0.5
    assert estimate.low == pytest.approx(0.402, abs=0.02)
    assert estimate.high == pytest.approx(0.598, abs=0.02)


def test_two_runs_agree() -> None:
    values = [0.1, 0.9, 0.4, 0.4, 0.7]
    assert mean_interval(values) == mean_interval(values)


def test_pairing_removes_what_is_common() -> None:
    ours, theirs = [0.2, 0.9, 0.5], [0.1, 0.8, 0.4]
    estimate = paired_difference(ours, theirs)
    assert estimate is not None
    assert estimate.low == pytest.approx(0.1)
    assert estimate.high == pytest.approx(0.1)


def test_no_questions_is_not_a_zero() -> None:
    assert mean_interval([]) is None


def test_pairs_must_match() -> None:
    with pytest.raises(ValueError, match="argument"):
        paired_difference([1.0], [1.0, 0.0])
