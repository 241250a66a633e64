"""Tables as units: kept whole, their rows intact, nothing in them taken for a label."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from corpus.models import ProvisionKind
from ingestion.document import Document
from ingestion.regulation.manuscript import Manuscript
from ingestion.regulation.nodes import Node

Span = tuple[int, int]

_CELLS = " | "
_FEWEST_ROWS = 2
# A word processor's table may only lay out the opening, or hold whole pasal side by side.
_LAYOUT = re.compile(
    r"(?m)\b(?:Menimbang|Mengingat|Menetapkan|MEMUTUSKAN|MENETAPKAN)\b"
    r"|(?:^|\| )(?:Pasal \d+[A-Z]?|BAB [IVX]+)(?: \||$)"
)


def table_spans(document: Document) -> tuple[Span, ...]:
    """Where the tables of a document stand in its manuscript, ascending; layout tables left out."""
    spans = []
    position = 0
    for block in document.blocks:
        if block.kind == "table" and _is_table(block.text):
            spans.append((position, position + len(block.text)))
        position += len(block.text) + 1
    return tuple(spans)


def _is_table(text: str) -> bool:
    rows = sum(_CELLS in line for line in text.split("\n"))
    return rows >= _FEWEST_ROWS and not _LAYOUT.search(text)


def place_tables(nodes: Iterable[Node], tables: Sequence[Span]) -> None:
    """Take every table out of the words of the unit that it stands in, as a child of that unit."""
    waiting = list(nodes) if tables else []
    while waiting:
        node = waiting.pop()
        waiting += node.children
        own: list[Span] = []
        found: list[Span] = []
        for start, end in node.own:
            position = start
            for table in _within(tables, start, end):
                own.append((position, table[0]))
                found.append(table)
                position = table[1]
            own.append((position, end))
        if found:
            node.own = [(start, end) for start, end in own if end > start]
            node.children = sorted((*node.children, *_units(found)), key=lambda child: child.start)


def _within(tables: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    for index in range(bisect_left(tables, (start, start)), len(tables)):
        if tables[index][1] > end:
            return
        yield tables[index]


def _units(spans: Sequence[Span]) -> list[Node]:
    return [
        Node(ProvisionKind.TABEL, f"tabel-{number}", f"Tabel {number}", "", start, start, own=[(start, end)])
        for number, (start, end) in enumerate(spans, 1)
    ]


def rows(text: Manuscript, start: int, end: int) -> str:
    """The words of a table, one row a line."""
    lines: list[str] = []
    position = start
    for line in text.masked[start:end].split("\n"):
        lines.append(text.words(position, position + len(line)))
        position += len(line) + 1
    return "\n".join(line for line in lines if line)


def words_with_tables(text: Manuscript, start: int, end: int, tables: Sequence[Span]) -> str:
    """The words of a span, the tables in it on lines of their own."""
    parts: list[str] = []
    position = start
    for table_start, table_end in _within(tables, start, end):
        parts += (text.words(position, table_start), rows(text, table_start, table_end))
        position = table_end
    parts.append(text.words(position, end))
    return "\n".join(part for part in parts if part)
