"""Saved web pages: the main content, without navigation, scripts and what the page hides.

List numbers that the browser would draw (``<ol type="a">``, Wikisource's counters for ayat) are
written out, because legal text is cited by them. Tables that only place text side by side are read
as running text.
"""

import re

from lxml import etree, html

from corpus.errors import UnreadableDocument
from ingestion.document import Block, BlockKind, Document
from ingestion.readers.html_hidden import hidden_by_markup, hidden_selectors, is_furniture
from ingestion.readers.html_lists import ListMarkers
from ingestion.readers.html_tables import is_data_table, read_table
from ingestion.readers.limits import ReadLimits
from ingestion.readers.tables import table_block
from ingestion.readers.text import NotText, clean, decode, one_line

MEDIA_TYPE = "text/html"

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SURE_MAIN = (
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' mw-parser-output ')]",
    "//main",
    "//*[@role='main']",
)
_LIKELY_MAIN = ("//article", "//*[@id='content' or @id='main-content']")
_VISIBLE_TEXT = ".//text()[not(ancestor::script or ancestor::style or ancestor::nav or ancestor::noscript)]"
_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


def read_html(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read a web page.

    Raises:
        UnreadableDocument: binary, without any element, nested deeper than the parser follows, or
            with too many table cells.
    """
    declared = _CHARSET.search(data[:4096])
    try:
        text, warnings = decode(data, declared[1].decode("ascii", "ignore") if declared else "")
    except NotText as error:
        raise UnreadableDocument(name, f"bukan halaman HTML ({error}); unduh ulang halamannya") from error
    blocks, title, hidden = html_blocks(text, name, limits)
    if hidden:
        warnings += (f"{hidden} kata yang disembunyikan halaman (CSS) tidak dibaca.",)
    return Document(name=name, media_type=MEDIA_TYPE, blocks=blocks, title=title, warnings=warnings)


def html_blocks(text: str, name: str, limits: ReadLimits) -> tuple[tuple[Block, ...], str, int]:
    """Blocks and title of a decoded page, and how many words it hides.

    Raises:
        UnreadableDocument: as ``read_html``.
    """
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    text = _XML_DECLARATION.sub("", text).replace("\x00", "")
    if not text.strip():
        return (), "", 0
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise UnreadableDocument(name, "halaman HTML tidak berisi unsur apa pun; unduh ulang") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise UnreadableDocument(
            name, "unsur HTML bersarang terlalu dalam untuk dibaca utuh; simpan halaman sebagai teks atau PDF"
        )
    walker = _Walker(root, name, limits)
    for part in _main_parts(root):
        walker.walk(part)
    return tuple(walker.blocks), one_line(root.findtext(".//title") or ""), walker.hidden_words


def _main_parts(root: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements that hold the page's own words, else the body."""
    body = root.find("body")
    whole = root if body is None else body
    for query in _SURE_MAIN:
        parts = _outermost(root.xpath(query))
        if _text_length(parts) >= 50:
            return parts
    for query in _LIKELY_MAIN:
        parts = _outermost(root.xpath(query))
        if _text_length(parts) >= max(50, 0.4 * _text_length([whole])):
            return parts
    return [whole]


def _outermost(found: list[html.HtmlElement]) -> list[html.HtmlElement]:
    chosen = set(found)
    return [part for part in found if chosen.isdisjoint(part.iterancestors())]


def _text_length(parts: list[html.HtmlElement]) -> int:
    return sum(len(text.strip()) for part in parts for text in part.xpath(_VISIBLE_TEXT))


class _Walker:
    """Turns elements into blocks, without recursion."""

    def __init__(self, root: html.HtmlElement, name: str, limits: ReadLimits) -> None:
        self.blocks: list[Block] = []
        self.hidden_words = 0
        self._name = name
        self._cells_left = limits.max_cells
        self._hidden = hidden_selectors(root)
        self._markers = ListMarkers()
        self._parts: list[str] = []
        self._marker = ""
        self._level = 0
        self._preformatted = 0

    def walk(self, top: html.HtmlElement) -> None:
        """Append the blocks of ``top``."""
        walk = etree.iterwalk(top, events=("start", "end"))
        closed: html.HtmlElement | None = None  # a subtree that was skipped or read as a table
        for event, element in walk:
            if event == "start":
                if element is not top and self._skip(element, count=True):
                    closed = element
                    walk.skip_subtree()
                elif element.tag == "table" and is_data_table(element):
                    self._flush()
                    self._table(element)
                    closed = element
                    walk.skip_subtree()
                else:
                    self._open(element)
                continue
            if element is closed:
                closed = None
            else:
                self._close(element)
            if element is not top:
                self._add(element.tail)
        self._flush()

    def _skip(self, element: html.HtmlElement, *, count: bool = False) -> bool:
        if is_furniture(element):
            return True
        if hidden_by_markup(element, self._hidden):
            if count:
                self.hidden_words += len(" ".join(element.xpath(_VISIBLE_TEXT)).split())
            return True
        return False

    def _open(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCK_TAGS:
            self._flush()
        if tag in {"ol", "ul"}:
            self._markers.enter(element)
        elif tag == "li":
            self._marker = f"{self._marker} {self._markers.item(element) or '-'}".strip(" -") or "-"
        elif tag == "pre":
            self._preformatted += 1
        elif tag == "br":
            self._parts.append("\n")
        elif re.fullmatch(r"h[1-6]", str(tag)):
            self._level = int(tag[1])
        self._add(element.text)

    def _close(self, element: html.HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCK_TAGS:
            self._flush()
        if tag in {"ol", "ul"}:
            self._markers.leave()
        elif tag == "li":
            self._marker = ""
        elif tag == "pre":
            self._preformatted -= 1
        elif re.fullmatch(r"h[1-6]", str(tag)):
            self._level = 0

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append(text if self._preformatted else re.sub(r"\s+", " ", text))

    def _flush(self) -> None:
        lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in clean("".join(self._parts)).split("\n")]
        self._parts.clear()
        text = "\n".join(line for line in lines if line)
        if not text:
            return
        kind: BlockKind = "paragraph"
        if self._level:
            kind = "heading"
        elif self._marker:
            kind = "list_item"
            text = text if self._marker == "-" else f"{self._marker} {text}"
        self.blocks.append(Block(kind, text, level=self._level if kind == "heading" else 0))
        if kind == "list_item":
            self._marker = ""

    def _table(self, element: html.HtmlElement) -> None:
        rows, header, cells = read_table(element, self._skip, self._cells_left)
        self._cells_left -= cells
        if self._cells_left < 0:
            raise UnreadableDocument(
                self._name, "tabelnya melebihi batas jumlah sel; bagi menjadi beberapa berkas"
            )
        caption = element.findtext("caption")
        block = table_block(rows, header=header, label=one_line(caption or ""))
        if block.text:
            self.blocks.append(block)
