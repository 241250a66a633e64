"""DOCX: what word processors find when they open it, with and without a template."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from api.minutes.export.docx import docx_bytes
from api.minutes.export.docx_template import LARGEST_BYTES, checked_template
from api.minutes.export.layout import lay_out
from api.minutes.export.logo import checked_logo
from api.minutes.export.options import ExportOptions, Letterhead, Paper
from assistant.minutes.models import Statement
from corpus.errors import InvalidInput
from tests.api.minutes.example_minutes import MINUTES, SAID
from tests.api.minutes.layout_words import layout_words, words_in

OPTIONS = ExportOptions()
SOFFICE = shutil.which("soffice")
ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing kern sz szCs highlight u shd "
    "lang",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "w:tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
}
"""The order in which the schema of WordprocessingML wants the properties that we write."""


def opened(raw: bytes) -> Document:
    return docx.Document(io.BytesIO(raw))


def words(document: Document) -> str:
    """Everything in the body, in order."""
    return "\n".join(
        "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    )


def parts(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def repacked(raw: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    held = parts(raw)
    change(held)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in held.items():
            packed.writestr(name, content)
    return out.getvalue()


def template(*paragraphs: str, head: str = "") -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if head:
        document.sections[0].header.paragraphs[0].text = head
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headings_are_headings_and_lists_are_lists() -> None:
    document = opened(docx_bytes(MINUTES, OPTIONS))
    styled = [(one.style.name, one.text) for one in document.paragraphs if one.style is not None]
    assert ("Title", "NOTULA RAPAT") in styled
    assert ("Subtitle", "Rapat Koordinasi Persiapan Seleksi PPPK") in styled
    assert [text for style, text in styled if style == "Heading 1"] == [
        "Peserta", "Pembahasan", "Keputusan", "Tindak lanjut", "Hal yang belum terjawab", "Rujukan peraturan",
        "Penutup", "Lampiran: kutipan transkrip",
    ]  # fmt: skip
    assert sum(style == "List Number" for style, _ in styled) == 3


def test_every_numbered_list_begins_at_one() -> None:
    document = opened(docx_bytes(MINUTES, OPTIONS))
    lists = {
        one._p.pPr.numPr.numId.val
        for one in document.paragraphs
        if one.style is not None and one.style.name == "List Number"
    }
    assert len(lists) == 2


def test_nothing_that_was_said_is_lacking() -> None:
    told = words(opened(docx_bytes(MINUTES, OPTIONS)))
    assert not layout_words(lay_out(MINUTES, OPTIONS)) - Counter(words_in(told))
    for _, said in SAID:
        assert said in told
    for held in ("4 Desember 2026 (“Jumat depan”)", "NIP 197003121995032001", "(perlu diperiksa: “cukup”"):
        assert held in told


def test_markers_are_links_to_bookmarks_that_exist() -> None:
    body = opened(docx_bytes(MINUTES, OPTIONS)).element.body
    targets = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert targets
    assert targets <= set(names)
    identifiers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(identifiers)) == len(identifiers)


def test_tables_repeat_their_header_and_have_a_name() -> None:
    tables = opened(docx_bytes(MINUTES, OPTIONS)).tables
    ruled = [one for one in tables if one.style is not None and one.style.name == "Table Grid"]
    assert [one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for one in ruled] == [
        "Peserta rapat", "Tindak lanjut", "Rujukan peraturan",
    ]  # fmt: skip
    for one in ruled:
        assert one.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert one.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None


def test_pages_are_numbered_and_the_language_is_indonesian() -> None:
    document = opened(docx_bytes(MINUTES, OPTIONS))
    footer = etree.tostring(document.sections[0].footer._element).decode()
    assert re.findall(r">\s*(PAGE|NUMPAGES)\s*<", footer) == ["PAGE", "NUMPAGES"]
    assert document.core_properties.language == "id-ID"
    assert (
        b'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in parts(docx_bytes(MINUTES, OPTIONS))["word/settings.xml"]
    )
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"id-ID"}


@pytest.mark.parametrize("paper", Paper)
def test_paper(paper: Paper) -> None:
    section = opened(docx_bytes(MINUTES, replace(OPTIONS, paper=paper))).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == paper.millimetres


def test_a_draft_says_so_on_every_page() -> None:
    section = opened(docx_bytes(MINUTES, replace(OPTIONS, draft=True))).sections[0]
    assert [one.text for one in section.header.paragraphs] == ["RANCANGAN: belum disahkan"]


def test_letterhead_with_logo() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (500, 50), "green").save(picture, "PNG")
    kop = Letterhead(("PEMERINTAH KABUPATEN CONTOH", "BKPSDM"), "Jalan 1", checked_logo(picture.getvalue()))
    document = opened(docx_bytes(MINUTES, replace(OPTIONS, letterhead=kop)))
    words = document.tables[0].rows[0].cells[1]
    assert [one.text for one in words.paragraphs] == [*kop.lines, "Jalan 1"]
    assert words.vertical_alignment == WD_CELL_VERTICAL_ALIGNMENT.CENTER
    (shape,) = document.inline_shapes
    assert shape.width.mm <= 22.1
    assert shape._inline.docPr.get("descr") == "Logo instansi"


def test_properties_stand_in_the_order_of_the_schema() -> None:
    raw = docx_bytes(MINUTES, replace(OPTIONS, draft=True, letterhead=Letterhead(("BKPSDM",))))
    for name in ("word/document.xml", "word/styles.xml", "word/footer1.xml", "word/header1.xml"):
        root = etree.fromstring(parts(raw)[name])
        for holder, order in ORDER.items():
            known = order.split()
            for element in root.iter(qn(holder)):
                tags = [etree.QName(child).localname for child in element if isinstance(child.tag, str)]
                places = [known.index(tag) for tag in tags if tag in known]
                assert all(a < b for a, b in pairwise(places)), (name, holder, tags)
                assert name == "word/styles.xml" or set(tags) <= set(known), (name, holder, tags)


def test_definitions_of_lists_stand_before_the_lists() -> None:
    root = etree.fromstring(parts(docx_bytes(MINUTES, OPTIONS))["word/numbering.xml"])
    tags = [etree.QName(child).localname for child in root]
    assert tags == sorted(tags, key=["abstractNum", "num"].index)


def test_text_that_xml_cannot_hold_is_written() -> None:
    odd = replace(MINUTES, decisions=(Statement("a\x00\x0b\ud800<w:p>&amp; b", ("u1",)),))
    assert "a <w:p>&amp; b [1]" in words(opened(docx_bytes(odd, OPTIONS)))


def test_placeholders_of_a_template_are_filled_where_they_stand() -> None:
    raw = template("Sebelum", "Judul: {{judul}}, {{ tempat }}", "{{isi}}", "Sesudah", head="{{jenis}}")
    document = opened(docx_bytes(MINUTES, replace(OPTIONS, template=raw)))
    texts = [one.text for one in document.paragraphs]
    assert texts[:2] == ["Sebelum", "Judul: Rapat Koordinasi Persiapan Seleksi PPPK, Ruang Rapat Lantai 2"]
    assert texts[-1] == "Sesudah"
    assert document.sections[0].header.paragraphs[0].text == "NOTULA RAPAT"
    told = words(document)
    assert "{{" not in told
    # What stands in the template's place is not told twice.
    assert told.count("Ruang Rapat Lantai 2") == 1
    assert told.count("Senin, 23 November 2026") == 1
    assert told.index("Sebelum") < told.index("Keputusan")
    assert told.index("Lampiran") < told.index("Sesudah")


def test_without_a_place_the_minutes_follow_the_template() -> None:
    told = words(opened(docx_bytes(MINUTES, replace(OPTIONS, template=template("Kepala")))))
    assert told.startswith("Kepala\n")
    assert "NOTULA RAPAT" in told


def test_a_placeholder_cut_over_runs_is_filled() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("Rapat {", "{ju", "dul}", "} selesai"):
        paragraph.add_run(piece)
    out = io.BytesIO()
    document.save(out)
    filled = opened(docx_bytes(MINUTES, replace(OPTIONS, template=out.getvalue())))
    assert filled.paragraphs[0].text == "Rapat Rapat Koordinasi Persiapan Seleksi PPPK selesai"


def test_a_title_that_looks_like_a_placeholder_stays_text() -> None:
    minutes = replace(MINUTES, form=replace(MINUTES.form, title="Bahas {{isi}} dan {{rahasia}}"))
    told = words(opened(docx_bytes(minutes, replace(OPTIONS, template=template("{{judul}}", "{{isi}}")))))
    assert told.startswith("Bahas {{isi}} dan {{rahasia}}\n")


def test_a_template_without_lists_and_table_style_serves_too() -> None:
    def strip(held: dict[str, bytes]) -> None:
        del held["word/numbering.xml"]
        held["word/_rels/document.xml.rels"] = re.sub(
            rb"<Relationship [^>]*numbering[^>]*/>", b"", held["word/_rels/document.xml.rels"]
        )
        held["[Content_Types].xml"] = re.sub(
            rb"<Override [^>]*numbering[^>]*/>", b"", held["[Content_Types].xml"]
        )
        held["word/styles.xml"] = re.sub(
            rb'<w:style [^>]*w:styleId="(?:TableGrid|Heading\d|ListNumber|ListBullet)".*?</w:style>',
            b"",
            held["word/styles.xml"],
            flags=re.DOTALL,
        )

    told = words(opened(docx_bytes(MINUTES, replace(OPTIONS, template=repacked(template("Kop"), strip)))))
    assert "Menyusun jadwal verifikasi" in told


def set_part(name: str, content: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda held: held.update({name: content})


def in_part(name: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda held: held.update({name: held[name].replace(old, new, 1)})


ELSEWHERE = (
    b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://jahat.contoh/x" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (set_part("word/vbaProject.bin", b"x"), "makro"),
        (set_part("word/embeddings/oleObject1.bin", b"x"), "objek tertanam"),
        (set_part("word/activeX/activeX1.xml", b"<x/>"), "objek tertanam"),
        (in_part("[Content_Types].xml", b"document.main+xml", b"document.macro+xml"), "docx biasa"),
        (
            in_part("word/_rels/document.xml.rels", b"</Relationships>", ELSEWHERE % b"attachedTemplate"),
            "di luar dirinya",
        ),
        (
            in_part("word/_rels/document.xml.rels", b"</Relationships>", ELSEWHERE % b"image"),
            "di luar dirinya",
        ),
        (in_part("word/document.xml", b"<w:body>", b"<!DOCTYPE x><w:body>"), "definisi XML"),
        (
            in_part(
                "word/document.xml",
                b"<w:body>",
                b"<w:body><w:p><w:r><w:instrText> DDEAUTO c </w:instrText></w:r></w:p>",
            ),
            "bidang",
        ),
        (in_part("word/document.xml", b"</w:body>", b""), "utuh"),
    ],
)
def test_templates_that_run_or_fetch_are_refused(
    change: Callable[[dict[str, bytes]], object], reason: str
) -> None:
    with pytest.raises(InvalidInput, match=reason):
        checked_template(repacked(template("Kop"), change))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "utuh"),
        (b"bukan zip", "utuh"),
        (b"x" * (LARGEST_BYTES + 1), "terlalu besar"),
        (repacked(template("x"), set_part("word/media/a.bin", b"\0" * 60_000_000)), "terlalu besar"),
        (template("{{nama_kepala}}"), r"\{\{nama_kepala\}\} yang tidak dikenal"),
    ],
    ids=["empty", "no zip", "large", "bomb", "placeholder"],
)
def test_templates_that_cannot_be_used_are_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        checked_template(raw)


def test_a_link_in_a_template_is_no_danger() -> None:
    raw = repacked(
        template("Kop"),
        in_part("word/_rels/document.xml.rels", b"</Relationships>", ELSEWHERE % b"hyperlink"),
    )
    assert checked_template(raw) == raw


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"x" * 2_000_001])
def test_logos_that_cannot_be_used_are_refused(raw: bytes) -> None:
    with pytest.raises(InvalidInput, match="Logo"):
        checked_logo(raw)


def test_a_logo_of_too_many_pixels_is_refused_unread() -> None:
    picture = io.BytesIO()
    Image.new("1", (4_001, 10)).save(picture, "PNG")
    with pytest.raises(InvalidInput, match="piksel"):
        checked_logo(picture.getvalue())


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice Writer is not installed")
def test_libreoffice_reads_it_whole(tmp_path: Path) -> None:
    assert SOFFICE is not None
    (tmp_path / "notula.docx").write_bytes(docx_bytes(MINUTES, OPTIONS))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        tmp_path,
        tmp_path / "notula.docx",
    ]
    done = subprocess.run(
        command, capture_output=True, timeout=240, env={**os.environ, "HOME": str(tmp_path)}
    )
    assert done.returncode == 0, done.stderr
    document = pypdfium2.PdfDocument((tmp_path / "notula.pdf").read_bytes())
    texts = []
    for page in document:
        held = page.get_textpage()
        texts.append(held.get_text_bounded())
        held.close()
        page.close()
    document.close()
    told = " ".join(" ".join(texts).split())
    for _, said in SAID:
        assert said in told
    assert f"Halaman {len(texts)} dari {len(texts)}" in told
