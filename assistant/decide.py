"""Whether what was found answers the question: numbers in, a probability out.

The model is a logistic regression over five features that any corpus gives: how much of the
question's meaning the best passage covers, how far it stands out, and how well the wording of an
approved question matches. Its weights are in ``assistant/data/answerability.yaml`` with the data
they were fitted on; a question is answered from ``threshold`` on.
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
from corpus.models import PassageKind, PassageUnit
from corpus.search_words import known_words

ASKED = frozenset({PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM})


@dataclass(frozen=True, slots=True)
class Features:
    """What the decision rests on, each about 0–1.

    Attributes:
        cosine: of question and passage, rescaled from the narrow band E5 uses.
        stand_out: how far the passage's cosine lies above the other candidates', in z-scores / 4.
        asked: weighted share of the question's own words in the passage and its headings.
        meant: the same for the words after abbreviations and phrases were spelled out.
        wording: weighted overlap with the best matching approved way to ask; 0 for law and texts.
    """

    cosine: float
    stand_out: float
    asked: float
    meant: float
    wording: float

    def vector(self) -> tuple[float, ...]:
        """The features in the order of the weights."""
        return (self.cosine, self.stand_out, self.asked, self.meant, self.wording)


class Answerability(BaseModel):
    """Weights of the logistic regression and the probability from which it answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: tuple[float, float, float, float, float]
    bias: float
    threshold: float
    fitted_on: str

    def probability(self, features: Features) -> float:
        """That the passage answers the question, 0–1."""
        total = self.bias + sum(
            weight * value for weight, value in zip(self.weights, features.vector(), strict=True)
        )
        return 1.0 / (1.0 + math.exp(-total))


def features_of(understood: Understood, unit: PassageUnit, evidence: Evidence, weigh: Weigh) -> Features:
    """Measure one passage against the question."""
    found = known_words(" ".join((*unit.path, unit.text, unit.search_text)))
    cosine = 0.0 if math.isnan(evidence.cosine) else evidence.cosine
    return Features(
        cosine=min(max((cosine - 0.78) / 0.16, 0.0), 1.0),
        stand_out=min(max(evidence.dense_z / 4.0, 0.0), 1.0),
        asked=coverage(understood.asked_words, found, weigh),
        meant=coverage(set(understood.words), found, weigh),
        wording=_wording(understood, unit, weigh),
    )


def _wording(understood: Understood, unit: PassageUnit, weigh: Weigh) -> float:
    """Weighted Jaccard overlap of the question with the nearest approved way to ask."""
    if unit.kind not in ASKED:
        return 0.0
    asked = set(understood.words)
    best = 0.0
    for line in unit.search_text.splitlines():
        known = known_words(line)
        together = sum(weigh(word) for word in asked | known)
        if together:
            best = max(best, sum(weigh(word) for word in asked & known) / together)
    return best


@cache
def answerability() -> Answerability:
    """The model that ships with the product."""
    text = files("assistant").joinpath("data/answerability.yaml").read_text(encoding="utf-8")
    return Answerability.model_validate(yaml.safe_load(text))
