import numpy as np
import pytest

from assistant.guard.learned import LABELS, guard_settings
from evals.bench.guards import SETS, Row, read
from evals.fit_guard import fold_of, importance_of, threshold, unseen
from evals.guard_examples import OURS, Example, cut, dev_digest
from evals.wide_softmax import chances, fit_wide


def test_a_wide_regression_tells_two_heaps_apart_and_shares_a_tie() -> None:
    features = np.array([[1, 0, 1], [1, 0, 1], [0, 1, 1], [0, 1, 1]], np.float32)
    labels = np.array([0, 0, 1, 1])
    weights = fit_wide(features, labels, np.ones(4, np.float32), classes=2, penalty=1e-3, steps=300)
    given = chances(features @ weights)
    assert given.argmax(axis=1).tolist() == [0, 0, 1, 1]
    assert chances(np.array([[0.5, 0.5, 1]], np.float32) @ weights)[0, 0] == pytest.approx(0.5, abs=1e-3)
    # Symmetric heaps: what speaks for one speaks as much against the other.
    assert weights[0, 0] == pytest.approx(-weights[0, 1], abs=1e-4)
    assert weights[0, 0] > 0


def test_a_threshold_lets_through_the_share_that_it_may() -> None:
    harmless = np.array([0.1, 0.2, 0.3, 0.4], np.float32)
    assert threshold(harmless, 0.0) == pytest.approx(0.4001, abs=1e-4)
    assert threshold(harmless, 0.25) == pytest.approx(0.3001, abs=1e-4)
    assert threshold(harmless, 0.25, least=0.9) == 0.9


def test_rarer_labels_count_more_by_the_root() -> None:
    examples = [Example("", "a", "", "ours")] * 4 + [Example("", "b", "", "ours")]
    assert importance_of(examples, np.array([0, 0, 0, 0, 1])).tolist() == [1, 1, 1, 1, 2]


def test_no_family_judges_itself() -> None:
    examples = [Example("", "", f"family {number % 7}", "ours") for number in range(28)]
    folds = fold_of(examples)
    assert all(folds[number] == folds[number % 7] for number in range(28))
    # Each example has a feature of its own: only a model that had seen it could know its label.
    features = np.eye(6, dtype=np.float32)
    given = unseen(features, np.arange(6), np.ones(6, np.float32), np.arange(6), 6)
    assert np.diag(given) == pytest.approx(1 / 6)


def test_sentences_are_cut_at_their_ends() -> None:
    assert cut("Satu. Dua  kali!\nPP 94/2021 pasal 3.1") == ["Satu", "Dua kali", "PP 94/2021 pasal 3.1"]


@pytest.mark.parametrize("name", OURS)
def test_the_shipped_model_was_fitted_on_these_sets(name: str) -> None:
    assert guard_settings().data[name] == dev_digest(SETS / name), "run `python -m evals.fit_guard` again"


def test_training_lines_are_ours_alone_and_no_test_line_is_among_them() -> None:
    training = read(SETS / "training.jsonl", Row)
    assert len(training) >= 900
    assert {row.split for row in training} == {"dev"}
    assert {row.label for row in training} == set(LABELS)
    assert all(row.family for row in training)
    tested = {row.text.casefold() for name in OURS for row in read(SETS / name, Row) if row.split == "test"}
    seen = {row.text.casefold() for name in OURS for row in read(SETS / name, Row) if row.split == "dev"}
    assert not tested & seen
