"""The page **Evaluasi** in a real browser: starting a run and following it, with and without JavaScript."""

import threading
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, BrowserContext, Page

from api.accounts.models import Role
from api.accounts.recognised import SESSION_COOKIE
from tests.api.evaluated import evaluated_app, scored_run, wait_for
from tests.api.people import session_of
from tests.chromium import IN_BROWSER, assert_accessible, chromium, served, violations

URLS = [
    "/evaluasi",
    "/evaluasi/lama",
    "/evaluasi/lama?reaksi=wrong&bagian=tag:+cuti",
    "/evaluasi/terhenti",
    "/evaluasi/lama/soal/sakit%2F1",
    "/evaluasi/lama/soal/skrip",
    "/evaluasi/banding?a=lama&b=baru",
    "/evaluasi/banding?a=lama&b=hilang",
]
pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    with evaluated_app(tmp_path_factory.mktemp("evaluasi")) as app:
        scored_run(app, "lama")
        scored_run(app, "baru")
        desk = app.state.evaluations.desk
        desk.begin(desk.sets[0], name="terhenti")
        yield app


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def sign_in(context: BrowserContext, app: FastAPI, address: str) -> None:
    """Be signed in as an evaluator."""
    session = session_of(app.state.state, "eva", Role.EVALUATOR)
    context.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": address}])


@pytest.fixture
def tab(browser: Browser, address: str, app: FastAPI) -> Iterator[Page]:
    context = browser.new_context(base_url=address, service_workers="block")
    sign_in(context, app, address)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []


@pytest.fixture
def gate(app: FastAPI) -> Iterator[threading.Semaphore]:
    """No question is answered without a permit."""
    app.state.library.gate = threading.Semaphore(0)
    yield app.state.library.gate
    app.state.library.gate.release(100)
    app.state.evaluations.close()
    app.state.library.gate = None


def test_a_run_is_started_by_keyboard_followed_stopped_and_resumed(
    tab: Page, app: FastAPI, gate: threading.Semaphore
) -> None:
    tab.goto("/evaluasi")
    tab.focus("#soal-1")
    for _ in range(3):
        tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.locator("progress").wait_for()
    gate.release(1)
    tab.locator("[data-progress-words]", has_text="Menjawab 1 dari 4 jawaban").wait_for()
    assert tab.evaluate("document.querySelector('progress').value") == 1
    assert tab.locator("[data-refresh]").is_hidden()
    assert tab.locator("[data-progress-said]").inner_text() == "Menjawab 25 %"
    threading.Timer(0.2, gate.release).start()
    tab.focus("button:has-text('Hentikan')")
    tab.keyboard.press("Enter")
    tab.locator("h2", has_text="Terhenti sebelum selesai").wait_for()
    tab.click("button:has-text('Lanjutkan')")
    tab.locator("progress").wait_for()
    gate.release(2)
    # The page shows itself anew when the run has ended.
    tab.locator("#gerbang").wait_for()
    assert tab.locator("#gerbang").inner_text().strip() == "Lulus gerbang rilis"


def test_everything_works_without_javascript(
    browser: Browser, address: str, app: FastAPI, gate: threading.Semaphore
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    sign_in(context, app, address)
    page = context.new_page()
    page.goto("/evaluasi")
    page.click("button:has-text('Mulai')")
    gate.release(4)
    wait_for(lambda: app.state.evaluations.current() is None)
    page.click("text=Perbarui kemajuan")
    page.select_option("#bagian", "bagian: dev")
    page.click("button:has-text('Tampilkan')")
    assert page.locator("#bagian option[selected]").get_attribute("value") == "bagian: dev"
    page.click(".reaction-list a:has-text('Dijawab benar')")
    page.click(".answer-list a >> nth=0")
    assert page.locator(".quoted-place mark").first.is_visible()
    page.click(".quoted-place a >> nth=0")
    assert page.url.startswith(f"{address}/peraturan/ketentuan/pp-91-2019/")
    page.goto("/evaluasi")
    page.click("button:has-text('Bandingkan')")
    assert page.locator("h1").inner_text() == "Banding evaluasi"
    with page.expect_download() as report:
        page.goto("/evaluasi/lama")
        page.click("text=Laporan HTML")
    assert report.value.suggested_filename == "lama-laporan.html"
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    assert_accessible(browser, address, URLS, width, scheme)


def test_a_running_page_breaks_no_rule_either(tab: Page, gate: threading.Semaphore) -> None:
    tab.goto("/evaluasi")
    tab.click("button:has-text('Mulai')")
    for url in (tab.url, "/evaluasi"):
        tab.goto(url)
        tab.locator("progress").wait_for()
        assert violations(tab) == []
