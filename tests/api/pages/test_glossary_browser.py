"""The page **Glosarium** in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.chromium import IN_BROWSER, assert_accessible, chromium

pytestmark = IN_BROWSER
FOUND = ["/glosarium?q=cuti", "/glosarium?q=xyzzy"]
URLS = ["/glosarium", *FOUND]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize(("width", "scheme", "urls"), [(360, "light", URLS), (1280, "dark", FOUND)])
def test_it_is_accessible(browser: Browser, server: str, width: int, scheme: str, urls: list[str]) -> None:
    # axe reads the hundreds of terms of the whole list slowly: once is enough.
    assert_accessible(browser, server, urls, width, scheme)
