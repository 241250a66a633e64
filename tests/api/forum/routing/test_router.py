"""What becomes of a question that was asked: category, targets, somebody who works it."""

import threading
from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from api.accounts.models import Account, Grant, Role
from api.forum.models import ForumQuestion, QuestionState
from api.state.forum_tables import QuestionRow
from api.state.routing_tables import RoutingRow
from api.state.state import State
from tests.api.forum.desk import Desk
from tests.api.forum.people import admin_of, deactivate, operator_of, person
from tests.api.forum.routing.conftest import Office
from tests.api.state.answers import HandClock
from tests.fakes import BrokenEmbedder

JAKARTA = ZoneInfo("Asia/Jakarta")
UNCLEAR = "Zzz qqq xxx www"


def ask(desk: Desk, by: Account, title: str, text: str = "") -> ForumQuestion:
    """A question whose category is to be found out."""
    return desk.ask(by, title, text or title, category_id=None)


def suggested(office: Office, question_id: str) -> RoutingRow:
    with office.database.reading() as session:
        return session.scalars(select(RoutingRow).where(RoutingRow.question_id == question_id)).one()


def test_a_clear_question_goes_to_its_category_and_officer(
    desk: Desk, office: Office, ani: Account, dodi: Account
) -> None:
    asked = ask(desk, ani, "Berapa hari cuti tahunan PNS dalam setahun?")
    assert office.work() == 1
    row = office.row(asked.id)
    assert (row.bidang_id, row.category_id, row.assignee_id) == ("disiplin-kinerja", "cuti", dodi.id)
    assert row.state == QuestionState.SUBMITTED
    # Asked on Friday at 10.00: 1.5 + 3.5 hours are left that day, then Monday.
    assert row.reply_due == datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
    found = suggested(office, asked.id)
    assert found.suggestions[0]["category_id"] == "cuti"  # type: ignore[index, call-overload]
    assert found.probability > 0.6
    assert desk.told(dodi) == ["penugasan"]
    assert ("sistem", "forum.pertanyaan.rute") in desk.audited(asked.id)


def test_an_unclear_question_waits_at_reception(
    desk: Desk, office: Office, ani: Account, state: State
) -> None:
    sari = person(state, "sari", *operator_of("sekretariat"))
    asked = ask(desk, ani, UNCLEAR)
    office.work()
    row = office.row(asked.id)
    assert (row.bidang_id, row.category_id, row.assignee_id) == ("sekretariat", None, sari.id)
    assert row.reply_due is not None
    assert suggested(office, asked.id).probability < 0.6


def test_the_askers_choice_stands_and_what_was_suggested_is_kept(
    desk: Desk, office: Office, ani: Account, dodi: Account
) -> None:
    asked = desk.ask(ani, "Pensiun", "Guru PNS pensiun umur berapa?", category_id="cuti")
    office.work()
    assert office.row(asked.id).category_id == "cuti"
    assert office.assignee(asked.id, dodi) == "dodi"
    assert suggested(office, asked.id).suggestions[0]["category_id"] == "batas-usia-pensiun"  # type: ignore[index, call-overload]


def test_routing_twice_changes_nothing(desk: Desk, office: Office, ani: Account, dodi: Account) -> None:
    asked = ask(desk, ani, "Berapa hari cuti tahunan PNS dalam setahun?")
    office.work()
    version = office.row(asked.id).version
    office.queue.put("route", "route:lagi", {"question_id": asked.id})
    assert office.work() == 1
    assert office.row(asked.id).version == version
    assert desk.told(dodi) == ["penugasan"]


def test_a_move_is_learned_at_once_and_the_new_bidang_gets_somebody(
    desk: Desk, office: Office, ani: Account, budi: Account, citra: Account, eka: Account, clock: HandClock
) -> None:
    text = "Berapa hari cuti tahunan menjelang MPP?"
    first = ask(desk, ani, "Cuti menjelang MPP", text)
    office.work()
    row = office.row(first.id)
    assert (row.category_id, row.assignee_id) == ("cuti", citra.id)
    desk.work.move(citra, first.id, category_id="batas-usia-pensiun", version=row.version)
    clock.forward(minutes=1)
    office.work()
    row = office.row(first.id)
    assert (row.bidang_id, row.assignee_id) == ("pensiun", eka.id)
    kept = suggested(office, first.id)
    assert (kept.corrected_to, kept.corrected_by) == ("batas-usia-pensiun", citra.id)

    second = ask(desk, budi, "Cuti menjelang MPP", text)
    office.work()
    assert office.row(second.id).category_id == "batas-usia-pensiun"


def test_what_a_person_moved_before_it_was_routed_stays_there(
    desk: Desk, office: Office, ani: Account, state: State
) -> None:
    sari = person(state, "sari", *operator_of("sekretariat"))
    asked = ask(desk, ani, "Berapa hari cuti tahunan PNS dalam setahun?")
    desk.work.move(sari, asked.id, bidang_id="mutasi", version=asked.version)
    office.work()
    row = office.row(asked.id)
    assert (row.bidang_id, row.category_id) == ("mutasi", None)


def test_without_anybody_there_the_heads_are_told(
    desk: Desk, office: Office, ani: Account, citra: Account, eka: Account
) -> None:
    office.services.officers.add_absence(citra, citra.id, date(2026, 11, 20), date(2026, 11, 27))
    asked = desk.ask(ani)
    office.work()
    assert office.row(asked.id).assignee_id is None
    assert desk.told(citra) == ["pengingat"]
    assert desk.told(eka) == []


def test_without_heads_the_superadmins_are_told(
    desk: Desk, office: Office, ani: Account, state: State
) -> None:
    agung = person(state, "agung", Grant(role=Role.SUPERADMIN))
    asked = desk.ask(ani)
    office.work()
    assert office.row(asked.id).assignee_id is None
    assert desk.told(agung) == ["pengingat"]


def test_whoever_is_away_on_the_next_working_day_gets_nothing(
    desk: Desk, office: Office, ani: Account, citra: Account, dodi: Account, clock: HandClock
) -> None:
    clock.now = datetime(2026, 11, 20, 17, 0, tzinfo=JAKARTA)
    office.services.officers.add_absence(citra, citra.id, date(2026, 11, 23), date(2026, 11, 23))
    asked = desk.ask(ani)
    office.work()
    assert office.assignee(asked.id, citra, dodi) == "dodi"


def test_nobody_gets_their_own_question_or_works_while_not_in_use(
    desk: Desk, office: Office, state: State, citra: Account, dodi: Account
) -> None:
    deactivate(state, dodi)
    asked = desk.ask(citra)
    office.work()
    assert office.row(asked.id).assignee_id is None


def test_whoever_knows_the_category_gets_two_more(
    desk: Desk, office: Office, citra: Account, dodi: Account, state: State
) -> None:
    office.services.officers.set_skills(citra, dodi.id, {"cuti"})
    askers = [person(state, f"asn{number}") for number in range(4)]
    asked = [desk.ask(one) for one in askers]
    office.work()
    got = [office.assignee(one.id, citra, dodi) for one in asked]
    # Level at two more for dodi, it goes to whoever never got one.
    assert got == ["dodi", "dodi", "citra", "dodi"]


def test_it_goes_round_among_those_with_equally_much(
    desk: Desk, office: Office, ani: Account, citra: Account, dodi: Account
) -> None:
    asked = [desk.ask(ani, f"Cuti {number}") for number in range(4)]
    office.work()
    assert [office.assignee(one.id, citra, dodi) for one in asked] == ["citra", "dodi", "citra", "dodi"]


def test_urgent_questions_weigh_twice(
    desk: Desk, office: Office, ani: Account, citra: Account, dodi: Account, state: State
) -> None:
    first = desk.ask(ani)
    office.work()
    with state.database.writing("uji") as session:
        session.execute(update(QuestionRow).where(QuestionRow.id == first.id).values(priority="mendesak"))
    asked = [desk.ask(ani, f"Cuti {number}") for number in range(2)]
    office.work()
    assert [office.assignee(one.id, citra, dodi) for one in asked] == ["dodi", "dodi"]


def test_a_closed_question_is_left_alone(desk: Desk, office: Office, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    desk.work.reject(citra, asked.id, "Bukan urusan kepegawaian.", version=asked.version)
    office.work()
    row = office.row(asked.id)
    assert (row.assignee_id, row.reply_due) == (None, None)


def test_work_that_is_given_up_leaves_the_question_with_targets_and_somebody(
    desk: Desk, office: Office, ani: Account, dodi: Account
) -> None:
    asked = desk.ask(ani)
    job = office.queue.take("uji", ["route"])
    assert job is not None
    with office.queue.giving_up(job, "uji") as session:
        office.services.router.given_up(session, job, "uji")
    row = office.row(asked.id)
    assert row.assignee_id == dodi.id
    assert row.reply_due is not None


def test_without_embeddings_it_is_routed_by_words(
    desk: Desk, state: State, clock: HandClock, ani: Account, dodi: Account
) -> None:
    office = Office(state, clock, BrokenEmbedder())
    asked = ask(desk, ani, "Berapa hari cuti tahunan PNS dalam setahun?")
    office.work()
    assert office.assignee(asked.id, dodi) == "dodi"


def test_fifty_at_the_same_time_are_spread_evenly(desk: Desk, office: Office, state: State) -> None:
    officers = [person(state, f"petugas{number}", *admin_of("disiplin-kinerja")) for number in range(5)]
    askers = [person(state, f"asn{number}") for number in range(50)]
    asked = [desk.ask(one) for one in askers]
    together = threading.Barrier(10)

    def work() -> None:
        together.wait()
        office.work()

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    got = Counter(office.assignee(one.id, *officers) for one in asked)
    assert got == {one.username: 10 for one in officers}
