"""Text fit for storage: without what no reader can see."""

import re
import sys
import unicodedata
from functools import cache, lru_cache

MAX_MARKS = 30
"""Combining marks kept after one letter (the Stream-Safe limit of UAX #15).

Canonical reordering is quadratic in the length of a run of marks, so an unbounded run is an attack.
"""

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
SOFT_HYPHEN = "\u00ad"
_SYMBOL_FONT = {
    "\uf02d": "-",
    "\uf0a7": "•",
    "\uf0a8": "•",
    "\uf0b7": "•",
    "\uf0d8": "•",
    "\uf0fc": "•",
}
"""Private code points that word processors write for bullets of the Symbol and Wingdings fonts."""

PDF_HYPHEN = "\ufffe"
"""What PDFium gives in place of a hyphen at a line end, the line end swallowed."""


class _CleanTable(dict[int, str | None]):
    """Translation table for ``str.translate`` that decides each code point once."""

    def __missing__(self, codepoint: int) -> str | None:
        char = chr(codepoint)
        value: str | None = char
        if char in LINE_ENDS:
            value = "\n"
        elif char == PDF_HYPHEN:
            value = "-"
        elif char in _SYMBOL_FONT:
            value = _SYMBOL_FONT[char]
        elif char == "\x1f" or unicodedata.category(char) == "Zs":
            value = " "
        elif invisible(char):
            value = None
        self[codepoint] = value
        return value


@lru_cache(maxsize=4096)
def invisible(char: str) -> bool:
    """Control, format, surrogate or noncharacter: no reader sees it."""
    if char in ("\t", PDF_HYPHEN):
        return False
    if unicodedata.category(char) in ("Cc", "Cf", "Cs"):
        return True
    codepoint = ord(char)
    return codepoint & 0xFFFE == 0xFFFE or 0xFDD0 <= codepoint <= 0xFDEF


_CLEAN = _CleanTable()


def clean(text: str) -> str:
    r"""``text`` fit for storage.

    NFC; control characters, lone surrogates, zero-width and bidirectional marks and soft hyphens
    are gone; a word broken by a soft hyphen at a line end is whole again; all line ends are
    ``\n`` and all spaces ``" "``. Tabs, case, lines and every word stay. Idempotent.
    """
    if SOFT_HYPHEN in text:
        text = re.sub(rf"{SOFT_HYPHEN}[ \t]*(?:\r\n|[{LINE_ENDS}])[ \t]*", "", text)
    text = text.replace("\r\n", "\n").translate(_CLEAN)
    if text.isascii():
        return text
    if _unbounded_marks().search(text):
        text = _bound_marks(text)  # first: asking whether it is normalised reorders them too
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _bound_marks(text))


@cache
def _unbounded_marks() -> re.Pattern[str]:
    """More combining marks in a row than are kept."""
    marks = "".join(
        chr(code) for code in range(0x300, sys.maxunicode + 1) if unicodedata.combining(chr(code))
    )
    return re.compile(f"[{re.escape(marks)}]{{{MAX_MARKS + 1}}}")


def _bound_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)
