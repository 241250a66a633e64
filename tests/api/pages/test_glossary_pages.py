"""The page **Glosarium** and its API, without a browser."""

from tests.api.pages.conftest import Get, Page
from tests.api.pages.stub import StubLibrary


def test_all_terms_from_a_to_z(page: Page) -> None:
    shown = page("/glosarium")
    letters = [link.text for link in shown.select(".letters a")]
    assert letters == sorted(letters)
    assert letters[0] == "A"
    terms = [term["id"] for term in shown.select(".term")]
    assert len(terms) == len(set(terms)) >= 260
    for link in shown.select(".letters a, .term .hint a[href^='#']"):
        assert shown.select_one(f"[id='{str(link['href'])[1:]}']"), link["href"]


def test_a_search_needs_no_script(page: Page) -> None:
    shown = page("/glosarium?q=kgb")
    form = shown.select_one("form.find")
    assert form is not None
    assert (form["action"], form["method"]) == ("/glosarium", "get")
    first = shown.select_one(".term")
    assert first is not None
    assert first["id"] == "kgb"
    assert "Kenaikan gaji berkala" in first.text
    assert not shown.select(".letters")
    assert "Lihat semua" in shown.text


def test_what_is_not_there_can_be_asked(page: Page) -> None:
    shown = page("/glosarium?q=%3Cb%3Exyzzy")
    assert "belum ada di glosarium" in shown.text
    assert not shown.select("b")
    assert shown.select_one("a[href^='/tanya?q=Apa']")


def test_a_basis_is_linked_only_where_the_library_can_show_it(library: StubLibrary, page: Page) -> None:
    shown = page("/glosarium")
    links = {str(link["href"]) for link in shown.select(".term a[href^='/peraturan/ketentuan/']")}
    assert links
    assert all(library.law.source_of(link.split("/")[3])[0] for link in links)
    assert "Pasal 14 UU Nomor 20 Tahun 2023" in shown.select("#administrator .hint")[-1].text
    assert not any("/uu-20-2023/" in link for link in links)
    assert "Pasal 1 angka 1 UU Nomor 20 Tahun 2023" in shown.select("#asn .hint")[-1].text


def test_common_usage_says_so(page: Page) -> None:
    shown = page("/glosarium?q=rapel")
    assert "bukan definisi hukum" in shown.select_one("#rapel").text  # type: ignore[union-attr]


def test_it_opens_before_anything_was_ingested(library: StubLibrary, get: Get) -> None:
    library.ready = False
    assert get("/glosarium").status_code == 200


def test_it_is_linked_from_every_page(page: Page) -> None:
    assert page("/").select_one("footer a[href='/glosarium']")
    assert page("/glosarium").select_one("footer a[href='/glosarium'][aria-current='page']")
