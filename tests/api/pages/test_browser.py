"""The pages in a real browser: the side panel, the keyboard, narrow screens, nothing from outside."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.chromium import IN_BROWSER, assert_accessible, chromium

URLS = [
    "/",
    "/tanya?q=Berapa+lama+cuti+besar",
    "/tanya?q=Apa+saja+hukuman+disiplin+ringan",
    "/tanya?q=evil",
    "/tanya?q=" + "x" * 300 + "+besar",
    "/peraturan",
    "/peraturan/pp-94-2021",
    "/peraturan/permenevil-1-2020",
    "/peraturan/uu-1-1990",
    "/peraturan/uu-1-1990?pada=1999-01-01&cari=cuti",
    "/peraturan/uu-1-1990?pada=kemarin",
    "/peraturan/uu-1-1990?pasal=99",
    "/peraturan/uu-1-1990/hubungan",
    "/peraturan/uu-1-1990/istilah",
    "/peraturan/pp-94-2021/laporan",
    "/peraturan/riwayat/uu-1-1990/pasal-2",
    "/peraturan?tipe=pp&urut=baru",
    "/peraturan/sop-cuti-besar",
    "/peraturan/ketentuan/pp-94-2021/pasal-8/ayat-2",
    "/luring",
]
pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def troubles() -> list[str]:
    """Console errors and requests that left the server; a test that opens pages leaves it empty."""
    return []


@pytest.fixture
def tab(browser: Browser, server: str, troubles: list[str]) -> Iterator[Page]:
    context = browser.new_context(base_url=server, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    host = urlsplit(server).netloc

    def note_request(request: Request) -> None:
        if urlsplit(request.url).netloc != host:
            troubles.append(f"request to {request.url}")

    page.on("request", note_request)
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_a_marker_opens_the_panel_at_the_quote(tab: Page) -> None:
    tab.goto("/tanya?q=disiplin")
    tab.click(".marker >> nth=0")
    mark = tab.locator("#panel mark").first
    mark.wait_for()
    assert tab.locator("#panel h2").inner_text() == "Pasal 8 ayat (2) PP Nomor 94 Tahun 2021"
    assert mark.inner_text() == "Jenis hukuman disiplin ringan terdiri atas:"
    assert focused(tab) == "Pasal 8 ayat (2) PP Nomor 94 Tahun 2021"


def test_escape_closes_the_panel_and_focus_returns(tab: Page) -> None:
    tab.goto("/tanya?q=disiplin")
    for _ in range(2):
        tab.click(".marker >> nth=1")
        tab.locator("#panel mark").first.wait_for()
        tab.keyboard.press("Escape")
        tab.locator("#panel").wait_for(state="hidden")
        assert focused(tab) == "[2]"
    assert tab.url.endswith("/tanya?q=disiplin")


def test_back_closes_the_panel_and_forward_opens_it(tab: Page) -> None:
    tab.goto("/")
    tab.goto("/tanya?q=disiplin")
    tab.click(".marker >> nth=1")
    tab.locator("#panel mark").first.wait_for()
    tab.go_back()
    tab.locator("#panel").wait_for(state="hidden")
    assert tab.url.endswith("/tanya?q=disiplin")
    tab.go_forward()
    tab.locator("#panel mark").first.wait_for()
    tab.click("#panel [data-close]")
    tab.locator("#panel").wait_for(state="hidden")
    tab.go_back()
    assert urlsplit(tab.url).path == "/"


def test_a_late_close_event_leaves_the_opened_panel_alone(tab: Page) -> None:
    """Back and forward in quick succession open the panel before the event of its closing is handled."""
    tab.goto("/tanya?q=disiplin")
    tab.click(".marker >> nth=1")
    tab.locator("#panel mark").first.wait_for()
    tab.evaluate("document.getElementById('panel').dispatchEvent(new Event('close'))")
    tab.evaluate("new Promise((done) => setTimeout(done, 200))")  # long enough for history.back() to arrive
    assert tab.locator("#panel mark").first.is_visible()


def test_the_keyboard_alone_asks_and_reads(tab: Page) -> None:
    tab.goto("/")
    tab.keyboard.press("Tab")
    assert focused(tab) == "Langsung ke isi"
    tab.focus("#q")
    tab.keyboard.type("hukuman disiplin")
    tab.keyboard.press("Control+Enter")
    tab.locator("[data-answer]").wait_for()
    tab.wait_for_load_state()  # before the module runs, the link would lead to the provision's page
    tab.focus(".marker >> nth=0")
    tab.keyboard.press("Enter")
    tab.locator("#panel mark").first.wait_for()
    for _ in range(12):
        tab.keyboard.press("Tab")
        assert tab.evaluate(
            "document.activeElement === document.body"
            " || document.getElementById('panel').contains(document.activeElement)"
        )
    tab.keyboard.press("Escape")
    # Esc goes through the history: the panel closes, and focus comes back, a moment later.
    tab.wait_for_function("document.activeElement.textContent.trim() === '[1]'")


def test_what_was_found_opens_in_the_panel_too(tab: Page) -> None:
    tab.goto("/tanya?q=cuti+besar")
    tab.click(".why summary")
    tab.click(".found-list a >> nth=2")
    tab.locator("#panel h2").wait_for()
    assert tab.locator("#panel h2").inner_text() == "Berapa lama cuti besar?"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_scrolls_sideways(tab: Page, width: int, troubles: list[str]) -> None:
    tab.set_viewport_size({"width": width, "height": 740})
    for url in URLS:
        tab.goto(url)
        tab.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, url
    # Pages that say what was wrong with the address are among them.
    troubles[:] = [each for each in troubles if "status of 4" not in each]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_breaks_a_rule_of_accessibility(
    browser: Browser, server: str, width: int, scheme: str
) -> None:
    assert_accessible(browser, server, URLS, width, scheme)


def test_the_reader_keeps_the_contents_at_hand_on_a_phone(tab: Page) -> None:
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.goto("/peraturan/uu-1-2099#pasal-50")
    summary = tab.locator("[data-toc] > summary")
    tab.wait_for_function("!document.querySelector('[data-toc]').open")
    assert summary.bounding_box()["y"] < 60  # type: ignore[index]  # it is on the screen
    assert tab.evaluate("document.getElementById('pasal-50').getBoundingClientRect().top") >= 40
    summary.click()
    tab.click(".toc a[href='#bab-30']")
    tab.wait_for_function("!document.querySelector('[data-toc]').open")
    assert tab.url.endswith("#bab-30")


def test_every_elucidation_opens_and_closes_in_place(tab: Page) -> None:
    tab.goto("/peraturan/pp-94-2021")
    tab.click("[data-explain]")
    tab.locator("[data-explain]", has_text="Tutup semua penjelasan").wait_for()
    assert tab.locator("details.penjelasan:not([open])").count() == 0
    tab.click("[data-explain]")
    assert tab.locator("details.penjelasan[open]").count() == 0
    assert tab.url.endswith("/peraturan/pp-94-2021")


def test_the_link_of_a_unit_is_copied(tab: Page, server: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    tab.goto("/peraturan/pp-94-2021")
    tab.click("#pasal-8-ayat-2 > .unit-label")
    tab.locator("[data-said]", has_text="disalin").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == f"{server}/peraturan/pp-94-2021#pasal-8-ayat-2"


def test_a_link_into_a_fold_opens_it(tab: Page) -> None:
    tab.goto("/peraturan/uu-1-1990#mengingat")
    tab.locator("#mengingat").wait_for(state="visible")


def test_the_drawing_fits_the_screen_and_its_nodes_can_be_reached(tab: Page) -> None:
    for width, shown, hidden in ((360, "sempit", "lebar"), (1280, "lebar", "sempit")):
        tab.set_viewport_size({"width": width, "height": 800})
        tab.goto("/peraturan/uu-1-1990/hubungan")
        assert tab.locator(f".graph-{shown}").is_visible()
        assert tab.locator(f".graph-{hidden}").is_hidden()
        tab.locator(f".graph-{shown} a").focus()
        tab.keyboard.press("Enter")
        tab.wait_for_url("**/peraturan/pp-94-2021")


def test_the_answer_is_copied_with_its_sources_and_link(tab: Page, server: str) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server)
    tab.goto("/tanya?q=disiplin")
    tab.click("[data-copy]")
    tab.locator("[data-said]", has_text="disalin").wait_for()
    copied = str(tab.evaluate("navigator.clipboard.readText()")).replace("\r\n", "\n").split("\n")
    assert copied[0] == "disiplin"
    assert "Hukuman disiplin ringan ada tiga: [1]" in copied
    assert "- teguran lisan; [2]" in copied
    assert "[1] Pasal 8 ayat (2) PP Nomor 94 Tahun 2021 – Disiplin Pegawai Negeri Sipil" in copied
    assert "    “teguran lisan”" in copied
    assert copied[-1].startswith(f"Tanyakan lagi: {server}/tanya?q=disiplin&on=")


def test_a_long_law_opens_at_its_anchor_with_the_contents_following(tab: Page) -> None:
    tab.goto("/peraturan/uu-1-2099#pasal-200-ayat-3")
    tab.wait_for_function("document.querySelector('.toc [aria-current]')?.hash === '#bab-20'")
    top = tab.evaluate("document.getElementById('pasal-200-ayat-3').getBoundingClientRect().top")
    assert 0 <= top < 800
    assert tab.locator("[data-toc]").get_attribute("open") is not None
    tab.fill("#pasal", "12")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/uu-1-2099#pasal-12")
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.wait_for_function("!document.querySelector('[data-toc]').open")


def test_everything_reads_without_javascript(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#q", "disiplin")
    page.click("button[type=submit]")
    assert page.locator("[data-copy]").is_hidden()
    page.click(".marker >> nth=0")
    assert urlsplit(page.url).path == "/peraturan/ketentuan/pp-94-2021/pasal-8/ayat-2"
    assert page.locator("mark").first.is_visible()
    page.click("text=Baca di peraturannya")
    page.click("text=Daftar isi >> nth=0")
    assert page.locator("#pasal-8-ayat-2").is_visible()
    page.goto("/peraturan/uu-1-1990")
    page.fill("#pada", "1995-05-05")
    page.click("button:has-text('Lihat')")
    assert "12 (dua belas)" in page.locator("#pasal-2-ayat-1").inner_text()
    page.click("#pasal-2 .history-link")
    assert page.locator(".diff ins").first.is_visible()
    context.close()


def test_offline_a_page_says_so_and_comes_back(tab: Page, troubles: list[str]) -> None:
    tab.goto("/")
    tab.evaluate("navigator.serviceWorker.ready.then(() => true)")
    tab.reload()
    tab.wait_for_function("navigator.serviceWorker.controller !== null")
    tab.context.set_offline(True)
    tab.goto("/peraturan")
    assert tab.locator("h1").inner_text() == "Tidak ada sambungan"
    assert (
        tab.evaluate("getComputedStyle(document.querySelector('.top')).backgroundColor") == "rgb(12, 45, 72)"
    )
    tab.context.set_offline(False)
    tab.goto("/peraturan")
    assert tab.locator("h1").inner_text() == "Peraturan dan sumber"
    troubles[:] = [each for each in troubles if "ERR_INTERNET_DISCONNECTED" not in each]


def test_a_printed_regulation_shows_its_text_without_the_tools(tab: Page, tmp_path: Path) -> None:
    tab.goto("/peraturan/uu-1-1990")
    tab.emulate_media(media="print")
    for tool in (".law-tools", ".reader-side", ".history-link >> nth=0", ".tabs"):
        assert tab.locator(tool).is_hidden(), tool
    assert tab.locator("#pasal-2-ayat-1").is_visible()
    assert tab.locator("#lampiran table").is_visible()
    assert tab.pdf(path=tmp_path / "peraturan.pdf").startswith(b"%PDF")


def test_the_printed_answer_keeps_its_sources_and_leaves_the_forms(tab: Page, tmp_path: Path) -> None:
    tab.goto("/tanya?q=disiplin")
    tab.emulate_media(media="print")
    assert tab.locator(".source .quote").first.is_visible()
    assert tab.locator(".bar").is_hidden()
    assert tab.locator(".nav").is_hidden()
    assert tab.pdf(path=tmp_path / "jawaban.pdf").startswith(b"%PDF")
