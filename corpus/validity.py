"""Legal force: which regulation or provision holds on which day, and what made it so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.citations import format_citation
from corpus.models import Regulation, Relation, RelationKind


class ForceStatus(StrEnum):
    """Legal force of a provision on a day."""

    BERLAKU = "berlaku"
    DIUBAH = "diubah"
    DICABUT = "dicabut"
    DICABUT_SEBAGIAN = "dicabut-sebagian"
    BELUM_BERLAKU = "belum-berlaku"
    TIDAK_DIKETAHUI = "tidak-diketahui"


WHOLE = "seluruhnya"
NOT_LAW = "bukan-peraturan"
"""Status of a passage that is no law (FAQ, SOP, forum, other text)."""


@dataclass(frozen=True, slots=True)
class Force:
    """A status with its reason in one Indonesian sentence, and the relation that made it so."""

    status: ForceStatus
    reason: str
    by: Relation | None = None

    @property
    def holds(self) -> bool:
        """Whether the words may be relied on that day (unknown counts: nothing speaks against it)."""
        return self.status not in {ForceStatus.DICABUT, ForceStatus.BELUM_BERLAKU}


class ForceTable:
    """Answers ``in_force`` from the regulations and relations of one snapshot."""

    def __init__(self, regulations: Iterable[Regulation], relations: Iterable[Relation]) -> None:
        self._regulations = {regulation.id: regulation for regulation in regulations}
        acts: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in relations:
            if relation.kind in {RelationKind.MENCABUT, RelationKind.MENGUBAH}:
                acts[relation.target_id].append(relation)
        self._acts = dict(acts)

    def in_force(self, identifier: str, on: date) -> Force:
        """Legal force of a regulation or provision on a day.

        A repeal of the whole regulation outweighs a partial one, a repeal outweighs an
        amendment; an act on the provision, or on a unit it stands in, outweighs one on the
        regulation.
        """
        regulation_id, *segments = identifier.split("/")
        targets = ["/".join((regulation_id, *segments[:depth])) for depth in range(len(segments), -1, -1)]
        begins = _begins(self._regulations.get(regulation_id))
        if begins is not None and begins > on:
            return Force(ForceStatus.BELUM_BERLAKU, f"Mulai berlaku {begins.isoformat()}.")
        acts = [
            (target, act)
            for target in targets
            for act in self._acts.get(target, ())
            if self._since(act) <= on
        ]
        for target, act in acts:
            if act.kind is RelationKind.MENCABUT and (act.scope == WHOLE or "/" in target):
                return Force(ForceStatus.DICABUT, f"Dicabut oleh {format_citation(act.subject_id)}.", act)
        for _, act in acts:
            if act.kind is RelationKind.MENCABUT:
                return Force(
                    ForceStatus.DICABUT_SEBAGIAN,
                    f"Dicabut sebagian oleh {format_citation(act.subject_id)}: {act.scope}.",
                    act,
                )
        for _, act in acts:
            return Force(ForceStatus.DIUBAH, f"Diubah oleh {format_citation(act.subject_id)}.", act)
        if regulation_id not in self._regulations:
            return Force(ForceStatus.TIDAK_DIKETAHUI, "Naskah peraturan ini tidak ada di pustaka.")
        return Force(ForceStatus.BERLAKU, "Tidak ada pencabutan atau perubahan di pustaka ini.")

    def _since(self, act: Relation) -> date:
        if act.since is not None:
            return act.since
        subject = self._regulations.get(act.subject_id.split("/")[0])
        begins = _begins(subject)
        if begins is not None:
            return begins
        # Without any date the year in the identifier is all there is: its last day, so that
        # a rule is not called repealed before it can have been.
        return date(int(act.subject_id.split("/")[0].rsplit("-", 1)[1]), 12, 31)


def _begins(regulation: Regulation | None) -> date | None:
    if regulation is None:
        return None
    return regulation.effective or regulation.promulgated or regulation.enacted
