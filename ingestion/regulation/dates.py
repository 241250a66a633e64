"""Dates in Indonesian words, damaged ones included (``"3 1 Agustus 2O2l"``, ``"L3 April2O22"``)."""

import re
from collections.abc import Collection
from datetime import date

from ingestion.regulation.repair import digits, is_plain

MONTHS = {
    "januari": 1, "djanuari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6,
    "djuni": 6, "juli": 7, "djuli": 7, "agustus": 8, "september": 9, "oktober": 10, "nopember": 11,
    "november": 11, "desember": 12,
}  # fmt: skip
DATE = re.compile(
    rf"(?:(?<![\w/])|(?<=tanggal))(?P<day>[0-9lIOoSZL](?:\s?[0-9lIOoSZL])?)\s{{0,3}}(?P<month>(?i:{'|'.join(MONTHS)}))"
    r"\s{0,3}(?:[Tt]ahun\s{1,3})?(?P<year>[12lI](?:\s?[0-9lIiOoSLZtTB]){3})(?!\w)"
)


def dates_in(text: str, years: Collection[int] = ()) -> list[date]:
    """Every date in reading order; what is no possible date is skipped.

    Args:
        text: where to look.
        years: the years that a date with damaged digits must lie in to count; empty for any.
    """
    found = []
    for match in DATE.finditer(text):
        day, year = digits(_joined(match["day"])), digits(_joined(match["year"]))
        if day is None or year is None or not 1800 <= year <= 2200:
            continue
        if years and year not in years and not _is_clean(match):
            continue
        try:
            found.append(date(year, MONTHS[match["month"].lower()], day))
        except ValueError:
            continue
    return found


def first_date(text: str, years: Collection[int] = ()) -> date | None:
    """The first date in ``text``, as `dates_in` reads it."""
    found = dates_in(text, years)
    return found[0] if found else None


def _joined(number: str) -> str:
    return "".join(number.split())


def _is_clean(match: re.Match[str]) -> bool:
    return is_plain(_joined(match["day"])) and is_plain(_joined(match["year"]))
