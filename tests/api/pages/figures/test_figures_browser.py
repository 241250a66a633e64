"""The pages of figures in a real browser: narrow and wide, light and dark, without JavaScript, on paper."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser as Chromium

from api.accounts.recognised import SESSION_COOKIE
from tests.chromium import IN_BROWSER, assert_accessible, chromium, served

pytestmark = IN_BROWSER
WEEK = "/angka?dari=2026-11-16&sampai=2026-11-20"
LONG = "/angka?dari=2026-01-01&sampai=2026-11-20"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as url:
        yield url


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_figures_are_accessible(
    browser: Chromium, address: str, evaluator: str, width: int, scheme: str
) -> None:
    urls = (WEEK, LONG, "/kinerja-layanan")
    assert_accessible(browser, address, urls, width, scheme, {SESSION_COOKIE: evaluator})


def test_the_period_is_chosen_without_javascript(browser: Chromium, address: str, evaluator: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.add_cookies([{"name": SESSION_COOKIE, "value": evaluator, "url": address}])
    page = context.new_page()
    page.goto("/angka")
    page.fill("#dari", "2026-11-17")
    page.fill("#sampai", "2026-11-18")
    page.select_option("#bidang", "pensiun")
    page.click("button:has-text('Tampilkan')")
    assert "dari=2026-11-17&sampai=2026-11-18&bidang=pensiun" in page.url
    assert page.locator(".headlines strong").first.inner_text() == "1"
    with page.expect_download() as got:
        page.click("a[download] >> nth=0")
    assert got.value.suggested_filename == "per-bidang-2026-11-17-2026-11-18.csv"
    context.close()
