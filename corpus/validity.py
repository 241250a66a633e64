"""Legal force: which regulation or provision holds on which day, and what made it so."""

import itertools
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from corpus.acts import Act, acts_of, regulation_of, year_of
from corpus.amendments import Amendment, PasalVersion
from corpus.dates import long_date
from corpus.force import NOT_LAW, Force, ForceStatus, HandStatus
from corpus.force_told import acting_relation, current, name, names, repealed_in_part, told_by_hand, wary
from corpus.headings import heading_segment
from corpus.identifiers import without_version
from corpus.missing_amendments import MissingAmendments, missing_amendments
from corpus.models import Regulation, Relation, RelationKind
from corpus.told import ToldAmendment
from corpus.version_table import VersionTable
from corpus.wordings import versioned_unit

__all__ = ["NOT_LAW", "Force", "ForceStatus", "ForceTable", "HandStatus"]


class ForceTable:
    """Answers ``in_force`` from what one snapshot knows.

    Args:
        versions: the wordings of every changed unit.
        wording_ids: identifiers of every unit of every later wording.
        amendments: the changes that are ordered; of a regulation whose wordings are known, only the
            units that they name count as changed.
        statuses: set by hand, in the order in which they were.
        headings: the printed headings above each unit, of regulations that something acts on by heading.
        told: amendments that texts mention; what is not known otherwise casts doubt on what they changed.
    """

    def __init__(
        self,
        regulations: Iterable[Regulation],
        relations: Iterable[Relation],
        *,
        versions: Iterable[PasalVersion] = (),
        wording_ids: Collection[str] = frozenset(),
        amendments: Iterable[Amendment] = (),
        statuses: Iterable[HandStatus] = (),
        headings: Mapping[str, tuple[str, ...]] | None = None,
        told: Iterable[ToldAmendment] = (),
    ) -> None:
        self._regulations = {regulation.id: regulation for regulation in regulations}
        self._versions = VersionTable(versions, wording_ids)
        self._headings = headings or {}
        self._by_hand: dict[str, list[HandStatus]] = {}
        for status in statuses:
            self._by_hand.setdefault(status.identifier, []).append(status)
        self._acts_on: dict[str, list[Act]] = {}
        self._acts_below: dict[str, list[Act]] = {}
        relations = list(relations)
        self._missing = missing_amendments(told, relations, self._regulations)
        for act in acts_of(relations, self._regulations):
            self._acts_on.setdefault(act.target, []).append(act)
            for unit in _containers(act.target)[1:]:
                self._acts_below.setdefault(unit, []).append(act)
        ordered = list(amendments)
        self._changed: dict[str, set[str]] = {}
        for act in itertools.chain.from_iterable(self._acts_on.values()):
            if act.relation.kind is RelationKind.MENGUBAH:
                changing, changed = regulation_of(act.relation.subject_id), regulation_of(act.target)
                self._changed.setdefault(changing, set()).add(changed)
        self._told_apart = _told_apart(ordered, self._versions.regulations)
        self._not_applied: dict[str, list[Amendment]] = {}
        for amendment in ordered:
            if amendment.doubt:
                self._not_applied.setdefault(versioned_unit(amendment.target_id), []).append(amendment)

    @property
    def known(self) -> Collection[str]:
        """Identifiers of the regulations that have text or a digest here."""
        return self._regulations.keys()

    def wording_on(self, identifier: str, on: date) -> str:
        """Identifier of the words in which a provision reads on a day.

        Empty where it does not read at all then: not yet inserted, deleted, or not in the new wording. One
        that was never changed reads as itself. Whether it is in force is ``in_force``'s to say.
        """
        return self._versions.wording_on(identifier, on)

    @property
    def missing(self) -> Mapping[str, MissingAmendments]:
        """What is not known of the amendments of a regulation, by its identifier; most have no entry."""
        return self._missing

    def in_force(self, identifier: str, on: date) -> Force:
        """Legal force of a regulation or provision, in the wording the identifier names, on a day.

        What was set by hand for the unit outweighs all. A repeal outweighs an amendment, and a whole
        repeal a partial one, wherever they act: on the provision, on a unit or heading it stands under, or
        on the regulation. A repeal of a unit below repeals in part, an amendment of one amends. A
        repealed repeal does not bring a rule back. Of several repeals the first counts, of several
        amendments the last. A wording holds from its first day until the next one's. Amendments that are
        only told of do not end a wording; they say that it may have changed.
        """
        force = self._known_force(identifier, on)
        missing = self._missing.get(regulation_of(identifier))
        if missing is None or force.by_hand or not force.holds:
            return force
        by_then = missing.by(on)
        return force if by_then is None else wary(force, by_then)

    def _known_force(self, identifier: str, on: date) -> Force:
        """Legal force without what is only told of."""
        plain = without_version(identifier)
        above = self._above(plain)
        by_hand = self._set_by_hand([identifier, *above], on)
        if by_hand is not None and ("/" in by_hand.identifier or not _holds(by_hand.status)):
            return told_by_hand(by_hand)
        if by_hand is None and (early := self._not_begun(regulation_of(plain), on)):
            return early
        acts = [act for act in self._acting(plain, above) if act.day <= on]
        named = self._versions.version_named(identifier)
        if named is not None and named.since is not None:
            # What struck the unit before these words existed did not strike them.
            acts = [act for act in acts if act.target not in above[:-1] or act.day >= named.since]
        whole = [act for act in acts if act.target in above and act.whole and not act.spares_below(plain)]
        repeal = _first(RelationKind.MENCABUT, whole)
        if repeal is not None and by_hand is None:
            reason = f"Dicabut oleh {name(repeal.relation.subject_id)}."
            return Force(ForceStatus.DICABUT, reason, repeal.relation, self._replaced_by(repeal, on))
        if by_hand is None and (gone := self._gone_with_what_it_changed(regulation_of(plain), on)):
            return gone
        wording = self._wording(identifier, named, on)
        if wording is not None and not wording.holds:
            return wording
        if by_hand is not None:
            return told_by_hand(by_hand)
        part = _first(RelationKind.MENCABUT, acts)
        if part is not None:
            return repealed_in_part(part)
        if wording is not None and wording.status is ForceStatus.DIUBAH:
            return wording
        began = named.since if named is not None else None
        change = _last(RelationKind.MENGUBAH, [act for act in acts if began is None or act.day > began])
        if change is not None:
            reason = f"Diubah oleh {name(change.relation.subject_id)}."
            return Force(ForceStatus.DIUBAH, reason, change.relation)
        if wording is not None:
            return wording
        if regulation_of(plain) not in self._regulations:
            return Force(ForceStatus.TIDAK_DIKETAHUI, "Naskah peraturan ini tidak ada di pustaka.")
        return Force(ForceStatus.BERLAKU, "Tidak ada pencabutan atau perubahan di pustaka ini.")

    def _above(self, plain: str) -> list[str]:
        """The unit, those it stands in, the headings above it, and the regulation last."""
        *units, regulation_id = _containers(plain)
        segments = [
            segment
            for heading in self._headings.get(versioned_unit(plain), ())
            if (segment := heading_segment(heading))
        ]
        depths = range(len(segments), 0, -1)
        headings = [f"{regulation_id}/{'-'.join(segments[:depth])}" for depth in depths]
        return [*units, *headings, regulation_id]

    def _acting(self, plain: str, above: list[str]) -> list[Act]:
        """Acts on a unit, above it and below it, but for those that are known not to concern it."""
        found = [act for unit in above for act in self._acts_on.get(unit, ())]
        found = [act for act in found if not act.spares(plain)]
        if "/" in plain:
            found = [act for act in found if not self._passes_by(act)]
        return [*found, *self._acts_below.get(plain, ())]

    def _passes_by(self, act: Act) -> bool:
        """Whether the changes of an amending regulation are known unit by unit: wordings then tell more."""
        pair = (regulation_of(act.relation.subject_id), regulation_of(act.target))
        return act.relation.kind is RelationKind.MENGUBAH and pair in self._told_apart

    def _set_by_hand(self, identifiers: Iterable[str], on: date) -> HandStatus | None:
        for identifier in identifiers:
            set_by_then = [status for status in self._by_hand.get(identifier, ()) if status.since <= on]
            if set_by_then:
                return set_by_then[-1]
        return None

    def _not_begun(self, regulation_id: str, on: date) -> Force | None:
        regulation = self._regulations.get(regulation_id)
        begins = regulation.begins if regulation is not None else None
        year = year_of(regulation_id)
        if begins is not None and begins > on:
            return Force(ForceStatus.BELUM_BERLAKU, f"Mulai berlaku {long_date(begins)}.")
        if begins is None and year is not None and year > on.year:
            return Force(ForceStatus.BELUM_BERLAKU, f"Peraturan ini baru ada pada tahun {year}.")
        return None

    def _gone_with_what_it_changed(self, regulation_id: str, on: date) -> Force | None:
        """Of a regulation that does nothing but change others: that all of them were repealed by a day."""
        if not self._only_changes(regulation_id):
            return None
        bases = [one for one in self._changed.get(regulation_id, ()) if not self._only_changes(one)]
        repeals: list[Act] = []
        for base in bases:
            whole = [act for act in self._acts_on.get(base, ()) if act.whole and not act.spared]
            repeal = _first(RelationKind.MENCABUT, [act for act in whole if act.day <= on])
            if repeal is None:
                return None
            repeals.append(repeal)
        if not repeals:
            return None
        last = max(repeals, key=lambda act: act.day)
        reason = f"Mengubah {name(last.target)}, yang dicabut oleh {name(last.relation.subject_id)}."
        return Force(ForceStatus.DICABUT, reason, last.relation, self._replaced_by(last, on))

    def _only_changes(self, regulation_id: str) -> bool:
        regulation = self._regulations.get(regulation_id)
        return regulation is not None and regulation.title.lower().startswith("perubahan")

    def _wording(self, identifier: str, named: PasalVersion | None, on: date) -> Force | None:
        """What the wordings of the unit say of the one that is named; None where they say nothing."""
        versions = self._versions.versions_of(identifier)
        if not versions or (named is None and "@" in identifier):
            return None
        first = named or versions[0]
        if first.since is not None and on < first.since:
            reason = f"Baru berlaku {long_date(first.since)} dengan {names(first.by)}."
            return Force(ForceStatus.BELUM_BERLAKU, reason, acting_relation(first.by, first))
        if named is not None and (named.until is None or on < named.until):
            return current(named, on, self._not_applied.get(named.pasal_id, []))
        return self._gone(identifier, first, on)

    def _gone(self, identifier: str, named: PasalVersion, on: date) -> Force | None:
        """What became of words that no longer read on a day, or that were never read without a date."""
        version = self._versions.version_on(identifier, on)
        if version is None:
            last = [one for one in self._versions.versions_of(identifier) if one.until and one.until <= on][
                -1
            ]
            reason = f"Dihapus oleh {names(last.ended_by)}."
            return Force(ForceStatus.DICABUT, reason, acting_relation(last.ended_by, last, last.until))
        by, since = (named.ended_by, named.until) if named.until is not None else (named.by, named.since)
        day = f" mulai {long_date(since)}" if since is not None else ""
        found = self._versions.wording_on(identifier, on)
        told = "" if found else " Bagian ini tidak ada lagi dalam bunyi yang baru."
        reason = f"Diubah dengan {names(by)}{day}.{told}"
        return Force(
            ForceStatus.DIUBAH, reason, acting_relation(by, named, since), (found or version.text_id,)
        )

    def _replaced_by(self, repeal: Act, on: date) -> tuple[str, ...]:
        """The repealing regulation, what repealed that one by the day, and so on."""
        chain: list[str] = []
        act: Act | None = repeal
        while act is not None and (replacing := regulation_of(act.relation.subject_id)) not in chain:
            chain.append(replacing)
            whole = [one for one in self._acts_on.get(replacing, ()) if one.whole and not one.spared]
            act = _first(RelationKind.MENCABUT, [one for one in whole if one.day <= on])
        return tuple(chain)


def _told_apart(amendments: Iterable[Amendment], consolidated: Collection[str]) -> set[tuple[str, str]]:
    """Pairs of amending and amended regulation whose changes are all known unit by unit."""
    pairs: set[tuple[str, str]] = set()
    vague: set[tuple[str, str]] = set()
    for amendment in amendments:
        amended, *path = amendment.target_id.split("/")
        pair = (amendment.regulation_id, amended)
        if amended in consolidated:
            pairs.add(pair)
            if amendment.doubt and not path:
                vague.add(pair)
    return pairs - vague


def _containers(identifier: str) -> list[str]:
    """The identifier and those of the units it stands in, innermost first, the regulation last."""
    parts = identifier.split("/")
    return ["/".join(parts[:depth]) for depth in range(len(parts), 0, -1)]


def _holds(status: ForceStatus) -> bool:
    return Force(status, "").holds


def _first(kind: RelationKind, acts: Iterable[Act]) -> Act | None:
    # Of two that tell the same, the one that names the provision that does it can be cited.
    found = (act for act in acts if act.relation.kind is kind)
    return min(found, key=lambda act: (act.day, "/" not in act.relation.subject_id), default=None)


def _last(kind: RelationKind, acts: Iterable[Act]) -> Act | None:
    found = (act for act in acts if act.relation.kind is kind)
    return max(found, key=lambda act: (act.day, "/" in act.relation.subject_id), default=None)
