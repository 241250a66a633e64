"""From confidences of right and wrong answers to thresholds that hold a stated risk."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.statistics import exact_rate


@dataclass(frozen=True, slots=True)
class Held:
    """What answering from ``threshold`` on gave: ``wrong`` of ``answered``, the share at most ``bound``."""

    threshold: float
    answered: int
    wrong: int
    bound: float


def at_threshold(confidences: Sequence[float], right: Sequence[bool], threshold: float) -> Held:
    """The answers that are at least so sure; with none, nothing is known and the bound is 1."""
    kept = [one for confidence, one in zip(confidences, right, strict=True) if confidence >= threshold]
    wrong = len(kept) - sum(kept)
    return Held(threshold, len(kept), wrong, exact_rate(wrong, len(kept)).high if kept else 1.0)


def lowest_threshold(confidences: Sequence[float], right: Sequence[bool], risk: float) -> Held:
    """The lowest threshold from which the exact upper bound of the share of wrong answers is within ``risk``.

    The upper end of the two-sided 95 % interval of Clopper and Pearson, so the stated share is exceeded with
    a probability of 2.5 % at one threshold; that the lowest of several is taken is not corrected for.
    A threshold of 1 that nothing reaches where no bound is within it.
    """
    for threshold in sorted(set(confidences)):
        held = at_threshold(confidences, right, threshold)
        if held.bound <= risk:
            return held
    return Held(1.0, 0, 0, 1.0)
