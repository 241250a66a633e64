"""The forum in a real browser: without JavaScript, by keyboard, with suggestions, narrow and wide."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from api.accounts.recognised import SESSION_COOKIE
from api.forum.models import Standing
from tests.api.pages.forum.scene import Scene
from tests.chromium import IN_BROWSER, chromium, served, violations

pytestmark = IN_BROWSER
Tab = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


@pytest.fixture
def tab(browser: Chromium, scene: Scene) -> Iterator[Tab]:
    """A tab of somebody who is signed in, or of nobody; ``width`` of the window in CSS pixels."""
    with served(scene.app) as address:
        contexts = []

        def opened(username: str = "", *, width: int = 1280, **options: object) -> Page:
            context = browser.new_context(
                base_url=address,
                viewport={"width": width, "height": 800},
                service_workers="block",
                **options,  # type: ignore[arg-type]  # passed through
            )
            contexts.append(context)
            if username:
                token = scene.state.sessions.begin(scene.account(username))
                context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": address}])
            return context.new_page()

        yield opened
        for context in contexts:
            context.close()


def looked_at(page: Page, width: int) -> list[object]:
    """What is wrong with a page with everything unfolded: rules of axe, and scrolling sideways."""
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*violations(page), *([("wider than the window", wide)] if wide > width else [])]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_every_page_is_accessible_on_the_way_of_a_question(
    scene: Scene, tab: Tab, width: int, scheme: str
) -> None:
    scene.answered("budi", title="Lama cuti besar PNS", text="Berapa lama cuti besar boleh diambil?")
    scene.stand(scene.publish(scene.ask("budi", title="Cuti besar dan pensiun")), Standing.DOUBTED)
    page = tab("ani", width=width, color_scheme=scheme, java_script_enabled=True)
    found: list[object] = []

    def look() -> None:
        found.extend((page.url, broken) for broken in looked_at(page, width))

    for path in ("/forum", "/forum?cari=lama+cuti+besar+guru", "/forum/saya", "/pemberitahuan", "/forum/2"):
        page.goto(path)
        look()
    page.goto("/forum/ajukan")
    page.fill("#judul", "Cuti besar Ani Lestari")
    page.fill("#teks", "Berapa lama cuti besar boleh diambil guru?")
    page.locator("[data-near] a").first.wait_for()
    look()
    page.click("text=Lanjut ke pratinjau")
    page.locator(".public-card").wait_for()
    look()
    page.click("text=Kirim pertanyaan")
    page.wait_for_url("**/forum/3/terkirim")
    look()
    page.click("text=Buka pertanyaan")
    look()
    page.fill("#teks-lanjutan", "Saya guru di kabupaten.")
    page.click("text=Kirim penjelasan")
    scene.publish(scene.forum.lists.own(scene.account("ani")).items[0])
    for path in ("/forum/3", "/forum/saya", "/pemberitahuan", "/forum/99"):
        page.goto(path)
        look()
    assert found == []


def test_a_question_is_asked_read_and_rated_without_javascript(scene: Scene, tab: Tab) -> None:
    scene.answered("budi", title="Lama cuti besar PNS", text="Berapa lama cuti besar boleh diambil?")
    page = tab("ani", java_script_enabled=False)
    page.goto("/forum")
    page.click("text=Ajukan pertanyaan")
    page.fill("#judul", "Cuti besar guru")
    page.fill("#teks", "Berapa lama cuti besar boleh diambil guru?")
    page.click("text=Lanjut ke pratinjau")
    assert page.inner_text("h1") == "Mungkin sudah terjawab"
    page.click("text=Belum terjawab, lanjutkan")
    page.set_input_files(
        "#berkas", {"name": "surat.txt", "mimeType": "text/plain", "buffer": b"Surat dari kepala sekolah."}
    )
    page.click("text=Kirim pertanyaan")
    assert page.url.endswith("/forum/2/terkirim")
    page.click("text=Buka pertanyaan")
    assert page.locator(".file-list a").inner_text() == "surat.txt"
    scene.publish(scene.forum.lists.own(scene.account("ani")).items[0])
    page.reload()
    page.check("#bintang-5")
    page.click("text=Simpan penilaian")
    assert "Terima kasih" in page.locator("[role=status]").inner_text()
    page.click(".marker >> nth=0")
    assert page.locator("mark.quoted").count() == 1


def test_a_citation_opens_beside_the_reply_and_suggestions_come_while_typing_by_keyboard(
    scene: Scene, tab: Tab
) -> None:
    scene.answered("budi", title="Lama cuti besar PNS", text="Berapa lama cuti besar boleh diambil?")
    page = tab("ani")
    page.goto("/forum/1")
    page.focus(".marker >> nth=0")
    page.keyboard.press("Enter")
    page.locator("#panel mark.quoted").wait_for()
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")
    page.goto("/forum/ajukan")
    page.focus("#judul")
    page.keyboard.type("Lama cuti besar guru")
    page.locator("[data-near] a[href='/forum/1']").wait_for()
    assert page.locator("[data-near-said]").inner_text() == "1 pertanyaan serupa ditampilkan di bawah isian."
    page.keyboard.press("Tab")
    page.keyboard.type("Berapa lama untuk guru?")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/forum/1"
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('h1').textContent === 'Periksa sebelum dikirim'")
