"""What files are taken for, and which are refused."""

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from api.forum import office_files, pdf_files
from api.forum.file_types import MOST_ON_A_SIDE, FileKind, check
from corpus.errors import InvalidInput
from tests.api.forum.files import (
    GPS,
    PDF,
    docx,
    pdf_with,
    pdf_with_packed,
    photo_with_place,
    picture,
    with_changed,
    with_parts,
    xlsx,
)

DOCX, XLSX = docx(), xlsx()
RELATIONS = "word/_rels/document.xml.rels"


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, FileKind.PDF),
        (DOCX, FileKind.DOCX),
        (XLSX, FileKind.XLSX),
        ("Catatan: 5 < 7, naik ½ tingkat.\r\n".encode(), FileKind.TEXT),
        ("\ufeffbertanda".encode(), FileKind.TEXT),
        (b"a;b\n1;2\n", FileKind.TEXT),
    ],
)
def test_sound_files_are_kept_as_they_are(content: bytes, kind: FileKind) -> None:
    assert (check(content).kind, check(content).content) == (kind, content)


def test_a_photo_loses_its_place_and_stands_upright() -> None:
    photo = photo_with_place()
    assert GPS in opened(photo).getexif()
    kept = check(photo)
    assert kept.kind is FileKind.JPEG
    assert (opened(kept.content).size, dict(opened(kept.content).getexif())) == ((4, 8), {})
    assert b"RAHASIA" not in kept.content


def test_what_is_appended_to_a_picture_is_left_out() -> None:
    for form in ("PNG", "JPEG"):
        kept = check(picture(form) + b"<script>alert(1)</script>" + DOCX)
        assert b"script" not in kept.content
        assert not zipfile.is_zipfile(io.BytesIO(kept.content))


def test_a_picture_keeps_what_is_transparent_and_shrinks_when_it_is_large() -> None:
    assert opened(check(picture("PNG", mode="RGBA")).content).mode == "RGBA"
    wide = opened(check(picture("PNG", (2 * MOST_ON_A_SIDE, 10))).content)
    assert wide.size == (MOST_ON_A_SIDE, 5)


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked() -> None:
    bomb = bytearray(picture("PNG"))
    bomb[16:24] = (20_000).to_bytes(4, "big") * 2
    with pytest.raises(InvalidInput, match=r"megapiksel|rusak"):
        check(bytes(bomb))
    with pytest.raises(InvalidInput, match="40 megapiksel"):
        check(picture("PNG", (8_000, 5_001), mode="1"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        picture("GIF"),
        picture("WEBP"),
        b"MZ\x90\x00",
        b"\x7fELF",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"<html><body>halo</body></html>",
        b"<!DOCTYPE html>",
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"halo\n< ScRipt >alert(1)",
        b"#!/bin/sh\nrm -rf /",
        b"%!PS-Adobe-3.0",
        b"{\\rtf1 halo}",
        b"\x89PNG\r\n\x1a\nbukan gambar",
        b"\xff\xd8\xffbukan gambar",
        b"PK\x03\x04bukan arsip",
        b"halo\0dunia",
    ],
)
def test_everything_else_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        check(content)


@pytest.mark.parametrize(
    "content",
    [
        PDF[:-6],
        PDF + b"<html></html>",
        PDF + DOCX,
        pdf_with(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
        pdf_with(b"/OpenAction << /S /J#61vaScript >>"),
        pdf_with(b"/Names << /EmbeddedFiles 3 0 R >>"),
        pdf_with(b"/AcroForm << /XFA 3 0 R >>"),
        pdf_with(b"/A << /S /Launch >>"),
        pdf_with(b"/Encrypt 5 0 R"),
        pdf_with_packed(b"<< /S /JavaScript /JS (x) >>"),
        pdf_with_packed(b"<< /S /JavaScript >>").replace(b"/ObjStm", b"/Obj#53tm" + b" " * 5_000),
        pdf_with_packed(b"<< /S /JavaScript >>").replace(b"/Type /ObjStm", b"/N 1 /First 4"),
    ],
)
def test_a_pdf_that_runs_or_hides_something_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="PDF"):
        check(content)


def test_a_plain_pdf_may_open_at_a_page_and_have_packed_objects() -> None:
    for content in (
        pdf_with(b"/OpenAction [3 0 R /Fit]"),
        pdf_with_packed(b"<< /Type /Page /JSON (x) >>"),
        PDF.replace(b"trailer", b"4 0 obj\n<< /Length 9 >>\nstream\nab /JS cd\nendstream\nendobj\ntrailer"),
    ):
        assert check(content).kind is FileKind.PDF


def test_a_pdf_that_bursts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_files, "MOST_UNPACKED", 1_000)
    with pytest.raises(InvalidInput, match="terlalu besar"):
        check(pdf_with_packed(b" " * 5_000))


@pytest.mark.parametrize(
    "content",
    [
        with_parts(DOCX, word__vbaProject_DOT_bin=b"x"),
        with_parts(DOCX, word__embeddings__oleObject1_DOT_docx=b"x"),
        with_parts(XLSX, xl__activeX__activeX1_DOT_xml=b"<x/>"),
        with_parts(DOCX, word__alt_DOT_html=b"<b>x</b>"),
        with_parts(DOCX, xl__workbook_DOT_xml=b"<x/>"),
        with_parts(DOCX, WORD__DOCUMENT_DOT_XML=b"<x/>"),
        with_parts(DOCX, word__media__x_DOT_xml=b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
        with_changed(DOCX, "[Content_Types].xml", b"<Default", b"<!-- macroEnabled --><Default"),
        with_changed(
            DOCX,
            RELATIONS,
            b"</Relationships>",
            b'<Relationship Id="z" Type="http://x/attachedTemplate" Target="http://x/" '
            b'TargetMode="External"/></Relationships>',
        ),
        DOCX + b"<script>",
        b"<html>" + DOCX,
        with_parts(DOCX, besar_DOT_xml=b" " * 3_000_000),
    ],
)
def test_a_document_that_runs_loads_or_bursts_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        check(content)


def test_parts_may_not_leave_their_folder() -> None:
    for name in ("../x.xml", "/x.xml", "word\\..\\x.xml"):
        written = io.BytesIO(DOCX)
        with zipfile.ZipFile(written, "a") as archive:
            archive.writestr(name, b"<x/>")
        with pytest.raises(InvalidInput, match="tidak tersusun"):
            check(written.getvalue())


def test_a_hyperlink_is_no_content_from_elsewhere() -> None:
    link = (
        b'<Relationship Id="z" Type="http://schemas/relationships/hyperlink" Target="http://x/" '
        b'TargetMode="External"/></Relationships>'
    )
    assert check(with_changed(DOCX, RELATIONS, b"</Relationships>", link)).kind is FileKind.DOCX


def test_any_other_archive_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "halo")
    with pytest.raises(InvalidInput, match="Arsip"):
        check(written.getvalue())


def test_a_part_larger_than_it_says_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_files, "MOST_UNPACKED", 100)
    with pytest.raises(InvalidInput, match="terlalu besar"):
        check(DOCX)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([PDF, DOCX, XLSX, picture("PNG"), picture("JPEG")]), st.data())
def test_broken_files_are_taken_or_refused_but_never_break_us(whole: bytes, data: st.DataObject) -> None:
    broken = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        broken[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(whole)))
    for content in (bytes(broken), whole[:end], whole + whole[:end]):
        with suppress(InvalidInput):
            assert check(content).content


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        kept = check(content)
    except InvalidInput:
        return
    assert kept.kind is FileKind.TEXT
    assert kept.content.decode("utf-8")
