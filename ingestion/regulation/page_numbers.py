"""Page numbers that readers put behind the last words of a page: "… Jaminan Fidusia dengan 5 / 18"."""

import re
from collections import Counter

_PAGE_OF_PAGES = re.compile(r"(?m)(?:^|(?<=\s))(?P<page>\d{1,3}) / (?P<pages>\d{1,3})[ \n]*$")
_FEWEST_PAGES = 4


def pages_of_pages(text: str) -> list[tuple[int, int]]:
    """Spans of "5 / 18" at the ends of lines, where the same number of pages is told at least four times.

    The page numbers rise, so that a fraction or a document number of that form stays.
    """
    matches = list(_PAGE_OF_PAGES.finditer(text))
    totals = Counter(match["pages"] for match in matches)
    total, times = max(totals.items(), key=lambda item: item[1], default=("", 0))
    if times < _FEWEST_PAGES:
        return []
    spans: list[tuple[int, int]] = []
    page = 0
    for match in matches:
        if match["pages"] == total and page < int(match["page"]) <= int(total):
            page = int(match["page"])
            spans.append(match.span("page")[:1] + match.span("pages")[1:])
    return spans
