"""Dates in Indonesian words, damaged ones included (``"3 1 Agustus 2O2l"``)."""

import re
from datetime import date

from ingestion.regulation.repair import digits

MONTHS = {
    "januari": 1, "djanuari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6,
    "djuni": 6, "juli": 7, "djuli": 7, "agustus": 8, "september": 9, "oktober": 10, "nopember": 11,
    "november": 11, "desember": 12,
}  # fmt: skip
DATE = re.compile(
    r"(?<![\w/])([0-9lIOoSZ](?:\s?[0-9lIOoSZ])?)\s{1,3}([A-Z][a-zA-Z]{2,9})\s{1,3}([12lI](?:\s?[0-9lIOoSLZ]){3})(?!\w)"
)


def dates_in(text: str) -> list[date]:
    """Every date in reading order; what is no possible date is skipped."""
    found = []
    for match in DATE.finditer(text):
        day, year = digits(match.group(1).replace(" ", "")), digits(re.sub(r"\s", "", match.group(3)))
        month = MONTHS.get(match.group(2).lower())
        if day is None or year is None or month is None or not 1800 <= year <= 2200:
            continue
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found


def first_date(text: str) -> date | None:
    """The first date in ``text``."""
    found = dates_in(text)
    return found[0] if found else None
