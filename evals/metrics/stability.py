"""Stability: whether the same question gets the same answer again."""

from collections.abc import Callable, Hashable, Sequence
from typing import ClassVar

from assistant.models import Answer
from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import Share
from evals.scores import NotApplicable, Score, Scored


class Stability(Share):
    """Share of the questions that were answered more than once of which all answers agree in one respect."""

    kind = Kind.STABILITY
    needs_gold = False
    respects: ClassVar[dict[str, tuple[str, Callable[[Answer], Hashable]]]] = {
        "status": ("Status tetap pada ulangan", lambda answer: answer.status),
        "citations": (
            "Sitasi tetap pada ulangan",
            lambda answer: frozenset(c.provision_id for claim in answer.claims for c in claim.citations),
        ),
        "text": ("Teks tetap pada ulangan", lambda answer: answer.text),
    }

    def __init__(self, respect: str) -> None:
        """``respect``: ``status``, ``citations`` (as a set) or ``text``."""
        self.name = f"stability_{respect}"
        self.label, self._seen = self.respects[respect]

    def score(self, cases: Sequence[Case]) -> Score:
        """Compare the repeats of each question."""
        by_item: dict[str, list[Answer]] = {}
        for case in cases:
            by_item.setdefault(case.record.item_id, []).append(case.answer)
        repeated = {item: answers for item, answers in by_item.items() if len(answers) > 1}
        if not repeated:
            return NotApplicable(reason="Tidak ada pertanyaan yang diulang.")
        moved = [item for item, answers in repeated.items() if len({self._seen(one) for one in answers}) > 1]
        reasons = tuple(f"Berubah: {item}." for item in moved)
        return Scored(value=1 - len(moved) / len(repeated), reasons=reasons)
