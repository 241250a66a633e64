"""The markers a browser draws before list items."""

import re

from lxml import html

from ingestion.readers.html_hidden import classes_of
from ingestion.readers.numbering import number_text

_COUNTER_SET = re.compile(r"counter-(?:set|reset)\s*:\s*list\s+(-?\d{1,6})")
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_INTEGER = re.compile(r"\s*(-?\d{1,6})\s*")


class ListMarkers:
    """Counters of the lists that are open, innermost last."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int, int, bool]] = []

    def enter(self, element: html.HtmlElement) -> None:
        """A ``ul`` or ``ol`` begins."""
        style = element.get("style") or ""
        named = _LIST_STYLE.search(style)
        if element.tag != "ol":
            self._open.append(("none", 0, 1, False))
        elif "parentheses-number" in classes_of(element):
            # Wikisource numbers ayat with a CSS counter named "list", which its style sheet draws.
            counter = _COUNTER_SET.search(style)
            self._open.append(("decimal", int(counter[1]) + 1 if counter else 1, 1, True))
        else:
            kind = named[1].lower() if named else element.get("type") or "decimal"
            start = _integer(element.get("start"), 1)
            step = 1
            if element.get("reversed") is not None:
                step = -1
                start = _integer(element.get("start"), sum(1 for _ in element.iterchildren("li")))
            self._open.append((kind, start, step, False))

    def leave(self) -> None:
        """The innermost list ends."""
        if self._open:
            self._open.pop()

    def item(self, element: html.HtmlElement) -> str:
        """The marker of the next item: ``"a."``, ``"(2)"``, or nothing for bullets."""
        if not self._open:
            return ""
        kind, number, step, parentheses = self._open[-1]
        if element.get("value") is not None:
            number = _integer(element.get("value"), number)
        self._open[-1] = (kind, number + step, step, parentheses)
        text = number_text(number, kind)
        if not text:
            return ""
        return f"({text})" if parentheses else f"{text}."


def _integer(text: str | None, otherwise: int) -> int:
    match = _INTEGER.match(text or "")
    return int(match[1]) if match else otherwise
