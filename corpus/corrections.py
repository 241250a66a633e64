"""What a knowledge manager sets right by hand, and how it wins over what was parsed.

A correction names things by identifier, never by row, so it survives a new reading of the source, and may
speak of a regulation that is not here yet. It is kept after it is undone: who changed what, when and why.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from corpus.acts import regulation_of
from corpus.amendments import AmendmentAction
from corpus.force import ForceStatus
from corpus.models import Frozen, Relation, RelationKind
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
