"""What a metric is: one measure of one answer, or one measure of a whole run, with what its number means."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from evals.case import Case
from evals.scores import Score


class Kind(StrEnum):
    """What is measured."""

    RETRIEVAL = "retrieval"
    CITATION = "citation"
    CONTENT = "content"
    ABSTENTION = "abstention"
    STABILITY = "stability"
    COST = "cost"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class About(Protocol):
    """What every metric tells of itself.

    Attributes:
        name: as in reports and gates, ``snake_case``.
        label: in Indonesian, as an evaluator reads it.
        kind: what is measured.
        direction: which way is better.
        low: least possible value.
        high: greatest possible value; ``math.inf`` where there is no bound.
        needs_gold: it cannot be measured without an item's gold, so not on a live draft.
        hard: a single failure is unacceptable (a fabricated citation): the gate allows none.
    """

    name: str
    label: str
    kind: Kind
    direction: Direction
    low: float
    high: float
    needs_gold: bool
    hard: bool


class AnswerMetric(About, Protocol):
    """A measure of one answer; its mean over a run is reported with an interval."""

    def score(self, case: Case) -> Score:
        """Measure. ``case.record.answer`` is present: answers that failed never get here."""
        ...


class RunMetric(About, Protocol):
    """A measure that only a set of answers has, such as the area under a risk-coverage curve."""

    def score(self, cases: Sequence[Case]) -> Score:
        """Measure all at once. Every ``case.record.answer`` is present."""
        ...
