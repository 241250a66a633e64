"""How long a question has waited, told in working hours of a week that can be counted by hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from api.forum.models import QuestionState
from api.forum.routing.working_hours import WorkingHours
from api.forum.routing.working_week import read_week
from api.pages.review_clock import waiting_badge

ZONE = ZoneInfo("Asia/Jakarta")
HOURS = WorkingHours(read_week("Sen-Jum 08.00-16.00"), ZONE, lambda _: False)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, whose 2nd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("due", "now", "words", "tone"),
    [
        (at(3, 10), at(3, 12), "Target balasan lewat 2 jam kerja", "bad"),
        (at(6, 15), at(9, 9), "Target balasan lewat 2 jam kerja", "bad"),
        (at(3, 10), at(3, 10, 30), "Target balasan baru saja lewat", "bad"),
        (at(2, 8), at(5, 8), "Target balasan lewat 3 hari kerja", "bad"),
        (at(3, 12), at(3, 10), "Target balasan 2 jam kerja lagi", "warn"),
        (at(3, 10, 30), at(3, 10), "Target balasan kurang dari 1 jam kerja lagi", "warn"),
        (at(3, 15), at(3, 10), "Target balasan 5 jam kerja lagi", "mute"),
        (None, at(3, 10), "Belum ada target", "mute"),
    ],
)
def test_age_against_the_target(due: datetime | None, now: datetime, words: str, tone: str) -> None:
    badge = waiting_badge(
        HOURS,
        now,
        state=QuestionState.SUBMITTED,
        reply_due=due,
        resolve_due=None,
        first_reply_at=None,
    )
    assert (badge.word, badge.tone) == (words, tone)


def test_after_a_reply_the_end_counts_and_closed_questions_wait_for_nothing() -> None:
    def told(state: QuestionState) -> str:
        badge = waiting_badge(
            HOURS,
            at(3, 12),
            state=state,
            reply_due=at(2, 8),
            resolve_due=at(3, 9),
            first_reply_at=at(2, 9),
        )
        return badge.word

    assert told(QuestionState.IN_PROGRESS) == "Target penyelesaian lewat 3 jam kerja"
    assert told(QuestionState.DONE) == "Sudah ditutup"
