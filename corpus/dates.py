"""Dates and times of day as Indonesian texts write them."""

import re
from datetime import date

_MONTHS = {
    "januari": 1, "jan": 1, "februari": 2, "pebruari": 2, "feb": 2, "maret": 3, "mar": 3, "april": 4,
    "apr": 4, "mei": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "agustus": 8, "agu": 8, "agt": 8, "ags": 8,
    "september": 9, "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nopember": 11, "nov": 11,
    "nop": 11, "desember": 12, "des": 12,
}  # fmt: skip
_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober",
    "November", "Desember",
)  # fmt: skip
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
LONG_MONTH = "|".join(name for name in _MONTHS if len(name) > 4 or name in ("mei", "juni", "juli"))
YEAR = r"(?:1[6-9]|20|21)\d\d"
DATE = re.compile(
    rf"""(?<![\w/.,-])(?:
        (?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})(?![a-z])\.?(?:\s+(?P<year>{YEAR})(?!\d))?
      | (?P<day_n>\d{{1,2}})(?P<mark>[-/.])(?P<month_n>\d{{1,2}})(?P=mark)(?P<year_n>{YEAR})(?![\w/])
      | (?P<year_i>{YEAR})-(?P<month_i>\d\d)-(?P<day_i>\d\d)(?![\w-])
      | (?:bulan\s+)?(?P<month_y>{LONG_MONTH})\s+(?:tahun\s+)?(?P<year_y>{YEAR})(?![\w])
      | (?:tahun|thn\.?|th\.)\s*(?P<year_a>{YEAR})(?![\w/]|[.,]\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
TIME = re.compile(
    r"(?<![\w.])(?:pukul|pkl\.?|jam)\s*(?P<hour>[01]?\d|2[0-4])[.:](?P<minute>[0-5]\d)(?!\d)", re.IGNORECASE
)


def read_date(match: re.Match[str]) -> str | None:
    """ISO 8601 of a ``DATE`` match: ``2021-08-31``, ``2021-08``, ``2021``, or ``--01-01`` without a year.

    None for a day that no calendar has.
    """
    groups = match.groupdict()
    year = next(
        (groups[name] for name in ("year", "year_n", "year_i", "year_y", "year_a") if groups[name]), None
    )
    if groups["year_a"]:
        return year
    if groups["month_y"]:
        return f"{year}-{_MONTHS[groups['month_y'].lower()]:02}"
    month_number = groups["month_n"] or groups["month_i"]
    month = int(month_number) if month_number else _MONTHS[groups["month"].lower()]
    day = int(groups["day"] or groups["day_n"] or groups["day_i"])
    try:
        known = date(int(year or 2000), month, day)  # 2000 has a 29 February
    except ValueError:
        return None
    return known.isoformat() if year else f"--{month:02}-{day:02}"


def long_date(day: date) -> str:
    """``2026-11-05`` → ``5 November 2026``."""
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"


def long_date_with_weekday(day: date) -> str:
    """``2026-11-23`` → ``Senin, 23 November 2026``."""
    return f"{_WEEKDAYS[day.weekday()]}, {long_date(day)}"
