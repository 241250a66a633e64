"""Text that hides a text: base64 and its kin, hexadecimal, binary, escapes, Morse, ROT13, reversed, tags."""

import base64
import binascii
import codecs
import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote_to_bytes

_TAGS = re.compile("[\U000e0020-\U000e007e]{6,}")
_BLOBS: tuple[tuple[re.Pattern[str], Callable[[str], bytes]], ...] = (
    (re.compile(r"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{2}){12,}(?![0-9A-Fa-f])"), bytes.fromhex),
    (
        re.compile(r"(?<![01])(?:[01]{8}\s?){6,}(?![01])"),
        lambda blob: bytes(int(byte, 2) for byte in re.findall("[01]{8}", blob)),
    ),
    (
        re.compile(r"(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9._~+-]){16,}"),
        lambda blob: unquote_to_bytes(blob.replace("+", " ")),
    ),
    (
        re.compile(r"(?:\\x[0-9A-Fa-f]{2}|\\u00[0-9A-Fa-f]{2}){6,}"),
        lambda blob: bytes.fromhex("".join(re.findall(r"([0-9A-Fa-f]{2})(?=\\|$)", blob))),
    ),
    (
        re.compile(r"(?<![A-Z2-7])[A-Z2-7]{24,}={0,6}"),
        lambda blob: base64.b32decode(blob + "=" * (-len(blob) % 8)),
    ),
    (
        re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}={0,2}"),
        lambda blob: base64.urlsafe_b64decode(
            blob.rstrip("=").translate(str.maketrans("+/", "-_")) + "=" * (-len(blob.rstrip("=")) % 4)
        ),
    ),
    (re.compile(r"(?:&#x?[0-9A-Fa-f]{2,6};\s?){6,}"), lambda blob: html.unescape(blob).encode()),
    (
        re.compile(r"(?<!\S)(?:[.\-]{1,5}(?:\s?/\s?|\s{1,3})){10,}[.\-]{1,5}(?!\S)"),
        lambda blob: _morse(blob).encode(),
    ),
    (re.compile(r"(?<!\S)[!-u]{40,}(?!\S)"), lambda blob: base64.a85decode(blob)),
    (
        re.compile(r"(?<!\S)[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{40,}(?!\S)"),
        lambda blob: base64.b85decode(blob),
    ),
)
_SIGNALS = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- "
    "-. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --.."
)
_MORSE = dict(zip(_SIGNALS.split(), "abcdefghijklmnopqrstuvwxyz", strict=True))
_LARGEST = 20_000
"""Characters of a blob that are looked at."""


def hidden_texts(text: str, *, whole: bool) -> Iterator[tuple[int, int, str]]:
    """Spans of ``text`` with what they say once decoded, where that is readable text.

    ``whole`` also gives all of it by ROT13 and from its end.
    """
    for found in _TAGS.finditer(text):
        yield (*found.span(), "".join(chr(ord(sign) - 0xE0000) for sign in found.group()))
    for pattern, decode in _BLOBS:
        for found in pattern.finditer(text):
            if (said := _decoded(found.group()[:_LARGEST], decode)) is not None:
                yield (*found.span(), said)
    if whole and text.strip():
        yield 0, len(text), codecs.encode(text, "rot13")
        yield 0, len(text), text[::-1]


def _decoded(blob: str, decode: Callable[[str], bytes]) -> str | None:
    try:
        said = decode(blob.strip()).decode("utf-8")
    except (ValueError, binascii.Error):
        return None
    return said if said.isprintable() or "\n" in said else None


def _morse(blob: str) -> str:
    """Letters of a Morse text; words are parted by a slash or three spaces."""
    words = re.split(r"\s*/\s*|\s{3,}", blob)
    return " ".join("".join(_MORSE.get(sign, "") for sign in word.split()) for word in words)
