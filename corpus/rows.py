"""Rows of the database to models and back, one pair of functions a table."""

from collections.abc import Iterable, Iterator
from datetime import UTC

from corpus.amendments import Amendment, PasalVersion, Term
from corpus.corrections import Correction
from corpus.models import (
    FaqEntry,
    ForumAnswer,
    PassageKind,
    PassageUnit,
    Provision,
    ProvisionKind,
    Regulation,
    Relation,
    SopEntry,
    Source,
    SourceKind,
)
from corpus.tables import (
    AmendmentRow,
    CorrectionRow,
    EntryRow,
    ProvisionRow,
    RelationRow,
    SourceRow,
    TermRow,
    ToldAmendmentRow,
    UnitRow,
    VersionRow,
)
from corpus.text import fold
from corpus.told import ToldAmendment

AnyEntry = FaqEntry | SopEntry | ForumAnswer
ENTRY_MODELS: dict[str, type[FaqEntry] | type[SopEntry] | type[ForumAnswer]] = {
    "faq": FaqEntry,
    "sop": SopEntry,
    "forum": ForumAnswer,
}
LONGEST_TERM = 200
"""Characters by which a term is looked up."""


def to_source(row: SourceRow) -> Source:
    """A source from its row."""
    return Source(
        id=row.id,
        kind=SourceKind(row.kind),
        title=row.title,
        origin=row.origin,
        sha256=row.sha256,
        media_type=row.media_type,
        added_at=row.added_at.replace(tzinfo=UTC),
        digest=row.digest,
        note=row.note,
        place=row.place,
        regulation=Regulation.model_validate(row.regulation) if row.regulation else None,
    )


def source_values(source: Source) -> dict[str, object]:
    """Column values of a source."""
    return {
        "id": source.id,
        "kind": source.kind.value,
        "title": source.title,
        "origin": source.origin,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "added_at": source.added_at.astimezone(UTC).replace(tzinfo=None),
        "digest": source.digest,
        "note": source.note,
        "place": source.place,
        "regulation_id": source.regulation.id if source.regulation else "",
        "regulation": source.regulation.model_dump(mode="json") if source.regulation else None,
    }


def to_provision(row: ProvisionRow) -> Provision:
    """A provision from its row; the row was validated when it was written."""
    return Provision.model_construct(
        id=row.id,
        regulation_id=row.regulation_id,
        kind=ProvisionKind(row.kind),
        label=row.label,
        parent_id=row.parent_id,
        order=row.position,
        heading_path=tuple(row.heading_path),
        text=row.text,
        full_text=row.full_text or row.text,
        penjelasan=row.penjelasan,
        page=row.page,
    )


def provision_values(source_id: str, provision: Provision, wording: str = "") -> dict[str, object]:
    """Column values of a provision; ``wording`` names the later wording it belongs to."""
    return {
        "source_id": source_id,
        "id": provision.id,
        "regulation_id": provision.regulation_id,
        "kind": provision.kind.value,
        "label": provision.label,
        "parent_id": provision.parent_id,
        "position": provision.order,
        "heading_path": list(provision.heading_path),
        "text": provision.text,
        "full_text": "" if provision.full_text == provision.text else provision.full_text,
        "penjelasan": provision.penjelasan,
        "page": provision.page,
        "wording": wording,
    }


def to_relation(row: RelationRow) -> Relation:
    """A relation from its row."""
    return Relation.model_validate(
        {
            "kind": row.kind,
            "subject_id": row.subject_id,
            "target_id": row.target_id,
            "scope": row.scope,
            "evidence": row.evidence,
            "since": row.since,
        }
    )


def relation_values(source_id: str, relation: Relation) -> dict[str, object]:
    """Column values of a relation."""
    return {
        "source_id": source_id,
        "kind": relation.kind.value,
        "subject_id": relation.subject_id,
        "target_id": relation.target_id,
        "scope": relation.scope,
        "evidence": relation.evidence,
        "since": relation.since,
    }


def to_entry(row: EntryRow) -> AnyEntry:
    """An entry from its row."""
    return ENTRY_MODELS[row.kind].model_validate(row.payload)


def entry_values(source_id: str, entry: AnyEntry) -> dict[str, object]:
    """Column values of an entry."""
    return {
        "id": entry.id,
        "source_id": source_id,
        "kind": kind_of(entry),
        "payload": entry.model_dump(mode="json"),
    }


def kind_of(entry: AnyEntry) -> str:
    """``faq``, ``sop`` or ``forum``."""
    return next(name for name, model in ENTRY_MODELS.items() if isinstance(entry, model))


def to_unit(row: UnitRow) -> PassageUnit:
    """A unit from its row."""
    return PassageUnit(
        id=row.id,
        source_id=row.source_id,
        kind=PassageKind(row.kind),
        path=tuple(row.path),
        text=row.text,
        search_text=row.search_text,
        order=row.position,
    )


def unit_values(unit: PassageUnit, wording: str = "") -> dict[str, object]:
    """Column values of a unit; ``wording`` names the later wording it was cut from."""
    return {
        "source_id": unit.source_id,
        "id": unit.id,
        "kind": unit.kind.value,
        "path": list(unit.path),
        "text": unit.text,
        "search_text": unit.search_text,
        "position": unit.order,
        "wording": wording,
    }


def to_amendment(row: AmendmentRow) -> Amendment:
    """An amendment from its row, as it was parsed."""
    return Amendment.model_validate(row.payload)


def amendment_values(source_id: str, amendments: Iterable[Amendment]) -> Iterator[dict[str, object]]:
    """Column values of a source's amendments, in their order."""
    for position, amendment in enumerate(amendments):
        yield {
            "source_id": source_id,
            "position": position,
            "regulation_id": amendment.regulation_id,
            "target_regulation": amendment.target_id.split("/", 1)[0],
            "payload": amendment.model_dump(mode="json"),
        }


def to_told_amendment(row: ToldAmendmentRow) -> ToldAmendment:
    """A mention of an amendment from its row; the row was validated when it was written."""
    return ToldAmendment.model_construct(
        amending_id=row.amending_id,
        target_id=row.target_id,
        times=row.times,
        told_by=row.told_by,
        evidence=row.evidence,
    )


def told_amendment_values(source_id: str, told: Iterable[ToldAmendment]) -> Iterator[dict[str, object]]:
    """Column values of the amendments that a source mentions, in their order."""
    for position, mention in enumerate(told):
        yield {"source_id": source_id, "position": position, **mention.model_dump()}


def to_version(row: VersionRow) -> PasalVersion:
    """A wording's days from their row."""
    return PasalVersion.model_validate(row.payload)


def version_values(source_id: str, position: int, version: PasalVersion, after_id: str) -> dict[str, object]:
    """Column values of a wording's days."""
    return {
        "source_id": source_id,
        "position": position,
        "regulation_id": version.pasal_id.split("/", 1)[0],
        "pasal_id": version.pasal_id,
        "after_id": after_id,
        "payload": version.model_dump(mode="json"),
    }


def to_term(row: TermRow) -> Term:
    """A term from its row."""
    return Term(
        term=row.term,
        abbreviation=row.abbreviation,
        definition=row.definition,
        provision_id=row.provision_id,
    )


def term_values(source_id: str, terms: Iterable[Term]) -> Iterator[dict[str, object]]:
    """Column values of a source's terms, in their order."""
    for position, term in enumerate(terms):
        yield {
            "source_id": source_id,
            "position": position,
            "term": term.term,
            "abbreviation": term.abbreviation,
            "definition": term.definition,
            "provision_id": term.provision_id,
            "folded": folded_term(term.term),
            "folded_abbreviation": folded_term(term.abbreviation),
        }


def folded_term(name: str) -> str:
    """What a term is looked up by; cut where a database's index would no longer take it."""
    return fold(name).strip()[:LONGEST_TERM]


def to_correction(row: CorrectionRow) -> Correction:
    """A correction from its row."""
    return Correction.model_validate(
        {
            "id": row.id,
            "change": row.change,
            "reason": row.reason,
            "author": row.author,
            "made_at": row.made_at.replace(tzinfo=UTC),
            "undone_at": row.undone_at.replace(tzinfo=UTC) if row.undone_at else None,
            "undone_by": row.undone_by,
        }
    )
