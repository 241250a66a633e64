from itertools import pairwise

import pytest
from bs4 import BeautifulSoup, Tag

from api.pages.headers import SECURITY_HEADERS
from tests.api.pages.conftest import Get, Page
from tests.api.pages.stub import StubLibrary
from tests.api.pages.stub_texts import FAQ


def words(page: Tag, selector: str) -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text().split())


def titles(page: BeautifulSoup) -> list[str]:
    return [" ".join(link.get_text().split()) for link in page.select(".shelf-item h2 a")]


def test_browsing_shows_name_status_and_count(page: Page) -> None:
    shelf = page("/peraturan")
    assert titles(shelf)[0] == "PP Nomor 94 Tahun 2021 Disiplin Pegawai Negeri Sipil"
    first, digest, repealed = shelf.select(".shelf-item")[:3]
    assert words(first, ".badges") == "Berlaku 9 ketentuan 4 perlu diperiksa dalam PP Nomor 94 Tahun 2021"
    assert "Ringkasan kami" in words(digest, ".badges")
    assert "Dicabut" in words(repealed, ".badges")


def test_browsing_filters_by_kind_and_words(page: Page) -> None:
    assert titles(page("/peraturan?jenis=faq")) == ["Tanya jawab cuti"]
    assert titles(page("/peraturan?q=53")) == ["PP Nomor 53 Tahun 2010 Disiplin Pegawai Negeri Sipil"]
    faq = page("/peraturan?jenis=faq&q=cuti")
    assert faq.select_one("input[name=jenis][value=faq]")
    assert words(faq, ".tabs [aria-current]") == "FAQ"
    assert faq.select_one(".tabs a[href='/peraturan?jenis=sop&q=cuti']")
    assert "Tidak ada sumber yang cocok" in page("/peraturan?q=zzz").get_text()


@pytest.mark.parametrize(
    "query",
    [
        *("jenis=xyz", "hal=abc", "hal=0", "hal=-1", "hal=99999999999", "hal=٣"),
        *("tipe=xyz", "status=xyz", "tahun=٢٠٢١", "tahun=20211", "urut=xyz"),
    ],
)
def test_odd_parameters_read_as_none(page: Page, query: str) -> None:
    assert len(titles(page(f"/peraturan?{query}"))) == 9


def test_pages_of_the_shelf_follow_each_other(page: Page, library: StubLibrary) -> None:
    library.shelf = [FAQ.model_copy(update={"id": f"faq-{n}", "title": f"FAQ {n}"}) for n in range(45)]
    second = page("/peraturan?jenis=faq&hal=2")
    assert titles(second)[0] == "FAQ 20"
    assert second.select_one("a[rel=prev][href='/peraturan?jenis=faq']")
    assert second.select_one("a[rel=next][href='/peraturan?jenis=faq&hal=3']")
    assert not page("/peraturan?jenis=faq&hal=3").select("a[rel=next]")


def test_a_regulation_is_read_by_pasal_with_stable_anchors(page: Page) -> None:
    law = page("/peraturan/pp-94-2021")
    assert words(law, "h1") == "Disiplin Pegawai Negeri Sipil"
    assert "31 Agustus 2021" in words(law, ".facts")
    letter = law.select_one("#pasal-8 #pasal-8-ayat-2 #pasal-8-ayat-2-huruf-c")
    assert letter is not None
    assert "tidak puas" in letter.get_text()
    assert words(letter, "details.penjelasan p").startswith("Pernyataan ini dibuat")
    assert law.find(id="pasal-8~2")
    assert law.select_one("nav[aria-label='Daftar isi'] a[href='#bab-iii-bagian-kesatu']")
    ids = [str(tag["id"]) for tag in law.select("[id]")]
    assert len(ids) == len(set(ids))
    targets = [str(a["href"])[1:] for a in law.select("a[href^='#']")]
    assert set(targets) <= set(ids)


def test_headings_never_skip_a_level(page: Page) -> None:
    for url in ("/", "/tanya?q=cuti+besar", "/peraturan/pp-94-2021", "/peraturan/faq-cuti", "/peraturan"):
        levels = [int(tag.name[1]) for tag in page(url).find_all(["h1", "h2", "h3", "h4", "h5"])]
        assert levels[0] == 1
        assert all(below - above <= 1 for above, below in pairwise(levels)), (
            url,
            levels,
        )


def test_a_digest_says_so(page: Page) -> None:
    assert "Ringkasan kami, bukan bunyi resmi." in words(
        page("/peraturan/ringkasan-pp-11-2017"), ".digest-note"
    )


def test_the_jump_box_leads_to_the_pasal(get: Get, page: Page) -> None:
    for typed in ("8", "Pasal+8", "pasal8"):
        answer = get(f"/peraturan/pp-94-2021?pasal={typed}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/peraturan/pp-94-2021#pasal-8")
    missing = page("/peraturan/pp-94-2021?pasal=999", status=404)
    assert words(missing, "#pasal-galat") == "Pasal 999 tidak ada di sini."


def test_other_sources_are_readable(page: Page) -> None:
    faq = page("/peraturan/faq-cuti")
    assert [words(entry, "h2").split("?")[0] for entry in faq.select(".entry")] == [
        "Berapa lama cuti besar",
        "Berapa hari cuti tahunan",
    ]
    assert len(faq.select("#cuti-besar-lama .prose-list li")) == 2
    assert [item.get_text() for item in page("/peraturan/sop-cuti-besar").select(".printed-marker")] == [
        "1.",
        "2.",
        "3.",
    ]
    assert "bukan dasar hukum" in page("/peraturan/forum-cuti").get_text()


def test_a_provision_stands_in_its_whole_pasal(page: Page) -> None:
    provision = page("/peraturan/ketentuan/pp-94-2021/pasal-8/ayat-2/huruf-b?quote_start=0&quote_end=7")
    assert words(provision, "h1") == "Pasal 8 ayat (2) huruf b PP Nomor 94 Tahun 2021"
    assert "Tingkat hukuman disiplin ada tiga." in words(provision, ".pasal")
    assert words(provision, ".is-cited p") == "teguran tertulis; atau"
    assert words(provision, "mark") == "teguran"
    assert provision.select_one("a[href='/peraturan/pp-94-2021#pasal-8-ayat-2-huruf-b']")
    assert words(provision, "a[rel=prev]") == "Pasal 3"
    assert words(provision, "a[rel=next]") == "Pasal 8 (ke-2)"


def test_parts_of_a_pasal_that_is_not_held_itself_stand_together(page: Page) -> None:
    provision = page("/peraturan/ketentuan/pp-11-2017/pasal-316/ayat-1")
    assert words(provision, "h2.pasal-label") == "Pasal 316"
    assert [item.get_text() for item in provision.select(".unit-name")] == [
        "ayat (1)",
        "ayat (2)",
    ]
    assert words(provision, ".is-cited .unit-name") == "ayat (1)"
    assert words(provision, "a[rel=next]") == "Pasal 317"


def test_the_second_unit_of_a_label_has_its_own_page(page: Page) -> None:
    assert "tercetak dua kali" in page("/peraturan/ketentuan/pp-94-2021/pasal-8~2").get_text()


def test_the_panel_gets_a_fragment(get: Get) -> None:
    url = "/peraturan/ketentuan/pp-94-2021/pasal-3"
    fragment = get(url, x_requested_with="fragment")
    assert fragment.headers["vary"] == "X-Requested-With"
    assert "<html" not in fragment.text
    assert BeautifulSoup(fragment.text, "lxml").select_one("article h2")
    assert "<html" in get(url).text


def test_legal_force_is_that_of_the_date(page: Page) -> None:
    assert "Belum berlaku" in page("/peraturan/ketentuan/pp-94-2021/pasal-3?on=2020-01-01").get_text()
    odd = page("/peraturan/ketentuan/pp-94-2021/pasal-3?on=kemarin").get_text()
    assert "Tanggal pada alamat tidak dikenali" in odd


def test_a_passage_is_readable_at_the_same_address(page: Page) -> None:
    passage = page("/peraturan/ketentuan/faq/cuti-tahunan?quote_start=5&quote_end=12&quote=tahunan")
    assert "Bukan peraturan" in passage.get_text()
    assert words(passage, "mark") == "tahunan"
    assert passage.select_one("a[href='/peraturan/faq-cuti#cuti-tahunan']")


@pytest.mark.parametrize(
    "url",
    [
        "/tidak-ada",
        "/peraturan/tidak-ada",
        "/peraturan/ketentuan/pp-94-2021/pasal-99",
        "/peraturan/ketentuan/faq/tidak",
    ],
)
def test_what_is_not_there_is_a_page_with_a_way_on(page: Page, url: str) -> None:
    missing = page(url, status=404)
    assert words(missing, "h1") == "Halaman tidak ditemukan"
    assert missing.select_one("main a[href='/']")


def test_a_failure_is_a_page_without_its_inside(get: Get) -> None:
    broken = get("/tanya?q=meledak")
    assert broken.status_code == 500
    assert "Ada gangguan di sistem kami" in broken.text
    assert "rahasia" not in broken.text
    assert broken.headers["content-security-policy"] == SECURITY_HEADERS["content-security-policy"]


def test_programs_get_no_page(get: Get) -> None:
    assert "<html" not in get("/peraturan/tidak-ada", accept="application/json").text
    assert "<html" not in get("/api/v1/tidak-ada").text
    assert "rahasia" not in get("/tanya?q=meledak", accept="*/*").text


def test_reading_waits_for_a_library(page: Page, library: StubLibrary) -> None:
    library.ready = False
    for url in ("/peraturan", "/peraturan/pp-94-2021", "/peraturan/ketentuan/pp-94-2021/pasal-3"):
        assert words(page(url, status=503), "h1") == "Layanan sedang disiapkan"


def test_every_response_has_the_security_headers(get: Get) -> None:
    for url in ("/", "/peraturan", "/static/tanya.css", "/tidak-ada", "/sw.js"):
        headers = get(url).headers
        assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_versioned_files_are_kept_and_others_asked_for(get: Get, page: Page) -> None:
    sheet = page("/").select_one("link[rel=stylesheet]")
    assert sheet is not None
    assert "immutable" in get(str(sheet["href"])).headers["cache-control"]
    assert "immutable" not in get("/static/tanya.css").headers.get("cache-control", "")
    assert get("/sw.js").headers["cache-control"] == "no-cache"


def test_the_pages_can_be_installed(get: Get) -> None:
    manifest = get("/manifest.webmanifest")
    assert manifest.headers["content-type"] == "application/manifest+json"
    for icon in manifest.json()["icons"]:
        assert get(icon["src"]).headers["content-type"] == "image/svg+xml"
    assert "Tidak ada sambungan" in get("/luring").text
