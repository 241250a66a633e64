"""The best passages of one question in an order that can be made anew."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from assistant.evidence import Evidence
from assistant.ranking import Candidates
from corpus.models import PassageUnit


@dataclass(frozen=True, slots=True)
class Ordered:
    """Passages best first.

    Attributes:
        positions: among ``candidates``.
        scores: of the places, not of the passages: what is moved takes the score of its new place, because
            those who move it have no scale in common.
        units, evidence: of each passage.
    """

    candidates: Candidates
    positions: tuple[int, ...]
    scores: tuple[float, ...]
    units: tuple[PassageUnit, ...]
    evidence: tuple[Evidence, ...]

    def groups(self, most: int) -> list[Hashable | None]:
        """Who may change places with whom among the first ``most``; None for what keeps its place.

        A provision that the question names keeps it; what is of a regulation it names and what no longer
        holds change places among their like only.
        """
        named, holds = self.candidates.named, self.candidates.holds
        return [
            None if named[position] == 1 else (float(named[position]), bool(holds[position]))
            for position in self.positions[:most]
        ]

    def moved(self, places: Sequence[int]) -> "Ordered":
        """The first passages in another order, the rest as it was.

        Args:
            places: of the first ``len(places)`` passages, in their new order.
        """
        order = [*places, *range(len(places), len(self.positions))]
        return replace(
            self,
            positions=tuple(self.positions[place] for place in order),
            units=tuple(self.units[place] for place in order),
            evidence=tuple(self.evidence[place] for place in order),
        )
