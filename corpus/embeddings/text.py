"""What no embedding backend can take is removed from text before any of them sees it."""

import unicodedata


def without_unusable(text: str) -> str:
    """``text`` in NFKC without NUL, other control characters and lone surrogates.

    Line breaks and tabs become spaces.
    """
    text = text.encode("utf-8", "ignore").decode("utf-8")
    spaced = "".join(_replacement(character) for character in text) if not text.isprintable() else text
    return unicodedata.normalize("NFKC", spaced)


def _replacement(character: str) -> str:
    if character in "\t\n\v\f\r\x85":
        return " "
    return "" if unicodedata.category(character) == "Cc" else character
