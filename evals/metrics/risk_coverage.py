"""The risk-coverage curve of selective answering (El-Yaniv and Wiener 2010), exact under ties."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from evals.case import Case
from evals.reaction import Reaction, reaction

Judged = tuple[float, bool]
"""A confidence, and whether the answer given with it is wrong."""


@dataclass(frozen=True, slots=True)
class Point:
    """When only the most confident share of the questions is answered: how many answers are wrong."""

    coverage: float
    risk: float


def judged(cases: Sequence[Case]) -> list[Judged]:
    """What each answer adds to the curve.

    Only a right reaction to a question that has an answer is no error: had the threshold been low enough to
    answer a question that was refused, there would be nothing right to show. A refused question is therefore
    answered after every question that was answered, refused ones among each other by their confidence.
    """
    return [outcome(case.answer.confidence, reaction(case)) for case in cases]


def outcome(confidence: float, reacted: Reaction) -> Judged:
    """What one answer adds to the curve; see ``judged``."""
    acted = reacted in {Reaction.RIGHT, Reaction.WRONG, Reaction.INVENTED}
    return confidence - (0.0 if acted else 1.0), reacted is not Reaction.RIGHT


def curve(outcomes: Sequence[Judged]) -> list[Point]:
    """The risk at each coverage 1/n, 2/n … 1.

    Answers of one confidence come in no order, so within them the expected number of errors grows evenly:
    the mean over all orders.
    """
    expected = 0.0
    points: list[Point] = []
    for share_wrong, size in _levels(outcomes):
        for _ in range(size):
            expected += share_wrong
            covered = len(points) + 1
            points.append(Point(covered / len(outcomes), expected / covered))
    return points


def area(points: Sequence[Point]) -> float:
    """Mean risk over all coverages: AURC (Geifman, Uziel and El-Yaniv 2019). Needs at least one point."""
    return math.fsum(point.risk for point in points) / len(points)


def risk_at(points: Sequence[Point], coverage: float) -> float:
    """Risk at the least coverage of the curve not below the one asked for. Needs at least one point."""
    needed = math.ceil(round(coverage * len(points), 9))
    return points[max(needed, 1) - 1].risk


def least_area(outcomes: Sequence[Judged]) -> float:
    """The area when every right answer is more confident than every wrong one: what no ordering can beat."""
    return area(curve([(0.0 if wrong else 1.0, wrong) for _, wrong in outcomes]))


def _levels(outcomes: Sequence[Judged]) -> Iterator[tuple[float, int]]:
    """Share of wrong answers and number of answers of every confidence, the highest first."""
    ordered = sorted(outcomes, key=lambda outcome: -outcome[0])
    for _, level in groupby(ordered, key=lambda outcome: outcome[0]):
        wrongs = [wrong for _, wrong in level]
        yield sum(wrongs) / len(wrongs), len(wrongs)
