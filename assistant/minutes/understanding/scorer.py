"""Which clauses settle something: what they show is weighed and, with an embedder, what they mean.

There are two sets of weights: one for the named features alone (``evals/fit_minutes.py``), and one that adds
the vectors of a clause and of what stands about it (``evals/fit_meaning.py``). Both are linear.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import BinaryIO, cast

import numpy as np

from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.candidates import Candidate, announces, declares, is_said
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.judgement import Judgement, judgement, meaning_judgement
from assistant.minutes.understanding.settling_meaning import Floats, Meanings, cohesion_names, meanings_of
from corpus.embeddings.e5 import shared_embedder
from corpus.embeddings.protocol import Embedder
from corpus.errors import EmbeddingError

LESS_WHERE_SAID = 1.2
"""Log-odds by which deciding words, or two others who agree, lower what is enough."""


@dataclass(frozen=True, slots=True)
class MeaningWeights:
    """The weights for one embedder's vectors.

    Attributes:
        named: of the features of a clause and of how it stands in the talk, with bias and threshold.
        vectors: shape (blocks, dimension).
        mean: of the vectors of speech, shape (dimension,).
        model: how the identifier of the embedder begins.
    """

    named: Judgement
    vectors: Floats
    mean: Floats
    model: str

    def log_odds(self, candidates: Sequence[Candidate], meanings: Meanings) -> Floats:
        """How much speaks for each candidate, shape (candidates,)."""
        by_name = [
            self.named.log_odds({**one.features, **dict(zip(cohesion_names(), row, strict=True))})
            for one, row in zip(candidates, meanings.named.tolist(), strict=True)
        ]
        meant: Floats = np.einsum("nbd,bd->n", meanings.vectors, self.vectors)
        return np.array(by_name) + meant


def settles(
    speech: Speech, acts: Sequence[Sequence[Act]], candidates: Sequence[Candidate], embedder: Embedder | None
) -> list[bool]:
    """Whether each candidate settles something, by the shipped weights.

    Args:
        speech: the meeting.
        acts: what its clauses do, by turn.
        candidates: those of this speech.
        embedder: without one, with one that fails or that the shipped weights do not know, the named features
            alone are weighed.
    """
    meant = _meant(speech, acts, candidates, embedder)
    if meant is not None:
        return meant
    by = judgement()
    return enough(candidates, [by.log_odds(one.features) for one in candidates], by.threshold)


def enough(candidates: Sequence[Candidate], odds: Iterable[float], threshold: float) -> list[bool]:
    """Whether each candidate has enough log-odds: less where deciding words say so, any where it declares."""
    return [
        announces(one) or declares(one) or bool(value >= threshold - LESS_WHERE_SAID * is_said(one))
        for one, value in zip(candidates, odds, strict=True)
    ]


def _meant(
    speech: Speech, acts: Sequence[Sequence[Act]], candidates: Sequence[Candidate], embedder: Embedder | None
) -> list[bool] | None:
    if embedder is None or not candidates:
        return None
    weights = meaning_weights()
    try:
        if not embedder.model_id.startswith(weights.model):
            return None
        meanings = meanings_of(speech, acts, candidates, embedder, weights.mean)
    except EmbeddingError:
        return None
    if meanings is None:
        return None
    return enough(candidates, weights.log_odds(candidates, meanings).tolist(), weights.named.threshold)


def local_embedder() -> Embedder | None:
    """The product's own embedder, which runs here; None where its weights are not installed."""
    try:
        return shared_embedder()
    except EmbeddingError:
        return None


@cache
def meaning_weights() -> MeaningWeights:
    """The shipped weights for vectors."""
    with files("assistant").joinpath("data/settling_meaning.npz").open("rb") as stream:
        held = np.load(cast(BinaryIO, stream), allow_pickle=False)
        return MeaningWeights(
            meaning_judgement(),
            held["vectors"].astype(np.float64),
            held["mean"].astype(np.float64),
            str(held["model"]),
        )
