"""Two evaluations side by side, as their page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.evaluation_reader import ScoredFolder
from api.pages.evaluation_words import item_url, reaction_badge
from api.pages.words import Badge
from evals.compare import Comparison, Difference
from evals.metrics.metric import About, Direction
from evals.reaction import Reaction
from evals.report.view import WORST_FIRST, arrow, number_words

PROVED = 0.05
"""Adjusted p below which a difference is called one."""
CHANGES_SHOWN = 100

_GOOD = {Reaction.RIGHT, Reaction.REFUSED}


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One line of the table: texts as shown; ``verdict`` says which is better, if either is."""

    label: str
    arrow: str
    baseline: str
    candidate: str
    difference: str
    interval: str
    p_holm: str
    record: str
    pairs: int
    verdict: Badge


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """A question on which the reaction changed."""

    question: str
    label: str
    before: Badge
    after: Badge
    before_url: str
    after_url: str


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A slice of a comparison; ``worsened`` and ``improved`` are counted over all questions."""

    part: str
    parts: list[str]
    rows: list[DifferenceRow]
    changed: list[ChangedItem]
    hidden: int
    worsened: int
    improved: int


def comparison_page(
    comparison: Comparison,
    baseline: ScoredFolder,
    candidate: ScoredFolder,
    part: str,
    metrics: Sequence[About],
) -> ComparisonPage:
    """Arrange one slice of a comparison."""
    about = {metric.name: metric for metric in metrics}
    moves = _moves(baseline, candidate)
    good = [(before in _GOOD, after in _GOOD) for before, after in moves.values()]
    ordered = sorted(moves.items(), key=lambda move: WORST_FIRST.index(move[1][1]))
    return ComparisonPage(
        part=part,
        parts=list(candidate.run.slices),
        rows=[_row(one, about[one.metric]) for one in comparison.slices[part]],
        changed=[_changed(baseline, candidate, *call, *move) for call, move in ordered[:CHANGES_SHOWN]],
        hidden=max(len(ordered) - CHANGES_SHOWN, 0),
        worsened=good.count((True, False)),
        improved=good.count((False, True)),
    )


def _moves(
    baseline: ScoredFolder, candidate: ScoredFolder
) -> Mapping[tuple[str, int], tuple[Reaction | None, Reaction | None]]:
    """Reactions before and after of every answer that both have, where they differ."""
    before = {(answer.item_id, answer.repeat): answer.reaction for answer in baseline.run.answers}
    after = {(answer.item_id, answer.repeat): answer.reaction for answer in candidate.run.answers}
    return {
        call: (before[call], after[call]) for call in after if call in before and before[call] != after[call]
    }


def _changed(
    baseline: ScoredFolder,
    candidate: ScoredFolder,
    item_id: str,
    repeat: int,
    before: Reaction | None,
    after: Reaction | None,
) -> ChangedItem:
    return ChangedItem(
        question=candidate.items[item_id].question,
        label=f"{item_id}, ulangan {repeat + 1}" if repeat else item_id,
        before=reaction_badge(before),
        after=reaction_badge(after),
        before_url=item_url(baseline.run.manifest.name, item_id, repeat),
        after_url=item_url(candidate.run.manifest.name, item_id, repeat),
    )


def _row(row: Difference, metric: About) -> DifferenceRow:
    if row.difference is None or row.baseline is None or row.candidate is None or row.p_holm is None:
        nothing = Badge("tidak ada pasangan", "mute", "info")
        return DifferenceRow(metric.label, arrow(metric), "–", "–", "–", "–", "–", "–", row.pairs, nothing)
    return DifferenceRow(
        label=metric.label,
        arrow=arrow(metric),
        baseline=number_words(row.baseline),
        candidate=number_words(row.candidate),
        difference=_signed(row.difference.mean),
        interval=f"{_signed(row.difference.low)} – {_signed(row.difference.high)}",
        p_holm=number_words(row.p_holm),
        record=f"{row.wins} / {row.ties} / {row.losses}",
        pairs=row.pairs,
        verdict=_verdict(row.difference.mean, row.p_holm, metric),
    )


def _verdict(difference: float, p_holm: float, metric: About) -> Badge:
    if p_holm >= PROVED:
        return Badge("tidak terbukti berbeda", "mute", "half")
    better = (difference > 0) == (metric.direction is Direction.HIGHER)
    return Badge("lebih baik", "good", "check") if better else Badge("lebih buruk", "bad", "cross")


def _signed(value: float) -> str:
    """With a sign where any digit shows, and a minus as wide as a digit."""
    shown = f"{value:+.4f}".replace(".", ",").replace("-", "−")
    return shown if shown.strip("+−0,") else "0,0000"
