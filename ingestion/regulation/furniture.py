"""What pages carry besides the law: headers, page numbers, serial numbers, catchwords.

A catchword repeats at the foot of a page the first words of the next page; in text made from
scans it then stands twice in a row (``"2. Pejabat 2. Pejabat Pembina"``).
"""

import re

from ingestion.regulation.manuscript import Manuscript

_SERIAL = re.compile(r"\bSK\s{0,3}No\.?\s{0,3}\d{4,6}\s{0,2}[A-Z]?(?![\w(])")
_PAGE_NUMBER_LINE = re.compile(r"(?m)^[ ]{0,40}[-–—][ ]{0,3}\d{1,3}[ ]{0,3}[-–—]?[ ]{0,40}$")
_PAGE_NUMBER_INLINE = re.compile(r"(?<![\w])[-–—] ?\d{1,3} ?[-–—](?!\w)")
_LETTERHEAD = re.compile(
    r"(?:(?<=\s)|^)P[RFB][EÉ][.,]?[A-Z! ]{2,5}D?EN\s{1,3}RE[A-Z|]{3,6}K\s{1,3}[IT][NHl][A-Z]{3,7}A\b(?![,.])",
    re.MULTILINE,
)
_WEB_LINE = re.compile(
    r"(?mi)^[ ]{0,40}(?:https?://|www\.|jdih\.)\S{1,80}[ ]{0,3}\d{0,4}[ ]{0,40}$"
    r"|^[ ]{0,20}halaman[ ]\d{1,3}(?:[ ]dari[ ]\d{1,3})?[ ]{0,20}$"
)
_ELLIPSIS = re.compile(r"(?:\.\s?){3,}|…")
_GAP_AFTER_CATCHWORD = 160
_WORD = re.compile(r"\S+")


def without_furniture(document: Manuscript) -> Manuscript:
    """Mask headers, page numbers, serial numbers and catchwords."""
    spans: list[tuple[int, int]] = []
    for pattern in (_SERIAL, _PAGE_NUMBER_LINE, _PAGE_NUMBER_INLINE, _LETTERHEAD, _WEB_LINE):
        spans.extend(match.span() for match in pattern.finditer(document.text))
    cleaned = document.masking(spans)
    return cleaned.masking(_ellipsis_catchwords(cleaned.masked))


def _ellipsis_catchwords(text: str) -> list[tuple[int, int]]:
    """``"Agar. . ."`` and ``"Pasal 73 ..."`` where the same words follow."""
    spans = []
    for match in _ELLIPSIS.finditer(text):
        line_start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 60)
        words = list(_WORD.finditer(text, line_start, match.start()))[-3:]
        following = _squash(text[match.end() : match.end() + _GAP_AFTER_CATCHWORD])
        for take in range(len(words), 0, -1):
            start = words[-take].start()
            squashed = _squash(text[start : match.start()])
            if len(squashed) >= 2 and following.startswith(squashed):
                spans.append((start, match.end()))
                break
    return spans


def _squash(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
