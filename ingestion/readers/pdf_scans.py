"""Pages of a PDF that are images of text: which they are, and what they say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingestion.document import Block, ScannedPage
from ingestion.readers.limits import ReadLimits
from ingestion.readers.ocr import NoRecognition, Recogniser, recogniser
from ingestion.readers.pages import OnPages, PagesRead, page_ranges
from ingestion.readers.pdf_lines import Line, lines_of

_WORD = re.compile(r"\S{2,}")
_WORDLIKE = re.compile(r"[^\W\d_]*[aeiouAEIOU][^\W\d_]*")
_FEW_WORDS = 12
"""A stamp, a page number or a web address over a scan; a page of text has more."""
_LEAST_WORDLIKE = 0.4
_IMAGE_SHARE = 0.5
_DOUBTFUL = 0.8


@dataclass(slots=True)
class Scans:
    """What the images say.

    Attributes:
        lines: lines in reading order by page; a page that could not be recognised is absent.
        pages: the recognised pages, ascending.
        wordless: pages whose image shows no words.
        warnings: what was recognised, what was not and why, in Indonesian.
    """

    lines: dict[int, list[Line]] = field(default_factory=dict)
    pages: list[ScannedPage] = field(default_factory=list)
    wordless: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def needs_recognition(page: pdfium.PdfPage, blocks: Sequence[Block]) -> bool:
    """Whether what a page shows is not in its text layer.

    That is a page without any words that draws something, an image under a few words, and a layer
    whose characters make no words (a font without the table that names its glyphs).
    """
    if not blocks:
        return int(pdfium_c.FPDFPage_CountObjects(page)) > 0
    words = [word for block in blocks for word in _WORD.findall(block.text)]
    if len(words) <= _FEW_WORDS:
        return _image_share(page) > _IMAGE_SHARE
    letters = [word for word in words if not any(char.isdigit() for char in word)]
    wordlike = sum(_WORDLIKE.search(word) is not None for word in letters)
    return len(letters) > _FEW_WORDS and wordlike < _LEAST_WORDLIKE * len(letters)


def _image_share(page: pdfium.PdfPage) -> float:
    """The part of the page that its largest image covers, 0 to 1."""
    width, height = page.get_size()
    largest = 0.0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        largest = max(largest, abs(right - left) * abs(top - bottom))
    return largest / max(1.0, float(width * height))


def read_scans(
    document: pdfium.PdfDocument, numbers: Sequence[int], limits: ReadLimits, on_pages: OnPages
) -> Scans:
    """Recognise the pages ``numbers`` (from 1), one after the other."""
    found = Scans()
    if not numbers:
        return found
    wanted, rest = numbers[: limits.ocr_pages], numbers[limits.ocr_pages :]
    if not wanted:
        found.warnings.append(f"halaman {page_ranges(list(rest))} tidak memiliki lapisan teks; perlu OCR")
        return found
    engine = recogniser()
    if isinstance(engine, str):
        found.warnings.append(f"halaman {page_ranges(list(numbers))} tidak memiliki lapisan teks; {engine}")
        return found
    failed: dict[str, list[int]] = {}
    for done, number in enumerate(wanted, 1):
        try:
            _read_scan(document, number, engine, limits, found)
        except NoRecognition as error:
            failed.setdefault(str(error), []).append(number)
        on_pages(PagesRead(done, len(wanted)))
    _warn(found, failed, list(rest), limits)
    return found


def _read_scan(
    document: pdfium.PdfDocument, number: int, engine: Recogniser, limits: ReadLimits, found: Scans
) -> None:
    page = document[number - 1]
    try:
        recognised = engine.page(page, limits)
    finally:
        page.close()
    if not recognised.runs:
        found.wordless.append(number)
    else:
        found.lines[number] = lines_of(recognised.runs)
        found.pages.append(ScannedPage(number, round(recognised.confidence, 3)))


def _warn(found: Scans, failed: dict[str, list[int]], rest: list[int], limits: ReadLimits) -> None:
    if found.pages:
        pages = page_ranges([page.page for page in found.pages])
        found.warnings.append(
            f"halaman {pages} hasil pindai dan dibaca dengan OCR; bandingkan dengan aslinya"
        )
    if found.wordless:
        found.warnings.append(f"halaman {page_ranges(found.wordless)} berupa gambar tanpa kata menurut OCR")
    doubtful = [page.page for page in found.pages if page.confidence < _DOUBTFUL]
    if doubtful:
        found.warnings.append(f"halaman {page_ranges(doubtful)} buram; hasil OCR-nya meragukan")
    for reason, pages_failed in failed.items():
        found.warnings.append(f"halaman {page_ranges(pages_failed)} tidak terbaca oleh OCR: {reason}")
    if rest:
        found.warnings.append(
            f"halaman {page_ranges(rest)} tidak dibaca: lebih dari {limits.ocr_pages} halaman pindaian"
        )
