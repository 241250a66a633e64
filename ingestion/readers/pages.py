"""Page numbers as people write them."""

from collections.abc import Callable
from dataclasses import dataclass

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class PagesRead:
    """How far the slow part of a file is: ``done`` of ``total`` scanned pages are recognised."""

    done: int
    total: int


OnPages = Callable[[PagesRead], None]


def unheard(_pages: PagesRead) -> None:
    """Nobody waits to hear how far it is."""


def page_ranges(pages: list[int]) -> str:
    """``[3, 4, 5, 9]`` → ``"3–5, 9"``; beyond a dozen ranges the rest is counted."""
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in ranges[:_SHOWN]]
    rest = sum(last - first + 1 for first, last in ranges[_SHOWN:])
    return ", ".join(texts) + (f", dan {rest} lainnya" if rest else "")
