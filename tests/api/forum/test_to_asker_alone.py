"""Replies that only the asker is to read: a holding word, and what is said in a matter for a person."""

import pytest

from api.accounts.models import Account
from api.forum.holding import holding_reply, matter_in_thread
from api.forum.models import PostKind, QuestionState
from api.forum.posts import OWN
from api.forum.publishing import published
from api.forum.similar import SimilarQuestions
from api.state.state import State
from assistant.guard.sensitive import Matter, own_case
from assistant.models import Answer
from corpus.errors import NotFound
from corpus.open_snapshot import OpenSnapshot
from tests.api.forum.desk import TEXT, Desk
from tests.api.forum.reviewed import TODAY, ReviewDesk, drafted
from tests.api.state.answers import HandClock

HOLDING = "Terima kasih. Pertanyaan Anda sedang kami periksa."
SUMMONED = "Saya menerima surat panggilan pemeriksaan disiplin. Apa yang harus saya siapkan?"
HIT = "Atasan saya melecehkan saya kemarin."


@pytest.fixture
def review(state: State, clock: HandClock, snapshot: OpenSnapshot) -> ReviewDesk:
    return ReviewDesk(state, clock, snapshot)


def assert_hidden(desk: Desk, question_id: str, *others: Account) -> None:
    """Nobody but asker and officers learns of a question, by any way."""
    for other in (None, *others):
        with pytest.raises(NotFound):
            desk.questions.read(other, question_id)
    assert desk.lists.public().total == 0
    assert desk.lists.public(query="cuti").items == ()
    assert SimilarQuestions(desk.state.database).find(f"Cuti tahunan {TEXT}") == []
    with desk.state.database.reading() as session:
        assert list(published(session, desk.state.zone)) == []
    assert desk.jobs("publish") == {}


@pytest.mark.parametrize("answer", [None, drafted().model_copy(update={"claims": (), "origin": OWN})])
def test_a_holding_word_is_for_the_asker_alone(
    desk: Desk, ani: Account, budi: Account, citra: Account, eka: Account, answer: Answer | None
) -> None:
    asked = desk.ask(ani)
    desk.posts.reply(citra, asked.id, HOLDING, version=asked.version, done=False, answer=answer)
    thread = desk.whole(ani, asked.id)
    assert [(post.kind, post.text) for post in thread.posts] == [(PostKind.HOLDING, HOLDING)]
    assert (thread.question.state, thread.question.first_reply_at) == (QuestionState.IN_PROGRESS, None)
    assert desk.told(ani) == ["balasan"]
    assert desk.whole(citra, asked.id).posts[0].kind is PostKind.HOLDING
    assert_hidden(desk, asked.id, budi, eka)


def test_closing_after_a_holding_word_makes_nothing_public(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    desk.posts.reply(citra, asked.id, HOLDING, version=asked.version, done=False)
    desk.work.resolve(citra, asked.id, version=desk.whole(citra, asked.id).question.version)
    assert desk.whole(ani, asked.id).question.state is QuestionState.DONE
    assert_hidden(desk, asked.id, budi)


def test_the_answer_that_follows_is_public_and_the_holding_word_is_not(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    desk.posts.reply(citra, asked.id, HOLDING, version=asked.version, done=False)
    version = desk.whole(citra, asked.id).question.version
    desk.posts.reply(citra, asked.id, "Dua belas hari kerja.", version=version)
    assert [reply.text for reply in desk.public(budi, asked.id).replies] == ["Dua belas hari kerja."]
    assert [post.kind for post in desk.whole(ani, asked.id).posts] == [PostKind.HOLDING, PostKind.REPLY]


def test_what_cites_the_law_is_a_reply_though_the_question_stays_open(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    answer = drafted()
    desk.posts.reply(citra, asked.id, answer.text, version=asked.version, done=False, answer=answer)
    assert len(desk.public(budi, asked.id).replies) == 1


def test_a_holding_word_can_be_taken_back(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    post = desk.posts.reply(citra, asked.id, HOLDING, version=asked.version, done=False)
    desk.posts.withdraw(citra, post.id, "Salah kirim.")
    (seen,) = desk.whole(ani, asked.id).posts
    assert (seen.text, seen.public_text) == ("", "")


def test_an_accepted_holding_draft_is_for_the_asker_alone(
    review: ReviewDesk, ani: Account, budi: Account, citra: Account
) -> None:
    draft = review.draft(ani, holding_reply(Matter.DISPUTE, "x", TODAY, contact="BKPSDM"))
    review.reviews.accept(citra, draft.id, review.reviews.open(citra, draft.id).seen)
    assert review.forum.whole(ani, draft.question_id).posts[0].kind is PostKind.HOLDING
    assert_hidden(review.forum, draft.question_id, budi)


@pytest.mark.parametrize(("text", "more"), [(SUMMONED, ""), (TEXT, HIT), (TEXT, SUMMONED)])
def test_an_answer_in_a_matter_for_a_person_is_for_the_asker_alone(
    desk: Desk, ani: Account, budi: Account, citra: Account, eka: Account, text: str, more: str
) -> None:
    asked = desk.ask(ani, text=text)
    if more:
        desk.posts.follow_up(ani, asked.id, more)
    version = desk.whole(citra, asked.id).question.version
    answer = drafted()
    desk.posts.reply(citra, asked.id, answer.text, version=version, answer=answer)
    thread = desk.whole(ani, asked.id)
    assert thread.posts[-1].kind is PostKind.PRIVATE
    assert thread.posts[-1].answer is not None
    assert thread.question.state is QuestionState.DONE
    assert thread.question.first_reply_at == thread.posts[-1].created_at
    assert_hidden(desk, asked.id, budi, eka)


def test_others_who_follow_a_question_are_not_told_of_what_is_for_its_asker(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked, _ = desk.answered(ani, citra)
    desk.notifications.subscribe(budi, asked.id)
    desk.work.reopen(ani, asked.id, HIT, version=asked.version)
    before = desk.told(budi)
    version = desk.whole(citra, asked.id).question.version
    desk.posts.reply(citra, asked.id, HOLDING, version=version, done=False)
    assert "balasan" not in desk.told(budi)[len(before) :]
    assert [reply.text for reply in desk.public(budi, asked.id).replies] == ["Dua belas hari kerja."]


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (SUMMONED, True),
        ("Saya sedang diperiksa tim disiplin, berapa lama prosesnya?", True),
        ("Saya mendapat panggilan kedua dari inspektorat. Bolehkah didampingi?", True),
        ("Saya akan memanggil bawahan untuk pemeriksaan disiplin. Bagaimana caranya?", False),
        ("Saya dijatuhi hukuman disiplin sedang. Bagaimana cara mengajukan keberatan?", True),
        ("Apa hukuman disiplin bagi PNS yang bolos?", False),
        ("Bagaimana prosedur panggilan pemeriksaan disiplin?", False),
        ("Jika saya dihukum disiplin, apakah kenaikan pangkat tertunda?", False),
    ],
)
def test_proceedings_against_the_asker_are_told_from_questions_about_the_rule(text: str, own: bool) -> None:
    assert own_case(text) is own


@pytest.mark.parametrize(
    "added", ["Saya guru.", "Saya PNS golongan III/c.", "Maaf, maksud saya cuti besar.", "Terima kasih."]
)
def test_a_harmless_addition_is_no_matter_for_a_person(added: str) -> None:
    assert matter_in_thread((f"Cuti tahunan\n{TEXT}", added), TODAY) is None


def test_a_matter_is_heard_in_what_is_added() -> None:
    assert matter_in_thread((f"Cuti tahunan\n{TEXT}", HIT), TODAY) is Matter.HARASSMENT
