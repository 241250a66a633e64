"""Text without legal structure: packed under its headings, tables row by row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from corpus.models import PassageKind, PassageUnit
from ingestion._packing import HARD_LIMIT, TARGET, hard_spans, sentence_spans
from ingestion.document import Block, Document

_SEPARATOR = " | "
_BROKEN_HYPHEN = re.compile(r"(?<=\w)-[ \t]*\n[ \t]*(?!(?:dan|atau|serta)\b)(?=\w)")
_LIST_START = re.compile(r"(?:\(?\d{1,3}[a-z]?[.)]|\(?[a-z]\)|[a-z]\.|[-•*–▪])\s", re.IGNORECASE)
_MAX_HEADING = 300
"""A longer "heading" is a paragraph that a reader took for one."""
_MAX_LEAD = 300


@dataclass(slots=True)
class _Unit:
    """A unit in the making."""

    text: str = ""
    first_page: int | None = None
    last_page: int | None = None
    label: str = ""
    lead: str = ""


@dataclass(slots=True)
class _Chunker:
    source_id: str
    document: Document
    units: list[PassageUnit] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    bare_heading: Block | None = None
    current: _Unit = field(default_factory=_Unit)
    lead: str = ""

    @property
    def _slides(self) -> bool:
        return "presentation" in self.document.media_type

    def take(self, block: Block) -> None:
        if block.kind == "heading" and 0 < len(block.text.strip()) <= _MAX_HEADING:
            self._take_heading(block)
            return
        current = self.current
        new_slide = self._slides and block.page != current.last_page
        if current.text and (new_slide or block.label != current.label):
            self.flush()
        for number, atom in enumerate(_atoms(block)):
            self._add(atom, block, "\n" if number == 0 or block.kind == "table" else None)
        if block.text.strip():
            self.bare_heading = None
        if block.kind != "list_item":
            last = block.text.strip()
            self.lead = last if last.endswith(":") and len(last) <= _MAX_LEAD else ""

    def _take_heading(self, block: Block) -> None:
        self.flush()
        self.lead = ""
        if self.bare_heading is not None and block.level <= self.bare_heading.level:
            self._emit_bare_heading()
        while self.headings and self.headings[-1][0] >= block.level:
            self.headings.pop()
        self.headings.append((block.level, _one_line(block.text)))
        self.bare_heading = block

    def _add(self, atom: str, block: Block, separator: str | None) -> None:
        if separator is None:
            separator = "\n" if _LIST_START.match(atom) else " "
        if self.current.text and len(self.current.text) + len(separator) + len(atom) > TARGET:
            self.flush()
        current = self.current
        if current.text:
            current.text += separator + atom
        else:
            lead = self.lead if block.kind == "list_item" else ""
            self.current = current = _Unit(atom, block.page, block.page, block.label, lead)
        current.last_page = block.page if block.page is not None else current.last_page

    def flush(self) -> None:
        """Close the unit in the making."""
        if self.current.text:
            self._emit(self.current)
        self.current = _Unit()

    def finish(self) -> list[PassageUnit]:
        self.flush()
        if self.bare_heading is not None:
            self._emit_bare_heading()
        return self.units

    def _emit_bare_heading(self) -> None:
        """A heading with nothing under it would be in no path: it becomes a unit of its own."""
        if self.bare_heading is not None:
            block = self.bare_heading
            self.headings.pop()
            self._emit(_Unit(_one_line(block.text), block.page, block.page, block.label))
            self.bare_heading = None

    def _emit(self, unit: _Unit) -> None:
        number = len(self.units)
        self.units.append(
            PassageUnit(
                id=f"{self.source_id}/bagian-{number + 1}",
                source_id=self.source_id,
                kind=PassageKind.TEXT,
                path=self._path(unit),
                text=unit.text,
                search_text=unit.lead,
                order=number,
            )
        )

    def _path(self, unit: _Unit) -> tuple[str, ...]:
        title = _one_line(self.document.title) or PurePath(self.document.name).stem
        parts = [title[:_MAX_HEADING], *(text for _, text in self.headings), _one_line(unit.label)]
        if unit.first_page is not None and "sheet" not in self.document.media_type:
            noun = "salindia" if self._slides else "halaman"
            last = "" if unit.last_page == unit.first_page else f"–{unit.last_page}"
            parts.append(f"{noun} {unit.first_page}{last}")
        return tuple(
            part for index, part in enumerate(parts) if part and (index == 0 or part != parts[index - 1])
        )


def chunk_document(source_id: str, document: Document) -> list[PassageUnit]:
    """See :func:`ingestion.chunking.chunk_document`."""
    chunker = _Chunker(source_id, document)
    for block in document.blocks:
        chunker.take(block)
    return chunker.finish()


def _atoms(block: Block) -> Iterator[str]:
    """What is never cut (sentences, table rows), none longer than the hard limit."""
    if block.kind == "table":
        for row in _rows(block):
            for start, end in hard_spans(row, 0, len(row)) if len(row) > HARD_LIMIT else [(0, len(row))]:
                yield row[start:end]
        return
    text = _BROKEN_HYPHEN.sub("-", block.text)
    for start, end in sentence_spans(text):
        yield _one_line(text[start:end])


def _rows(block: Block) -> Iterator[str]:
    """Rows as ``"Kolom: nilai; Kolom: nilai"``, so that a row found alone can still be understood."""
    rows = [cells for cells in map(_cells, block.text.split("\n")) if cells]
    header = [_one_line(name) for name in block.header]
    if header and rows and rows[0] == _cells(_SEPARATOR.join(header)):
        del rows[0]
    if header and not rows:
        yield "; ".join(name for name in header if name)
    for cells in rows:
        if not header or len(cells) > len(header):
            yield "; ".join(cell for cell in cells if cell)
        else:
            named = zip(header, cells, strict=False)
            yield "; ".join(f"{name}: {cell}" if name else cell for name, cell in named if cell)


def _cells(line: str) -> list[str]:
    """Cells of a row without empty ones at the end; empty for an empty row."""
    cells = [_one_line(cell) for cell in line.split(_SEPARATOR)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _one_line(text: str) -> str:
    return " ".join(text.split())
