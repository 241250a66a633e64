"""Skills, absences and the workload of a bidang."""

from datetime import UTC, date, datetime

import pytest

from api.accounts.models import Account
from api.forum.routing.workload import Pile
from corpus.errors import Forbidden, InvalidInput, NotFound
from tests.api.forum.desk import Desk
from tests.api.forum.routing.conftest import Office
from tests.api.state.answers import HandClock

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


def test_skills_are_replaced(office: Office, desk: Desk, citra: Account, dodi: Account) -> None:
    desk.bidang.seed()
    officers = office.services.officers
    officers.set_skills(citra, dodi.id, ["cuti", "disiplin"])
    assert officers.set_skills(dodi, dodi.id, ["cuti"]) == {"cuti"}
    assert officers.skills(dodi.id) == {"cuti"}
    with pytest.raises(NotFound):
        officers.set_skills(dodi, dodi.id, ["sihir"])


def test_absences_are_told_and_taken_back(office: Office, citra: Account, dodi: Account) -> None:
    officers = office.services.officers
    away = officers.add_absence(dodi, dodi.id, MONDAY, FRIDAY, note="Cuti tahunan")
    assert officers.absences(dodi.id, since=FRIDAY) == [away]
    assert officers.absences(dodi.id, since=date(2026, 11, 28)) == []
    officers.remove_absence(citra, away.id)
    assert officers.absences(dodi.id, since=MONDAY) == []
    with pytest.raises(NotFound):
        officers.remove_absence(citra, away.id)


def test_absences_end_after_they_begin_and_within_a_year(office: Office, dodi: Account) -> None:
    for last in (date(2026, 11, 22), date(2027, 11, 24)):
        with pytest.raises(InvalidInput):
            office.services.officers.add_absence(dodi, dodi.id, MONDAY, last)


def test_others_may_not(office: Office, desk: Desk, ani: Account, dodi: Account, eka: Account) -> None:
    desk.bidang.seed()
    officers = office.services.officers
    away = officers.add_absence(dodi, dodi.id, MONDAY, FRIDAY)
    for other in (ani, eka):
        with pytest.raises(Forbidden):
            officers.add_absence(other, dodi.id, MONDAY, FRIDAY)
        with pytest.raises(Forbidden):
            officers.remove_absence(other, away.id)
        with pytest.raises(Forbidden):
            officers.set_skills(other, dodi.id, ["cuti"])
    with pytest.raises(Forbidden):
        officers.add_absence(ani, ani.id, MONDAY, FRIDAY)


def test_workload(
    office: Office, desk: Desk, ani: Account, budi: Account, citra: Account, dodi: Account, clock: HandClock
) -> None:
    officers = office.services.officers
    clock.now = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # Monday, 8.00
    officers.add_absence(dodi, dodi.id, MONDAY, MONDAY)
    first, second = desk.ask(ani), desk.ask(budi)
    office.work()
    for one in (first, second):
        assert office.assignee(one.id, citra, dodi) == "citra"
    clock.now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    desk.posts.reply(citra, first.id, "Dua belas hari kerja.", version=office.row(first.id).version)
    officers.add_absence(citra, citra.id, date(2026, 11, 24), FRIDAY)
    officers.add_absence(dodi, dodi.id, date(2026, 11, 24), FRIDAY)
    third = desk.ask(ani, "Cuti besar")
    office.work()
    assert office.row(third.id).assignee_id == citra.id
    clock.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # Tuesday, 9.00

    found = office.services.workloads.of("disiplin-kinerja")
    # The second has waited 7 + 1.5 hours of 8, the third 5 + 1.5.
    assert [(one.name, one.pile, one.load, one.absent) for one in found.officers] == [
        ("Citra Dewi", Pile(open=2, overdue=1, median_age=7.5, done=1), 2.0, True),
        ("Dodi", Pile(open=0, overdue=0, median_age=None, done=0), 0.0, True),
    ]
    assert found.unassigned == Pile(open=0, overdue=0, median_age=None, done=0)
    assert office.services.workloads.of("pensiun").officers == ()
