"""Whether what was found answers the question: features in, a probability out.

The model is a logistic regression over three features that any corpus gives. Its weights are in
``assistant/data/answerability.yaml``, made by ``python -m evals.fit_answerability`` from the dev split of
our question sets; a passage answers from ``threshold`` on. The cosine is rescaled from the narrow band
that multilingual E5 uses, so another embedding model needs a fit of its own.
"""

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.quoting import Weigh, coverage
from assistant.retrieve import Evidence
from assistant.understand import Understood
from corpus.models import PassageUnit
from corpus.search_words import known_words

COSINE_BAND = (0.80, 0.94)


@dataclass(frozen=True, slots=True)
class Features:
    """What the decision rests on, each about 0–1.

    Attributes:
        cosine: of question and passage, 0 and 1 at the ends of ``COSINE_BAND``.
        asked: weighted share of the question's own words in the passage and its headings.
        meant: the same after abbreviations and phrases were spelled out.
    """

    cosine: float
    asked: float
    meant: float

    def vector(self) -> tuple[float, float, float]:
        """The features in the order of the weights."""
        return (self.cosine, self.asked, self.meant)


class Answerability(BaseModel):
    """Weights of the logistic regression and the probabilities from which it answers.

    Attributes:
        threshold: for a question with a word of personnel matters.
        threshold_outside: for any other question.
        fitted_on: what the weights were made from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: tuple[float, float, float]
    bias: float
    threshold: float
    threshold_outside: float
    fitted_on: str

    def probability(self, features: Features) -> float:
        """That the passage answers the question, 0–1."""
        total = self.bias + sum(
            weight * value for weight, value in zip(self.weights, features.vector(), strict=True)
        )
        return 1.0 / (1.0 + math.exp(-total))

    def needed(self, understood: Understood) -> float:
        """The probability from which a passage is taken to answer."""
        return self.threshold if understood.in_domain else self.threshold_outside


def features_of(understood: Understood, unit: PassageUnit, evidence: Evidence, weigh: Weigh) -> Features:
    """Measure one passage against the question."""
    found = known_words(" ".join((*unit.path, unit.text, unit.search_text)))
    low, high = COSINE_BAND
    cosine = low if math.isnan(evidence.cosine) else evidence.cosine
    return Features(
        cosine=min(max((cosine - low) / (high - low), 0.0), 1.2),
        asked=coverage(understood.asked_words, found, weigh),
        meant=coverage(understood.meant_words, found, weigh),
    )


@cache
def answerability() -> Answerability:
    """The model that ships with the product."""
    text = files("assistant").joinpath("data/answerability.yaml").read_text(encoding="utf-8")
    return Answerability.model_validate(yaml.safe_load(text))
