"""Does routing find the right category? ``python -m evals.bench.routing`` prints the tables for ``dev``.

The questions are ``evals/datasets/routing``. The classifier starts as in a new installation, with the starter
categories and examples; nothing of the questions is among them. ``--test`` counts the held-out half beside.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict

from assistant.routing.classifier import SURE, TEMPERATURE, Classifier, Routing, routing, standard
from assistant.routing.examples import KnownCategory, described, starter_examples
from assistant.routing.remembered import RememberedVectors
from assistant.routing.views import Floats
from corpus.embeddings import create_embedder
from corpus.embeddings.protocol import Embedder
from evals.softmax import probabilities
from evals.statistics import exact_rate

QUESTIONS = Path(__file__).parents[1] / "datasets" / "routing" / "questions.jsonl"
STARTER = Path(__file__).parents[2] / "api" / "forum" / "data" / "bidang.yaml"
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Edges of the reliability table: most first suggestions are likely ones."""
FOLDS = 5


class RoutedQuestion(BaseModel):
    """A line of ``questions.jsonl``; its README says what the fields mean."""

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    category: str
    bidang: str
    also: tuple[str, ...]
    also_bidang: tuple[str, ...]
    tags: tuple[str, ...]
    split: str
    author: str
    licence: str

    @property
    def categories(self) -> frozenset[str]:
        """Categories where it is in good hands."""
        return frozenset((self.category, *self.also))

    @property
    def all_bidang(self) -> frozenset[str]:
        """Their bidang."""
        return frozenset((self.bidang, *self.also_bidang))


@dataclass(frozen=True)
class Measured:
    """A question and where the classifier would send it."""

    question: RoutedQuestion
    routing: Routing

    def within(self, rank: int) -> bool:
        """Whether one of the first ``rank`` categories is right."""
        first = {one.category_id for one in self.routing.suggestions[:rank]}
        return bool(first & self.question.categories)

    def bidang_within(self, rank: int) -> bool:
        """Whether one of the first ``rank`` bidang is right."""
        return bool(set(list(self.routing.bidang)[:rank]) & self.question.all_bidang)

    @property
    def strict(self) -> bool:
        """Whether the first category is the one that decides."""
        return self.routing.suggestions[0].category_id == self.question.category

    @cached_property
    def confidence(self) -> float:
        """Probability of the first category."""
        return self.routing.suggestions[0].probability


def read_questions() -> list[RoutedQuestion]:
    """Every question of the set. Raises OSError, and ValueError for a malformed line."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    return [RoutedQuestion.model_validate(json.loads(line)) for line in lines]


def starter_categories() -> list[KnownCategory]:
    """The categories of a new installation."""
    return [
        KnownCategory(
            id=category["id"],
            bidang_id=bidang["id"],
            name=category["name"],
            description=category["description"],
        )
        for bidang in yaml.safe_load(STARTER.read_text(encoding="utf-8"))
        for category in bidang["categories"]
    ]


def new_classifier(categories: Sequence[KnownCategory], embedder: Embedder | None) -> Classifier:
    """As a new installation has it; None compares by words and letters alone."""
    examples = [*described(categories), *starter_examples()]
    vectors = None
    if embedder is not None:
        vectors = RememberedVectors(embedder).of([standard(example.text) for example in examples])
    return Classifier(categories, examples, embedder=embedder, vectors=vectors)


def rows(measured: Sequence[Measured]) -> Iterator[tuple[str, int, int]]:
    """Name, hits and count of every line of a split's table."""
    counted: dict[str, Callable[[Measured], bool]] = {
        "category, first": lambda one: one.within(1),
        "category, first, strict": lambda one: one.strict,
        "category, first two": lambda one: one.within(2),
        "bidang, first": lambda one: one.bidang_within(1),
        "bidang, first two": lambda one: one.bidang_within(2),
    }
    for name, right in counted.items():
        yield name, sum(map(right, measured)), len(measured)
    sure = [one for one in measured if one.routing.category_id is not None]
    yield f"sure of the category (≥ {SURE})", len(sure), len(measured)
    yield "right of those", sum(one.within(1) for one in sure), len(sure)
    placed = [one for one in measured if one.routing.bidang_id is not None]
    yield f"sure of the bidang (≥ {SURE})", len(placed), len(measured)
    yield "right of those", sum(one.bidang_within(1) for one in placed), len(placed)
    for tag in sorted({tag for one in measured for tag in one.question.tags}):
        tagged = [one for one in measured if tag in one.question.tags]
        yield f"category, first: {tag}", sum(one.within(1) for one in tagged), len(tagged)


def calibration_error(measured: Sequence[Measured]) -> float:
    """Expected calibration error over ``BINS`` (Guo et al. 2017): mean gap of confidence and accuracy."""
    return sum(
        abs(sum(one.confidence - one.within(1) for one in members)) for _, members in _binned(measured)
    ) / len(measured)


def _binned(measured: Sequence[Measured]) -> Iterator[tuple[str, list[Measured]]]:
    for low, high in itertools.pairwise(BINS):
        members = [one for one in measured if low <= one.confidence < high or one.confidence == high == 1.0]
        if members:
            yield f"{low:.2f}–{high:.2f}", members


def best_temperature(scores: Floats, right: Sequence[frozenset[int]]) -> float:
    """The temperature of the least log loss, a right category being any that is accepted.

    Args:
        scores: shape (questions, categories).
        right: of each question, the columns that are right.
    """

    def loss(divisor: float) -> float:
        likely = probabilities(scores / divisor)
        return -float(
            sum(np.log(max(likely[row, sorted(one)].sum(), 1e-12)) for row, one in enumerate(right))
        )

    tried = np.exp(np.linspace(np.log(0.02), np.log(0.4), 121))
    return float(min(tried, key=loss))


def cross_fitted(
    categories: Sequence[KnownCategory], scores: Floats, questions: Sequence[RoutedQuestion]
) -> tuple[list[Measured], list[float]]:
    """Every question under a temperature that was fitted without its fold, and those temperatures."""
    place = {category.id: at for at, category in enumerate(categories)}
    right = [frozenset(place[one] for one in question.categories) for question in questions]
    measured, fitted = [], []
    for fold in range(FOLDS):
        others = [row for row in range(len(questions)) if row % FOLDS != fold]
        fitted.append(best_temperature(scores[others], [right[row] for row in others]))
        measured += [
            Measured(questions[row], routing(categories, scores[row], temperature=fitted[-1]))
            for row in range(fold, len(questions), FOLDS)
        ]
    return measured, fitted


def table(title: str, counted: Iterator[tuple[str, int, int]]) -> Iterator[str]:
    """A Markdown table with exact intervals."""
    yield f"\n### {title}\n"
    yield "| what | count | share | exact 95 % interval |\n|---|---|---|---|"
    for name, hits, n in counted:
        if n:
            rate = exact_rate(hits, n)
            share = f"{100 * hits / n:.1f} % | {100 * rate.low:.1f}–{100 * rate.high:.1f}"
            yield f"| {name} | {hits}/{n} | {share} |"


def reliability(title: str, measured: Sequence[Measured]) -> Iterator[str]:
    """A Markdown table of how often suggestions of a probability are right."""
    yield f"\n### {title}: expected calibration error {calibration_error(measured):.3f}\n"
    yield "| probability of the first | questions | mean probability | right |\n|---|---|---|---|"
    for span, members in _binned(measured):
        mean = sum(one.confidence for one in members) / len(members)
        right = sum(one.within(1) for one in members) / len(members)
        yield f"| {span} | {len(members)} | {mean:.3f} | {right:.3f} |"


def main() -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true", help="count the held-out half too")
    parser.add_argument("--misses", action="store_true", help="list the dev questions that went wrong")
    given = parser.parse_args()
    categories = starter_categories()
    questions = {split: [one for one in read_questions() if one.split == split] for split in ("dev", "test")}
    classifier = new_classifier(categories, create_embedder("e5", cache_dir=Path()))
    lines: list[str] = []
    for split in ("dev", "test") if given.test else ("dev",):
        measured = [Measured(one, classifier.route(one.question)) for one in questions[split]]
        lines += table(split, rows(measured))
        lines += reliability(split, measured)
        if given.misses and split == "dev":
            lines += [_miss(one) for one in measured if not one.within(1)]
    dev = questions["dev"]
    crossed, fitted = cross_fitted(
        categories, np.stack([classifier.scores(one.question) for one in dev]), dev
    )
    told = ", ".join(f"{one:.3f}" for one in fitted)
    lines += reliability(f"dev, temperatures fitted without the fold ({told}; in use {TEMPERATURE})", crossed)
    by_words = new_classifier(categories, None)
    lines += table(
        "dev, by words and letters alone",
        rows([Measured(one, by_words.route(one.question)) for one in dev]),
    )
    sys.stdout.write("\n".join(lines) + "\n")


def _miss(one: Measured) -> str:
    first, second = one.routing.suggestions[:2]
    told = f"{first.category_id} {first.probability:.2f}, {second.category_id} {second.probability:.2f}"
    return f"- {one.question.id}: {one.question.category}, not {told}"


if __name__ == "__main__":
    main()
