"""Holidays: of every year, brought in by files, and who may."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.accounts.models import Account, Grant, Role
from api.forum.routing.holiday_files import read_holidays
from api.forum.routing.holidays import Holiday, Holidays
from api.state.state import State
from corpus.errors import Forbidden, InvalidInput, NotFound, UnreadableDocument
from tests.api.forum.people import person
from tests.api.state.answers import HandClock

NYEPI = Holiday(day=date(2027, 3, 8), name="Nyepi")


@pytest.fixture
def agung(state: State) -> Account:
    return person(state, "agung", Grant(role=Role.SUPERADMIN))


@pytest.fixture
def holidays(state: State, clock: HandClock) -> Holidays:
    return Holidays(state.database, clock=clock)


def test_days_are_brought_in_once(holidays: Holidays, agung: Account, state: State) -> None:
    assert holidays.bring_in([NYEPI], by=agung) == 1
    assert holidays.bring_in([NYEPI], by=agung) == 0
    renamed = Holiday(day=NYEPI.day, name="Hari Suci Nyepi")
    assert holidays.bring_in([renamed], by=agung) == 1
    assert [one.day.isoformat() for one in holidays.of_year(2027)] == [
        "2027-01-01", "2027-03-08", "2027-05-01", "2027-06-01", "2027-08-17", "2027-12-25",
    ]  # fmt: skip
    assert renamed in holidays.of_year(2027)
    assert [entry.actor for entry in state.audit.entries(below="libur.")] == ["agung", "agung"]


def test_a_day_is_taken_out(holidays: Holidays, agung: Account) -> None:
    holidays.bring_in([NYEPI], by=agung)
    holidays.remove(NYEPI.day, by=agung)
    assert NYEPI not in holidays.of_year(2027)
    with pytest.raises(NotFound):
        holidays.remove(NYEPI.day, by=agung)


def test_only_who_manages_the_agency_may(holidays: Holidays, citra: Account) -> None:
    with pytest.raises(Forbidden):
        holidays.bring_in([NYEPI], by=citra)
    with pytest.raises(Forbidden):
        holidays.remove(NYEPI.day, by=citra)


def test_nothing_is_brought_in_of_a_list_with_a_fault(holidays: Holidays, agung: Account) -> None:
    with pytest.raises(InvalidInput):
        holidays.bring_in([NYEPI, Holiday(day=date(2027, 3, 9), name=" ")], by=agung)
    with pytest.raises(InvalidInput):
        holidays.bring_in([], by=agung)
    assert NYEPI not in holidays.of_year(2027)


def test_a_table_is_read_however_dates_are_written() -> None:
    table = "Tanggal;Nama\n2027-03-08;Nyepi\n9 Maret 2027;Cuti bersama\n\n10-03-2027;Idulfitri, hari 1\n"
    assert [(one.day.day, one.name) for one in read_holidays("libur.csv", table.encode())] == [
        (8, "Nyepi"),
        (9, "Cuti bersama"),
        (10, "Idulfitri, hari 1"),
    ]


def test_a_calendar_is_read_with_events_of_several_days_and_folded_lines() -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270310\r\nDTEND;VALUE=DATE:20270312\r\n"
        "SUMMARY:Hari Raya\r\n  Idulfitri\\, 1448 H\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nDTSTART:20270506T000000Z\r\n"
        "SUMMARY:Kenaikan\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    assert read_holidays("libur.ics", calendar.encode()) == [
        Holiday(day=date(2027, 3, 10), name="Hari Raya Idulfitri, 1448 H"),
        Holiday(day=date(2027, 3, 11), name="Hari Raya Idulfitri, 1448 H"),
        Holiday(day=date(2027, 5, 6), name="Kenaikan"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "kolom"),
        ("tanggal,nama\n", "satu hari libur pun"),
        ("tanggal,nama\n31-02-2027,Salah", "baris 2"),
        ("tanggal,nama\n1 Maret,Tanpa tahun", "baris 2"),
        ("tanggal,nama\n2027-03-08,", "baris 2"),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:X\nRRULE:FREQ=YEARLY\nDTSTART:20270101\nEND:VEVENT",
            "berulang",
        ),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:X\nDTSTART:20271301\nEND:VEVENT", "tidak terbaca"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:X\nDTSTART:20270101\nDTEND:20280101\nEND:VEVENT", "31 hari"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read_holidays("libur", text.encode())


@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=300).map(lambda text: f"tanggal,nama\n{text}".encode())
    )
)
def test_any_file_is_read_or_refused(data: bytes) -> None:
    try:
        found = read_holidays("libur", data)
    except UnreadableDocument:
        return
    assert found == sorted(found, key=lambda one: one.day)
    assert all(one.name for one in found)
