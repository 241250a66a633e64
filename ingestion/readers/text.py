"""Text as readers take it in: characters that carry no words are removed."""

import re
import unicodedata

from corpus.decoding import NotText, decode

__all__ = ["NotText", "clean", "decode", "one_line", "squeeze"]

# C0/C1 controls except tab and line feed, zero-width marks, soft hyphen and byte order mark.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_BLANK_RUNS = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """NFC, line ends as line feeds, page breaks as line breaks, invisible characters removed.

    No-break spaces become spaces; nothing that a reader would see is changed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).replace("\xa0", " ")


def one_line(text: str) -> str:
    """Cleaned text on a single line, runs of blanks as one space."""
    return " ".join(clean(text).split())


def squeeze(text: str) -> str:
    """Cleaned text with its line breaks, runs of blanks as one space, empty lines at the ends dropped."""
    lines = (_BLANK_RUNS.sub(" ", line).strip() for line in clean(text).split("\n"))
    return "\n".join(lines).strip("\n")
