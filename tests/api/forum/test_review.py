"""Review of drafts: opened, decided once, published word for word; on SQLite and on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from api.accounts.models import Account
from api.forum.deciding import edit_distance
from api.forum.edited_text import editor_text
from api.forum.models import Draft, DraftState, PostKind, QuestionState, RejectReason
from api.forum.review_words import Opened, ReviewRules
from api.state.draft_tables import DecisionRow
from api.state.state import State
from assistant.models import AnswerStatus, Claim
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from corpus.models import Citation
from corpus.open_snapshot import OpenSnapshot
from tests.api.forum.people import admin_of, person
from tests.api.forum.reviewed import CLAIMS, LEAVE, ReviewDesk, drafted
from tests.api.state.answers import HandClock


@pytest.fixture
def desk(state: State, clock: HandClock, snapshot: OpenSnapshot) -> ReviewDesk:
    return ReviewDesk(state, clock, snapshot)


@pytest.fixture
def draft(desk: ReviewDesk, ani: Account) -> Draft:
    return desk.draft(ani)


@pytest.fixture
def fajar(state: State) -> Account:
    """A second admin of the bidang for leave."""
    return person(state, "fajar", *admin_of("disiplin-kinerja"))


def decisions(state: State) -> list[DecisionRow]:
    with state.database.reading() as session:
        return list(session.scalars(select(DecisionRow)))


def test_an_accepted_draft_is_published_word_for_word(
    desk: ReviewDesk, draft: Draft, ani: Account, citra: Account, clock: HandClock
) -> None:
    opened = desk.reviews.open(citra, draft.id)
    assert opened.text == editor_text(CLAIMS)
    assert opened.checked.problems == ()
    assert not opened.needs_second
    clock.forward(seconds=90)
    decision = desk.reviews.accept(citra, draft.id, opened.seen)
    thread = desk.forum.whole(ani, draft.question_id)
    (post,) = thread.posts
    assert (post.kind, post.text, post.author_id) == (PostKind.REPLY, draft.answer.text, citra.id)
    assert post.answer is not None
    assert post.answer.claims == CLAIMS
    assert post.snapshot == desk.snapshot.info.id
    assert thread.question.state is QuestionState.DONE
    assert thread.question.first_reply_at == thread.question.resolved_at == clock()
    assert (decision.decision, decision.post_id) == (DraftState.ACCEPTED, post.id)
    assert (decision.edit_distance, decision.seconds) == (0.0, 90.0)
    assert desk.read(draft.id).state is DraftState.ACCEPTED
    assert "balasan" in desk.forum.told(ani)


def test_the_trail_keeps_before_and_after_and_what_it_came_from(
    desk: ReviewDesk, draft: Draft, citra: Account, state: State
) -> None:
    opened = desk.reviews.open(citra, draft.id)
    text = f"Yth. ani@contoh.go.id,\n{opened.text}"
    desk.reviews.accept_with_edits(citra, draft.id, opened.seen, text)
    (entry,) = state.audit.entries(below="forum.draf.diterima")
    assert (entry.actor, entry.subject) == ("citra", draft.question_id)
    assert entry.action == "forum.draf.diterima_dengan_perubahan"
    before, after = entry.details["before"], entry.details["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert before["text"] == draft.answer.text
    assert before["sha256"] != after["sha256"]
    assert "ani@contoh.go.id" not in str(entry)
    assert {name: entry.details[name] for name in ("model", "prompt", "snapshot", "verified_against")} == {
        "model": "kecil",
        "prompt": "abc",
        "snapshot": "s1",
        "verified_against": desk.snapshot.info.id,
    }
    assert state.audit.verify().fault is None


def test_an_edited_draft_is_published_as_it_was_verified(
    desk: ReviewDesk, draft: Draft, ani: Account, citra: Account, state: State
) -> None:
    opened = desk.reviews.open(citra, draft.id)
    text = f"Yth. Ibu Ani,\n{opened.text}"
    decision = desk.reviews.accept_with_edits(citra, draft.id, opened.seen, text)
    (post,) = desk.forum.whole(ani, draft.question_id).posts
    assert post.text == f"Yth. Ibu Ani,\n{draft.answer.text}"
    assert post.text == desk.reviews.check(draft.id, text).answer.text
    assert decision.decision is DraftState.ACCEPTED_WITH_EDITS
    words = len(post.text.split())
    assert decision.edit_distance == pytest.approx(3 / words)
    (row,) = decisions(state)
    assert row.after is not None
    assert row.after["text"] == post.text


def test_edits_that_change_nothing_are_no_edits(desk: ReviewDesk, draft: Draft, citra: Account) -> None:
    opened = desk.reviews.open(citra, draft.id)
    decision = desk.reviews.accept_with_edits(citra, draft.id, opened.seen, opened.text + "\r\n")
    assert decision.decision is DraftState.ACCEPTED


def test_edits_that_do_not_stand_are_not_published(
    desk: ReviewDesk, draft: Draft, ani: Account, citra: Account, state: State
) -> None:
    opened = desk.reviews.open(citra, draft.id)
    with pytest.raises(InvalidInput, match=r"kalimat 1 “21 hari kerja” tidak ada dalam rujukan"):
        desk.reviews.accept_with_edits(
            citra, draft.id, opened.seen, opened.text.replace("selama 12 hari", "selama 21 hari", 1)
        )
    assert decisions(state) == []
    assert desk.forum.whole(ani, draft.question_id).posts == ()
    desk.reviews.accept(citra, draft.id, opened.seen)


def test_a_draft_with_a_hard_failure_cannot_be_accepted_but_mended(
    desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    forged = Citation(provision_id="pp-91-2019/pasal-2/ayat-1", quote="Cuti bebas.", start=0, end=11)
    draft = desk.draft(ani, drafted(Claim(text="Cuti bebas.", citations=(forged,))))
    opened = desk.reviews.open(citra, draft.id)
    with pytest.raises(Conflict, match="tidak dapat diterima apa adanya: kalimat 1 kutipan dari Pasal 2"):
        desk.reviews.accept(citra, draft.id, opened.seen)
    mended = f"Cuti tahunan 12 hari kerja. [Pasal 2 ayat (1) PP 91/2019: “{LEAVE}”]"
    decision = desk.reviews.accept_with_edits(citra, draft.id, opened.seen, mended)
    assert decision.post_id is not None


@pytest.mark.parametrize("status", [AnswerStatus.NO_SOURCE, AnswerStatus.ERROR, AnswerStatus.CLARIFY])
def test_what_is_no_reply_cannot_be_accepted_as_it_is(
    desk: ReviewDesk, ani: Account, citra: Account, status: AnswerStatus
) -> None:
    draft = desk.draft(ani, drafted(Claim(text="Belum ada sumber."), status=status))
    opened = desk.reviews.open(citra, draft.id)
    with pytest.raises(Conflict, match="Sunting, atau tulis sendiri"):
        desk.reviews.accept(citra, draft.id, opened.seen)


def test_a_holding_word_is_published_and_leaves_the_question_open(
    desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    words = Claim(text="Petugas kami akan menghubungi Anda.")
    draft = desk.draft(ani, drafted(words, status=AnswerStatus.BLOCKED))
    desk.reviews.accept(citra, draft.id, desk.reviews.open(citra, draft.id).seen)
    thread = desk.forum.whole(ani, draft.question_id)
    assert thread.question.state is QuestionState.IN_PROGRESS
    assert (thread.posts[0].text, thread.posts[0].answer) == (words.text, None)


def test_a_rejection_says_why_and_publishes_nothing(
    desk: ReviewDesk, draft: Draft, ani: Account, citra: Account
) -> None:
    opened = desk.reviews.open(citra, draft.id)
    with pytest.raises(InvalidInput, match="Catatan harus diisi"):
        desk.reviews.reject(citra, draft.id, opened.seen, RejectReason.OTHER)
    decision = desk.reviews.reject(citra, draft.id, opened.seen, RejectReason.OUTDATED, "ada aturan baru")
    thread = desk.forum.whole(ani, draft.question_id)
    assert (decision.reason, decision.note, decision.post_id) == ("kedaluwarsa", "ada aturan baru", None)
    assert thread.posts == ()
    assert thread.question.state is QuestionState.SUBMITTED
    with pytest.raises(Conflict, match="sudah diputuskan"):
        desk.reviews.accept(citra, draft.id, opened.seen)


def test_only_an_admin_of_the_bidang_decides(
    desk: ReviewDesk, draft: Draft, ani: Account, budi: Account, citra: Account, dodi: Account, eka: Account
) -> None:
    seen = desk.reviews.open(citra, draft.id).seen
    for one, error in ((dodi, Forbidden), (ani, Forbidden), (budi, NotFound), (eka, NotFound)):
        with pytest.raises(error):
            desk.reviews.open(one, draft.id)
        with pytest.raises(error):
            desk.reviews.accept(one, draft.id, seen)
        with pytest.raises(error):
            desk.reviews.reject(one, draft.id, seen, RejectReason.WRONG)
        with pytest.raises(error):
            desk.reviews.release(one, draft.id)
    with pytest.raises(NotFound):
        desk.reviews.open(citra, "tidak-ada")


def test_an_opened_draft_is_its_readers_until_the_lease_ends(
    desk: ReviewDesk, draft: Draft, citra: Account, fajar: Account, clock: HandClock
) -> None:
    first = desk.reviews.open(citra, draft.id)
    with pytest.raises(Conflict, match="sedang ditinjau oleh Citra Dewi"):
        desk.reviews.open(fajar, draft.id)
    clock.forward(minutes=29)
    assert desk.reviews.open(citra, draft.id).seen == first.seen
    clock.forward(minutes=29)
    with pytest.raises(Conflict, match="sedang ditinjau"):
        desk.reviews.open(fajar, draft.id)
    clock.forward(minutes=1)
    second = desk.reviews.open(fajar, draft.id)
    with pytest.raises(Conflict, match="tidak sedang Anda tinjau"):
        desk.reviews.accept(citra, draft.id, first.seen)
    desk.reviews.accept(fajar, draft.id, second.seen)


def test_a_released_draft_can_be_opened_by_others(
    desk: ReviewDesk, draft: Draft, citra: Account, fajar: Account
) -> None:
    desk.reviews.open(citra, draft.id)
    with pytest.raises(Conflict):
        desk.reviews.release(fajar, draft.id)
    desk.reviews.release(citra, draft.id)
    released = desk.read(draft.id)
    assert (released.state, released.reader_id) == (DraftState.SCORED, None)
    desk.reviews.open(fajar, draft.id)


def test_a_newer_post_blocks_the_decision(
    desk: ReviewDesk, draft: Draft, ani: Account, citra: Account
) -> None:
    opened = desk.reviews.open(citra, draft.id)
    desk.forum.posts.follow_up(ani, draft.question_id, "Maksud saya cuti besar.")
    for decide in (
        lambda: desk.reviews.accept(citra, draft.id, opened.seen),
        lambda: desk.reviews.accept_with_edits(citra, draft.id, opened.seen, opened.text),
        lambda: desk.reviews.reject(citra, draft.id, opened.seen, RejectReason.WRONG),
        lambda: desk.reviews.open(citra, draft.id),
    ):
        with pytest.raises(Conflict, match="Ada kiriman baru"):
            decide()
    assert desk.read(draft.id).state is DraftState.STALE


def test_fifty_decisions_at_once_are_one(
    desk: ReviewDesk, draft: Draft, ani: Account, citra: Account, state: State
) -> None:
    seen = desk.reviews.open(citra, draft.id).seen

    def decide(number: int) -> bool:
        try:
            if number % 2:
                desk.reviews.reject(citra, draft.id, seen, RejectReason.WRONG)
            else:
                desk.reviews.accept(citra, draft.id, seen)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(50) as pool:
        assert sum(pool.map(decide, range(50))) == 1
    (decision,) = decisions(state)
    published = len(desk.forum.whole(ani, draft.question_id).posts)
    assert published == (decision.decision == DraftState.ACCEPTED)
    assert state.audit.verify().fault is None


def test_many_admins_open_a_draft_at_once_and_one_has_it(
    desk: ReviewDesk, draft: Draft, citra: Account, fajar: Account
) -> None:
    def take(by: Account) -> Opened | None:
        try:
            return desk.reviews.open(by, draft.id)
        except Conflict:
            return None

    with ThreadPoolExecutor(20) as pool:
        opened = [one for one in pool.map(take, [citra, fajar] * 10) if one is not None]
    assert len({one.draft.reader_id for one in opened}) == 1
    assert len({one.seen.draft_version for one in opened}) == 1


def test_a_risky_reply_needs_the_agreement_of_somebody_else_to_these_very_words(
    desk: ReviewDesk, ani: Account, citra: Account, fajar: Account
) -> None:
    draft = desk.draft(ani, risk=0.6)
    opened = desk.reviews.open(citra, draft.id)
    assert opened.needs_second
    with pytest.raises(Conflict, match="harus disetujui pembaca kedua"):
        desk.reviews.accept(citra, draft.id, opened.seen)
    asked = desk.second.request(citra, draft.id, opened.seen, opened.text)
    assert "pembaca_kedua" in desk.forum.told(fajar)
    with pytest.raises(Forbidden, match="harus orang lain"):
        desk.second.answer(citra, asked.id, agrees=True)
    desk.second.answer(fajar, asked.id, agrees=True)
    with pytest.raises(Conflict, match="sudah dibaca"):
        desk.second.answer(fajar, asked.id, agrees=False, note="tunggu")
    with pytest.raises(Conflict, match="persis seperti akan diterbitkan"):
        desk.reviews.accept_with_edits(citra, draft.id, opened.seen, f"Yth. Ibu,\n{opened.text}")
    assert desk.reviews.open(citra, draft.id).readings[0].agrees
    assert desk.reviews.accept(citra, draft.id, opened.seen).post_id is not None


def test_edited_words_are_read_by_the_second_reader_too(
    desk: ReviewDesk, draft: Draft, citra: Account, fajar: Account
) -> None:
    opened = desk.reviews.open(citra, draft.id)
    text = f"Yth. Ibu,\n{opened.text}"
    asked = desk.second.request(citra, draft.id, opened.seen, text)
    assert asked.text == text
    desk.second.answer(fajar, asked.id, agrees=False, note="kurang lengkap")
    with pytest.raises(Conflict, match="pembaca kedua"):
        desk.reviews.accept_with_edits(citra, draft.id, opened.seen, text)
    again = desk.second.request(citra, draft.id, opened.seen, text)
    desk.second.answer(fajar, again.id, agrees=True)
    assert desk.reviews.accept_with_edits(citra, draft.id, opened.seen, text).post_id is not None


def test_a_second_reader_must_be_an_admin_of_the_bidang_and_say_why_not(
    desk: ReviewDesk, draft: Draft, citra: Account, dodi: Account, eka: Account, fajar: Account
) -> None:
    opened = desk.reviews.open(citra, draft.id)
    asked = desk.second.request(citra, draft.id, opened.seen, opened.text)
    for one, error in ((dodi, Forbidden), (eka, NotFound)):
        with pytest.raises(error):
            desk.second.answer(one, asked.id, agrees=True)
    with pytest.raises(InvalidInput, match="Catatan"):
        desk.second.answer(fajar, asked.id, agrees=False)
    with pytest.raises(NotFound):
        desk.second.answer(fajar, "tidak-ada", agrees=True)


def test_no_second_reader_is_needed_where_the_agency_says_so(
    state: State, clock: HandClock, snapshot: OpenSnapshot, ani: Account, citra: Account
) -> None:
    desk = ReviewDesk(state, clock, snapshot, ReviewRules(high_risk=1.1))
    draft = desk.draft(ani, risk=1.0)
    assert desk.reviews.accept(citra, draft.id, desk.reviews.open(citra, draft.id).seen).post_id is not None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c d", "a b c d", 0.0),
        ("a b c d", "a x c", 0.5),
        ("", "a b", 1.0),
        ("", "", 0.0),
        ("a", "b", 1.0),
    ],
)
def test_edit_distance_is_the_share_of_changed_words(before: str, after: str, expected: float) -> None:
    assert edit_distance(before, after) == expected
