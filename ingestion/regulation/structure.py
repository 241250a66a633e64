"""The whole of a regulation as nodes over one manuscript, before anything is named."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.models import ProvisionKind
from ingestion.document import Document
from ingestion.regulation.amending.explained import inner_explanations
from ingestion.regulation.attachments import build_attachments
from ingestion.regulation.body import Body, amends, build_body, pasal_chain
from ingestion.regulation.elucidation import Explanation, elucidation_gaps, explanations
from ingestion.regulation.formulas import disordered_commencement
from ingestion.regulation.furniture import without_furniture
from ingestion.regulation.items import build_items
from ingestion.regulation.manuscript import Manuscript, blank, manuscript
from ingestion.regulation.misread_numbers import misread_years
from ingestion.regulation.nodes import Node
from ingestion.regulation.sections import build_sections
from ingestion.regulation.tables import Span, place_tables, table_spans, words_with_tables
from ingestion.regulation.words import with_corrected_words
from ingestion.regulation.zones import (
    Zone,
    Zones,
    after_by_pasal_label,
    after_opening_label,
    closing_start,
    split_zones,
    title_end_of_general,
)


@dataclass(frozen=True, slots=True)
class Structure:
    """What a document consists of.

    Attributes:
        nodes: top-level units in reading order.
        explanations: the spans of the elucidation by pasal, as they were attached.
        is_roman: the pasal are Roman, as in amending regulations.
        penjelasan_gaps: pasal that the elucidation leaves out between its first and its last.
        doubts: units that a person should compare with the document: segment, reason, position.
    """

    text: Manuscript
    zones: Zones
    closing: Zone
    body: Body
    nodes: tuple[Node, ...]
    explanations: tuple[Explanation, ...]
    is_roman: bool
    penjelasan_gaps: tuple[str, ...] = ()
    doubts: tuple[tuple[str, str, int], ...] = ()


def structure_of(document: Document) -> Structure:
    """Divide a document. Every character outside the furniture falls to one label, heading or unit."""
    text = with_corrected_words(without_furniture(manuscript(document)))
    text = text.correcting((*disordered_commencement(text.masked), *misread_years(text.masked)))
    zones = split_zones(text.masked)
    tables = [span for span in table_spans(document) if span[0] >= zones.body.start]
    words = blank(text.masked, tables)  # what stands in a table is no label
    opening = words[: zones.considering.start] + words[zones.decision.start : zones.body.start]
    chain, is_roman = pasal_chain(words, zones.body.start, zones.body.end, amends=amends(opening))
    last = chain[-1].candidate.start if chain else zones.body.start
    closing = Zone(closing_start(words, last, zones.body.end), zones.body.end)
    if chain:
        body = build_body(words, chain, is_roman=is_roman, start=zones.body.start, end=closing.start)
    else:
        units = build_sections(words, zones.body.start, closing.start)
        body = Body(units, units, lead=(zones.body.start, units[0].start if units else closing.start))
    found, first = explanations(
        words, after_by_pasal_label(words, zones.by_pasal), zones.by_pasal.end, is_roman=is_roman
    )
    left_out = elucidation_gaps(found, is_roman=is_roman)
    doubts = (*body.doubts, *((part.pasal, part.doubt, part.label_start) for part in found if part.doubt))
    found = inner_explanations(words, found, body.units, after_by_pasal_label(words, zones.by_pasal))
    first = min([first, *(explanation.label_start for explanation in found[:1])])
    lost = _explain(text, found, body, tables)
    nodes = [
        *_opening_nodes(text, zones, body),
        *body.nodes,
        _node(ProvisionKind.PENUTUP, "penutup", "Penutup", closing),
        *build_attachments(words, zones.attachment.start, zones.attachment.end),
        _general_node(text, zones, first),
        *lost,
    ]
    place_tables(nodes, tables)
    unit_ids = {id(node) for node in body.nodes}
    kept = tuple(node for node in nodes if id(node) in unit_ids or node.children or _has_words(text, node))
    return Structure(text, zones, closing, body, kept, tuple(found), is_roman, left_out, doubts)


def _opening_nodes(text: Manuscript, zones: Zones, body: Body) -> list[Node]:
    opening = _node(ProvisionKind.PEMBUKAAN, "pembukaan", "Pembukaan", zones.title)
    considering = _list_node(text, ProvisionKind.MENIMBANG, "Menimbang", zones.considering)
    recalling = _list_node(text, ProvisionKind.MENGINGAT, "Mengingat", zones.recalling)
    opening.own += [(zones.decision.start, zones.decision.end), body.lead]
    return [opening, considering, recalling]


def _list_node(text: Manuscript, kind: ProvisionKind, label: str, zone: Zone) -> Node:
    begin = after_opening_label(text.masked, zone)
    if not text.masked[begin : zone.end].strip():
        begin = zone.start  # a bare label is all there is to keep
    node = Node(kind, kind.value, label, label, zone.start, begin)
    build_items(node, text.masked, begin, zone.end)
    return node


def _node(kind: ProvisionKind, segment: str, label: str, zone: Zone) -> Node:
    return Node(kind, segment, label, label, zone.start, zone.start, own=[(zone.start, zone.end)])


def _has_words(text: Manuscript, node: Node) -> bool:
    return any(text.masked[start:end].strip() for start, end in node.own)


def _general_node(text: Manuscript, zones: Zones, first: int) -> Node:
    """The general part, with the elucidation's own title before it and the label after it."""
    begin = title_end_of_general(text.masked, zones.general)
    node = _node(ProvisionKind.PENJELASAN_UMUM, "penjelasan_umum", "Penjelasan Umum", zones.general)
    node.own = [(zones.general.start, begin), (begin, zones.general.end), (zones.by_pasal.start, first)]
    return node


def _explain(text: Manuscript, found: list[Explanation], body: Body, tables: Sequence[Span]) -> list[Node]:
    """Attach the elucidation to the pasal; what explains nothing in the body becomes its own unit."""
    lost: dict[str, Node] = {}
    by_segment = {node.segment: node for node in reversed(body.units)}
    for explanation in found:
        words = words_with_tables(text, explanation.start, explanation.end, tables)
        for other in explanation.also:
            if other in by_segment:
                _attach(by_segment[other], explanation, words)
        pasal = by_segment.get(explanation.pasal)
        if pasal is None:
            node = lost.setdefault(explanation.pasal, _lost_node(explanation))
            node.own.append(
                (explanation.label_start if explanation.segments else explanation.start, explanation.end)
            )
        elif words:
            _attach(pasal, explanation, words)
    return list(lost.values())


def _lost_node(explanation: Explanation) -> Node:
    number = explanation.pasal.removeprefix("pasal-").upper()
    label = f"Penjelasan Pasal {number}"
    segment = f"penjelasan_{explanation.pasal}"
    return Node(
        ProvisionKind.PENJELASAN_UMUM, segment, label, label, explanation.label_start, explanation.start
    )


def _child(node: Node, segment: str) -> Node | None:
    """The unit of that name; old laws number their ayat "1.", and the elucidation calls them ayat still."""
    names = [segment]
    if segment.startswith("ayat-") and all(child.kind is not ProvisionKind.AYAT for child in node.children):
        names.append(segment.replace("ayat", "angka"))
    return next((child for child in node.children if child.segment in names), None)


def _attach(pasal: Node, explanation: Explanation, words: str) -> None:
    node, missing = pasal, list(explanation.segments)
    while missing:
        child = _child(node, missing[0])
        if child is None:
            break
        node = child
        missing.pop(0)
    if missing:
        kind, number = missing[-1].split("-")
        names = {
            "pasal": f"Pasal {number.upper()}",
            "ayat": f"Ayat ({number})",
            "huruf": f"Huruf {number}",
            "angka": f"Angka {number}",
        }
        words = f"{names[kind]}: {words}"
    node.penjelasan.append(words)
