"""Reminders: who is told when, once each; and what brings targets up to date."""

import threading
from datetime import UTC, date, datetime

import pytest

from api.accounts.models import Account, Grant, Role
from api.forum.routing.holidays import Holiday
from api.forum.routing.reminders import Step, step_of
from api.forum.routing.services import ReminderRounds
from api.state.state import State
from tests.api.forum.desk import Desk
from tests.api.forum.people import person
from tests.api.forum.reviewed import drafted
from tests.api.forum.routing.conftest import Office
from tests.api.state.answers import HandClock


def jakarta(text: str) -> datetime:
    """A moment in Jakarta, seven hours ahead."""
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)


@pytest.fixture
def agung(state: State) -> Account:
    return person(state, "agung", Grant(role=Role.SUPERADMIN))


@pytest.mark.parametrize(
    ("elapsed", "step"),
    [
        (0, None),
        (5.9, None),
        (6, Step.NEAR),
        (7.9, Step.NEAR),
        (8, Step.OVER),
        (11.9, Step.OVER),
        (12, Step.LATE),
    ],
)
def test_steps_by_share_of_the_target(elapsed: float, step: Step | None) -> None:
    assert step_of(elapsed, 8) is step


def test_officer_then_heads_then_superadmin_once_each(
    desk: Desk, office: Office, ani: Account, citra: Account, dodi: Account, agung: Account, clock: HandClock
) -> None:
    # Leave is replied to within 8 working hours: asked on Monday at 8, until Tuesday at 8.30.
    office.services.officers.set_skills(dodi, dodi.id, {"cuti"})
    clock.now = jakarta("2026-11-23T08:00")
    desk.ask(ani)
    office.work()
    before = desk.told(dodi)
    told: list[tuple[int, int, int]] = []
    for moment in (
        "23T14:50",
        "23T15:30",
        "23T15:45",
        "24T08:31",
        "24T08:50",
        "24T12:59",
        "24T13:30",
        "25T10:00",
    ):
        clock.now = jakarta(f"2026-11-{moment}")
        office.services.reminders.round()
        told.append((len(desk.told(dodi)) - len(before), len(desk.told(citra)), len(desk.told(agung))))
    assert told == [
        (0, 0, 0), (1, 0, 0), (1, 0, 0), (2, 1, 0), (2, 1, 0), (2, 1, 0), (3, 2, 1), (3, 2, 1),
    ]  # fmt: skip
    assert set(desk.told(citra)) == {"pengingat"}


def test_a_question_that_is_nobodys_reminds_the_heads_before_it_is_late(
    desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    clock.now = jakarta("2026-11-23T08:00")
    desk.ask(ani)
    clock.now = jakarta("2026-11-23T15:45")
    assert office.services.reminders.round().reminders == 1
    assert desk.told(citra) == ["pengingat"]


def test_after_the_first_reply_it_is_the_end_that_counts(
    desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    clock.now = jakarta("2026-11-23T08:00")
    asked = desk.ask(ani)
    office.work()
    version = office.row(asked.id).version
    desk.posts.reply(citra, asked.id, drafted().text, version=version, done=False, answer=drafted())
    clock.now = jakarta("2026-11-24T15:00")
    assert office.services.reminders.round().reminders == 0
    clock.now = jakarta("2026-11-26T09:00")
    assert office.services.reminders.round().reminders == 1


def test_a_holding_word_does_not_stop_the_clock_of_the_reply(
    desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    clock.now = jakarta("2026-11-23T08:00")
    asked = desk.ask(ani)
    office.work()
    version = office.row(asked.id).version
    desk.posts.reply(citra, asked.id, "Sedang kami periksa.", version=version, done=False)
    clock.now = jakarta("2026-11-24T15:00")
    assert office.services.reminders.round().reminders == 1


def test_closed_questions_are_not_looked_at(
    desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    desk.answered(ani, citra)
    clock.forward(days=30)
    assert office.services.reminders.round().model_dump() == {"questions": 0, "reminders": 0}


def test_a_question_that_is_opened_again_begins_anew(
    desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    clock.now = jakarta("2026-11-16T08:00")
    asked = desk.ask(ani)
    office.work()
    version = office.row(asked.id).version
    desk.posts.reply(citra, asked.id, "Sedang kami periksa.", version=version, done=False)
    clock.now = jakarta("2026-11-19T15:00")
    assert office.services.reminders.round().reminders == 1
    desk.work.resolve(citra, asked.id, version=office.row(asked.id).version)
    clock.now = jakarta("2026-11-23T08:00")
    desk.work.reopen(ani, asked.id, "Masih belum jelas bagi saya.", version=office.row(asked.id).version)
    assert office.services.reminders.round().reminders == 0
    # 24 working hours are 7 that day, 7.5 on each of the next two, and 2.
    assert office.row(asked.id).resolve_due == jakarta("2026-11-26T09:30")
    clock.now = jakarta("2026-11-26T09:30")
    assert office.services.reminders.round().reminders == 1


def test_a_holiday_that_is_brought_in_moves_the_targets(
    desk: Desk, office: Office, ani: Account, agung: Account, clock: HandClock
) -> None:
    clock.now = jakarta("2026-11-23T08:00")
    asked = desk.ask(ani)
    office.work()
    before = office.row(asked.id)
    assert before.reply_due == jakarta("2026-11-24T08:30")
    office.services.holidays.bring_in([Holiday(day=date(2026, 11, 24), name="Cuti bersama")], by=agung)
    office.services.reminders.round()
    after = office.row(asked.id)
    assert (after.reply_due, after.version) == (jakarta("2026-11-25T08:30"), before.version)


def test_rounds_at_the_same_time_tell_once(
    desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    clock.now = jakarta("2026-11-23T08:00")
    for number in range(5):
        desk.ask(ani, f"Cuti {number}")
    clock.now = jakarta("2026-11-25T15:00")
    threads = [threading.Thread(target=office.services.reminders.round) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # One that another round held was passed over by this one, but not by all.
    office.services.reminders.round()
    assert desk.told(citra) == ["pengingat"] * 5


def test_rounds_go_on_until_they_are_stopped(
    desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    clock.now = jakarta("2026-11-23T08:00")
    desk.ask(ani)
    clock.now = jakarta("2026-11-23T15:45")
    rounds = ReminderRounds(office.services.reminders, every=60)
    rounds.start()
    rounds.stop()
    assert desk.told(citra) == ["pengingat"]
