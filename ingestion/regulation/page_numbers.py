"""Page numbers that readers put among the words of a page: "… Jaminan Fidusia dengan 5 / 18"."""

import re
from collections import Counter
from operator import itemgetter

_PAGE_OF_PAGES = re.compile(
    r"(?<!\S)(?P<page>\d{1,3}) / (?P<pages>\d{1,3})(?!\S)(?P<ends_line>[ \r]*$)?", re.MULTILINE
)
_FEWEST_PAGES = 4


def pages_of_pages(text: str) -> list[tuple[int, int]]:
    """Spans of "5 / 18" where that number of pages is told at the ends of at least four lines.

    The page numbers rise, so that a fraction or a document number of that form stays.
    """
    matches = list(_PAGE_OF_PAGES.finditer(text))
    totals = Counter(match["pages"] for match in matches if match["ends_line"] is not None)
    total, times = max(totals.items(), key=itemgetter(1), default=("", 0))
    if times < _FEWEST_PAGES:
        return []
    spans: list[tuple[int, int]] = []
    page = 0
    for match in matches:
        if match["pages"] == total and page < int(match["page"]) <= int(total):
            page = int(match["page"])
            spans.append((match.start("page"), match.end("pages")))
    return spans
