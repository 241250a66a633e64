"""Wordings of real regulations on chosen days, compared with the published texts read by eye."""

import os
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from corpus.amendments import PasalVersion
from corpus.consolidation import Consolidated, consolidate
from corpus.models import Provision
from corpus.text import fold
from corpus.wordings import read_on
from ingestion.readers import read
from ingestion.regulation import parse_regulation
from ingestion.regulation.parsed import ParsedRegulation

pytestmark = pytest.mark.real_data
REFERENCE = Path(os.environ.get("TANYA_REFERENCE_DATA", Path(__file__).parents[2].parent / "shared/data"))
SALARY_CHAIN = (
    "pp/1980/13", "pp/1985/15", "pp/1992/51", "pp/1993/15", "pp/1997/6", "pp/2001/26", "pp/2003/11",
    "pp/2005/66", "pp/2007/9", "pp/2008/10", "pp/2009/8", "pp/2010/25", "pp/2011/11", "pp/2012/15",
    "pp/2014/34", "pp/2015/30",
)  # fmt: skip


class Law:
    """A regulation with the amendments on it."""

    def __init__(self, base: str, *amending: str) -> None:
        self._base = parsed(base)
        laws = [parsed(name) for name in amending]
        identifier = self._base.regulation.id
        changes = [
            change
            for law in laws
            for change in law.amendments
            if change.target_id.split("/")[0] == identifier
        ]
        texts = {law.regulation.id: law.provisions for law in laws}
        self.result: Consolidated = consolidate(self._base.provisions, changes, texts)

    def on(self, year: int, month: int, day: int) -> dict[str, str]:
        """Pasal by label as the law reads on a day, with their words folded."""
        versions = [(wording.version, wording.after_id) for wording in self.result.wordings]
        words = {wording.version.text_id: wording.provisions for wording in self.result.wordings}
        found = read_on(date(year, month, day), self._base.provisions, versions, words)
        return {_label(p): fold(p.full_text) for p in found if p.id.count("/") == 1}

    def versions_of(self, label: str) -> list[PasalVersion]:
        """The wordings of one pasal."""
        wanted = f"{self._base.regulation.id}/{label}"
        return [wording.version for wording in self.result.wordings if wording.version.pasal_id == wanted]


def _label(provision: Provision) -> str:
    return provision.id.partition("/")[2].partition("@")[0]


@cache
def parsed(name: str) -> ParsedRegulation:
    path = REFERENCE / "regulasi_asn" / f"{name}.md"
    if not path.is_file():
        pytest.skip(f"no {path} (set TANYA_REFERENCE_DATA)")
    return parse_regulation(read(path), origin=f"{name}.md")


@pytest.fixture(scope="module")
def civil_service() -> Law:
    return Law("uu/1974/8", "uu/1999/43")


@pytest.fixture(scope="module")
def marriage() -> Law:
    return Law("pp/1983/10", "pp/1990/45")


@pytest.fixture(scope="module")
def salary() -> Law:
    return Law("pp/1977/7", *SALARY_CHAIN)


def test_uu_8_1974_reads_as_uu_43_1999_changed_it(civil_service: Law) -> None:
    before, after = civil_service.on(1999, 9, 29), civil_service.on(1999, 9, 30)
    assert "anggota angkatan bersenjata republik indonesia" in before["pasal-2"]
    assert "anggota kepolisian negara republik indonesia" in after["pasal-2"]
    assert "pegawai tidak tetap" in after["pasal-2"]
    assert after["pasal-35"].startswith(
        "(1) sengketa kepegawaian diselesaikan melalui peradilan tata usaha negara"
    )
    assert "pasal-19" in before
    assert "pasal-19" not in after
    assert after["bab-3"] == "manajemen pegawai negeri sipil"


def test_one_ayat_of_a_pasal_is_changed_and_the_others_stay(civil_service: Law) -> None:
    before, after = civil_service.on(1999, 9, 29)["pasal-16"], civil_service.on(1999, 9, 30)["pasal-16"]
    assert "setiap warga negara yang memenuhi syarat-syarat yang ditentukan" in before
    assert "(2) setiap warga negara republik indonesia mempunyai kesempatan yang sama" in after
    for start in ("(1)", "(3)"):
        kept = before[before.index(start) :].split(" (")[0]
        assert kept in after


def test_inserted_pasal_stand_between_their_neighbours(civil_service: Law) -> None:
    order = [label for label in civil_service.on(2000, 1, 1) if label.startswith("pasal")]
    assert order[order.index("pasal-16") : order.index("pasal-17") + 1] == [
        "pasal-16",
        "pasal-16a",
        "pasal-17",
    ]
    assert order[order.index("pasal-34") : order.index("pasal-35") + 1] == [
        "pasal-34",
        "pasal-34a",
        "pasal-35",
    ]
    assert "pasal-16a" not in civil_service.on(1999, 9, 29)


def test_every_change_of_uu_43_1999_is_applied_and_nothing_else_moves(civil_service: Law) -> None:
    assert civil_service.result.findings == {}
    before, after = civil_service.on(1999, 9, 29), civil_service.on(1999, 9, 30)
    same = {label for label in before if before[label] == after.get(label)}
    kept = {5, 6, 8, 9, 10, 14, 18, 21, 27, 28, 29, 33, 36, 38, 39, 40, 41}
    assert {label for label in same if label.startswith("pasal")} == {f"pasal-{number}" for number in kept}


@pytest.mark.parametrize(
    ("pasal", "old", "new"),
    [
        (
            "pasal-4",
            "dari bukan pegawai negeri sipil, wajib memperoleh izin",
            "istri kedua/ketiga/keempat. (3)",
        ),
        (
            "pasal-5",
            "maupun untuk menjadi isteri kedua",
            "perceraian dan atau untuk beristri lebih dari seorang, wajib",
        ),
        ("pasal-9", "atau untuk menjadi isteri kedua", "dalam pasal 4 ayat (1) wajib memperhatikan"),
        (
            "pasal-14",
            "pejabat dapat mendelegasikan",
            "dilarang hidup bersama dengan wanita yang bukan istrinya",
        ),
    ],
)
def test_pp_10_1983_reads_as_pp_45_1990_changed_it(marriage: Law, pasal: str, old: str, new: str) -> None:
    before, after = marriage.on(1990, 9, 5)[pasal], marriage.on(1990, 9, 6)[pasal]
    assert old in before
    assert new not in before
    assert new in after
    assert old not in after


def test_an_ayat_that_is_not_named_stays(marriage: Law) -> None:
    before, after = marriage.on(1990, 9, 5)["pasal-5"], marriage.on(1990, 9, 6)["pasal-5"]
    assert before.split(" (2)")[0] == after.split(" (2)")[0]


def test_renumbered_ayat_stand_in_their_new_order(marriage: Law) -> None:
    before, after = marriage.on(1990, 9, 5)["pasal-8"], marriage.on(1990, 9, 6)["pasal-8"]
    assert "(7)" not in before
    assert "(4) pembagian gaji kepada bekas istri tidak diberikan apabila alasan perceraian" in after
    assert "(5) apabila perceraian terjadi atas kehendak isteri, maka ia tidak berhak" in after
    assert "(6) ketentuan sebagaimana dimaksud dalam ayat (5) tidak berlaku" in after
    assert "(7) apabila bekas isteri pegawai negeri sipil yang bersangkutan kawin lagi" in after


def test_renumbered_pasal_stand_under_their_new_numbers(marriage: Law) -> None:
    before, after = marriage.on(1990, 9, 5), marriage.on(1990, 9, 6)
    assert "(1) izin bagi pegawai negeri sipil wanita untuk menjadi isteri kedua" in before["pasal-11"]
    assert after["pasal-11"].startswith("pegawai negeri sipil yang akan melakukan perceraian")
    assert "(3) pimpinan bank milik negara dan pimpinan badan usaha milik negara" in after["pasal-11"]
    assert "(4) pimpinan bank milik daerah" in after["pasal-11"]
    assert after["pasal-13"] == before["pasal-14"]
    assert after["pasal-17"].startswith("(1) tata cara penjatuhan hukuman disiplin")
    assert after["pasal-18"] == before["pasal-18"]


def test_the_salary_rule_reads_as_each_of_its_amendments_left_it(salary: Law) -> None:
    days = [(version.since, version.until) for version in salary.versions_of("pasal-16")]
    assert days == [(None, date(1980, 4, 1)), (date(1980, 4, 1), date(1992, 4, 1)), (date(1992, 4, 1), None)]
    first, second, third = (salary.on(year, 6, 1)["pasal-16"] for year in (1979, 1981, 1993))
    assert "kurang dari 18 (delapan belas) tahun" in first
    assert "sebesar 5% (lima persen)" in second
    assert "kurang dari 21 (dua puluh satu) tahun" in second
    assert "sebesar 10% (sepuluh persen)" in third


def test_a_table_that_is_changed_is_told_and_no_pasal_is(salary: Law) -> None:
    assert {version.version.pasal_id for version in salary.result.wordings} == {"pp-7-1977/pasal-16"}
    tables_only = {parsed(name).regulation.id for name in SALARY_CHAIN} - {"pp-13-1980", "pp-51-1992"}
    assert {law for law, _ in salary.result.findings} >= tables_only
    assert all("lampiran" in finding.lower() for finding in salary.result.findings.values())
