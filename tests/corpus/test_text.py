"""The normaliser: what it removes, what it keeps, and the way back to the original."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import Folded, clean, fold, locate, sentences, words

WORD = st.text(
    alphabet="abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éÉß", min_size=1, max_size=8
)
SPACE = st.sampled_from([" ", "  ", "\n", "\t", "\r\n", "\u00a0", " \n "])


class TestClean:
    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            ("a\x00b", "ab"),
            ("a\ud800b", "ab"),
            ("Pasal\u200b 5", "Pasal 5"),
            ("\ufeffPasal\u00a05", "Pasal 5"),
            ("satu\r\ndua\rtiga\u2028empat\x0clima", "satu\ndua\ntiga\nempat\nlima"),
            ("perun\u00addangan", "perundangan"),
            ("perun\u00ad\r\n  dangan", "perundangan"),
            ("cafe\u0301", "café"),
            ("\uf0b7 butir", "• butir"),
            ("Undang\ufffeUndang", "Undang-Undang"),
            ("a\tb", "a\tb"),
            ("PNS wajib:\n\n  a. setia", "PNS wajib:\n\n  a. setia"),
        ],
    )
    def test_examples(self, raw: str, expected: str) -> None:
        assert clean(raw) == expected

    @settings(deadline=None)
    @given(st.text())
    def test_idempotent_and_normal(self, text: str) -> None:
        once = clean(text)
        assert clean(once) == once
        assert unicodedata.is_normalized("NFC", once)
        assert "\x00" not in once
        assert "\r" not in once
        once.encode("utf-8")

    def test_endless_marks_are_bounded(self) -> None:
        assert len(clean("a" + "\u0316\u0301" * 5000)) < 40


class TestFold:
    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            ("  Pasal\n5  ", "pasal 5"),
            ("Undang-\nUndang", "undang-undang"),
            ("perundang- \n  undangan", "perundang-undangan"),
            ("tahun 2014 -\n2019", "tahun 2014 - 2019"),
            ("“Huruf” ‘a’ – b", "\"huruf\" 'a' - b"),
            ("ﬁnal", "final"),
            ("１２", "12"),
            ("1½ bulan", "1 1/2 bulan"),
            ("Pasal 5¹", "pasal 5¹"),
            ("STRASSE ß", "strasse ss"),
            ("perun\u00ad\ndangan", "perundangan"),
            ("\ufdfa", "صلى الله عليه وسلم"),
            ("", ""),
        ],
    )
    def test_examples(self, raw: str, expected: str) -> None:
        assert fold(raw) == expected

    @settings(deadline=None)
    @given(st.text())
    def test_idempotent(self, text: str) -> None:
        once = fold(text)
        assert fold(once) == once
        assert once == once.strip()
        assert "  " not in once

    @settings(deadline=None)
    @given(st.text() | st.text(alphabet="aZ9- \n\t.'“”–‒ʼ/é•", max_size=12))
    def test_is_the_same_with_and_without_the_way_back(self, text: str) -> None:
        assert fold(text) == Folded.of(text).text

    @given(st.text())
    def test_cleaning_first_changes_nothing(self, text: str) -> None:
        assert fold(clean(text)) == fold(text)

    @settings(deadline=None)
    @given(st.text())
    def test_offsets_are_ordered_and_inside(self, text: str) -> None:
        folded = Folded.of(text)
        assert folded.text == fold(text)
        assert len(folded.starts) == len(folded.ends) == len(folded.text)
        assert list(folded.starts) == sorted(folded.starts)
        assert all(
            0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True)
        )

    def test_long_text_of_marks(self) -> None:
        assert len(fold("a" + "\u0316\u0301" * 5000)) < 40


class TestLocate:
    TEXT = (
        "Setiap PNS  wajib masuk kerja\nsesuai ketentuan Undang-\nUndang, “tanpa” Rp5.000.000,00 (lima juta)."
    )

    @pytest.mark.parametrize(
        ("quote", "passage"),
        [
            ("pns wajib MASUK", "PNS  wajib masuk"),
            ("kerja sesuai", "kerja\nsesuai"),
            ("undang-undang", "Undang-\nUndang"),
            ('undang-undang, "tanpa"', "Undang-\nUndang, “tanpa”"),
            ("Rp5.000.000,00", "Rp5.000.000,00"),
            ("(lima juta).", "(lima juta)."),
        ],
    )
    def test_found(self, quote: str, passage: str) -> None:
        span = locate(quote, self.TEXT)
        assert span is not None
        assert self.TEXT[span[0] : span[1]] == passage

    @pytest.mark.parametrize(
        "quote", ["", "  ", "PN", "asuk kerja", "wajib kerja", "Rp5", "Rp5.000", "Undang", "000,00"]
    )
    def test_not_found(self, quote: str) -> None:
        assert locate(quote, self.TEXT) is None

    @pytest.mark.parametrize(
        ("quote", "text"),
        [
            ("ASN", "pegawai non-ASN"),
            ("golongan III", "golongan III/a"),
            ("1", "1/3 gaji"),
            ("5", "2,5 tahun"),
        ],
    )
    def test_part_of_a_larger_word_is_not_the_word(self, quote: str, text: str) -> None:
        assert locate(quote, text) is None

    def test_word_broken_across_lines_matches_the_whole_word(self) -> None:
        assert locate("pelaksanaan tugas", "dalam pelaksa-\nnaan tugas") == (6, 25)

    def test_later_whole_word_wins_over_earlier_part(self) -> None:
        assert locate("asn", "non-ASN dan ASN") == (12, 15)

    @settings(deadline=None)
    @given(st.lists(WORD, min_size=1, max_size=12), st.data())
    def test_any_run_of_whole_words_is_found(self, parts: list[str], data: st.DataObject) -> None:
        text = parts[0]
        for part in parts[1:]:
            text += data.draw(SPACE) + part
        first = data.draw(st.integers(0, len(parts) - 1))
        last = data.draw(st.integers(first, len(parts) - 1))
        chosen = parts[first : last + 1]
        change = data.draw(st.sampled_from([str.lower, str.upper, str.title, str]))
        quote = data.draw(SPACE).join(change(part) for part in chosen)
        span = locate(quote, text)
        assert span is not None
        passage = text[span[0] : span[1]]
        assert fold(passage) == fold(" ".join(chosen))
        assert passage == passage.strip()

    @settings(deadline=None)
    @given(st.text(), st.text())
    def test_what_is_found_folds_to_the_quote(self, quote: str, text: str) -> None:
        span = locate(quote, f"{text} {quote} {text}")
        if span is not None:
            start, end = span
            found = f"{text} {quote} {text}"[start:end]
            assert fold(found).replace("-", "") == fold(quote).replace("-", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pasal 12A ayat (2)", ["pasal", "12a", "ayat", "2"]),
        ("Golongan II/a, IV/e", ["golongan", "ii/a", "iv/e"]),
        ("Undang-Undang dan/atau", ["undang", "undang", "dan", "atau"]),
        ("PP 94/2021", ["pp", "94", "2021"]),
        ("sebesar 1/3 atau 2,5%", ["sebesar", "1/3", "atau", "2,5"]),
        ("Rp5.000.000,00 Rp 3", ["rp", "5.000.000,00", "rp", "3"]),
        ("P3K", ["p3k"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


class TestSentences:
    @pytest.mark.parametrize(
        "text",
        [
            "Sesuai PP No. 94 Tahun 2021 wajib hadir.",
            "Surat a.n. Kepala BKPSDM dikirim s.d. Jumat.",
            "Kantor di Jl. Merdeka No. 5 Bandung.",
            "Ditandatangani dr. Budi Santoso, S.H., M.Si. selaku kepala.",
            "Biaya Rp. 5.000 atau Rp1.000.000 per bulan.",
            "Yth. Bapak M. Yusuf di tempat.",
            "Pasal 5. Setiap PNS wajib setia.",
            "Wajib hadir 3.5 jam sehari.",
            "gaji, tunjangan, dll. tidak dibayar",
            "kewenangan Plt. dan Plh. diatur lagi",
            "sebagaimana dimaksud pada ayat\n(2) dikenai sanksi.",
            "tunggu ... ya",
        ],
    )
    def test_is_one_sentence(self, text: str) -> None:
        assert _split(text) == [text]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("PNS wajib hadir. CPNS juga.", ["PNS wajib hadir.", "CPNS juga."]),
            ("mau tanya. gimana cara cuti? makasih!", ["mau tanya.", "gimana cara cuti?", "makasih!"]),
            ("Diatur dalam Pasal 5. Pegawai wajib.", ["Diatur dalam Pasal 5.", "Pegawai wajib."]),
            ("Diatur dalam huruf a. Pegawai wajib.", ["Diatur dalam huruf a.", "Pegawai wajib."]),
            ('Ia berkata "hadir." Lalu pulang.', ['Ia berkata "hadir."', "Lalu pulang."]),
            ("Cuti, dll. Mohon bantuannya.", ["Cuti, dll.", "Mohon bantuannya."]),
            (
                "Syarat:\na. foto;\nb. ijazah; dan\n(3) KTP.",
                ["Syarat:", "a. foto;", "b. ijazah; dan", "(3) KTP."],
            ),
            (
                "Hukuman terdiri atas: a. ringan; b. sedang; dan c. berat.",
                ["Hukuman terdiri atas:", "a. ringan;", "b. sedang; dan", "c. berat."],
            ),
            ("Judul\n\nIsi", ["Judul", "Isi"]),
            ("- satu\n- dua", ["- satu", "- dua"]),
            ("", []),
        ],
    )
    def test_splits(self, text: str, expected: list[str]) -> None:
        assert _split(text) == expected

    @settings(deadline=None)
    @given(st.text(alphabet="aA1.?!:; \n()-", max_size=80))
    def test_every_visible_character_lies_in_one_span(self, text: str) -> None:
        spans = sentences(text)
        covered = "".join(text[start:end] for start, end in spans)
        assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", text)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
