"""What openpyxl's streaming does not tell of a sheet: merged cells, cell count, uncomputed formulas."""

import posixpath
import zipfile
from dataclasses import dataclass, field

from lxml import etree
from openpyxl.utils.cell import range_boundaries

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATION_IDS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAX_MERGES = 50_000


@dataclass(slots=True)
class SheetLayout:
    """Facts about one sheet.

    Attributes:
        cells: cells that the file stores.
        merges: merged ranges as ``(first column, first row, last column, last row)``, from 1.
        uncomputed: formulas stored without a result.
    """

    cells: int = 0
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    uncomputed: int = 0


def sheet_layouts(archive: zipfile.ZipFile, max_cells: int) -> dict[str, SheetLayout]:
    """Layout by sheet title; stops counting once ``max_cells`` is passed in the whole file."""
    paths = _sheet_paths(archive)
    layouts: dict[str, SheetLayout] = {}
    left = max_cells
    for title, path in paths.items():
        if path not in archive.NameToInfo:
            continue
        layout = _layout(archive, path, left)
        layouts[title] = layout
        left -= layout.cells
        if left < 0:
            break
    return layouts


def _layout(archive: zipfile.ZipFile, path: str, max_cells: int) -> SheetLayout:
    layout = SheetLayout()
    has_formula = has_value = False
    with archive.open(path) as stream:
        for _, element in etree.iterparse(stream, events=("end",), resolve_entities=False, no_network=True):
            tag = element.tag.rpartition("}")[2]
            if tag == "f":
                has_formula = True
            elif tag in {"v", "is"}:
                has_value = tag == "is" or bool(element.text)
            elif tag == "c":
                layout.cells += 1
                layout.uncomputed += has_formula and not has_value
                has_formula = has_value = False
                element.clear()
                if layout.cells > max_cells:
                    break
            elif tag == "row":
                element.clear()
            elif tag == "mergeCell" and len(layout.merges) < _MAX_MERGES:
                left, top, right, bottom = range_boundaries(element.get("ref") or "")
                if left and top and right and bottom:
                    layout.merges.append((left, top, right, bottom))
    return layout


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    targets = {
        relation.get("Id"): posixpath.normpath(posixpath.join("/xl", relation.get("Target") or "")).lstrip(
            "/"
        )
        for relation in relations.iter(_PACKAGE)
    }
    workbook = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    paths: dict[str, str] = {}
    for sheet in workbook.iter(f"{_MAIN}sheet", f"{_STRICT}sheet"):
        identifier = next((sheet.get(name) for name in _RELATION_IDS if sheet.get(name)), None)
        target = targets.get(identifier)
        if target:
            paths[sheet.get("name") or ""] = target
    return paths
