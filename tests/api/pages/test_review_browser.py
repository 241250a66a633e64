"""The officers' pages in a real browser: by keyboard, live, without JavaScript, accessible."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from api.accounts.recognised import SESSION_COOKIE
from api.forum.models import DraftState
from api.forum.saved_replies import SavedReplies
from tests.api.forum.reviewed import CLAIMS, drafted
from tests.api.pages.signed_in_browser import clean_tab, signed_in_context
from tests.api.pages.work_desk import WorkDesk, work_desk
from tests.chromium import IN_BROWSER, assert_accessible, chromium, served, violations

pytestmark = IN_BROWSER


@dataclass(frozen=True)
class Place:
    """A running service, and a browser to visit it with."""

    desk: WorkDesk
    address: str
    browser: Browser

    def context(self, username: str, *, scripts: bool = True) -> BrowserContext:
        """A browser in which somebody is signed in."""
        return signed_in_context(self.browser, self.address, self.desk.session(username), scripts=scripts)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with work_desk(tmp_path_factory.mktemp("kerja")) as desk:
        SavedReplies(desk.state.database).add(
            desk.people["citra"], "disiplin-kinerja", "Penutup", "Semoga membantu."
        )
        with served(desk.app) as address, chromium() as browser:
            yield Place(desk, address, browser)


@pytest.fixture
def tab(place: Place) -> Iterator[Page]:
    with clean_tab(place.context("citra")) as page:
        yield page


def focused(page: Page) -> str:
    """The words of what has the keyboard."""
    return " ".join(str(page.evaluate("document.activeElement.textContent")).split())


def test_a_draft_is_found_opened_checked_and_published_by_keyboard(place: Place, tab: Page) -> None:
    first, _ = place.desk.draft(risk=0.3, asked=place.desk.ask("Papan ketik satu"))
    place.desk.draft(risk=0.2, asked=place.desk.ask("Papan ketik dua"))
    tab.goto("/kerja?kata=Papan")
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    assert focused(tab).endswith("Papan ketik dua")
    tab.keyboard.press("k")
    assert focused(tab).endswith("Papan ketik satu")
    tab.keyboard.press("?")
    expect(tab.locator("#pintas")).to_be_visible()
    assert violations(tab) == []
    tab.keyboard.press("Escape")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/kerja/{first.number}")
    tab.focus("button:has-text('Mulai meninjau')")
    tab.keyboard.press("Enter")
    tab.locator("#teks").wait_for()
    tab.focus(".draft a.marker >> nth=0")
    tab.keyboard.press("Enter")
    expect(tab.locator("#panel mark.quoted").first).to_be_visible()
    expect(tab.locator("#panel .badge").first).to_be_visible()
    assert violations(tab) == []
    tab.keyboard.press("Escape")
    text = tab.input_value("#teks")
    tab.fill("#teks", text.replace("12 hari", "13 hari", 1))
    expect(tab.locator(".edit-form [data-check-said]")).to_have_text(
        "Pemeriksaan: 1 hal menghalangi penerbitan."
    )
    expect(tab.locator(".trouble-list")).to_contain_text("“13 hari kerja” tidak ada dalam rujukan")
    assert violations(tab) == []
    tab.fill("#teks", f"Dengan hormat,\n{text}")
    expect(tab.locator(".edit-form [data-check-said]")).to_have_text(
        "Pemeriksaan: Tidak ada yang menghalangi penerbitan."
    )
    tab.focus("button:has-text('Terbitkan suntingan')")
    tab.keyboard.press("Enter")
    expect(tab.locator("main [role=status]").first).to_contain_text("Balasan sudah terbit")
    assert place.desk.current(first).state is DraftState.ACCEPTED_WITH_EDITS


def test_keys_can_be_turned_off_and_never_act_while_typing(place: Place, tab: Page) -> None:
    place.desk.draft(asked=place.desk.ask("Tombol mati"))
    tab.goto("/kerja?kata=Tombol")
    tab.focus("#kata")
    tab.keyboard.type("jk?")
    assert "jk?" in tab.input_value("#kata")
    expect(tab.locator("#pintas")).to_be_hidden()
    tab.uncheck("[data-keys-switch]")
    tab.goto("/kerja?kata=Tombol")
    assert not tab.is_checked("[data-keys-switch]")
    tab.keyboard.press("j")
    tab.keyboard.press("?")
    expect(tab.locator("#pintas")).to_be_hidden()
    assert tab.evaluate("document.activeElement === document.body")
    tab.check("[data-keys-switch]")


def test_everything_works_without_javascript(place: Place) -> None:
    question, _ = place.desk.draft(asked=place.desk.ask("Tanpa skrip"))
    context = place.context("citra", scripts=False)
    page = context.new_page()
    page.goto("/kerja?kata=skrip")
    expect(page.locator("[data-keys]")).to_be_hidden()
    page.click("a:has-text('Tanpa skrip')")
    page.click("button:has-text('Mulai meninjau')")
    text = page.input_value("#teks")
    page.select_option("#tersimpan-sunting", label="Penutup")
    page.click(".edit-form button:has-text('Sisipkan')")
    assert "Semoga membantu." in page.input_value("#teks")
    page.fill("#teks", text.replace("12 hari", "13 hari", 1))
    page.click("button:has-text('Periksa')")
    expect(page.locator(".trouble-list")).to_contain_text("“13 hari kerja” tidak ada dalam rujukan")
    page.click("summary:has-text('Tolak draf')")
    page.select_option("#alasan", "salah")
    page.click("button:has-text('Tolak draf')")
    expect(page.locator("main [role=status]").first).to_contain_text("Draf ditolak")
    assert place.desk.current(question).state is DraftState.REJECTED
    context.close()


@pytest.fixture(scope="module")
def addresses(place: Place) -> list[str]:
    """Every page in every standing, as Citra sees it."""
    desk = place.desk
    wrong = drafted(CLAIMS[0].model_copy(update={"text": "Cuti tahunan lamanya 99 hari kerja."}))
    mine, my_draft = desk.draft(wrong, risk=0.4)
    theirs, their_draft = desk.draft(risk=0.8, asked=desk.ask("JudulTanpaSpasi" * 9))
    sealed, _ = desk.draft()
    bare = desk.ask()
    desk.forum.posts.note(desk.people["dodi"], mine.id, "Catatan")
    done, _ = desk.draft()
    desk.forum.posts.reply(desk.people["citra"], done.id, "Dua belas hari kerja.", version=done.version)
    reviews, citra, gita = desk.app.state.review.reviews, desk.people["citra"], desk.people["gita"]
    reviews.open(citra, my_draft.id)
    opened = reviews.open(gita, their_draft.id)
    desk.app.state.review.second.request(gita, their_draft.id, opened.seen, opened.text)
    urls = ["/kerja", "/kerja?tab=semua&urut=usia&risiko=sedang", "/kerja?tab=saya&kata=tidak+ada"]
    return urls + [f"/kerja/{one.number}" for one in (mine, theirs, sealed, bare, done)]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    place: Place, addresses: list[str], width: int, scheme: str
) -> None:
    cookies = {SESSION_COOKIE: place.desk.session("citra")}
    assert_accessible(place.browser, place.address, addresses, width, scheme, cookies)
