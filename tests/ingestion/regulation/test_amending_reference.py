"""Amending regulations as published: UU 43/1999, PP 45/1990, and the salaries of PP 7/1977."""

from collections.abc import Callable
from datetime import date

import pytest

from corpus.models import Provision, RelationKind
from ingestion.regulation import ParsedRegulation
from tests.ingestion.regulation.conftest import under

pytestmark = pytest.mark.real_data
Reference = Callable[[str], ParsedRegulation]


def operations(parsed: ParsedRegulation) -> list[tuple[str, str]]:
    return [(a.action.value, a.target_id.split("/", 1)[1]) for a in parsed.amendments]


def wording(parsed: ParsedRegulation, target: str) -> Provision:
    """The new wording of a unit."""
    text_id = next(a.text_id for a in parsed.amendments if a.target_id == target)
    return next(provision for provision in parsed.provisions if provision.id == text_id)


def test_the_civil_service_law_as_changed_in_1999(read_reference: Reference) -> None:
    parsed = read_reference("regulasi_asn/uu/1999/43.md")
    replaced = (1, 2, 3, 4, 7, 11, 12, 13, 15, 17, 20, 22, 23, 24, 25, 26, 30, 31, 32, 34, 35, 37)
    pasal = [operation for operation in operations(parsed) if operation[1].startswith("pasal")]
    assert pasal == sorted(
        [
            *(("diubah", f"pasal-{number}") for number in replaced),
            ("diubah", "pasal-16/ayat-2"),
            ("disisipkan", "pasal-16a"),
            ("dihapus", "pasal-19"),
            ("disisipkan", "pasal-34a"),
        ],
        key=lambda operation: int("".join(filter(str.isdigit, operation[1].split("/")[0]))),
    )
    assert not any(amendment.doubt for amendment in parsed.amendments)
    assert {amendment.since for amendment in parsed.amendments} == {date(1999, 9, 30)}
    assert wording(parsed, "uu-8-1974/pasal-17").full_text == (
        "(1) Pegawai Negeri Sipil diangkat dalam jabatan dan pangkat tertentu.\n"
        "(2) Pengangkatan Pegawai Negeri Sipil dalam suatu jabatan dilaksanakan berdasarkan prinsip "
        "profesionalisme sesuai dengan kompetensi, prestasi kerja, dan jenjang pangkat yang ditetapkan untuk "
        "jabatan itu serta syarat obyektif lainnya tanpa membedakan jenis kelamin, suku, agama, ras, atau "
        "golongan.\n"
        "(3) Pengangkatan Pegawai Negeri Sipil dalam pangkat awal ditetapkan berdasarkan tingkat pendidikan "
        "formil"
    )
    assert wording(parsed, "uu-8-1974/pasal-16/ayat-2").text == (
        "Setiap warga negara Republik Indonesia mempunyai kesempatan yang sama untuk melamar menjadi Pegawai "
        "Negeri Sipil setelah memenuhi syarat-syarat yang ditentukan."
    )
    assert wording(parsed, "uu-8-1974/bab-4").text == (
        "MANAJEMEN ANGGOTA TENTARA NASIONAL INDONESIA DAN ANGGOTA KEPOLISIAN NEGARA REPUBLIK INDONESIA"
    )
    assert sum(path.startswith("pasal-i/angka-4/pasal-11/ayat-1/huruf-") for path in under(parsed)) == 11
    units = under(parsed)
    assert units["pasal-i/angka-3/pasal-7/ayat-1"].penjelasan.startswith(
        "Yang dimaksud dengan gaji yang adil"
    )
    assert units["pasal-i/angka-8/pasal-16a/ayat-1"].penjelasan.startswith("Pengangkatan langsung menjadi")
    assert units["pasal-ii"].penjelasan.startswith("Cukup jelas")
    acts = (RelationKind.MENGUBAH, RelationKind.MENCABUT)
    assert [(r.kind, r.target_id) for r in parsed.relations if r.kind in acts] == [
        (RelationKind.MENGUBAH, "uu-8-1974")
    ]


def test_marriage_permits_as_changed_in_1990(read_reference: Reference) -> None:
    parsed = read_reference("regulasi_asn/pp/1990/45.md")
    assert operations(parsed) == [
        ("diubah", "pasal-3"),
        ("diubah", "pasal-4"),
        ("diubah", "pasal-5/ayat-2"),
        ("disisipkan", "pasal-8/ayat-4"),
        ("lain", "pasal-8/ayat-5"),
        ("diubah", "pasal-8/ayat-6"),
        ("lain", "pasal-8/ayat-7"),
        ("diubah", "pasal-9/ayat-1"),
        ("dihapus", "pasal-11"),
        ("lain", "pasal-11"),
        ("diubah", "pasal-11/ayat-3"),
        ("diubah", "pasal-12"),
        ("lain", "pasal-13"),
        ("diubah", "pasal-14"),
        ("diubah", "pasal-15"),
        ("diubah", "pasal-16"),
        ("disisipkan", "pasal-17"),
    ]
    moved = {a.target_id: a.text_id for a in parsed.amendments if a.doubt}
    assert moved == {
        "pp-10-1983/pasal-8/ayat-5": "pp-10-1983/pasal-8/ayat-4",
        "pp-10-1983/pasal-8/ayat-7": "pp-10-1983/pasal-8/ayat-6",
        "pp-10-1983/pasal-11": "pp-10-1983/pasal-12",
        "pp-10-1983/pasal-13": "pp-10-1983/pasal-14",
    }
    assert wording(parsed, "pp-10-1983/pasal-14").full_text == (
        "Pegawai Negeri Sipil dilarang hidup bersama dengan wanita yang bukan istrinya atau dengan pria yang "
        "bukan suaminya sebagai suami istri tanpa ikatan perkawinan yang sah"
    )
    assert wording(parsed, "pp-10-1983/pasal-11/ayat-3").text == (
        "Pimpinan Bank Milik Negara dan pimpinan Badan Usaha Milik Negara, wajib meminta izin lebih dahulu "
        "dari Piesiden."
    )
    assert [path for path in under(parsed) if path.startswith("pasal-i/") and path.count("/") == 1] == [
        f"pasal-i/angka-{number}" for number in range(1, 14)
    ]


SALARIES = {
    "1980/13": [("diubah", "pasal-16", "1980-04-01")],
    "1985/15": [("lain", "lampiran-ii", "1985-04-01")],
    "1992/51": [("diubah", "pasal-16", "1992-04-01"), ("lain", "lampiran-ii", "1992-04-01")],
    "1993/15": [("lain", "lampiran-ii", "1993-01-01")],
    "1997/6": [("lain", "lampiran-ii", "1997-04-01")],
    "2001/26": [("lain", "lampiran-ii", "2001-01-01")],
    "2003/11": [("lain", "lampiran-ii", "2003-01-01")],
    "2005/66": [("lain", "lampiran-ii", "2006-01-01")],
    "2007/9": [("lain", "lampiran-ii", "2007-01-01")],
    "2008/10": [("lain", "lampiran-ii", "2008-01-01")],
    "2009/8": [("lain", "lampiran-ii", "2009-01-01")],
    "2010/25": [("lain", "lampiran-ii", "2010-01-01")],
    "2011/11": [("lain", "lampiran-ii", "2011-01-01")],
    "2012/15": [("lain", "lampiran-ii", "2012-01-01")],
    "2014/34": [("lain", "lampiran-ii", "2014-01-01")],
    "2015/30": [("lain", "lampiran-ii", "2015-01-01")],
}


@pytest.mark.parametrize(("path", "expected"), SALARIES.items(), ids=SALARIES.keys())
def test_the_chain_of_salary_changes(
    read_reference: Reference, path: str, expected: list[tuple[str, str, str]]
) -> None:
    parsed = read_reference(f"regulasi_asn/pp/{path}.md")
    assert [
        (a.action.value, a.target_id.removeprefix("pp-7-1977/"), str(a.since)) for a in parsed.amendments
    ] == expected
