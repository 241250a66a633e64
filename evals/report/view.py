"""A scored run arranged for reading: what went wrong first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.models import Answer
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from evals.items import Item
from evals.metrics.metric import About, Direction
from evals.metrics.risk_coverage import outcome
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
    """A citation of the answer."""

    label: str
    quote: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """A retrieved passage with the words that the answer quotes from it."""

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
    ordered = sorted(run.answers, key=lambda answer: WORST_FIRST.index(answer.reaction))
    pairs = ((answer.reaction, by_call[answer.item_id, answer.repeat].answer) for answer in run.answers)
    judged = [
        outcome(given.confidence, reacted)
        for reacted, given in pairs
        if given is not None and reacted is not None
    ]
    return ReportView(
        run=run,
        tables={name: _table(run, name, about) for name in run.slices},
        reactions={
            words: sum(answer.reaction == reacted for answer in run.answers)
            for reacted, words in REACTION_WORDS.items()
        },
        curve=Markup(curve_svg(judged)),  # noqa: S704 - made of numbers alone
        items=[
            _item(answer, by_id[answer.item_id], by_call[answer.item_id, answer.repeat], about)
            for answer in ordered
        ],
    )


def _table(run: ScoredRun, part: str, about: Mapping[str, About]) -> list[MetricRow]:
    rows = []
    for summary in run.slices[part]:
        metric, found = about[summary.metric], summary.interval
        rows.append(
            MetricRow(
                label=metric.label,
                arrow=_arrow(metric),
                value=_number(found.mean) if found else "–",
                measured=found is not None,
                interval=f"{_number(found.low)} – {_number(found.high)}" if found else "–",
                scored=summary.scored,
                not_applicable=summary.not_applicable,
                errors=summary.errors,
                alarming=bool(summary.failures or summary.errors),
            )
        )
    for name, score in run.whole[part].items():
        value = _number(score.value) if isinstance(score, Scored) else score.reason
        measured, broken = isinstance(score, Scored), isinstance(score, Failed)
        rows.append(MetricRow(about[name].label, _arrow(about[name]), value, measured, "", 0, 0, 0, broken))
    return rows


def _item(answer: ItemScores, item: Item, record: RecordedAnswer, about: Mapping[str, About]) -> ItemView:
    given = record.answer
    return ItemView(
        id=item.id,
        repeat=answer.repeat,
        question=item.question,
        on=given.question.on.isoformat() if given else "",
        tags=item.tags,
        gold=tuple(" atau ".join(map(_label, part)) for part in item.gold or item.branches),
        reaction=REACTION_WORDS[answer.reaction],
        good=answer.reaction in {Reaction.RIGHT, Reaction.REFUSED},
        status=given.status.value if given else "error",
        confidence=_number(given.confidence) if given else "–",
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
    return tuple(QuoteView(_label(citation.provision_id), citation.quote) for citation in cited)


def _passages(answer: Answer) -> tuple[PassageView, ...]:
    quotes = {citation.quote for claim in answer.claims for citation in claim.citations}
    return tuple(
        PassageView(
            label=_label(passage.unit.id),
            status=passage.status,
            score=_number(passage.score),
            text=marked(passage.unit.text, quotes),
        )
        for passage in answer.passages
    )


def _score(label: str, score: Scored | NotApplicable | Failed, direction: Direction) -> ScoreView:
    if not isinstance(score, Scored):
        failed = isinstance(score, Failed)
        return ScoreView(label, "galat" if failed else "tidak berlaku", (score.reason,), poor=failed)
    poor = score.value < 1 if direction is Direction.HIGHER else score.value > 0
    return ScoreView(label, _number(score.value), score.reasons, poor=poor)


def _label(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier


def _number(value: float) -> str:
    """As written in Indonesian, with as many digits as mean something."""
    return f"{value:.4f}".replace(".", ",")


def _arrow(metric: About) -> str:
    return "↑" if metric.direction is Direction.HIGHER else "↓"
