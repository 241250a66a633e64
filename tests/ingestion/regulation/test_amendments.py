"""Amending regulations: changes as units, the wording they quote, and the operations they order."""

from collections.abc import Callable

import pytest

from corpus.amendments import Amendment, AmendmentAction
from corpus.models import ProvisionKind, RelationKind
from ingestion.chunking import chunk_regulation
from ingestion.regulation import ParsedRegulation, parse_regulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document, under

Amend = Callable[[str], ParsedRegulation]
AMENDED = "pp-11-2017"
LEAD = "Beberapa ketentuan dalam Peraturan Pemerintah Nomor 11 Tahun 2017 diubah sebagai berikut:\n"
END = "Pasal II\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"
TITLE = "PERUBAHAN KEDUA ATAS PERATURAN PEMERINTAH NOMOR 11 TAHUN 2017 TENTANG PEGAWAI"


@pytest.fixture
def amend() -> Amend:
    """Parse the content of Pasal I of an amending regulation."""
    return lambda body: parse_regulation(
        document(HEAD.replace("CUTI PEGAWAI", TITLE) + "Pasal I\n" + body + END + FOOT)
    )


def brief(amendment: Amendment) -> tuple[str, str, str]:
    """Action, target and text without the regulations' identifiers."""
    return (
        amendment.action.value,
        amendment.target_id.removeprefix(f"{AMENDED}/"),
        amendment.text_id.removeprefix("pp-7-2021/pasal-i/"),
    )


def operations(parsed: ParsedRegulation) -> list[tuple[str, str, str]]:
    return [brief(amendment) for amendment in parsed.amendments]


def test_changes_hold_the_pasal_that_they_quote(amend: Amend) -> None:
    parsed = amend(
        LEAD
        + """1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:
Pasal 5
(1) Satu:
a. benar; dan
b. salah.
(2) Dua menurut Pasal 9 ayat (1).
2. Di antara Pasal 5 dan Pasal 6 disisipkan 1 (satu) pasal, yakni Pasal 5A sehingga berbunyi sebagai berikut:
Pasal 5A
Isi.
3. Pasal 20 dihapus.
"""
    )
    units = under(parsed)
    assert [path for path in units if path.startswith("pasal")] == [
        "pasal-i",
        "pasal-i/angka-1",
        "pasal-i/angka-1/pasal-5",
        "pasal-i/angka-1/pasal-5/ayat-1",
        "pasal-i/angka-1/pasal-5/ayat-1/huruf-a",
        "pasal-i/angka-1/pasal-5/ayat-1/huruf-b",
        "pasal-i/angka-1/pasal-5/ayat-2",
        "pasal-i/angka-2",
        "pasal-i/angka-2/pasal-5a",
        "pasal-i/angka-3",
        "pasal-ii",
    ]
    assert units["pasal-i/angka-1/pasal-5"].kind is ProvisionKind.PASAL
    assert units["pasal-i/angka-1/pasal-5/ayat-2"].text == "Dua menurut Pasal 9 ayat (1)."
    assert units["pasal-i/angka-2/pasal-5a"].heading_path == (
        "Perubahan atas Peraturan Pemerintah Nomor 11 Tahun 2017",
    )
    assert operations(parsed) == [
        ("diubah", "pasal-5", "angka-1/pasal-5"),
        ("disisipkan", "pasal-5a", "angka-2/pasal-5a"),
        ("dihapus", "pasal-20", ""),
    ]
    assert parsed.amendments[1].after_id == "pp-11-2017/pasal-5"
    assert parsed.amendments[0].instruction_id == "pp-7-2021/pasal-i/angka-1"
    assert parsed.amendments[0].since == parsed.regulation.effective
    assert parsed.amendments[2].evidence == "Pasal 20 dihapus."
    assert not any(amendment.doubt for amendment in parsed.amendments)


ONE = {
    "a whole pasal is quoted although a part is named": (
        "Ketentuan Pasal 5 ayat (2) dan ayat (3) diubah, sehingga Pasal 5 berbunyi sebagai berikut: "
        "Pasal 5 (1) Satu. (2) Dua. (3) Tiga.",
        [("diubah", "pasal-5", "angka-1/pasal-5")],
    ),
    "an ayat alone, in quotation marks": (
        'Ketentuan ayat (2) Pasal 5 diubah sehingga berbunyi sebagai berikut: "(2) Dua menurut ayat (1)."',
        [("diubah", "pasal-5/ayat-2", "angka-1/ayat-2")],
    ),
    "two ayat alone": (
        "Ketentuan Pasal 5 ayat (2) dan ayat (4) diubah sehingga berbunyi sebagai berikut: "
        '"(2) Dua. (4) Empat menurut ayat (1)."',
        [("diubah", "pasal-5/ayat-2", "angka-1/ayat-2"), ("diubah", "pasal-5/ayat-4", "angka-1/ayat-4")],
    ),
    "an ayat under the heading of its pasal": (
        "Ketentuan Pasal 5 ayat (2) diubah sehingga berbunyi sebagai berikut:\nPasal 5\n(2) Dua.",
        [("diubah", "pasal-5/ayat-2", "angka-1/pasal-5/ayat-2")],
    ),
    "an inserted ayat": (
        "Di antara ayat (2) dan ayat (3) Pasal 5 disisipkan 1 (satu) ayat, yakni ayat (2a) yang berbunyi "
        'sebagai berikut: "(2a) Dua a."',
        [("disisipkan", "pasal-5/ayat-2a", "angka-1/ayat-2a")],
    ),
    "an added ayat": (
        'Ketentuan Pasal 5 ditambah 1 (satu) ayat baru, yakni ayat (4) yang berbunyi sebagai berikut: '
        '"(4) Empat."',
        [("disisipkan", "pasal-5/ayat-4", "angka-1/ayat-4")],
    ),
    "several inserted pasal": (
        "Di antara Pasal 12 dan Pasal 13 disisipkan 2 (dua) pasal, yakni Pasal 12A dan Pasal 12B yang "
        "berbunyi "
        "sebagai berikut:\nPasal 12A\nSatu.\nPasal 12B\nDua.",
        [("disisipkan", "pasal-12a", "angka-1/pasal-12a"), ("disisipkan", "pasal-12b", "angka-1/pasal-12b")],
    ),
    "deleted parts": (
        "Ketentuan Pasal 7 ayat (2) dan ayat (3) dihapus.",
        [("dihapus", "pasal-7/ayat-2", ""), ("dihapus", "pasal-7/ayat-3", "")],
    ),
    "deleted pasal, a range": (
        "Ketentuan Pasal 7 sampai dengan Pasal 9 dihapus.",
        [("dihapus", f"pasal-{number}", "") for number in (7, 8, 9)],
    ),
    "an angka of a list of definitions": (
        "Ketentuan angka 5 Pasal 1 diubah sehingga berbunyi sebagai berikut: 5. Cuti adalah libur.",
        [("diubah", "pasal-1/angka-5", "angka-1/angka-5")],
    ),
    "words": (
        'Frasa "Kepala BAKN" dalam Pasal 7 ayat (1) diubah menjadi "Kepala BKN".',
        [("frasa-diganti", "pasal-7/ayat-1", "")],
    ),
    "a pasal without its heading": (
        "Ketentuan Pasal 3 diubah seluruhnya sehingga berbunyi sebagai berikut: (1) Besarnya tunjangan "
        "ditetapkan. "
        "(2) Tunjangan dibayar.",
        [("diubah", "pasal-3", "angka-1/pasal-3")],
    ),
    "a chapter with its pasal": (
        "Di antara BAB IV dan BAB V disisipkan 1 (satu) bab, yakni BAB IVA yang berbunyi sebagai berikut:\n"
        "BAB IVA\nPENGHASILAN\nPasal 16A\nIsi.",
        [("disisipkan", "bab-4a", "angka-1/bab-4a"), ("disisipkan", "pasal-16a", "angka-1/pasal-16a")],
    ),
    "a heading": (
        "Judul BAB III diubah sehingga berbunyi sebagai berikut:\nBAB III\nKEWAJIBAN DAN LARANGAN",
        [("diubah", "bab-3", "angka-1/bab-3")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("instruction", "expected"), ONE.values(), ids=ONE.keys())
def test_forms_of_instructions(amend: Amend, instruction: str, expected: list[tuple[str, str, str]]) -> None:
    parsed = amend(f"{LEAD}1. {instruction}\n2. Ketentuan Pasal 99 dihapus.\n")
    assert operations(parsed) == [*expected, ("dihapus", "pasal-99", "")]
    assert [amendment.doubt for amendment in parsed.amendments] == [""] * (len(expected) + 1)


DOUBTFUL = {
    "two promised, one named": (
        "Di antara Pasal 5 dan Pasal 6 disisipkan 2 (dua) pasal, yakni Pasal 5A yang berbunyi sebagai "
        "berikut:\nPasal 5A\nIsi.",
        "Disebut 2 pasal disisipkan",
    ),
    "no wording": ("Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:", "Bunyi baru Pasal 5 "
    "tidak ditemukan."),
    "an attachment": ("Mengubah Lampiran II sehingga menjadi sebagaimana tercantum dalam Lampiran "
    "Peraturan Pemerintah ini.", "lampiran"),
    "renumbered": ("Ketentuan Pasal 14 lama selanjutnya dijadikan ketentuan Pasal 13 baru.", "Penomoran "
    "ulang"),
    "elucidation": ("Penjelasan Pasal 5 diubah sebagaimana tercantum dalam penjelasan.", "penjelasannya"),
}  # fmt: skip


@pytest.mark.parametrize(("instruction", "doubt"), DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_what_does_not_agree_is_doubted_and_never_guessed(amend: Amend, instruction: str, doubt: str) -> None:
    parsed = amend(f"{LEAD}1. {instruction}\n2. Ketentuan Pasal 99 dihapus.\n")
    first = [a for a in parsed.amendments if a.instruction_id == "pp-7-2021/pasal-i/angka-1"]
    assert first
    assert all(doubt in amendment.doubt for amendment in first)


def test_a_missing_number_casts_doubt_on_the_change_before_it(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\nSatu.\n"
        "Pasal 7\nKata-kata perubahan kedua tanpa perintahnya.\n3. Ketentuan Pasal 9 dihapus.\n"
    )
    first, _, deletion, lost = parsed.amendments
    assert "Angka 2 tidak ditemukan" in first.doubt
    assert deletion.doubt == ""
    assert brief(lost) == ("lain", AMENDED, "")
    assert "Angka 2 tidak ditemukan" in lost.doubt


def test_a_change_without_its_label_takes_the_number_that_is_missing(amend: Amend) -> None:
    parsed = amend(
        LEAD + "Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\nSatu.\n"
        "2. Ketentuan Pasal 9 dihapus.\n"
    )
    assert [a.instruction_id for a in parsed.amendments] == [
        "pp-7-2021/pasal-i/angka-1",
        "pp-7-2021/pasal-i/angka-2",
    ]
    assert ("pp-7-2021/pasal-i/angka-1", "(label hilang)") in {
        (r.where, r.raw) for r in parsed.report.repairs
    }


def test_changes_below_a_change(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Mengubah ketentuan Pasal 8 sebagai berikut:\n"
        "a. Di antara ayat (1) dan ayat (2) disisipkan 1 (satu) ayat, yakni ayat (1a) yang berbunyi "
        'sebagai berikut: "(1a) Baru."\n'
        "b. Ketentuan ayat (3) dihapus.\n2. Ketentuan Pasal 9 dihapus.\n"
    )
    assert operations(parsed) == [
        ("disisipkan", "pasal-8/ayat-1a", "angka-1/huruf-a/ayat-1a"),
        ("dihapus", "pasal-8/ayat-3", ""),
        ("dihapus", "pasal-9", ""),
    ]


def test_a_single_change_needs_no_number(amend: Amend) -> None:
    parsed = amend(
        "Pasal 16 Peraturan Pemerintah Nomor 11 Tahun 2017 diubah seluruhnya sehingga berbunyi sebagai "
        "berikut :\n"
        "Pasal 16\n(1) Satu.\n(2) Dua.\n"
    )
    assert operations(parsed) == [("diubah", "pasal-16", "pasal-16")]
    assert under(parsed)["pasal-i/pasal-16/ayat-2"].text == "Dua."


def test_a_day_set_for_some_changes_alone(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Ketentuan Pasal 5 dihapus.\n"
        "2. Ketentuan sebagaimana dimaksud pada angka 1 mulai berlaku pada tanggal 1 Januari 2015.\n"
    )
    assert [str(amendment.since) for amendment in parsed.amendments] == ["2015-01-01"]


def test_quoted_repeals_are_not_repeals(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Ketentuan Pasal 44 diubah sehingga berbunyi sebagai berikut:\nPasal 44\nPada saat "
        "Peraturan Pemerintah "
        "ini mulai berlaku, Peraturan Pemerintah Nomor 3 Tahun 1971 dicabut dan dinyatakan tidak berlaku.\n"
        "2. Ketentuan Pasal 45 dihapus.\n"
    )
    acts = (RelationKind.MENGUBAH, RelationKind.MENCABUT)
    assert [(r.kind, r.target_id) for r in parsed.relations if r.kind in acts] == [
        (RelationKind.MENGUBAH, AMENDED)
    ]


def test_a_law_may_change_several_others_in_ordinary_pasal() -> None:
    body = """Pasal 1
Kemudahan diatur dengan perubahan beberapa undang-undang.
Pasal 2
Beberapa ketentuan dalam Undang-Undang Nomor 26 Tahun 2007 tentang Ruang diubah sebagai berikut:
1. Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:
Pasal 1
Ruang ialah wadah.
2. Ketentuan Pasal 3 diubah sehingga berbunyi sebagai berikut:
Pasal 3
Tujuan.
Pasal 3
Beberapa ketentuan dalam Undang-Undang Nomor 32 Tahun 2014 tentang Laut diubah sebagai berikut:
1. Ketentuan Pasal 4 dihapus.
2. Di antara Pasal 4 dan Pasal 5 disisipkan 1 (satu) pasal, yakni Pasal 4A yang berbunyi sebagai berikut:
Pasal 4A
Laut.
Pasal 4
Cukup sekian.
"""
    parsed = parse_regulation(document(HEAD + body + FOOT))
    assert [path for path in under(parsed) if path.startswith("pasal-") and "/" not in path] == [
        "pasal-1",
        "pasal-2",
        "pasal-3",
        "pasal-4",
    ]
    assert [(a.action, a.target_id) for a in parsed.amendments] == [
        (AmendmentAction.REPLACE, "uu-26-2007/pasal-1"),
        (AmendmentAction.REPLACE, "uu-26-2007/pasal-3"),
        (AmendmentAction.DELETE, "uu-32-2014/pasal-4"),
        (AmendmentAction.INSERT, "uu-32-2014/pasal-4a"),
    ]
    changed = [r.target_id for r in parsed.relations if r.kind is RelationKind.MENGUBAH]
    assert changed == ["uu-26-2007", "uu-32-2014"]


def test_the_elucidation_goes_to_the_quoted_pasal(amend: Amend) -> None:
    body = (
        LEAD
        + "1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\n(1) Satu.\n(2) Dua.\n"
        "2. Ketentuan Pasal 7 dihapus.\n"
        "3. Ketentuan Pasal 9 diubah sehingga berbunyi sebagai berikut:\nPasal 9\nTiga.\n"
    )
    told = """PENJELASAN ATAS
I. UMUM
Umum.
II. PASAL DEMI PASAL
Pasal I
Angka 1
Pasal 5
Ayat (1)
Yang pertama.
Ayat (2)
Cukup jelas.
Angka 2
Cukup jelas.
Angka 3
Pasal 9
Yang ketiga.
Pasal II
Cukup jelas.
"""
    parsed = parse_regulation(
        document(HEAD.replace("CUTI PEGAWAI", TITLE) + "Pasal I\n" + body + END + FOOT + told)
    )
    units = {path: unit.penjelasan for path, unit in under(parsed).items() if unit.penjelasan}
    assert units == {
        "pasal-i/angka-1/pasal-5/ayat-1": "Yang pertama.",
        "pasal-i/angka-1/pasal-5/ayat-2": "Cukup jelas.",
        "pasal-i/angka-2": "Cukup jelas.",
        "pasal-i/angka-3/pasal-9": "Yang ketiga.",
        "pasal-ii": "Cukup jelas.",
    }


def test_passages_of_quoted_wording_say_whose_pasal_it_is(amend: Amend) -> None:
    parsed = amend(
        LEAD + "1. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\n(1) Satu.\n(2) "
        "Dua.\n"
        "2. Ketentuan Pasal 7 dihapus.\n"
    )
    units = chunk_regulation("pp-7-2021", parsed.regulation, parsed.provisions, digest=False)
    paths = {unit.id: unit.path for unit in units}
    assert paths["pp-7-2021/pasal-i/angka-1/pasal-5/ayat-2"][1:] == (
        "Pasal I",
        "angka 1",
        "Perubahan atas Peraturan Pemerintah Nomor 11 Tahun 2017: Pasal 5",
        "ayat (2)",
    )
    assert paths["pp-7-2021/pasal-i/angka-2"][1:] == ("Pasal I", "angka 2")


def test_a_missing_number_is_a_suspicion_and_a_quoted_part_is_none(amend: Amend) -> None:
    parsed = amend(
        LEAD + '1. Ketentuan ayat (2) Pasal 5 diubah sehingga berbunyi sebagai berikut: "(2) Dua."\n'
        "3. Ketentuan Pasal 7 dihapus.\n"
    )
    assert [(item.where, item.reason) for item in parsed.report.suspicious] == [
        ("pp-7-2021/pasal-i/angka-3", "ada yang tidak ditemukan di antara angka 1 dan angka 3")
    ]


def test_what_tells_of_an_earlier_change_orders_none(parse: Callable[[str], ParsedRegulation]) -> None:
    parsed = parse(
        "Pasal 1\n(1) Bank yang didirikan dengan Undang-Undang Nomor 21 Tahun 1968 disesuaikan bentuknya"
        " menurut Peraturan\nPemerintah Nomor 12 Tahun 1969 sebagaimana telah diubah dengan Peraturan"
        " Pemerintah Nomor 24 Tahun 1972.\n(2) Bank dinyatakan bubar.\nPasal 2\nIsi.\n"
    )
    assert parsed.amendments == ()
    assert [item.id.split("/", 1)[1] for item in parsed.provisions if item.kind is ProvisionKind.AYAT] == [
        "pasal-1/ayat-1",
        "pasal-1/ayat-2",
    ]
