"""The scores of one live draft: what can be measured without gold, as the admin who reviews it sees it."""

from enum import StrEnum

from assistant.models import Answer, AnswerStatus
from corpus.models import Frozen
from evals.case import Case, Reference
from evals.metrics.metric import AnswerMetric, Direction, Kind
from evals.metrics.registry import ANSWER_METRICS
from evals.records import RecordedAnswer
from evals.scores import Failed, Score, Scored
from evals.scoring import score_case

LIVE: tuple[AnswerMetric, ...] = tuple(
    metric for metric in ANSWER_METRICS if not metric.needs_gold and metric.kind is not Kind.COST
)
"""The metrics of a draft: what the question set alone can tell is not among them."""

_NOT_ANSWERED = {
    AnswerStatus.CLARIFY: "Draf ini baru menanyakan balik; pertanyaannya belum terjawab.",
    AnswerStatus.ERROR: "Draf gagal dibuat.",
    AnswerStatus.BLOCKED: "Pertanyaan ini tidak boleh dijawab layanan; tanggapi sendiri bila perlu.",
}


class Opinion(StrEnum):
    """What the scores together say to the admin. None of them publishes anything: a person does."""

    READY = "siap_ditinjau"
    CHECK = "perlu_diperiksa"
    STOP = "jangan_diterbitkan"

    @property
    def label(self) -> str:
        """In Indonesian, as the admin reads it."""
        return _LABELS[self]


_LABELS = {
    Opinion.READY: "Siap ditinjau",
    Opinion.CHECK: "Perlu diperiksa",
    Opinion.STOP: "Jangan diterbitkan",
}


class Line(Frozen):
    """One metric of the draft."""

    name: str
    label: str
    hard: bool
    score: Score


class Scorecard(Frozen):
    """The scores of one draft. There is no overall number: none could hide a hard failure.

    Attributes:
        lines: every metric, the hard ones first.
        reasons: in Indonesian, what speaks against the draft, hard failures first; empty when it is ready.
        confidence: 0–1, how well the sources answer the question, as the assistant gave it.
        seconds: what drafting took.
    """

    opinion: Opinion
    reasons: tuple[str, ...]
    lines: tuple[Line, ...]
    confidence: float
    seconds: float


def scorecard(answer: Answer, reference: Reference, *, seconds: float = 0.0) -> Scorecard:
    """Score one draft.

    A draft is not to be published when a hard metric found anything. It needs a closer look when another
    metric did, when a metric failed, when it is no whole answer, or when it cites nothing: then there was
    nothing that the hard metrics could have found.

    Args:
        answer: the draft, or what an admin made of it; both are scored alike.
        reference: the snapshot it was drafted from.
        seconds: what drafting took.
    """
    record = RecordedAnswer(item_id="draf", repeat=0, key="", answer=answer, seconds=seconds)
    scores = score_case(Case(record, None, reference), LIVE).scores
    hard = _against([metric for metric in LIVE if metric.hard], scores)
    rest = [*_status(answer), *_against([metric for metric in LIVE if not metric.hard], scores)]
    unchecked = [
        f"{metric.label}: pemeriksaan gagal ({score.reason})."
        for metric in LIVE
        if isinstance(score := scores[metric.name], Failed)
    ]
    doubts = [*unchecked, *rest]
    opinion = Opinion.STOP if hard else Opinion.CHECK if doubts else Opinion.READY
    lines = [
        Line(name=metric.name, label=metric.label, hard=metric.hard, score=scores[metric.name])
        for metric in sorted(LIVE, key=lambda metric: not metric.hard)
    ]
    return Scorecard(
        opinion=opinion,
        reasons=(*hard, *doubts),
        lines=tuple(lines),
        confidence=answer.confidence,
        seconds=seconds,
    )


def _status(answer: Answer) -> list[str]:
    """Why the draft as a whole is not simply an answer."""
    match answer.status:
        case AnswerStatus.ANSWERED:
            cites = any(claim.citations for claim in answer.claims)
            return [] if cites else ["Draf tidak memuat sitasi satu pun."]
        case AnswerStatus.PARTIAL:
            return ["Draf ini jawaban sebagian: baca peringatan di dalamnya."]
        case status:
            return [_NOT_ANSWERED.get(status, "Draf ini tidak menjawab: tidak ada sumber yang cukup.")]


def _against(metrics: list[AnswerMetric], scores: dict[str, Score]) -> list[str]:
    """What the metrics found, with their reasons."""
    found = []
    for metric in metrics:
        score = scores[metric.name]
        if isinstance(score, Scored) and score.value != _best(metric):
            found += [f"{metric.label}: {reason}" for reason in score.reasons or ("tidak terpenuhi.",)]
    return found


def _best(metric: AnswerMetric) -> float:
    return metric.high if metric.direction is Direction.HIGHER else metric.low
