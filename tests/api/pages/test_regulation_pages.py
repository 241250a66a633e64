"""The pages of one regulation: its text on a day, its relations, wordings, terms and parse report."""

from datetime import date
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag

from corpus.force import Force, ForceStatus
from corpus.missing_amendments import MissingAmendment, MissingAmendments
from corpus.told import ToldAmendment
from tests.api.pages.conftest import Get, Page
from tests.api.pages.stub import StubLibrary
from tests.api.pages.stub_law import IMAGE

UU = "/peraturan/uu-1-1990"
SUBPAGES = (UU, f"{UU}/hubungan", f"{UU}/istilah", f"{UU}/laporan", "/peraturan/riwayat/uu-1-1990/pasal-2")


def words(page: Tag, selector: str) -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text().split())


def pasal(page: BeautifulSoup) -> list[str]:
    return [str(each["id"]) for each in page.select("article.pasal")]


def test_the_head_tells_what_the_regulation_is_and_what_was_done_to_it(page: Page) -> None:
    law = page(UU)
    facts = dict(
        zip(
            [each.get_text() for each in law.select(".reg-head dt")],
            [each.get_text() for each in law.select(".reg-head dd")],
            strict=True,
        )
    )
    assert facts == {
        "Ditetapkan": "2 Januari 1990 di Jakarta",
        "Diundangkan": "3 Januari 1990",
        "Mulai berlaku": "1 Februari 1990",
        "Lembaran": "LN 1990 No. 1, TLN No. 2",
        "Ditandatangani": "Presiden Contoh",
        "Masuk pustaka": "1 Oktober 2026",
    }
    assert "Berlaku dengan perubahan" in words(law, ".standing")
    assert words(law, ".acts") == (
        "Diubah oleh UU Nomor 2 Tahun 2000 (sejak 1 Maret 2000), UU Nomor 3 Tahun 2010 (sejak 1 Juni 2010)"
    )


def test_only_what_was_done_by_the_day_is_told(page: Page) -> None:
    assert "UU Nomor 3 Tahun 2010" not in words(page(f"{UU}?pada=2005-01-01"), ".acts")
    before = page(f"{UU}?pada=1989-01-01")
    assert "Belum berlaku" in words(before, ".standing")
    assert "Mulai berlaku 1 Februari 1990." in words(before, ".standing")


def test_what_did_it_is_linked_where_it_is_in_the_library(page: Page) -> None:
    repealed = page("/peraturan/pp-53-2010")
    assert words(repealed, ".standing .badge") == "Dicabut"
    assert repealed.select_one(".acts a[href='/peraturan/pp-94-2021']")
    assert not page(UU).select(".acts a")


def test_headings_that_are_units_head_their_sections(page: Page) -> None:
    law = page(UU)
    assert [
        (tag.name, str(tag["id"]), " ".join(tag.get_text().split())) for tag in law.select(".law-heading")
    ] == [
        ("h2", "bab-1", "BAB I CUTI"),
        ("h3", "bab-1-bagian-1", "Bagian Kesatu Lama Cuti"),
        ("h2", "bab-2", "BAB II PENUTUP"),
    ]
    assert words(law, "#pasal-1-judul").startswith("Pasal 1")
    assert law.select_one("#pasal-1-judul").name == "h4"  # type: ignore[union-attr]  # found above
    assert [each.get_text() for each in law.select(".toc-span summary")] == ["Pasal 1–3A"]
    assert law.select_one(".toc a[href='#pasal-3a']")


def test_opening_and_general_elucidation_are_folded(page: Page) -> None:
    law = page(UU)
    front = law.select_one("details.front")
    assert front is not None
    assert front.get("open") is None
    assert [str(each["id"]) for each in front.select("section")] == ["pembukaan", "menimbang", "mengingat"]
    assert words(law, "details#penjelasan_umum p") == "Cuti adalah hak."


def test_a_table_is_a_table(page: Page) -> None:
    table = page(UU).select_one("#lampiran table")
    assert table is not None
    assert [cell.get_text() for cell in table.select("th[scope=col]")] == ["Jenis", "Lama"]
    assert [cell.get_text() for cell in table.select("td")] == ["Tahunan", "12 hari", "Besar", "3 bulan"]


def test_the_text_reads_as_it_did_on_the_day(page: Page) -> None:
    today, before, original = page(UU), page(f"{UU}?pada=1999-12-31"), page(f"{UU}?pada=asli")
    assert "14 (empat belas) hari kerja" in words(today, "#pasal-2-ayat-1")
    assert words(today, "#pasal-2 .pasal-note").startswith(
        "Bunyi sejak 1 Maret 2000, menurut Pasal I angka 1"
    )
    assert "Belum pasti: Pasal I angka 1 UU Nomor 3 Tahun 2010" in words(today, "#pasal-2 .pasal-note")
    assert pasal(today) == ["pasal-1", "pasal-2", "pasal-3", "pasal-3a", "pasal-5", "lampiran"]
    assert "1 pasal tidak ada dalam teks ini" in words(today, ".gone")
    assert "Pasal 4: dihapus sejak 1 Juni 2010 oleh" in words(today, ".gone")
    for old in (before, original):
        assert "12 (dua belas) hari" in words(old, "#pasal-2-ayat-1")
        assert pasal(old) == ["pasal-1", "pasal-2", "pasal-3", "pasal-4", "pasal-5", "lampiran"]
        assert "Pasal 3A: disisipkan 1 Maret 2000" in words(old, ".gone")
    assert "masih berlaku sampai 1 Maret 2000, lalu diubah oleh" in words(before, "#pasal-2 .pasal-note")
    assert "Naskah asli" in words(original, ".reading-note")
    assert today.select_one("#pasal-2 a.history-link[href='/peraturan/riwayat/uu-1-1990/pasal-2']")


def test_a_day_that_cannot_be_read_is_said(page: Page) -> None:
    odd = page(f"{UU}?pada=kemarin", status=422)
    assert "Tanggal tidak dikenali" in words(odd, "#pada-galat")
    assert odd.select_one("#pada[value=kemarin][aria-invalid=true]")
    assert "14 (empat belas)" in words(odd, "#pasal-2-ayat-1")


def test_words_are_found_within_the_regulation_in_any_case(page: Page) -> None:
    law = page(f"{UU}?cari=HARI++kerja&pada=2001-01-01")
    assert words(law, "#hasil-cari") == "2 bagian memuat “HARI kerja”"
    assert [(each["href"], each.get_text()) for each in law.select(".hit-list a")] == [
        ("#pasal-2", "Pasal 2 (penjelasan)"),
        ("#pasal-2-ayat-1", "Pasal 2 ayat (1)"),
    ]
    assert words(law, "#pasal-2-ayat-1 mark.hit") == "hari kerja"
    assert law.select_one("#pasal-2 details.penjelasan[open] mark.hit")
    assert law.select_one("form input[name=pada][value='2001-01-01']")
    assert "Tidak ada bagian memuat “zzz”" in words(page(f"{UU}?cari=zzz"), "#hasil-cari")


def test_a_reader_who_comes_back_loads_only_what_changed(get: Get, library: StubLibrary) -> None:
    first = get(UU)
    again = get(UU, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert get(f"{UU}?cari=cuti", if_none_match=first.headers["etag"]).status_code == 200
    library.snapshot = "20261102"
    assert get(UU, if_none_match=first.headers["etag"]).status_code == 200


def test_every_elucidation_opens_without_javascript(page: Page) -> None:
    switch = page(UU).select_one("[data-explain]")
    assert switch is not None
    assert switch["href"] == f"{UU}?penjelasan=buka"
    opened = page(str(switch["href"]))
    assert all(each.get("open") is not None for each in opened.select("details.penjelasan, details.fold"))
    assert opened.select_one(f"[data-explain][href='{UU}']")


def test_the_jump_box_keeps_the_day(get: Get) -> None:
    answer = get(f"{UU}?pasal=3a&pada=2001-01-01")
    assert answer.status_code == 404  # the pasal is not in the text as it was brought in
    answer = get(f"{UU}?pasal=2&pada=2001-01-01")
    assert answer.headers["location"] == f"{UU}?pada=2001-01-01#pasal-2"


def test_relations_are_drawn_and_listed_alike(page: Page) -> None:
    related = page(f"{UU}/hubungan")
    groups = {words(each, "h3"): each for each in related.select(".relation-group")}
    assert list(groups) == ["Mencabut (2)", "Diubah oleh (2)", "Dilaksanakan oleh (1)"]
    changed = [words(each, ".relation-name") for each in groups["Diubah oleh (2)"].select("li")]
    assert changed == ["UU Nomor 2 Tahun 2000", "UU Nomor 3 Tahun 2010"]
    assert "Tidak ada di pustaka" in groups["Diubah oleh (2)"].get_text()
    assert "Bagian yang dikenai: Pasal 7" in groups["Mencabut (2)"].get_text()
    listed = [words(each, ".relation-name").split(" Disiplin")[0] for each in related.select("ol > li")]
    for drawing in related.select("svg.graph"):
        named = [drawing.find(id=each) for each in str(drawing["aria-labelledby"]).split()]
        assert [each and each.name for each in named] == ["title", "desc"]
        nodes = [each.get_text() for each in drawing.select(".node-label")]
        assert nodes[0] == "UU Nomor 1 Tahun 1990"
        assert sorted(nodes[1:]) == sorted(listed)
        assert [str(each["href"]) for each in drawing.select("a")] == ["/peraturan/pp-94-2021"]
        assert len(drawing.select("path.edge")) == len(nodes) - 1
    assert "Frasa yang diganti muncul dua kali." in words(related, "[aria-labelledby=ragu]")


def test_a_regulation_without_relations_says_so(page: Page) -> None:
    assert "Belum ada hubungan" in page("/peraturan/uu-1-2099/hubungan").get_text()


def test_wordings_stand_beside_each_other_with_marks_that_are_heard_too(page: Page) -> None:
    history = page("/peraturan/riwayat/uu-1-1990/pasal-2")
    assert [words(each, "h2") for each in history.select(".wording")] == [
        "Bunyi asli",
        "Bunyi ke-2 Berlaku hari ini",
    ]
    assert "sejak peraturan mulai berlaku sampai sebelum 1 Maret 2000." in words(history, ".wording")
    assert "Belum pasti." in words(history, ".wording.is-now .note")
    rows = history.select(".diff-row")
    kinds = [str(each["class"][1]) for each in rows]
    assert kinds == ["diff-tetap", "diff-diubah", "diff-ditambahkan", "diff-diubah"]
    changed = rows[1]
    assert [" ".join(each.get_text().split()) for each in changed.select("del")] == ["[dihapus: 12 (dua]"]
    assert [" ".join(each.get_text().split()) for each in changed.select("ins")] == [
        "[ditambahkan: 14 (empat]",
        "[ditambahkan: kerja]",
    ]
    # The ayat that only moved keeps its words; its number is what changed.
    moved = rows[3]
    assert [each.get_text() for each in moved.select(".diff-label")] == ["(2)", "(3)"]
    assert not moved.select("ins, del")
    assert history.select_one(f"a[href='{UU}#pasal-2']")


def test_an_inserted_pasal_has_one_wording_and_nothing_to_compare(page: Page) -> None:
    history = page("/peraturan/riwayat/uu-1-1990/pasal-3a")
    assert len(history.select(".wording")) == 1
    assert not history.select(".diff")
    page("/peraturan/riwayat/uu-1-1990/pasal-1", status=404)


def test_terms_are_listed_with_their_place(page: Page) -> None:
    terms = page(f"{UU}/istilah")
    assert words(terms, "#cuti dt").startswith("Cuti (CT)")
    assert words(terms, "#cuti dd").startswith("keadaan tidak masuk kerja yang diizinkan")
    assert terms.select_one(f"#cuti a[href='{UU}#pasal-1']")


def test_the_report_shows_each_doubt_beside_its_page(page: Page) -> None:
    report = page("/peraturan/pp-94-2021/laporan")
    assert "Sedang 83%" in words(report, ".report-facts")
    text = report.get_text()
    assert "Nomor 39." in text
    assert "Pasal yang tidak ditemukan: 39." not in text  # said once
    assert "Halaman 9 tidak memiliki lapisan teks." in text
    sheets = report.select(".sheet")
    assert [words(each, "h3") for each in sheets] == ["Halaman 3", "Halaman 7", "Halaman tidak diketahui"]
    assert "Kalimat terputus" in sheets[0].get_text()
    assert "Jenis hukuman disiplin ringan" in words(sheets[0], "blockquote")
    assert sheets[0].select_one("a[href='/peraturan/pp-94-2021#pasal-8-ayat-2']")
    image = sheets[0].select_one("img")
    assert image is not None
    assert (image["src"], image["alt"]) == (
        "/peraturan/pp-94-2021/halaman/3",
        "Gambar halaman 3 berkas asal",
    )
    assert words(sheets[1], ".repair") == "Tercetak Pasal 2l → dibaca Pasal 21"
    assert not sheets[2].select("img")


def test_without_its_file_the_report_says_why_there_are_no_pages(page: Page, library: StubLibrary) -> None:
    library.law.pages_gone = "Berkas PDF asalnya tidak ada lagi di tempatnya."
    report = page("/peraturan/pp-94-2021/laporan")
    assert "tidak ada lagi di tempatnya" in words(report, ".note")
    assert not report.select("img")


def test_a_page_is_an_image_or_not_there(get: Get, page: Page) -> None:
    image = get("/peraturan/pp-94-2021/halaman/3")
    assert (image.status_code, image.headers["content-type"], image.content) == (200, "image/webp", IMAGE)
    for number in ("99", "x", "-1", "..%2f..", "1" * 40):
        page(f"/peraturan/pp-94-2021/halaman/{number}", status=404)


def test_a_clean_parse_says_so(page: Page) -> None:
    assert "Tidak ada yang meragukan." in page(f"{UU}/laporan").get_text()


@pytest.mark.parametrize("part", ["hubungan", "istilah", "laporan"])
def test_what_is_no_regulation_has_no_such_pages(page: Page, part: str) -> None:
    page(f"/peraturan/faq-cuti/{part}", status=404)
    page(f"/peraturan/tidak-ada/{part}", status=404)


@pytest.mark.parametrize("url", SUBPAGES)
def test_every_page_is_well_formed(page: Page, url: str) -> None:
    found = page(url)
    ids = [str(tag["id"]) for tag in found.select("[id]")]
    assert len(ids) == len(set(ids))
    targets = {str(a["href"])[1:] for a in found.select("a[href^='#']")}
    assert targets <= set(ids)
    levels = [int(tag.name[1]) for tag in found.find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels)), levels
    assert not found.select("script:not([src]), [style], [onclick]")


def test_the_list_is_narrowed_and_counted(page: Page) -> None:
    shelf = page("/peraturan?tipe=pp&status=dicabut&tahun=2010")
    assert [words(each, ".shelf-number") for each in shelf.select(".shelf-item")] == [
        "PP Nomor 53 Tahun 2010"
    ]
    assert "menampilkan 1–1 dari 1" in words(shelf, ".shelf-count").lower()
    assert words(shelf, "#status option[selected]") == "Dicabut (1)"
    doubtful = page("/peraturan?ragu=1")
    assert [words(each, ".shelf-number") for each in doubtful.select(".shelf-item")] == [
        "PP Nomor 94 Tahun 2021"
    ]
    assert "1 perlu diperiksa" in words(page("/peraturan"), ".shelf-count")


def test_the_list_is_sorted(page: Page) -> None:
    def years(url: str) -> list[str]:
        found = [
            words(each, "h2") for each in page(url).select(".shelf-item") if each.select(".shelf-number")
        ]
        return [each.split("Tahun ")[1][:4] for each in found]

    assert years("/peraturan?jenis=regulation&urut=baru") == ["2099", "2021", "2020", "2017", "2010", "1990"]
    assert years("/peraturan?jenis=regulation&urut=lama") == ["1990", "2010", "2017", "2020", "2021", "2099"]
    ranked = page("/peraturan?urut=jenjang")
    assert words(ranked, ".shelf-number") == "UU Nomor 1 Tahun 2099"
    assert words(page("/peraturan?urut=ragu"), ".shelf-number") == "PP Nomor 94 Tahun 2021"


def test_amendments_that_are_not_here_are_told_where_the_text_is_read(
    page: Page, library: StubLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = ToldAmendment(
        amending_id="uu-5-2020", target_id="uu-1-1990", told_by="pp-94-2021/mengingat", evidence="…"
    )
    missing = MissingAmendments(
        "uu-1-1990", (MissingAmendment("uu-5-2020", date(2020, 1, 1), is_here=False, told=(told,)),)
    )
    monkeypatch.setattr(
        library.law, "force", lambda *_: Force(ForceStatus.DIUBAH, "Diubah.", missing=missing)
    )
    for url in (UU, "/peraturan/riwayat/uu-1-1990/pasal-2"):
        note = page(url).select_one("main .note.tone-warn")
        assert note is not None
        assert "UU Nomor 5 Tahun 2020, yang naskahnya tidak ada di pustaka ini" in note.get_text(" ")
