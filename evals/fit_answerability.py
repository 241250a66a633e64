"""Fit the model that decides whether a passage answers: ``python -m evals.fit_answerability``.

Logistic regression with an L2 penalty by Newton's method (Hastie, Tibshirani and Friedman, The Elements of
Statistical Learning, 4.4.1), classes weighted equally. Examples are the five best passages of every dev
question: positive where the passage is gold, negative for unanswerable questions. Other passages of
answerable questions are left out: many of them answer too without being listed as gold.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from assistant.decide import features_of
from assistant.models import Question
from assistant.retrieve import Retriever
from assistant.understand import understand
from corpus.embeddings import create_embedder
from corpus.embeddings.protocol import Embedder
from corpus.home import Home
from corpus.open_snapshot import OpenSnapshot
from corpus.snapshots import Snapshots
from evals.datasets import Item, load_items
from evals.places import gold_places, places_of_unit

DEPTH = 5
PENALTY = 2.0
TARGET = Path(__file__).parents[1] / "assistant" / "data" / "answerability.yaml"
Floats = NDArray[np.float64]


def examples(items: Sequence[Item], snapshot: OpenSnapshot, embedder: Embedder) -> tuple[Floats, Floats]:
    """Features, shape (n, 3), and labels, shape (n,), of the items' best passages."""
    retriever = Retriever(embedder)
    rows: list[tuple[float, ...]] = []
    labels: list[float] = []
    for item in items:
        understood = understand(Question(text=item.question, on=item.on or date.today()))
        retrieved = retriever.retrieve(snapshot, understood, DEPTH)
        wanted = {place for part in gold_places(item) for place in part}
        for passage, evidence in zip(retrieved.passages, retrieved.evidence, strict=True):
            gold = not wanted.isdisjoint(places_of_unit(passage.unit, snapshot.knowledge))
            if item.answerable and not gold:
                continue
            rows.append(features_of(understood, passage.unit, evidence, snapshot.lexical.weight).vector())
            labels.append(float(gold))
    return np.array(rows), np.array(labels)


def fit(features: Floats, labels: Floats) -> Floats:
    """Weights and, last, the bias. Deterministic."""
    design = np.column_stack([features, np.ones(len(features))])
    weight = np.where(labels == 1, (labels == 0).sum() / max((labels == 1).sum(), 1), 1.0)
    penalty = np.diag([PENALTY] * features.shape[1] + [1e-6])
    theta = np.zeros(design.shape[1])
    for _ in range(100):
        p = 1.0 / (1.0 + np.exp(-design @ theta))
        gradient = design.T @ (weight * (p - labels)) + penalty @ theta
        hessian = (design * (weight * p * (1 - p))[:, None]).T @ design + penalty
        step = np.linalg.solve(hessian, gradient)
        theta -= step
        if np.abs(step).max() < 1e-9:
            break
    return theta


def main() -> None:
    """Fit on the dev split of the sets whose home is given, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "homes", nargs="+", metavar="SET=HOME", help="e.g. starter=.tanya regulasi=/srv/tanya"
    )
    parser.add_argument("--threshold", type=float, default=0.65)
    parser.add_argument("--threshold-outside", type=float, default=0.8)
    arguments = parser.parse_args()
    parts: list[tuple[Floats, Floats]] = []
    names: list[str] = []
    for pair in arguments.homes:
        name, _, folder = pair.partition("=")
        home = Home(Path(folder))
        snapshot = Snapshots(home.index).open_current()
        embedder = create_embedder("e5", cache_dir=home.models)
        dev = [item for item in load_items(name) if item.split == "dev"]
        parts.append(examples(dev, snapshot, embedder))
        names.append(f"{name} dev ({len(dev)} questions)")
        snapshot.close()
    theta = fit(np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts]))
    model = {
        "weights": [round(float(value), 4) for value in theta[:-1]],
        "bias": round(float(theta[-1]), 4),
        "threshold": arguments.threshold,
        "threshold_outside": arguments.threshold_outside,
        "fitted_on": ", ".join(names),
    }
    TARGET.write_text(yaml.safe_dump(model, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
