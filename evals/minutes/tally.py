"""Counts of found and gold items, and what they say."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tally:
    """How many found items are right, of how many found, of how many there are.

    What is optional in gold is in none of the three.
    """

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float | None:
        """Right of found, 0–1; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Right of gold, 0–1; None where there is no gold."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """2·right / (found + gold), 0–1 (van Rijsbergen 1979); None where there is neither."""
        both = self.found + self.gold
        return 2 * self.right / both if both else None


def added(tallies: Iterable[Tally]) -> Tally:
    """The counts of several meetings together (micro average)."""
    every = list(tallies)
    return Tally(*(sum(getattr(one, name) for one in every) for name in ("right", "found", "gold")))
