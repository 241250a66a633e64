"""Nodes become provisions: identifiers, texts, order, pages."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from corpus.identifiers import provision_id
from corpus.models import Provision, ProvisionKind
from ingestion.regulation.manuscript import Manuscript
from ingestion.regulation.nodes import Node
from ingestion.regulation.parsed import Repair
from ingestion.regulation.tables import rows

_BY_SEQUENCE = "dibuktikan urutan penomoran"


class Assembly:
    """Provisions in reading order, with what was odd on the way.

    Attributes:
        places: spans of own words with the identifier of their unit.
    """

    def __init__(self, regulation: str, document: Manuscript) -> None:
        self.regulation = regulation
        self.document = document
        self.places: list[tuple[int, int, str]] = []
        self.provisions: list[Provision] = []
        self.duplicates: list[str] = []
        self.repairs: list[Repair] = []
        self.changes: list[str] = []

    def add(self, nodes: Sequence[Node]) -> None:
        """Add top-level nodes with everything under them."""
        self._add(nodes, (), ())

    def _add(self, nodes: Sequence[Node], parents: tuple[str, ...], heading_path: tuple[str, ...]) -> None:
        taken: dict[str, int] = {}
        for node in nodes:
            taken[node.segment] = taken.get(node.segment, 0) + 1
            count = taken[node.segment]
            segment = node.segment if count == 1 else f"{node.segment}~{count}"
            path = (*parents, segment)
            identifier = provision_id(self.regulation, *path)
            self.places.extend((start, end, identifier) for start, end in node.own)
            if count > 1:
                self.duplicates.append(identifier)
            if node.raw:
                page = self.document.page_at(node.start)
                self.repairs.append(Repair(identifier, node.raw, node.printed, _BY_SEQUENCE, page))
            if node.is_change:
                self.changes.append(identifier)
            headings = node.heading_path or heading_path
            self.provisions.append(
                Provision(
                    id=identifier,
                    regulation_id=self.regulation,
                    kind=node.kind,
                    label=node.label,
                    parent_id=provision_id(self.regulation, *parents) if parents else "",
                    order=len(self.provisions),
                    heading_path=headings,
                    text=self._own(node),
                    full_text=self._full(node),
                    penjelasan="\n".join(node.penjelasan),
                    page=self.document.page_at(node.start),
                )
            )
            self._add(node.children, path, headings)

    def _own(self, node: Node) -> str:
        if node.kind is ProvisionKind.TABEL:
            return "\n".join(rows(self.document, start, end) for start, end in node.own)
        return " ".join(words for start, end in node.own if (words := self.document.words(start, end)))

    def _full(self, node: Node) -> str:
        """Own words and children in reading order, every child on a line of its own."""
        if node.kind is ProvisionKind.TABEL:
            return self._own(node)
        pieces = [(start, False, self.document.words(start, end)) for start, end in node.own]
        pieces += [
            (child.start, True, f"{child.printed} {self._full(child)}".strip()) for child in node.children
        ]
        lines: list[str] = []
        for is_child, group in groupby(sorted(pieces, key=itemgetter(0)), key=itemgetter(1)):
            lines.append(("\n" if is_child else " ").join(words for _, _, words in group if words))
        return "\n".join(line for line in lines if line)
