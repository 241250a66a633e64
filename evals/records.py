"""A recorded answer: what a run of questions leaves behind, scored later and as often as wanted."""

from pydantic import Field

from assistant.models import Answer
from corpus.models import Frozen


class Cost(Frozen):
    """What a language model was paid for one answer; all zero where none was asked."""

    prompt_tokens: int = Field(0, ge=0)
    completion_tokens: int = Field(0, ge=0)
    amount: float = Field(0.0, ge=0.0)


class RecordedAnswer(Frozen):
    """One answer to one question, or how answering it failed.

    Attributes:
        item_id: the question's identifier in its set; for a live draft, the draft's own.
        repeat: 0 for the first time the question was asked in the run.
        key: what the answer depends on, as a hash (snapshot, system, parameters, question, repeat): a run
            that is taken up again asks only for keys it does not hold.
        answer: None exactly when ``error`` is set.
        error: in Indonesian, why there is no answer.
        seconds: wall-clock time of answering.
    """

    item_id: str
    repeat: int = Field(ge=0)
    key: str
    answer: Answer | None
    error: str = ""
    seconds: float = Field(ge=0.0)
    cost: Cost = Cost()
