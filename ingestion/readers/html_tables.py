"""HTML tables: which hold data, and their rows with spans resolved."""

from collections.abc import Callable

from lxml import etree, html

from ingestion.readers.html_lists import ListMarkers
from ingestion.readers.text import one_line

_MAX_COLUMNS = 1_000
_FLOW = frozenset({"ol", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article"})
_SPACED = frozenset(
    {"br", "p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th"}
)

Skip = Callable[[html.HtmlElement], bool]


def is_data_table(table: html.HtmlElement) -> bool:
    """Whether the table holds data rather than placing text side by side.

    A table around another table is layout. With header cells it is data; without them it needs
    two rows with two filled cells and no lists or headings inside.
    """
    if table.get("role") == "presentation" or next(table.iterdescendants("table"), None) is not None:
        return False
    if next(table.iterdescendants("th"), None) is not None:
        return any(len(row) > 1 for row in table.iter("tr"))
    if next(table.iterdescendants(*_FLOW), None) is not None:
        return False
    full_rows = 0
    for row in table.iter("tr"):
        filled = sum(1 for cell in row.iterchildren("td") if one_line("".join(cell.itertext())))
        full_rows += filled >= 2
    return full_rows >= 2


def cell_text(cell: html.HtmlElement, skip: Skip) -> str:
    """The cell's words on one line, list markers written out."""
    parts: list[str] = []
    markers = ListMarkers()
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element is not cell and skip(element):
                walk.skip_subtree()
                continue
            if element.tag in {"ol", "ul"}:
                markers.enter(element)
            if element.tag in _SPACED:
                parts.append(" ")
            if element.tag == "li":
                parts.append(f"{markers.item(element)} ")
            parts.append(element.text or "")
        else:
            if element.tag in {"ol", "ul"} and not skip(element):
                markers.leave()
            if element.tag in _SPACED:
                parts.append(" ")
            if element is not cell:
                parts.append(element.tail or "")
    return one_line("".join(parts))


def read_table(table: html.HtmlElement, skip: Skip, max_cells: int) -> tuple[list[list[str]], list[str], int]:
    """Rows, header and the number of cells of a data table.

    A cell that spans rows stands in each of them; one that spans columns stands in the first.
    Header are the rows before the first that has a ``td``, joined column by column.
    Reading stops once ``max_cells`` is passed; the caller compares the count.
    """
    rows: list[list[str]] = []
    header_rows: list[list[str]] = []
    carried: dict[int, tuple[int, str]] = {}  # column → rows still to fill, text
    cells = 0
    for row in table.iter("tr"):
        if skip(row):
            continue
        line: list[str] = []
        only_header = True

        for cell in row.iterchildren("td", "th"):
            if skip(cell):
                continue
            _fill_carried(line, carried)
            only_header = only_header and cell.tag == "th"
            text = cell_text(cell, skip)
            width = min(_span(cell.get("colspan")), max(1, _MAX_COLUMNS - len(line)))
            height = _span(cell.get("rowspan"))
            for offset in range(width):
                words = text if offset == 0 else ""
                if height > 1:
                    carried[len(line)] = (height - 1, words)
                line.append(words)
        _fill_carried(line, carried)
        cells += len(line)
        if cells > max_cells:
            break
        if line and only_header and not rows:
            header_rows.append(line)
        elif line:
            rows.append(line)
    return rows, _joined(header_rows), cells


def _fill_carried(line: list[str], carried: dict[int, tuple[int, str]]) -> None:
    while len(line) in carried:
        left, text = carried[len(line)]
        if left > 1:
            carried[len(line)] = (left - 1, text)
        else:
            del carried[len(line)]
        line.append(text)


def _joined(header_rows: list[list[str]]) -> list[str]:
    width = max((len(row) for row in header_rows), default=0)
    columns: list[str] = []
    for column in range(width):
        names: list[str] = []
        for row in header_rows:
            name = row[column] if column < len(row) else ""
            if name and name not in names:
                names.append(name)
        columns.append(" ".join(names))
    return columns


def _span(value: str | None) -> int:
    text = (value or "").strip()
    return max(1, min(int(text), _MAX_COLUMNS)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
