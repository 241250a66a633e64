"""Real statutes: from recognised scans, from PDF and from web pages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.models import RelationKind
from ingestion.document import Document
from ingestion.readers import read
from ingestion.regulation import ParsedRegulation, looks_like_regulation, parse_regulation
from tests.ingestion.regulation.conftest import under
from tests.ingestion.regulation.test_properties import assert_nothing_lost

pytestmark = pytest.mark.real_data
Reference = Callable[[str], ParsedRegulation]


def pasal(parsed: ParsedRegulation) -> list[str]:
    return [path for path in under(parsed) if path.startswith("pasal-") and "/" not in path]


def ayat(parsed: ParsedRegulation, of: str) -> int:
    return sum(path.startswith(f"{of}/ayat-") and path.count("/") == 1 for path in under(parsed))


def test_discipline_of_civil_servants(read_reference: Reference) -> None:
    parsed = read_reference("regulasi_asn/pp/2021/94.md")
    units = under(parsed)
    # The scan lost Pasal 39; all others are there and none is invented.
    assert pasal(parsed) == [f"pasal-{number}" for number in range(1, 47) if number != 39]
    assert parsed.report.pasal_gaps == ("39",)
    assert parsed.report.duplicates == ()
    assert sum(path.startswith("pasal-5/huruf-n/angka-") for path in units) == 7
    assert sum(path.startswith("pasal-5/huruf-") and path.count("/") == 1 for path in units) == 14
    assert {number: ayat(parsed, f"pasal-{number}") for number in (8, 9, 10, 11, 17, 24, 29, 31, 35)} == {
        8: 4, 9: 2, 10: 2, 11: 2, 17: 3, 24: 5, 29: 6, 31: 5, 35: 4,
    }  # fmt: skip
    assert [units[f"pasal-11/ayat-2/huruf-d/angka-{number}"].text[:10] for number in (1, 2, 3, 4)] == [
        "penurunan ", "pembebasan", "pemberhent", "pemberhent",
    ]  # fmt: skip
    assert units["pasal-5/huruf-n/angka-2"].penjelasan.startswith(
        'Yang dimaksud dengan "menggunakan atribut partai"'
    )
    assert units["pasal-1"].penjelasan == "Cukup jelas."
    assert units["pasal-9"].heading_path[:2] == (
        "BAB III HUKUMAN DISIPLIN",
        "Bagian Ketiga Jenis Pelanggaran dan Hukuman",
    )
    assert parsed.regulation.effective == date(2021, 8, 31)
    revoked = {r.target_id: r.scope for r in parsed.relations if r.kind is RelationKind.MENCABUT}
    assert revoked == {
        "pp-6-1974": "seluruhnya",
        "pp-53-2010": "sepanjang tidak mengatur jenis Hukuman Disiplin sedang",
    }
    assert [r.target_id for r in parsed.relations if r.kind is RelationKind.MELAKSANAKAN] == [
        "uu-5-2014/pasal-86/ayat-4"
    ]


def test_contract_employees(read_reference: Reference) -> None:
    parsed = read_reference("regulasi_asn/pp/2018/49.md")
    assert pasal(parsed) == [f"pasal-{number}" for number in range(1, 103)]
    assert parsed.report.pasal_gaps == ()
    assert parsed.regulation.effective == date(2018, 11, 28)


def test_management_of_civil_servants(read_reference: Reference) -> None:
    parsed = read_reference("regulasi_asn/pp/2017/11.md")
    assert parsed.regulation.id == "pp-11-2017"
    assert pasal(parsed) == [f"pasal-{number}" for number in range(1, 365)]
    assert parsed.report.pasal_gaps == ()
    # Printed "Pasa.l 350", behind ayat numbers that a page break tore off.
    assert "PNS yang akan mencapai Batas Usia Pensiun" in under(parsed)["pasal-350"].full_text[:60]


def test_the_old_civil_service_law(read_reference: Reference) -> None:
    parsed = read_reference("regulasi_asn/uu/2014/5.md")
    assert pasal(parsed) == [f"pasal-{number}" for number in range(1, 142)]
    revoked = {r.target_id: r.scope for r in parsed.relations if r.kind is RelationKind.MENCABUT}
    assert revoked["uu-8-1974"] == "seluruhnya"
    assert revoked["uu-32-2004"].startswith("ketentuan mengenai Kepegawaian Daerah")


def test_the_civil_service_law_as_published(read_reference: Reference) -> None:
    parsed = read_reference("documents/UU-20-2023-ASN.pdf")
    units = under(parsed)
    assert pasal(parsed) == [f"pasal-{number}" for number in range(1, 78)]
    assert parsed.report.pasal_gaps == ()
    assert units["pasal-11"].full_text.startswith("Pegawai ASN bertugas:")
    assert units["pasal-41"].full_text.endswith("mekanisme kerja yang fleksibel dan kolaboratif.")
    assert units["bab-1"].text == "KETENTUAN UMUM"
    assert ayat(parsed, "pasal-21") == 10
    assert sum(path.startswith("pasal-52/ayat-3/huruf-") for path in units) == 10
    assert units["pasal-2/huruf-l"].text == "keadilan dan kesetaraan; dan"
    assert units["pasal-52/ayat-2"].text.startswith("Pemberhentian atas permintaan sendiri")
    assert units["pasal-1"].page == 2
    assert parsed.regulation.effective == date(2023, 10, 31)
    acts = [r for r in parsed.relations if r.kind is not RelationKind.MERUJUK]
    assert [(r.kind, r.subject_id, r.target_id) for r in acts] == [
        (RelationKind.MENCABUT, "uu-20-2023/pasal-76", "uu-5-2014")
    ]


@pytest.mark.parametrize(
    ("path", "identifier", "count"),
    [
        ("documents/UU-14-2005-Guru-dan-Dosen.pdf", "uu-14-2005", 84),
        ("documents/UU-2022-027-PELINDUNGAN-DATA-PRIBADI.pdf", "uu-27-2022", 76),
        (
            "documents/PERMEN-DAGRI-2022-073-Permendagri-No-73-Tahun-2022-tentang-Pencatatan-Nama-pada-Dokumen-"
            "Kependudukan.pdf",
            "permendagri-73-2022",
            9,
        ),
        (
            "documents/PERMEN-NAKER-2022-002-TATA-CARA-DAN-PERSYARATAN-PEMBAYARAN-MANFAAT-JAMINAN-HARI-TUA.pdf",
            "permennaker-2-2022",
            15,
        ),
        ("html_regulasi/uu-asn-2014.html", "uu-5-2014", 141),
        ("html_regulasi/uu-hak-cipta-2014.html", "uu-28-2014", 126),
    ],
)
def test_other_forms(read_reference: Reference, path: str, identifier: str, count: int) -> None:
    parsed = read_reference(path)
    assert parsed.regulation.id == identifier
    assert pasal(parsed) == [f"pasal-{number}" for number in range(1, count + 1)]


def test_a_joint_decree(read_reference: Reference) -> None:
    path = "documents/SKB-MEPANRB-2022-01-HARI-LIBUR-NASIONAL-DAN-CUTI-BERSAMA-2022.pdf"
    parsed = read_reference(path)
    units = under(parsed)
    assert parsed.regulation.id == "skb-375-2022"
    assert units["diktum-kesatu"].text.startswith("Menambahkan cuti bersama tahun 2022")
    assert units["diktum-kedua"].text.endswith("mulai berlaku pada tanggal ditetapkan.")
    assert units["lampiran/huruf-a"].text.startswith("HARi LIBUR NASIONAL TAHUN 2022")
    assert units["lampiran/huruf-a/angka-10"].text == "1 Juni Rabu Hari Lahir Pancasila"
    assert units["lampiran/huruf-b"].text.startswith("CUTI BERSAMA TAHUN 2022")


@pytest.fixture(scope="module")
def civil_service_rules(reference_data: Path) -> dict[str, Document]:
    folder = reference_data / "regulasi_asn"
    return {path.relative_to(folder).as_posix(): read(path) for path in sorted(folder.rglob("*.md"))}


def test_all_civil_service_rules(civil_service_rules: dict[str, Document]) -> None:
    unbroken = 0
    for origin, source in civil_service_rules.items():
        assert looks_like_regulation(source), origin
        parsed = parse_regulation(source, origin=origin)
        kind, year, number = origin.removesuffix(".md").split("/")
        assert parsed.regulation.type.value + parsed.regulation.issuer == kind, origin
        assert (parsed.regulation.year, parsed.regulation.number.split("/")[0]) == (int(year), number), origin
        assert pasal(parsed), origin
        unbroken += not parsed.report.pasal_gaps
    assert unbroken >= 0.96 * len(civil_service_rules)


def test_nothing_is_lost_from_real_scans(civil_service_rules: dict[str, Document]) -> None:
    for origin in (
        "pp/2021/94.md",
        "pp/2017/11.md",
        "pp/2016/38.md",
        "pp/2021/79.md",
        "uu/2022/27.md",
        "pp/1979/10.md",
    ):
        assert_nothing_lost(civil_service_rules[origin])


def test_documents_that_only_mention_regulations(reference_data: Path) -> None:
    names = [
        *(reference_data / "documents").glob("KAK-*.docx"),
        *(reference_data / "documents").glob("SOP*"),
        *(reference_data / "documents").glob("Template*.docx"),
        *(reference_data / "bkn_kms").glob("*.txt"),
        *(reference_data / "html_regulasi").glob("sscasn-faq-pppk-*.html"),
    ]
    assert len(names) >= 12
    assert [path.name for path in names if looks_like_regulation(read(path))] == []
