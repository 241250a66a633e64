"""DOCX and XLSX: ZIP archives that must hold what such a document holds, and nothing that runs or bursts."""

import io
import re
import struct
import zipfile
import zlib

from corpus.errors import InvalidInput

MOST_UNPACKED = 100_000_000
"""Bytes that all parts of a document may have together."""
MOST_RATIO = 200
"""How many times larger a part may be unpacked; only parts above ``SMALL`` are looked at."""
SMALL = 1_000_000
MOST_PARTS = 2_000
_CHUNK = 65_536
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_TYPES = "[Content_Types].xml"
_RUNS = re.compile(
    r"vbaproject|vbadata|activex|/embeddings/|oleobject|macrosheets|customui|\.(?:bin|exe|dll|js|vbs|hta|html?|svg)$",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"(?:^|/)printerSettings/printerSettings\d+\.bin$", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_OUTSIDE = re.compile(rb"""TargetMode\s*=\s*["']External["']""", re.IGNORECASE)
_LINK = re.compile(rb"""Type\s*=\s*["'][^"']*/hyperlink["']""", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>", re.IGNORECASE)
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError, OSError, struct.error)
"""What reading an archive raises that is broken or locked."""
_END = b"PK\x05\x06"
_END_SIZE = 22


def refuse_unsound_office(content: bytes) -> str:
    """``docx`` or ``xlsx``.

    Raises:
        InvalidInput: it is neither, broken, too large unpacked, holds macros or other files, loads something
            from elsewhere, or goes on after its end.
    """
    _refuse_more_than_an_archive(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            kind = _kind(parts)
            _refuse_large(parts)
            for part in parts:
                _refuse_part(archive, part)
            return kind
    except _BROKEN as error:
        raise InvalidInput("Berkas ini rusak atau terkunci kata sandi.") from error


def _refuse_more_than_an_archive(content: bytes) -> None:
    """An archive that something is appended to is perhaps also something else."""
    end = content.rfind(_END)
    if end < 0 or len(content) < end + _END_SIZE:
        raise InvalidInput("Berkas ini rusak.")
    size, offset, comment = struct.unpack_from("<IIH", content, end + 12)
    if comment or end + _END_SIZE != len(content) or offset + size != end:
        raise InvalidInput("Berkas ini memuat sesuatu di luar isi dokumennya.")


def _kind(parts: list[zipfile.ZipInfo]) -> str:
    names = [part.filename for part in parts]
    if len(names) > MOST_PARTS or len({name.casefold() for name in names}) != len(names):
        raise InvalidInput("Isi berkas ini tidak tersusun seperti dokumen biasa.")
    if any(name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) for name in names):
        raise InvalidInput("Isi berkas ini tidak tersusun seperti dokumen biasa.")
    kinds = [kind for kind, main in _MAIN.items() if main in names]
    if len(kinds) != 1 or _TYPES not in names:
        raise InvalidInput("Arsip ZIP tidak diterima; yang diterima hanya dokumen DOCX dan XLSX.")
    if any(_RUNS.search(name) and not _HARMLESS.search(name) for name in names):
        raise InvalidInput(
            "Dokumen ini memuat makro atau berkas sisipan. Simpan ulang tanpa makro, lalu unggah lagi."
        )
    return kinds[0]


def _refuse_large(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts
    )
    if unpacked > MOST_UNPACKED or swollen:
        raise InvalidInput("Isi dokumen ini terlalu besar setelah dibuka.")


def _refuse_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise InvalidInput("Dokumen ini dikemas dengan cara yang tidak biasa. Simpan ulang dahulu.")
    content = _unpacked(archive, part)
    if not part.filename.casefold().endswith((".xml", ".rels")):
        return
    if _ENTITY.search(content) or b"\0" in content:
        raise InvalidInput("Dokumen ini memuat definisi XML yang tidak diterima.")
    if part.filename == _TYPES and _MACRO_TYPE.search(content):
        raise InvalidInput("Dokumen ini memuat makro. Simpan ulang tanpa makro, lalu unggah lagi.")
    if part.filename.casefold().endswith(".rels") and any(
        _OUTSIDE.search(relation) and not _LINK.search(relation) for relation in _RELATION.findall(content)
    ):
        raise InvalidInput("Dokumen ini memuat isi dari tempat lain. Salin isinya ke dokumen baru.")


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """A part, never more of it than it says that it has."""
    pieces: list[bytes] = []
    left = part.file_size
    with archive.open(part) as opened:
        while piece := opened.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise InvalidInput("Isi dokumen ini lebih besar daripada yang tertulis.")
            pieces.append(piece)
    return b"".join(pieces)
