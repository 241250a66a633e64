"""After a rejection, a withdrawal and a reopening another draft is made, and one alone is ever current."""

import pytest
from sqlalchemy import func, select

from api.accounts.models import Account
from api.forum.draft_source import Asked, Sourced
from api.forum.drafting import Drafting
from api.forum.drafts import KIND, Drafts
from api.forum.models import DraftState, RejectReason
from api.jobs.queue import JobQueue
from api.jobs.worker import Worker
from api.state.draft_tables import DraftRow, JobRow
from api.state.state import State
from assistant.models import Answer, AnswerStatus
from corpus.open_snapshot import OpenSnapshot
from tests.api.forum.reviewed import ReviewDesk, drafted
from tests.api.forum.test_forum_races import at_once
from tests.api.state.answers import HandClock
from tests.drafted import QuickSource


@pytest.fixture
def desk(state: State, clock: HandClock, snapshot: OpenSnapshot) -> ReviewDesk:
    return ReviewDesk(state, clock, snapshot)


class Source(QuickSource):
    """Says what it is told to."""

    says: Answer | None = None

    def answer(self, asked: Asked) -> Sourced:
        made = super().answer(asked)
        return made if self.says is None else self.fixed(self.says)


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def worker(desk: ReviewDesk, source: Source, clock: HandClock) -> Worker:
    drafting = Drafting(desk.state.database, source, contact="BKPSDM", clock=clock)
    return Worker(JobQueue(desk.state.database, clock=clock), {KIND: drafting})


def rejected(
    desk: ReviewDesk, worker: Worker, ani: Account, citra: Account, reason: RejectReason, note: str = ""
) -> str:
    """The question of a draft that was rejected, nothing else being under way."""
    question = desk.draft(ani).question_id
    worker.run_ready()
    draft = desk.current(question)
    desk.reviews.reject(citra, draft.id, desk.reviews.open(citra, draft.id).seen, reason, note)
    return question


def currents(state: State, question_id: str) -> int:
    held = DraftRow.question_id == question_id, DraftRow.superseded_at.is_(None)
    with state.database.reading() as session:
        return session.scalar(select(func.count()).select_from(DraftRow).where(*held)) or 0


def orders(state: State, question_id: str) -> list[JobRow]:
    prefix = f"{KIND}:{question_id}:"
    with state.database.reading() as session:
        wanted = select(JobRow).where(JobRow.key.startswith(prefix)).order_by(JobRow.created_at, JobRow.key)
        return list(session.scalars(wanted))


def test_a_rejection_orders_another_draft_that_is_told_why(
    desk: ReviewDesk, worker: Worker, source: Source, ani: Account, citra: Account
) -> None:
    question = rejected(desk, worker, ani, citra, RejectReason.INCOMPLETE, "sebut juga tata caranya")
    worker.run_ready()
    wishes = [wish for _, wish in source.asked if wish]
    assert wishes == ["Draf sebelumnya ditolak. Tidak lengkap: sebut juga tata caranya"]
    draft = desk.current(question)
    assert (draft.state, draft.instruction, draft.asked_by) == (DraftState.SCORED, wishes[0], citra.id)
    assert currents(desk.state, question) == 1


def test_a_matter_for_a_person_is_not_drafted_again(
    desk: ReviewDesk, worker: Worker, ani: Account, citra: Account
) -> None:
    question = rejected(desk, worker, ani, citra, RejectReason.PERSONAL_CASE)
    before = len(orders(desk.state, question))
    worker.run_ready()
    assert before == 1
    assert desk.current(question).instruction == ""


def test_no_second_order_stands_beside_one_that_waits(desk: ReviewDesk, ani: Account, citra: Account) -> None:
    draft = desk.draft(ani)
    before = len(orders(desk.state, draft.question_id))
    Drafts(desk.state.database).of_question(citra, draft.question_id)
    desk.reviews.reject(citra, draft.id, desk.reviews.open(citra, draft.id).seen, RejectReason.WRONG)
    # The order of the question itself was never worked on here: it makes the next draft.
    assert len(orders(desk.state, draft.question_id)) == before == 1


def test_the_same_draft_is_not_offered_again(
    desk: ReviewDesk, worker: Worker, source: Source, ani: Account, citra: Account
) -> None:
    source.says = drafted()
    question = rejected(desk, worker, ani, citra, RejectReason.WRONG_SOURCE)
    worker.run_ready()
    answer = desk.current(question).answer
    assert answer.status is AnswerStatus.NO_SOURCE
    assert "sudah ditolak" in answer.checks[0].detail


def test_a_withdrawn_reply_and_a_reopened_question_get_another_draft(
    desk: ReviewDesk, worker: Worker, source: Source, ani: Account, citra: Account
) -> None:
    source.says = drafted()
    draft = desk.draft(ani)
    worker.run_ready()
    current = desk.current(draft.question_id)
    post = desk.reviews.accept(citra, current.id, desk.reviews.open(citra, current.id).seen).post_id
    assert post is not None
    desk.forum.posts.withdraw(citra, post, "salah pasal")
    worker.run_ready()
    again = desk.current(draft.question_id)
    assert again.instruction == "Balasan sebelumnya ditarik. salah pasal"
    desk.reviews.accept(citra, again.id, desk.reviews.open(citra, again.id).seen)
    version = desk.forum.whole(ani, draft.question_id).question.version
    desk.forum.work.reopen(ani, draft.question_id, "Belum jelas untuk cuti besar.", version=version)
    worker.run_ready()
    newest = desk.current(draft.question_id)
    assert (newest.thread_version, newest.state) == (2, DraftState.SCORED)
    assert currents(desk.state, draft.question_id) == 1


@pytest.mark.parametrize("number", range(3))
def test_rejections_follow_ups_and_wishes_at_once_leave_one_current_draft(
    desk: ReviewDesk, worker: Worker, ani: Account, citra: Account, number: int
) -> None:
    draft = desk.draft(ani)
    worker.run_ready()
    current = desk.current(draft.question_id)
    seen = desk.reviews.open(citra, current.id).seen
    drafts = Drafts(desk.state.database)
    at_once(
        *(lambda: desk.reviews.reject(citra, current.id, seen, RejectReason.WRONG) for _ in range(6)),
        *(lambda: drafts.order(draft.question_id, citra, instruction="singkat") for _ in range(3)),
        lambda: desk.forum.posts.follow_up(ani, draft.question_id, f"Lanjutan {number}"),
        worker.run_ready,
        worker.run_ready,
    )
    worker.run_ready()
    assert currents(desk.state, draft.question_id) == 1
    newest = desk.current(draft.question_id)
    assert newest.thread_version == 2
    assert newest.state is DraftState.SCORED
    assert desk.state.audit.verify().fault is None
