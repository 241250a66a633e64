"""What is done with answers and conversations in a real browser: in place with JavaScript, and without it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page

from api.accounts.models import Role
from api.accounts.recognised import SESSION_COOKIE
from api.identity import COOKIE
from api.state.feedback import Judgement, Reason
from tests.api.pages.owned import MASKED_QUESTION, UNANSWERED, Browser, owned_app
from tests.chromium import IN_BROWSER, chromium, served, violations

pytestmark = IN_BROWSER


@dataclass
class Place:
    """A served application with somebody's things in it.

    Attributes:
        address: of the server, by the name that only this machine uses.
        urls: one of every page there is of these things.
    """

    owner: Browser
    address: str
    urls: list[str]

    def open(self, chromium: Chromium, **options: object) -> BrowserContext:
        """A window of the owner's browser."""
        context = chromium.new_context(base_url=self.address, service_workers="block", **options)  # type: ignore[arg-type]  # passed through
        context.add_cookies([{"name": SESSION_COOKIE, "value": self.owner.session, "url": self.address}])
        return context


def furnished(app: FastAPI, address: str) -> Place:
    """Conversations, a judgement, a handover that waits and one that was handled, a link; an officer's."""
    owner = Browser(app)
    owner.sign_in("sari", Role.ADMIN)
    owner.owner = owner.state.accounts.by_username("sari").owner
    conversation, (first, second) = owner.talk(MASKED_QUESTION, UNANSWERED)
    _, (third,) = owner.talk("Apa saja hukuman disiplin ringan? " + "x" * 200)
    state, me = owner.state, owner.owner
    assert me
    bad = Judgement(helpful=False, reason=Reason.WRONG, text="y" * 300)
    feedback = state.feedback.give(me, first.id, bad).id
    receipt = state.handovers.send(me, first.id, contact="z" * 200, message="Tolong.").receipt
    handled = state.handovers.send(me, third.id).receipt
    state.handovers.close(handled, by="Sari", note="Lihat edaran " + "w" * 200)
    token = state.shares.share(me, conversation)
    urls = [
        f"/percakapan/{conversation}",
        "/percakapan",
        "/percakapan?cari=tidak-ada",
        f"/percakapan/{conversation}/hapus",
        f"/percakapan/{conversation}/cetak",
        f"/percakapan/{conversation}/bagikan?tautan={token}",
        f"/bagikan/{token}",
        "/bagikan/tidak-ada",
        f"/teruskan/{second.id}",
        f"/tindak-lanjut/{receipt}",
        f"/tindak-lanjut/{handled}",
        "/tindak-lanjut?nomor=KELIRU",
        "/privasi",
        "/privasi/hapus",
        "/layanan",
        f"/layanan/pertanyaan/{receipt}",
        f"/layanan/pertanyaan/{handled}",
        f"/layanan/penilaian/{feedback}",
    ]
    return Place(owner, address, urls)


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with owned_app(tmp_path) as app, served(app) as url:
        yield furnished(app, url.replace("127.0.0.1", "localhost"))


@pytest.fixture
def tab(browser: Chromium, place: Place) -> Iterator[Page]:
    context = place.open(browser)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_a_verdict_is_sent_in_place_by_keyboard_and_told_aloud(tab: Page, place: Place) -> None:
    conversation, (exchange,) = place.owner.talk("Berapa lama cuti besar?")
    tab.goto(f"/percakapan/{conversation}")
    address = tab.url
    tab.focus(".feedback button[value=tidak]")
    tab.keyboard.press("Enter")
    tab.locator(".feedback fieldset").wait_for()
    assert tab.url == address
    assert focused(tab) == "Tidak"
    assert "Beri tahu kami" in tab.locator("[data-feedback-said]").inner_text()
    tab.check("input[value=tidak_lengkap]")
    tab.fill(".feedback textarea", "Gajinya?")
    tab.click("text=Kirim alasan")
    tab.locator("[data-feedback-thanks]", has_text="Kurang lengkap").wait_for()
    assert focused(tab).startswith("Terima kasih")
    assert place.owner.owner
    kept = place.owner.state.history.placed(place.owner.owner, exchange.id).judgement
    assert kept == Judgement(helpful=False, reason=Reason.INCOMPLETE, text="Gajinya?")
    tab.click(".feedback button[value=ya]")
    tab.locator(".feedback button[value=ya][aria-pressed=true]").wait_for()
    assert tab.locator(".feedback fieldset").count() == 0
    assert violations(tab) == []


def test_a_verdict_that_is_lost_on_the_way_says_so(browser: Chromium, place: Place) -> None:
    conversation, _ = place.owner.talk("Berapa lama cuti besar?")
    context = place.open(browser)
    page = context.new_page()
    page.goto(f"/percakapan/{conversation}")
    context.set_offline(True)
    page.click(".feedback button[value=ya]")
    page.locator("[data-feedback-said]", has_text="belum tersimpan").wait_for()
    context.set_offline(False)
    page.click(".feedback button[value=ya]")
    page.locator(".feedback button[value=ya][aria-pressed=true]").wait_for()
    context.close()


def test_deletion_is_confirmed_in_a_dialog_that_escape_leaves(tab: Page) -> None:
    tab.goto("/percakapan")
    tab.click("a[data-delete] >> nth=0")
    tab.locator("#konfirmasi").wait_for()
    assert "hukuman disiplin" in tab.locator("[data-confirm-title]").inner_text()
    assert violations(tab) == []
    tab.keyboard.press("Escape")
    tab.locator("#konfirmasi").wait_for(state="hidden")
    assert "Hapus" in focused(tab)
    tab.click("a[data-delete] >> nth=0")
    tab.click("#konfirmasi button[type=submit]")
    tab.locator("[role=status]", has_text="sudah dihapus").wait_for()
    assert tab.locator(".talk").count() == 1


def test_a_link_is_copied_and_its_page_opens_the_panel(tab: Page, place: Place) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=place.address)
    tab.goto(place.urls[5])
    tab.click("[data-copy-link]")
    tab.locator("[data-said]", has_text="disalin").wait_for()
    link = str(tab.evaluate("navigator.clipboard.readText()"))
    assert link.startswith(f"{place.address}/bagikan/")
    tab.goto(link)
    tab.click(".marker >> nth=0")
    tab.locator("#panel mark").first.wait_for()


def test_paper_holds_the_answers_and_no_buttons(tab: Page, place: Place, tmp_path: Path) -> None:
    tab.goto(place.urls[4])
    assert tab.locator("[data-print-page]").is_visible()
    tab.emulate_media(media="print")
    assert tab.locator(".quote").first.is_visible()
    assert tab.locator("[data-print-page]").is_hidden()
    assert tab.pdf(path=tmp_path / "percakapan.pdf").startswith(b"%PDF")


def test_a_visitor_hands_a_question_over_without_javascript(browser: Chromium, place: Place) -> None:
    visitor = Browser(place.owner.app)
    conversation, _ = visitor.talk(UNANSWERED)
    context = browser.new_context(base_url=place.address, service_workers="block", java_script_enabled=False)
    context.add_cookies([{"name": COOKIE, "value": visitor.token, "url": place.address}])
    page = context.new_page()
    page.goto(f"/percakapan/{conversation}")
    page.click("a:has-text('Kirim ke forum')")
    page.fill("#catatan", "Untuk guru.")
    page.click("text=Kirim sekarang")
    number = page.locator(".receipt-number").inner_text()
    page.goto("/tindak-lanjut")
    page.fill("#nomor", number.lower())
    page.click("button:has-text('Lihat')")
    assert page.url.endswith(f"/tindak-lanjut/{number}")
    assert visitor.state.handovers.show(number).message == "Untuk guru."
    context.close()


def test_everything_works_without_javascript(browser: Chromium, place: Place) -> None:
    context = place.open(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(place.urls[0])
    page.click(".feedback >> nth=1 >> text=Tidak")
    assert re.search(r"#tanggapan-[0-9a-f-]+$", page.url)
    second = page.locator(".feedback").nth(1)
    second.locator("text=Sulit dipahami").click()
    second.locator("text=Kirim alasan").click()
    assert "Sulit dipahami" in page.locator(".feedback").nth(1).locator("[data-feedback-thanks]").inner_text()
    page.click("a:has-text('Kirim ke forum') >> nth=1")
    # Who is signed in asks in the forum; a receipt is what visitors get.
    assert "/forum/ajukan?jawaban=" in page.url
    number = place.urls[9].rpartition("/")[2]
    page.goto("/tindak-lanjut")
    page.fill("#nomor", number.lower())
    page.click("button:has-text('Lihat')")
    assert page.url.endswith(f"/tindak-lanjut/{number}")
    page.goto("/percakapan")
    page.click(".rename summary >> nth=0")
    page.fill(".rename input[name=judul] >> nth=0", "Judul saya")
    page.click(".rename button >> nth=0")
    assert page.locator(".talk h2", has_text="Judul saya").count() == 1
    page.click(".talk:has-text('Judul saya') >> a[data-delete]")
    page.click("text=Ya, hapus")
    assert page.locator(".talk h2", has_text="Judul saya").count() == 0
    page.goto("/layanan")
    page.click(".talk a >> nth=0")
    page.fill("#catatan", "Sudah kami jawab.")
    page.click("button:has-text('Sudah ditangani')")
    assert "sudah ditangani" in page.locator("[role=status]").inner_text()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_breaks_a_rule_of_accessibility(
    browser: Chromium, place: Place, width: int, scheme: str
) -> None:
    context = place.open(browser, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for url in place.urls:
        page.goto(url)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        found += [(url, *violation) for violation in violations(page)]
    context.close()
    assert found == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_scrolls_sideways(browser: Chromium, place: Place, width: int) -> None:
    context = place.open(browser, viewport={"width": width, "height": 740})
    page = context.new_page()
    for url in place.urls:
        page.goto(url)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
    context.close()
