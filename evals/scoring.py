"""Score recorded answers: every metric on every answer, then means with intervals, by slice, with counts."""

from collections.abc import Callable, Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from corpus.models import Frozen
from evals.case import Case, Reference
from evals.items import Item
from evals.manifest import Manifest
from evals.metrics.metric import About, AnswerMetric, RunMetric
from evals.reaction import Reaction, reaction
from evals.records import RecordedAnswer
from evals.scores import Failed, NotApplicable, Score, Scored
from evals.statistics import exact_rate, mean_interval

MOST_ERRORS = 0.02
"""Share of answers, or of one metric's scores, that may fail before a run says nothing."""
ALL = "semua"
Step = Callable[[int, int], None]
"""Told after every answer how many of how many are done."""
NO_ANSWER = "Tidak ada jawaban: "


class Interval(Frozen):
    """A mean or share with the ends of its 95 % interval."""

    mean: float
    low: float
    high: float


class Summary(Frozen):
    """One metric over a slice of a run.

    Attributes:
        interval: bootstrap over documents for a soft metric; exact binomial for a hard one, whose mean is the
            share of answers without any failure, and where every value is 0 or every value 1; None where
            nothing was scored.
        scored, not_applicable, errors: how many answers ended how.
        failures: answers below 1 of a hard metric; 0 for others.
    """

    metric: str
    interval: Interval | None
    scored: int
    not_applicable: int
    errors: int
    clusters: int
    failures: int = 0


class ItemScores(Frozen):
    """Every metric of one answer.

    Attributes:
        reaction: right, wrong, refused …; None for a live draft and where there is no answer.
    """

    item_id: str
    repeat: int
    reaction: Reaction | None
    scores: dict[str, Score]


class ScoredRun(BaseModel):
    """A run with its scores.

    Attributes:
        slices: summaries by slice, ``semua`` first.
        whole: metrics that only the run as a whole has, by slice.
        problems: in Indonesian, why the run proves nothing; empty when it may be relied on.
    """

    model_config = ConfigDict(frozen=True)

    manifest: Manifest
    answers: tuple[ItemScores, ...]
    slices: dict[str, tuple[Summary, ...]]
    whole: dict[str, dict[str, Score]]
    problems: tuple[str, ...]


def score_run(
    manifest: Manifest,
    items: Sequence[Item],
    records: Sequence[RecordedAnswer],
    reference: Reference,
    *,
    metrics: Sequence[AnswerMetric],
    run_metrics: Sequence[RunMetric] = (),
    step: Step | None = None,
) -> ScoredRun:
    """Score what was recorded; nothing is answered here."""
    by_id = {item.id: item for item in items}
    cases = [Case(record, by_id[record.item_id], reference) for record in records]
    answers = []
    for number, case in enumerate(cases, 1):
        answers.append(score_case(case, metrics))
        if step is not None:
            step(number, len(cases))
    chosen = slices_of(items)
    slices = {
        name: tuple(_summary(metric, _within(answers, ids), by_id, manifest.seed) for metric in metrics)
        for name, ids in chosen.items()
    }
    whole = {
        name: _whole([case for case in cases if case.record.item_id in ids], run_metrics)
        for name, ids in chosen.items()
    }
    problems = _problems(manifest, cases, slices[ALL])
    return ScoredRun(
        manifest=manifest, answers=tuple(answers), slices=slices, whole=whole, problems=tuple(problems)
    )


def score_case(case: Case, metrics: Iterable[AnswerMetric]) -> ItemScores:
    """Every metric of one answer; an answer that failed has no value in any."""
    return ItemScores(
        item_id=case.record.item_id,
        repeat=case.record.repeat,
        reaction=reaction(case) if case.item is not None and case.record.answer is not None else None,
        scores={metric.name: _score(case, metric) for metric in metrics},
    )


def slices_of(items: Sequence[Item]) -> dict[str, frozenset[str]]:
    """Identifiers of the items of every slice: all, each split, each tag."""
    found: dict[str, set[str]] = {ALL: {item.id for item in items}}
    for item in items:
        for name in (f"bagian: {item.split}", *(f"tag: {tag}" for tag in item.tags)):
            found.setdefault(name, set()).add(item.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def cluster_of(item: Item) -> str:
    """The document the question is about: answers from one document stand and fall together.

    A question without gold is a cluster of its own.
    """
    gold = item.gold or item.branches
    return gold[0][0].split("/")[0] if gold else item.id


def _score(case: Case, metric: AnswerMetric) -> Score:
    if case.record.answer is None:
        return Failed(reason=NO_ANSWER + case.record.error)
    if metric.needs_gold and case.item is None:
        return NotApplicable(reason="Tidak ada kunci jawaban.")
    try:
        return metric.score(case)
    except Exception as error:  # noqa: BLE001 - a metric that breaks is an error of the run, never a value
        return Failed(reason=f"{type(error).__name__}: {error}")


def _whole(cases: Sequence[Case], metrics: Sequence[RunMetric]) -> dict[str, Score]:
    answered = [case for case in cases if case.record.answer is not None]
    scores: dict[str, Score] = {}
    for metric in metrics:
        try:
            scores[metric.name] = metric.score(answered)
        except Exception as error:  # noqa: BLE001 - see _score
            scores[metric.name] = Failed(reason=f"{type(error).__name__}: {error}")
    return scores


def _within(answers: Sequence[ItemScores], ids: frozenset[str]) -> list[ItemScores]:
    return [answer for answer in answers if answer.item_id in ids]


def _summary(metric: About, answers: Sequence[ItemScores], items: dict[str, Item], seed: int) -> Summary:
    scores = [(answer.item_id, answer.scores[metric.name]) for answer in answers]
    values = [(item_id, score.value) for item_id, score in scores if isinstance(score, Scored)]
    clusters = [cluster_of(items[item_id]) for item_id, _ in values]
    failures = sum(value < 1 for _, value in values) if metric.hard else 0
    interval = None
    if values and (metric.hard or (metric.high == 1 and _one_sided(values))):
        # Resampling answers that all went one way would claim to be certain.
        rate = exact_rate(sum(value == 1 for _, value in values), len(values))
        interval = Interval(mean=rate.hits / rate.n, low=rate.low, high=rate.high)
    elif estimate := mean_interval([value for _, value in values], clusters, seed=seed):
        interval = Interval(mean=estimate.mean, low=estimate.low, high=estimate.high)
    return Summary(
        metric=metric.name,
        interval=interval,
        scored=len(values),
        not_applicable=sum(isinstance(score, NotApplicable) for _, score in scores),
        errors=sum(isinstance(score, Failed) for _, score in scores),
        clusters=len(set(clusters)),
        failures=failures,
    )


def _one_sided(values: Sequence[tuple[str, float]]) -> bool:
    """Every value is 0, or every value is 1."""
    return {value for _, value in values} in ({0.0}, {1.0})


def _problems(manifest: Manifest, cases: Sequence[Case], summaries: Sequence[Summary]) -> list[str]:
    wanted = manifest.dataset.items * manifest.repeats
    if len(cases) < wanted:
        return [
            f"Baru {len(cases)} dari {wanted} jawaban tercatat; lanjutkan dengan tanya eval run --resume."
        ]
    failed = sum(case.record.answer is None for case in cases)
    problems = []
    if failed > MOST_ERRORS * len(cases):
        problems.append(f"{failed} dari {len(cases)} jawaban gagal dibuat (batasnya 2 %).")
    if not any(summary.scored for summary in summaries):
        problems.append("Tidak ada satu pun nilai.")
    for summary in summaries:
        # Answers that failed are told once, above.
        broken = summary.errors - failed
        if broken > MOST_ERRORS * max(summary.scored + broken, 1):
            problems.append(
                f"Metrik {summary.metric} gagal pada {broken} dari {summary.scored + broken} jawaban."
            )
    return problems
