"""Lists of holidays as files: CSV with ``tanggal`` and ``nama``, or iCalendar (RFC 5545).

A file of a calendar service also holds days that are only observed: show what was read, and let a person say
which days are free, before ``Holidays.bring_in``.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, timedelta

from api.forum.routing.holidays import MOST_AT_ONCE, Holiday
from corpus.dates import DATE, read_date
from corpus.errors import UnreadableDocument

LARGEST = 1_000_000
"""Bytes of a file."""
LONGEST_RUN = 31
"""Days of one event of a calendar."""
_DAY_COLUMNS, _NAME_COLUMNS = ("tanggal", "hari", "date"), ("nama", "keterangan", "name")
_ICAL_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T\d{6}Z?)?")
_ESCAPED = re.compile(r"\\([\\,;nN])")


def read_holidays(name: str, data: bytes) -> list[Holiday]:
    """The days of a file in order, each once; the first name of a day wins.

    Args:
        name: of the file, for messages.

    Raises:
        UnreadableDocument: it is too large, no UTF-8, neither kind of file, a day of it cannot be read, it
            repeats by a rule, or it holds no days or too many.
    """
    if len(data) > LARGEST:
        raise UnreadableDocument(name, f"lebih besar dari {LARGEST} bita")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableDocument(name, "bukan teks UTF-8") from error
    is_calendar = text.lstrip()[:15].upper() == "BEGIN:VCALENDAR"
    found: dict[date, str] = {}
    for holiday in _calendar(name, text) if is_calendar else _table(name, text):
        found.setdefault(holiday.day, holiday.name)
        if len(found) > MOST_AT_ONCE:
            raise UnreadableDocument(name, f"memuat lebih dari {MOST_AT_ONCE} hari")
    if not found:
        raise UnreadableDocument(name, "tidak memuat satu hari libur pun")
    return [Holiday(day=day, name=found[day]) for day in sorted(found)]


def _table(name: str, text: str) -> Iterator[Holiday]:
    head = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",")
    try:
        columns = [column.strip().lower() for column in next(rows, [])]
        day_at = next((columns.index(one) for one in _DAY_COLUMNS if one in columns), None)
        name_at = next((columns.index(one) for one in _NAME_COLUMNS if one in columns), None)
        if day_at is None or name_at is None:
            raise UnreadableDocument(name, "baris pertama harus memuat kolom “tanggal” dan “nama”")
        for number, row in enumerate(rows, 2):
            if not any(cell.strip() for cell in row):
                continue
            told = row[name_at].strip() if name_at < len(row) else ""
            day = _day(row[day_at]) if day_at < len(row) else None
            if day is None or not told:
                raise UnreadableDocument(name, f"tanggal atau nama pada baris {number} tidak terbaca")
            yield Holiday(day=day, name=told)
    except csv.Error as error:
        raise UnreadableDocument(name, "bukan CSV yang sah") from error


def _day(text: str) -> date | None:
    """A day with its year, in any of the ways Indonesian texts write it."""
    match = DATE.fullmatch(text.strip())
    told = read_date(match) if match else None
    try:
        return date.fromisoformat(told or "")
    except ValueError:
        return None


def _calendar(name: str, text: str) -> Iterator[Holiday]:
    event: dict[str, str] | None = None
    for line in _unfolded(text):
        key, _, value = line.partition(":")
        field = key.partition(";")[0].upper()
        if field == "BEGIN" and value.upper() == "VEVENT":
            event = {}
        elif field == "END" and value.upper() == "VEVENT":
            yield from _days(name, event or {})
            event = None
        elif event is not None:
            event.setdefault(field, value.strip())


def _unfolded(text: str) -> list[str]:
    """Lines, with those that go on in the next put together."""
    return re.sub(r"\r?\n[ \t]", "", text).splitlines()


def _days(name: str, event: dict[str, str]) -> Iterator[Holiday]:
    told = _ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], event.get("SUMMARY", ""))
    told = " ".join(told.split())
    if "RRULE" in event or "RDATE" in event:
        raise UnreadableDocument(name, f"acara “{told}” berulang; sebutkan setiap tanggalnya")
    first = _calendar_day(event.get("DTSTART", ""))
    if first is None or not told:
        raise UnreadableDocument(name, f"tanggal atau nama acara “{told}” tidak terbaca")
    # The end of an event of whole days is the first day after it.
    after = _calendar_day(event.get("DTEND", "")) or first + timedelta(days=1)
    length = max((after - first).days, 1)
    if length > LONGEST_RUN:
        raise UnreadableDocument(name, f"acara “{told}” lebih dari {LONGEST_RUN} hari")
    for offset in range(length):
        yield Holiday(day=first + timedelta(days=offset), name=told)


def _calendar_day(text: str) -> date | None:
    match = _ICAL_DATE.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
