"""What stands beside the words of an FAQ or SOP, the sheet of an SOP, and the links between them."""

import pytest
from bs4 import BeautifulSoup

from api.pages.entry_view import written_out
from tests.api.pages.conftest import Get, Page
from tests.api.pages.stub import StubLibrary
from tests.api.pages.stub_entries import FAQ_ENTRY, SOP_ENTRY


def words(shown: BeautifulSoup, selector: str) -> str:
    found = shown.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ").split()).replace(" ,", ",")


def test_an_entry_tells_its_basis_for_whom_it_is_and_when_it_was_checked(page: Page) -> None:
    shown = page("/peraturan/faq-cuti")
    facts = words(shown, "#cuti-besar-lama .entry-facts")
    assert "PP Nomor 11 Tahun 2017: Pasal 316 ayat (1), Pasal 317" in facts
    assert "Berlaku untuk PNS" in facts
    assert "Penanggung jawab Bidang Disiplin dan Kinerja" in facts
    assert "Diperiksa 5 Januari 2026" in facts
    assert "Ditinjau lagi 1 Januari 2099" in facts
    assert "waktunya ditinjau" not in facts
    links = [str(one["href"]) for one in shown.select("#cuti-besar-lama .entry-facts a")]
    # The third basis is of a regulation that is not here: it is named without a link.
    assert links == [f"/peraturan/ketentuan/{one}" for one in FAQ_ENTRY.legal_basis[:2]]
    assert "PP Nomor 1 Tahun 1990: Pasal 2" in facts


def test_an_entry_that_is_due_says_so(page: Page) -> None:
    facts = words(page("/peraturan/faq-cuti"), "#cuti-tahunan .entry-facts")
    assert "1 Februari 2026 Sudah waktunya ditinjau" in facts
    # A bidang that the installation does not have is shown as it was written.
    assert "Bidang bidang-lama" in facts
    assert "Berlaku untuk" not in facts


def test_see_also_leads_to_procedures_first(page: Page) -> None:
    shown = page("/peraturan/faq-cuti")
    links = shown.select("#cuti-besar-lama .see-also li")
    assert [" ".join(one.get_text(" ").split()) for one in links] == [
        "SOP Pengajuan cuti besar",
        "FAQ Berapa hari cuti tahunan?",
    ]
    assert page(str(links[0].a["href"]))  # type: ignore[index]


def test_one_entry_alone_shows_the_same(page: Page) -> None:
    shown = page("/peraturan/ketentuan/sop/cuti-besar")
    assert "Pasal 316 ayat (2)" in words(shown, ".entry-facts")
    assert words(shown, ".see-also h2") == "Lihat juga"
    assert shown.select_one("a[href='/peraturan/cetak/sop/cuti-besar']")
    assert not page("/peraturan/ketentuan/faq/cuti-tahunan").select("a[href^='/peraturan/cetak']")


def test_a_text_that_is_no_approved_entry_has_no_facts(page: Page) -> None:
    assert not page("/peraturan/forum-cuti").select(".entry-facts, .see-also")


def test_a_provision_leads_back_to_what_explains_its_pasal(page: Page, library: StubLibrary) -> None:
    shown = page("/peraturan/ketentuan/pp-11-2017/pasal-316/ayat-2")
    titles = [one.get_text() for one in shown.select(".see-also a")]
    assert titles == ["Pengajuan cuti besar", "Berapa lama cuti besar?"]
    library.entries.withheld = {"faq/cuti-besar-lama"}
    shown = page("/peraturan/ketentuan/pp-11-2017/pasal-316/ayat-2")
    assert [one.get_text() for one in shown.select(".see-also a")] == ["Pengajuan cuti besar"]
    assert not page("/peraturan/ketentuan/pp-94-2021/pasal-3").select(".see-also")


def test_many_that_explain_a_pasal_are_folded(page: Page, library: StubLibrary) -> None:
    for number in range(10):
        copy = FAQ_ENTRY.model_copy(update={"id": f"faq/lain-{number}"})
        library.entries.entries[copy.id] = copy
    shown = page("/peraturan/ketentuan/pp-11-2017/pasal-317")
    assert words(shown, ".see-also summary") == "7 lainnya"
    assert len(shown.select(".see-also details li")) == 7
    assert len(shown.select(".see-also li")) == 13


def test_the_sheet_of_a_procedure(page: Page) -> None:
    shown = page("/peraturan/cetak/sop/cuti-besar")
    assert words(shown, ".kop-agency") == "BKPSDM Kabupaten Contoh"
    assert words(shown, "h1") == "Pengajuan cuti besar"
    rows = {words(row, "th"): words(row, "td") for row in shown.select(".sop-facts tr")}  # type: ignore[arg-type]
    assert rows == {
        "Tujuan": "Memandu pengajuan cuti besar.",
        "Berlaku untuk": "PNS",
        "Waktu": "Mengikuti ketentuan instansi",
        "Biaya": "Tidak dipungut biaya",
        "Unit layanan": "Subbagian kepegawaian",
        "Penanggung jawab": "Bidang Disiplin dan Kinerja",
    }
    assert [one.get_text() for one in shown.select(".checklist li")] == list(SOP_ENTRY.requirements)
    assert [one.get_text() for one in shown.select(".sop-steps li")] == list(SOP_ENTRY.steps)
    assert [one.get_text().replace("\xa0", " ") for one in shown.select(".sop-basis li")] == [
        "Pasal 316 ayat (1) dan ayat (2); Pasal 317 Peraturan Pemerintah Nomor 11 Tahun 2017 tentang "
        "Manajemen Pegawai Negeri Sipil",
        "Pasal 8 ayat (2) huruf a Peraturan Pemerintah Nomor 94 Tahun 2021 tentang "
        "Disiplin Pegawai Negeri Sipil",
    ]
    end = words(shown, ".sheet-end")
    assert "Diperiksa dengan peraturan pada 5 Januari 2026; ditinjau lagi paling lambat 1 Januari 2099" in end
    assert "contoh bawaan" not in end
    assert not [one["src"] for one in shown.select("[src]") if not str(one["src"]).startswith("/static/")]


def test_the_sheet_of_a_procedure_brought_along_or_due_says_so(page: Page, library: StubLibrary) -> None:
    library.shelf = [
        one.model_copy(update={"origin": f"bawaan/sop/{one.id}.yaml"}) if one.id == "sop-cuti-besar" else one
        for one in library.shelf
    ]
    library.entries.entries["sop/cuti-besar"] = SOP_ENTRY.model_copy(update={"review_by": SOP_ENTRY.checked})
    shown = page("/peraturan/cetak/sop/cuti-besar")
    assert "contoh bawaan Tanya ASN" in words(shown, ".sheet-end")
    assert "Sudah waktunya ditinjau" in words(shown, ".note")


@pytest.mark.parametrize("entry_id", ["faq/cuti-tahunan", "sop/tidak-ada", "x"])
def test_only_procedures_have_a_sheet(get: Get, entry_id: str) -> None:
    assert get(f"/peraturan/cetak/{entry_id}").status_code == 404


def test_an_answer_from_an_faq_names_the_procedure(page: Page, library: StubLibrary) -> None:
    shown = page("/tanya?q=cuti+besar")
    assert words(shown, ".procedures") == "SOP terkait: Pengajuan cuti besar"
    assert not page("/tanya?q=disiplin").select(".procedures")
    library.entries.withheld = {"sop/cuti-besar"}
    assert not page("/tanya?q=cuti+besar").select(".procedures")


def test_basis_is_written_out_by_regulation_and_pasal() -> None:
    entry = FAQ_ENTRY.model_copy(
        update={
            "legal_basis": (
                "pp-1-2020/pasal-5/ayat-1",
                "pp-1-2020/pasal-5/ayat-2",
                "pp-1-2020/pasal-5/ayat-3/huruf-a",
                "uu-2-2021/pasal-7",
                "pp-1-2020/pasal-6",
                "uu-3-2021",
            )
        }
    )
    assert written_out(entry) == {
        "pp-1-2020": "Pasal 5 ayat (1), ayat (2), dan ayat (3) huruf a; Pasal 6",
        "uu-2-2021": "Pasal 7",
        "uu-3-2021": "",
    }
