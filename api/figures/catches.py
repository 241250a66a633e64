"""How often readers who practise find what was made wrong in a draft."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from api.figures.scope import Asked
from api.figures.share import Share
from api.forum.models import DraftState
from api.forum.training import found_slip
from api.state.draft_tables import DecisionRow, DraftRow
from api.state.forum_tables import QuestionRow
from assistant.models import Answer


def catches(asked: Asked) -> Share:
    """Drafts made wrong whose slip was found, of those that were decided in the period."""
    good = aliased(DraftRow)
    statement = (
        select(DecisionRow.decision, DecisionRow.after, DraftRow.answer, good.answer)
        .join(DraftRow, DraftRow.id == DecisionRow.draft_id)
        .join(good, good.id == DraftRow.seeded_from)
        .join(QuestionRow, QuestionRow.id == DecisionRow.question_id)
        .where(asked.questions(), asked.during(DecisionRow.decided_at))
    )
    found = [
        found_slip(
            DraftState(decision),
            None if after is None else Answer.model_validate(after),
            Answer.model_validate(wrong),
            Answer.model_validate(right),
        )
        for decision, after, wrong, right in asked.session.execute(statement)
    ]
    return Share(hits=sum(found), n=len(found))
