"""Whether a passage answers: a model that can be worked out by hand, and the shipped one."""

import math

import pytest
from pydantic import ValidationError

from assistant.answer_features import NAMES, Features
from assistant.decide import Answerability, answerability
from assistant.models import Question
from assistant.understand import understand
from tests.assistant.conftest import TODAY

BLANK = dict.fromkeys(NAMES, 0.0)
LEVELS = [
    {"risk": 0.1, "threshold": 0.8, "answered": 40, "wrong": 0, "bound": 0.09},
    {"risk": 0.2, "threshold": 0.6, "answered": 70, "wrong": 7, "bound": 0.195},
]


def made(**changed: object) -> Answerability:
    """A model whose only weight is 2 on the cosine."""
    parts = {
        "weights": {**BLANK, "cosine": 2.0},
        "bias": -2.0,
        "slope": 1.0,
        "intercept": 0.0,
        "level": 0.2,
        "level_outside": 0.1,
        "levels": LEVELS,
        "fitted_on": ["nothing"],
    }
    return Answerability.model_validate({**parts, **changed})


def measured(**values: float) -> Features:
    """Features that are 0 but for those given."""
    return Features(**{**BLANK, **values})


def test_log_odds_and_probability_by_hand() -> None:
    assert made().log_odds(measured(cosine=0.5)) == pytest.approx(-1.0)
    assert made().probability(measured(cosine=1.0)) == pytest.approx(0.5)


def test_calibration_stretches_and_moves_the_log_odds() -> None:
    model = made(slope=2.0, intercept=1.0)
    # 1 + 2 × (−2 + 2 × 0.5) = −1
    assert model.probability(measured(cosine=0.5)) == pytest.approx(1 / (1 + math.e))


def test_a_question_about_something_else_must_be_surer() -> None:
    inside = understand(Question(text="cuti tahunan", on=TODAY))
    outside = understand(Question(text="resep rendang", on=TODAY))
    assert (made().needed(inside), made().needed(outside)) == (0.6, 0.8)


def test_a_model_of_other_features_is_refused() -> None:
    with pytest.raises(ValidationError, match="features"):
        made(weights={"cosine": 1.0})


def test_a_level_that_was_not_measured_is_refused() -> None:
    with pytest.raises(ValidationError, match="level"):
        made(level=0.3)


def test_the_shipped_levels_hold_what_they_state() -> None:
    model = answerability()
    for level in model.levels:
        assert level.bound <= level.risk or level.threshold == 1.0
    thresholds = [level.threshold for level in sorted(model.levels, key=lambda level: level.risk)]
    assert thresholds == sorted(thresholds, reverse=True)
    assert model.level_outside <= model.level
    assert model.fitted_on


def test_the_shipped_weights_have_the_signs_of_their_features() -> None:
    weights = answerability().weights
    assert all(weights[name] >= 0 for name in ("cosine", "dense_z", "words_z", "asked", "meant", "way_back"))
    assert all(
        weight <= 0
        for name, weight in weights.items()
        if name.startswith("lacks_") or name in {"behind", "uncovered", "unknown", "local", "other_employee"}
    )


def test_no_single_feature_of_likeness_is_enough() -> None:
    model = answerability()
    needed = model.needed(understand(Question(text="cuti tahunan", on=TODAY)))
    assert model.probability(measured(asked=1.0, meant=1.0)) < needed
    assert model.probability(measured(way=1.0)) < needed
