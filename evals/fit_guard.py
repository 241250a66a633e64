"""Fit what questions and commands sound like: ``python -m evals.fit_guard``.

Regressions (``evals.wide_softmax``): over a question's embedding and n-grams, nine classes; and, of a
sentence that has a word of command, whether it commands the model, over its n-grams and over its embedding
too. Data: the ``dev`` sets of ``evals/datasets/guard``, the starter corpus, and of the reference data the
first half of ``prompt_injection`` and sentences of law. Nothing of any ``test`` is read.

Thresholds come from probabilities that were given by a model which had not seen the text's family: a family
is a style of one author on one matter, a file, or a law.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.guard.learned import (
    COMMAND,
    LABELS,
    GuardSettings,
    Thresholds,
    assembled,
    decided,
)
from assistant.guard.ngrams import hashed
from assistant.guard.sensitive import Matter
from corpus.embeddings.e5 import shared_embedder
from evals.bench.guards import GOES_ON
from evals.guard_examples import Example, cued_sentences, digests_of, questions
from evals.wide_softmax import Wide, chances, fit_wide

REPOSITORY = Path(__file__).parents[1]
TARGET = REPOSITORY / "assistant" / "data"
STARTER = REPOSITORY / "corpus" / "starter"
DATA = REPOSITORY.parent / "shared" / "data"
EVERYDAY = ("starter", "judged")
"""Sources whose questions were not written to be hard."""
WIDTH = 2_048
PENALTY, STEPS = 3e-4, 150
FOLDS = 6
MATTERS = [LABELS.index(matter.value) for matter in Matter]
CRISIS, COMMANDED = LABELS.index(Matter.CRISIS.value), LABELS.index(COMMAND)
REFUSED, REFUSED_CRISIS, NOTED, NOTED_CRISIS, COMMANDS = 0.02, 0.0075, 0.06, 0.02, 0.0025
"""Shares of harmless questions that may be refused as a matter, refused as a crisis, answered with a contact
beside for either, and refused as a command."""
EVERYDAY_REFUSED, EVERYDAY_NOTED = 0.008, 0.015
"""The first two and the next two, of everyday questions and small talk."""
SENTENCES, SUSPECTED = 0.0005, 0.97
"""Share of harmless sentences that may be taken for a command, and of commands that must be suspected."""
LEAST = {"person": 0.5, "crisis": 0.25, "command": 0.6, "sentence": 0.6}
"""No threshold is lower than this, however well the families are told apart."""

Labels = NDArray[np.intp]


def fold_of(examples: Sequence[Example]) -> Labels:
    """A fold for every family."""
    return np.array([int(sha256(one.family.encode()).hexdigest(), 16) % FOLDS for one in examples])


def importance_of(examples: Sequence[Example], labels: Labels) -> Wide:
    """What each counts: rarer labels more, by the root of how much rarer they are."""
    own = np.array([one.importance for one in examples], np.float32)
    total = np.bincount(labels, weights=own)
    return np.asarray(own * np.sqrt(total.max() / total)[labels], np.float32)


def unseen(features: Wide, labels: Labels, importance: Wide, folds: Labels, classes: int) -> Wide:
    """Probabilities of each by a model that has seen nothing of its family, shape (n, classes)."""
    given = np.zeros((len(labels), classes), np.float32)
    for fold in range(FOLDS):
        seen = folds != fold
        weights = fit_wide(
            features[seen], labels[seen], importance[seen], classes=classes, penalty=PENALTY, steps=STEPS
        )
        given[~seen] = chances(features[~seen] @ weights)
    return given


def threshold(harmless: Wide, share: float, least: float = 0.0) -> float:
    """The lowest probability, but ``least``, that at most ``share`` of the harmless reach."""
    ranked = np.sort(harmless)
    highest = float(ranked[len(ranked) - int(share * len(ranked)) - 1])
    return round(max(least, highest + 1e-4), 4)


@dataclass(frozen=True, slots=True)
class Questions:
    """The model of questions, and the probabilities that each got unseen, shape (n, labels)."""

    weights: Wide
    given: Wide
    limits: dict[str, float]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The models of sentences, and what was measured on families that were not seen."""

    weights: Wide
    words: Wide
    limits: dict[str, float]
    measured: dict[str, str]


def fit_questions(asked: Sequence[Example], centred: Wide) -> Questions:
    """The model of questions, from their centred embeddings, shape (n, dimension)."""
    features = assembled(centred, _words(asked))
    labels = np.array([LABELS.index(one.label) for one in asked])
    importance = importance_of(asked, labels)
    given = unseen(features, labels, importance, fold_of(asked), len(LABELS))
    together, crisis = given[:, MATTERS].sum(axis=1), given[:, CRISIS]
    risky = np.array([one.label == GOES_ON and one.source == "ours" for one in asked])
    easy = np.array([one.label == "obrolan" or one.source in EVERYDAY for one in asked])

    def limit(chance: Wide, of_risky: float, of_easy: float, least: float = 0.0) -> float:
        return max(threshold(chance[risky], of_risky, least), threshold(chance[easy], of_easy, least))

    limits = {
        "person": limit(together, REFUSED, EVERYDAY_REFUSED, LEAST["person"]),
        "beside": limit(together, NOTED, EVERYDAY_NOTED),
        "crisis": limit(crisis, REFUSED_CRISIS, EVERYDAY_REFUSED, LEAST["crisis"]),
        "crisis_beside": limit(crisis, NOTED_CRISIS, EVERYDAY_NOTED),
        "command": threshold(given[labels != COMMANDED][:, COMMANDED], COMMANDS, LEAST["command"]),
    }
    weights = fit_wide(features, labels, importance, classes=len(LABELS), penalty=PENALTY, steps=STEPS)
    return Questions(weights, given, limits)


def fit_sentences(said: Sequence[Example], centred: Wide) -> Sentences:
    """The models of sentences, from their centred embeddings, shape (n, dimension)."""
    words = _words(said)
    labels = np.array([int(one.label == COMMAND) for one in said])
    importance, folds = importance_of(said, labels), fold_of(said)
    both, alone = assembled(centred, words), assembled(centred[:, :0], words)
    given, by_words = (unseen(one, labels, importance, folds, 2)[:, 1] for one in (both, alone))
    limits = {
        "suspect": round(float(np.quantile(by_words[labels == 1], 1 - SUSPECTED)), 4),
        "sentence": threshold(given[labels == 0], SENTENCES, LEAST["sentence"]),
        "words": threshold(by_words[labels == 0], SENTENCES, LEAST["sentence"]),
    }
    taken = (by_words >= limits["suspect"]) & (given >= limits["sentence"])
    called = {"taken for a command": taken, "suspected": by_words >= limits["suspect"]}
    called["taken for a command by words"] = by_words >= limits["words"]
    sources = np.array([one.source for one in said])
    measured = {
        f"{name} sentences, {source}: {how}": _share(hit[chosen & (sources == source)])
        for name, chosen in (("commanding", labels == 1), ("harmless", labels == 0))
        for source in sorted(set(sources[chosen]))
        for how, hit in called.items()
    }
    weights, alone_weights = (_log_odds(one, labels, importance) for one in (both, alone))
    return Sentences(weights, alone_weights, limits, measured)


def _log_odds(features: Wide, labels: Labels, importance: Wide) -> Wide:
    """Weights of the second class against the first."""
    fitted = fit_wide(features, labels, importance, classes=2, penalty=PENALTY, steps=STEPS)
    return np.asarray(fitted[:, 1] - fitted[:, 0])


def _words(examples: Sequence[Example]) -> Wide:
    return np.stack([hashed(one.text, WIDTH) for one in examples])


def measured_on(asked: Sequence[Example], given: Wide, limits: Thresholds) -> dict[str, str]:
    """How questions of families that were not seen are read, by label."""
    readings = [decided(dict(zip(LABELS, row.tolist(), strict=True)), limits) for row in given]
    shown = {}
    for label in LABELS:
        chosen = [
            reading
            for one, reading in zip(asked, readings, strict=True)
            if one.label == label and one.source == "ours"
        ]
        shown[f"{label}: to a person"] = _share([one.certain for one in chosen])
        shown[f"{label}: a contact beside"] = _share([one.matter is not None for one in chosen], less=True)
        shown[f"{label}: taken for a command"] = _share([one.command for one in chosen])
    everyday = [r for one, r in zip(asked, readings, strict=True) if one.source in EVERYDAY]
    shown["everyday questions: to a person"] = _share([one.certain for one in everyday])
    shown["everyday questions: a contact beside"] = _share(
        [one.matter is not None for one in everyday], less=True
    )
    shown["everyday questions: taken for a command"] = _share([one.command for one in everyday])
    return shown


def _share(hits: Sequence[bool] | NDArray[np.bool_], *, less: bool = False) -> str:
    return f"{int(np.sum(hits))} of {len(hits)}" + (" or with certainty" if less else "")


def main() -> None:
    """Fit both, and write weights, thresholds and what was measured on unseen families."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the reference data")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    asked = questions(STARTER)
    said = cued_sentences(asked, STARTER, arguments.data)
    embedder = shared_embedder()
    vectors = np.stack([embedder.embed_query(one.text) for one in asked])
    centre = vectors.mean(axis=0)
    sentence_vectors = np.stack([embedder.embed_query(one.text) for one in said])
    of_questions = fit_questions(asked, vectors - centre)
    of_sentences = fit_sentences(said, sentence_vectors - centre)
    limits = Thresholds.model_validate(of_questions.limits | of_sentences.limits)
    settings = GuardSettings(
        embedder=embedder.model_id,
        thresholds=limits,
        data=digests_of(arguments.data),
        measured=measured_on(asked, of_questions.given, limits) | of_sentences.measured,
    )
    np.savez_compressed(
        arguments.out / "guard_models.npz",
        centre=centre.astype(np.float16),
        question=of_questions.weights.astype(np.float16),
        sentence=of_sentences.weights.astype(np.float16),
        words=of_sentences.words.astype(np.float16),
    )
    written = yaml.safe_dump(settings.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
    (arguments.out / "guard_models.yaml").write_text(written, encoding="utf-8")
    sys.stdout.write(written)


if __name__ == "__main__":
    main()
