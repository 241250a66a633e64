"""Instructions and quotations that recognition or the drafter damaged: read with evidence, else doubted."""

from collections.abc import Callable

import pytest

from corpus.models import RelationKind
from ingestion.regulation import ParsedRegulation, parse_regulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document

Amend = Callable[[str], ParsedRegulation]
LEAD = "Beberapa ketentuan dalam Peraturan Pemerintah Nomor 11 Tahun 2017 diubah sebagai berikut:\n"
END = "Pasal II\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"
TITLE = "PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 11 TAHUN 2017 TENTANG PEGAWAI"
SECOND = "2. Pasal 20 dihapus.\n"


@pytest.fixture
def amend() -> Amend:
    """Parse the content of Pasal I of an amending regulation."""
    return lambda body: parse_regulation(
        document(HEAD.replace("CUTI PEGAWAI", TITLE) + "Pasal I\n" + body + END + FOOT)
    )


def operations(parsed: ParsedRegulation) -> list[tuple[str, str]]:
    """Action and target without the regulation, of what is beyond doubt."""
    return [
        (amendment.action.value, amendment.target_id.partition("/")[2])
        for amendment in parsed.amendments
        if not amendment.doubt
    ]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        # The word before the unit, the unit's name, or the label is damaged.
        ("1. Keten: uan ayat (3) Pasal 24 diubah sehingga berbunyi sebagai berikut:\nPasal 24\nIsi.\n",
         ("diubah", "pasal-24")),
        ("J. Ketentuan angka 4 Pasal 1 diubah, sehingga berbunyi sebagai berikut:\nPasal 1\nIsi.\n",
         ("diubah", "pasal-1")),
        ("1. Ketentuan Pasa-l 38 dihapus.\n", ("dihapus", "pasal-38")),
        ("1. Ketentuan Pasd 22 diubah sehingga berbunyi sebagai berikut:\nPasal 22\nIsi.\n",
         ("diubah", "pasal-22")),
        ("1. Di antara Pasal 1 dan Pasal 2 disipkan 1 (satu) pasal, yakni Pasal 1A yang berbunyi sebagai"
         " berikut:\nPasal 1A\nIsi.\n", ("disisipkan", "pasal-1a")),
        # Its two lines were read across each other.
        ("1. Ketentuan Pasal berikut: 6 diubah sehingga berbunyi sebagai Pasal 6\n(1) Satu.\n(2) Dua.\n",
         ("diubah", "pasal-6")),
        ("1. Ketentuan Pasal 53 berikut: diubah sehingga berbunyi sebagai Pasal 53\nIsi.\n",
         ("diubah", "pasal-53")),
        ("1. Ketentuan Pasal sebagai berikut: 103 diubah sehingga berbunyi\nPasal 103\nIsi.\n",
         ("diubah", "pasal-103")),
        ("1. Ketentuan Pasal 136 sebagai berikut: diubah sehingga berbunyi\nPasal 136\nIsi.\n",
         ("diubah", "pasal-136")),
        ("1. Ketentuan ayat (21 Pasal 106 berbunyi sebagai berikut diubah, sehingga\nPasal 106\nIsi.\n",
         ("diubah", "pasal-106")),
        # "sebagai" is damaged, or no colon tells where the wording begins.
        ("1. Ketentuan Pasal 12 diubah sehingga berbunyi 56!agai berikut: Pasal 12\nIsi.\n",
         ("diubah", "pasal-12")),
        ('1. Pasal 2 diubah sehingga seluruhnya berbunyi "Dengan Peraturan Pemerintah ini ditetapkan badan'
         ' usaha yang menyelenggarakan telekomunikasi untuk umum."\n', ("diubah", "pasal-2")),
        ("1. Pasal 4 dirubah dan ditambah sehingga pasal tersebut berbunyi sebagai berikut:\nPasal 4\nIsi.\n",
         ("diubah", "pasal-4")),
        # The heading of the quoted pasal is damaged; the instruction says what it must be.
        ("1. Ketentuan Pasal 21 diubah sehingga berbunyi sebagai berikut:\nPasal 2 1\nIsi.\n",
         ("diubah", "pasal-21")),
        ("1. Di antara Pasal 7 dan Pasal 8 disisipkan 1 (satu) pasal, yakni Pasal 7A sehingga berbunyi"
         " sebagai berikut:\nPasal 7,4'\nIsi.\n", ("disisipkan", "pasal-7a")),
        # The quotation leaves out the label of the one part that is meant.
        ('1. Ketentuan Pasal 2 ayat (3) diubah sehingga berbunyi sebagai berikut: "Surat izin ditetapkan."\n',
         ("diubah", "pasal-2/ayat-3")),
        ('1. Pada Bab IV ditambah ketentuan yang dijadikan Pasal 53a yang berbunyi sebagai berikut:'
         ' "Prajurit didaftar sebagai pemilih."\n', ("disisipkan", "pasal-53a")),
        ('1. Pasal 2 ditambah dengan sub d baru, yang berbunyi: "d. Pedagang yang membeli kopi".\n',
         ("disisipkan", "pasal-2/huruf-d")),
        ('1. Ketentuan Pasal 3 ayat (3) diubah, sehingga Pasal 3 ayat (3) menjadi berbunyi sebagai berikut:'
         ' "Pasal 3\n(3) Dibentuk komite."\n', ("diubah", "pasal-3/ayat-3")),
    ],
)  # fmt: skip
def test_damage_that_the_instruction_itself_makes_good(
    amend: Amend, first: str, expected: tuple[str, str]
) -> None:
    parsed = amend(LEAD + first + SECOND)
    assert operations(parsed) == [expected, ("dihapus", "pasal-20")]
    assert not [amendment for amendment in parsed.amendments if amendment.doubt]


def test_a_quoted_rule_that_begins_like_an_instruction_does_not_hide_the_next(amend: Amend) -> None:
    parsed = amend(
        LEAD + '1. Ketentuan Pasal 11 diubah sehingga berbunyi sebagai berikut: "Pasal 11\n(1) Satu.\n'
        "4. Ketentuan lebih lanjut sebagaimana dimaksud dalam ayat (1) ditetapkan dengan Keputusan"
        ' Menteri." 2. Ketentuan Pasal 15 diubah sehingga berbunyi sebagai berikut: "Pasal 15\nIsi."\n'
    )
    assert operations(parsed) == [("diubah", "pasal-11"), ("diubah", "pasal-15")]


def test_what_stands_under_an_inserted_heading_is_inserted(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Menambah BAB baru antara BAB II dan BAB III yang berbunyi sebagai berikut:\n"
        "BAB IIA\nKAWASAN\nPasal 4A\nSatu.\nPasal 4B\nDua.\n2. Di antara Bagian Kedua dan Bagian"
        " Ketiga disisipkan 1 (satu) bagian, yakni Bagian Kedua A yang berbunyi sebagai berikut:\n"
        "Bagian Kedua A\nBarang Bukti\nPasal 76A\nTiga.\n"
    )
    assert operations(parsed) == [
        ("disisipkan", "bab-2a"), ("disisipkan", "pasal-4a"), ("disisipkan", "pasal-4b"),
        ("disisipkan", "bagian-2a"), ("disisipkan", "pasal-76a"),
    ]  # fmt: skip


def test_a_pasal_that_is_only_a_neighbour_of_the_inserted_one_is_not_replaced(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Di antara Pasal 67 dan Pasal 68 disisipkan 1 (satu) pasal, yakni Pasal 67A sehingga"
        " berbunyi sebagai berikut:\nPasal 67\nIsi.\n" + SECOND
    )
    assert operations(parsed) == [("dihapus", "pasal-20")]


@pytest.mark.parametrize(
    ("quoted", "doubt"),
    [
        ("Pasal 5\n(1) Satu.\n(2) Dua.\n(1) (2) (3)\n", "label yang terlepas"),
        ("Pasal 5\nSatu. Pasa16A\n", "label yang terlepas"),
        ("Pasal 5\nb. Dua.\n", "tidak dimulai dari awal"),
        ("Pasal 5\n(4) Empat.\n", "tidak dimulai dari awal"),
    ],
)
def test_torn_quotations_are_doubted(amend: Amend, quoted: str, doubt: str) -> None:
    parsed = amend(
        LEAD + f"1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\n{quoted}" + SECOND
    )
    assert doubt in parsed.amendments[0].doubt


def test_a_quotation_may_end_with_a_cross_reference(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\n"
        "Gaji dibayar sebagaimana dimaksud dalam Pasal 4.\n" + SECOND
    )
    assert operations(parsed) == [("diubah", "pasal-5"), ("dihapus", "pasal-20")]


def test_an_instruction_that_swallowed_the_lead_is_doubted(amend: Amend) -> None:
    parsed = amend(
        "1. Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:\n" + LEAD + "Pasal 1\nIsi.\n" + SECOND
    )
    assert all(
        "kalimat pembuka" in amendment.doubt
        for amendment in parsed.amendments
        if amendment.target_id.endswith("/pasal-1")
    )


def test_a_lost_heading_among_inserted_pasal_casts_doubt_on_both_sides(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Menambah BAB baru antara BAB II dan BAB III yang berbunyi sebagai berikut:\n"
        "BAB IIA\nKAWASAN\nPasal 4A\nSatu.\nPasal 4C\nTiga.\n" + SECOND
    )
    assert operations(parsed) == [("disisipkan", "bab-2a"), ("dihapus", "pasal-20")]


def test_some_angka_quoted_under_the_heading_of_their_pasal(amend: Amend) -> None:
    parsed = amend(
        LEAD
        + "1. Ketentuan Pasal 1 angka 35 dan 36 diubah, sehingga Pasal 1 angka 35 dan 36 berbunyi sebagai"
        " berikut:\nPasal 1\n35. Anggaran adalah uang.\n36. Persentase adalah bagian.\n" + SECOND
    )
    assert operations(parsed) == [
        ("diubah", "pasal-1/angka-35"), ("diubah", "pasal-1/angka-36"), ("dihapus", "pasal-20"),
    ]  # fmt: skip


def test_what_changed_a_regulation_before_orders_nothing(amend: Amend) -> None:
    parsed = amend(
        "Pasal 1 Peraturan Pemerintah Nomor 11 Tahun 2017 sebagaimana telah beberapa kali ditambah dan diubah"
        " terakhir dengan Peraturan Pemerintah Nomor 13 Tahun 2019 diubah sehingga berbunyi sebagai berikut:"
        "\nPasal 1\nIsi.\n"
    )
    assert operations(parsed) == [("diubah", "pasal-1")]


def test_a_number_printed_one_too_high_before_one_that_is_lost(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Pasal 5 dihapus.\n3. Pasal 6 dihapus.\nKetentuan Pasal 7 dihapus.\n4. Pasal 8 dihapus.\n"
    )
    assert [amendment.instruction_id.rpartition("/")[2] for amendment in parsed.amendments] == [
        "angka-1", "angka-2", "angka-3", "angka-4",
    ]  # fmt: skip


def test_a_list_of_an_active_verb_is_a_list_of_changes(amend: Amend) -> None:
    parsed = amend(
        "1. Mengubah Lampiran Peraturan Pemerintah Nomor 11 Tahun 2017, sehingga menjadi sebagaimana"
        " tercantum dalam Lampiran Peraturan Pemerintah ini.\n2. Ketentuan sebagaimana dimaksud angka 1"
        " berlaku sejak tanggal 1 Januari 2006.\n"
    )
    assert [amendment.action.value for amendment in parsed.amendments] == ["lain"]


def test_a_regulation_of_a_later_year_is_misread() -> None:
    parsed = parse_regulation(
        document(
            HEAD + "Pasal 1\nBeberapa ketentuan dalam Undang-Undang Nomor 18 Tahun 2073 diubah sebagai"
            " berikut:\n1. Pasal 5 dihapus.\n2. Pasal 6 dihapus.\n" + FOOT
        )
    )
    assert [amendment.target_id for amendment in parsed.amendments] == [
        "uu-18-2073/pasal-5", "uu-18-2073/pasal-6",
    ]  # fmt: skip
    assert all("2073 sesudah tahun" in amendment.doubt for amendment in parsed.amendments)
    assert not [relation for relation in parsed.relations if relation.kind is RelationKind.MENGUBAH]


def test_a_range_of_inserted_pasal_names_each_of_them(amend: Amend) -> None:
    quoted = "".join(f"Pasal 3{letter}\nIsi {letter}.\n" for letter in "ABCDEFGHIJ")
    parsed = amend(
        "1. Di antara Pasal 3 dan Pasal 4 disisipkan 10 (sepuluh) pasal, yakni Pasal 3A sampai dengan Pasal"
        f" 3J yang berbunyi sebagai berikut:\n{quoted}{SECOND}"
    )
    assert operations(parsed) == [
        *(("disisipkan", f"pasal-3{letter}") for letter in "abcdefghij"),
        ("dihapus", "pasal-20"),
    ]


def test_pasal_i_and_o_of_an_inserted_chapter_are_letters_among_letters(amend: Amend) -> None:
    quoted = "".join(f"Pasal 77{letter}\nIsi {letter}.\n" for letter in "HIJKLMNOP")
    parsed = amend(
        "1. Di antara BAB XI dan BAB XII disisipkan 1 (satu) bab, yakni BAB XIA yang berbunyi sebagai"
        f" berikut:\nBAB XIA\nKURIKULUM\n{quoted}{SECOND}"
    )
    inserted = [target for _, target in operations(parsed) if target.startswith("pasal-77")]
    assert inserted == [f"pasal-77{letter}" for letter in "hijklmnop"]


def test_misread_numbers_of_inserted_pasal_follow_from_their_place(amend: Amend) -> None:
    quoted = "".join(f"Pasal {number}\nIsi {number}.\n" for number in ("lTlA", "171B", "LTLC"))
    instruction = "disisipkan 3 (tiga) pasal yakni Pasal l7lL, Pasal I7lB, dan Pasal LTLC yang berbunyi"
    parsed = amend(
        f"1. Di antara Pasal l7l dan Pasal 172 {instruction} sebagai berikut:\n{quoted}{SECOND}",
    )
    assert operations(parsed)[:3] == [("disisipkan", f"pasal-171{letter}") for letter in "abc"]
    # Without the pasal after them the place proves nothing.
    parsed = amend(f"1. Setelah Pasal l7l {instruction} sebagai berikut:\n{quoted}{SECOND}")
    assert ("disisipkan", "pasal-171a") not in operations(parsed)


def test_a_deleted_part_within_a_quotation_is_no_instruction(amend: Amend) -> None:
    parsed = amend(
        "1. Ketentuan Pasal 23 ayat (2) diubah, dan ayat (1) dihapus, sehingga keseluruhan Pasal 23 berbunyi"
        ' sebagai berikut: "Pasal 23 (1) dihapus.\n(2) Gugatan diajukan ke badan peradilan."\n' + SECOND
    )
    changes = [
        provision.id for provision in parsed.provisions if provision.id.endswith(("/angka-1", "/angka-2"))
    ]
    assert changes[-2:] == ["pp-7-2021/pasal-i/angka-1", "pp-7-2021/pasal-i/angka-2"]
    assert not any("~" in provision.id for provision in parsed.provisions)


def test_new_pasal_named_after_the_one_they_follow(amend: Amend) -> None:
    parsed = amend(
        "1. Menambah ketentuan baru sesudah Pasal 29 yaitu Pasal 29A dan Pasal 29B, yang berbunyi sebagai"
        f' berikut: "Pasal 29A\nIsi.\nPasal 29B\nIsi."\n{SECOND}'
    )
    assert operations(parsed)[:2] == [("disisipkan", "pasal-29a"), ("disisipkan", "pasal-29b")]


def test_letters_that_share_one_word_are_all_meant(amend: Amend) -> None:
    parsed = amend(LEAD + "1. Pasal 8 huruf c.2, d dan e, dan Pasal 10 dihapus.\n" + SECOND)
    assert operations(parsed) == [
        ("dihapus", "pasal-8/huruf-c2"),
        ("dihapus", "pasal-8/huruf-d"),
        ("dihapus", "pasal-8/huruf-e"),
        ("dihapus", "pasal-10"),
        ("dihapus", "pasal-20"),
    ]


def test_a_part_inserted_into_a_wording_that_is_quoted_whole_needs_none_of_its_own(amend: Amend) -> None:
    parsed = amend(
        '1. Menambah huruf c pada ayat (1) Pasal 4, sehingga ayat (1) berbunyi: "(1) Syarat:\na. satu;\n'
        f'b. dua;\nc. tiga."\n{SECOND}'
    )
    assert [amendment.doubt for amendment in parsed.amendments] == ["", ""]
    assert operations(parsed)[0] == ("diubah", "pasal-4/ayat-1")


def test_a_government_regulation_changes_no_law() -> None:
    law = "UNDANG-UNDANG NOMOR 41 TAHUN 2004 TENTANG WAKAF"
    title = f"PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 42 TAHUN 2006 TENTANG PELAKSANAAN {law}"
    lead = (
        f"Beberapa ketentuan dalam Peratural Pemerirtah Nomor 42 Tahun 2006 tentang Pelaksanaan {law.title()}"
    )
    body = f"Pasal I\n{lead} diubah sebagai berikut:\n1. Pasal 14 dihapus.\n{SECOND}{END}"
    parsed = parse_regulation(document(HEAD.replace("CUTI PEGAWAI", title) + body + FOOT))
    assert operations(parsed) == [("dihapus", "pasal-14"), ("dihapus", "pasal-20")]
    assert {amendment.target_id.partition("/")[0] for amendment in parsed.amendments} == {"pp-42-2006"}


@pytest.mark.parametrize(
    ("title", "considered", "expected"),
    [
        # The year is damaged in the title; the considerations name one such regulation.
        (
            "PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR24 TAHUN 2OXT TENTANG GAJI",
            "24",
            ["pp-24-2017/pasal-20"],
        ),
        ("PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR24 TAHUN 2OXT TENTANG GAJI", "25", []),
    ],
)
def test_considerations_name_what_a_damaged_title_means(
    title: str, considered: str, expected: list[str]
) -> None:
    named = f"Peraturan Pemerintah Nomor {considered} Tahun 2017 tentang Gaji"
    head = HEAD.replace("CUTI PEGAWAI", title).replace("perlu diatur cuti", f"{named} perlu diubah")
    body = f"Pasal I\nBeberapa ketentuan diubah sebagai berikut:\n1. Pasal 20 dihapus.\n{END}"
    parsed = parse_regulation(document(head + body + FOOT))
    assert [amendment.target_id for amendment in parsed.amendments] == expected
    silent = "Peraturan ini mengubah peraturan lain, tetapi tidak ada perubahan yang terbaca."
    assert (silent in parsed.report.warnings) is (not expected)


@pytest.mark.parametrize(
    ("title", "warned"),
    [
        ("PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 11 TAHUN 2017", True),
        ("PERUBAHAN NAMA PROVINSI IRIAN JAYA BARAT", False),
        ("PERUBAHAN BATAS WILAYAH DALAM UNDANG-UNDANG NOMOR 9 TAHUN 1950", True),
        ("PERUBAHAN STRUKTUR KEPEMILIKAN SAHAM NEGARA", False),
        ("CUTI PEGAWAI", False),
    ],
)
def test_an_amending_regulation_without_operations_is_flagged(title: str, warned: bool) -> None:
    parsed = parse_regulation(
        document(HEAD.replace("CUTI PEGAWAI", title) + f"Pasal 1\nIsi.\nPasal 2\nIsi.\n{FOOT}")
    )
    assert not parsed.amendments
    assert any("tidak ada perubahan yang terbaca" in words for words in parsed.report.warnings) is warned


def test_the_label_of_the_next_instruction_is_no_word_of_the_quotation_before_it(amend: Amend) -> None:
    parsed = amend(
        "Mengubah ketentuan Pasal 1 dan Pasal 3 Peraturan Pemerintah Nomor 11 Tahun 2017 sehingga berbunyi"
        ' sebagai berikut:\na. "Pasal 1\nTunjangan diberikan sebulan".\n'
        'b. "Pasal 3\nTunjangan "janda" dihentikan". 3\n'
    )
    quoted = [unit for unit in parsed.provisions if unit.id.endswith(("pasal-i/pasal-1", "pasal-i/pasal-3"))]
    assert [unit.full_text for unit in quoted] == [
        "Tunjangan diberikan sebulan",
        'Tunjangan "janda" dihentikan',
    ]


def test_words_in_quotation_marks_before_a_number_stay(amend: Amend) -> None:
    parsed = amend(
        f"{LEAD}1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\nDisebut"
        f' "cuti" 7\n{SECOND}'
    )
    quoted = next(unit for unit in parsed.provisions if unit.id.endswith("angka-1/pasal-5"))
    assert quoted.full_text == 'Disebut "cuti" 7'


@pytest.mark.parametrize("verb", ["belum diubah", "tidak diubah atau diganti", "dapat diubah"])
def test_what_is_not_changed_is_no_change(verb: str) -> None:
    rule = "Pelaksanaan Peraturan Pemerintah Nomor 22 Tahun 1984 tetap berlaku"
    body = f"Pasal 1\n{rule} sepanjang {verb} berdasarkan Pasal 5.\nPasal 2\nIsi.\n"
    assert not parse_regulation(document(HEAD + body + FOOT)).amendments
