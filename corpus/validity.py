"""Legal force: which regulation or provision holds on which day, and what made it so."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from corpus.identifiers import REGULATION_ID
from corpus.models import Regulation, Relation, RelationKind


class ForceStatus(StrEnum):
    """Legal force of a provision on a day."""

    BERLAKU = "berlaku"
    DIUBAH = "diubah"
    DICABUT = "dicabut"
    DICABUT_SEBAGIAN = "dicabut-sebagian"
    BELUM_BERLAKU = "belum-berlaku"
    TIDAK_DIKETAHUI = "tidak-diketahui"


@dataclass(frozen=True, slots=True)
class HandStatus:
    """A status that a knowledge manager set: from ``since`` on it counts, whatever the relations say."""

    identifier: str
    status: ForceStatus
    since: date
    reason: str


WHOLE = "seluruhnya"
ACTS = frozenset({RelationKind.MENCABUT, RelationKind.MENGUBAH})
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
        self._acts_on: dict[str, list[Relation]] = {}
        self._acts_below: dict[str, list[Relation]] = {}
        for act in relations:
            # A regulation that speaks of its own repeal or change quotes another; it does neither.
            if act.kind in ACTS and _regulation_of(act.subject_id) != _regulation_of(act.target_id):
                self._acts_on.setdefault(act.target_id, []).append(act)
                for unit in _containers(act.target_id)[1:]:
                    self._acts_below.setdefault(unit, []).append(act)

    @property
    def known(self) -> Collection[str]:
        """Identifiers of the regulations that have text or a digest here."""
        return self._regulations.keys()

    def in_force(self, identifier: str, on: date) -> Force:
        """Legal force of a regulation or provision on a day.

        A repeal outweighs an amendment, and a whole repeal a partial one, wherever they act: on the
        provision, on a unit it stands in, or on the regulation. A repeal of a unit below repeals in
        part, an amendment of one amends. A repealed repeal does not bring a rule back. Of several
        repeals the first counts, of several amendments the last.
        """
        regulation_id = _regulation_of(identifier)
        regulation = self._regulations.get(regulation_id)
        begins = regulation.begins if regulation is not None else None
        if begins is not None and begins > on:
            return Force(ForceStatus.BELUM_BERLAKU, f"Mulai berlaku {begins.isoformat()}.")
        year = _year(regulation_id)
        if begins is None and year is not None and year > on.year:
            return Force(ForceStatus.BELUM_BERLAKU, f"Peraturan ini baru ada pada tahun {year}.")
        above = [act for unit in _containers(identifier) for act in self._acts_on.get(unit, ())]
        below = self._acts_below.get(identifier, [])
        act = self._first(RelationKind.MENCABUT, filter(_is_whole, above), on)
        if act is not None:
            return Force(ForceStatus.DICABUT, f"Dicabut oleh {_name(act.subject_id)}.", act)
        act = self._first(RelationKind.MENCABUT, [*above, *below], on)
        if act is not None:
            part = _name(act.target_id) if _is_whole(act) else act.scope
            reason = f"Dicabut sebagian oleh {_name(act.subject_id)}: {part}."
            return Force(ForceStatus.DICABUT_SEBAGIAN, reason, act)
        act = self._last(RelationKind.MENGUBAH, [*above, *below], on)
        if act is not None:
            return Force(ForceStatus.DIUBAH, f"Diubah oleh {_name(act.subject_id)}.", act)
        if regulation is None:
            return Force(ForceStatus.TIDAK_DIKETAHUI, "Naskah peraturan ini tidak ada di pustaka.")
        return Force(ForceStatus.BERLAKU, "Tidak ada pencabutan atau perubahan di pustaka ini.")

    def _first(self, kind: RelationKind, acts: Iterable[Relation], on: date) -> Relation | None:
        return min(self._by_day(kind, acts, on), key=lambda pair: pair[0], default=(on, None))[1]

    def _last(self, kind: RelationKind, acts: Iterable[Relation], on: date) -> Relation | None:
        return max(self._by_day(kind, acts, on), key=lambda pair: pair[0], default=(on, None))[1]

    def _by_day(
        self, kind: RelationKind, acts: Iterable[Relation], on: date
    ) -> Iterator[tuple[date, Relation | None]]:
        """Acts of a kind that have taken effect, each with its day."""
        for act in acts:
            since = self._since(act)
            if act.kind is kind and since <= on:
                yield since, act

    def _since(self, act: Relation) -> date:
        if act.since is not None:
            return act.since
        subject_id = _regulation_of(act.subject_id)
        subject = self._regulations.get(subject_id)
        if subject is not None and subject.begins is not None:
            return subject.begins
        # Without any date the year in the identifier is all there is: its last day, so that
        # a rule is not called repealed before it can have been.
        year = _year(subject_id)
        return date.min if year is None else date(year, 12, 31)


def _containers(identifier: str) -> list[str]:
    """The identifier and those of the units it stands in, innermost first, the regulation last."""
    parts = identifier.split("/")
    return ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]


def _regulation_of(identifier: str) -> str:
    return identifier.split("/", 1)[0]


def _is_whole(act: Relation) -> bool:
    """Whether all of the target is meant; of a provision the scope says the same again, save a limit."""
    return act.scope == WHOLE or ("/" in act.target_id and not act.scope.lower().startswith("sepanjang"))


def _name(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier


def _year(regulation_id: str) -> int | None:
    return int(regulation_id[-4:]) or None if REGULATION_ID.fullmatch(regulation_id) else None
