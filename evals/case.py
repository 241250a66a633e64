"""What a metric is given: a recorded answer, the item it answers, and the texts it must agree with."""

from dataclasses import dataclass
from functools import cached_property

from assistant.models import Answer, AnswerStatus
from corpus.knowledge import Knowledge
from corpus.validity import ForceTable
from evals.datasets import Item
from evals.records import RecordedAnswer

ANSWERING = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})


@dataclass(frozen=True, slots=True)
class Reference:
    """The snapshot that the answers were given from: its stored texts and the legal force of each."""

    knowledge: Knowledge
    force: ForceTable


@dataclass(frozen=True)
class Case:
    """One recorded answer to score.

    Attributes:
        item: None for a live draft, which has no gold.
    """

    record: RecordedAnswer
    item: Item | None
    reference: Reference

    @cached_property
    def answer(self) -> Answer:
        """The answer.

        Raises:
            ValueError: there is none; callers look at ``record.answer`` first.
        """
        if self.record.answer is None:
            raise ValueError(f"{self.record.item_id} has no answer: {self.record.error}")
        return self.record.answer

    @property
    def answered(self) -> bool:
        """The system gave an answer rather than saying that it cannot."""
        return self.answer.status in ANSWERING
