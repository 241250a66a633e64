"""From a document to a parsed regulation, top to bottom."""

from corpus.errors import InvalidIdentifier, UnreadableDocument
from corpus.identifiers import RegulationType, regulation_id
from corpus.models import Regulation
from ingestion.document import Document
from ingestion.regulation.amending.operations import amendments_of, unread_changes
from ingestion.regulation.assemble import Assembly
from ingestion.regulation.commencement import closing_dates, effective_date
from ingestion.regulation.manuscript import Manuscript
from ingestion.regulation.metadata import identity_from_origin, identity_of, in_year, reconcile
from ingestion.regulation.misread_numbers import misread_references
from ingestion.regulation.parsed import ParsedRegulation, Repair
from ingestion.regulation.publication import gazette_in, place_in
from ingestion.regulation.relations import relations_of
from ingestion.regulation.report import report_of
from ingestion.regulation.several import further_regulations, warning_of
from ingestion.regulation.signatures import signer_in
from ingestion.regulation.structure import Structure, structure_of
from ingestion.regulation.terms import terms_of
from ingestion.regulation.titles import title_of
from ingestion.regulation.told_amendments import told_amendments

_BY_PRESIDENT = frozenset(
    {
        RegulationType.UU,
        RegulationType.PERPPU,
        RegulationType.PP,
        RegulationType.PERPRES,
        RegulationType.KEPPRES,
        RegulationType.INPRES,
    }
)


def parse_regulation(document: Document, *, origin: str = "") -> ParsedRegulation:
    """Parse a regulation.

    Args:
        document: as a reader gives it.
        origin: where it lay (``pp/2021/94.md``); used where the words do not name the regulation,
            and to correct a number that recognition damaged.

    Raises:
        UnreadableDocument: neither words nor origin give type, number and year, or the text is
            longer than `ingestion.regulation.manuscript.MOST_CHARACTERS`.
    """
    structure = structure_of(document)
    regulation, repairs, mended, warnings = _regulation(document, origin, structure)
    assembly = Assembly(regulation.id, _with_references(structure))
    assembly.add(structure.nodes)
    provisions = tuple(assembly.provisions)
    amendments = amendments_of(regulation, provisions, assembly.changes)
    warnings += unread_changes(regulation, amendments, assembly.changes)
    report = report_of(document, structure, assembly, repairs, warnings, mended=mended)
    terms = terms_of(provisions)
    relations = relations_of(regulation, provisions, amendments)
    told = told_amendments(regulation, provisions)
    return ParsedRegulation(regulation, provisions, relations, report, amendments, terms, told)


def _with_references(structure: Structure) -> Manuscript:
    """The words with the cross-references corrected that the structure proves."""
    if structure.is_roman:
        return structure.text
    return structure.text.correcting(misread_references(structure.text.masked, structure.body.units))


def _regulation(
    document: Document, origin: str, structure: Structure
) -> tuple[Regulation, list[Repair], list[Repair], list[str]]:
    """The regulation; what was mended in its identity, and in its title and signatures; and warnings."""
    text, zones, closing = structure.text, structure.zones, structure.closing
    words = text.masked
    printed = identity_of(words, zones)
    last_words = words[closing.start : closing.end]
    origin_identity = identity_from_origin(origin) or identity_from_origin(document.name)
    enacted, promulgated = closing_dates(
        last_words, {named.year for named in (printed, origin_identity) if named}
    )
    signed = enacted or promulgated
    identity, repairs, warnings = reconcile(printed, origin_identity, signed.year if signed else None)
    if identity is None:
        raise UnreadableDocument(
            document.name or origin,
            "jenis, nomor, dan tahun peraturan tidak ditemukan; sebutkan pada nama berkas",
        )
    enacted, promulgated = (in_year(day, printed, identity.year) for day in (enacted, promulgated))
    signed = enacted or promulgated
    try:
        identifier = regulation_id(identity.type, identity.number, identity.year, identity.issuer)
    except InvalidIdentifier as error:
        raise UnreadableDocument(
            document.name or origin, f"identitas peraturan tidak sah ({error})"
        ) from error
    if signed is not None and signed.year != identity.year:
        warnings.append(f"Tanggal penetapan ({signed}) tidak cocok dengan tahun peraturan ({identity.year}).")
    if not closing:
        warnings.append(
            "Naskah tanpa penutup: tanggal dan tanda tangan tidak ditemukan, mungkin naskahnya terpotong."
        )
    if further := further_regulations(words, f"{identity.number}/{identity.year}"):
        warnings.append(warning_of(further))
    body = text.words(zones.body.start, closing.start)
    title = title_of(text, zones, printed)
    signed_by, mended = signer_in(
        text.text[closing.start : closing.end],
        by_president=identity.type in _BY_PRESIDENT,
        year=identity.year,
    )
    regulation = Regulation(
        id=identifier,
        type=identity.type,
        number=identity.number,
        year=identity.year,
        title=title.words,
        issuer=identity.issuer,
        enacted=enacted,
        promulgated=promulgated,
        effective=effective_date(body, enacted, promulgated, identity.year),
        place=place_in(last_words),
        signed_by=signed_by,
        gazette=gazette_in(text.text, closing.start, opening_end=zones.considering.start, year=identity.year),
    )
    return regulation, repairs, [*title.repairs, *mended], warnings
