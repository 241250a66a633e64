"""What a metric is given: a recorded answer, the item it answers, and the texts it must agree with."""

from dataclasses import dataclass
from functools import cached_property

from assistant.models import Answer, AnswerStatus
from assistant.verify import Verdict
from corpus.knowledge import Knowledge
from corpus.validity import ForceTable
from evals.citing import cited_identifiers
from evals.items import Item
from evals.places import Places, places_of_unit
from evals.ranking import unrolled
from evals.recheck import recheck
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

    @property
    def gold(self) -> Item:
        """The item, for metrics that need one.

        Raises:
            ValueError: there is none; such a metric is not asked about a live draft.
        """
        if self.item is None:
            raise ValueError(f"{self.record.item_id} has no gold")
        return self.item

    @cached_property
    def verdict(self) -> Verdict:
        """What the verifier says of the answer."""
        return recheck(self.answer, self.reference.knowledge, self.reference.force)

    @cached_property
    def cited(self) -> tuple[Places, ...]:
        """The identifiers that each distinct citation stands for."""
        return cited_identifiers(self.answer, self.reference.knowledge)

    @cached_property
    def ranking(self) -> tuple[Places, ...]:
        """The places that the passages stand for, best first, one at each rank."""
        knowledge = self.reference.knowledge
        passages = self.answer.passages
        return tuple(unrolled([places_of_unit(passage.unit, knowledge) for passage in passages]))
