"""Measures of abstention, by hand."""

import numpy as np
import pytest

from assistant.answer_features import NAMES
from evals.bench.abstention import Shown, aurc, auroc, by_raw_score, compare, risk_at_coverage
from evals.fit_answerability import Example
from evals.items import Item

SURE_AND_RIGHT = Shown(0.9, True, True)
SURE_AND_WRONG = Shown(0.8, False, False)
UNSURE_AND_RIGHT = Shown(0.5, True, True)


def test_area_and_risk() -> None:
    shown = [SURE_AND_RIGHT, SURE_AND_WRONG, UNSURE_AND_RIGHT]
    # Wrong of the first 1, 2, 3: 0, 1/2, 1/3.
    assert aurc(shown) == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)
    # Eighty of a hundred of three questions are all three.
    assert risk_at_coverage(shown) == pytest.approx(1 / 3)


def test_pairs_in_the_right_order() -> None:
    assert auroc([SURE_AND_RIGHT, SURE_AND_WRONG, UNSURE_AND_RIGHT]) == 0.5
    assert auroc([Shown(0.5, True, True), Shown(0.5, False, False)]) == 0.5
    assert auroc([SURE_AND_RIGHT, SURE_AND_WRONG]) == 1.0


def test_a_system_does_not_differ_from_itself() -> None:
    shown = [SURE_AND_RIGHT, SURE_AND_WRONG] * 5
    compared = compare(shown, shown, aurc)
    assert (compared.difference, compared.low, compared.high) == (0.0, 0.0, 0.0)


def test_a_better_order_is_told_with_its_interval() -> None:
    good = [Shown(0.9, True, True)] * 20 + [Shown(0.1, False, False)] * 20
    bad = [Shown(0.1, True, True)] * 20 + [Shown(0.9, False, False)] * 20
    compared = compare(good, bad, aurc)
    assert compared.high < 0


def test_the_nearest_passage_is_shown() -> None:
    item = Item(id="a", question="apa itu", answerable=True, gold=(("x",),), tags=("uji",), split="dev")
    features = np.zeros((2, len(NAMES)))
    features[1, NAMES.index("cosine")] = 0.7
    (shown,) = by_raw_score([Example(item, "uji", features, np.array([0.0, 1.0]))])
    assert shown == Shown(0.7, True, True)
