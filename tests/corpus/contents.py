"""Small sources to put in a store."""

from datetime import UTC, date, datetime

from corpus.identifiers import RegulationType
from corpus.models import (
    FaqEntry,
    PassageKind,
    PassageUnit,
    Provision,
    ProvisionKind,
    Regulation,
    Relation,
    RelationKind,
    Source,
    SourceKind,
)
from corpus.store import SourceContent

ADDED = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def source(source_id: str = "jam", **changes: object) -> Source:
    values: dict[str, object] = {
        "id": source_id,
        "kind": SourceKind.OTHER,
        "title": f"Judul {source_id}",
        "origin": f"{source_id}.txt",
        "sha256": f"hash-{source_id}",
        "media_type": "text/plain",
        "added_at": ADDED,
    }
    return Source.model_validate(values | changes)


def unit(
    unit_id: str, source_id: str = "jam", text: str = "Loket buka pagi.", **changes: object
) -> PassageUnit:
    values: dict[str, object] = {
        "id": unit_id,
        "source_id": source_id,
        "kind": PassageKind.TEXT,
        "path": ("Judul",),
        "text": text,
        "order": 0,
    }
    return PassageUnit.model_validate(values | changes)


def text_source(source_id: str, *texts: str) -> SourceContent:
    """A plain document with one unit a text: ``<id>/bagian-1`` and so on."""
    units = tuple(
        unit(f"{source_id}/bagian-{number}", source_id, text, order=number)
        for number, text in enumerate(texts, 1)
    )
    return SourceContent(source(source_id), units=units)


def provision(provision_id: str, text: str, order: int = 0, **changes: object) -> Provision:
    regulation, *path = provision_id.split("/")
    values: dict[str, object] = {
        "id": provision_id,
        "regulation_id": regulation,
        "kind": ProvisionKind(path[-1].split("-")[0]),
        "label": path[-1],
        "order": order,
        "text": text,
        "full_text": text,
    }
    return Provision.model_validate(values | changes)


def regulation(regulation_id: str = "pp-94-2021", **changes: object) -> Regulation:
    type_, number, year = regulation_id.split("-")
    values: dict[str, object] = {
        "id": regulation_id,
        "type": RegulationType(type_),
        "number": number,
        "year": int(year),
        "title": "Disiplin",
    }
    return Regulation.model_validate(values | changes)


def law(
    *provisions: Provision, regulation_id: str = "pp-94-2021", digest: bool = False, name: str = ""
) -> SourceContent:
    """A regulation, or our digest of it, with a unit for every provision."""
    source_id = name or (f"ringkasan-{regulation_id}" if digest else regulation_id)
    kind = PassageKind.DIGEST if digest else PassageKind.PROVISION
    return SourceContent(
        source(
            source_id,
            kind=SourceKind.REGULATION,
            regulation=regulation(regulation_id).model_dump(),
            digest=digest,
        ),
        provisions=provisions,
        units=tuple(unit(p.id, source_id, p.full_text, kind=kind, order=p.order) for p in provisions),
    )


def relation(
    kind: RelationKind, subject: str, target: str, since: date | None = None, scope: str = "seluruhnya"
) -> Relation:
    return Relation(kind=kind, subject_id=subject, target_id=target, since=since, scope=scope)


def faq(entry_id: str, source_id: str = "tanya-jawab") -> SourceContent:
    """A source with one approved question and answer."""
    entry = FaqEntry(
        id=entry_id,
        topic="cuti",
        bidang="kepegawaian",
        legal_basis=("pp-11-2017/pasal-312",),
        checked=date(2026, 1, 1),
        review_by=date(2027, 1, 1),
        question="Berapa lama cuti tahunan?",
        variants=("cuti tahunan berapa hari", "jatah cuti setahun"),
        answer="Cuti tahunan 12 hari kerja.",
    )
    asked = unit(
        f"faq/{entry_id}",
        source_id,
        entry.answer,
        kind=PassageKind.FAQ,
        search_text="\n".join((entry.question, *entry.variants)),
    )
    return SourceContent(source(source_id, kind=SourceKind.FAQ), entries=(entry,), units=(asked,))
