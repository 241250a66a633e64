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
