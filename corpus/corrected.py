"""What was read from the texts, after what was set right by hand.

Entries are looked up by what they name, so that many of them cost no more than few.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import count

from corpus.acts import regulation_of
from corpus.amendments import Amendment
from corpus.corrections import (
    AddRelation,
    Correction,
    DateRegulation,
    DateRelation,
    JudgeAmendment,
    RejectRelation,
    SetStatus,
)
from corpus.force import HandStatus
from corpus.models import Regulation, Relation, RelationKind
from corpus.told import ToldAmendment

Days = Mapping[str, Mapping[str, date | None]]
"""Days set by hand, by regulation and field of ``Regulation``."""
_Key = tuple[RelationKind, str, str]


def days_by_hand(corrections: Iterable[Correction]) -> dict[str, dict[str, date | None]]:
    """The days that were set by hand; the latest entry for a day counts."""
    days: dict[str, dict[str, date | None]] = {}
    for correction in corrections:
        change = correction.change
        if isinstance(change, DateRegulation):
            days.setdefault(change.regulation_id, {})[change.which.value] = change.day
    return days


def correct_regulation(regulation: Regulation, days: Days) -> Regulation:
    """A regulation with the days that were set by hand."""
    own = days.get(regulation.id)
    return regulation.model_copy(update=dict(own)) if own else regulation


def correct_relations(
    relations: Iterable[Relation], corrections: Sequence[Correction], parsed: Mapping[str, Regulation]
) -> list[Relation]:
    """Relations as parsed, less the rejected ones, with the days set by hand, then the added ones.

    A relation that took effect with its regulation goes along when the regulation's first day is
    corrected. Entries count in their order: what was rejected may be added again later.

    Args:
        parsed: the regulations by identifier, as parsed.
    """
    days = days_by_hand(corrections)
    result: dict[int, Relation] = {}
    places: dict[_Key, list[int]] = {}

    numbers = count()

    def put(relation: Relation) -> None:
        place = next(numbers)
        places.setdefault(_named(relation.kind, relation), []).append(place)
        result[place] = relation

    def take_out(key: _Key) -> None:
        for place in places.pop(key, []):
            del result[place]

    for relation in relations:
        put(_moved_relation(relation, days, parsed))
    for correction in corrections:
        match correction.change:
            case RejectRelation() as change:
                take_out(_named(change.relation_kind, change))
            case DateRelation() as change:
                for place in places.get(_named(change.relation_kind, change), []):
                    result[place] = result[place].model_copy(update={"since": change.since})
            case AddRelation(relation=added):
                take_out(_named(added.kind, added))
                put(added)
            case _:
                pass
    return list(result.values())


def correct_amendments(
    amendments: Iterable[Amendment], corrections: Sequence[Correction], parsed: Mapping[str, Regulation]
) -> list[Amendment]:
    """Amendments as parsed, less the rejected ones, those accepted without doubt, with corrected days.

    Args:
        parsed: the regulations by identifier, as parsed.
    """
    judgements, days = _judgements(corrections), days_by_hand(corrections)
    result: list[Amendment] = []
    for amendment in amendments:
        accepted = judgements.get(_judged(amendment))
        if accepted is False:
            continue
        updates: dict[str, object] = {"doubt": ""} if accepted else {}
        since = _moved_day(amendment.since, amendment.regulation_id, days, parsed)
        if since != amendment.since:
            updates["since"] = since
        result.append(amendment.model_copy(update=updates) if updates else amendment)
    return result


def correct_told(told: Iterable[ToldAmendment], corrections: Iterable[Correction]) -> list[ToldAmendment]:
    """Mentions of amendments, less those of which a person said that there is no such amendment."""
    rejected: set[tuple[str, str]] = set()
    for correction in corrections:
        match correction.change:
            case RejectRelation(relation_kind=RelationKind.MENGUBAH) as change:
                rejected.add((regulation_of(change.subject_id), change.target_id))
            case AddRelation(relation=added) if added.kind is RelationKind.MENGUBAH:
                rejected.discard((regulation_of(added.subject_id), added.target_id))
            case _:
                pass
    return [one for one in told if (one.amending_id, one.target_id) not in rejected]


def accepted_amendments(
    amendments: Iterable[Amendment], corrections: Sequence[Correction]
) -> frozenset[tuple[str, int]]:
    """Those that were judged safe to apply, as amending regulation and order; the latest judgement counts."""
    judgements = _judgements(corrections)
    return frozenset((one.regulation_id, one.order) for one in amendments if judgements.get(_judged(one)))


def hand_statuses(corrections: Iterable[Correction]) -> list[HandStatus]:
    """The statuses set by hand, in the order in which they were set."""
    return [
        HandStatus(change.identifier, change.status, change.since, correction.reason)
        for correction in corrections
        if isinstance(change := correction.change, SetStatus)
    ]


def _moved_relation(relation: Relation, days: Days, parsed: Mapping[str, Regulation]) -> Relation:
    since = _moved_day(relation.since, regulation_of(relation.subject_id), days, parsed)
    return relation if since == relation.since else relation.model_copy(update={"since": since})


def _moved_day(
    since: date | None,
    regulation_id: str,
    days: Days,
    parsed: Mapping[str, Regulation],
) -> date | None:
    """The day of an act that took effect with its regulation, after a correction of the latter's days."""
    regulation = parsed.get(regulation_id)
    if regulation is None:
        return since
    corrected = correct_regulation(regulation, days)
    if corrected == regulation or since not in {None, regulation.effective}:
        return since
    return corrected.begins or since


def _judgements(corrections: Iterable[Correction]) -> dict[tuple[str, str, str], bool]:
    """Whether an amendment was accepted, by instruction, action and target; the latest judgement counts."""
    changes = (correction.change for correction in corrections)
    return {
        (change.instruction_id, change.action.value, change.target_id): change.accepted
        for change in changes
        if isinstance(change, JudgeAmendment)
    }


def _judged(amendment: Amendment) -> tuple[str, str, str]:
    return amendment.instruction_id, amendment.action.value, amendment.target_id


def _named(kind: RelationKind, named: RejectRelation | DateRelation | Relation) -> _Key:
    return kind, regulation_of(named.subject_id), named.target_id
