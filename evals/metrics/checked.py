"""Scores made of the verifier's checks."""

from evals.case import Case
from evals.metrics.share import NO_CITATION
from evals.scores import Score, Scored


def passed_share(case: Case, check: str, *, of: str) -> Score:
    """Share of the checks of one name that passed, among as many as there are checks of another.

    Args:
        of: ``citation`` counts every citation, those too that no further check could be run on.
    """
    total = sum(one.name == of for one in case.verdict.checks)
    if not total:
        return NO_CITATION
    passed = sum(one.name == check and one.passed for one in case.verdict.checks)
    return Scored(value=passed / total, reasons=failures(case, check))


def failures(case: Case, check: str) -> tuple[str, ...]:
    """What the verifier says of each failed check of one name."""
    return tuple(one.detail for one in case.verdict.checks if one.name == check and not one.passed)
