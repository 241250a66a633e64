"""Relations that repeal or change, with the day, the extent and the exceptions that they come to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.citations import find_citations
from corpus.identifiers import REGULATION_ID
from corpus.models import Regulation, Relation, RelationKind

WHOLE = "seluruhnya"
ACTS = frozenset({RelationKind.MENCABUT, RelationKind.MENGUBAH})
_SPEAKER = re.compile(r"\bini\b", re.IGNORECASE)
"""A scope that says "Peraturan ini" names pasal of the regulation that speaks."""


@dataclass(frozen=True, slots=True)
class Act:
    """A relation as it bears on one target.

    Attributes:
        target: the regulation, heading or provision it acts on.
        day: the day it takes effect.
        whole: all of the target is meant.
        spared: identifiers of the units that the scope excepts.
    """

    relation: Relation
    target: str
    day: date
    whole: bool
    spared: tuple[str, ...] = ()

    def spares(self, identifier: str) -> bool:
        """Whether a unit, or what it stands in, is excepted."""
        return any(f"{identifier}/".startswith(f"{unit}/") for unit in self.spared)

    def spares_below(self, identifier: str) -> bool:
        """Whether a part of a unit is excepted."""
        return any(unit.startswith(f"{identifier}/") for unit in self.spared)


def acts_of(relations: Iterable[Relation], regulations: Mapping[str, Regulation]) -> Iterator[Act]:
    """Every repeal and amendment; one whose scope names pasal of a regulation acts on these alone.

    A regulation that speaks of its own repeal or change quotes another; it does neither.
    """
    for relation in relations:
        if relation.kind not in ACTS or regulation_of(relation.subject_id) == regulation_of(
            relation.target_id
        ):
            continue
        day = _day(relation, regulations)
        named = _units_named(relation)
        if named and "kecuali" in relation.scope.lower():
            yield Act(relation, relation.target_id, day, whole=True, spared=named)
        elif named:
            for unit in named:
                yield Act(relation, unit, day, whole=True)
        else:
            yield Act(relation, relation.target_id, day, whole=_is_whole(relation))


def regulation_of(identifier: str) -> str:
    """The regulation that a provision stands in; a regulation itself."""
    return identifier.split("/", 1)[0]


def year_of(regulation_id: str) -> int | None:
    """The year in a regulation's identifier, None where it has none."""
    return int(regulation_id[-4:]) or None if REGULATION_ID.fullmatch(regulation_id) else None


def earliest_day(regulation_id: str) -> date | None:
    """The first day on which a regulation whose day is not known can have changed anything.

    None where its identifier has no year.
    """
    year = year_of(regulation_id)
    return date(year, 1, 1) if year is not None else None


def _day(relation: Relation, regulations: Mapping[str, Regulation]) -> date:
    if relation.since is not None:
        return relation.since
    subject_id = regulation_of(relation.subject_id)
    subject = regulations.get(subject_id)
    if subject is not None and subject.begins is not None:
        return subject.begins
    # Without any date the year in the identifier is all there is: its last day, so that
    # a rule is not called repealed before it can have been.
    year = year_of(subject_id)
    return date.min if year is None else date(year, 12, 31)


def _units_named(relation: Relation) -> tuple[str, ...]:
    """Provisions of the regulation acted on that the scope names; none where it only sets a limit."""
    target, scope = relation.target_id, relation.scope
    if scope == WHOLE or _is_limited(scope) or not REGULATION_ID.fullmatch(target):
        return ()
    if _SPEAKER.search(scope):
        return ()
    found = find_citations(scope, default_regulation=target)
    named = (match.ref.id for match in found if match.ref.regulation == target and match.ref.path)
    return tuple(dict.fromkeys(identifier for identifier in named if identifier is not None))


def _is_whole(relation: Relation) -> bool:
    """Whether all of the target is meant; of a provision the scope says the same again, save a limit."""
    return relation.scope == WHOLE or ("/" in relation.target_id and not _is_limited(relation.scope))


def _is_limited(scope: str) -> bool:
    return scope.lower().startswith("sepanjang")
