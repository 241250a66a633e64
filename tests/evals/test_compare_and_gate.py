"""Runs pair by question; the gate stops what must not be released, and what is not proved."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.errors import InvalidInput
from evals.compare import Comparison, compare
from evals.gate import Policy, decide, read_policy
from evals.items import Item
from evals.manifest import SnapshotPin
from evals.metrics.metric import Direction
from evals.scoring import ALL, ScoredRun, score_run
from tests.evals.runs import NOWHERE, SNAPSHOT, Confidence, item, manifest, record

ITEMS = tuple(item(f"q{n}", regulation=f"pp-{n}-2020") for n in range(1, 13))


def run(
    values: Sequence[float | None],
    metric: Confidence | None = None,
    items: Sequence[Item] = ITEMS,
    *,
    name: str = "satu",
    snapshot: SnapshotPin = SNAPSHOT,
) -> ScoredRun:
    records = [record(one.id, value) for one, value in zip(items, values, strict=True)]
    return score_run(
        manifest(items, name=name, snapshot=snapshot),
        items,
        records,
        NOWHERE,
        metrics=[metric or Confidence()],
    )


def compared(before: ScoredRun, after: ScoredRun, metric: Confidence | None = None) -> Comparison:
    return compare(before, after, ITEMS, [metric or Confidence()])


BASE = run([0.5] * 12)
BETTER = run([0.9] * 10 + [0.5, 0.1], name="dua")


def test_differences_pair_by_question() -> None:
    (row,) = compared(BASE, BETTER).slices[ALL]
    assert (row.pairs, row.wins, row.ties, row.losses) == (12, 10, 1, 1)
    assert row.baseline == 0.5
    assert row.candidate == pytest.approx((0.9 * 10 + 0.5 + 0.1) / 12)
    assert row.difference is not None
    assert row.difference.mean == pytest.approx(0.3)
    assert row.difference.low > 0
    assert row.p is not None
    assert row.p < 0.05
    assert row.p_holm == row.p


def test_wins_follow_the_metrics_direction() -> None:
    (row,) = compared(BASE, BETTER, Confidence(direction=Direction.LOWER)).slices[ALL]
    assert (row.wins, row.losses) == (1, 10)


def test_only_the_slices_asked_for_are_compared() -> None:
    whole = compared(BASE, BETTER)
    assert len(whole.slices) > 1
    part = compare(BASE, BETTER, ITEMS, [Confidence()], parts={ALL})
    assert part.slices == {ALL: whole.slices[ALL]}


def test_a_run_equals_itself() -> None:
    (row,) = compared(BASE, BASE).slices[ALL]
    assert row.difference is not None
    assert (row.difference.low, row.difference.high, row.p) == (0.0, 0.0, 1.0)
    assert row.ties == 12


def test_what_only_one_run_measured_is_counted_apart() -> None:
    metric = Confidence(least=0.2)
    (row,) = compared(run([0.5] * 12, metric), run([0.9] * 11 + [0.1], metric), metric).slices[ALL]
    assert (row.pairs, row.unpaired) == (11, 1)


def test_other_questions_or_texts_do_not_compare() -> None:
    other = tuple(item(f"q{n}", regulation=f"pp-{n}-2020", tags=("pensiun",)) for n in range(1, 13))
    with pytest.raises(InvalidInput, match="pertanyaan yang berbeda"):
        compared(BASE, run([0.5] * 12, items=other))
    with pytest.raises(InvalidInput, match="isi pustaka yang berbeda"):
        compared(BASE, run([0.5] * 12, snapshot=SNAPSHOT.model_copy(update={"fingerprint": "x"})))


def test_a_run_that_proves_nothing_does_not_compare() -> None:
    with pytest.raises(InvalidInput, match="tidak dapat dipakai"):
        compared(BASE, run([None, *[0.5] * 11]))


def test_one_hard_failure_stops_a_release() -> None:
    metric = Confidence(hard=True)
    verdict = decide(run([1.0] * 11 + [0.0], metric), [metric], Policy())
    assert not verdict.passed
    assert verdict.failures == ("Keyakinan: 1 dari 12 jawaban melanggar.",)


def test_without_failures_the_gate_opens_and_says_how_sure_it_is() -> None:
    """Twelve of twelve: the exact upper bound of the failing share is 1 − .025^(1/12) = .2646."""
    metric = Confidence(hard=True)
    verdict = decide(run([1.0] * 12, metric), [metric], Policy())
    assert verdict.passed
    assert verdict.passed_checks == ("Keyakinan: 0 dari 12 melanggar (batas atas 95 %: 0.2646).",)


def test_a_hard_metric_that_nothing_measured_proves_nothing() -> None:
    metric = Confidence(hard=True, least=2.0)
    verdict = decide(run([1.0] * 12, metric), [metric], Policy())
    assert not verdict.passed
    assert verdict.failures == ()
    assert "Keyakinan: tidak ada jawaban yang dapat diperiksa." in verdict.unproved


def test_errors_keep_the_gate_shut() -> None:
    verdict = decide(run([None, *[1.0] * 11], Confidence(hard=True)), [Confidence(hard=True)], Policy())
    assert not verdict.passed
    assert verdict.unproved


def test_a_margin_holds_the_far_end_of_the_interval() -> None:
    worse = run([0.5] * 10 + [0.3, 0.3], name="dua")
    comparison = compared(BASE, worse)
    (row,) = comparison.slices[ALL]
    assert row.difference is not None
    assert row.difference.mean == pytest.approx(-0.4 / 12)
    # The mean alone would pass this margin; its interval reaches further down.
    assert not decide(worse, [Confidence()], Policy(margins={"confidence": 0.05}), comparison).passed
    assert decide(worse, [Confidence()], Policy(margins={"confidence": 0.2}), comparison).passed


def test_a_limit_holds_the_near_end_of_the_interval() -> None:
    spread = run([1.0, 0.0] * 6)
    assert not decide(spread, [Confidence()], Policy(limits={"confidence": 0.45})).passed
    assert decide(spread, [Confidence()], Policy(limits={"confidence": 0.1})).passed
    lower = Confidence(direction=Direction.LOWER)
    assert not decide(run([1.0, 0.0] * 6, lower), [lower], Policy(limits={"confidence": 0.55})).passed
    assert decide(run([1.0, 0.0] * 6, lower), [lower], Policy(limits={"confidence": 0.9})).passed


def test_policies_that_mean_nothing_are_refused() -> None:
    with pytest.raises(InvalidInput, match="tidak ada: kecepatan"):
        decide(BASE, [Confidence()], Policy(limits={"kecepatan": 1}))
    with pytest.raises(InvalidInput, match="mutlak"):
        decide(BASE, [Confidence(hard=True)], Policy(limits={"confidence": 0.9}))
    with pytest.raises(InvalidInput, match="pembanding"):
        decide(BASE, [Confidence()], Policy(margins={"confidence": 0.1}))


def test_policies_are_read_from_yaml(tmp_path: Path) -> None:
    path = tmp_path / "rilis.yaml"
    path.write_text("margins: {confidence: 0.02}\nlimits: {confidence: 0.5}\n", encoding="utf-8")
    assert read_policy(path) == Policy(margins={"confidence": 0.02}, limits={"confidence": 0.5})
    for bad in ("marjin: {}", "margins: [1]", "margins: {a: x}", "{"):
        path.write_text(bad, encoding="utf-8")
        with pytest.raises(InvalidInput, match=r"rilis\.yaml"):
            read_policy(path)
    with pytest.raises(InvalidInput, match="tidak dapat dipakai"):
        read_policy(tmp_path / "hilang.yaml")
