"""What a file is, by its content; its name's ending is only a hint among text formats."""

import re
from pathlib import PurePath

from corpus.errors import UnreadableDocument
from ingestion.readers.archive import UNPACKING_FAILED, open_archive
from ingestion.readers.limits import ReadLimits
from ingestion.readers.text import NotText, decode

SUPPORTED: dict[str, str] = {
    ".pdf": "PDF (hasil pindai memerlukan tesseract)",
    ".docx": "dokumen Word",
    ".xlsx": "buku kerja Excel",
    ".pptx": "paparan PowerPoint",
    ".odt": "dokumen OpenDocument",
    ".rtf": "Rich Text Format",
    ".eml": "surat elektronik",
    ".html": "halaman web",
    ".htm": "halaman web",
    ".xhtml": "halaman web",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".txt": "teks biasa",
    ".csv": "tabel CSV",
    ".tsv": "tabel TSV",
    ".doc": "dokumen Word lama (memerlukan paket tambahan unstructured)",
    ".ppt": "paparan PowerPoint lama (memerlukan paket tambahan unstructured)",
}
"""Endings that are read, with what they are in plain words."""

_OFFICE = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"ms-word.document.macroEnabled.main+xml", "docx"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
    (b"presentationml.presentation.main+xml", "pptx"),
    (b"presentationml.slideshow.main+xml", "pptx"),
    (b"ms-powerpoint.presentation.macroEnabled.main+xml", "pptx"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY_KINDS = (
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"GIF8", "gambar GIF"),
    (b"II*\x00", "gambar TIFF"),
    (b"MM\x00*", "gambar TIFF"),
    (b"\x1f\x8b", "arsip GZIP"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xbc\xaf", "arsip 7-Zip"),
    (b"MZ", "program Windows"),
    (b"\x7fELF", "program Linux"),
)
_TEXT_ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "plain",
    "": "plain",
    ".eml": "eml",
}
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TABLE_START = re.compile(r"\s*<(?:table|meta|style)\b", re.I)


_EXPECTED = {
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".tsv": "csv",
    ".txt": "plain",
}


def ending_of(name: str) -> str:
    """The name's ending in lower case with its dot, or nothing."""
    return PurePath(name).suffix.lower()


def detect(data: bytes, name: str, limits: ReadLimits) -> tuple[str, tuple[str, ...]]:
    """Which reader the bytes need, and Indonesian warnings where the name says otherwise.

    Returns:
        One of ``pdf docx xlsx pptx odt rtf eml html markdown csv plain doc ppt``, and warnings.

    Raises:
        UnreadableDocument: nothing here reads it; the reason says what it is.
    """
    kind = _binary_kind(data, name, limits) or _text_kind(data, name)
    ending = ending_of(name)
    expected = _EXPECTED.get(ending, ending.removeprefix("."))
    if ending in SUPPORTED and kind != expected:
        return kind, (f"isi berkas adalah {_plain_name(kind)} walau namanya berakhiran {ending}",)
    return kind, ()


def _plain_name(kind: str) -> str:
    endings = {"plain": ".txt", "markdown": ".md"}
    return SUPPORTED[endings.get(kind, f".{kind}")]


def _binary_kind(data: bytes, name: str, limits: ReadLimits) -> str:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(_OLE):
        return _ole_kind(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data, name, limits)
    for magic, what in _BINARY_KINDS:
        if data.startswith(magic):
            hint = "; jalankan OCR dan simpan sebagai PDF" if what.startswith("gambar") else ""
            raise UnreadableDocument(name, f"isinya {what}, bukan dokumen{hint}")
    return ""


def _ole_kind(data: bytes, name: str) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableDocument(name, "dokumen dilindungi kata sandi; simpan ulang tanpa kata sandi")
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    if "PowerPoint Document".encode("utf-16-le") in data:
        return "ppt"
    raise UnreadableDocument(name, "format Office lama; buka lalu simpan ulang sebagai DOCX, XLSX atau PDF")


def _zip_kind(data: bytes, name: str, limits: ReadLimits) -> str:
    with open_archive(data, name, limits) as archive:
        members = set(archive.namelist())
        try:
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in members else b""
            mimetype = archive.read("mimetype") if "mimetype" in members else b""
        except UNPACKING_FAILED as error:
            raise UnreadableDocument(name, "berkas ZIP rusak atau terkunci; unduh ulang") from error
    for marker, kind in _OFFICE:
        if marker in types:
            return kind
    if mimetype.strip() == b"application/vnd.oasis.opendocument.text":
        return "odt"
    if b"spreadsheetml" in types or b"ms-excel" in types or b"opendocument" in mimetype:
        raise UnreadableDocument(
            name, "jenis dokumen ini tidak didukung; simpan ulang sebagai DOCX, XLSX atau PDF"
        )
    raise UnreadableDocument(name, "arsip ZIP, bukan dokumen; ekstrak dahulu lalu masukkan isinya")


def _text_kind(data: bytes, name: str) -> str:
    ending = ending_of(name)
    claimed = SUPPORTED.get(ending, "")
    try:
        text, _ = decode(
            data[:65536] if len(data) > 65536 and not data.startswith((b"\xff\xfe", b"\xfe\xff")) else data
        )
    except NotText as error:
        reason = (
            f"isinya byte acak, bukan {claimed}"
            if claimed
            else "isinya bukan teks dan bukan dokumen yang dikenal"
        )
        raise UnreadableDocument(name, f"{reason}; periksa atau unduh ulang berkasnya") from error
    markup = _HTML_START.match(text[:8192]) is not None
    if ending in _TEXT_ENDINGS:
        return "html" if markup and ending == ".txt" else _TEXT_ENDINGS[ending]
    if ending in {".doc", ".xls"} and (markup or _TABLE_START.match(text)):
        return "html"  # reports that old systems export as "Excel" are often plain HTML tables
    if markup:
        raise UnreadableDocument(
            name,
            "isinya halaman web (sering karena unduhan gagal); unduh ulang, "
            "atau ganti akhirannya menjadi .html bila memang halaman web",
        )
    if claimed:
        raise UnreadableDocument(
            name, f"isinya teks biasa, bukan {claimed}; periksa atau unduh ulang berkasnya"
        )
    raise UnreadableDocument(
        name, f"jenis berkas {ending} tidak didukung; simpan sebagai PDF, DOCX atau teks"
    )
