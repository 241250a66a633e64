"""What officers made of drafts. Drafts made wrong for practice are counted elsewhere (``catches``)."""

from collections import Counter

from sqlalchemy import select

from api.figures.scope import Asked
from api.figures.share import Bin, Share, Spread, binned, spread
from api.forum.models import DraftState, RejectReason
from api.state.draft_tables import DecisionRow, DraftRow
from api.state.forum_tables import QuestionRow
from corpus.models import Frozen

EDIT_BOUNDS = (0.1, 0.2, 0.3, 0.5)
EDIT_LABELS = ("0–10 %", "10–20 %", "20–30 %", "30–50 %", "50–100 %")
REASONS = {
    RejectReason.WRONG: "Isinya salah",
    RejectReason.WRONG_SOURCE: "Sumbernya keliru",
    RejectReason.OUTDATED: "Aturannya sudah tidak berlaku",
    RejectReason.INCOMPLETE: "Tidak lengkap",
    RejectReason.UNCLEAR: "Sulit dipahami",
    RejectReason.OFF_QUESTION: "Tidak menjawab pertanyaan",
    RejectReason.PERSONAL_CASE: "Perkara pribadi",
    RejectReason.OTHER: "Lainnya",
}


class OfReason(Frozen):
    """Drafts that were rejected for a reason, as it reads in Indonesian."""

    reason: str
    n: int


class Decisions(Frozen):
    """Decisions of a period.

    Attributes:
        accepted: published as they were drafted.
        edited: published after an officer changed them.
        edits: share of words changed, of those that were edited.
        edit_bins: the same by how much.
        reasons: those that were given, the most frequent first.
        minutes: from when the officer opened the draft to the decision.
    """

    accepted: int
    edited: int
    rejected: int
    edits: Spread
    edit_bins: tuple[Bin, ...]
    reasons: tuple[OfReason, ...]
    minutes: Spread

    @property
    def total(self) -> int:
        """All of them."""
        return self.accepted + self.edited + self.rejected

    @property
    def unedited(self) -> Share:
        """Accepted as they were, of all."""
        return Share(hits=self.accepted, n=self.total)

    @property
    def published(self) -> Share:
        """Accepted, with edits or without, of all."""
        return Share(hits=self.accepted + self.edited, n=self.total)


def decisions(asked: Asked) -> Decisions:
    """Count them."""
    statement = (
        select(DecisionRow.decision, DecisionRow.reason, DecisionRow.edit_distance, DecisionRow.seconds)
        .join(DraftRow, DraftRow.id == DecisionRow.draft_id)
        .join(QuestionRow, QuestionRow.id == DecisionRow.question_id)
        .where(asked.questions(), asked.during(DecisionRow.decided_at), DraftRow.seeded_error == "")
    )
    rows = asked.session.execute(statement).all()
    made = Counter(DraftState(row.decision) for row in rows)
    edits = [row.edit_distance for row in rows if row.decision == DraftState.ACCEPTED_WITH_EDITS.value]
    reasons = Counter(row.reason for row in rows if row.decision == DraftState.REJECTED.value)
    told = [OfReason(reason=REASONS[RejectReason(reason)], n=n) for reason, n in reasons.items()]
    return Decisions(
        accepted=made[DraftState.ACCEPTED],
        edited=made[DraftState.ACCEPTED_WITH_EDITS],
        rejected=made[DraftState.REJECTED],
        edits=spread(edits),
        edit_bins=binned(edits, EDIT_BOUNDS, EDIT_LABELS),
        reasons=tuple(sorted(told, key=lambda one: (-one.n, one.reason))),
        minutes=spread([row.seconds / 60 for row in rows]),
    )
