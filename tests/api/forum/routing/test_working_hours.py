"""The clock of targets, by hand and by its laws."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.forum.routing.holidays import FreeDays
from api.forum.routing.working_hours import WorkingHours
from api.forum.routing.working_week import read_week
from api.settings import Settings
from corpus.errors import InvalidInput

MAKASSAR = ZoneInfo("Asia/Makassar")
WEEK = read_week(str(Settings.model_fields["work_hours"].default))
THURSDAY_OFF = date(2026, 11, 26)
HOURS = WorkingHours(WEEK, MAKASSAR, FreeDays(frozenset({THURSDAY_OFF})))

moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))
quarters = st.integers(0, 800)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MAKASSAR)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-23T08:00", 2, "2026-11-23T10:00"),
        ("2026-11-23T11:00", 2, "2026-11-23T14:00"),  # an hour's break at noon
        ("2026-11-23T08:00", 7, "2026-11-23T16:00"),  # until the very end of the day
        ("2026-11-23T15:30", 1, "2026-11-24T08:00"),
        ("2026-11-25T15:00", 2, "2026-11-27T08:30"),  # over the holiday
        ("2026-11-27T16:00", 1, "2026-11-30T08:00"),  # over the weekend
        ("2026-11-28T10:00", 0, "2026-11-28T10:00"),
        ("2026-12-31T15:00", 2, "2027-01-04T08:30"),  # over New Year's Day, a Friday
    ],
)
def test_due(start: str, hours: int, due: str) -> None:
    assert HOURS.due(at(start), hours) == at(due)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23T08:00", "2026-11-23T12:30", 4),
        ("2026-11-23T06:00", "2026-11-23T20:00", 7.5),
        ("2026-11-27T06:00", "2026-11-27T20:00", 7.5),
        ("2026-11-25T15:00", "2026-11-27T08:30", 2),
        ("2026-11-28T00:00", "2026-11-29T23:00", 0),
        ("2026-11-24T10:00", "2026-11-23T10:00", 0),
    ],
)
def test_elapsed(start: str, end: str, hours: float) -> None:
    assert HOURS.elapsed(at(start), at(end)) == timedelta(hours=hours)


def test_a_working_week_has_the_hours_that_the_law_asks_of_asn() -> None:
    assert HOURS.elapsed(at("2026-11-16T00:00"), at("2026-11-23T00:00")) == timedelta(hours=37.5)


@pytest.mark.parametrize("day", ["2026-01-01", "2026-05-01", "2027-06-01", "2026-08-17", "2026-12-25"])
def test_nobody_works_on_holidays_of_every_year(day: str) -> None:
    assert HOURS.elapsed(at(f"{day}T00:00"), at(f"{day}T23:59")) == timedelta()


def test_the_day_on_which_people_work_next() -> None:
    assert HOURS.working_day(at("2026-11-25T15:59")) == date(2026, 11, 25)
    assert HOURS.working_day(at("2026-11-25T16:00")) == date(2026, 11, 27)


def test_the_clock_goes_by_the_agencys_own_time() -> None:
    assert HOURS.due(datetime(2026, 11, 22, 23, 0, tzinfo=UTC), 1) == at("2026-11-23T08:30")


@given(moments, quarters, quarters)
def test_due_grows_with_hours_and_with_the_start(start: datetime, less: int, more: int) -> None:
    less, more = sorted((less, more))
    assert HOURS.due(start, less / 4) <= HOURS.due(start, more / 4)
    assert HOURS.due(start, less / 4) <= HOURS.due(start + timedelta(hours=more), less / 4)


@given(moments, quarters, quarters)
def test_due_of_a_due_is_the_due_of_both(start: datetime, first: int, second: int) -> None:
    assert HOURS.due(HOURS.due(start, first / 4), second / 4) == HOURS.due(start, (first + second) / 4)


@given(moments, quarters)
def test_what_elapses_until_due_is_what_was_given(start: datetime, hours: int) -> None:
    assert HOURS.elapsed(start, HOURS.due(start, hours / 4)) == timedelta(hours=hours / 4)


@given(moments, moments, moments)
def test_elapsed_adds_up(one: datetime, two: datetime, three: datetime) -> None:
    first, second, third = sorted((one, two, three))
    assert HOURS.elapsed(first, third) == HOURS.elapsed(first, second) + HOURS.elapsed(second, third)


def test_an_agency_that_never_works_is_told_so() -> None:
    closed = WorkingHours(WEEK, MAKASSAR, lambda _: True)
    with pytest.raises(InvalidInput, match="hari libur"):
        closed.due(at("2026-11-23T08:00"), 1)
    with pytest.raises(InvalidInput, match="jam kerja"):
        closed.working_day(at("2026-11-23T08:00"))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "kosong"),
        ("Sen 07.30", "tidak terbaca"),
        ("Sen 07.30-25.00", "tidak terbaca"),
        ("Sen 16.00-07.30", "tidak terbaca"),
        ("Sen 07.30-12.00 11.00-16.00", "tidak terbaca"),
        ("Kam-Sen 07.30-16.00", "tidak terbaca"),
        ("Xyz 07.30-16.00", "tidak dikenal"),
        ("Sen-Rab 07.30-16.00; Sel 08.00-12.00", "dua kali"),
    ],
)
def test_hours_that_cannot_be_read_are_refused(text: str, complaint: str) -> None:
    with pytest.raises(InvalidInput, match=complaint):
        read_week(text)


def test_days_may_be_written_out() -> None:
    assert read_week("Senin–Jumat 07:30–16:00") == read_week("Sen-Jum 07.30-16.00")
