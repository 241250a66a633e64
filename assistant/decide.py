"""Whether what was found answers the question: features in, a calibrated probability out.

The model is a logistic regression over ``assistant.answer_features``, each weight of the sign its feature
must have. Weights, calibration and thresholds are in ``assistant/data/answerability.yaml``, made by
``python -m evals.fit_answerability``; the file says what they were fitted on and what risk was measured.
"""

import math
from functools import cache
from importlib.resources import files
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from assistant.answer_features import NAMES, Features
from assistant.understand import Understood


class Level(BaseModel):
    """A stated risk: of the answers at least this probable, at most this share is wrong.

    Attributes:
        risk: the greatest share of answers that are wrong, 0–1.
        threshold: the probability from which a passage answers; 1 where the risk was never reached.
        answered, wrong: of the questions the model was tried on without having seen their topic.
        bound: upper end of the exact interval of the share of wrong answers, at most ``risk``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    risk: float
    threshold: float
    answered: int
    wrong: int
    bound: float


class Answerability(BaseModel):
    """Weights, calibration and the levels of risk.

    Attributes:
        weights: by the name of the feature.
        slope, intercept: of the calibration (Platt 1999) from the regression's log-odds to those of a right
            answer.
        level: the risk that is taken for a question with a word of personnel matters.
        level_outside: for any other question: what is far from the library's matter must be surer.
        fitted_on: what all of it was made from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: dict[str, float]
    bias: float
    slope: float
    intercept: float
    level: float
    level_outside: float
    levels: tuple[Level, ...]
    fitted_on: tuple[str, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.weights) != set(NAMES):
            raise ValueError("weights do not name the features that are measured")
        if not {self.level, self.level_outside} <= {one.risk for one in self.levels}:
            raise ValueError("a chosen risk is not among the levels")
        return self

    def log_odds(self, features: Features) -> float:
        """Of the passage answering the question, before calibration."""
        pairs = zip(NAMES, features.vector(), strict=True)
        return self.bias + math.fsum(self.weights[name] * value for name, value in pairs)

    def probability(self, features: Features) -> float:
        """That an answer from the passage is right, 0–1."""
        return 1.0 / (1.0 + math.exp(-(self.intercept + self.slope * self.log_odds(features))))

    def needed(self, understood: Understood) -> float:
        """The probability from which a passage is taken to answer; none is enough without a word asked."""
        if not understood.asked_words:
            return math.inf
        risk = self.level if understood.in_domain else self.level_outside
        return next(one.threshold for one in self.levels if one.risk == risk)


@cache
def answerability() -> Answerability:
    """The model that ships with the product."""
    text = files("assistant").joinpath("data/answerability.yaml").read_text(encoding="utf-8")
    return Answerability.model_validate(yaml.safe_load(text))
