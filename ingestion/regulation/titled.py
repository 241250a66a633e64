"""What a regulation's title says it does: "Perubahan Kedua atas …", "Pencabutan …"."""

import re
from collections.abc import Iterable, Iterator

from corpus.models import Provision, ProvisionKind, Regulation, Relation, RelationKind
from ingestion.regulation.reference_roles import Role, roles_in
from ingestion.regulation.references import provisions_before, references_in

_CHANGES = re.compile(
    r"\b(?:Perubahan|Perobahan|Pengubahan|Tambahan|Penambahan|Penyempurnaan)\b[^.;]{0,80}$", re.IGNORECASE
)
_REPEALS = re.compile(r"\b(?:Pencabutan|Mencabut|Tidak\s+Berlakunya)\b[^.;]{0,80}$", re.IGNORECASE)
_ENACTS = re.compile(r"^\s*(?:Penetapan|Menetapkan)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"^(?P<verb>(?:(?:Perubahan|Perobahan|Tambahan|Penambahan|Pencabutan)(?:\s+(?:Pertama|Ke\w+))?(?:\s+dan\s+)?)+)"
    r"\s+(?:(?:atas|terhadap)\s+)?(?P<object>[^;]{12,300})$",
    re.IGNORECASE,
)
_NAMES_OBJECT = frozenset(
    {ProvisionKind.PASAL, ProvisionKind.AYAT, ProvisionKind.MENIMBANG, ProvisionKind.MENGINGAT}
)


def from_title(regulation: Regulation, provisions: Iterable[Provision]) -> Iterator[Relation]:
    """The relations that the title states.

    A title that names what it changes without a number ("Perubahan atas Anggaran Pendapatan dan Belanja
    Negara Tahun Anggaran 1998") is completed by the provision that calls a regulation by this very title.
    """
    title = regulation.title
    references = references_in(title)
    if not references:
        yield from _unnumbered(regulation, provisions)
        return
    roles = roles_in(title, references)
    kind: RelationKind | None = None
    for index, (reference, role) in enumerate(zip(references, roles, strict=True)):
        if role is Role.AMENDMENT:
            # An earlier amendment goes with what is revoked; it is not changed with what is changed.
            if kind is RelationKind.MENCABUT:
                yield _relation(regulation, kind, reference.id, "")
            continue
        if kind is not None and role is not Role.SUBJECT:
            continue
        before = title[references[index - 1].end if index else 0 : reference.start]
        said = _kind(before)
        if said is None and index == 0 and _ENACTS.search(before):
            continue  # what enacts a Perppu does what the Perppu does
        kind = said or kind
        if kind is None:
            return
        for target in provisions_before(title, reference) or [reference.id]:
            yield _relation(regulation, kind, target, "")


def _kind(before: str) -> RelationKind | None:
    if _REPEALS.search(before):
        return RelationKind.MENCABUT
    return RelationKind.MENGUBAH if _CHANGES.search(before) else None


def _unnumbered(regulation: Regulation, provisions: Iterable[Provision]) -> Iterator[Relation]:
    match = _OBJECT.match(regulation.title)
    kind = _kind(match["verb"]) if match else None
    if match is None or kind is None:
        return
    wanted = _letters(match["object"])
    for unit in provisions:
        if unit.kind not in _NAMES_OBJECT and "/mengingat" not in unit.id:
            continue
        for reference in references_in(unit.text):
            called = re.match(
                r"\s*(?:\([^()]*\)\s*)?tentang\s+(.{1,400})", unit.text[reference.end :], re.DOTALL
            )
            if reference.type is regulation.type and called and _letters(called[1]).startswith(wanted):
                yield _relation(regulation, kind, reference.id, "", unit.text)
                return


def _letters(words: str) -> str:
    """Letters and digits of a title; "tahun anggaran 1991/1992" is "tahun 1991/92" elsewhere."""
    plain = re.sub(r"\btahun\s+anggaran\b", "tahun", words.lower())
    plain = re.sub(r"\b(\d{4})\s*/\s*\d\d(\d\d)\b", r"\1\2", plain)
    return re.sub(r"[^a-z0-9]", "", plain)


def _relation(
    regulation: Regulation, kind: RelationKind, target: str, scope: str, evidence: str = ""
) -> Relation:
    return Relation(
        kind=kind,
        subject_id=regulation.id,
        target_id=target,
        scope=scope or "seluruhnya",
        evidence=evidence or regulation.title,
        since=regulation.effective,
    )
