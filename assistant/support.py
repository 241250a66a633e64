"""Whether a sentence follows from the texts it cites, contradicts them, or says more than they do.

Two look at it: structural checks that can be read (``assistant.support_logic``), and below a regression for
what they do not see. Either is enough to call a claim unsupported.

The shipped checker is a softmax regression over ``assistant.support_features``. Weights, calibration and the
threshold are in ``assistant/data/support.yaml``, made by ``python -m evals.fit_support``; the file says what
they were fitted on and what was measured. It knows words and how they stand, not the world: it is one of
several checks, and what it lets pass is not thereby true.
"""

from collections.abc import Sequence
from functools import cache, cached_property
from importlib.resources import files
from typing import Protocol, Self

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

from assistant.support_features import NAMES, Features, features_of
from assistant.support_logic import Finding, Structure, findings
from assistant.support_reason import Support, reason_of
from assistant.support_text import MAX_CLAIM
from assistant.support_vectors import SentenceVectors
from corpus.embeddings.protocol import Embedder
from corpus.models import Frozen

__all__ = [
    "ORDER",
    "FittedChecker",
    "Support",
    "SupportChecker",
    "SupportModel",
    "SupportVerdict",
    "shipped_checker",
]

ORDER = (Support.SUPPORTED, Support.CONTRADICTED, Support.BEYOND)
"""In which the model's classes stand."""

TOLD = 3
"""Structural findings that a verdict names."""


class SupportVerdict(Frozen):
    """What a checker says of one claim.

    Attributes:
        probability: that the label is right, 0–1. A claim is only called unsupported where that is likely
            enough, so it may be below ½ for one that passes.
        reason: in Indonesian, for the person who drafted or reads the claim.
    """

    label: Support
    probability: float
    reason: str


class SupportChecker(Protocol):
    """Judges one claim by the texts it cites."""

    @property
    def name(self) -> str:
        """What it is, as in manifests."""
        ...

    def check(self, claim: str, evidence: Sequence[str]) -> SupportVerdict:
        """Judge.

        Args:
            claim: one sentence of a draft.
            evidence: the cited texts; without any the claim goes beyond them.

        Raises:
            corpus.errors.EmbeddingError: a model that it needs failed.
        """
        ...


class SupportModel(BaseModel):
    """Weights, calibration, threshold and what was measured.

    Attributes:
        weights: by label, then by the name of the feature.
        bias: by label.
        temperature: what the logits are divided by (Guo et al. 2017).
        flagged_from: probability of not being supported from which a claim is called so.
        precision: of each structural check, the share of what it finds that is wrong, where the threshold was
            chosen and in the mix that was fitted on.
        false_alarms: share of true sentences about law that the two together called so there.
        fitted_on: what all of it was made from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    weights: dict[Support, dict[str, float]]
    bias: dict[Support, float]
    temperature: float
    flagged_from: float
    precision: dict[Structure, float]
    false_alarms: float
    fitted_on: tuple[str, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if set(self.weights) != set(Support) or set(self.bias) != set(Support):
            raise ValueError("weights do not name the labels")
        if any(set(own) != set(NAMES) for own in self.weights.values()):
            raise ValueError("weights do not name the features that are measured")
        return self

    @cached_property
    def _rows(self) -> NDArray[np.float64]:
        """The weights, shape (labels, features)."""
        return np.array([[self.weights[label][name] for name in NAMES] for label in ORDER])

    @cached_property
    def _bias(self) -> NDArray[np.float64]:
        return np.array([self.bias[label] for label in ORDER])

    def probabilities(self, features: Features) -> dict[Support, float]:
        """Of each label."""
        return self.probabilities_of(np.array(features.vector()))

    def probabilities_of(self, vector: NDArray[np.float64]) -> dict[Support, float]:
        """Of each label, for features in the order of ``NAMES``."""
        logits = self._bias + self._rows @ vector
        raised = np.exp((logits - logits.max()) / self.temperature)
        return dict(zip(ORDER, (raised / raised.sum()).tolist(), strict=True))

    def all_probabilities(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of each label in ``ORDER``, shape (claims, labels), for rows of features."""
        return np.array([list(self.probabilities_of(row).values()) for row in features])

    def label(self, probabilities: dict[Support, float]) -> Support:
        """The likelier kind of unsupported where that is likely enough, else supported."""
        if 1 - probabilities[Support.SUPPORTED] < self.flagged_from:
            return Support.SUPPORTED
        return max((Support.CONTRADICTED, Support.BEYOND), key=lambda label: probabilities[label])


class FittedChecker:
    """The shipped checker. Safe to share between threads."""

    name = "shipped"

    def __init__(self, model: SupportModel, rarity: dict[str, float], embedder: Embedder) -> None:
        self._model = model
        self._rarity = rarity
        self._vectors = SentenceVectors(embedder)

    def check(self, claim: str, evidence: Sequence[str]) -> SupportVerdict:
        """See :class:`SupportChecker`; the first ``MAX_CLAIM`` characters of the claim are read."""
        said = claim[:MAX_CLAIM]
        found = findings(said, evidence, self.weigh)
        if found:
            return self._told(found)
        features = features_of(said, evidence, self.weigh, self._vectors)
        if features.empty:
            reason = "Tidak ada teks rujukan, atau tidak ada yang bisa dibandingkan dengannya."
            return SupportVerdict(label=Support.BEYOND, probability=1.0, reason=reason)
        probabilities = self._model.probabilities(features)
        label = self._model.label(probabilities)
        return SupportVerdict(
            label=label,
            probability=min(max(probabilities[label], 0.0), 1.0),
            reason=reason_of(label, features),
        )

    def _told(self, found: Sequence[Finding]) -> SupportVerdict:
        """What the structural checks found, the contradictions alone where there are any."""
        own = [one for one in found if one.label is found[0].label]
        return SupportVerdict(
            label=own[0].label,
            probability=max(self._model.precision.get(one.structure, 0.5) for one in own),
            reason=" ".join(one.reason for one in own[:TOLD]),
        )

    def weigh(self, stem: str) -> float:
        """Rarity of a stem, 0–1."""
        return self._rarity.get(stem, 1.0)


def shipped_checker(embedder: Embedder) -> SupportChecker:
    """The checker that ships with the product, on an embedder."""
    return FittedChecker(support_model(), shipped_rarity(), embedder)


@cache
def support_model() -> SupportModel:
    """The model that ships with the product."""
    text = files("assistant").joinpath("data/support.yaml").read_text(encoding="utf-8")
    return SupportModel.model_validate(yaml.safe_load(text))


@cache
def shipped_rarity() -> dict[str, float]:
    """Rarity of the stems of law and news that are not rare."""
    text = files("assistant").joinpath("data/support_rarity.tsv").read_text(encoding="utf-8")
    return {stem: float(weight) for stem, weight in (line.split("\t") for line in text.splitlines())}
