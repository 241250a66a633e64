"""Spoken deadlines by the conventions of docs/minutes.md; the meeting is on Wednesday 4 March 2026."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.minutes.understanding.deadlines import find_days, resolve_deadline
from tests.assistant.minutes.talk import HELD_ON


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("hari ini juga", "2026-03-04"),
        ("sore ini", "2026-03-04"),
        ("besok", "2026-03-05"),
        ("sesuk", "2026-03-05"),
        ("lusa", "2026-03-06"),
        ("Jumat", "2026-03-06"),
        ("Jumat ini", "2026-03-06"),
        ("besok Senin", "2026-03-09"),
        ("hari Minggu", "2026-03-08"),
        ("Rabu", "2026-03-11"),
        ("Jumat depan", "2026-03-13"),
        ("Jemuah ngarep", "2026-03-13"),
        ("Jumat minggu depan", "2026-03-13"),
        ("minggu depan paling telat Rabu", "2026-03-11"),
        ("minggu ini", "2026-03-06"),
        ("minggu depan", "2026-03-13"),
        ("awal minggu depan", "2026-03-09"),
        ("paling lambat tanggal 5", "2026-03-05"),
        ("tanggal 3", "2026-04-03"),
        ("tanggal 31 bulan depan", None),
        ("tanggal 5 bulan depan", "2026-04-05"),
        ("tanggal dua puluh lima", "2026-03-25"),
        ("sebelum tanggal 20", "2026-03-19"),
        ("tanggal lima Oktober", "2026-10-05"),
        ("2 Februari", "2027-02-02"),
        ("12 Maret 2026", "2026-03-12"),
        ("12/03/2026", "2026-03-12"),
        ("akhir bulan", "2026-03-31"),
        ("akhir bulan depan", "2026-04-30"),
        ("bulan depan", "2026-04-30"),
        ("awal bulan", "2026-04-01"),
        ("awal Desember", "2026-12-01"),
        ("akhir Februari", "2027-02-28"),
        ("pertengahan April", "2026-04-15"),
        ("akhir tahun", "2026-12-31"),
        ("maksimal triwulan I", "2026-03-31"),
        ("maksimal semester 1", "2026-06-30"),
        ("dua minggu lagi", "2026-03-18"),
        ("sebulan lagi", "2026-04-04"),
        ("dalam 3 hari kerja", "2026-03-09"),
        ("dalam waktu sepuluh hari", "2026-03-14"),
        ("H-3 acara", None),
        ("sebelum Lebaran", None),
        ("secepatnya", None),
    ],
)
def test_a_phrase_means_its_day(phrase: str, day: str | None) -> None:
    found = find_days(f"dikirim {phrase} ya", HELD_ON)
    assert [one.phrase for one in found] == [phrase]
    assert found[0].day == (date.fromisoformat(day) if day else None)


def test_holidays_are_no_working_days() -> None:
    assert resolve_deadline("dalam 3 hari kerja", HELD_ON, {date(2026, 3, 6)}) == date(2026, 3, 10)


def test_a_day_in_january_said_in_december_is_next_years() -> None:
    assert resolve_deadline("tanggal 5", date(2026, 12, 20)) == date(2027, 1, 5)


def test_the_thirty_first_passes_over_a_short_month() -> None:
    assert resolve_deadline("tanggal 31", date(2026, 4, 2)) == date(2026, 5, 31)


@pytest.mark.parametrize(
    "text",
    [
        "cuti lima hari",
        "selama tiga bulan berjalan",
        "jaminan sosial",
        "dua orang",
        "laporan triwulan tiga",
        "Minggu",
    ],
)
def test_how_long_and_other_words_are_no_deadline(text: str) -> None:
    assert find_days(text, HELD_ON) == []


def test_without_the_meetings_day_only_a_full_date_is_known() -> None:
    assert resolve_deadline("Jumat depan", None) is None
    assert resolve_deadline("5 Mei 2026", None) == date(2026, 5, 5)


@given(st.text(max_size=200), st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_any_text_is_read_without_error_and_phrases_stand_where_they_say(text: str, day: date) -> None:
    for one in find_days(text, day):
        assert text[one.start : one.end] == one.phrase
