"""What the confidence of given answers is held against."""

from collections.abc import Sequence

from evals.case import Case
from evals.reaction import Reaction, reaction
from evals.scores import NotApplicable

NONE_GIVEN = NotApplicable(reason="Tidak ada pertanyaan yang dijawab.")


def given(cases: Sequence[Case]) -> list[tuple[float, bool]]:
    """Confidence of every answer that was given, and whether it is right."""
    return [(case.answer.confidence, reaction(case) is Reaction.RIGHT) for case in cases if case.answered]
