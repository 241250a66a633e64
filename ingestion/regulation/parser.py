"""From a document to a parsed regulation, top to bottom."""

from corpus.errors import InvalidIdentifier, UnreadableDocument
from corpus.identifiers import regulation_id
from corpus.models import ProvisionKind, Regulation
from ingestion.document import Document
from ingestion.regulation.assemble import Assembly
from ingestion.regulation.body import Body, amends, build_body, last_pasal_start
from ingestion.regulation.elucidation import Explanation, explanations
from ingestion.regulation.furniture import without_furniture
from ingestion.regulation.manuscript import Manuscript, manuscript
from ingestion.regulation.metadata import (
    Identity,
    closing_dates,
    effective_date,
    identity_from_origin,
    identity_in,
    reconcile,
    title_in,
)
from ingestion.regulation.parsed import ParsedRegulation, ParseReport, Repair
from ingestion.regulation.relations import relations_of
from ingestion.regulation.tree import Node, build_list
from ingestion.regulation.zones import (
    Zone,
    Zones,
    after_by_pasal_label,
    closing_start,
    split_zones,
    title_end_of_general,
)


def parse_regulation(document: Document, *, origin: str = "") -> ParsedRegulation:
    """Parse a regulation.

    Args:
        document: as a reader gives it.
        origin: where it lay (``pp/2021/94.md``); used where the words do not name the regulation,
            and to correct a number that recognition damaged.

    Raises:
        UnreadableDocument: neither words nor origin give type, number and year.
    """
    text = without_furniture(manuscript(document))
    zones = split_zones(text.masked)
    opening = text.masked[: zones.considering.start] + text.masked[zones.decision.start : zones.body.start]
    chain, is_roman = last_pasal_start(text.masked, zones.body.start, zones.body.end, amends=amends(opening))
    last = chain[-1].candidate.start if chain else zones.body.start
    closing = Zone(closing_start(text.masked, last, zones.body.end), zones.body.end)
    body = build_body(text.masked, chain, is_roman=is_roman, start=zones.body.start, end=closing.start)
    regulation, repairs, warnings = _regulation(document, origin, text, zones, closing)
    assembly = Assembly(regulation.id, text)
    nodes = _opening_nodes(text, zones, body)
    explained, general = _explain(text, zones, body)
    nodes += [*body.pasal, *_rest(closing, zones), *general, *explained]
    assembly.add(
        [
            node
            for node in nodes
            if node.children or node.segment.startswith("pasal-") or _has_words(text, node)
        ]
    )
    gaps = () if is_roman else _gaps(body.numbers)
    provisions = tuple(assembly.provisions)
    if not body.pasal:
        warnings.append("Tidak ada pasal yang ditemukan.")
    if gaps:
        warnings.append(f"Pasal yang tidak ditemukan: {', '.join(gaps)}.")
    report = ParseReport(
        pasal_gaps=gaps,
        duplicates=tuple(assembly.duplicates),
        repairs=(*repairs, *assembly.repairs),
        warnings=tuple(warnings),
        confidence=_confidence(len(body.pasal), len(gaps), len(assembly.duplicates), len(repairs)),
        furniture=tuple(text.text[start:end].strip() for start, end in text.furniture),
    )
    return ParsedRegulation(regulation, provisions, relations_of(regulation, provisions), report)


def _regulation(
    document: Document, origin: str, text: Manuscript, zones: Zones, closing: Zone
) -> tuple[Regulation, list[Repair], list[str]]:
    words = text.masked
    printed = identity_in(words[: zones.decision.start], capitals=True) or identity_in(
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
    if printed is not None and (title := title_in(words[: zones.decision.start], printed.end)):
        return title
    if title := title_in(words[: zones.body.start + 600], zones.decision.start):
        return title
    return title_in(words[: zones.general.start + 900], zones.general.start) if zones.general else ""


def _opening_nodes(text: Manuscript, zones: Zones, body: Body) -> list[Node]:
    opening = _node(ProvisionKind.PEMBUKAAN, "pembukaan", "Pembukaan", zones.title)
    considering = _list_node(text, ProvisionKind.MENIMBANG, "Menimbang", zones.considering)
    recalling = _list_node(text, ProvisionKind.MENGINGAT, "Mengingat", zones.recalling)
    opening.own += [(zones.decision.start, zones.decision.end), body.lead]
    return [opening, considering, recalling]


def _list_node(text: Manuscript, kind: ProvisionKind, label: str, zone: Zone) -> Node:
    node = Node(kind, kind.value, label, label, zone.start, zone.start)
    build_list(node, text.masked, zone.start, zone.end)
    return node


def _node(kind: ProvisionKind, segment: str, label: str, zone: Zone) -> Node:
    return Node(kind, segment, label, label, zone.start, zone.start, own=[(zone.start, zone.end)])


def _rest(closing: Zone, zones: Zones) -> list[Node]:
    return [
        _node(ProvisionKind.PENUTUP, "penutup", "Penutup", closing),
        _node(ProvisionKind.LAMPIRAN, "lampiran", "Lampiran", zones.attachment),
    ]


def _has_words(text: Manuscript, node: Node) -> bool:
    return any(text.masked[start:end].strip() for start, end in node.own)


def _explain(text: Manuscript, zones: Zones, body: Body) -> tuple[list[Node], list[Node]]:
    """Attach the elucidation to the pasal; what explains nothing in the body becomes its own unit."""
    begin = title_end_of_general(text.masked, zones.general)
    general = _node(
        ProvisionKind.PENJELASAN_UMUM, "penjelasan_umum", "Penjelasan Umum", Zone(begin, zones.general.end)
    )
    found, first = explanations(
        text.masked, after_by_pasal_label(text.masked, zones.by_pasal), zones.by_pasal.end
    )
    lost: dict[str, Node] = {}
    if begin > zones.general.start:
        general.own.insert(0, (zones.general.start, begin))
    if first > zones.by_pasal.start:
        general.own.append((zones.by_pasal.start, first))
    by_segment = {node.segment: node for node in reversed(body.pasal)}
    for explanation in found:
        words = text.words(explanation.start, explanation.end)
        if not words:
            continue
        pasal = by_segment.get(explanation.pasal)
        if pasal is None:
            node = lost.setdefault(explanation.pasal, _lost_node(explanation))
            node.own.append((explanation.start, explanation.end))
        else:
            _attach(pasal, explanation, words)
    return list(lost.values()), [general]


def _lost_node(explanation: Explanation) -> Node:
    number = explanation.pasal.removeprefix("pasal-").upper()
    label = f"Penjelasan Pasal {number}"
    segment = f"penjelasan_{explanation.pasal}"
    return Node(ProvisionKind.PENJELASAN_UMUM, segment, label, label, explanation.start, explanation.start)


def _attach(pasal: Node, explanation: Explanation, words: str) -> None:
    node, missing = pasal, list(explanation.segments)
    while missing:
        child = next((child for child in node.children if child.segment == missing[0]), None)
        if child is None:
            break
        node = child
        missing.pop(0)
    if missing:
        kind, number = missing[-1].split("-")
        names = {"ayat": f"Ayat ({number})", "huruf": f"Huruf {number}", "angka": f"Angka {number}"}
        words = f"{names[kind]}: {words}"
    node.penjelasan.append(words)


def _gaps(numbers: list[tuple[int, str]]) -> tuple[str, ...]:
    present = {number for number, _ in numbers}
    return tuple(str(number) for number in range(1, max(present, default=0)) if number not in present)


def _confidence(pasal: int, gaps: int, duplicates: int, metadata_repairs: int) -> float:
    if pasal == 0:
        return 0.2
    completeness = pasal / (pasal + gaps)
    return round(max(0.1, completeness - 0.02 * min(duplicates, 10) - 0.05 * min(metadata_repairs, 2)), 3)
