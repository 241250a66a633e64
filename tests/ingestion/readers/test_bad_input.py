"""Every way a file can be bad ends in one explained refusal, quickly and within bounds."""

import io
import os
import socket
from pathlib import Path

import docx
import openpyxl
import pytest

from corpus.errors import UnreadableDocument
from ingestion.readers import ReadLimits, read
from tests.ingestion.readers.conftest import Write, archive_of, pdf_of, with_member


def refusal(path: Path, limits: ReadLimits | None = None) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(path, limits or ReadLimits())
    assert caught.value.name == path.name
    assert "\n" not in caught.value.reason
    return caught.value.reason


def word_bytes() -> bytes:
    document = docx.Document()
    document.add_paragraph("Pegawai berhak atas cuti tahunan.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def workbook_bytes() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Nama", "Nilai"])
    book.active.append(["Budi", 90])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "ending", [".pdf", ".docx", ".xlsx", ".txt", ".md", ".html", ".csv", ".pptx", ".rtf"]
)
def test_empty_file(write: Write, ending: str) -> None:
    assert "kosong" in refusal(write(f"a{ending}", b""))


@pytest.mark.parametrize("ending", [".txt", ".md", ".html", ".csv", ".eml"])
def test_whitespace_only(write: Write, ending: str) -> None:
    assert "tidak berisi teks" in refusal(write(f"a{ending}", b" \n\t\r\n \xc2\xa0 "))


def test_truncated_pdf(write: Write) -> None:
    whole = pdf_of([(72, 72, "Pasal 1")])
    assert "rusak atau terpotong" in refusal(write("a.pdf", whole[: len(whole) // 3]))


def test_encrypted_pdf(write: Write) -> None:
    assert "kata sandi" in refusal(write("a.pdf", pdf_of([(72, 72, "Pasal 1")], encrypt="rahasia")))


def test_pdf_of_empty_pages(write: Write) -> None:
    assert refusal(write("a.pdf", pdf_of([], []))) == "PDF tidak berisi teks; periksa berkas aslinya"


def test_pdf_with_too_many_pages(write: Write) -> None:
    path = write("a.pdf", pdf_of(*([(72, 72, "x")] for _ in range(30))))
    assert "30 halaman melebihi batas 20" in refusal(path, ReadLimits(max_pages=20))


def test_ten_thousand_pages_are_refused_before_any_is_read(write: Write) -> None:
    count = 10_000
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[" % count]
    objects[1] += b" ".join(b"3 0 R" for _ in range(count)) + b"]>>"
    objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj%sendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in offsets)
    data += b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
    assert "10000 halaman" in refusal(write("a.pdf", data))


def test_html_named_pdf(write: Write) -> None:
    assert "halaman web" in refusal(write("a.pdf", b"<!DOCTYPE html><html><body>404 Not Found</body></html>"))


def test_text_named_pdf(write: Write) -> None:
    assert "teks biasa" in refusal(write("a.pdf", b"Pasal 1 berbunyi"))


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".txt", ".csv", ".html", ".md", ".xlsx"])
def test_binary_garbage_under_any_name(write: Write, ending: str) -> None:
    garbage = bytes(range(256)) * 40
    assert "byte acak" in refusal(write(f"a{ending}", garbage))


@pytest.mark.parametrize(
    ("magic", "what"),
    [(b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff\xe0", "JPEG"), (b"MZ\x90\x00", "program Windows")],
)
def test_other_binary_kinds_are_named(write: Write, magic: bytes, what: str) -> None:
    assert what in refusal(write("a.pdf", magic + bytes(100)))


def test_docx_cut_off(write: Write) -> None:
    whole = word_bytes()
    assert "rusak" in refusal(write("a.docx", whole[: len(whole) // 2]))


def test_docx_whose_compressed_bytes_are_damaged(write: Write) -> None:
    damaged = bytearray(word_bytes())
    damaged[49] = 0xFF  # inside the first member's data: it is no deflate stream any more
    assert "rusak" in refusal(write("a.docx", bytes(damaged)))


def test_office_file_with_password(write: Write) -> None:
    ole = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    )
    assert "kata sandi" in refusal(write("a.docx", ole))


def test_zip_bomb_docx(write: Write) -> None:
    bomb = with_member(word_bytes(), "word/media/a.xml", bytes(30 * 1024 * 1024))
    assert "membengkak" in refusal(write("a.docx", bomb))


def test_zip_bomb_xlsx(write: Write) -> None:
    bomb = with_member(workbook_bytes(), "xl/worksheets/sheet1.xml", b"<a>" + b" " * (40 * 1024 * 1024))
    assert "membengkak" in refusal(write("a.xlsx", bomb))


def test_zip_with_too_many_members(write: Write) -> None:
    crowded = archive_of({f"word/{number}.xml": b"<a/>" for number in range(200)})
    assert "200 bagian" in refusal(write("a.docx", crowded), ReadLimits(max_members=100))


def test_zip_larger_in_total_than_allowed(write: Write) -> None:
    assert "membengkak" in refusal(write("a.docx", word_bytes()), ReadLimits(max_uncompressed=1000))


BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def test_billion_laughs_docx(write: Write) -> None:
    body = BILLION_LAUGHS + b"<w:document xmlns:w='urn:x'><w:body>&c;</w:body></w:document>"
    assert "entitas" in refusal(write("a.docx", with_member(word_bytes(), "word/document.xml", body)))


def test_billion_laughs_xlsx_in_utf16(write: Write) -> None:
    body = (BILLION_LAUGHS.decode() + "<sst>&c;</sst>").encode("utf-16")
    assert "entitas" in refusal(write("a.xlsx", with_member(workbook_bytes(), "xl/sharedStrings.xml", body)))


def test_plain_zip(write: Write) -> None:
    assert "arsip ZIP" in refusal(write("a.docx", archive_of({"catatan.txt": b"halo"})))


def test_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)  # sparse: takes no room on disk
    assert "200.0 MiB melebihi batas 64.0 MiB" in refusal(path)


def test_missing_file(tmp_path: Path) -> None:
    assert "tidak ditemukan" in refusal(tmp_path / "hilang.pdf")


@pytest.mark.skipif(os.geteuid() == 0, reason="root membaca apa pun")
def test_unreadable_permission(write: Write) -> None:
    path = write("a.txt", b"halo")
    path.chmod(0)
    assert "izin" in refusal(path)


def test_permission_error_is_explained(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*args: object, **kwargs: object) -> int:
        raise PermissionError(13, "Permission denied")

    path = write("a.txt", b"halo")
    monkeypatch.setattr(os, "open", deny)
    assert "izin" in refusal(path)


def test_folder(tmp_path: Path) -> None:
    assert "folder" in refusal(tmp_path)


def test_symbolic_link_loop(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    first.symlink_to(second)
    second.symlink_to(first)
    assert "berputar" in refusal(first)


def test_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)
    assert "pipa" in refusal(path)


def test_socket(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.txt"))
        assert "pipa atau perangkat" in refusal(tmp_path / "s.txt")


def test_device() -> None:
    assert "perangkat" in refusal(Path("/dev/zero"))


def test_name_with_null_byte(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a\x00.txt")


def test_unknown_ending(write: Write) -> None:
    assert ".json tidak didukung" in refusal(write("a.json", b'{"a": 1}'))


def test_csv_with_a_million_columns(write: Write) -> None:
    assert "kolom melebihi batas" in refusal(write("a.csv", b"1," * 1_000_000 + b"1\n"))


def test_csv_with_too_many_cells(write: Write) -> None:
    assert "lebih dari 100 sel" in refusal(write("a.csv", b"a,b\n" * 60), ReadLimits(max_cells=100))


def test_csv_with_an_open_quote(write: Write) -> None:
    assert "tanda kutip" in refusal(write("a.csv", b'nama,isi\nBudi,"' + b"x" * 200_000))


def test_workbook_with_too_many_cells(write: Write) -> None:
    book = openpyxl.Workbook()
    for _ in range(20):
        book.active.append(list(range(10)))
    buffer = io.BytesIO()
    book.save(buffer)
    assert "lebih dari 100 sel" in refusal(write("a.xlsx", buffer.getvalue()), ReadLimits(max_cells=100))


def test_html_nested_beyond_what_can_be_read_whole(write: Write) -> None:
    deep = b"<html><body>" + b"<div>" * 10_000 + b"dalam" + b"</div>" * 10_000 + b"</body></html>"
    assert "terlalu dalam" in refusal(write("a.html", deep))


def test_html_table_with_too_many_cells(write: Write) -> None:
    row = b"<tr><th>x</th><td>y</td></tr>"
    assert "sel" in refusal(write("a.html", b"<table>" + row * 100 + b"</table>"), ReadLimits(max_cells=50))


def test_rtf_cut_off(write: Write) -> None:
    assert "terpotong" in refusal(write("a.rtf", rb"{\rtf1\ansi Halo \b tebal"))
