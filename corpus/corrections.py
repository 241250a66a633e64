"""What a knowledge manager sets right by hand, and how it wins over what was parsed.

A correction names things by identifier, never by row, so it survives a new reading of the source, and may
speak of a regulation that is not here yet. It is kept after it is undone: who changed what, when and why.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from corpus.acts import regulation_of
from corpus.amendments import Amendment, AmendmentAction
from corpus.force import ForceStatus, HandStatus
from corpus.models import Frozen, Regulation, Relation, RelationKind
from corpus.text import clean


def one_line(words: str) -> str:
    """Words without what would move a terminal's cursor or break a list of entries."""
    return " ".join(clean(words).split())


Words = Annotated[str, AfterValidator(one_line), StringConstraints(min_length=1, max_length=2_000)]
Identifier = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class RegulationDay(StrEnum):
    """The days of a regulation that can be set by hand; the values are the fields of ``Regulation``."""

    ENACTED = "enacted"
    PROMULGATED = "promulgated"
    EFFECTIVE = "effective"


class AddRelation(Frozen):
    """There is a relation that the texts do not state, or that was not found in them."""

    kind: Literal["tambah-relasi"] = "tambah-relasi"
    relation: Relation

    @field_validator("relation")
    @classmethod
    def _printable(cls, relation: Relation) -> Relation:
        words = {"scope": one_line(relation.scope), "evidence": one_line(relation.evidence)}
        return relation.model_copy(update=words)


class RelationKey(Frozen):
    """Names a relation: a new reading may find it in another pasal of the same regulation."""

    relation_kind: RelationKind
    subject_id: Identifier
    target_id: Identifier

    def names(self, relation: Relation) -> bool:
        """Whether ``relation`` is the one that is meant."""
        return (
            relation.kind is self.relation_kind
            and relation.target_id == self.target_id
            and regulation_of(relation.subject_id) == regulation_of(self.subject_id)
        )


class RejectRelation(RelationKey):
    """A relation that was parsed does not exist."""

    kind: Literal["tolak-relasi"] = "tolak-relasi"


class DateRelation(RelationKey):
    """A relation takes effect on another day."""

    kind: Literal["tanggal-relasi"] = "tanggal-relasi"
    since: date


class DateRegulation(Frozen):
    """A day of a regulation; None where the printed one is wrong and the right one is not known."""

    kind: Literal["tanggal-peraturan"] = "tanggal-peraturan"
    regulation_id: Identifier
    which: RegulationDay
    day: date | None


class SetStatus(Frozen):
    """A regulation or provision has a status from a day on, whatever the relations say."""

    kind: Literal["status"] = "status"
    identifier: Identifier
    status: ForceStatus
    since: date


class JudgeAmendment(Frozen):
    """An amendment is safe to apply, or must be left out."""

    kind: Literal["putusan-perubahan"] = "putusan-perubahan"
    instruction_id: Identifier
    action: AmendmentAction
    target_id: Identifier
    accepted: bool

    def names(self, amendment: Amendment) -> bool:
        """Whether ``amendment`` is the one that is meant."""
        return (
            amendment.instruction_id == self.instruction_id
            and amendment.action is self.action
            and amendment.target_id == self.target_id
        )


Change = Annotated[
    AddRelation | RejectRelation | DateRelation | DateRegulation | SetStatus | JudgeAmendment,
    Field(discriminator="kind"),
]


class Correction(Frozen):
    """One hand entry.

    Attributes:
        id: number in the order in which they were made, from 1.
        change: what is set right.
        reason: why, in the words of who made it; shown wherever the entry shows.
        author: who made it.
        made_at: when.
        undone_at, undone_by: when and by whom it was taken back; None and empty while it counts.
    """

    id: int
    change: Change
    reason: Words
    author: Words
    made_at: datetime
    undone_at: datetime | None = None
    undone_by: str = ""

    @property
    def regulations(self) -> frozenset[str]:
        """Identifiers of the regulations that it speaks of."""
        match self.change:
            case AddRelation(relation=relation):
                named = {relation.subject_id, relation.target_id}
            case RejectRelation() | DateRelation() as change:
                named = {change.subject_id, change.target_id}
            case DateRegulation(regulation_id=identifier) | SetStatus(identifier=identifier):
                named = {identifier}
            case JudgeAmendment() as change:
                named = {change.instruction_id, change.target_id}
        return frozenset(regulation_of(identifier) for identifier in named)


def correct_regulation(regulation: Regulation, corrections: Iterable[Correction]) -> Regulation:
    """A regulation with the days that were set by hand; the latest entry for a day counts."""
    days: dict[str, date | None] = {}
    for correction in corrections:
        change = correction.change
        if isinstance(change, DateRegulation) and change.regulation_id == regulation.id:
            days[change.which.value] = change.day
    return regulation.model_copy(update=days) if days else regulation


def correct_relations(
    relations: Iterable[Relation], corrections: Sequence[Correction], parsed: Mapping[str, Regulation]
) -> list[Relation]:
    """Relations as parsed, less the rejected ones, with the days set by hand, then the added ones.

    A relation that took effect with its regulation goes along when the regulation's first day is
    corrected. Entries count in their order: what was rejected may be added again later.

    Args:
        parsed: the regulations by identifier, as parsed.
    """
    result = [_moved_relation(relation, corrections, parsed) for relation in relations]
    for correction in corrections:
        match correction.change:
            case RejectRelation() as change:
                result = [relation for relation in result if not change.names(relation)]
            case DateRelation() as change:
                result = [
                    relation.model_copy(update={"since": change.since})
                    if change.names(relation)
                    else relation
                    for relation in result
                ]
            case AddRelation(relation=added):
                key = RelationKey(
                    relation_kind=added.kind, subject_id=added.subject_id, target_id=added.target_id
                )
                result = [relation for relation in result if not key.names(relation)]
                result.append(added)
            case _:
                pass
    return result


def correct_amendments(
    amendments: Iterable[Amendment], corrections: Sequence[Correction], parsed: Mapping[str, Regulation]
) -> list[Amendment]:
    """Amendments as parsed, less the rejected ones, those accepted without doubt, with corrected days.

    Args:
        parsed: the regulations by identifier, as parsed.
    """
    result: list[Amendment] = []
    for amendment in amendments:
        judgements = [
            correction.change
            for correction in corrections
            if isinstance(correction.change, JudgeAmendment) and correction.change.names(amendment)
        ]
        if judgements and not judgements[-1].accepted:
            continue
        updates: dict[str, object] = {"doubt": ""} if judgements else {}
        since = _moved_day(amendment.since, amendment.regulation_id, corrections, parsed)
        if since != amendment.since:
            updates["since"] = since
        result.append(amendment.model_copy(update=updates) if updates else amendment)
    return result


def accepted_amendments(
    amendments: Iterable[Amendment], corrections: Sequence[Correction]
) -> frozenset[tuple[str, int]]:
    """Those that were judged safe to apply, as amending regulation and order; the latest judgement counts."""
    judgements = [c.change for c in corrections if isinstance(c.change, JudgeAmendment)]
    judged = {
        (amendment.regulation_id, amendment.order): judgement.accepted
        for amendment in amendments
        for judgement in judgements
        if judgement.names(amendment)
    }
    return frozenset(key for key, accepted in judged.items() if accepted)


def hand_statuses(corrections: Iterable[Correction]) -> list[HandStatus]:
    """The statuses set by hand, in the order in which they were set."""
    return [
        HandStatus(change.identifier, change.status, change.since, correction.reason)
        for correction in corrections
        if isinstance(change := correction.change, SetStatus)
    ]


def _moved_relation(
    relation: Relation, corrections: Sequence[Correction], parsed: Mapping[str, Regulation]
) -> Relation:
    since = _moved_day(relation.since, regulation_of(relation.subject_id), corrections, parsed)
    return relation if since == relation.since else relation.model_copy(update={"since": since})


def _moved_day(
    since: date | None,
    regulation_id: str,
    corrections: Iterable[Correction],
    parsed: Mapping[str, Regulation],
) -> date | None:
    """The day of an act that took effect with its regulation, after a correction of the latter's days."""
    regulation = parsed.get(regulation_id)
    if regulation is None:
        return since
    corrected = correct_regulation(regulation, corrections)
    if corrected == regulation or since not in {None, regulation.effective}:
        return since
    return corrected.begins or since
