"""The set of questions to route is sound, and what is counted of it can be worked out by hand."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from assistant.routing.classifier import Classifier, Routing, Suggestion
from assistant.routing.examples import KnownCategory, described, starter_examples
from corpus.search_words import search_words
from evals.bench.routing import (
    Measured,
    RoutedQuestion,
    best_temperature,
    calibration_error,
    cross_fitted,
    read_questions,
    rows,
    starter_categories,
    table,
)

README = Path(__file__).parents[2] / "evals" / "datasets" / "routing" / "README.md"


def measured(*shares: tuple[str, float], category: str = "a", also: tuple[str, ...] = ()) -> Measured:
    """A question of bidang x and what was suggested for it; categories a and b are of x, c is of y."""
    bidang = {"a": "x", "b": "x", "c": "y"}
    question = RoutedQuestion(
        id="1",
        question="?",
        category=category,
        bidang=bidang[category],
        also=also,
        also_bidang=(),
        tags=("slang",),
        split="dev",
        author="tim Tanya ASN",
        licence="MIT",
    )
    suggestions = tuple(
        Suggestion(category_id=name, bidang_id=bidang[name], probability=share) for name, share in shares
    )
    return Measured(question, Routing(suggestions=suggestions))


def test_every_question_names_a_starter_category_and_its_bidang() -> None:
    bidang = {one.id: one.bidang_id for one in starter_categories()}
    for question in read_questions():
        assert bidang[question.category] == question.bidang
        assert {bidang[one] for one in question.also} - {question.bidang} == set(question.also_bidang)
        assert question.category not in question.also


def test_every_category_has_five_questions_of_each_split() -> None:
    counts = Counter((question.category, question.split) for question in read_questions())
    assert set(counts.values()) == {5}
    assert len(counts) == 2 * len(starter_categories())


def test_no_question_comes_twice_or_is_learned_from() -> None:
    questions = read_questions()
    assert len({question.id for question in questions}) == len(questions)
    learned = {
        frozenset(search_words(one.text)) for one in (*described(starter_categories()), *starter_examples())
    }
    # Bare names of a topic, such as "surat lolos butuh", are all that a question may share in full.
    same = [one.question for one in questions if frozenset(search_words(one.question)) in learned]
    assert [question for question in same if len(search_words(question)) > 3] == []
    asked = [frozenset(search_words(question.question)) for question in questions]
    assert len(set(asked)) == len(asked)


def test_the_readme_counts_the_tags() -> None:
    text = README.read_text(encoding="utf-8")
    for tag, number in Counter(tag for one in read_questions() for tag in one.tags).items():
        assert f"| `{tag}` | {number} |" in text


def test_counts_of_a_table() -> None:
    counted = {
        name: (hits, n)
        for name, hits, n in rows(
            [
                measured(("a", 0.9), ("b", 0.1)),
                measured(("b", 0.5), ("a", 0.3), ("c", 0.2)),
                measured(("c", 0.7), ("a", 0.3)),
                measured(("c", 0.4), ("b", 0.3), ("a", 0.3), category="a", also=("c",)),
            ]
        )
        if name != "right of those"
    }
    assert counted["category, first"] == (2, 4)
    assert counted["category, first, strict"] == (1, 4)
    assert counted["category, first two"] == (4, 4)
    assert counted["bidang, first"] == (3, 4)
    assert counted["sure of the category (≥ 0.6)"] == (2, 4)
    assert counted["sure of the bidang (≥ 0.6)"] == (4, 4)
    assert counted["category, first: slang"] == (2, 4)


def test_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    # One bin is 0.8 sure and half right, another 0.4 sure and never right.
    some = [measured(("a", 0.85), ("b", 0.15)), measured(("b", 0.85), ("a", 0.15)), measured(("b", 0.4))]
    assert calibration_error(some) == pytest.approx((2 * (0.85 - 0.5) + 0.4) / 3)


def test_the_best_temperature_is_that_of_the_frequencies() -> None:
    # Right in 3 of 4 with a lead of 0.1: log-odds of log 3 at 0.1 / log 3.
    scores = np.array([[0.1, 0.0]] * 4)
    right = [frozenset({0})] * 3 + [frozenset({1})]
    assert best_temperature(scores, right) == pytest.approx(0.1 / np.log(3), rel=0.02)


def test_every_question_is_measured_once_without_its_fold() -> None:
    categories = [
        KnownCategory(id="a", bidang_id="x", name="Cuti", description="Cuti."),
        KnownCategory(id="b", bidang_id="x", name="Pensiun", description="Pensiun."),
    ]
    questions = [
        measured(("a", 1.0)).question.model_copy(update={"id": str(number), "question": "cuti"})
        for number in range(7)
    ]
    classifier = Classifier(categories, described(categories))
    scores = np.stack([classifier.scores(one.question) for one in questions])
    crossed, fitted = cross_fitted(categories, scores, questions)
    assert sorted(one.question.id for one in crossed) == [str(number) for number in range(7)]
    assert len(fitted) == 5


def test_a_line_of_a_table_has_its_interval() -> None:
    assert list(table("dev", iter([("x", 1, 2), ("nothing", 0, 0)])))[2:] == [
        "| x | 1/2 | 50.0 % | 1.3–98.7 |"
    ]
