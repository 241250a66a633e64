"""Means count only what was measured; what failed is told and never becomes a value."""

import pytest

from evals.metrics.metric import Direction
from evals.records import RecordedAnswer
from evals.scores import Failed, NotApplicable, Scored
from evals.scoring import ALL, ScoredRun, Summary, cluster_of, score_run
from tests.evals.runs import NOWHERE, Breaking, Confidence, item, manifest, record

ITEMS = (
    item("a"),
    item("b", tags=("slang", "cuti")),
    item("c", regulation="pp-2-2020", split="dev"),
    item("d", regulation="pp-3-2020"),
)


def scored(*records: RecordedAnswer, metric: Confidence | None = None) -> ScoredRun:
    return score_run(manifest(ITEMS), ITEMS, records, NOWHERE, metrics=[metric or Confidence()])


def summary(run: ScoredRun, part: str = ALL) -> Summary:
    (only,) = run.slices[part]
    return only


GOOD = (record("a", 1.0), record("b", 0.5), record("c", 0.0), record("d", 0.5))


def test_the_mean_is_over_what_was_scored() -> None:
    run = scored(*GOOD)
    found = summary(run)
    assert found.interval is not None
    assert found.interval.mean == 0.5
    assert (found.scored, found.not_applicable, found.errors, found.clusters) == (4, 0, 0, 3)
    assert run.problems == ()


def test_slices_carry_their_own_counts() -> None:
    run = scored(*GOOD)
    assert set(run.slices) == {ALL, "bagian: test", "bagian: dev", "tag: cuti", "tag: slang"}
    assert summary(run, "bagian: dev").scored == 1
    slang = summary(run, "tag: slang").interval
    assert slang is not None
    assert slang.mean == 0.5
    assert summary(run, "bagian: test").scored == 3


def test_what_does_not_apply_is_in_no_mean() -> None:
    found = summary(scored(*GOOD, metric=Confidence(least=0.5)))
    assert found.interval is not None
    assert found.interval.mean == pytest.approx(2 / 3)
    assert (found.scored, found.not_applicable) == (3, 1)


def test_a_failed_answer_is_an_error_and_too_many_prove_nothing() -> None:
    run = scored(*GOOD[:3], record("d", None, error="ValueError: rusak"))
    assert run.answers[3].scores["confidence"] == Failed(reason="Tidak ada jawaban: ValueError: rusak")
    found = summary(run)
    assert found.interval is not None
    assert found.interval.mean == 0.5
    assert (found.scored, found.errors) == (3, 1)
    assert run.problems == ("1 dari 4 jawaban gagal dibuat (batasnya 2 %).",)


def test_one_failure_in_fifty_is_still_allowed() -> None:
    items = tuple(item(f"i{n}") for n in range(50))
    records = [record(one.id, 1.0) for one in items[1:]]
    run = score_run(manifest(items), items, [record("i0", None), *records], NOWHERE, metrics=[Confidence()])
    assert run.problems == ()
    assert run.slices[ALL][0].errors == 1


def test_a_metric_that_breaks_is_no_zero() -> None:
    run = scored(*GOOD, metric=Breaking())
    assert summary(run).interval is None
    assert summary(run).errors == 4
    assert run.problems == ("Tidak ada satu pun nilai.", "Metrik breaking gagal pada 4 dari 4 jawaban.")


def test_an_unfinished_run_proves_nothing() -> None:
    run = scored(*GOOD[:2])
    assert len(run.problems) == 1
    assert "2 dari 4" in run.problems[0]


def test_no_answers_at_all() -> None:
    assert scored().problems
    assert summary(scored()).interval is None


def test_hard_metrics_count_failures_with_an_exact_interval() -> None:
    found = summary(scored(*GOOD, metric=Confidence(hard=True, direction=Direction.HIGHER)))
    assert found.failures == 3
    assert found.interval is not None
    assert found.interval.mean == 0.25


def test_gold_is_needed_only_where_a_metric_says_so() -> None:
    run = scored(*GOOD, metric=Confidence(needs_gold=True))
    assert summary(run).scored == 4


def test_scores_survive_json() -> None:
    run = scored(*GOOD[:3], record("d", None), metric=Confidence(least=0.5))
    again = ScoredRun.model_validate_json(run.model_dump_json())
    assert again == run
    states = [type(answer.scores["confidence"]) for answer in again.answers]
    assert states == [Scored, Scored, NotApplicable, Failed]


def test_questions_cluster_by_document() -> None:
    assert cluster_of(ITEMS[0]) == cluster_of(ITEMS[1]) == "pp-1-2020"
    refusable = ITEMS[0].model_copy(update={"answerable": False, "gold": ()})
    assert cluster_of(refusable) == "a"
