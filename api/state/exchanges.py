"""One question of a conversation with its answer, as kept and as given back."""

from datetime import datetime

from pydantic import ValidationError

from api.state.tables import ExchangeRow
from assistant.followup import Turn
from assistant.models import Answer, AnswerStatus, Question
from corpus.models import Frozen

_LOST = (
    "Jawaban ini dibuat oleh versi layanan yang lain dan tidak dapat ditampilkan lagi. Tanyakan sekali lagi."
)
_MOST_CITED = 50
"""As many cited provisions as a ``Turn`` takes."""


class Exchange(Frozen):
    """A question as typed, and the whole answer.

    Attributes:
        position: its place in the conversation, from 1.
        answer: its ``question`` is the completed one, with the date it holds for.
        snapshot: identifier of the index it was answered from; empty where there was none.
    """

    id: str
    position: int
    asked_at: datetime
    question: str
    answer: Answer
    snapshot: str

    @property
    def turn(self) -> Turn:
        """What a follow-up question needs to know of it."""
        cited = (one.provision_id for claim in self.answer.claims for one in claim.citations)
        return Turn(question=self.question, cited=tuple(dict.fromkeys(cited))[:_MOST_CITED])


def to_exchange(row: ExchangeRow) -> Exchange:
    """From its row."""
    return Exchange(
        id=row.id,
        position=row.position,
        asked_at=row.asked_at,
        question=row.question,
        answer=_read(row),
        snapshot=row.snapshot,
    )


def _read(row: ExchangeRow) -> Answer:
    """The answer, or one that says it is lost where another release wrote it in another shape."""
    try:
        return Answer.model_validate(row.answer)
    except ValidationError:
        asked = Question(text=row.question, on=row.asked_at.date())
        return Answer(question=asked, status=AnswerStatus.ERROR, text=_LOST, confidence=0.0)
