"""Fit the weights that judge clauses by their meaning, too: ``python -m evals.fit_meaning``.

As :mod:`evals.fit_minutes`, whose examples it reads, with the vectors of a clause and of what stands about it
(:mod:`assistant.minutes.understanding.settling_meaning`). These are reduced to their first ``DIRECTIONS``
principal directions, which are found without looking at what is a decision. ``--curve`` judges every newer
meeting by weights fitted on shares of the others instead, and writes nothing. Deterministic.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from assistant.minutes.understanding.judgement import Judgement
from assistant.minutes.understanding.scorer import MeaningWeights, enough
from assistant.minutes.understanding.settling_meaning import Meanings, cohesion_names, meanings_of
from corpus.embeddings.e5 import E5Embedder
from corpus.embeddings.protocol import Vectors
from evals.fit_minutes import (
    OLDEST,
    SIGNS,
    VALIDATION,
    Learned,
    chosen_of,
    described,
    dev_meetings,
    learned,
    tally_of,
)
from evals.logistic import Floats, fit_logistic
from evals.minutes.tally import Tally, added

DATA = Path(__file__).parents[1] / "assistant" / "data"
NAMED, VECTORS = DATA / "settling_meaning.yaml", DATA / "settling_meaning.npz"
DIRECTIONS = 48
SHARES = (0.7, 0.5, 0.5, 0.4, 0.4)
"""How much each block of ``settling_meaning.BLOCKS`` may say beside one named feature."""
PENALTY = 100.0
"""Half and twice as much give no more."""
THRESHOLDS = tuple(round(-1.6 + 0.1 * step, 1) for step in range(20))
CURVE = (1 / 3, 2 / 3, 1.0)
DRAWS = 2
MODEL = "multilingual-e5-small"


@dataclass(frozen=True, slots=True)
class LearnedMeanings:
    """A meeting with the clauses that may decide and what they mean.

    Attributes:
        features: shape (candidates, named features and then directions of every block).
    """

    one: Learned
    meanings: Meanings
    features: Floats


@dataclass(frozen=True, slots=True)
class Space:
    """``mean`` of the vectors of speech, its principal ``directions``, shape (DIRECTIONS, dimension)."""

    mean: Floats
    directions: Floats


class Remembering:
    """An embedder that embeds each text once."""

    def __init__(self) -> None:
        self._embedder = E5Embedder(threads=1)
        self._known: dict[str, Vectors] = {}
        self.model_id, self.dimension = self._embedder.model_id, self._embedder.dimension

    def embed_query(self, text: str) -> Vectors:
        """As of the embedder itself."""
        return self._embedder.embed_query(text)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """As of the embedder itself."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, self._embedder.embed_passages(new, progress), strict=True))
        return np.stack([self._known[text] for text in texts])


def space_of(meetings: Sequence[Learned], embedder: Remembering) -> Space:
    """Where the speech of some meetings lies."""
    texts = [
        turn.utterance.text[turn.start : turn.end] or " " for one in meetings for turn in one.speech.turns
    ]
    texts += [candidate.act.clause.text for one in meetings for candidate in one.candidates]
    vectors = np.asarray(embedder.embed_passages(texts), dtype=np.float64)
    mean = vectors.mean(axis=0)
    _, directions = np.linalg.eigh(np.cov((vectors - mean).T))
    return Space(mean, directions[:, ::-1][:, :DIRECTIONS].T)


def learned_meanings(one: Learned, embedder: Remembering, space: Space) -> LearnedMeanings:
    """The examples of one meeting with their vectors."""
    meanings = meanings_of(one.speech, one.acts, one.candidates, embedder, space.mean)
    if meanings is None:
        raise ValueError(f"{one.meeting.id} has no candidate")
    reduced = meanings.vectors @ space.directions.T
    features = np.hstack([one.features, meanings.named, reduced.reshape(len(reduced), -1)])
    return LearnedMeanings(one, meanings, features)


def fitted_meanings(meetings: Sequence[LearnedMeanings], space: Space, threshold: float) -> MeaningWeights:
    """The weights that the examples of some meetings give."""
    names = (*meetings[0].one.candidates[0].features, *cohesion_names())
    features = np.concatenate([one.features for one in meetings])
    spreads = np.zeros(features.shape[1])
    for block, share in enumerate(SHARES):
        columns = slice(len(names) + block * DIRECTIONS, len(names) + (block + 1) * DIRECTIONS)
        spreads[columns] = features[:, columns].std() / share
    model = fit_logistic(
        features,
        np.concatenate([one.one.labels for one in meetings]),
        np.concatenate([one.one.importance for one in meetings]),
        penalty=PENALTY,
        signs=[*(SIGNS.get(name, 0) for name in names), *[0] * (features.shape[1] - len(names))],
        spreads=spreads,
    )
    weights = {
        name: round(float(weight), 4) for name, weight in zip(names, model.weights[: len(names)], strict=True)
    }
    vectors = model.weights[len(names) :].reshape(len(SHARES), DIRECTIONS) @ space.directions
    return MeaningWeights(Judgement(weights, round(model.bias, 4), threshold), vectors, space.mean, MODEL)


def cross_validated_meanings(
    meetings: Sequence[LearnedMeanings], space: Space, share: float = 1.0, seed: int = 0
) -> list[tuple[LearnedMeanings, Floats]]:
    """The log-odds of the clauses of every newer meeting, by weights fitted on a share of the others."""
    judged = []
    draw = np.random.default_rng(seed)
    for one in meetings:
        if one.one.meeting.id in OLDEST:
            continue
        others = [other for other in meetings if other is not one]
        places = draw.permutation(len(others))[: round(share * len(others))]
        weights = fitted_meanings([others[place] for place in places], space, 0.0)
        judged.append((one, weights.log_odds(one.one.candidates, one.meanings)))
    return judged


def tally_at(judged: Sequence[tuple[LearnedMeanings, Floats]], threshold: float) -> Tally:
    """The decisions of meetings where clauses with enough log-odds settle."""
    return added(
        tally_of(one.one, enough(one.one.candidates, odds.tolist(), threshold)) for one, odds in judged
    )


def _curve(meetings: Sequence[LearnedMeanings], space: Space) -> None:
    for share in CURVE:
        for seed in range(DRAWS if share < 1 else 1):
            judged = cross_validated_meanings(meetings, space, share, seed)
            tally, _, threshold = chosen_of([(tally_at(judged, one), PENALTY, one) for one in THRESHOLDS])
            sys.stdout.write(f"{share:.2f} {seed} {described(tally)} threshold {threshold}\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, say what cross-validation shows, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=VALIDATION, help="dev meetings to leave aside")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    parser.add_argument("--curve", action="store_true", help="only show what fewer meetings give")
    chosen = parser.parse_args(arguments)
    embedder = Remembering()
    plain = [learned(one) for one in dev_meetings(chosen.without)]
    space = space_of(plain, embedder)
    meetings = [learned_meanings(one, embedder, space) for one in plain]
    if chosen.curve:
        _curve(meetings, space)
        return
    judged = cross_validated_meanings(meetings, space)
    tally, _, threshold = chosen_of([(tally_at(judged, one), PENALTY, one) for one in THRESHOLDS])
    sys.stdout.write(f"{described(tally)}, threshold {threshold}\n")
    if not chosen.dry:
        write(fitted_meanings(meetings, space, threshold))


def write(weights: MeaningWeights) -> None:
    """Keep weights where the product reads them."""
    named = weights.named
    content = {"weights": dict(named.weights), "bias": named.bias, "threshold": named.threshold}
    NAMED.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    np.savez(
        VECTORS,
        vectors=weights.vectors.astype(np.float32),
        mean=weights.mean.astype(np.float32),
        model=np.array(weights.model),
    )


if __name__ == "__main__":
    main()
