"""Going through pages by keyboard alone, with the eye on where one is."""

import pytest
from playwright.sync_api import Page, expect

FARTHEST = 120
"""Presses of Tab after which something counts as out of reach."""
SEEN = """() => {
  const one = document.activeElement;
  const style = getComputedStyle(one);
  const place = one.getBoundingClientRect();
  return {
    where: `${one.tagName} ${one.id} ${one.textContent.trim().slice(0, 40)}`,
    marked: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none",
    shown: place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth,
  };
}"""


class Keys:
    """The keyboard of one tab. Whatever gets the focus has to be seen to have it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def to(self, selector: str) -> None:
        """Tab on until what is meant has the focus."""
        for _ in range(FARTHEST):
            self._page.keyboard.press("Tab")
            self.look()
            if self._page.evaluate("what => document.activeElement.matches(what)", selector):
                return
        pytest.fail(f"{selector} is not reached by Tab at {self._page.url}")

    def look(self) -> None:
        """What has the focus is marked and on the screen."""
        seen = self._page.evaluate(SEEN)
        assert seen["marked"], f"no visible focus on {seen['where']} at {self._page.url}"
        assert seen["shown"], f"focus off the screen on {seen['where']} at {self._page.url}"

    def press(self, key: str) -> None:
        """Press a key."""
        self._page.keyboard.press(key)

    def write(self, selector: str, text: str) -> None:
        """Tab to a field and type."""
        self.to(selector)
        self._page.keyboard.type(text)

    def follow(self, selector: str, address: str) -> None:
        """Tab to a link or button and press it; the next page has this address."""
        self.to(selector)
        self._page.keyboard.press("Enter")
        self._page.wait_for_url(address)

    def skip(self) -> None:
        """The first Tab of a page offers to skip its head, and that leads into its main part."""
        self._page.keyboard.press("Tab")
        assert self._page.evaluate("document.activeElement.matches('a.skip')")
        self.look()
        self._page.keyboard.press("Enter")
        expect(self._page.locator("#isi")).to_be_focused()
