"""The registry, its documentation, and what every metric tells of itself agree."""

import math
import re
from pathlib import Path

import pytest

import evals.metrics
from corpus.errors import NotFound
from evals.metrics.metric import AnswerMetric, Direction, RunMetric
from evals.metrics.registry import ANSWER_METRICS, RUN_METRICS, by_name

FOLDER = Path(evals.metrics.__file__).parent
ROW = re.compile(r"^\| `(\w+)` \| (\w+) \| ([↑↓]) \| 0–([1∞]) \| (yes|no) \| (yes|no) \|", re.MULTILINE)
EVERY: tuple[AnswerMetric | RunMetric, ...] = (*ANSWER_METRICS, *RUN_METRICS)


def row(metric: AnswerMetric | RunMetric) -> tuple[str, ...]:
    return (
        metric.name,
        metric.kind.value,
        "↑" if metric.direction is Direction.HIGHER else "↓",
        "∞" if math.isinf(metric.high) else "1",
        "yes" if metric.needs_gold else "no",
        "yes" if metric.hard else "no",
    )


def test_the_tables_and_the_registry_are_equal() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    of_answers, of_runs = text.split("## Of a run")
    assert ROW.findall(of_answers) == [row(metric) for metric in ANSWER_METRICS]
    assert ROW.findall(of_runs) == [row(metric) for metric in RUN_METRICS]


def test_names_and_labels_are_distinct_and_told() -> None:
    assert len({metric.name for metric in EVERY}) == len(EVERY)
    assert len({metric.label for metric in EVERY}) == len(EVERY)
    for metric in EVERY:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", metric.name)
        assert metric.label


def test_the_gate_is_hard_on_fabrication_misquotation_and_repealed_law_alone() -> None:
    hard = {metric.name for metric in EVERY if metric.hard}
    assert hard == {"citation_validity", "quote_match", "legal_force"}


def test_ranges_are_sound() -> None:
    for metric in EVERY:
        assert metric.low == 0.0 < metric.high
        if metric.hard:
            assert (metric.high, metric.direction) == (1.0, Direction.HIGHER)


def test_by_name() -> None:
    assert by_name("aurc") in RUN_METRICS
    assert by_name("hit_1") in ANSWER_METRICS
    with pytest.raises(NotFound, match="“hit_2” tidak ada"):
        by_name("hit_2")


def test_every_metric_file_is_in_use() -> None:
    helpers = {"__init__", "metric", "registry", "share", "checked", "cell", "confidence", "risk_coverage"}
    used = {type(metric).__module__.rpartition(".")[2] for metric in EVERY}
    assert {path.stem for path in FOLDER.glob("*.py")} == used | helpers
