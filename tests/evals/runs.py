"""Questions, answers and metrics for tests of runs: everything is small enough to count by hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import cast

from assistant.models import Answer, AnswerStatus, Question
from corpus.knowledge import Knowledge
from corpus.models import PassageUnit
from corpus.validity import ForceTable
from evals.case import Case, Reference
from evals.items import Item
from evals.manifest import CodePin, Manifest, SnapshotPin, SystemPin, pin_dataset
from evals.metrics.metric import Direction, Kind
from evals.records import Cost, RecordedAnswer
from evals.scores import NotApplicable, Score, Scored
from evals.statistics import SEED

DAY = date(2026, 1, 2)
SNAPSHOT = SnapshotPin(id="s1", fingerprint="f1", model="m", layout=1)


class _NoTexts:
    """A library without texts: the answers here cite nothing."""

    def units_by_id(self, identifiers: Sequence[str]) -> dict[str, PassageUnit]:
        return {}


NOWHERE = Reference(cast(Knowledge, _NoTexts()), cast(ForceTable, None))
"""For metrics that look at no stored text."""


def item(
    name: str, *, regulation: str = "pp-1-2020", split: str = "test", tags: tuple[str, ...] = ("cuti",)
) -> Item:
    return Item.model_validate(
        {
            "id": name,
            "question": f"pertanyaan {name}?",
            "answerable": True,
            "gold": ((f"{regulation}/pasal-1",),),
            "tags": tags,
            "split": split,
        }
    )


def answer(confidence: float) -> Answer:
    return Answer(
        question=Question(text="apa?", on=DAY),
        status=AnswerStatus.ANSWERED,
        text="Begitu.",
        confidence=confidence,
    )


def record(name: str, confidence: float | None, *, repeat: int = 0, error: str = "mati") -> RecordedAnswer:
    """An answer of this confidence; None: one that failed."""
    return RecordedAnswer(
        item_id=name,
        repeat=repeat,
        key=f"{name}-{repeat}",
        answer=None if confidence is None else answer(confidence),
        error=error if confidence is None else "",
        seconds=0.1,
    )


def manifest(items: Sequence[Item], *, name: str = "satu", repeats: int = 1, **changes: object) -> Manifest:
    return Manifest(
        name=name,
        created_at=datetime(2026, 1, 2, tzinfo=UTC),
        dataset=pin_dataset("uji", items),
        snapshot=SNAPSHOT,
        system=SystemPin(name="palsu", parameters={"k": "8"}),
        code=CodePin(version="0", commit="", dirty=None),
        day=DAY,
        repeats=repeats,
        seed=SEED,
    ).model_copy(update=changes)


@dataclass
class Confidence:
    """Scores an answer with its own confidence; below ``least`` there is nothing to measure."""

    name: str = "confidence"
    label: str = "Keyakinan"
    kind: Kind = Kind.CONTENT
    direction: Direction = Direction.HIGHER
    low: float = 0.0
    high: float = 1.0
    needs_gold: bool = False
    hard: bool = False
    least: float = 0.0

    def score(self, case: Case) -> Score:
        value = case.answer.confidence
        return Scored(value=value) if value >= self.least else NotApplicable(reason="terlalu kecil")


@dataclass
class Breaking(Confidence):
    """A metric with a defect."""

    name: str = "breaking"

    def score(self, case: Case) -> Score:
        raise ZeroDivisionError("dibagi nol")


@dataclass
class FakeAnswerer:
    """Answers with confidence 1, fails where told to, and counts."""

    name: str = "palsu"
    parameters: Mapping[str, str] = field(default_factory=lambda: {"k": "8"})
    failing: Callable[[str], BaseException | None] = lambda text: None
    asked: list[str] = field(default_factory=list)

    def answer(self, question: Question) -> tuple[Answer, Cost]:
        self.asked.append(question.text)
        if failure := self.failing(question.text):
            raise failure
        return answer(1.0), Cost(prompt_tokens=3)
