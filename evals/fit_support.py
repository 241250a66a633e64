"""Fit the model that decides whether a claim follows from its sources: ``python -m evals.fit_support``.

Pairs of IndoNLI's training split, of provisions drawn from a folder of regulations, of digests with their
words of law and of approved entries with their legal basis (``evals.support_pairs``). Regulations and topics
that are held out, and IndoNLI's ``val``, are measured at the end and touch neither weights nor threshold.

The structural checks (``assistant.support_logic``) are not fitted; what they find counts with what the
regression flags. Temperature and threshold come from log-odds that were given by a model which had not seen
the pair's regulation, file or premise. The threshold is the lowest at which at most ``FALSE_ALARMS`` of the
true sentences about law are called unsupported by either. Probabilities are calibrated for the mix that
``SHARES`` and ``CLASSES`` say. What is printed: ``evals.support_report``.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.support import ORDER, Support, SupportModel
from assistant.support_features import COMPARED, NAMES, Weigh, features_of, nearest
from assistant.support_logic import Finding, Structure, findings
from assistant.support_text import read_sentence
from assistant.support_vectors import SentenceVectors
from corpus.embeddings import create_embedder
from evals.logistic import Floats
from evals.softmax import Softmax, fit_softmax, probabilities, temperature
from evals.support_letters import letters
from evals.support_pairs import Pair, digests, entries, indonli, provisions
from evals.support_report import write_report

REPOSITORY = Path(__file__).parents[1]
TARGET = REPOSITORY / "assistant" / "data" / "support.yaml"
RARITY = REPOSITORY / "assistant" / "data" / "support_rarity.tsv"
STARTER = REPOSITORY / "corpus" / "starter"
DATA = REPOSITORY.parent / "shared" / "data"
REGULATIONS, EACH = 350, 4
PENALTY = 5.0
FOLDS = 5
FALSE_ALARMS = 0.04
"""Share of true sentences about law that may be called unsupported."""
SHARES = {"indonli": 0.25, "provision": 0.3, "digest": 0.2, "entry": 0.25}
"""Weight of each source."""
CLASSES = {Support.SUPPORTED: 0.5, Support.CONTRADICTED: 0.25, Support.BEYOND: 0.25}
"""Weight of each label within a source that is made by rules; IndoNLI's labels keep theirs."""
DOUBTFUL = {"junction": 0.3}
"""Kinds of corruption that often leave a sentence true, with what each counts."""
TRUE = ("true", "reworded")
LAW = ("digest", "entry")
"""Sources whose true sentences were written by people."""
SEEN_IN = 3
"""Texts in which a stem must occur to be listed by its rarity; any other is as rare as can be."""

Labels = NDArray[np.intp]


def rarity_of(pairs: Sequence[Pair]) -> dict[str, float]:
    """Inverse document frequency of the stems of all cited texts, 0–1 (Spärck Jones 1972)."""
    texts = {text for pair in pairs for text in pair.evidence}
    found = Counter(stem for text in texts for stem in read_sentence(text).known)
    top = np.log(len(texts) + 1)
    return {
        stem: round(float(np.log((len(texts) + 1) / (count + 1)) / top), 3)
        for stem, count in sorted(found.items())
        if count >= SEEN_IN and stem.isalpha()
    }


def measured(pairs: Sequence[Pair], weigh: Weigh, vectors: SentenceVectors) -> Floats:
    """Features of every pair, shape (n, features)."""
    compared = [pair.claim for pair in pairs]
    for pair in pairs:
        near = nearest(read_sentence(pair.claim), pair.evidence, weigh)
        compared += [one.sentence.text for one in near[:COMPARED]]
    vectors.of(compared)
    return np.array([features_of(pair.claim, pair.evidence, weigh, vectors).vector() for pair in pairs])


def importance_of(pairs: Sequence[Pair]) -> Floats:
    """What each pair counts, so that sources and labels have their shares; the sum is their number."""
    weight = np.array([DOUBTFUL.get(pair.kind, 1.0) for pair in pairs])
    keys = [(pair.source, "" if pair.source == "indonli" else pair.label.value) for pair in pairs]
    totals: Counter[tuple[str, str]] = Counter()
    for key, one in zip(keys, weight, strict=True):
        totals[key] += one
    share = [
        SHARES[source] * (CLASSES[Support(label)] if label else 1.0) / totals[source, label]
        for source, label in keys
    ]
    weighted = weight * np.array(share)
    return np.asarray(weighted * len(pairs) / weighted.sum())


def labels_of(pairs: Sequence[Pair]) -> Labels:
    """Places of the labels in ``ORDER``."""
    return np.array([ORDER.index(pair.label) for pair in pairs])


def unseen_logits(pairs: Sequence[Pair], features: Floats) -> Floats:
    """Logits of each pair by a model that has seen nothing of its group, shape (n, labels)."""
    fold = np.array([int(sha256(pair.group.encode()).hexdigest(), 16) % FOLDS for pair in pairs])
    labels, importance = labels_of(pairs), importance_of(pairs)
    logits = np.zeros((len(pairs), len(ORDER)))
    for one in range(FOLDS):
        seen = fold != one
        fitted = fit_softmax(
            features[seen], labels[seen], importance[seen], classes=len(ORDER), penalty=PENALTY
        )
        logits[~seen] = fitted.logits(features[~seen])
    return logits


def precision_of(pairs: Sequence[Pair], found: Sequence[Sequence[Finding]]) -> dict[Structure, float]:
    """Of each structural check the share of what it finds that is wrong, pairs counting as in the fit."""
    importance = importance_of(pairs)
    hits: Counter[Structure] = Counter()
    total: Counter[Structure] = Counter()
    for pair, own, one in zip(pairs, found, importance, strict=True):
        for structure in {finding.structure for finding in own}:
            total[structure] += one
            hits[structure] += one * (pair.label is not Support.SUPPORTED)
    return {
        structure: round(float(hits[structure] / total[structure]), 3)
        for structure in Structure
        if total[structure]
    }


def threshold_of(pairs: Sequence[Pair], unsupported: Floats) -> tuple[float, float]:
    """The lowest probability that flags few enough true sentences about law, and their share."""
    true = np.array([pair.source in LAW and pair.kind in TRUE for pair in pairs])
    ranked = np.sort(unsupported[true])
    allowed = int(FALSE_ALARMS * len(ranked))
    threshold = float(np.ceil(ranked[len(ranked) - allowed - 1] * 1e4 + 1) / 1e4)
    return threshold, float((ranked >= threshold).mean())


def model_of(fitted: Softmax, *, divisor: float, flagged_from: float, **stated: object) -> SupportModel:
    """A fitted regression as the product reads it."""
    return SupportModel.model_validate(
        {
            "weights": {
                label: {name: round(float(w), 4) for name, w in zip(NAMES, row, strict=True)}
                for label, row in zip(ORDER, fitted.weights, strict=True)
            },
            "bias": {label: round(float(w), 4) for label, w in zip(ORDER, fitted.bias, strict=True)},
            "temperature": round(divisor, 4),
            "flagged_from": flagged_from,
            **stated,
        }
    )


def main() -> None:
    """Fit, measure what was held out, and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("regulations", type=Path, help="folder of regulations with an index.jsonl")
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the reference data")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--rarity", type=Path, default=RARITY)
    arguments = parser.parse_args()
    pairs = [
        *indonli(arguments.data / "indonli", "train"),
        *indonli(arguments.data / "indonli", "val"),
        *provisions(arguments.regulations, regulations=REGULATIONS, each=EACH),
        *digests(STARTER, arguments.data),
        *entries(STARTER),
    ]
    seen = [pair for pair in pairs if not pair.held_out]
    held_out = [pair for pair in pairs if pair.held_out]
    rarity = rarity_of(seen)
    vectors = SentenceVectors(create_embedder("e5", cache_dir=arguments.data), kept=1_000_000)

    def weigh(stem: str) -> float:
        return rarity.get(stem, 1.0)

    features = measured(seen, weigh, vectors)
    labels, importance = labels_of(seen), importance_of(seen)
    logits = unseen_logits(seen, features)
    divisor = temperature(logits, labels, importance)
    unseen = probabilities(logits / divisor)
    # Structural checks are for law: of news, one would have to guess who forbids what to whom.
    found = [findings(one.claim, one.evidence, weigh) if one.source != "indonli" else () for one in seen]
    unsupported = np.maximum(1 - unseen[:, 0], [float(bool(own)) for own in found])
    threshold, false_alarms = threshold_of(seen, unsupported)
    by_people = [(pair, own) for pair, own in zip(seen, found, strict=True) if pair.source in LAW]
    model = model_of(
        fit_softmax(features, labels, importance, classes=len(ORDER), penalty=PENALTY),
        divisor=divisor,
        flagged_from=threshold,
        precision=precision_of([pair for pair, _ in by_people], [own for _, own in by_people]),
        false_alarms=round(false_alarms, 4),
        fitted_on=[f"{source}, {n} pairs" for source, n in Counter(pair.source for pair in seen).items()],
    )
    arguments.rarity.write_text(
        "".join(f"{stem}\t{weight}\n" for stem, weight in rarity.items()), encoding="utf-8"
    )
    arguments.out.write_text(yaml.safe_dump(model.model_dump(mode="json"), sort_keys=False), encoding="utf-8")
    write_report("dev", model, seen, unseen, found)
    by_hand = list(letters(STARTER))
    for name, own in (
        ("dev", [pair for pair in by_hand if not pair.held_out]),
        ("held out", [*held_out, *(pair for pair in by_hand if pair.held_out)]),
    ):
        chances = model.all_probabilities(measured(own, weigh, vectors))
        write_report(name, model, own, chances, [findings(one.claim, one.evidence, weigh) for one in own])


if __name__ == "__main__":
    main()
