"""What questions sound like: a regression over the question's embedding and its words.

It joins the patterns, which stay the floor: it knows matters that are told in words no pattern expects.
Fitted by ``python -m evals.fit_guard``; weights and thresholds are ``assistant/data/guard_models.*``.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.guard.ngrams import hashed
from assistant.guard.sensitive import Matter, asks_procedure
from corpus.embeddings.e5 import shared_embedder
from corpus.errors import EmbeddingError
from corpus.models import Frozen

COMMAND = "perintah"
LABELS = ("lanjut", *(matter.value for matter in Matter), "kasar", "obrolan", COMMAND)
"""Classes in the order of the weights' columns."""
MEANING, WORDS = 3.0, 1.5
"""What the centred embedding and the n-grams are multiplied by, so that neither drowns the other."""


class Thresholds(Frozen):
    """From which probability on something is done; chosen on families that the model had not seen.

    Attributes:
        person: of a matter, all five together: a person answers instead of us.
        beside: of the same: we answer, and say who can be spoken to.
        crisis: of ``krisis`` alone: a person answers.
        crisis_beside: of ``krisis`` alone: we answer, and say who can be spoken to.
        command: of ``perintah``: the question is taken for a command to the system.
        suspect: of a sentence's being a command by its words alone: it is read for its meaning.
        sentence: of the same by both: it is taken for one.
        words: of the same by its words, where it cannot be embedded.
    """

    person: float
    beside: float
    crisis: float
    crisis_beside: float
    command: float
    suspect: float
    sentence: float
    words: float


class GuardSettings(Frozen):
    """``assistant/data/guard_models.yaml``.

    Attributes:
        embedder: ``model_id`` of the embedder whose vectors the weights were fitted on; the default one.
        data: SHA-256 of each file they were fitted on.
        measured: what was measured on families not seen, as text.
    """

    embedder: str
    thresholds: Thresholds
    data: dict[str, str]
    measured: dict[str, str]


@dataclass(frozen=True, slots=True)
class GuardWeights:
    """``centre``, shape (dimension,), is taken from an embedding; ``question``, shape (dimension + width + 1,
    classes), the last row being the bias; ``sentence``, shape (dimension + width + 1,), and ``words``, shape
    (width + 1,), likewise for the log-odds of a sentence's being a command.
    """

    centre: NDArray[np.float32]
    question: NDArray[np.float32]
    sentence: NDArray[np.float32]
    words: NDArray[np.float32]


class Reading(Frozen):
    """What a question sounds like.

    Attributes:
        matter: that a person deals with; None for every other question.
        certain: it is one; otherwise it may be.
        command: it is an instruction to the system and no question.
    """

    matter: Matter | None = None
    certain: bool = False
    command: bool = False


NOTHING = Reading()
_HAVE_PROCEDURES = frozenset({Matter.DISCIPLINE, Matter.DISPUTE})
"""Somebody's own case that a question about its procedure may be answered in, as the patterns do."""


def read(text: str) -> Reading:
    """What a question sounds like; nothing where it cannot be embedded: then the patterns are alone."""
    try:
        measured = features(text)
    except EmbeddingError:
        return NOTHING
    reading = decided(probabilities(measured), guard_settings().thresholds)
    if reading.matter in _HAVE_PROCEDURES and asks_procedure(text):
        return reading.model_copy(update={"certain": False})
    return reading


def features(text: str) -> NDArray[np.float32]:
    """Meaning and words of a text → shape (dimension + width + 1,).

    Raises:
        corpus.errors.EmbeddingError: the weights of the embedder are not installed.
    """
    weights = guard_weights()
    return assembled(
        shared_embedder().embed_query(text) - weights.centre, hashed(text, len(weights.words) - 1)
    )


def assembled(centred: NDArray[np.float32], words: NDArray[np.float32]) -> NDArray[np.float32]:
    """Both kinds of features side by side, and a one for the bias."""
    one = np.ones((*centred.shape[:-1], 1), np.float32)
    return np.concatenate([MEANING * centred, WORDS * words, one], axis=-1, dtype=np.float32)


def probabilities(measured: NDArray[np.float32]) -> dict[str, float]:
    """Of every label, for the features of one question; they sum to 1."""
    logits = measured @ guard_weights().question
    raised = np.exp(logits - logits.max())
    return dict(zip(LABELS, (raised / raised.sum()).tolist(), strict=True))


def decided(chances: dict[str, float], limits: Thresholds) -> Reading:
    """The reading that probabilities make."""
    if chances[COMMAND] >= limits.command:
        return Reading(command=True)
    crisis = chances[Matter.CRISIS.value]
    if crisis >= limits.crisis:
        return Reading(matter=Matter.CRISIS, certain=True)
    likeliest = max(Matter, key=lambda matter: chances[matter.value])
    together = sum(chances[matter.value] for matter in Matter)
    if together >= limits.person:
        return Reading(matter=likeliest, certain=True)
    if crisis >= limits.crisis_beside:
        return Reading(matter=Matter.CRISIS)
    return Reading(matter=likeliest) if together >= limits.beside else NOTHING


@cache
def guard_settings() -> GuardSettings:
    """Thresholds, and what the shipped models were fitted on."""
    raw = files("assistant").joinpath("data/guard_models.yaml").read_text(encoding="utf-8")
    return GuardSettings.model_validate(yaml.safe_load(raw))


@cache
def guard_weights() -> GuardWeights:
    """The weights that ship with the product."""
    with files("assistant").joinpath("data/guard_models.npz").open("rb") as stream:
        stored = np.load(stream, allow_pickle=False)
        return GuardWeights(
            *(stored[name].astype(np.float32) for name in ("centre", "question", "sentence", "words"))
        )
