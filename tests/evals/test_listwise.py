"""Listwise regression puts what is right first and learns nothing against a known sign."""

import numpy as np
import pytest

from evals.listwise import fit_listwise

LISTS = [np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.9, 0.3], [0.2, 0.4]])]
RIGHT = [np.array([1.0, 0.0]), np.array([1.0, 0.0])]


def test_the_right_item_is_scored_highest() -> None:
    weights = fit_listwise(LISTS, RIGHT, penalty=0.1)
    assert all(int(np.argmax(items @ weights)) == 0 for items in LISTS)


def test_a_weight_of_the_wrong_sign_is_nought() -> None:
    assert fit_listwise(LISTS, RIGHT, penalty=0.1)[1] < 0
    weights = fit_listwise(LISTS, RIGHT, penalty=0.1, signs=[1, 1])
    assert weights[0] > 0
    assert weights[1] == 0


def test_what_never_differs_has_no_weight() -> None:
    same = [np.column_stack([items, np.ones(2)]) for items in LISTS]
    assert fit_listwise(same, RIGHT, penalty=0.1)[2] == 0


def test_one_right_item_first_is_enough() -> None:
    """Only one of two right items can lead; the other right one does not hold it back."""
    lists = [np.array([[3.0], [0.0], [1.0]])]
    weights = fit_listwise(lists, [np.array([1.0, 1.0, 0.0])], penalty=0.01)
    assert weights[0] > 0


def test_a_heavier_penalty_keeps_weights_smaller() -> None:
    light, heavy = (np.abs(fit_listwise(LISTS, RIGHT, penalty=one)).sum() for one in (0.1, 10.0))
    assert heavy < light


def test_it_is_deterministic() -> None:
    assert fit_listwise(LISTS, RIGHT, penalty=1.0) == pytest.approx(fit_listwise(LISTS, RIGHT, penalty=1.0))
