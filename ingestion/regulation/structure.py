"""The whole of a regulation as nodes over one manuscript, before anything is named."""

from dataclasses import dataclass

from corpus.models import ProvisionKind
from ingestion.document import Document
from ingestion.regulation.amending.explained import inner_explanations
from ingestion.regulation.body import Body, amends, build_body, pasal_chain
from ingestion.regulation.elucidation import Explanation, explanations
from ingestion.regulation.furniture import without_furniture
from ingestion.regulation.manuscript import Manuscript, manuscript
from ingestion.regulation.sections import build_sections
from ingestion.regulation.tree import Node, build_list
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
    """

    text: Manuscript
    zones: Zones
    closing: Zone
    body: Body
    nodes: tuple[Node, ...]
    explanations: tuple[Explanation, ...]
    is_roman: bool


def structure_of(document: Document) -> Structure:
    """Divide a document. Every character outside the furniture falls to one label, heading or unit."""
    text = with_corrected_words(without_furniture(manuscript(document)))
    words = text.masked
    zones = split_zones(words)
    opening = words[: zones.considering.start] + words[zones.decision.start : zones.body.start]
    chain, is_roman = pasal_chain(words, zones.body.start, zones.body.end, amends=amends(opening))
    last = chain[-1].candidate.start if chain else zones.body.start
    closing = Zone(closing_start(words, last, zones.body.end), zones.body.end)
    if chain:
        body = build_body(words, chain, is_roman=is_roman, start=zones.body.start, end=closing.start)
    else:
        units = build_sections(words, zones.body.start, closing.start)
        body = Body(units, lead=(zones.body.start, units[0].start if units else closing.start))
    found, first = explanations(
        words, after_by_pasal_label(words, zones.by_pasal), zones.by_pasal.end, is_roman=is_roman
    )
    found = inner_explanations(words, found, body.units, after_by_pasal_label(words, zones.by_pasal))
    first = min([first, *(explanation.label_start for explanation in found[:1])])
    lost = _explain(text, found, body)
    nodes = [
        *_opening_nodes(text, zones, body),
        *body.units,
        _node(ProvisionKind.PENUTUP, "penutup", "Penutup", closing),
        _node(ProvisionKind.LAMPIRAN, "lampiran", "Lampiran", zones.attachment),
        _general_node(text, zones, first),
        *lost,
    ]
    unit_ids = {id(node) for node in body.units}
    kept = tuple(node for node in nodes if id(node) in unit_ids or node.children or _has_words(text, node))
    return Structure(text, zones, closing, body, kept, tuple(found), is_roman)


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
    build_list(node, text.masked, begin, zone.end)
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


def _explain(text: Manuscript, found: list[Explanation], body: Body) -> list[Node]:
    """Attach the elucidation to the pasal; what explains nothing in the body becomes its own unit."""
    lost: dict[str, Node] = {}
    by_segment = {node.segment: node for node in reversed(body.units)}
    for explanation in found:
        for other in explanation.also:
            if other in by_segment:
                _attach(by_segment[other], explanation, text.words(explanation.start, explanation.end))
        pasal = by_segment.get(explanation.pasal)
        if pasal is None:
            node = lost.setdefault(explanation.pasal, _lost_node(explanation))
            node.own.append(
                (explanation.label_start if explanation.segments else explanation.start, explanation.end)
            )
        elif words := text.words(explanation.start, explanation.end):
            _attach(pasal, explanation, words)
    return list(lost.values())


def _lost_node(explanation: Explanation) -> Node:
    number = explanation.pasal.removeprefix("pasal-").upper()
    label = f"Penjelasan Pasal {number}"
    segment = f"penjelasan_{explanation.pasal}"
    return Node(
        ProvisionKind.PENJELASAN_UMUM, segment, label, label, explanation.label_start, explanation.start
    )


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
