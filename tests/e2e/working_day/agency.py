"""An agency in a temporary folder: the product served as people start it, and a browser for each of them."""

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import chromium
from tests.e2e.product import PATIENCE, command, environment, free_port, is_ready, tanya, wait_until
from tests.e2e.working_day.law import BASE
from tests.e2e.working_day.people import FIRST, PASSWORD, PEOPLE, VISITOR, table

SETTINGS = {
    "TANYA_AGENCY": "BKPSDM Kabupaten Contoh",
    "TANYA_REGISTRATION": "open",
    # Scripts type faster than the people that the bounds are for.
    "TANYA_REQUESTS_PER_BROWSER": "0",
    "TANYA_REQUESTS_PER_ADDRESS": "0",
}
LOOK_AGAIN = 500
"""Milliseconds between two looks at a page that is to change."""


@dataclass
class Agency:
    """A running service, its home, and who has a browser open.

    Attributes:
        troubles: what scripts of the pages complained of, with the page.
    """

    home: Path
    address: str
    browser: Browser
    contexts: dict[str, BrowserContext] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)

    def context(self, **options: object) -> BrowserContext:
        """A browser that nobody has used yet."""
        made = self.browser.new_context(
            base_url=self.address,
            service_workers="block",
            locale="id-ID",
            **options,  # type: ignore[arg-type]  # passed through
        )
        made.set_default_timeout(PATIENCE * 1_000)
        return made

    def tab(self, who: str = VISITOR) -> Page:
        """The one tab of somebody, who is signed in; of a visitor without a name."""
        if who not in self.pages:
            self.contexts[who] = self.context(viewport={"width": 1280, "height": 800})
            self.pages[who] = self.contexts[who].new_page()
            self._watch(who, self.pages[who])
            if who != VISITOR:
                sign_in(self.pages[who], who)
        return self.pages[who]

    def enrol(self) -> None:
        """The superadmin changes the first password and makes everybody's account; each changes theirs."""
        page = self.tab(VISITOR)
        first = self._first_password()
        sign_in(page, FIRST, first)
        change_password(page, first)
        page.goto("/kelola/akun/impor")
        page.fill("#teks", table())
        page.click("text=Periksa dahulu")
        page.click(f"button:has-text('Buat {len(PEOPLE)} akun')")
        passwords = dict(line.split(",") for line in page.input_value("#sandi-semua").splitlines()[1:])
        assert set(passwords) == set(PEOPLE)
        self.pages[FIRST], self.contexts[FIRST] = self.pages.pop(VISITOR), self.contexts.pop(VISITOR)
        for username, password in passwords.items():
            self.contexts[username] = self.context(viewport={"width": 1280, "height": 800})
            self.pages[username] = self.contexts[username].new_page()
            self._watch(username, self.pages[username])
            sign_in(self.pages[username], username, password)
            change_password(self.pages[username], password)

    def ingest(self, name: str, text: str) -> None:
        """Bring a regulation in from the command line, while the service runs."""
        file = self.home.parent / name
        file.write_text(text, encoding="utf-8")
        done = tanya(self.home, "ingest", file)
        assert done.returncode == 0, done.stderr

    def until(self, who: str, url: str, seen: Callable[[Page], bool], what: str) -> Page:
        """Somebody's tab at an address, loaded anew until something is seen there."""
        page = self.tab(who)
        for _ in range(int(PATIENCE * 1_000 / LOOK_AGAIN)):
            page.goto(url)
            if seen(page):
                return page
            page.wait_for_timeout(LOOK_AGAIN)
        raise AssertionError(f"{who or 'visitor'} never saw {what} at {url}:\n{page.inner_text('main')}")

    def _first_password(self) -> str:
        found = re.search(r"sekali pakai: (\S+)", (self.home.parent / "log").read_text(encoding="utf-8"))
        assert found is not None
        return found[1]

    def _watch(self, who: str, page: Page) -> None:
        def complained(text: str) -> None:
            # Pages that are not for everybody are opened on purpose.
            if not text.startswith("Failed to load resource"):
                self.troubles.append(f"{who}: {page.url}: {text}")

        page.on("console", lambda message: complained(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complained(str(error)))


@contextmanager
def opened(folder: Path) -> Iterator[Agency]:
    """The agency on its first morning: its own regulation is in the library, everybody has an account."""
    home = folder / "rumah"
    (folder / "perbup.md").write_text(BASE, encoding="utf-8")
    done = tanya(home, "ingest", folder / "perbup.md")
    assert done.returncode == 0, done.stderr
    port = free_port()
    with (folder / "log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command("serve", "--port", port),
            cwd=folder,
            env={**environment(home), **SETTINGS},
            stdout=log,
            stderr=log,
            text=True,
        )
        address = f"http://127.0.0.1:{port}"
        try:
            with httpx.Client(base_url=address, timeout=30) as client:
                wait_until(lambda: is_ready(client), process)
            with chromium() as browser:
                agency = Agency(home, address, browser)
                agency.enrol()
                yield agency
                for context in agency.contexts.values():
                    context.close()
        finally:
            process.terminate()
            process.wait(PATIENCE)


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Sign in on the page for it."""
    page.goto("/masuk")
    page.fill("#nama", username)
    page.fill("#sandi", password)
    page.click("main button:has-text('Masuk')")
    page.wait_for_url(lambda url: not url.endswith("/masuk"))


def change_password(page: Page, given: str) -> None:
    """Change the password that somebody else set, to which every page leads."""
    assert page.url.endswith("/akun/sandi")
    page.fill("#sekarang", given)
    page.fill("#baru", PASSWORD)
    page.fill("#ulang", PASSWORD)
    page.click("button:has-text('Ganti kata sandi')")
    page.wait_for_url("**/akun?selesai=*")
