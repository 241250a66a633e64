"""Lists of questions."""

from datetime import timedelta

from sqlalchemy import update

from api.accounts.models import Account
from api.forum.listing import QueueFilter, QueueOrder
from api.forum.models import Priority, QuestionState
from api.state.forum_tables import QuestionRow
from tests.api.forum.desk import Desk
from tests.api.forum.people import admin_of, person
from tests.api.forum.reviewed import drafted
from tests.api.state.answers import HandClock


def numbers(desk: Desk, by: Account, **wanted: object) -> list[int]:
    return [one.number for one in desk.lists.queue(by, QueueFilter.model_validate(wanted)).items]


def test_everybody_lists_their_own_newest_first(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    desk.answered(ani, citra)
    desk.ask(budi)
    desk.ask(ani)
    page = desk.lists.own(ani)
    assert (page.total, [one.number for one in page.items]) == (2, [3, 1])
    assert [one.number for one in desk.lists.own(ani, state=QuestionState.DONE).items] == [1]
    assert [one.number for one in desk.lists.own(ani, limit=1, offset=1).items] == [1]


def test_a_queue_holds_the_open_questions_of_ones_own_bidang(
    desk: Desk, ani: Account, citra: Account, eka: Account
) -> None:
    desk.answered(ani, citra)
    desk.ask(ani)
    desk.ask(ani, category_id="batas-usia-pensiun")
    assert numbers(desk, citra) == [2]
    assert numbers(desk, eka) == [3]
    assert numbers(desk, ani) == []
    assert numbers(desk, citra, states=frozenset(QuestionState)) == [1, 2]
    assert numbers(desk, citra, bidang=frozenset({"pensiun"})) == []
    both = person(desk.state, "gita", *admin_of("disiplin-kinerja", "pensiun"))
    assert numbers(desk, both) == [2, 3]
    assert numbers(desk, both, bidang=frozenset({"pensiun"})) == [3]


def test_a_queue_is_narrowed_by_who_what_and_how_long(
    desk: Desk, ani: Account, citra: Account, dodi: Account, clock: HandClock
) -> None:
    old = desk.ask(ani)
    clock.forward(hours=5)
    taken = desk.ask(ani, category_id="jam-kerja")
    desk.work.take_over(dodi, taken.id, version=taken.version)
    urgent = desk.ask(ani)
    desk.work.set_priority(citra, urgent.id, Priority.URGENT, version=urgent.version)
    assert numbers(desk, citra, unassigned=True) == [1, 3]
    assert numbers(desk, citra, assignee_id=dodi.id) == [2]
    assert numbers(desk, citra, category_id="jam-kerja") == [2]
    assert numbers(desk, citra, priority=Priority.URGENT) == [3]
    assert numbers(desk, citra, states=frozenset({QuestionState.IN_PROGRESS})) == [2]
    assert numbers(desk, citra, older_than=timedelta(hours=5)) == [old.number]
    assert numbers(desk, citra, older_than=timedelta(hours=5, seconds=1)) == []


def test_a_queue_is_sorted_by_what_the_officer_wants(
    desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    _, second, third = (desk.ask(ani) for _ in range(3))
    with desk.state.database.writing("tenggat") as session:
        for one, hours in ((second, 2), (third, 1)):
            due = {"reply_due": clock() + timedelta(hours=hours), "resolve_due": clock() + timedelta(9)}
            session.execute(update(QuestionRow).where(QuestionRow.id == one.id).values(due))
    clock.forward(hours=1, seconds=1)
    desk.work.set_priority(citra, second.id, Priority.HIGH, version=1)
    assert numbers(desk, citra, order=QueueOrder.DUE) == [3, 2, 1]
    assert numbers(desk, citra, order=QueueOrder.PRIORITY) == [2, 1, 3]
    assert numbers(desk, citra, order=QueueOrder.CHANGED) == [2, 1, 3]
    assert numbers(desk, citra, order=QueueOrder.NEWEST) == [3, 2, 1]
    assert numbers(desk, citra, overdue=True) == [3]
    desk.posts.reply(citra, third.id, "Tunggu.", version=1, done=False)
    assert numbers(desk, citra, overdue=True) == [3], "a holding word is no reply"
    version = desk.whole(citra, third.id).question.version
    desk.posts.reply(citra, third.id, drafted().text, version=version, done=False, answer=drafted())
    assert numbers(desk, citra, overdue=True) == []
    assert numbers(desk, citra, order=QueueOrder.DUE) == [2, 3, 1]


def test_everybody_lists_what_is_answered_by_its_public_words(
    desk: Desk, ani: Account, budi: Account, citra: Account, eka: Account
) -> None:
    desk.ask(ani)
    desk.answered(ani, citra, title="Cuti sakit Ani Lestari")
    pension = desk.ask(budi, title="Umur 100%", category_id="batas-usia-pensiun")
    desk.posts.reply(eka, pension.id, "58 tahun.", version=pension.version)
    page = desk.lists.public()
    assert (page.total, [one.number for one in page.items]) == (2, [3, 2])
    assert [one.number for one in desk.lists.public(query="SAKIT cuti").items] == [2]
    assert [one.number for one in desk.lists.public(query="100%").items] == [3]
    assert desk.lists.public(query="lestari").items == ()
    assert desk.lists.public(query="10_%").items == ()
    assert [one.number for one in desk.lists.public(bidang_id="pensiun").items] == [3]
    assert [one.number for one in desk.lists.public(category_id="cuti").items] == [2]
    assert desk.lists.public(limit=1, offset=1).items[0].number == 2
