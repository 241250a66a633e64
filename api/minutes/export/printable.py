"""Text as every file format can hold it."""

import re

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""Controls and lone surrogates that XML cannot hold, and the invisible marks that show text in another order
than it was said."""
_SPACE = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text on one line, without characters that no reader would see."""
    return _SPACE.sub(" ", _UNPRINTABLE.sub(" ", text)).strip()
