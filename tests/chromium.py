"""A real browser over a real server: how both are started, and what every page must keep to."""

import shutil
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Literal

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.types import ASGIApp

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}
"""Unless told so, axe also lists every element that keeps to a rule: most of its time on a long page."""
SETTLED = """Promise.allSettled(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished))"""
IN_BROWSER = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="no chromium on PATH")]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield running
        running.close()


@contextmanager
def served(app: ASGIApp, *, lifespan: Literal["on", "off"] = "off") -> Iterator[str]:
    """The application on a free loopback port; gives its address."""
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none", lifespan=lifespan)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield f"http://127.0.0.1:{running.servers[0].sockets[0].getsockname()[1]}"
    running.should_exit = True
    thread.join()


def violations(page: Page) -> list[tuple[str, list[object]]]:
    """Rules of axe that a page breaks, each with up to three places."""
    # While a panel fades in, its letters are too pale to pass.
    page.evaluate(SETTLED)
    broken = Axe().run(page, options=OPTIONS).response["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in broken]


def assert_accessible(
    browser: Browser,
    address: str,
    urls: Sequence[str],
    width: int,
    scheme: str,
    cookies: Mapping[str, str] | None = None,
) -> None:
    """No page breaks a rule of axe or scrolls sideways, with everything unfolded.

    Args:
        width: of the window in CSS pixels.
        scheme: ``light`` or ``dark``.
        cookies: that the browser holds, by name.
    """
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]  # one of two, checked by Playwright itself
        service_workers="block",
    )
    for name, value in (cookies or {}).items():
        context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    found = []
    for url in urls:
        page.goto(url)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, url
        found += [(url, *violation) for violation in violations(page)]
    context.close()
    assert found == [], found
