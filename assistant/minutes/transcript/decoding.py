"""The bytes of a transcript as text."""

from corpus.cleaning import clean
from corpus.decoding import NotText
from corpus.decoding import decode as decode_text
from corpus.errors import UnreadableDocument

MAX_CHARACTERS = 16_000_000
"""Characters of a transcript: two million words, or the talk of a week."""
_UNNAMED = "transkrip"


def decode(raw: bytes, *, name: str = "") -> str:
    """The text of a file in any common encoding; see :func:`decode_with_remarks`."""
    return decode_with_remarks(raw, name=name)[0]


def decode_with_remarks(raw: bytes, *, name: str = "") -> tuple[str, tuple[str, ...]]:
    """The text of a file in UTF-8, UTF-16 or UTF-32 with or without a byte order mark, or Windows-1252.

    Returns:
        The text, and Indonesian remarks about a doubtful encoding.

    Raises:
        UnreadableDocument: the file is empty, binary or too long.
    """
    name = name or _UNNAMED
    if not raw:
        raise UnreadableDocument(name, "berkas kosong (0 byte); unggah transkrip yang berisi ucapan")
    if len(raw) > 4 * MAX_CHARACTERS:
        raise UnreadableDocument(name, _too_long())
    try:
        return decode_text(raw)
    except NotText as error:
        reason = f"bukan berkas teks ({error}); unggah transkrip sebagai VTT, SRT, TXT, JSON atau DOCX"
        raise UnreadableDocument(name, reason) from error


def fit_to_read(text: str, *, name: str = "") -> str:
    """The text without what nobody sees: NUL, bidirectional controls, zero-width marks, lone surrogates.

    Raises:
        UnreadableDocument: it is too long.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocument(name or _UNNAMED, _too_long())
    return clean(text)


def _too_long() -> str:
    return f"lebih dari {MAX_CHARACTERS // 1_000_000} juta huruf; bagi transkrip menjadi beberapa rapat"
