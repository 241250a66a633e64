"""Dates as exports write them."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from corpus.errors import InvalidInput

_DAY_FIRST = re.compile(
    r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})"
    r"(?:[ T,]+(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?(?: *(WIB|WITA|WIT))?"
)
_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_EARLIEST = 1990


def read_moment(text: str, zone: ZoneInfo, *, now: datetime) -> datetime:
    """A moment: ISO 8601, or day, month and year with or without a time; without a zone it is the agency's.

    Raises:
        InvalidInput: it cannot be read, lies ahead, or is older than any forum.
    """
    written = text.strip()
    moment = _iso(written) or _day_first(written)
    if moment is None:
        raise InvalidInput(
            f"Tanggal “{written[:30]}” tidak terbaca; tulis seperti 2024-05-31 atau 31-05-2024."
        )
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    if moment.year < _EARLIEST or moment > now:
        raise InvalidInput(f"Tanggal “{written[:30]}” belum tiba atau terlalu lama.")
    return moment


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _day_first(text: str) -> datetime | None:
    found = _DAY_FIRST.fullmatch(text)
    if found is None:
        return None
    *numbers, zone = found.groups()
    day, month, year, hour, minute, second = (int(part or 0) for part in numbers)
    try:
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    return moment.replace(tzinfo=ZoneInfo(_ZONES[zone])) if zone else moment
