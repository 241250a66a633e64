"""Pasted lists of people and agenda items, and what stands in for a source in a form."""

from datetime import date, time

import pytest

from api.minutes.meeting_form import participants_text, read_agenda, read_day, read_participants, read_time
from api.minutes.members import account_of
from api.minutes.models import Member, Seat
from api.pages.minutes_actions import sources_in
from api.pages.minutes_words import days_words, seconds_words
from assistant.minutes.models import Participant
from corpus.errors import InvalidInput
from tests.api.minutes.office import FORM

NIP = "198501012010011001"


@pytest.mark.parametrize(
    ("line", "person"),
    [
        (f"Budi Santoso, S.H.; Kabid Mutasi; {NIP}", Participant("Budi Santoso, S.H.", "Kabid Mutasi", NIP)),
        (
            f"1. Budi | Kabid | NIP. {NIP[:8]} {NIP[8:14]} {NIP[14]} {NIP[15:]}",
            Participant("Budi", "Kabid", NIP),
        ),
        ("- Siti Aminah – Analis", Participant("Siti Aminah", "Analis")),
        ("Siti Aminah", Participant("Siti Aminah")),
        (f"Siti (NIP {NIP})", Participant("Siti", None, NIP)),
    ],
)
def test_a_participant_is_read_from_a_line(line: str, person: Participant) -> None:
    assert read_participants(f"\n{line}\n\n") == (person,)
    assert read_participants(participants_text((person,))) == (person,)


def test_agenda_items_lose_their_numbers_and_keep_their_words() -> None:
    assert read_agenda("1. Mutasi\n2) Cuti\n- Lain-lain\n\n2026 anggaran") == (
        "Mutasi",
        "Cuti",
        "Lain-lain",
        "2026 anggaran",
    )


def test_times_are_read_with_a_dot_or_a_colon() -> None:
    assert read_time("9.30", "Mulai") == read_time("09:30", "Mulai") == time(9, 30)
    with pytest.raises(InvalidInput, match="Mulai"):
        read_time("sore", "Mulai")


def test_sources_are_listed_with_numbers_and_stretches() -> None:
    assert sources_in("u3, 5 u7-u9 3") == ("u3", "u5", "u7", "u8", "u9")
    assert sources_in("") == ()
    for text in ("9-3", "1-900"):
        with pytest.raises(InvalidInput, match="Rentang"):
            sources_in(text)


def test_a_person_in_charge_is_a_member_whose_name_fits_alone() -> None:
    members = [
        Member(account_id=str(number), username=name.split()[0].lower(), name=name, seat=Seat.PARTICIPANT)
        for number, name in enumerate(("Siti Aminah", "Siti Rahma", "Budi Santoso, S.H."))
    ]
    found = [
        account_of(pic, members)
        for pic in ("Bu Siti", "Siti Rahma", "Pak Budi", "Bidang Mutasi", None, "Pak")
    ]
    assert found == [None, "1", "2", None, None, None]


def test_places_and_days_are_said_in_words() -> None:
    assert [seconds_words(one) for one in (0, 75.9, 3_735)] == ["00.00", "01.15", "1.02.15"]
    assert FORM.held_on is not None
    day = FORM.held_on
    assert [days_words(day.replace(day=one), day) for one in (23, 25, 20)] == [
        "hari ini",
        "2 hari lagi",
        "lewat 3 hari",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        " 23 November 2026 ",
        "Senin, 23 November 2026",
        "23/11/2026",
        "23-11-2026",
        "23 Nop 2026",
    ],
)
def test_a_day_is_read_as_browsers_and_people_write_it(text: str) -> None:
    assert read_day(text, "Tanggal") == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["23 November", "November 2026", "2026", "31 April 2026", "11/23/2026", "besok"]
)
def test_what_is_no_whole_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="Tanggal harus berupa tanggal"):
        read_day(text, "Tanggal")
