"""Cases for tests of metrics: an item, an answer and texts, each as small as it can be."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from assistant.models import Answer, AnswerStatus, Claim, Question
from assistant.render import render
from corpus.knowledge import Knowledge
from corpus.models import Citation, FaqEntry, Passage, PassageKind, PassageUnit
from corpus.validity import ForceTable
from evals.case import Case, Reference
from evals.items import Item
from evals.records import Cost, RecordedAnswer
from evals.scores import NotApplicable, Score, Scored

DAY = date(2026, 3, 1)
ANSWERED, PARTIAL, CLARIFY, NO_SOURCE = (
    AnswerStatus.ANSWERED,
    AnswerStatus.PARTIAL,
    AnswerStatus.CLARIFY,
    AnswerStatus.NO_SOURCE,
)


class Library(Knowledge):
    """Holds one approved entry, ``faq/cuti``, on two provisions."""

    def __init__(self) -> None:
        pass

    def units_by_id(self, unit_ids: Sequence[str]) -> dict[str, PassageUnit]:
        return {"faq/cuti": unit("faq/cuti", PassageKind.FAQ)} if "faq/cuti" in unit_ids else {}

    def entry(self, entry_id: str) -> FaqEntry | None:
        if entry_id != "faq/cuti":
            return None
        return FaqEntry(
            id="faq/cuti",
            topic="Cuti",
            bidang="disiplin-kinerja",
            legal_basis=("pp-1-2020/pasal-2/ayat-1", "uu-1-2019/pasal-9"),
            checked=DAY,
            review_by=DAY,
            question="Apa?",
            answer="Itu.",
        )


LIBRARY = Reference(Library(), cast(ForceTable, None))


def unit(identifier: str, kind: PassageKind = PassageKind.PROVISION) -> PassageUnit:
    return PassageUnit(
        id=identifier, source_id=identifier.split("/")[0], kind=kind, path=("x",), text="x", order=0
    )


def item(*gold: tuple[str, ...], **more: object) -> Item:
    """Answerable exactly when there is gold."""
    fields = {"id": "x", "question": "Berapa hari?", "tags": ("cuti",), "split": "dev", **more}
    return Item.model_validate({"answerable": bool(gold), "gold": gold, **fields})


def cite(*identifiers: str, text: str = "Begitu.") -> Claim:
    """A claim with citations whose quotes nobody looks at."""
    return Claim(
        text=text,
        citations=tuple(Citation(provision_id=one, quote="x", start=0, end=1) for one in identifiers),
    )


def case(
    asked: Item | None,
    *claims: Claim,
    status: AnswerStatus = ANSWERED,
    found: Sequence[str] = (),
    confidence: float = 1.0,
    question: str = "Berapa hari?",
    on: date = DAY,
    text: str | None = None,
    reference: Reference = LIBRARY,
    name: str = "x",
    repeat: int = 0,
    seconds: float = 0.0,
    cost: Cost | None = None,
) -> Case:
    """``found``: identifiers of the passages, best first; ``text``: what is shown instead of the claims."""
    kinds = {"faq": PassageKind.FAQ}
    passages = [unit(one, kinds.get(one.split("/")[0], PassageKind.PROVISION)) for one in found]
    answer = Answer(
        question=Question(text=question, on=on),
        status=status,
        text=render(claims) if text is None else text,
        claims=claims,
        confidence=confidence,
        passages=tuple(Passage(unit=one, score=1.0, status="berlaku") for one in passages),
    )
    record = RecordedAnswer(
        item_id=name, repeat=repeat, key="k", answer=answer, seconds=seconds, cost=cost or Cost()
    )
    return Case(record, asked, reference)


def value(score: Score) -> float:
    """The value of a score that has one."""
    assert isinstance(score, Scored), score
    return score.value


def reasons(score: Score) -> tuple[str, ...]:
    """The reasons of a score that has a value."""
    assert isinstance(score, Scored), score
    return score.reasons


def nothing(score: Score) -> bool:
    """There was nothing to measure, and the score says why."""
    return isinstance(score, NotApplicable) and bool(score.reason)
