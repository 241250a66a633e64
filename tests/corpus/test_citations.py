"""The citation grammar: what people write, what it means, and that writing and reading agree."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.citations import CitationRef, find_citations, format_citation, label_of, resolve_name
from corpus.errors import InvalidIdentifier
from corpus.identifiers import RegulationType as Type
from corpus.identifiers import provision_id, regulation_id
from corpus.regulation_names import name_table


def ids(text: str, **kwargs: str) -> list[str]:
    """Identifiers found; a path of no known regulation begins with ``?``."""
    return [match.ref.id or "/".join(("?", *match.ref.path)) for match in find_citations(text, **kwargs)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pasal 5 ayat (2) huruf a PP 94/2021", ["pp-94-2021/pasal-5/ayat-2/huruf-a"]),
        ("pasal 11 angka 3 uu asn", ["uu-20-2023/pasal-11/angka-3"]),
        ("psl 53 PP No. 94 Tahun 2021", ["pp-94-2021/pasal-53"]),
        ("PP Nomor 94 Tahun 2021 Pasal 5 ayat 2", ["pp-94-2021/pasal-5/ayat-2"]),
        ("Pasal 5 dari PP 94/2021", ["pp-94-2021/pasal-5"]),
        ("Pasal 5 (PP 94/2021)", ["pp-94-2021/pasal-5"]),
        ("Pasal 12A PP 94/2021", ["pp-94-2021/pasal-12a"]),
        ("Pasal I angka 3 PP 17/2020", ["pp-17-2020/pasal-i/angka-3"]),
        ("Pasal I angka 3 Pasal 5 ayat (2) PP 17/2020", ["pp-17-2020/pasal-i/angka-3/pasal-5/ayat-2"]),
        ("UUD 1945 Pasal 28D ayat (1)", ["uud-1945/pasal-28d/ayat-1"]),
        ("pasal5 ayat(2) pp 94/2021", ["pp-94-2021/pasal-5/ayat-2"]),
        ("Pasal 5 ayat (l) PP 94/2021", ["pp-94-2021/pasal-5/ayat-1"]),
        ("Pasal 5 (2) PP 94/2021", ["pp-94-2021/pasal-5/ayat-2"]),
        ("ayat (2) Pasal 5 PP 94/2021", ["pp-94-2021/pasal-5/ayat-2"]),
        ("huruf a ayat (2) Pasal 5 PP 94/2021", ["pp-94-2021/pasal-5/ayat-2/huruf-a"]),
        ("Pasal 5 PP 94/2021 ayat 2", ["pp-94-2021/pasal-5/ayat-2"]),
        ("Pasal 5, ayat (2) PP 94/2021", ["pp-94-2021/pasal-5/ayat-2"]),
        ("Menimbang huruf a PP 94/2021", ["pp-94-2021/menimbang/huruf-a"]),
        ("Penjelasan Umum UU 5/2014", ["uu-5-2014/penjelasan_umum"]),
        ("Lampiran II PP 11/2017", ["pp-11-2017/lampiran-ii"]),
        ("diktum KESATU SE MenPANRB No 1 Tahun 2023", ["se-menpanrb-1-2023/diktum-kesatu"]),
    ],
)
def test_one_citation(text: str, expected: list[str]) -> None:
    assert ids(text) == expected
    assert find_citations(text)[0].text == text.removesuffix(")") or text.endswith(")")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Undang-undang No.8 Tahun 1974", "uu-8-1974"),
        ("undang undang nomor 43 tahun 1999", "uu-43-1999"),
        ("UU RI Nomor 5 Th. 2014", "uu-5-2014"),
        ("UU ASN Nomor 5 Tahun 2014", "uu-5-2014"),
        ("PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 94 TAHUN 2021", "pp-94-2021"),
        ("pp 94 2021", "pp-94-2021"),
        ("Perppu 1 Tahun 2020", "perppu-1-2020"),
        ("Peraturan Pemerintah Pengganti Undang-Undang Nomor 1 Tahun 2020", "perppu-1-2020"),
        ("Keppres No. 7/2022", "keppres-7-2022"),
        ("Ketetapan MPR Nomor XI/MPR/1998", "tap-mpr-xi-1998"),
        ("Permendagri 73/2022", "permendagri-73-2022"),
        ("Permen PANRB No 6 Tahun 2022", "permenpanrb-6-2022"),
        ("PermenPAN-RB 6/2022", "permenpanrb-6-2022"),
        (
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 6 Tahun 2022",
            "permenpanrb-6-2022",
        ),
        ("PMK 148/PMK.05/2012", "permenkeu-148-2012"),
        ("Peraturan BKN Nomor 3 Tahun 2023", "peraturan-bkn-3-2023"),
        ("Perka BKN 24/2017", "peraturan-bkn-24-2017"),
        ("Peraturan Kepala Badan Kepegawaian Negara Nomor 24 Tahun 2017", "peraturan-bkn-24-2017"),
        ("SE MenPANRB No 1 Tahun 2023", "se-menpanrb-1-2023"),
        ("SE Kepala BKN 5/2020", "se-bkn-5-2020"),
        ("Keputusan Menteri Kesehatan Nomor HK.01.07/MENKES/413/2020", "keputusan-menkes-hk-01-07-2020"),
        ("Perda Kab. Sleman No 3/2019", "perda-kabupaten-sleman-3-2019"),
        ("Pergub Jawa Barat No 5 Tahun 2020", "perkada-gubernur-jawa-barat-5-2020"),
        ("Peraturan Wali Kota Bandung Nomor 12 Tahun 2020", "perkada-wali-kota-bandung-12-2020"),
        ("Perwali Kota Bandung 12/2020", "perkada-wali-kota-bandung-12-2020"),
        ("SKB 3 Menteri Nomor 1 Tahun 2022", "skb-1-2022"),
        ("Undang-Undang Dasar Negara Republik Indonesia Tahun 1945", "uud-1945"),
    ],
)
def test_regulation_alone_gives_an_empty_path(text: str, expected: str) -> None:
    assert [match.ref for match in find_citations(text)] == [CitationRef(expected)]
    assert find_citations(text)[0].text == text


class TestLists:
    def test_cross_reference_of_three_ayat(self) -> None:
        text = "sebagaimana dimaksud dalam Pasal 8 ayat (2), ayat (3), dan ayat (4) huruf c"
        assert [(match.ref.path, match.text) for match in find_citations(text)] == [
            (("pasal-8", "ayat-2"), "Pasal 8 ayat (2)"),
            (("pasal-8", "ayat-3"), "ayat (3)"),
            (("pasal-8", "ayat-4", "huruf-c"), "ayat (4) huruf c"),
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Pasal 3 dan Pasal 4 huruf f", ["?/pasal-3", "?/pasal-4/huruf-f"]),
            ("Pasal 7 ayat (1) dan ayat (3)", ["?/pasal-7/ayat-1", "?/pasal-7/ayat-3"]),
            ("Pasal 7 ayat (1), (2) dan (3)", ["?/pasal-7/ayat-1", "?/pasal-7/ayat-2", "?/pasal-7/ayat-3"]),
            ("Pasal 3 huruf a, b, dan c", ["?/pasal-3/huruf-a", "?/pasal-3/huruf-b", "?/pasal-3/huruf-c"]),
            ("Pasal 3, 4, dan 5", ["?/pasal-3", "?/pasal-4", "?/pasal-5"]),
            ("Pasal 17 jo. Pasal 18 UU 20/2023", ["uu-20-2023/pasal-17", "uu-20-2023/pasal-18"]),
            ("UU Nomor 5 Tahun 2014 jo. UU 20/2023", ["uu-5-2014", "uu-20-2023"]),
            ("PP Nomor 11 Tahun 2017 jo. Nomor 17 Tahun 2020", ["pp-11-2017", "pp-17-2020"]),
            (
                "Pasal 3 huruf a dan angka 2 huruf b",
                ["?/pasal-3/huruf-a", "?/pasal-3/huruf-a/angka-2/huruf-b"],
            ),
        ],
    )
    def test_members(self, text: str, expected: list[str]) -> None:
        assert ids(text) == expected


class TestRanges:
    def test_members_share_the_words_of_the_range(self) -> None:
        text = "Pasal 240 sampai dengan Pasal 243 PP 11/2017"
        assert [(match.ref.id, match.text) for match in find_citations(text)] == [
            ("pp-11-2017/pasal-240", "Pasal 240"),
            ("pp-11-2017/pasal-241", "Pasal 240 sampai dengan Pasal 243"),
            ("pp-11-2017/pasal-242", "Pasal 240 sampai dengan Pasal 243"),
            ("pp-11-2017/pasal-243", "Pasal 243 PP 11/2017"),
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Pasal 3 huruf a s.d. huruf c", ["?/pasal-3/huruf-a", "?/pasal-3/huruf-b", "?/pasal-3/huruf-c"]),
            ("Pasal 240-242", ["?/pasal-240", "?/pasal-241", "?/pasal-242"]),
            ("Pasal 12A s/d Pasal 12C", ["?/pasal-12a", "?/pasal-12b", "?/pasal-12c"]),
            ("Pasal 5 ayat (1) hingga (3)", ["?/pasal-5/ayat-1", "?/pasal-5/ayat-2", "?/pasal-5/ayat-3"]),
            ("Pasal 1 sampai dengan Pasal 999", ["?/pasal-1", "?/pasal-999"]),
            ("Pasal 9 sampai dengan Pasal 7", ["?/pasal-9", "?/pasal-7"]),
            ("Pasal 3 ayat (1) sampai dengan Pasal 5", ["?/pasal-3/ayat-1", "?/pasal-5"]),
        ],
    )
    def test_members(self, text: str, expected: list[str]) -> None:
        assert ids(text) == expected

    def test_many_ranges_are_bounded(self) -> None:
        assert len(find_citations("Pasal 1-100, " * 1000)) < 6000


class TestWhichRegulation:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Pasal 5 PP 94/2021 dan Pasal 3 UU 20/2023", ["pp-94-2021/pasal-5", "uu-20-2023/pasal-3"]),
            ("PP 94/2021 Pasal 5 dan Pasal 7", ["pp-94-2021/pasal-5", "pp-94-2021/pasal-7"]),
            ("PP 94/2021 Pasal 5 dan Pasal 7 UU 20/2023", ["pp-94-2021/pasal-5", "uu-20-2023/pasal-7"]),
            ("PP 94/2021 Pasal 5, UU 20/2023 Pasal 7", ["pp-94-2021/pasal-5", "uu-20-2023/pasal-7"]),
            ("menurut PP 94/2021 apa isi pasal 5?", ["pp-94-2021", "pp-94-2021/pasal-5"]),
            ("PP 94/2021 itu apa.\n\npasal 5 apa?", ["pp-94-2021", "?/pasal-5"]),
            ("Pasal 5 UU Perkoperasian", ["?/pasal-5"]),
            ("Pasal 5 Undang-Undang ini", ["?/pasal-5"]),
        ],
    )
    def test_without_default(self, text: str, expected: list[str]) -> None:
        assert ids(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("pasal 5", ["pp-1-2020/pasal-5"]),
            ("Pasal 5 Peraturan Pemerintah ini", ["pp-1-2020/pasal-5"]),
            ("Pasal 5 UU Perkoperasian", ["?/pasal-5"]),
            ("menurut UU 5/2014 apa isi pasal 5?", ["uu-5-2014", "uu-5-2014/pasal-5"]),
            ("melaksanakan UU 5/2014. Lihat Pasal 5", ["uu-5-2014", "pp-1-2020/pasal-5"]),
            (
                "Pasal 8 UU 5/2014 dan sebagaimana dimaksud dalam Pasal 9",
                ["uu-5-2014/pasal-8", "pp-1-2020/pasal-9"],
            ),
            ("tercantum dalam Lampiran I", ["pp-1-2020/lampiran-i"]),
        ],
    )
    def test_with_default(self, text: str, expected: list[str]) -> None:
        assert ids(text, default_regulation="pp-1-2020") == expected

    @pytest.mark.parametrize(
        ("text", "within", "expected"),
        [
            ("dimaksud pada ayat (1)", ("pasal-8", "ayat-2"), ["pp-1-2020/pasal-8/ayat-1"]),
            ("dimaksud pada huruf a", ("pasal-8", "ayat-2"), ["pp-1-2020/pasal-8/ayat-2/huruf-a"]),
            (
                "dimaksud pada ayat (1) huruf b dan ayat (3)",
                ("pasal-8",),
                ["pp-1-2020/pasal-8/ayat-1/huruf-b", "pp-1-2020/pasal-8/ayat-3"],
            ),
            ("mendapat angka 3", ("pasal-8",), []),
            ("ayat (2) PP 94/2021", ("pasal-8",), ["pp-94-2021"]),
        ],
    )
    def test_relative(self, text: str, within: tuple[str, ...], expected: list[str]) -> None:
        matches = find_citations(text, default_regulation="pp-1-2020", within=within)
        assert [match.ref.id for match in matches] == expected


@pytest.mark.parametrize(
    "text",
    [
        "pasal karet",
        "UU yang berlaku",
        "PP tersebut",
        "membayar Rp5.000.000 pada 5 Januari 2021",
        "ayat (2)",
        "huruf a",
        "lampiran 1 dokumen",
        "ketentuan penutup",
        "mengingat hal itu, menimbang baik buruknya",
        "se-Indonesia 5/2020",
        "(Lembaran Negara Tahun 1974 Nomor 55)",
        "nomor 12/2020",
        "satu pasal 5.000 kali",
        "",
    ],
)
def test_is_no_citation(text: str) -> None:
    assert find_citations(text) == []


def test_counted_things_are_not_pasal() -> None:
    assert ids("melanggar Pasal 3 dan 5 hari kerja tidak masuk") == ["?/pasal-3"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("UU ASN", "uu-20-2023"),
        ("uu asn lama", "uu-5-2014"),
        ("UU ASN 2014", "uu-5-2014"),
        ("PP Disiplin", "pp-94-2021"),
        ("PP tentang Disiplin Pegawai Negeri Sipil", "pp-94-2021"),
        ("PP Manajemen PNS", "pp-11-2017"),
        ("PP P3K", "pp-49-2018"),
        ("KUHP", "uu-1-2023"),
        ("PP 94", "pp-94-2021"),
        ("PP 94/1999", "pp-94-1999"),
        ("UU ASN dan PP Disiplin", None),
        ("UU Antah Berantah", None),
        ("UU Antah Berantah dan UU ASN", None),
        ("halo", None),
    ],
)
def test_resolve_name(name: str, expected: str | None) -> None:
    assert resolve_name(name) == expected


@pytest.mark.parametrize(
    ("segment", "label"),
    [
        ("pasal-5", "Pasal 5"),
        ("pasal-12a", "Pasal 12A"),
        ("pasal-i", "Pasal I"),
        ("ayat-2", "ayat (2)"),
        ("ayat-2a", "ayat (2a)"),
        ("huruf-a", "huruf a"),
        ("angka-3", "angka 3"),
        ("diktum-kedua-belas", "diktum KEDUA BELAS"),
        ("lampiran-ii", "Lampiran II"),
        ("lampiran", "Lampiran"),
        ("menimbang", "Menimbang"),
        ("penjelasan_umum", "Penjelasan Umum"),
        ("pasal-5~2", "Pasal 5 (ke-2)"),
        ("pasal-2@1999-09-30", "Pasal 2"),
        ("bab-14a", "BAB XIVA"),
        ("bab-2-bagian-1-paragraf-3", "BAB II Bagian Kesatu Paragraf 3"),
    ],
)
def test_label_of(segment: str, label: str) -> None:
    assert label_of(segment) == label


@pytest.mark.parametrize(
    ("identifier", "short", "long"),
    [
        (
            "pp-94-2021/pasal-5/ayat-2/huruf-a",
            "Pasal 5 ayat (2) huruf a PP Nomor 94 Tahun 2021",
            "Pasal 5 ayat (2) huruf a Peraturan Pemerintah Nomor 94 Tahun 2021",
        ),
        (
            "uu-8-1974/pasal-2@1999-09-30/ayat-1",
            "Pasal 2 ayat (1) UU Nomor 8 Tahun 1974 (bunyi sejak 30 September 1999)",
            "Pasal 2 ayat (1) Undang-Undang Nomor 8 Tahun 1974 (bunyi sejak 30 September 1999)",
        ),
        (
            "permendagri-73-2022",
            "Permendagri Nomor 73 Tahun 2022",
            "Peraturan Menteri Dalam Negeri Nomor 73 Tahun 2022",
        ),
        (
            "peraturan-bkn-3-2023",
            "Peraturan BKN Nomor 3 Tahun 2023",
            "Peraturan Badan Kepegawaian Negara Nomor 3 Tahun 2023",
        ),
        ("uud-1945", "UUD 1945", "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945"),
        (
            "perda-kota-bandung-5-2018",
            "Perda Kota Bandung Nomor 5 Tahun 2018",
            "Peraturan Daerah Kota Bandung Nomor 5 Tahun 2018",
        ),
        (
            "pp-94-2021/mengingat/angka-1",
            "Mengingat angka 1 PP Nomor 94 Tahun 2021",
            "Mengingat angka 1 Peraturan Pemerintah Nomor 94 Tahun 2021",
        ),
    ],
)
def test_format(identifier: str, short: str, long: str) -> None:
    assert format_citation(identifier) == short
    assert format_citation(identifier, style="long") == long


def test_format_without_regulation() -> None:
    assert format_citation(CitationRef(None, ("pasal-5", "ayat-2"))) == "Pasal 5 ayat (2)"


@pytest.mark.parametrize("identifier", ["", "pp", "pp-94", "abc-1-2020", "pp-94-2021/Pasal 5"])
def test_format_refuses_what_is_no_identifier(identifier: str) -> None:
    with pytest.raises(InvalidIdentifier):
        format_citation(identifier)


REFERENCE = Path(os.environ.get("TANYA_REFERENCE_DATA", Path(__file__).parents[2].parent / "shared/data"))
REGIONS = ["kota-bandung", "kabupaten-sleman", "provinsi-jawa-barat", "dki-jakarta"]
HEADS = ["gubernur-jawa-barat", "bupati-sleman", "wali-kota-bandung"]


@st.composite
def regulations(draw: st.DrawFn) -> str:
    type_ = draw(st.sampled_from(list(Type)))
    year = draw(st.integers(1945, 2099))
    number = str(draw(st.integers(1, 9999))) + draw(st.sampled_from(["", "", "", "a"]))
    issuer = ""
    table = name_table()
    if type_ is Type.UUD:
        return "uud-1945"
    if type_ is Type.TAP_MPR:
        number = draw(st.sampled_from(["i", "iv", "xi", "xxv"]))
    elif type_ is Type.PERMEN:
        issuer = draw(st.sampled_from([*table.ministries, "", "koperasi", "antah-berantah"]))
    elif type_ is Type.PERDA:
        issuer = draw(st.sampled_from(["", *REGIONS]))
    elif type_ is Type.PERKADA:
        issuer = draw(st.sampled_from(["", *HEADS]))
    elif type_ in (Type.PERATURAN_BADAN, Type.KEPUTUSAN, Type.SURAT_EDARAN):
        bodies = [*table.agencies, "", "sekda-kota-bandung"]
        if type_ is not Type.PERATURAN_BADAN:
            bodies += [f"men{ministry}" for ministry in table.ministries]
        issuer = draw(st.sampled_from(bodies))
    return regulation_id(type_, number, year, issuer)


NUMBERS = st.builds(
    lambda number, letter: f"{number}{letter}", st.integers(1, 999), st.sampled_from(["", "", "a", "d"])
)
PASAL = st.builds("pasal-{}".format, NUMBERS | st.sampled_from(["i", "ii", "iv", "xii"]))
AYAT = st.builds("ayat-{}".format, st.integers(1, 40).map(str) | st.just("2a"))
HURUF = st.builds("huruf-{}".format, st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
ANGKA = st.builds("angka-{}".format, st.integers(1, 300))
REPEAT = st.sampled_from(["", "", "", "~2", "~13"])


@st.composite
def paths(draw: st.DrawFn) -> tuple[str, ...]:
    shape = draw(
        st.sampled_from(
            [
                (),
                (PASAL,),
                (PASAL, AYAT),
                (PASAL, HURUF),
                (PASAL, ANGKA),
                (PASAL, AYAT, HURUF),
                (PASAL, ANGKA, HURUF),
                (PASAL, AYAT, HURUF, ANGKA),
                (PASAL, AYAT, HURUF, ANGKA, HURUF, ANGKA),
                (st.sampled_from(["pasal-i", "pasal-ii"]), ANGKA, PASAL, AYAT),
                (st.just("menimbang"),),
                (st.just("menimbang"), HURUF),
                (st.just("mengingat"),),
                (st.just("mengingat"), ANGKA),
                (st.sampled_from(["penjelasan_umum", "pembukaan", "penutup", "lampiran"]),),
                (st.sampled_from(["lampiran-i", "lampiran-iv", "lampiran-3", "lampiran-a"]),),
                (st.just("lampiran-ii"), HURUF, ANGKA),
                (st.sampled_from(["diktum-kesatu", "diktum-kedua-belas", "diktum-pertama"]),),
                (st.just("diktum-ketiga"), HURUF),
            ]
        )
    )
    return tuple(draw(part) + draw(REPEAT) for part in shape)


# fmt: off
PIECES = st.sampled_from([
    "Pasal", "pasal", "ayat", "huruf", "angka", "5", "12A", "(2)", "(", ")", "a", "b", "I", ",", ";", ".",
    "dan", "atau", "jo.", "s.d.", "sampai", "dengan", "-", "/", "PP", "UU", "UUD", "94/2021", "Nomor", "94",
    "Tahun", "2021", "ini", "ASN", "Permen", "PANRB", "Menteri", "Dalam", "Negeri", "Lampiran", "diktum",
    "KESATU", "dari", "dalam", "\n", "menimbang", "mengingat", "ke-2", "Peraturan", "SE", "Keputusan", "BKN",
    "tentang",
])
# fmt: on


class TestProperties:
    @settings(deadline=None)
    @given(regulations(), paths(), st.sampled_from(["short", "long"]))
    def test_what_is_written_is_read_back(self, regulation: str, path: tuple[str, ...], style: str) -> None:
        identifier = provision_id(regulation, *path)
        text = format_citation(identifier, style="short" if style == "short" else "long")
        matches = find_citations(text)
        assert [match.ref.id for match in matches] == [identifier]
        assert matches[0].text == text
        assert find_citations(text.lower())[0].ref.id == identifier or re.search(
            r"pasal-[ivx]|lampiran-a", identifier
        )
        assert find_citations(f"Menurut {text}, begitulah.")[0].ref.id == identifier

    @settings(deadline=None)
    @given(st.text())
    @example("Pasal 5 (ke-2) (ke-3) PP")
    def test_any_text(self, text: str) -> None:
        for match in find_citations(text, default_regulation="pp-1-2020", within=("pasal-1",)):
            assert text[match.start : match.end] == match.text

    @settings(deadline=None)
    @given(st.lists(PIECES, max_size=25), st.sampled_from([" ", "", "\n"]))
    def test_any_order_of_the_grammars_words(self, pieces: list[str], space: str) -> None:
        text = space.join(pieces)
        matches = find_citations(text, default_regulation="pp-1-2020", within=("pasal-1",))
        assert [match.start for match in matches] == sorted(match.start for match in matches)
        for match in matches:
            assert text[match.start : match.end] == match.text
            assert match.text.strip()
            if match.ref.id is not None:
                format_citation(match.ref.id)


@pytest.mark.real_data
def test_cross_references_of_real_laws() -> None:
    root = REFERENCE / "regulasi_asn"
    if not root.exists():
        pytest.skip(f"reference documents are not at {REFERENCE}")
    named = missed = 0
    for identifier, path in [
        ("pp-94-2021", "pp/2021/94.md"),
        ("uu-5-2014", "uu/2014/5.md"),
        ("pp-11-2017", "pp/2017/11.md"),
        ("uu-25-2009", "uu/2009/25.md"),
    ]:
        text = (root / path).read_text(encoding="utf-8", errors="replace")
        matches = find_citations(text, default_regulation=identifier)
        covered = bytearray(len(text))
        for match in matches:
            assert text[match.start : match.end] == match.text
            covered[match.start : match.end] = b"\1" * (match.end - match.start)
        for reference in re.finditer(r"\bPasal\s+\d+[A-Z]?(?![\w/])", text):
            named += 1
            missed += not covered[reference.start()]
    assert named > 1500
    assert missed == 0


@pytest.mark.real_data
def test_references_of_a_real_law() -> None:
    path = REFERENCE / "regulasi_asn/pp/2021/94.md"
    if not path.exists():
        pytest.skip(f"reference documents are not at {REFERENCE}")
    text = path.read_text(encoding="utf-8", errors="replace")
    references = {match.ref.id for match in find_citations(text, default_regulation="pp-94-2021")}
    assert {
        "pp-94-2021/pasal-8/ayat-1/huruf-a",
        "uud-1945/pasal-5/ayat-2",
    } <= references


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("UU Drt Nomor 12 Tahun 1951", "uu-darurat-12-1951"),
        ("UU Drt. 12/1951", "uu-darurat-12-1951"),
        ("UU Darurat No. 12 Tahun 1951", "uu-darurat-12-1951"),
        ("Undang-undang Nomor 12 Drt. Tahun 1951", "uu-darurat-12-1951"),
        ("UU Nomor 5 Prp Tahun 1960", "uu-prps-5-1960"),
        ("UU No. 1/PNPS/1965", "uu-pnps-1-1965"),
        ("Penetapan Presiden Nomor 1 Tahun 1965", "uu-pnps-1-1965"),
        ("Penpres No. 1 Tahun 1965", "uu-pnps-1-1965"),
    ],
)
def test_laws_that_were_not_enacted_by_parliament(text: str, identifier: str) -> None:
    assert [match.ref.id for match in find_citations(text)] == [identifier]
    for style in ("short", "long"):
        printed = format_citation(identifier, style=style)
        assert [match.ref.id for match in find_citations(printed)] == [identifier]
