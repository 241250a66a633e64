"""DOCX templates of an office: let in within bounds, without anything that runs or fetches, then filled."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import cast

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from api.minutes.export.blocks import Document, Facts
from corpus.errors import InvalidInput

LARGEST_BYTES = 5_000_000
LARGEST_UNPACKED = 50_000_000
MOST_PARTS = 1_000
BODY = "isi"
"""Where the minutes go; at the template's end without it."""
PLACEHOLDERS = ("jenis", "judul", "tanggal", "waktu", "tempat", "acara", "pimpinan", "notulis", BODY)
_PLACEHOLDER = re.compile(r"\{\{\s*([\w-]{1,40})\s*\}\}")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RUNS = re.compile(r"(?i)(?:vbaProject|vbaData|/activeX/|/embeddings/|oleObject|/afchunk|/customUI)")
_FETCHES = re.compile(rb"(?i)\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|MACROBUTTON)\b")
"""Fields that bring something in from elsewhere or run something."""
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"")
_LINK_TYPE = "/hyperlink"


def checked_template(raw: bytes) -> bytes:
    """The template as it is, when it can be used.

    Raises:
        InvalidInput: it is too large, damaged, no DOCX, holds macros, embedded objects or fields that fetch,
            refers to files elsewhere, or has placeholders that nothing fills.
    """
    _refuse_unsafe(raw)
    unknown = sorted(_placeholders(_opened(raw)) - set(PLACEHOLDERS))
    if unknown:
        known = ", ".join(f"{{{{{name}}}}}" for name in PLACEHOLDERS)
        raise InvalidInput(
            f"Templat memuat penanda {{{{{unknown[0]}}}}} yang tidak dikenal. Yang ada: {known}."
        )
    return raw


class Template:
    """A template with its placeholders.

    Raises:
        InvalidInput: as ``checked_template``.
    """

    def __init__(self, raw: bytes) -> None:
        self.document = _opened(checked_template(raw))
        self.placeholders = frozenset(_placeholders(self.document))

    def fill(self, document: Document, first: int) -> None:
        """Put the particulars and the minutes in their places.

        Args:
            first: position in the Word body of the first element that was written after the template's own.
        """
        body: etree._Element = self.document.element.body
        written = [one for one in list(body)[first - 1 :] if one.tag != qn("w:sectPr")]
        values = _values(document)
        for paragraph in list(_paragraphs(self.document, first - 1)):
            names = set(_PLACEHOLDER.findall(paragraph.text))
            if not names:
                continue
            if BODY in names and paragraph._p in body:
                for one in written:
                    paragraph._p.addprevious(one)
                body.remove(paragraph._p)
            else:
                _replace(paragraph, values)


def _refuse_unsafe(raw: bytes) -> None:
    if len(raw) > LARGEST_BYTES:
        raise InvalidInput(f"Templat terlalu besar: paling besar {LARGEST_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise InvalidInput("Isi templat terlalu besar. Buang gambar yang tidak perlu.")
            for part in parts:
                _refuse_part(part.filename, packed.read(part))
            if _MAIN not in packed.read("[Content_Types].xml").decode("utf-8", "replace"):
                raise InvalidInput("Templat harus berupa .docx biasa; .docm dan .dotx tidak diterima.")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise InvalidInput("Templat bukan berkas DOCX yang utuh. Simpan ulang sebagai .docx.") from error


def _refuse_part(name: str, content: bytes) -> None:
    if _RUNS.search("/" + name):
        raise InvalidInput("Templat memuat makro atau objek tertanam. Simpan ulang sebagai .docx tanpa itu.")
    if not name.endswith((".xml", ".rels")):
        return
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise InvalidInput("Templat memuat definisi XML yang tidak diizinkan. Simpan ulang sebagai .docx.")
    for instruction in _INSTRUCTION.findall(content):
        if _FETCHES.search(b" ".join(instruction)):
            raise InvalidInput(
                "Templat memuat bidang (field) yang mengambil isi dari luar. Hapus bidang itu."
            )
    if name.endswith(".rels"):
        _refuse_elsewhere(content)


def _refuse_elsewhere(content: bytes) -> None:
    try:
        relations = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise InvalidInput("Templat rusak: hubungan antarbagiannya tidak terbaca. Simpan ulang.") from error
    for relation in relations:
        if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith(_LINK_TYPE):
            raise InvalidInput("Templat menunjuk ke berkas di luar dirinya. Tanamkan gambar dan templat itu.")


def _opened(raw: bytes) -> WordDocument:
    try:
        document = docx.Document(io.BytesIO(raw))
        _ = document.styles["Normal"], document.sections[0]
    except (OpcError, KeyError, IndexError, ValueError, AttributeError, etree.XMLSyntaxError) as error:
        raise InvalidInput("Templat bukan dokumen Word yang utuh. Simpan ulang sebagai .docx.") from error
    return document


def _placeholders(document: WordDocument) -> set[str]:
    return {name for one in _paragraphs(document, None) for name in _PLACEHOLDER.findall(one.text)}


def _paragraphs(document: WordDocument, until: int | None) -> Iterator[Paragraph]:
    """Every paragraph of heads, feet and the body's elements before ``until``, with those in tables."""
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield from part.paragraphs
                for table in part.tables:
                    yield from _in_table(table)
    for element in list(document.element.body)[:until]:
        if element.tag == qn("w:p"):
            yield Paragraph(element, document._body)
        elif element.tag == qn("w:tbl"):
            yield from _in_table(Table(element, document._body))


def _in_table(table: Table) -> Iterator[Paragraph]:
    for element in table._tbl.iter(qn("w:tc")):
        yield from _Cell(cast(CT_Tc, element), table).paragraphs


def _values(document: Document) -> dict[str, str]:
    facts = {
        fact.key: "; ".join(fact.values)
        for block in document.body
        if isinstance(block, Facts)
        for fact in block.facts
    }
    return {"jenis": document.heading, "judul": document.title, **facts}


def _replace(paragraph: Paragraph, values: dict[str, str]) -> None:
    """Fill placeholders in the look of the run where each begins; word processors cut them over runs."""
    runs = paragraph.runs
    text = "".join(run.text for run in runs)
    for match in reversed(list(_PLACEHOLDER.finditer(text))):
        value = values.get(match[1], "")
        position = 0
        for run in runs:
            begin, held = position, run.text
            position += len(held)
            low, high = max(match.start(), begin), min(match.end(), position)
            if low < high:
                run.text = (
                    held[: low - begin] + (value if low == match.start() else "") + held[high - begin :]
                )
