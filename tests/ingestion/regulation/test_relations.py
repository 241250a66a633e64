"""What a regulation does to others, with the words that say so."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.models import RelationKind
from ingestion.regulation import ParsedRegulation, parse_regulation
from ingestion.regulation.references import provisions_before, references_in
from ingestion.regulation.scopes import readable
from tests.ingestion.regulation.conftest import FOOT, HEAD, document

Parse = Callable[[str], ParsedRegulation]
OPENING = "Pasal 1\nIsi.\nPasal 2\n"
CLOSING = "\nPasal 3\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"


def revoked(parsed: ParsedRegulation) -> dict[str, str]:
    return {r.target_id: r.scope for r in parsed.relations if r.kind is RelationKind.MENCABUT}


def test_one_regulation(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Pada saat Peraturan Pemerintah ini mulai berlaku, "
        "Peraturan Pemerintah Nomor 53 Tahun 2010 tentang Disiplin"
        " (Lembaran Negara Tahun 2010 Nomor 74), dicabut dan dinyatakan tidak berlaku." + CLOSING
    )
    relation = next(r for r in parsed.relations if r.kind is RelationKind.MENCABUT)
    assert relation.subject_id == "pp-7-2021/pasal-2"
    assert relation.target_id == "pp-53-2010"
    assert relation.since == date(2021, 5, 10)
    assert "dicabut dan dinyatakan tidak berlaku" in relation.evidence


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("dinyatakan dicabut dan tidak berlaku", True),
        ("dicabut dan tidak berlaku", True),
        ("akan dicabut dan tidak berlaku", False),
    ],
)
def test_what_is_declared_revoked_is(parse: Parse, words: str, acts: bool) -> None:
    text = f"Dengan berlakunya Peraturan Pemerintah ini, Peraturan Pemerintah Nomor 46 Tahun 2011 {words}."
    assert revoked(parse(OPENING + text + CLOSING)) == ({"pp-46-2011": "seluruhnya"} if acts else {})


def test_a_list_whose_end_revokes_all(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Pada saat Peraturan Pemerintah ini mulai berlaku:\n"
        "a. Peraturan Pemerintah Nomor 1 Tahun 2001 tentang A; dan\n"
        "b. Peraturan Pemerintah Nomor 2 Tahun 2002 tentang Perubahan atas "
        "Peraturan Pemerintah Nomor 1 Tahun 2001,\n"
        "dicabut dan dinyatakan tidak berlaku." + CLOSING
    )
    assert revoked(parsed) == {"pp-1-2001": "seluruhnya", "pp-2-2002": "seluruhnya"}


def test_an_item_that_stays_in_force_is_not_revoked(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Pada saat Peraturan Pemerintah ini mulai berlaku:\n"
        "1. Peraturan Pemerintah Nomor 1 Tahun 2001 tetap berlaku;\n"
        "2. Peraturan Pemerintah Nomor 2 Tahun 2002, sepanjang tidak mengatur cuti besar, "
        "dicabut dan dinyatakan tidak berlaku." + CLOSING
    )
    assert revoked(parsed) == {"pp-2-2002": "sepanjang tidak mengatur cuti besar"}


def test_single_pasal_and_ranges(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Pasal 4 sampai dengan Pasal 6 Undang-Undang Nomor 3 Tahun 2003 tentang B "
        "dicabut dan dinyatakan tidak berlaku." + CLOSING
    )
    assert set(revoked(parsed)) == {"uu-3-2003/pasal-4", "uu-3-2003/pasal-5", "uu-3-2003/pasal-6"}


def test_what_it_carries_out(parse: Parse) -> None:
    parsed = parse(OPENING + "Dua." + CLOSING)
    acts = [(r.kind, r.target_id) for r in parsed.relations if r.kind is not RelationKind.MERUJUK]
    assert acts == [(RelationKind.MELAKSANAKAN, "uu-5-2014/pasal-8/ayat-2")]


def test_the_amendments_of_what_is_revoked_are_revoked_with_it(parse: Parse) -> None:
    parsed = parse(
        OPENING
        + "Pada saat Peraturan Pemerintah ini mulai berlaku, Undang-Undang Nomor 8 Tahun 1974 tentang "
        "Kepegawaian (LN Tahun 1974 Nomor 55) sebagaimana telah diubah dengan Undang-Undang Nomor 43 "
        "Tahun 1999 (Lembaran Negara Tahun 1999 Nomor 169), dicabut dan dinyatakan tidak berlaku." + CLOSING
    )
    assert revoked(parsed) == {"uu-8-1974": "seluruhnya", "uu-43-1999": "seluruhnya"}


def test_the_amendments_of_what_is_revoked_in_part_stay(parse: Parse) -> None:
    parsed = parse(
        OPENING
        + "Pasal 5 Undang-Undang Nomor 8 Tahun 1974 sebagaimana telah diubah dengan Undang-Undang Nomor 43 "
        "Tahun 1999 dinyatakan tidak berlaku." + CLOSING
    )
    assert set(revoked(parsed)) == {"uu-8-1974/pasal-5"}


def test_the_verb_before_its_list(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Pada saat Peraturan Pemerintah ini mulai berlaku, dinyatakan tidak berlaku:\n"
        "a. Ordonansi Kehutanan 1927, Staatsblad Tahun 1927 Nomor 221;\n"
        "b. Undang-Undang Nomor 5 Tahun 1967 tentang Kehutanan." + CLOSING
    )
    assert revoked(parsed) == {"uu-5-1967": "seluruhnya"}


def test_what_closes_a_list_limits_every_item(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Pada saat Peraturan Pemerintah ini mulai berlaku, ketentuan-ketentuan dalam:\n"
        "a. Undang-Undang Nomor 12 Tahun 2003 tentang A; dan\n"
        "b. Undang-Undang Nomor 32 Tahun 2004 tentang B;\n"
        "yang mengatur penyelenggara pemilu dicabut dan dinyatakan tidak berlaku." + CLOSING
    )
    limit = "yang mengatur penyelenggara pemilu"
    assert revoked(parsed) == {"uu-12-2003": limit, "uu-32-2004": limit}


@pytest.mark.parametrize(
    ("words", "scope"),
    [
        ("Ketentuan mengenai cuti yang\ndiatur dalam", "ketentuan mengenai cuti"),
        ("ketentuan-ketentuan dalam:", "sebagian ketentuan"),
        ("Ketentuan Pasal 72 ayat (1) huruf b dalam", "ketentuan Pasal 72 ayat (1) huruf b"),
        ("sepanjang mengenai PNS (Lembaran Negara Tahun 1966 Nomor 7", "sepanjang mengenai PNS"),
        (
            "yang bertentangan dengan aturan ini dinyatakan tidak berlaku lagi",
            "yang bertentangan dengan aturan ini",
        ),
        ("Bab XII", "Bab XII"),
    ],
)
def test_a_scope_is_short(words: str, scope: str) -> None:
    assert readable(words) == scope


def test_items_that_end_with_full_stops_are_all_revoked(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Dengan berlakunya Peraturan Pemerintah ini, dinyatakan tidak berlaku lagi:\n"
        "1. Peraturan Pemerintah Nomor 13 Tahun 1980 tentang Perubahan Atas Peraturan Pemerintah Nomor 7"
        " Tahun 1977 tentang Gaji.\n2. Peraturan Pemerintah Nomor 16 Tahun 1989 tentang Tunjangan.\n"
        "3. Peraturan Pemerintah Nomor 17 Tahun 1989 tentang Pensiun." + CLOSING
    )
    assert set(revoked(parsed)) == {"pp-13-1980", "pp-16-1989", "pp-17-1989"}


def test_an_amendment_after_a_name_in_brackets_is_revoked_with_what_it_changed(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Pada saat Peraturan Pemerintah ini mulai berlaku:\n"
        "1. Undang-undang Nomor 6 Tahun 1950 tentang Acara (Undang-undang Darurat Nomor 17 Tahun 1950), "
        "sebagaimana telah diubah dengan Undang-undang Nomor 1 Drt Tahun 1958; dan\n"
        "2. Peraturan Pemerintah Nomor 2 Tahun 2002,\n"
        "dinyatakan tidak berlaku." + CLOSING
    )
    assert set(revoked(parsed)) == {"uu-6-1950", "uu-darurat-1-1958", "pp-2-2002"}


def test_a_part_of_a_code_with_all_its_changes(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Pasal 36 sampai dengan Pasal 56 Kitab Hukum Dagang berikut segala perubahannya, terakhir "
        "dengan Undang-undang Nomor 4 Tahun 1971, dinyatakan tidak berlaku." + CLOSING
    )
    assert set(revoked(parsed)) == {"uu-4-1971"}


def test_a_dot_within_a_name_ends_no_sentence(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Dengan mencabut Peraturan Pemerintah Nomor 206. Tahun 1961 (Lembaran Negara Tahun 1961 "
        "Nomor 247)." + CLOSING
    )
    assert revoked(parsed) == {"pp-206-1961": "seluruhnya"}


@pytest.mark.parametrize(
    "words",
    [
        "Peraturan pelaksanaan dari Undang-Undang Nomor 5 Tahun 1967 dicabut dan dinyatakan tidak berlaku.",
        "Semua peraturan pelaksanaan Undang-Undang Nomor 5 Tahun 1967 dinyatakan tetap berlaku sepanjang "
        "tidak bertentangan dan belum diganti.",
        "Izin berdasarkan Undang-Undang Nomor 5 Tahun 1967 tetap berlaku dan dapat dicabut Menteri.",
        "Ketentuan Undang-Undang Nomor 5 Tahun 1967 dinyatakan tidak berlaku bagi pegawai di luar negeri.",
    ],
)
def test_what_is_no_repeal(parse: Parse, words: str) -> None:
    assert revoked(parse(OPENING + words + CLOSING)) == {}


def test_a_title_within_a_title_is_not_revoked(parse: Parse) -> None:
    parsed = parse(
        OPENING
        + "Dengan berlakunya Peraturan Pemerintah ini, Undang-Undang Nomor 6 Tahun 1960 tentang Sensus dan "
        "Undang-Undang Nomor 7 Tahun 1961 tentang Pencabutan Undang-Undang Nomor 2 Tahun 1950 dinyatakan "
        "tidak berlaku." + CLOSING
    )
    assert set(revoked(parsed)) == {"uu-6-1960", "uu-7-1961"}


def test_what_the_decision_revokes() -> None:
    head = HEAD.replace("MEMUTUSKAN:\n", "MEMUTUSKAN:\nDengan mencabut: Undang-Undang Nomor 75 Tahun 1954;\n")
    parsed = parse_regulation(document(head + OPENING + "Dua." + CLOSING + FOOT))
    assert revoked(parsed) == {"uu-75-1954": "seluruhnya"}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("PERUBAHAN KEDUA ATAS PERATURAN PEMERINTAH NOMOR 7 TAHUN 1977", {("mengubah", "pp-7-1977")}),
        ("PENCABUTAN PERATURAN PEMERINTAH NOMOR 5 TAHUN 1990", {("mencabut", "pp-5-1990")}),
        (
            "PENETAPAN PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG NOMOR 1 TAHUN 2004 TENTANG PERUBAHAN "
            "ATAS UNDANG-UNDANG NOMOR 41 TAHUN 1999 TENTANG KEHUTANAN MENJADI UNDANG-UNDANG",
            {("mengubah", "uu-41-1999")},
        ),
        (
            "PERUBAHAN ATAS UNDANG-UNDANG NOMOR 7 TAHUN 1983 SEBAGAIMANA TELAH DIUBAH DENGAN UNDANG-UNDANG "
            "NOMOR 7 TAHUN 1991",
            {("mengubah", "uu-7-1983")},
        ),
        ("PELAKSANAAN UNDANG-UNDANG NOMOR 7 TAHUN 1983", set()),
    ],
)
def test_what_a_title_does(title: str, expected: set[tuple[str, str]]) -> None:
    text = HEAD.replace("CUTI PEGAWAI\nDENGAN", f"{title}\nDENGAN") + OPENING + "Dua." + CLOSING
    relations = parse_regulation(document(text)).relations
    acts = {RelationKind.MENCABUT, RelationKind.MENGUBAH}
    assert {(r.kind.value, r.target_id) for r in relations if r.kind in acts} == expected


def test_a_change_that_is_named_in_the_body(parse: Parse) -> None:
    parsed = parse(
        OPENING
        + "Pasal 2 Undang-Undang Nomor 24 Tahun 1968 dirobah sehingga berbunyi sebagai berikut: Isi."
        + CLOSING
    )
    assert {r.target_id for r in parsed.relations if r.kind is RelationKind.MENGUBAH} >= {"uu-24-1968"}


def test_two_laws_that_together_say_what_is_changed(parse: Parse) -> None:
    parsed = parse(
        OPENING
        + "Wilayah Kabupaten Aceh Tengah sebagaimana ditentukan dalam Undang-undang Nomor 7 Drt. Tahun "
        "1956 juncto Undang-undang Nomor 24 Tahun 1956, diubah sehingga meliputi dua kecamatan." + CLOSING
    )
    changed = {r.target_id for r in parsed.relations if r.kind is RelationKind.MENGUBAH}
    assert changed == {"uu-darurat-7-1956", "uu-24-1956"}


def test_what_confirmed_an_emergency_law_is_not_changed_with_it(parse: Parse) -> None:
    parsed = parse(
        OPENING + "Undang-undang Nomor 3 Tahun 1959 yang diubah dengan Peraturan Pemerintah Pengganti "
        "Undang-undang Nomor 2 Tahun 1965 yang telah disahkan menjadi Undang-undang dengan Undang-undang "
        "Nomor 7 Tahun 1969, diubah sehingga berbunyi sebagai berikut: gaji." + CLOSING
    )
    changed = {r.target_id for r in parsed.relations if r.kind is RelationKind.MENGUBAH}
    assert changed == {"uu-3-1959"}


def test_a_budget_that_is_named_without_its_number() -> None:
    text = HEAD.replace("PERATURAN PEMERINTAH", "UNDANG-UNDANG").replace(
        "TENTANG\nCUTI PEGAWAI", "TENTANG\nTAMBAHAN DAN PERUBAHAN ANGGARAN NEGARA TAHUN ANGGARAN 2019/2020"
    )
    body = (
        "Pasal 1\nAnggaran menurut Undang-undang Nomor 2 Tahun 2019 tentang Anggaran Negara Tahun 2019/20.\n"
    )
    parsed = parse_regulation(document(text + body + FOOT))
    changed = {r.target_id for r in parsed.relations if r.kind is RelationKind.MENGUBAH}
    assert changed == {"uu-2-2019"}


def test_what_provisions_refer_to(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\n(1) Cuti menurut Pasal 2 dan Undang-Undang Nomor 5 Tahun 2Ol4.\n"
        "(2) Cuti sebagaimana dimaksud pada ayat (1).\nPasal 2\nIsi." + CLOSING
    )
    found = {
        (r.subject_id, r.target_id)
        for r in parsed.relations
        if r.kind is RelationKind.MERUJUK and "/pasal-" in r.subject_id
    }
    assert found >= {
        ("pp-7-2021/pasal-1/ayat-1", "pp-7-2021/pasal-2"),
        ("pp-7-2021/pasal-1/ayat-1", "uu-5-2014"),
        ("pp-7-2021/pasal-1/ayat-2", "pp-7-2021/pasal-1/ayat-1"),
    }


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Undang-Undang Nomor 5 Tahun 2Ol4", "uu-5-2014"),
        ("Undang-undang No. 8 Tahun 1974", "uu-8-1974"),
        ("Peraturan Menteri Ketenagakerjaan Nomor 19 Tahun 2015", "permennaker-19-2015"),
        ("Peraturan Kepala Badan Kepegawaian Negara Nomor 2 Tahun 2011", "peraturan-bkn-2-2011"),
        ("Undang-Undang Nomor 5 Prps Tahun 1964", "uu-prps-5-1964"),
        ("Undang-undang Nomor 5 Pnps Tahun 1965", "uu-pnps-5-1965"),
        ("Undang-undang Nomor 7 Drt. Tahun 1956", "uu-darurat-7-1956"),
        ("Keputusan Presiden Nomor 230 Tahun 1968", "keppres-230-1968"),
    ],
)
def test_names_in_running_words(text: str, identifier: str) -> None:
    assert [reference.id for reference in references_in(f"sesuai dengan {text} tentang X.")] == [identifier]


def test_numbers_that_share_a_name() -> None:
    text = "diubah dengan Undang-Undang: a. Nomor 9 Tahun 1994 (LN 1994 Nomor 59); b. Nomor 16 Tahun 2000"
    assert [reference.id for reference in references_in(text)] == ["uu-9-1994", "uu-16-2000"]


def test_pasal_before_a_name() -> None:
    text = "ketentuan Pasal 86 ayat (4) dan Pasal 87 Undang-Undang Nomor 5 Tahun 2014"
    reference = references_in(text)[0]
    assert provisions_before(text, reference) == ["uu-5-2014/pasal-86/ayat-4", "uu-5-2014/pasal-87"]
