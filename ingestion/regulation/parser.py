"""From a document to a parsed regulation, top to bottom."""

from corpus.errors import InvalidIdentifier, UnreadableDocument
from corpus.identifiers import RegulationType, regulation_id
from corpus.models import Regulation
from ingestion.document import Document
from ingestion.regulation.amending.operations import amendments_of
from ingestion.regulation.assemble import Assembly
from ingestion.regulation.doubts import doubts_within
from ingestion.regulation.metadata import (
    Identity,
    closing_dates,
    constitution_title,
    effective_date,
    identity_from_origin,
    identity_in,
    reconcile,
    title_in,
)
from ingestion.regulation.parsed import ParsedRegulation, ParseReport, Repair, Suspicion
from ingestion.regulation.relations import relations_of
from ingestion.regulation.structure import Structure, structure_of
from ingestion.regulation.zones import Zones

_OPENING = 2000
"""Where a document has no recognised opening, its name must stand in its first characters."""


def parse_regulation(document: Document, *, origin: str = "") -> ParsedRegulation:
    """Parse a regulation.

    Args:
        document: as a reader gives it.
        origin: where it lay (``pp/2021/94.md``); used where the words do not name the regulation,
            and to correct a number that recognition damaged.

    Raises:
        UnreadableDocument: neither words nor origin give type, number and year.
    """
    structure = structure_of(document)
    regulation, repairs, warnings = _regulation(document, origin, structure)
    assembly = Assembly(regulation.id, structure.text)
    assembly.add(structure.nodes)
    provisions = tuple(assembly.provisions)
    numbers = structure.body.numbers
    gaps = () if structure.is_roman else _gaps(numbers)
    if not structure.body.units:
        warnings.append("Tidak ada pasal yang ditemukan.")
    if gaps:
        warnings.append(f"Pasal yang tidak ditemukan: {', '.join(gaps)}.")
    if structure.penjelasan_gaps:
        warnings.append(f"Penjelasan pasal yang tidak ditemukan: {', '.join(structure.penjelasan_gaps)}.")
    report = ParseReport(
        pasal_gaps=gaps,
        penjelasan_gaps=structure.penjelasan_gaps,
        duplicates=tuple(assembly.duplicates),
        repairs=(*repairs, *assembly.repairs),
        suspicious=(*_doubtful_headings(regulation.id, structure), *doubts_within(provisions)),
        warnings=tuple(warnings),
        confidence=_confidence(len(structure.body.units), len(gaps), len(assembly.duplicates), len(repairs)),
        furniture=tuple(structure.text.text[start:end].strip() for start, end in structure.text.furniture),
    )
    amendments = amendments_of(regulation, provisions, assembly.changes)
    relations = relations_of(regulation, provisions, amendments)
    return ParsedRegulation(regulation, provisions, relations, report, amendments)


def _regulation(
    document: Document, origin: str, structure: Structure
) -> tuple[Regulation, list[Repair], list[str]]:
    text, zones, closing = structure.text, structure.zones, structure.closing
    words = text.masked
    printed = identity_in(words[: zones.decision.start or _OPENING], capitals=True) or identity_in(
        words[: zones.title.end]
    )
    if printed is None and zones.general:
        printed = identity_in(words[zones.general.start : zones.general.start + 600], capitals=True)
    enacted, promulgated = closing_dates(words[closing.start : closing.end])
    signed = enacted or promulgated
    origin_identity = identity_from_origin(origin) or identity_from_origin(document.name)
    identity, repairs, warnings = reconcile(printed, origin_identity, signed.year if signed else None)
    if identity is None:
        raise UnreadableDocument(
            document.name or origin,
            "jenis, nomor, dan tahun peraturan tidak ditemukan; sebutkan pada nama berkas",
        )
    try:
        identifier = regulation_id(identity.type, identity.number, identity.year, identity.issuer)
    except InvalidIdentifier as error:
        raise UnreadableDocument(
            document.name or origin, f"identitas peraturan tidak sah ({error})"
        ) from error
    if signed is not None and signed.year != identity.year:
        warnings.append(f"Tanggal penetapan ({signed}) tidak cocok dengan tahun peraturan ({identity.year}).")
    effective = effective_date(text.words(zones.body.start, closing.start), enacted, promulgated)
    regulation = Regulation(
        id=identifier,
        type=identity.type,
        number=identity.number,
        year=identity.year,
        title=_title(words, zones, printed),
        issuer=identity.issuer,
        enacted=enacted,
        promulgated=promulgated,
        effective=effective,
    )
    return regulation, repairs, warnings


def _title(words: str, zones: Zones, printed: Identity | None) -> str:
    if printed is not None and printed.type is RegulationType.UUD:
        return constitution_title(printed)
    if printed is not None and (title := title_in(words[: zones.decision.start], printed.end)):
        return title
    if title := title_in(words[: zones.body.start + 600], zones.decision.start):
        return title
    return title_in(words[: zones.general.start + 900], zones.general.start) if zones.general else ""


def _doubtful_headings(regulation: str, structure: Structure) -> tuple[Suspicion, ...]:
    """Headings that rest on the numbering alone."""
    return tuple(
        Suspicion(f"{regulation}/{segment}", reason, structure.text.page_at(position))
        for segment, reason, position in structure.doubts
    )


def _gaps(numbers: list[tuple[int, str]]) -> tuple[str, ...]:
    present = {number for number, _ in numbers}
    return tuple(str(number) for number in range(1, max(present, default=0)) if number not in present)


def _confidence(units: int, gaps: int, duplicates: int, metadata_repairs: int) -> float:
    if units == 0:
        return 0.2
    completeness = units / (units + gaps)
    return round(max(0.1, completeness - 0.02 * min(duplicates, 10) - 0.05 * min(metadata_repairs, 2)), 3)
