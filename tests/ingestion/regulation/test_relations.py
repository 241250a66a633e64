"""What a regulation does to others, with the words that say so."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.models import RelationKind
from ingestion.regulation import ParsedRegulation
from ingestion.regulation.references import provisions_before, references_in

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
    assert [(r.kind, r.target_id) for r in parsed.relations] == [
        (RelationKind.MELAKSANAKAN, "uu-5-2014/pasal-8/ayat-2")
    ]


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("Undang-Undang Nomor 5 Tahun 2Ol4", "uu-5-2014"),
        ("Undang-undang No. 8 Tahun 1974", "uu-8-1974"),
        ("Peraturan Menteri Ketenagakerjaan Nomor 19 Tahun 2015", "permennaker-19-2015"),
        ("Peraturan Kepala Badan Kepegawaian Negara Nomor 2 Tahun 2011", "peraturan-bkn-2-2011"),
        ("Undang-Undang Nomor 5 Prps Tahun 1964", "uu-prps-5-1964"),
        ("Keputusan Presiden Nomor 230 Tahun 1968", "keppres-230-1968"),
    ],
)
def test_names_in_running_words(text: str, identifier: str) -> None:
    assert [reference.id for reference in references_in(f"sesuai dengan {text} tentang X.")] == [identifier]


def test_pasal_before_a_name() -> None:
    text = "ketentuan Pasal 86 ayat (4) dan Pasal 87 Undang-Undang Nomor 5 Tahun 2014"
    reference = references_in(text)[0]
    assert provisions_before(text, reference) == ["uu-5-2014/pasal-86/ayat-4", "uu-5-2014/pasal-87"]
