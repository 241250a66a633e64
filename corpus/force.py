"""What legal force is: a status on a day, the reason for it, and what to go by instead."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.missing_amendments import MissingAmendments
from corpus.models import Relation


class ForceStatus(StrEnum):
    """Legal force of a provision on a day."""

    BERLAKU = "berlaku"
    DIUBAH = "diubah"
    DICABUT = "dicabut"
    DICABUT_SEBAGIAN = "dicabut-sebagian"
    BELUM_BERLAKU = "belum-berlaku"
    TIDAK_DIKETAHUI = "tidak-diketahui"


NOT_LAW = "bukan-peraturan"
"""Status of a passage that is no law (FAQ, SOP, forum, other text)."""


@dataclass(frozen=True, slots=True)
class HandStatus:
    """A status that a knowledge manager set: from ``since`` on it counts, whatever the relations say."""

    identifier: str
    status: ForceStatus
    since: date
    reason: str


@dataclass(frozen=True, slots=True)
class Force:
    """A status with its reason in one Indonesian sentence, and the relation that made it so.

    Attributes:
        successors: what took its place, the one to go by last: for repealed rules the regulations that
            repealed them and one another, for superseded words the wording of that day.
        missing: amendments of the regulation that are known only because other texts mention them; the
            words of the day may differ from those here. None where none are told of.
        by_hand: a knowledge manager set it.
    """

    status: ForceStatus
    reason: str
    by: Relation | None = None
    successors: tuple[str, ...] = ()
    missing: MissingAmendments | None = None
    by_hand: bool = False

    @property
    def successor(self) -> str:
        """What to go by instead that day; empty where nothing is known or needed."""
        return self.successors[-1] if self.successors else ""

    @property
    def superseded(self) -> bool:
        """Whether these words gave way to other words of the same unit."""
        return self.status is ForceStatus.DIUBAH and bool(self.successors)

    @property
    def holds(self) -> bool:
        """Whether the words may be relied on that day (unknown counts: nothing speaks against it)."""
        return self.status not in {ForceStatus.DICABUT, ForceStatus.BELUM_BERLAKU} and not self.superseded
