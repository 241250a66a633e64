"""What is said under a question."""

import pytest
from sqlalchemy import insert, select

from api.accounts.models import Account
from api.forum.access import locked_for_work
from api.forum.adding import MOST_POSTS, publish_reply
from api.forum.models import DraftState, PostKind, QuestionState, Standing
from api.state.columns import new_id
from api.state.draft_tables import DraftRow
from api.state.forum_tables import PostRow
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.desk import Desk
from tests.api.forum.people import NIP
from tests.api.state.answers import HandClock, answer_to


def draft(desk: Desk, question_id: str, state: DraftState, clock: HandClock) -> str:
    """A current draft."""
    identifier = new_id()
    with desk.state.database.writing("draf") as session:
        session.execute(
            insert(DraftRow).values(
                id=identifier,
                question_id=question_id,
                thread_version=1,
                state=state.value,
                instruction="",
                answer={},
                risk=0.1,
                risk_reasons=[],
                confidence=0.9,
                drafting="kutipan",
                model="",
                prompt_hash="",
                snapshot="s1",
                created_at=clock(),
                second_reader=False,
                seeded_error="",
                version=1,
            )
        )
    return identifier


def draft_state(desk: Desk, identifier: str) -> tuple[str, bool]:
    with desk.state.database.reading() as session:
        row = session.get_one(DraftRow, identifier)
        return row.state, row.superseded_at is not None


def test_a_follow_up_makes_the_draft_stale_and_orders_another(
    desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked = desk.ask(ani)
    current = draft(desk, asked.id, DraftState.IN_REVIEW, clock)
    desk.work.take_over(citra, asked.id, version=asked.version)
    post = desk.posts.follow_up(ani, asked.id, f"  NIP saya {NIP}\r\nSaya guru. ")
    assert (post.kind, post.position, post.text) == (
        PostKind.FOLLOW_UP,
        1,
        f"NIP saya {NIP}\nSaya guru.",
    )
    assert NIP not in post.public_text
    assert desk.whole(ani, asked.id).question.thread_version == 2
    assert draft_state(desk, current) == ("usang", True)
    assert set(desk.jobs("draft")) == {f"draft:{asked.id}:1:0", f"draft:{asked.id}:2:0"}
    assert desk.told(citra) == ["lanjutan"]


@pytest.mark.parametrize("decided", [DraftState.ACCEPTED, DraftState.REJECTED])
def test_what_was_decided_of_a_draft_stays(
    desk: Desk, ani: Account, clock: HandClock, decided: DraftState
) -> None:
    asked = desk.ask(ani)
    current = draft(desk, asked.id, decided, clock)
    desk.posts.follow_up(ani, asked.id, "Saya guru.")
    assert draft_state(desk, current) == (decided.value, True)


def test_only_the_asker_follows_up_and_only_while_it_is_open(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    with pytest.raises(NotFound):
        desk.posts.follow_up(budi, asked.id, "Saya juga.")
    with pytest.raises(Forbidden, match="penanyanya"):
        desk.posts.follow_up(citra, asked.id, "Saya juga.")
    desk.posts.reply(citra, asked.id, "Dua belas.", version=asked.version)
    with pytest.raises(Conflict, match="ditutup"):
        desk.posts.follow_up(ani, asked.id, "Lagi.")
    with pytest.raises(Forbidden, match="penanyanya"):
        desk.posts.follow_up(budi, asked.id, "Saya juga.")


def test_a_note_stays_among_officers_and_leaves_the_thread_as_it_is(
    desk: Desk, ani: Account, citra: Account, dodi: Account
) -> None:
    asked = desk.ask(ani)
    desk.work.take_over(citra, asked.id, version=asked.version)
    desk.posts.note(dodi, asked.id, "Tolong cek.")
    assert desk.whole(dodi, asked.id).question.thread_version == 1
    assert desk.told(citra) == ["catatan"]
    assert desk.told(ani) == ["status"]
    assert desk.notifications.is_subscribed(dodi, asked.id)


def test_a_reply_is_published_by_who_may_decide(
    desk: Desk, ani: Account, budi: Account, citra: Account, dodi: Account, clock: HandClock
) -> None:
    asked = desk.ask(ani)
    current = draft(desk, asked.id, DraftState.SCORED, clock)
    with pytest.raises(Forbidden, match="berwenang"):
        desk.posts.reply(dodi, asked.id, "Dua belas.", version=asked.version)
    clock.forward(hours=2)
    reply = desk.posts.reply(citra, asked.id, "Dua belas.", version=asked.version)
    done = desk.whole(ani, asked.id).question
    assert (done.state, done.first_reply_at, done.resolved_at) == (QuestionState.DONE, clock(), clock())
    assert done.thread_version == 1
    assert draft_state(desk, current) == ("usang", True)
    assert desk.told(ani) == ["balasan"]
    assert list(desk.jobs("publish")) == [f"publish:{reply.id}"]
    assert desk.audited(asked.id)[-1] == ("citra", "forum.balasan.terbit")
    desk.notifications.subscribe(budi, asked.id)
    clock.forward(hours=1)
    desk.posts.reply(citra, asked.id, "Tambahan.", version=done.version)
    assert desk.told(budi) == ["balasan"]
    assert desk.whole(ani, asked.id).question.first_reply_at == done.first_reply_at


def test_a_reply_of_review_keeps_its_answer_masked(
    desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked = desk.ask(ani, text=f"NIP saya {NIP}. Berapa hari cuti tahunan saya?")
    with desk.state.database.writing("balasan") as session:
        row = locked_for_work(session, asked.id, citra, version=asked.version)
        answer = answer_to(f"NIP saya {NIP}. Berapa hari cuti tahunan saya?")
        publish_reply(session, row, answer.text, by=citra, at=clock(), answer=answer, snapshot="s7")
    (post,) = desk.whole(citra, asked.id).posts
    assert post.snapshot == "s7"
    assert post.answer is not None
    assert NIP not in post.answer.model_dump_json()
    assert [claim.citations for claim in post.answer.claims] == [claim.citations for claim in answer.claims]
    assert NIP not in post.public_text
    assert desk.public(None, asked.id).replies[0].answer == post.answer


def test_a_withdrawn_reply_is_shown_to_nobody_and_opens_the_question(
    desk: Desk, ani: Account, citra: Account, dodi: Account, eka: Account
) -> None:
    asked, reply = desk.answered(ani, citra)
    for other in (dodi, ani):
        with pytest.raises(Forbidden):
            desk.posts.withdraw(other, reply.id, "Keliru.")
    with pytest.raises(InvalidInput, match="Alasan"):
        desk.posts.withdraw(citra, reply.id, "")
    gone = desk.posts.withdraw(citra, reply.id, "Keliru pasal.")
    assert gone.standing is Standing.WITHDRAWN
    with pytest.raises(NotFound):
        desk.questions.read(eka, asked.id)
    own = desk.whole(ani, asked.id)
    assert own.question.state is QuestionState.SUBMITTED
    assert [(post.text, post.standing) for post in own.posts] == [("", Standing.WITHDRAWN)]
    assert desk.whole(citra, asked.id).posts[0].text == "Dua belas hari kerja."
    assert desk.told(ani) == ["balasan", "balasan_ditarik"]
    assert f"publish:{reply.id}:ditarik" in desk.jobs("publish")
    with pytest.raises(Conflict, match="sudah ditarik"):
        desk.posts.withdraw(citra, reply.id, "Lagi.")
    with pytest.raises(NotFound, match="Balasan"):
        desk.posts.withdraw(citra, "tidak-ada", "x")


def test_a_question_stays_done_while_another_reply_stands(desk: Desk, ani: Account, citra: Account) -> None:
    asked, first = desk.answered(ani, citra)
    desk.posts.reply(citra, asked.id, "Tepatnya dua belas.", version=asked.version)
    desk.posts.withdraw(citra, first.id, "Kurang tepat.")
    assert desk.whole(ani, asked.id).question.state is QuestionState.DONE
    assert [one.text for one in desk.public(None, asked.id).replies] == ["Tepatnya dua belas."]


def test_posts_have_bounds(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    for text in (" ", "x" * 10_001):
        with pytest.raises(InvalidInput, match="Lanjutan"):
            desk.posts.follow_up(ani, asked.id, text)
    desk.posts.follow_up(ani, asked.id, "Satu.")
    with desk.state.database.writing("kiriman") as session:
        last = session.scalars(select(PostRow)).one()
        last.position = MOST_POSTS
    with pytest.raises(Conflict, match="kiriman"):
        desk.posts.follow_up(ani, asked.id, "Dua.")
