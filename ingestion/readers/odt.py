"""OpenDocument text: headings, paragraphs, lists with their numbers, tables."""

import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.readers.archive import open_archive, refuse_entities
from ingestion.readers.limits import ReadLimits
from ingestion.readers.numbering import number_text
from ingestion.readers.tables import detected_table
from ingestion.readers.text import one_line, squeeze

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_WRAPPERS = frozenset({f"{_TEXT}section", f"{_TEXT}index-body", f"{_TEXT}soft-page-break"})
_LEFT_OUT = frozenset(
    {f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}ruby-text"}
)
_MAX_REPEAT = 1_000
_MAX_DEPTH = 20


def read_odt(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read an OpenDocument text.

    Raises:
        UnreadableDocument: locked, damaged, unpacking beyond the limits, or with too many cells.
    """
    with open_archive(data, name, limits) as archive:
        refuse_entities(archive, name)
        if b"manifest:encryption-data" in _member(archive, "META-INF/manifest.xml"):
            raise UnreadableDocument(name, "dokumen dilindungi kata sandi; simpan ulang tanpa kata sandi")
        content = _parse(_member(archive, "content.xml"))
        styles = _parse(_member(archive, "styles.xml"))
        meta = _parse(_member(archive, "meta.xml"))
    if content is None:
        raise UnreadableDocument(name, "dokumen OpenDocument rusak; simpan ulang dari program asalnya")
    reader = _Reader(name, limits, [root for root in (styles, content) if root is not None])
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    blocks = tuple(reader.blocks(body)) if body is not None else ()
    named = None if meta is None else next(meta.iter(_TITLE), None)
    title = "" if named is None else one_line(named.text or "")
    if not title:
        title = next((one_line(block.text) for block in blocks if block.kind == "heading"), "")
    return Document(name, MEDIA_TYPE, blocks, title=title)


def _member(archive: zipfile.ZipFile, path: str) -> bytes:
    return archive.read(path) if path in archive.NameToInfo else b""


def _parse(data: bytes) -> etree._Element | None:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True)) if data else None


class _Reader:
    def __init__(self, name: str, limits: ReadLimits, roots: list[etree._Element]) -> None:
        self._name = name
        self._cells_left = limits.max_cells
        self._list_styles: dict[str, dict[int, etree._Element]] = {}
        for root in roots:
            for style in root.iter(f"{_TEXT}list-style"):
                levels = {_number(level.get(f"{_TEXT}level"), 1): level for level in style}
                self._list_styles[style.get(f"{_STYLE}name") or ""] = levels
        self._counts: dict[str, dict[int, int]] = {}

    def blocks(self, parent: etree._Element, depth: int = 0) -> Iterator[Block]:
        """Blocks of a body, section or cell."""
        for child in parent:
            if child.tag == f"{_TEXT}h":
                text = squeeze(_words(child))
                if text:
                    yield Block("heading", text, level=_number(child.get(f"{_TEXT}outline-level"), 1))
            elif child.tag == f"{_TEXT}p":
                text = squeeze(_words(child))
                if text:
                    yield Block("paragraph", text)
            elif child.tag == f"{_TEXT}list":
                yield from self._list(child, child.get(f"{_TEXT}style-name") or "", 1)
            elif child.tag == f"{_TABLE}table":
                yield from self._table(child, depth)
            elif child.tag in _WRAPPERS and depth < _MAX_DEPTH:
                yield from self.blocks(child, depth + 1)

    def _list(self, element: etree._Element, style: str, level: int) -> Iterator[Block]:
        counts = self._counts.setdefault(style, {})
        if (
            level == 1
            and element.get(f"{_TEXT}continue-numbering") != "true"
            and not element.get(f"{_TEXT}continue-list")
        ):
            counts.clear()
        for deeper in [depth for depth in counts if depth > level]:
            del counts[deeper]
        for item in element.iterchildren(f"{_TEXT}list-item", f"{_TEXT}list-header"):
            marker = ""
            if item.tag == f"{_TEXT}list-item":
                start = item.get(f"{_TEXT}start-value")
                counts[level] = _number(start, 1) if start else self._next(style, level)
                marker = self._marker(style, level)
            for child in item:
                if child.tag == f"{_TEXT}list":
                    if level < _MAX_DEPTH:
                        yield from self._list(child, child.get(f"{_TEXT}style-name") or style, level + 1)
                elif child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                    text = squeeze(_words(child))
                    if text:
                        yield Block("list_item", f"{marker} {text}" if marker else text)
                        marker = ""

    def _next(self, style: str, level: int) -> int:
        counts = self._counts.setdefault(style, {})
        if level in counts:
            return counts[level] + 1
        definition = self._list_styles.get(style, {}).get(level)
        return _number(definition.get(f"{_TEXT}start-value"), 1) if definition is not None else 1

    def _marker(self, style: str, level: int) -> str:
        definition = self._list_styles.get(style, {}).get(level)
        if definition is None or definition.tag != f"{_TEXT}list-level-style-number":
            return ""
        shown = _number(definition.get(f"{_TEXT}display-levels"), 1)
        figures = []
        for depth in range(max(1, level - shown + 1), level + 1):
            own = self._list_styles.get(style, {}).get(depth)
            figure = (own if own is not None else definition).get(f"{_STYLE}num-format") or ""
            if figure:
                figures.append(number_text(self._counts[style].get(depth, 1), figure))
        if not figures:
            return ""
        prefix, suffix = (
            definition.get(f"{_STYLE}num-prefix") or "",
            definition.get(f"{_STYLE}num-suffix") or "",
        )
        return f"{prefix}{'.'.join(figures)}{suffix}".strip()

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        rows: list[list[str]] = []
        named = table.find(f"{_TABLE}table-header-rows") is not None
        for row in table.iter(f"{_TABLE}table-row"):
            line: list[str] = []
            for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                repeat = min(_number(cell.get(f"{_TABLE}number-columns-repeated"), 1), _MAX_REPEAT)
                words = ""
                if cell.tag == f"{_TABLE}table-cell" and depth < _MAX_DEPTH:
                    words = one_line(" ".join(block.text for block in self.blocks(cell, depth + 1)))
                line.extend([words] * repeat)
            self._cells_left -= len(line)
            if self._cells_left < 0:
                raise UnreadableDocument(self._name, "sel tabel melebihi batas; bagi menjadi beberapa berkas")
            rows.append(line)
        if any(any(row) for row in rows):
            yield detected_table(rows, named=named)


def _words(element: etree._Element) -> str:
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        if event == "start":
            if node.tag in _LEFT_OUT:
                walk.skip_subtree()
                continue
            if node.tag == f"{_TEXT}s":
                parts.append(" ")
            elif node.tag == f"{_TEXT}tab":
                parts.append("\t")
            elif node.tag == f"{_TEXT}line-break":
                parts.append("\n")
            parts.append(node.text or "")
        elif node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,9}", text) else otherwise
