"""Two runs of the same questions on the same texts: paired differences, and whether they are chance."""

from collections.abc import Container, Mapping, Sequence
from statistics import fmean

from corpus.errors import InvalidInput
from corpus.models import Frozen
from evals.items import Item
from evals.metrics.metric import About, Direction
from evals.scores import Scored
from evals.scoring import Interval, ItemScores, ScoredRun, cluster_of, slices_of
from evals.statistics import holm, paired_difference, permutation_p

_EQUAL = 1e-9


class Difference(Frozen):
    """One metric of a candidate against a baseline over a slice, paired by question.

    Attributes:
        pairs: questions that both have a value for.
        unpaired: questions that only one of them has a value for; they are in no mean here.
        difference: candidate − baseline with its interval over documents.
        p: two-sided, of the permutation test.
        p_holm: p adjusted for all metrics of the slice.
        wins, ties, losses: questions on which the candidate is better, equal, worse in the metric's sense.
    """

    metric: str
    pairs: int
    unpaired: int
    baseline: float | None
    candidate: float | None
    difference: Interval | None
    p: float | None
    p_holm: float | None
    wins: int
    ties: int
    losses: int


class Comparison(Frozen):
    """A candidate against a baseline, by slice."""

    baseline: str
    candidate: str
    slices: dict[str, tuple[Difference, ...]]


def compare(
    baseline: ScoredRun,
    candidate: ScoredRun,
    items: Sequence[Item],
    metrics: Sequence[About],
    *,
    parts: Container[str] | None = None,
) -> Comparison:
    """Pair two scored runs.

    Args:
        parts: the slices to compare; None: every slice.

    Raises:
        InvalidInput: they are of different questions or different texts, or one of them proves nothing.
    """
    _check_comparable(baseline, candidate)
    by_id = {item.id: item for item in items}
    slices = {
        name: _with_holm([_difference(metric, baseline, candidate, by_id, ids) for metric in metrics])
        for name, ids in slices_of(items).items()
        if parts is None or name in parts
    }
    return Comparison(baseline=baseline.manifest.name, candidate=candidate.manifest.name, slices=slices)


def _check_comparable(baseline: ScoredRun, candidate: ScoredRun) -> None:
    names = f"{baseline.manifest.name} dan {candidate.manifest.name}"
    if baseline.manifest.dataset.sha256 != candidate.manifest.dataset.sha256:
        raise InvalidInput(f"{names} memakai pertanyaan yang berbeda, jadi tidak dapat dibandingkan.")
    if baseline.manifest.snapshot.fingerprint != candidate.manifest.snapshot.fingerprint:
        raise InvalidInput(f"{names} memakai isi pustaka yang berbeda, jadi tidak dapat dibandingkan.")
    for run in (baseline, candidate):
        if run.problems:
            raise InvalidInput(f"{run.manifest.name} tidak dapat dipakai: {' '.join(run.problems)}")


def _difference(
    metric: About, baseline: ScoredRun, candidate: ScoredRun, items: Mapping[str, Item], ids: frozenset[str]
) -> Difference:
    before, after = (_values(run.answers, metric.name, ids) for run in (baseline, candidate))
    paired = [item_id for item_id in items if item_id in before and item_id in after]
    ours, theirs = [after[one] for one in paired], [before[one] for one in paired]
    clusters = [cluster_of(items[one]) for one in paired]
    estimate = paired_difference(ours, theirs, clusters)
    better = 1 if metric.direction is Direction.HIGHER else -1
    gains = [better * (a - b) for a, b in zip(ours, theirs, strict=True)]
    return Difference(
        metric=metric.name,
        pairs=len(paired),
        unpaired=len(before.keys() ^ after.keys()),
        baseline=fmean(theirs) if theirs else None,
        candidate=fmean(ours) if ours else None,
        difference=Interval(mean=estimate.mean, low=estimate.low, high=estimate.high) if estimate else None,
        p=permutation_p(gains, clusters) if gains else None,
        p_holm=None,
        wins=sum(gain > _EQUAL for gain in gains),
        ties=sum(abs(gain) <= _EQUAL for gain in gains),
        losses=sum(gain < -_EQUAL for gain in gains),
    )


def _values(answers: Sequence[ItemScores], metric: str, ids: frozenset[str]) -> dict[str, float]:
    """The metric's value of every question that has one: the mean over its repeats."""
    found: dict[str, list[float]] = {}
    for answer in answers:
        score = answer.scores.get(metric)
        if answer.item_id in ids and isinstance(score, Scored):
            found.setdefault(answer.item_id, []).append(score.value)
    return {item_id: fmean(values) for item_id, values in found.items()}


def _with_holm(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    adjusted = holm({one.metric: one.p for one in differences if one.p is not None})
    return tuple(one.model_copy(update={"p_holm": adjusted.get(one.metric)}) for one in differences)
