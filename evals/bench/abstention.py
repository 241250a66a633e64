"""Does the shipped model know what the library does not answer? ``python -m evals.bench.abstention``.

IDK-MRC's validation split with all its texts pooled as one library: half of its questions were written so
that their text does not answer them. A system shows its surest passage and how sure it is. ``model`` is the
product's probability, ``raw`` the plain threshold on the score of the nearest text, its cosine.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answer_features import NAMES, Features
from assistant.decide import answerability
from evals.bench.idk_library import idk_library
from evals.fit_answerability import CACHE, DATA, Example, examples, opened
from evals.metrics.risk_coverage import area, curve, risk_at
from evals.statistics import LEVEL, SEED

RESAMPLES = 1_000
COVERAGE = 0.8


@dataclass(frozen=True, slots=True)
class Shown:
    """What a system shows for a question.

    Attributes:
        confidence: higher is surer.
        right: the passage shown is the one that answers.
        answerable: there is one.
    """

    confidence: float
    right: bool
    answerable: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One measure of both systems, and model − raw with its 95 % interval over resampled questions."""

    model: float
    raw: float
    difference: float
    low: float
    high: float


Measure = Callable[[Sequence[Shown]], float]


def aurc(shown: Sequence[Shown]) -> float:
    """Mean share of wrong answers over all coverages; lower is better."""
    return area(curve([(one.confidence, not one.right) for one in shown]))


def risk_at_coverage(shown: Sequence[Shown]) -> float:
    """Share of wrong answers when the surest ``COVERAGE`` of the questions are answered."""
    return risk_at(curve([(one.confidence, not one.right) for one in shown]), COVERAGE)


def auroc(shown: Sequence[Shown]) -> float:
    """How often an answerable question is surer than an unanswerable one; ties count half. Needs both."""
    answerable = np.array([one.confidence for one in shown if one.answerable])
    other = np.sort([one.confidence for one in shown if not one.answerable])
    below, up_to = np.searchsorted(other, answerable, "left"), np.searchsorted(other, answerable, "right")
    return float((below + up_to).mean() / 2 / len(other))


MEASURES: dict[str, Measure] = {
    "AURC": aurc,
    f"risk at {COVERAGE:.0%} coverage": risk_at_coverage,
    "AUROC": auroc,
}


def by_model(found: Sequence[Example]) -> list[Shown]:
    """The passage that the shipped model holds likeliest."""
    model = answerability()

    def sure(row: NDArray[np.float64]) -> float:
        return model.log_odds(Features(**dict(zip(NAMES, map(float, row), strict=True))))

    return [_surest(one, [sure(row) for row in one.features]) for one in found]


def by_raw_score(found: Sequence[Example]) -> list[Shown]:
    """The nearest passage, as sure as it is near."""
    column = NAMES.index("cosine")
    return [_surest(one, [float(row[column]) for row in one.features]) for one in found]


def _surest(one: Example, confidences: Sequence[float]) -> Shown:
    if not confidences:
        return Shown(float("-inf"), False, one.item.answerable)
    best = int(np.argmax(confidences))
    return Shown(confidences[best], bool(one.gold[best]), one.item.answerable)


def compare(model: Sequence[Shown], raw: Sequence[Shown], measure: Measure) -> Compared:
    """Both systems on the same questions, and on the same resampled questions."""
    rng = np.random.default_rng(SEED)
    differences = []
    for _ in range(RESAMPLES):
        drawn = rng.integers(0, len(model), len(model))
        differences.append(measure([model[i] for i in drawn]) - measure([raw[i] for i in drawn]))
    low, high = np.quantile(differences, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    ours, theirs = measure(model), measure(raw)
    return Compared(ours, theirs, ours - theirs, float(low), float(high))


def main() -> None:
    """Print every measure of both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder of the reference data")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where the library is made and kept")
    arguments = parser.parse_args()
    home = arguments.cache / "idk-mrc-valid"
    items = idk_library(arguments.data / "idk_mrc", "test", home)
    with opened("idk-mrc", home) as library:
        found = examples(items, library, depth=10)
    model, raw = by_model(found), by_raw_score(found)
    sys.stdout.write(f"{len(items)} questions, {sum(item.answerable for item in items)} answerable\n")
    for name, measure in MEASURES.items():
        one = compare(model, raw, measure)
        difference = f"{one.difference:+.4f} [{one.low:+.4f}, {one.high:+.4f}]"
        sys.stdout.write(f"{name}: model {one.model:.4f}, raw score {one.raw:.4f}, {difference}\n")


if __name__ == "__main__":
    main()
