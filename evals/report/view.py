"""A scored run arranged for reading: what went wrong first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.models import Answer
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from evals.items import Item
from evals.metrics.metric import About, Direction
from evals.metrics.risk_coverage import Judged, outcome
from evals.reaction import Reaction
from evals.records import RecordedAnswer
from evals.report.curve import curve_svg
from evals.report.marking import marked
from evals.scores import Failed, NotApplicable, Scored
from evals.scoring import ItemScores, ScoredRun

REACTION_WORDS = {
    Reaction.INVENTED: "dijawab padahal tidak ada sumbernya",
    Reaction.WRONG: "dijawab salah",
    Reaction.OVER_REFUSED: "tidak dijawab padahal ada sumbernya",
    Reaction.RIGHT: "dijawab benar",
    Reaction.REFUSED: "tidak dijawab, memang tidak ada sumbernya",
    None: "galat",
}
WORST_FIRST = (None, *(reacted for reacted in REACTION_WORDS if reacted is not None))


@dataclass(frozen=True, slots=True)
class MetricRow:
    """One line of a table: texts as shown."""

    label: str
    arrow: str
    value: str
    measured: bool
    interval: str
    scored: int
    not_applicable: int
    errors: int
    alarming: bool


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A citation of the answer; ``id`` is the provision's identifier."""

    id: str
    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """A retrieved passage with the words that the answer quotes from it; ``id`` is the unit's."""

    id: str
    label: str
    status: str
    score: str
    text: Markup


@dataclass(frozen=True, slots=True)
class ScoreView:
    """One metric of one answer."""

    label: str
    value: str
    reasons: tuple[str, ...]
    poor: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question with everything that became of it."""

    id: str
    repeat: int
    question: str
    on: str
    tags: tuple[str, ...]
    gold: tuple[str, ...]
    reaction: str
    good: bool
    status: str
    confidence: str
    seconds: str
    error: str
    text: str
    quotes: tuple[QuoteView, ...]
    passages: tuple[PassageView, ...]
    scores: tuple[ScoreView, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything a report shows."""

    run: ScoredRun
    tables: dict[str, list[MetricRow]]
    reactions: dict[str, int]
    curve: Markup
    items: list[ItemView]


def view_of(
    run: ScoredRun, items: Sequence[Item], records: Sequence[RecordedAnswer], metrics: Sequence[About]
) -> ReportView:
    """Arrange a run.

    Args:
        items, records: what was scored, as ``RunFolder`` has them.
        metrics: every metric that the run may hold.
    """
    about = {metric.name: metric for metric in metrics}
    by_id = {item.id: item for item in items}
    by_call = {(record.item_id, record.repeat): record for record in records}
    return ReportView(
        run=run,
        tables={name: metric_rows(run, name, about) for name in run.slices},
        reactions={REACTION_WORDS[reacted]: count for reacted, count in reaction_counts(run).items()},
        curve=curve_svg(outcomes(run, records)),
        items=[
            item_view(answer, by_id[answer.item_id], by_call[answer.item_id, answer.repeat], about)
            for answer in worst_first(run)
        ],
    )


def worst_first(run: ScoredRun) -> list[ItemScores]:
    """Every answer, those to be looked at first."""
    return sorted(run.answers, key=lambda answer: WORST_FIRST.index(answer.reaction))


def reaction_counts(run: ScoredRun) -> dict[Reaction | None, int]:
    """How many answers got each reaction, in the order of ``REACTION_WORDS``."""
    return {reacted: sum(answer.reaction == reacted for answer in run.answers) for reacted in REACTION_WORDS}


def outcomes(run: ScoredRun, records: Sequence[RecordedAnswer]) -> list[Judged]:
    """What every answer adds to the risk-coverage curve; failed ones add nothing."""
    given = {(record.item_id, record.repeat): record.answer for record in records}
    pairs = ((answer.reaction, given[answer.item_id, answer.repeat]) for answer in run.answers)
    return [
        outcome(answer.confidence, reacted)
        for reacted, answer in pairs
        if answer is not None and reacted is not None
    ]


def metric_rows(run: ScoredRun, part: str, about: Mapping[str, About]) -> list[MetricRow]:
    """The table of a slice.

    Args:
        about: every metric of the run by name.
    """
    rows = []
    for summary in run.slices[part]:
        metric, found = about[summary.metric], summary.interval
        rows.append(
            MetricRow(
                label=metric.label,
                arrow=arrow(metric),
                value=number_words(found.mean) if found else "–",
                measured=found is not None,
                interval=f"{number_words(found.low)} – {number_words(found.high)}" if found else "–",
                scored=summary.scored,
                not_applicable=summary.not_applicable,
                errors=summary.errors,
                alarming=bool(summary.failures or summary.errors),
            )
        )
    for name, score in run.whole[part].items():
        value = number_words(score.value) if isinstance(score, Scored) else score.reason
        measured, broken = isinstance(score, Scored), isinstance(score, Failed)
        rows.append(MetricRow(about[name].label, arrow(about[name]), value, measured, "", 0, 0, 0, broken))
    return rows


def item_view(answer: ItemScores, item: Item, record: RecordedAnswer, about: Mapping[str, About]) -> ItemView:
    """One answer with its question; arguments as in ``metric_rows``."""
    given = record.answer
    return ItemView(
        id=item.id,
        repeat=answer.repeat,
        question=item.question,
        on=given.question.on.isoformat() if given else "",
        tags=item.tags,
        gold=tuple(" atau ".join(map(provision_label, part)) for part in item.gold or item.branches),
        reaction=REACTION_WORDS[answer.reaction],
        good=answer.reaction in {Reaction.RIGHT, Reaction.REFUSED},
        status=given.status.value if given else "error",
        confidence=number_words(given.confidence) if given else "–",
        seconds=f"{record.seconds:.3f}".replace(".", ","),
        error=record.error,
        text=given.text if given else "",
        quotes=_quotes(given) if given else (),
        passages=_passages(given) if given else (),
        scores=tuple(
            _score(about[name].label, score, about[name].direction) for name, score in answer.scores.items()
        ),
    )


def _quotes(answer: Answer) -> tuple[QuoteView, ...]:
    cited = (citation for claim in answer.claims for citation in claim.citations)
    return tuple(
        QuoteView(citation.provision_id, provision_label(citation.provision_id), citation.quote)
        for citation in cited
    )


def _passages(answer: Answer) -> tuple[PassageView, ...]:
    quotes = {citation.quote for claim in answer.claims for citation in claim.citations}
    return tuple(
        PassageView(
            id=passage.unit.id,
            label=provision_label(passage.unit.id),
            status=passage.status,
            score=number_words(passage.score),
            text=marked(passage.unit.text, quotes),
        )
        for passage in answer.passages
    )


def _score(label: str, score: Scored | NotApplicable | Failed, direction: Direction) -> ScoreView:
    if not isinstance(score, Scored):
        failed = isinstance(score, Failed)
        return ScoreView(label, "galat" if failed else "tidak berlaku", (score.reason,), poor=failed)
    poor = score.value < 1 if direction is Direction.HIGHER else score.value > 0
    return ScoreView(label, number_words(score.value), score.reasons, poor=poor)


def provision_label(identifier: str) -> str:
    """What a reader calls a provision; the identifier itself where it is no regulation's."""
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier


def number_words(value: float) -> str:
    """A number as written in Indonesian, with as many digits as mean something."""
    return f"{value:.4f}".replace(".", ",")


def arrow(metric: About) -> str:
    """Which way is better."""
    return "↑" if metric.direction is Direction.HIGHER else "↓"
