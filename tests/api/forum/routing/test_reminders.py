"""Reminders: who is told when, once each; and what brings targets up to date."""

import threading
from datetime import UTC, date, datetime

import pytest

from api.accounts.models import Account, Grant, Role
from api.forum.routing.holidays import Holiday
from api.forum.routing.reminders import Step, step_of
from api.forum.routing.services import ReminderRounds
from api.state.state import State
from assistant.models import Answer
from tests.api.forum.desk import Desk
from tests.api.forum.people import person
from tests.api.forum.reviewed import drafted
from tests.api.forum.routing.conftest import Office
from tests.api.state.answers import HandClock


def november(moment: str) -> datetime:
    """A moment of November 2026 in Jakarta, seven hours ahead."""
    return datetime.fromisoformat(f"2026-11-{moment}+07:00").astimezone(UTC)


class Days:
    """Questions of one asker on days of November 2026, a moment given as ``23T08:00``, in Jakarta."""

    def __init__(
        self, desk: Desk, office: Office, clock: HandClock, asker: Account, officer: Account
    ) -> None:
        self._desk = desk
        self._office = office
        self._clock = clock
        self._asker = asker
        self._officer = officer

    def ask(self, moment: str, title: str = "Cuti tahunan") -> str:
        """The identifier of a question that no routing has looked at yet."""
        self._clock.now = november(moment)
        return self._desk.ask(self._asker, title).id

    def given(self, moment: str) -> str:
        """The identifier of a question with its category, officer and targets."""
        question = self.ask(moment)
        self._office.work()
        return question

    def hold(self, question: str, text: str = "Sedang kami periksa.", answer: Answer | None = None) -> None:
        """Reply without settling it."""
        version = self._office.row(question).version
        self._desk.posts.reply(self._officer, question, text, version=version, done=False, answer=answer)

    def reminders(self, moment: str) -> int:
        """How many are sent in a round."""
        self._clock.now = november(moment)
        return self._office.services.reminders.round().reminders


@pytest.fixture
def days(desk: Desk, office: Office, clock: HandClock, ani: Account, citra: Account) -> Days:
    return Days(desk, office, clock, ani, citra)


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
    days: Days, desk: Desk, office: Office, citra: Account, dodi: Account, agung: Account
) -> None:
    # Leave is replied to within 8 working hours: asked on Monday at 8, until Tuesday at 8.30.
    office.services.officers.set_skills(dodi, dodi.id, {"cuti"})
    days.given("23T08:00")
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
        days.reminders(moment)
        told.append((len(desk.told(dodi)) - len(before), len(desk.told(citra)), len(desk.told(agung))))
    assert told == [
        (0, 0, 0), (1, 0, 0), (1, 0, 0), (2, 1, 0), (2, 1, 0), (2, 1, 0), (3, 2, 1), (3, 2, 1),
    ]  # fmt: skip
    assert set(desk.told(citra)) == {"pengingat"}


def test_a_question_that_is_nobodys_reminds_the_heads_before_it_is_late(
    days: Days, desk: Desk, citra: Account
) -> None:
    days.ask("23T08:00")
    assert days.reminders("23T15:45") == 1
    assert desk.told(citra) == ["pengingat"]


def test_after_the_first_reply_it_is_the_end_that_counts(days: Days) -> None:
    asked = days.given("23T08:00")
    days.hold(asked, drafted().text, answer=drafted())
    assert days.reminders("24T15:00") == 0
    assert days.reminders("26T09:00") == 1


def test_a_holding_word_does_not_stop_the_clock_of_the_reply(days: Days) -> None:
    days.hold(days.given("23T08:00"))
    assert days.reminders("24T15:00") == 1


def test_closed_questions_are_not_looked_at(
    desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    desk.answered(ani, citra)
    clock.forward(days=30)
    assert office.services.reminders.round().model_dump() == {"questions": 0, "reminders": 0}


def test_a_question_that_is_opened_again_begins_anew(
    days: Days, desk: Desk, office: Office, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked = days.given("16T08:00")
    days.hold(asked)
    assert days.reminders("19T15:00") == 1
    desk.work.resolve(citra, asked, version=office.row(asked).version)
    clock.now = november("23T08:00")
    desk.work.reopen(ani, asked, "Masih belum jelas bagi saya.", version=office.row(asked).version)
    assert office.services.reminders.round().reminders == 0
    # 24 working hours are 7 that day, 7.5 on each of the next two, and 2.
    assert office.row(asked).resolve_due == november("26T09:30")
    assert days.reminders("26T09:30") == 1


def test_a_holiday_that_is_brought_in_moves_the_targets(days: Days, office: Office, agung: Account) -> None:
    asked = days.given("23T08:00")
    before = office.row(asked)
    assert before.reply_due == november("24T08:30")
    office.services.holidays.bring_in([Holiday(day=date(2026, 11, 24), name="Cuti bersama")], by=agung)
    office.services.reminders.round()
    after = office.row(asked)
    assert (after.reply_due, after.version) == (november("25T08:30"), before.version)


def test_rounds_at_the_same_time_tell_once(
    days: Days, desk: Desk, office: Office, citra: Account, clock: HandClock
) -> None:
    for number in range(5):
        days.ask("23T08:00", f"Cuti {number}")
    clock.now = november("25T15:00")
    threads = [threading.Thread(target=office.services.reminders.round) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # One that another round held was passed over by this one, but not by all.
    office.services.reminders.round()
    assert desk.told(citra) == ["pengingat"] * 5


def test_rounds_go_on_until_they_are_stopped(
    days: Days, desk: Desk, office: Office, citra: Account, clock: HandClock
) -> None:
    days.ask("23T08:00")
    clock.now = november("23T15:45")
    rounds = ReminderRounds(office.services.reminders, every=60)
    rounds.start()
    rounds.stop()
    assert desk.told(citra) == ["pengingat"]
