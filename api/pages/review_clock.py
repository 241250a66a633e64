"""How long a question has waited against its target, in working hours, as people say it."""

from datetime import datetime

from fastapi import Request
from sqlalchemy.orm import Session

from api.forum.models import OPEN, QuestionState
from api.forum.routing.holidays import free_days
from api.forum.routing.working_hours import WorkingHours
from api.forum.routing.working_week import read_week
from api.identity import state_in
from api.pages.templating import settings_of
from api.pages.words import Badge

SOON = 2.0
"""Working hours before a target from which on it is called close."""
_HOURS_A_DAY = 8.0
_DAYS_FROM = 16.0
"""Working hours from which on time is told in days."""


def working_hours(request: Request, session: Session) -> WorkingHours:
    """The agency's working hours, with its holidays."""
    return WorkingHours(
        read_week(settings_of(request).work_hours), state_in(request).zone, free_days(session)
    )


def waiting_badge(
    hours: WorkingHours,
    now: datetime,
    *,
    state: QuestionState,
    reply_due: datetime | None,
    resolve_due: datetime | None,
    first_reply_at: datetime | None,
) -> Badge:
    """Where a question stands against the target of its first reply, or of its end once it was replied to."""
    if state not in OPEN:
        return Badge("Sudah ditutup", "mute", "check")
    what = "balasan" if first_reply_at is None else "penyelesaian"
    due = reply_due if first_reply_at is None else resolve_due
    if due is None:
        return Badge("Belum ada target", "mute", "clock")
    if now > due:
        past = hours.elapsed(due, now).total_seconds() / 3600
        told = f"lewat {_span(past)}" if past >= 1 else "baru saja lewat"
        return Badge(f"Target {what} {told}", "bad", "alert")
    left = hours.elapsed(now, due).total_seconds() / 3600
    tone = "warn" if left <= SOON else "mute"
    return Badge(f"Target {what} {_span(left)} lagi", tone, "clock")


def _span(hours: float) -> str:
    if hours < 1:
        return "kurang dari 1 jam kerja"
    if hours < _DAYS_FROM:
        return f"{hours:.0f} jam kerja"
    return f"{hours / _HOURS_A_DAY:.0f} hari kerja"
