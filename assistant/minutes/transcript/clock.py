"""Times as transcripts write them, in seconds."""

import re
from collections.abc import Sequence
from datetime import datetime

CLOCK = r"\d{1,3}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,9})?"
"""Pattern of a time: ``00:12``, ``1:02:03.5``, ``09.30``, ``00:00:01,000``."""

TENTHS = r"\d{1,6}\.\d"
"""Pattern of seconds and tenths, as some recognisers write beside a name: ``121.5``."""

_CLOCK = re.compile(r"(\d{1,3})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,](\d{1,9}))?")
_SECONDS = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s?s?")
_PERIOD = re.compile(r"PT(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?")
_NUMBER = re.compile(r"\d+")
_DAY = 24 * 3600
_MORNING = 6 * 3600
"""A recording whose first time is at or past six hours was not six hours silent: it tells the hour."""


def seconds(written: str) -> float | None:
    """The seconds that a time says, ``mm:ss`` where it has two parts; None where it is none.

    ``09.30`` is read as ``09:30``; :func:`count_from_first` tells hours of the day apart.
    """
    found = _CLOCK.fullmatch(written.strip())
    if found is None:
        return float(written) if re.fullmatch(TENTHS, written.strip()) else None
    first, second, third, fraction = found.groups()
    parts = [int(first), int(second)] + ([int(third)] if third else [])
    if any(part >= 60 for part in parts[1:]):
        return None
    total = 0.0
    for part in parts:
        total = total * 60 + part
    return total + (float(f"0.{fraction}") if fraction else 0.0)


def count_from_first(written: Sequence[str]) -> tuple[list[float | None], str | None]:
    """Times of a file as seconds from its beginning.

    Hours of the day ("09.30", "09:30:12") are told by a first time at or past six hours; they are
    counted from that one.

    Returns:
        One value for each time, None where it is no time; and the first hour of the day where the
        times told hours, else None.
    """
    values = [seconds(time) for time in written]
    first = next((index for index, value in enumerate(values) if value is not None), None)
    if first is None:
        return values, None
    pairs = all(_CLOCK.fullmatch(time.strip()) and len(_NUMBER.findall(time)) == 2 for time in written)
    hours = [None if value is None else value * 60 if pairs else value for value in values]
    begin = hours[first] or 0.0
    if begin < _MORNING or any(value is not None and value >= _DAY for value in hours):
        return values, None
    return [None if value is None else _since(begin, value) for value in hours], written[first]


def _since(begin: float, hour: float) -> float:
    """Seconds from one hour of the day to another, past midnight where it lies half a day before."""
    passed = hour - begin
    return passed + _DAY if passed < -_DAY / 2 else max(passed, 0.0)


def seconds_of(value: object) -> float | None:
    """The seconds in a field of a JSON file: a number, ``"12.5s"``, a clock time, ``"PT12.5S"``, or an ISO
    date and time (as seconds since 1970); None where it is none of these.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        # NaN and infinities fail both comparisons.
        return float(value) if 0 <= value < 1e15 else None
    if not isinstance(value, str) or not 0 < len(value) <= 40:
        return None
    if plain := _SECONDS.fullmatch(value):
        return float(plain[1])
    if (period := _PERIOD.fullmatch(value)) and any(period.groups()):
        return 3600 * float(period[1] or 0) + 60 * float(period[2] or 0) + float(period[3] or 0)
    if (clock := seconds(value)) is not None:
        return clock
    try:
        return datetime.fromisoformat(value).timestamp() if "T" in value else None
    except (ValueError, OverflowError, OSError):
        return None
