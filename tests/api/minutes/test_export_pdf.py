"""PDF: every word can be read back, on pages that number themselves."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from api.minutes.export.layout import lay_out
from api.minutes.export.logo import checked_logo
from api.minutes.export.options import ExportOptions, Letterhead, Paper
from api.minutes.export.pdf import pdf_bytes
from api.minutes.export.pdf_text import FALLBACK, letterhead_sizes, markup
from assistant.minutes.models import Minutes, Statement, Utterance
from tests.api.minutes.example_minutes import FORM, MINUTES, SAID, TRANSCRIPT
from tests.api.minutes.layout_words import layout_words, words_in

OPTIONS = ExportOptions()


@contextmanager
def opened(raw: bytes) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(raw)
    try:
        yield document
    finally:
        document.close()


def pages(raw: bytes) -> list[str]:
    with opened(raw) as document:
        texts = []
        for page in document:
            held = page.get_textpage()
            texts.append(held.get_text_bounded())
            held.close()
            page.close()
        return texts


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def long_table(rows: int) -> Minutes:
    action = MINUTES.actions[0]
    return replace(
        MINUTES, actions=tuple(replace(action, task=f"Tugas ke{number:04}") for number in range(rows))
    )


def test_everything_of_the_layout_is_there() -> None:
    text = " ".join(" ".join(pages(pdf_bytes(MINUTES, OPTIONS))).split())
    for held in (
        "NOTULA RAPAT",
        "Rapat Koordinasi Persiapan Seleksi PPPK",
        "Senin, 23 November 2026",
        "09.00–11.30 WIB",
        "1. Persiapan seleksi PPPK",
        "Verifikasi berkas dimulai 1 Desember. [3]",
        "4 Desember 2026 (“Jumat depan”)",
        "tidak disebutkan",
        "(perlu diperiksa: “cukup” tidak terdengar pada kutipannya)",
        "perlu diperiksa: tidak ada di pustaka",
        "NIP 197003121995032001",
        "Halaman 1 dari",
        *(said for _, said in SAID),
    ):
        assert held in text


def test_no_word_of_the_layout_is_lost() -> None:
    told = Counter(words_in(" ".join(pages(pdf_bytes(MINUTES, OPTIONS)))))
    assert not layout_words(lay_out(MINUTES, OPTIONS)) - told


def test_title_and_language_are_told() -> None:
    with opened(pdf_bytes(MINUTES, OPTIONS)) as document:
        assert (
            document.get_metadata_dict()["Title"] == "NOTULA RAPAT: Rapat Koordinasi Persiapan Seleksi PPPK"
        )
        outline = [item.get_title() for item in document.get_toc()]
    assert outline[:3] == ["Peserta", "Pembahasan", "1. Persiapan seleksi PPPK"]
    assert b"/Lang (id-ID)" in pdf_bytes(MINUTES, OPTIONS)


def test_every_font_is_embedded() -> None:
    raw = pdf_bytes(MINUTES, OPTIONS)
    fonts = re.findall(rb"/BaseFont /(\S+)", raw)
    assert fonts
    # What is embedded is a subset: six capitals before the name.
    assert all(re.match(rb"[A-Z]{6}\+", name) for name in fonts)


def test_a_long_table_repeats_its_header_and_loses_no_row() -> None:
    told = pages(pdf_bytes(long_table(120), OPTIONS))
    found = re.findall(r"ke(\d{4})", " ".join(told))
    assert found == [f"{number:04}" for number in range(120)]
    with_rows = [text for text in told if re.search(r"ke\d{4}", text)]
    assert len(with_rows) > 2
    assert all("Tenggat" in text for text in with_rows)
    assert f"Halaman {len(told)} dari {len(told)}" in told[-1]


def test_a_cell_longer_than_a_page_runs_on() -> None:
    task = " ".join(f"kata{number}" for number in range(1_500))
    told = " ".join(
        pages(pdf_bytes(replace(MINUTES, actions=(replace(MINUTES.actions[0], task=task),)), OPTIONS))
    )
    assert re.findall(r"kata(\d+)", told) == [str(number) for number in range(1_500)]


def test_an_utterance_of_many_pages_runs_on() -> None:
    said = " ".join(f"kata{number}" for number in range(5_000))
    long = replace(TRANSCRIPT, utterances=(Utterance("u1", said, said, "Budi"),))
    minutes = Minutes(FORM, long, decisions=(Statement("Diputuskan.", ("u1",)),))
    told = " ".join(pages(pdf_bytes(minutes, OPTIONS)))
    assert re.findall(r"kata(\d+)", told) == [str(number) for number in range(5_000)]


def test_a_word_wider_than_the_page_is_broken_and_not_cut() -> None:
    long = "A" * 700
    minutes = replace(MINUTES, decisions=(Statement(long, ("u1",)),))
    assert (
        sum(text.count("A" * 20) * 20 for text in pages(pdf_bytes(minutes, ExportOptions(annex=False))))
        >= 600
    )


@pytest.mark.parametrize(
    "name", ["Siti Nur’aini", "Đorđe Žižek", "Nguyễn Văn Ánh", "عبد الله", "Ωμέγα", "★ 50 ≥ 3"]
)
def test_names_of_every_kind_can_be_read_back(name: str) -> None:
    minutes = replace(MINUTES, decisions=(Statement(name, ("u1",)),))
    told = " ".join(pages(pdf_bytes(minutes, ExportOptions(annex=False))))
    letters = sorted("".join(words(name)))
    assert set(letters) <= set(told)


def test_characters_that_the_main_font_lacks_are_set_in_the_other() -> None:
    assert markup("a<b") == "a&lt;b"
    assert markup("a★b") == f'a<font name="{FALLBACK}">★</font>b'


def test_what_was_said_is_never_markup() -> None:
    minutes = replace(
        MINUTES, decisions=(Statement('<b>tebal</b> & <img src="file:///etc/passwd"/>', ("u1",)),)
    )
    assert '<img src="file:///etc/passwd"/>' in " ".join(pages(pdf_bytes(minutes, OPTIONS))).replace(
        "\r\n", " "
    )


def test_paper_and_draft() -> None:
    options = ExportOptions(paper=Paper.F4, draft=True)
    raw = pdf_bytes(MINUTES, options)
    with opened(raw) as document:
        assert [round(side / 72 * 25.4) for side in document.get_page_size(0)] == [215, 330]
    assert all("RANCANGAN: belum disahkan" in text for text in pages(raw))


def test_a_letterhead_is_made_small_enough_for_one_line_within_reason() -> None:
    # At 15 points BADAN X is about 66 points wide.
    assert letterhead_sizes(("BADAN X",), 200) == (15.0,)
    (shrunk,) = letterhead_sizes(("BADAN X",), 60)
    assert 12 <= shrunk < 15
    assert letterhead_sizes(("BADAN X",), 30) == (15.0,)
    assert letterhead_sizes(("PEMERINTAH", "BADAN"), 500) == (13.0, 15.0)


def test_letterhead_with_logo() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (40, 50), "green").save(picture, "PNG")
    kop = Letterhead(
        ("PEMERINTAH KABUPATEN CONTOH", "BKPSDM"), "Jalan Merdeka 1", checked_logo(picture.getvalue())
    )
    (first, *_) = pages(pdf_bytes(MINUTES, ExportOptions(letterhead=kop)))
    assert (
        first.index("PEMERINTAH KABUPATEN CONTOH")
        < first.index("Jalan Merdeka 1")
        < first.index("NOTULA RAPAT")
    )


@pytest.mark.parametrize("rows", range(1, 24))
def test_places_to_sign_stand_under_the_closing_words(rows: int) -> None:
    signing = [page for page in pages(pdf_bytes(long_table(rows), OPTIONS)) if "Pimpinan Rapat," in page]
    assert len(signing) == 1
    assert "Demikian notula ini dibuat" in signing[0]
