"""Read a document of any supported format as blocks of text in reading order."""

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from corpus.errors import UnreadableDocument
from ingestion.document import Document
from ingestion.readers.csv_table import read_csv
from ingestion.readers.detect import SUPPORTED, detect, ending_of
from ingestion.readers.docx import read_docx
from ingestion.readers.eml import read_eml
from ingestion.readers.html import read_html
from ingestion.readers.limits import DEFAULT, MIB, ReadLimits
from ingestion.readers.longtail import read_long_tail
from ingestion.readers.malformed import MALFORMED
from ingestion.readers.markdown import read_markdown
from ingestion.readers.odt import read_odt
from ingestion.readers.pages import OnPages, unheard
from ingestion.readers.pdf import read_pdf
from ingestion.readers.plain import read_plain
from ingestion.readers.pptx import read_pptx
from ingestion.readers.rtf import read_rtf
from ingestion.readers.xlsx import read_xlsx

__all__ = ["DEFAULT", "SUPPORTED", "ReadLimits", "is_supported", "read"]

_READERS: dict[str, Callable[[bytes, str, ReadLimits], Document]] = {
    "csv": read_csv,
    "doc": partial(read_long_tail, "doc"),
    "docx": read_docx,
    "eml": read_eml,
    "html": read_html,
    "markdown": read_markdown,
    "odt": read_odt,
    "plain": read_plain,
    "ppt": partial(read_long_tail, "ppt"),
    "pptx": read_pptx,
    "rtf": read_rtf,
    "xlsx": read_xlsx,
}

_NO_WORDS = {
    "html": "halaman tidak berisi teks: isinya dimuat oleh skrip; buka di peramban lalu cetak sebagai PDF",
    "pptx": "salindia hanya berisi gambar; perlu OCR",
}


def is_supported(path: Path) -> bool:
    """Whether the name's ending is one that ``read`` takes; the content is not looked at."""
    return ending_of(path.name) in SUPPORTED


def read(path: Path, limits: ReadLimits = DEFAULT, on_pages: OnPages = unheard) -> Document:
    """Read a file, choosing the reader by its content.

    Args:
        on_pages: hears of every scanned page that was recognised.

    Raises:
        UnreadableDocument: whatever the cause; the message names the file, the reason and the way
            out. Nothing else is raised for a bad file.
    """
    data = _bytes_of(path, limits)
    try:
        kind, mismatch = detect(data, path.name, limits)
        if kind == "pdf":
            document = read_pdf(data, path.name, limits, on_pages)
        else:
            document = _READERS[kind](data, path.name, limits)
    except MALFORMED as error:
        reason = f"berkas rusak atau menyalahi formatnya ({type(error).__name__})"
        raise UnreadableDocument(path.name, f"{reason}; simpan ulang dari program asalnya") from error
    if not any(char.isalnum() for block in document.blocks for char in block.text):
        raise UnreadableDocument(path.name, _NO_WORDS.get(kind, "tidak berisi teks; periksa berkas aslinya"))
    return replace(document, warnings=mismatch + document.warnings) if mismatch else document


def _bytes_of(path: Path, limits: ReadLimits) -> bytes:
    """The file's bytes; a pipe, device or folder is refused without waiting for it."""
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to never returns.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                what = "folder" if stat.S_ISDIR(found.st_mode) else "pipa atau perangkat"
                raise UnreadableDocument(path.name, f"ini {what}, bukan berkas biasa")
            if found.st_size > limits.max_bytes:
                raise UnreadableDocument(path.name, _too_large(found.st_size, limits))
            with os.fdopen(handle, "rb", closefd=False) as stream:
                data = stream.read(limits.max_bytes + 1)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise UnreadableDocument(path.name, _os_reason(error)) from error
    if len(data) > limits.max_bytes:
        raise UnreadableDocument(path.name, _too_large(len(data), limits))
    if not data:
        raise UnreadableDocument(path.name, "berkas kosong (0 byte)")
    return data


def _too_large(size: int, limits: ReadLimits) -> str:
    return (
        f"{size / MIB:.1f} MiB melebihi batas {limits.max_bytes / MIB:.1f} MiB; bagi menjadi beberapa berkas"
    )


def _os_reason(error: OSError | ValueError) -> str:
    match getattr(error, "errno", None):
        case errno.ENOENT:
            return "berkas tidak ditemukan; mungkin sudah dipindahkan atau dihapus"
        case errno.EACCES | errno.EPERM:
            return "tidak ada izin membaca; ubah izin berkasnya"
        case errno.ELOOP:
            return "tautan simbolik berputar; perbaiki tautannya"
        case errno.ENXIO | errno.ENODEV:
            return "ini pipa atau perangkat, bukan berkas biasa"
        case errno.ENOTDIR | errno.EISDIR:
            return "ini folder, bukan berkas biasa"
        case errno.ENAMETOOLONG:
            return "nama berkas terlalu panjang; beri nama yang lebih pendek"
        case _:
            return f"gagal dibaca dari penyimpanan ({error}); periksa cakram lalu ulangi"
