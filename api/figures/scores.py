"""Whether the scores of a draft, as it was before anybody read it, tell what the reader will decide."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from api.figures.auroc import Auroc, auroc
from api.figures.scope import Asked
from api.figures.share import Share
from api.forum.models import DraftState
from api.state.draft_tables import DecisionRow, DraftRow
from api.state.forum_tables import QuestionRow
from corpus.models import Frozen
from evals.scorecard import Opinion

UNSCORED = "Tidak dinilai"
_STEPS = 5
"""Bins of a score of 0–1, each of the same width."""


class Outcomes(Frozen):
    """What became of the drafts of one bin."""

    label: str
    accepted: int
    edited: int
    rejected: int

    @property
    def published(self) -> Share:
        """Accepted, with edits or without."""
        made = self.accepted + self.edited
        return Share(hits=made, n=made + self.rejected)


class Foretold(Frozen):
    """A score against decisions.

    Attributes:
        name: in Indonesian.
        bins: in the order of the score.
        published: how well it tells drafts that were published from those that were rejected, the score that
            should be better standing higher; None where there are too few of either.
        unedited: the same for those accepted as they were against all others.
    """

    key: str
    name: str
    bins: tuple[Outcomes, ...]
    published: Auroc | None
    unedited: Auroc | None


class _Decided(Frozen):
    decision: DraftState
    opinion: Opinion | None
    risk: float
    confidence: float


def scores(asked: Asked) -> tuple[Foretold, ...]:
    """Opinion, risk and confidence against what was decided in the period; practice is left out."""
    statement = (
        select(
            DecisionRow.decision,
            DraftRow.scorecard["opinion"].as_string(),
            DraftRow.risk,
            DraftRow.confidence,
        )
        .join(DraftRow, DraftRow.id == DecisionRow.draft_id)
        .join(QuestionRow, QuestionRow.id == DecisionRow.question_id)
        .where(asked.questions(), asked.during(DecisionRow.decided_at), DraftRow.seeded_error == "")
    )
    rows = [
        _Decided(
            decision=DraftState(decision),
            opinion=None if opinion is None else Opinion(opinion),
            risk=risk,
            confidence=confidence,
        )
        for decision, opinion, risk, confidence in asked.session.execute(statement)
    ]
    return (_of_opinion(rows), _of_risk(rows), _of_confidence(rows))


def _of_opinion(rows: Sequence[_Decided]) -> Foretold:
    best_first = [Opinion.READY, Opinion.CHECK, Opinion.STOP]
    bins = [_outcomes(one.label, [row for row in rows if row.opinion is one]) for one in best_first]
    if unscored := [row for row in rows if row.opinion is None]:
        bins.append(_outcomes(UNSCORED, unscored))
    rank = {opinion: -float(place) for place, opinion in enumerate(best_first)}
    scored = [row for row in rows if row.opinion is not None]
    return _foretold(
        "pendapat", "Pendapat nilai", bins, scored, lambda row: rank[row.opinion or Opinion.STOP]
    )


def _of_risk(rows: Sequence[_Decided]) -> Foretold:
    bins = _steps(rows, lambda row: row.risk)
    return _foretold("risiko", "Risiko", bins, rows, lambda row: -row.risk)


def _of_confidence(rows: Sequence[_Decided]) -> Foretold:
    bins = _steps(rows, lambda row: row.confidence)
    return _foretold("keyakinan", "Keyakinan", bins, rows, lambda row: row.confidence)


def _steps(rows: Sequence[_Decided], value: Callable[[_Decided], float]) -> list[Outcomes]:
    placed: list[list[_Decided]] = [[] for _ in range(_STEPS)]
    for row in rows:
        placed[min(int(value(row) * _STEPS), _STEPS - 1)].append(row)
    return [
        _outcomes(f"{step / _STEPS:.1f}–{(step + 1) / _STEPS:.1f}".replace(".", ","), found)
        for step, found in enumerate(placed)
    ]


def _outcomes(label: str, rows: Sequence[_Decided]) -> Outcomes:
    made = [row.decision for row in rows]
    return Outcomes(
        label=label,
        accepted=made.count(DraftState.ACCEPTED),
        edited=made.count(DraftState.ACCEPTED_WITH_EDITS),
        rejected=made.count(DraftState.REJECTED),
    )


def _foretold(
    key: str,
    name: str,
    bins: Sequence[Outcomes],
    rows: Sequence[_Decided],
    value: Callable[[_Decided], float],
) -> Foretold:
    def against(wanted: frozenset[DraftState]) -> Auroc | None:
        hits = [value(row) for row in rows if row.decision in wanted]
        return auroc(hits, [value(row) for row in rows if row.decision not in wanted])

    return Foretold(
        key=key,
        name=name,
        bins=tuple(bins),
        published=against(frozenset({DraftState.ACCEPTED, DraftState.ACCEPTED_WITH_EDITS})),
        unedited=against(frozenset({DraftState.ACCEPTED})),
    )
