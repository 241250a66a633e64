"""Action items as a calendar (RFC 5545): tasks, or all-day events for calendars that know no tasks."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event, Todo

from api.minutes.export.options import STATUS_DONE, STATUS_DROPPED, STATUS_STARTED, ExportOptions
from api.minutes.export.printable import printable
from assistant.minutes.models import NOT_SAID, ActionItem, Minutes, Standing

PRODUCT = "-//Tanya ASN//Notula//ID"
_STATUSES = {STATUS_STARTED: "IN-PROCESS", STATUS_DONE: "COMPLETED", STATUS_DROPPED: "CANCELLED"}
_DOMAIN = "notula.tanya-asn"


def calendar_bytes(
    minutes: Minutes, options: ExportOptions, made_at: datetime, *, events: bool = False
) -> bytes:
    """One task for each action item, due on its deadline where it has one.

    The same calendar read twice makes no second entry. What names an entry is its ``action_keys`` of the
    options; without them the meeting, the utterances an item rests on and its place among those with the
    same.

    Args:
        made_at: when the calendar was made, with its time zone.
        events: give all-day events with a reminder on the day before instead, for the items that have a
            deadline: Google Calendar and Outlook leave tasks out.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"Tindak lanjut: {printable(minutes.form.title)}")
    keys = options.action_keys or tuple(_keys(minutes))
    for index, (item, key) in enumerate(zip(minutes.actions, keys, strict=True)):
        if events and item.deadline is None:
            continue
        entry = _event(item) if events else _todo(item, options.status(index))
        entry.add("uid", f"{key}@{_DOMAIN}")
        entry.add("dtstamp", made_at.astimezone(UTC))
        entry.add("summary", printable(item.task))
        entry.add("description", _description(item, minutes))
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _todo(item: ActionItem, status: str) -> Todo:
    todo = Todo()
    if item.deadline:
        todo.add("due", item.deadline)
    todo.add("status", _STATUSES.get(status, "NEEDS-ACTION"))
    return todo


def _event(item: ActionItem) -> Event:
    event = Event()
    if item.deadline:
        event.add("dtstart", item.deadline)
        event.add("dtend", item.deadline + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", printable(item.task))
    alarm.add("trigger", timedelta(days=-1))
    event.add_component(alarm)
    return event


def _description(item: ActionItem, minutes: Minutes) -> str:
    lines = [
        f"Penanggung jawab: {printable(item.pic or NOT_SAID)}",
        f"Tenggat yang diucapkan: {printable(item.deadline_phrase or NOT_SAID)}",
        f"Rapat: {printable(minutes.form.title)}",
    ]
    if item.standing is Standing.TO_CHECK:
        lines.append(f"{item.standing.capitalize()}: {printable('; '.join(item.problems))}")
    return "\n".join(lines)


def _keys(minutes: Minutes) -> Iterator[str]:
    """A name for each action item that stays when its wording is mended."""
    form = minutes.form
    seen: Counter[tuple[str, ...]] = Counter()
    for item in minutes.actions:
        seen[item.utterances] += 1
        told = (form.title, str(form.held_on), *item.utterances, str(seen[item.utterances]))
        yield hashlib.sha256("\x1f".join(told).encode("utf-8", "replace")).hexdigest()[:32]
