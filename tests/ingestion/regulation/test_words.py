"""Misread words: corrected with evidence, left alone without it, never a number or a name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.regulation.lexicon import frequency, is_word
from ingestion.regulation.manuscript import Manuscript, manuscript
from ingestion.regulation.words import with_corrected_words
from tests.ingestion.regulation.conftest import document


def corrected(text: str) -> str:
    read = with_corrected_words(manuscript(document(text)))
    return read.words(0, len(text))


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("sebagaimana dimal<sud dalam", "sebagaimana dimaksud dalam"),
        ("ketentuan Ang)<a 7", "ketentuan Angka 7"),
        ("peraturan peralrrran lain", "peraturan peraturan lain"),
        ("Republik lndonesia", "Republik Indonesia"),
        ("undang-undalg", "undang-undang"),
        ("Undang-Undang Nomor", "Undang-Undang Nomor"),
        ("setelah tanggal pengundangannva ini", "setelah tanggal pengundangannva ini"),
        ("kegia.tan usaha", "kegiatan usaha"),
        ("bersangkutan.Jika tidak", "bersangkutan.Jika tidak"),
        ("persetqjuan Menteri", "persetujuan Menteri"),
        ("kepada T\\rhan", "kepada Tuhan"),
        ("yang te{adi", "yang terjadi"),
        ("menetap-\nkan pegawai", "menetapkan pegawai"),
        ("perundang-\nundangan", "perundang-undangan"),
        ("perundang\u00acundangan", "perundang-undangan"),
        ("pada ^Pasal ^64 ayat ^(2) ^huruf ^a", "pada Pasal 64 ayat (2) huruf a"),
        ("luas 10^2 dan 10 ^5 km ^2", "luas 10^2 dan 10 ^5 km ^2"),
        ("sayur-mayur dan warna-warni", "sayur-mayur dan warna-warni"),
    ],
)
def test_words(raw: str, printed: str) -> None:
    assert corrected(raw) == printed


@pytest.mark.parametrize(
    "kept",
    [
        "Kabupaten Tuban",  # a place, one misreading from Tuhan
        "satu kati dan satu pikul",  # a measure, one from kali
        "penyakit kemajiran hewan",  # rare in law, one from kemajuan
        "fasal lama",  # the old spelling
        "Nomor 2Ol4 dan SK1O5B",  # numbers and codes are not words
        "PPNBM dan JPT",
        "jang sjarat supaja",  # the spelling before 1972
    ],
)
def test_what_may_be_a_word_stays(kept: str) -> None:
    assert corrected(kept) == kept


def test_doubtful_words_need_a_scan_around_them() -> None:
    scan = "dimal<sud pcmerintah rnenteri kcpala negcri "
    assert corrected("diatur r.rntuk mengungkapan elisien") != corrected("elisien")
    assert corrected("tindakan elisien dan efisien") == "tindakan elisien dan efisien"
    assert corrected(scan + "tindakan elisien dan efisien").endswith("tindakan efisien dan efisien")


def test_a_term_that_the_document_repeats_stays() -> None:
    scan = "dimal<sud pcmerintah rnenteri kcpala negcri "
    assert corrected(scan + "elisien " * 3).endswith("elisien elisien elisien")


@pytest.mark.parametrize(
    ("raw", "printed"),
    [("menJrusun", "menyusun"), ("pertanggungiawaban", "pertanggungjawaban"), ("tqiuh", "tujuh")],
)
def test_what_can_be_no_term_is_read_however_often_it_stands_there(raw: str, printed: str) -> None:
    scan = "dimal<sud pcmerintah rnenteri kcpala negcri "
    assert corrected(scan + f"{raw} " * 4).endswith(f"{printed} " * 3 + printed)


@pytest.mark.parametrize(
    ("raw", "printed"), [("lrmbaran", "lembaran"), ("pen1rusunan", "penyusunan"), ("kmbaga", "lembaga")]
)
def test_joined_glyphs(raw: str, printed: str) -> None:
    assert corrected(f"dimal<sud pcmerintah rnenteri kcpala negcri {raw}").endswith(f" {printed}")


def test_a_name_with_a_q_stays() -> None:
    scan = "dimal<sud pcmerintah rnenteri kcpala negcri "
    assert corrected(scan + "Qanun Syariqah Baitul Qur").endswith("Qanun Syariqah Baitul Qur")


def test_the_printed_text_is_kept_with_the_reason() -> None:
    read = with_corrected_words(manuscript(document("sebagaimana dimal<sud pada")))
    (correction,) = read.corrections
    assert read.text[correction.start : correction.end] == "dimal<sud"
    assert correction.printed == "dimaksud"
    assert "“l<” untuk “k”" in correction.reason
    assert read.corrections_in(0, correction.end - 1) == ()
    assert read.corrections_in(correction.start, correction.end) == (correction,)


def test_known_words() -> None:
    assert frequency("pasal") > 3000
    assert is_word("pasal")
    assert frequency("terdakwalah") == 0
    assert is_word("terdakwalah")  # an affix
    assert not is_word("sebagaimaria")


@given(st.text(alphabet="abdeikl<(){}1.,-\n ", max_size=200))
@settings(deadline=None)
def test_corrections_are_disjoint_and_within_the_text(text: str) -> None:
    read: Manuscript = with_corrected_words(manuscript(document(text)))
    position = 0
    for correction in read.corrections:
        assert position <= correction.start < correction.end <= len(text)
        position = correction.end
