"""What a regulation does to others and others to it, in groups and in order of time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from api.pages.citations import path_label
from api.pages.port import PageLaw
from api.pages.words import provision_url, source_url
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from corpus.models import Relation, RelationKind

UNDATED = date.max
"""Sorts what has no day last."""

_GROUPS: tuple[tuple[RelationKind, bool, str, str], ...] = (
    (RelationKind.MELAKSANAKAN, True, "melaksanakan", "Melaksanakan"),
    (RelationKind.MENGUBAH, True, "mengubah", "Mengubah"),
    (RelationKind.MENCABUT, True, "mencabut", "Mencabut"),
    (RelationKind.MENGUBAH, False, "diubah-oleh", "Diubah oleh"),
    (RelationKind.MELAKSANAKAN, False, "dilaksanakan-oleh", "Dilaksanakan oleh"),
    (RelationKind.MENCABUT, False, "dicabut-oleh", "Dicabut oleh"),
)
"""Kind, whether the regulation itself acts, key and heading; in the order of the page."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that is done: to what part, since when, by which unit, in whose words.

    Attributes:
        part: the part of the target, empty for all of it.
        by: the unit that does it, with its page; empty where only the regulation is known.
    """

    part: str
    since: date | None
    evidence: str
    by: str
    by_url: str


@dataclass(slots=True)
class Neighbour:
    """Another regulation: ``url`` is empty where its text is not in the library."""

    regulation_id: str
    label: str
    title: str
    url: str
    acts: list[Act] = field(default_factory=list)

    @property
    def since(self) -> date | None:
        """The first day of anything that is done."""
        return min((act.since for act in self.acts if act.since), default=None)

    @property
    def partial(self) -> bool:
        """Whether only parts are concerned."""
        return all(act.part for act in self.acts)


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Regulations that stand in one relation to the one in the middle, the earliest first.

    ``outward``: the one in the middle acts on them.
    """

    key: str
    heading: str
    outward: bool
    neighbours: list[Neighbour]


def relation_groups(law: PageLaw, regulation_id: str) -> list[RelationGroup]:
    """The relations of a regulation, without mere references; groups without any are left out."""
    relations = law.relations_of(regulation_id)
    groups = []
    for kind, outward, key, heading in _GROUPS:
        near, far = ("subject_id", "target_id") if outward else ("target_id", "subject_id")
        chosen = [
            (relation, getattr(relation, far).split("/")[0])
            for relation in relations
            if relation.kind is kind and getattr(relation, near).split("/")[0] == regulation_id
        ]
        if chosen:
            groups.append(RelationGroup(key, heading, outward, _neighbours(law, chosen)))
    return groups


def regulation_label(regulation_id: str) -> str:
    """``PP Nomor 94 Tahun 2021``; the identifier where it cannot be read."""
    try:
        return format_citation(regulation_id)
    except InvalidIdentifier:
        return regulation_id


def unit_link(law: PageLaw, unit_id: str) -> tuple[str, str]:
    """Label and page of a unit in any regulation; no page where its text is not in the library."""
    held, _ = law.source_of(unit_id.split("/")[0])
    try:
        label = format_citation(unit_id)
    except InvalidIdentifier:
        label = unit_id
    if not held:
        return label, ""
    return label, provision_url(unit_id) if "/" in unit_id else source_url(held)


def _neighbours(law: PageLaw, chosen: Iterable[tuple[Relation, str]]) -> list[Neighbour]:
    found: dict[str, Neighbour] = {}
    for relation, regulation_id in chosen:
        if regulation_id not in found:
            held, title = law.source_of(regulation_id)
            found[regulation_id] = Neighbour(
                regulation_id, regulation_label(regulation_id), title, source_url(held) if held else ""
            )
        by, by_url = unit_link(law, relation.subject_id) if "/" in relation.subject_id else ("", "")
        act = Act(_part(relation), relation.since, relation.evidence.strip(), by, by_url)
        if act not in found[regulation_id].acts:
            found[regulation_id].acts.append(act)
    return sorted(found.values(), key=_in_time)


def _part(relation: Relation) -> str:
    """What part of the target is meant, empty for all of it."""
    path = path_label(relation.target_id) if "/" in relation.target_id else ""
    if relation.scope == "seluruhnya":
        return path
    return relation.scope if path in relation.scope else f"{path}: {relation.scope}".removeprefix(": ")


def _in_time(neighbour: Neighbour) -> tuple[date, int, str]:
    year = neighbour.regulation_id[-4:]
    since = neighbour.since or (date(int(year), 12, 31) if year.isdigit() and int(year) else UNDATED)
    return since, int(year) if year.isdigit() else 9999, neighbour.regulation_id
