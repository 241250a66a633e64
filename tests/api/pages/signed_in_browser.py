"""What tests of signed-in pages in a real browser share: who visits, and a tab without errors."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page

from api.accounts.recognised import SESSION_COOKIE


def signed_in_context(
    browser: Browser, address: str, session: str, *, scripts: bool = True
) -> BrowserContext:
    """A browser with somebody's session; ``scripts`` turns JavaScript on."""
    made = browser.new_context(base_url=address, service_workers="block", java_script_enabled=scripts)
    made.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": address}])
    return made


@contextmanager
def clean_tab(context: BrowserContext) -> Iterator[Page]:
    """A tab whose console must hold no error when it is closed."""
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    yield page
    context.close()
    assert troubles == []
