"""What pages carry besides the law: headers, page numbers, serial numbers, web addresses."""

import re

from ingestion.regulation.catchwords import catchwords
from ingestion.regulation.letterhead import letterheads, page_heads
from ingestion.regulation.manuscript import Manuscript
from ingestion.regulation.noise import noise_runs
from ingestion.regulation.page_numbers import pages_of_pages

_SERIAL = re.compile(r"\bSK\s{0,3}No\.?\s{0,3}(?=[a-zA-Z]{0,2}\d)[0-9lIOoiStTBM]{4,6}\s{0,2}[A-Z]?(?![\w(/])")
# "Sl( No 085394 A": what becomes of the letters, before the six digits that nothing else has.
_SERIAL_LETTERS = re.compile(r"(?<!\S)[5S][A-Za-z1!\[{]{0,2}\(\s{0,3}No\.?\s{0,3}\d{6}\s{0,2}[A-Z]?(?!\w)")
# "SK No l52l ll A", "SK No 2470@A": damaged, but alone on its line.
_SERIAL_LINE = re.compile(
    r"(?m)^[ ]{0,40}SK[ ]{0,3}No\.?[ ]{0,3}[^\s/:]{1,8}(?:[ ][^\s/:]{1,3}){0,2}[ ]{0,40}$"
)
_GAZETTE = re.compile(
    r"TAMBAHAN\s{1,3}LEMBARAN\s{1,3}(?:NEGARA|REPUBLIK)[A-Z\s]{0,40}(?:\d{4}\s{1,3})?"
    r"NO(?:MOR)?\.?\s{0,3}[0-9lIOoS]{2,5}(?!\w)"
)
# The publisher's note below an elucidation that was copied from a reprint.
_REPRINT = re.compile(
    r"(?:CATATAN\s{1,3})?(?:\*\)\s{0,3})?(?:Kutipan\s{0,2}:?\s{0,2})?LEMBARAN\s{1,3}NEGARA\s{1,3}DAN\s{1,3}TAMBAHAN\s{1,3}LEMBARAN"
    r"\s{1,3}NEGARA\s{1,3}TAHUN\s{1,3}\d{4}\s{1,3}YANG\s{1,3}TELAH\s{1,3}DICETAK\s{1,3}ULANG\.?"
)
_PAGE_NUMBER_LINE = re.compile(
    r"(?m)^[ ]{0,40}(?:[-–—_][ ]{0,3}[0-9lIOtT]{1,3}[ ]{0,3}[-–—_]?|\d{1,3} ?[-–—])[ ]{0,40}$"
)
_PAGE_NUMBER_INLINE = re.compile(r"(?<!\S)[-–—_] ?[0-9lIOtT]{1,3} ?[-–—_](?!\S)")
_LETTERHEAD = re.compile(
    r"(?<!\S)(?<!PERATURAN\s)(?<!KEPUTUSAN\s)(?<!INSTRUKSI\s)(?<!dan\s)(?<![A-Z]{2} )"
    r"[PF][A-Z.!]{0,3}[ES]{1,2}\s?[Il1!T][A-Z.!\s]{1,4}EN\s{1,4}"
    r"R?E[PF][A-Z|!]{3,5}K\s{1,4}[IT][NHlX][A-Z)]{3,8}A\b(?![,.])"
)
_UNDERSCORES = re.compile(r"(?<!\S)_{1,3}(?!\S)")
# Sites that stamp their address into the pages of statutes.
_PUBLISHER = re.compile(
    r"(?<![\w./@])(?:www\.)?(?:djpp\.)?(?:hukumonline\.com|(?:depkumham|kemenkumham|peraturan|bphn)\.go\.id)(?![\w/])"
    r"|(?<!\w)epkumham\.go(?:\.id)?(?![\w/])|(?<!\w)ditjen\s{1,3}Peraturan\s{1,3}Perundang-undangan(?!\w)"
)
_WEB_LINE = re.compile(
    r"(?mi)^[ ]{0,40}(?:https?://|www\.|jdih\.)\S{1,80}[ ]{0,3}\d{0,4}[ ]{0,40}$"
    r"|^[ ]{0,20}\d{1,3}[ ]/[ ]\d{1,3}[ ]{0,20}$|^[ ]{0,20}halaman[ ]\d{1,3}(?:[ ]dari[ ]\d{1,3})?[ ]{0,20}$"
)
# Consolidated texts on the web link their cross-references; the words stay, the address goes.
_LINK = re.compile(r"(\[)(?=[^\[\]\n]{1,80}(\]\(/[^()\s]{1,100}\)))")

_PATTERNS = (
    ("SK", _SERIAL),
    ("( No", _SERIAL_LETTERS),
    ("SK", _SERIAL_LINE),
    ("TAMBAHAN", _GAZETTE),
    ("DICETAK", _REPRINT),
    ("", _PAGE_NUMBER_LINE),
    ("", _PAGE_NUMBER_INLINE),
    ("_", _UNDERSCORES),
    ("hukumonline.com", _PUBLISHER),
    (".go.id", _PUBLISHER),
    ("epkumham.go", _PUBLISHER),
    ("ditjen Peraturan", _PUBLISHER),
    ("", _LETTERHEAD),
    ("", _WEB_LINE),
)
"""Patterns, each with letters that it needs: most documents have none, and are not searched for it."""


def without_furniture(document: Manuscript) -> Manuscript:
    """Mask headers, page numbers, serial numbers, recognition noise, and then catchwords."""
    spans: list[tuple[int, int]] = []
    for sign, pattern in _PATTERNS:
        if sign in document.text:
            spans.extend(match.span() for match in pattern.finditer(document.text))
    spans.extend(letterheads(document.text))
    spans.extend(pages_of_pages(document.text))
    spans.extend(page_heads(document))
    for link in _LINK.finditer(document.text):
        spans.extend((link.span(1), link.span(2)))
    cleaned = document.masking(spans)
    cleaned = cleaned.masking(noise_runs(cleaned.masked))
    return cleaned.masking(catchwords(cleaned.masked, cleaned.furniture))
