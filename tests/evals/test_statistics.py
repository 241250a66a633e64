"""Intervals are seeded, hold the mean, pair by question, and keep documents together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.statistics import exact_rate, holm, mean_interval, paired_difference, permutation_p


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


def test_copies_of_one_document_prove_no_more_than_one() -> None:
    """Two documents of fifty equal answers each: every resample has mean 0, .5 or 1."""
    estimate = mean_interval([0.0] * 50 + [1.0] * 50, ["a"] * 50 + ["b"] * 50)
    assert estimate is not None
    assert (estimate.low, estimate.mean, estimate.high) == (0.0, 0.5, 1.0)
    assert (estimate.n, estimate.clusters) == (100, 2)


def test_a_large_document_weighs_by_its_questions() -> None:
    estimate = mean_interval([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"])
    assert estimate is not None
    assert estimate.mean == 0.75


def test_two_runs_agree() -> None:
    values = [0.1, 0.9, 0.4, 0.4, 0.7]
    assert mean_interval(values) == mean_interval(values)
    assert mean_interval(values) != mean_interval(values, seed=1)


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
    with pytest.raises(ValueError, match="argument"):
        mean_interval([1.0], ["a", "b"])


def test_five_equal_gains_are_as_rare_as_two_in_thirty_two() -> None:
    """Of the 2⁵ ways to choose signs only all plus and all minus are as extreme."""
    assert permutation_p([1.0] * 5) == pytest.approx(2 / 32, abs=0.01)


def test_five_gains_in_one_document_are_one_flip() -> None:
    assert permutation_p([1.0] * 5, ["a"] * 5) == 1.0


def test_no_difference_proves_nothing_and_p_is_never_zero() -> None:
    assert permutation_p([]) == 1.0
    assert permutation_p([0.0, 0.0]) == 1.0
    assert permutation_p([1.0] * 60) == 1 / 10_000


def test_holm_by_hand() -> None:
    """Sorted .01 · 3, .03 · 2, .04 · 1, never falling: .03, .06, .06."""
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "b": 0.06, "c": 0.06})
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert holm({}) == {}


def test_no_failure_in_a_hundred_still_allows_some() -> None:
    """Closed form of the exact bound for no hits: 1 − .025^(1/n)."""
    rate = exact_rate(0, 100)
    assert rate.low == 0.0
    assert rate.high == pytest.approx(1 - 0.025 ** (1 / 100))


def test_exact_interval_of_five_in_twenty() -> None:
    """As binom.test(5, 20) of R prints it."""
    rate = exact_rate(5, 20)
    assert rate.low == pytest.approx(0.08657147, abs=1e-7)
    assert rate.high == pytest.approx(0.49104587, abs=1e-7)


@pytest.mark.parametrize(("hits", "n"), [(1, 0), (-1, 3), (4, 3)])
def test_impossible_shares_are_refused(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        exact_rate(hits, n)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_exact_intervals_hold_the_share_and_mirror(case: tuple[int, int]) -> None:
    hits, n = case
    rate, mirrored = exact_rate(hits, n), exact_rate(n - hits, n)
    assert 0 <= rate.low <= hits / n <= rate.high <= 1
    assert rate.low == pytest.approx(1 - mirrored.high, abs=1e-9)
