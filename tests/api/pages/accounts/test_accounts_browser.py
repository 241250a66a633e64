"""The pages of accounts in a real browser: by keyboard, without JavaScript, on a narrow and a wide screen."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser as Chromium

from api.accounts.models import Account
from api.accounts.recognised import SESSION_COOKIE
from api.state.state import State
from tests.api.pages.accounts.conftest import SANDI
from tests.chromium import IN_BROWSER, assert_accessible, chromium, served

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    app.state.settings = app.state.settings.model_copy(update={"registration": "open"})
    with served(app) as url:
        yield url


def test_a_newcomer_registers_and_everything_works_without_javascript(
    browser: Chromium, address: str, state: State
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/akun")
    assert page.url == f"{address}/masuk?lanjut=%2Fakun"
    page.click("text=Daftar")
    for field, value in (("nama", "citra"), ("lengkap", "Citra"), ("sandi", SANDI), ("ulang", SANDI)):
        page.fill(f"#{field}", value)
    page.click("button:has-text('Buat akun')")
    assert page.url == f"{address}/akun?selesai=daftar"
    page.click("summary:has-text('Buat token')")
    page.fill("#nama-token", "skrip")
    page.click("main button:has-text('Buat token')")
    secret = page.input_value("#rahasia")
    assert state.api_tokens.account(secret) is not None
    page.click("button:has-text('Cabut')")
    assert state.api_tokens.account(secret) is None
    with page.expect_download() as data:
        page.click("text=Unduh data saya")
    assert data.value.suggested_filename.startswith("data-saya-")
    page.click(".me > summary")
    page.click("button:has-text('Keluar') >> nth=0")
    assert "Anda sudah keluar" in page.locator("[role=status]").inner_text()
    assert page.locator(".me").count() == 0
    context.close()


def test_signing_in_and_out_by_keyboard_alone(browser: Chromium, address: str, ani: Account) -> None:
    context = browser.new_context(base_url=address, service_workers="block")
    page = context.new_page()
    page.goto("/masuk?lanjut=/akun")
    page.focus("#nama")
    page.keyboard.type("ani")
    page.keyboard.press("Tab")
    page.keyboard.type(SANDI)
    page.keyboard.press("Enter")
    page.wait_for_url("**/akun")
    page.focus(".me > summary")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Keluar"
    page.keyboard.press("Enter")
    page.wait_for_url("**/masuk?selesai=keluar")
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    browser: Chromium, address: str, state: State, ani: Account, width: int, scheme: str
) -> None:
    assert_accessible(browser, address, ["/masuk", "/masuk?selesai=keluar", "/daftar"], width, scheme)
    state.accounts.change(ani.id, name="Ani " + "W" * 110, email="ani@contoh.go.id", by="uji")
    state.sessions.begin(ani)
    state.api_tokens.create(ani, "skrip " + "x" * 50, days=30)
    session = {SESSION_COOKIE: state.sessions.begin(ani)}
    assert_accessible(browser, address, ["/akun", "/akun/sandi", "/akun/hapus", "/"], width, scheme, session)
