"""Many at once: nothing is lost, and nobody overwrites what they have not seen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from api.accounts.models import Account
from api.forum.bidang import BidangStore
from api.forum.history import EventKind
from api.forum.models import PostKind, QuestionState
from api.state.draft_tables import JobRow
from api.state.forum_tables import BidangRow, CategoryRow
from corpus.errors import Conflict
from tests.api.forum.desk import Desk
from tests.api.forum.people import operator_of, person

THREADS = 20


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each gives back, or the ``Conflict`` it met."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return deed()
        except Conflict as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_follow_ups_and_take_overs_at_once_lose_nothing(desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani)
    officers = [
        person(desk.state, f"petugas{number}", *operator_of("disiplin-kinerja"))
        for number in range(THREADS // 2)
    ]

    def take(officer: Account) -> bool:
        while True:
            version = desk.whole(officer, asked.id).question.version
            try:
                desk.work.take_over(officer, asked.id, version=version)
            except Conflict:
                continue
            return True

    results = at_once(
        *(lambda number=number: desk.posts.follow_up(ani, asked.id, f"{number}") for number in range(10)),
        *(lambda officer=officer: take(officer) for officer in officers),
    )
    assert not [one for one in results if isinstance(one, Conflict)]
    thread = desk.whole(ani, asked.id)
    assert sorted(post.text for post in thread.posts) == sorted(map(str, range(10)))
    assert [post.position for post in thread.posts] == list(range(1, 11))
    assert thread.question.thread_version == 11
    assert thread.question.state is QuestionState.IN_PROGRESS
    events = desk.questions.history(officers[0], asked.id)
    taken = [event for event in events if event.kind is EventKind.ASSIGNED]
    assert sorted(event.after for event in taken) == sorted(officer.id for officer in officers)
    assert [event.before for event in taken] == ["", *(event.after for event in taken[:-1])]
    assert taken[-1].after == thread.question.assignee_id
    # 10 follow-ups, 10 take-overs, and the first of these began the work.
    assert thread.question.version == asked.version + 21
    assert len(desk.jobs("draft")) == 11


def test_of_many_who_saw_the_same_version_one_takes_over(desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani)
    officers = [
        person(desk.state, f"petugas{number}", *operator_of("disiplin-kinerja")) for number in range(THREADS)
    ]
    results = at_once(
        *(
            lambda officer=officer: desk.work.take_over(officer, asked.id, version=asked.version).assignee_id
            for officer in officers
        )
    )
    (winner,) = [one for one in results if isinstance(one, str)]
    assert sum(isinstance(one, Conflict) for one in results) == THREADS - 1
    assert desk.whole(ani, asked.id).question.assignee_id == winner


def test_a_reply_and_a_follow_up_at_once_never_pass_each_other(
    desk: Desk, ani: Account, citra: Account
) -> None:
    for _ in range(5):
        asked = desk.ask(ani)
        replied, followed = at_once(
            lambda asked=asked: desk.posts.reply(citra, asked.id, "Dua belas.", version=asked.version),
            lambda asked=asked: desk.posts.follow_up(ani, asked.id, "Saya guru."),
        )
        # Whoever comes second is told: the reply does not answer what the officer has not read.
        assert isinstance(replied, Conflict) != isinstance(followed, Conflict)
        kinds = [post.kind for post in desk.whole(ani, asked.id).posts]
        assert kinds == [PostKind.FOLLOW_UP if isinstance(replied, Conflict) else PostKind.REPLY]


def test_questions_asked_at_once_have_numbers_of_their_own(desk: Desk) -> None:
    people = [person(desk.state, f"asn{number}") for number in range(THREADS)]
    at_once(*(lambda by=by: desk.ask(by) for by in people))
    asked = [desk.lists.own(by).items[0].number for by in people]
    assert sorted(asked) == list(range(1, THREADS + 1))
    with desk.state.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(JobRow)) == 2 * THREADS


def test_several_processes_seed_once(desk: Desk) -> None:
    stores = [BidangStore(desk.state.database) for _ in range(8)]
    at_once(*(store.seed for store in stores))
    with desk.state.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(BidangRow)) == 7
        assert session.scalar(select(func.count()).select_from(CategoryRow)) == 27
