"""When the agency works in a week, as a setting says it.

``Sen-Kam 07.30-12.00 13.00-16.00; Jum 07.30-11.30 13.00-16.30``: days, then the spans in which people work,
breaks left out; days that are not named are free.
"""

import itertools
import re
from datetime import time

from corpus.errors import InvalidInput

_DAYS = ("sen", "sel", "rab", "kam", "jum", "sab", "min")
_SPAN = re.compile(r"(\d{1,2})[.:](\d\d)\s*[-–]\s*(\d{1,2})[.:](\d\d)")
_GROUP = re.compile(rf"\s*([a-z]+)(?:\s*[-–]\s*([a-z]+))?((?:\s+{_SPAN.pattern})+)\s*", re.IGNORECASE)

Spans = tuple[tuple[time, time], ...]
"""Spans of one day, in order, not overlapping; empty on a free day."""
Week = tuple[Spans, ...]
"""Seven days, Monday first; at least one has a span."""


def read_week(text: str) -> Week:
    """The spans of every day of a week.

    Raises:
        InvalidInput: it is not written as the module says, a day comes twice, a span ends before it begins,
            two overlap, or nobody ever works.
    """
    week: dict[int, Spans] = {}
    for group in text.split(";"):
        if not group.strip():
            continue
        found = _GROUP.fullmatch(group)
        if found is None:
            raise _unreadable(group)
        first, last = _day(found[1]), _day(found[2] or found[1])
        spans = tuple(_span(match) for match in _SPAN.finditer(found[3]))
        if last < first or any(one[1] > other[0] for one, other in itertools.pairwise(spans)):
            raise _unreadable(group)
        for day in range(first, last + 1):
            if day in week:
                raise InvalidInput(f"Jam kerja menyebut hari “{_DAYS[day].capitalize()}” dua kali.")
            week[day] = spans
    if not week:
        raise InvalidInput("Jam kerja kosong: sebutkan sedikitnya satu hari, misalnya “Sen-Jum 07.30-16.00”.")
    return tuple(week.get(day, ()) for day in range(len(_DAYS)))


def _day(name: str) -> int:
    if len(name) < 3 or name[:3].lower() not in _DAYS:
        raise InvalidInput(
            f"Hari “{name}” pada jam kerja tidak dikenal; tulis Sen, Sel, Rab, Kam, Jum, Sab, Min."
        )
    return _DAYS.index(name[:3].lower())


def _span(match: re.Match[str]) -> tuple[time, time]:
    try:
        begin, end = time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))
    except ValueError as error:
        raise _unreadable(match[0]) from error
    if begin >= end:
        raise _unreadable(match[0])
    return begin, end


def _unreadable(part: str) -> InvalidInput:
    return InvalidInput(
        f"Jam kerja “{part.strip()}” tidak terbaca. Tulis misalnya "
        "“Sen-Kam 07.30-12.00 13.00-16.00; Jum 07.30-11.30 13.00-16.30”, urut dan tidak bertindihan."
    )
