"""Bytes to text, whatever their encoding."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_STRAY_BYTES = re.compile("[\udc80-\udcff]+")


class NotText(ValueError):
    """The bytes are not text in any encoding that is looked for."""


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """Decode text whose encoding nobody vouches for.

    A byte order mark decides; else UTF-16 is told by its zero bytes; else strict UTF-8, which
    random Latin-1 text practically never satisfies; else ``declared`` (what an HTML page claims);
    else Windows-1252. A few stray bytes inside UTF-8 text are read as Windows-1252.

    Returns:
        The text, and Indonesian warnings about a doubtful encoding.

    Raises:
        NotText: the bytes are binary.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name), ()
            except UnicodeDecodeError as error:
                raise NotText(f"tanda urutan byte {name} tidak cocok dengan isinya") from error
    if b"\x00" in data[:_SAMPLE]:
        return _utf16_without_mark(data), ("Teks UTF-16 tanpa tanda urutan byte; pengodean ditebak.",)
    if b"\x00" in data or _control_share(data[:_SAMPLE]) > 0.01:
        raise NotText("berisi byte biner")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _eight_bit(data, declared)


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for name, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > half * 0.5 and others < half * 0.01 and len(data) % 2 == 0:
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                raise NotText("bukan UTF-16 yang utuh") from error
    raise NotText("berisi byte nol")


def _control_share(sample: bytes) -> float:
    printable = sample.translate(None, bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)))
    return (len(sample) - len(printable)) / max(1, len(sample))


def _eight_bit(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    mixed = data.decode("utf-8", errors="surrogateescape")
    strays = sum(len(run) for run in _STRAY_BYTES.findall(mixed))
    proper = sum(1 for char in mixed if ord(char) > 127) - strays
    if proper > strays:
        text = _STRAY_BYTES.sub(lambda run: _windows(run[0].encode("utf-8", "surrogateescape")), mixed)
        return text, (f"{strays} byte bukan UTF-8 dibaca sebagai Windows-1252; periksa huruf khususnya.",)
    if declared:
        try:
            if codecs.lookup(declared).name not in {"utf-8", "iso8859-1", "ascii"}:
                return data.decode(declared), ()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass  # a page may claim anything; what its bytes are decides
    return _windows(data), ("Teks bukan UTF-8; dibaca sebagai Windows-1252, periksa huruf khususnya.",)


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
