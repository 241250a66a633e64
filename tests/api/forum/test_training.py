"""Drafts made wrong for practice: shown to who wants to, never published, and counted."""

import random

import pytest

from api.accounts.models import Account
from api.forum.draft_routes import DraftOut
from api.forum.drafts import Drafts
from api.forum.models import DraftState, RejectReason
from api.forum.review_words import Opened, ReviewRules
from api.forum.seeding import Slip, seed
from api.state.state import State
from corpus.errors import Conflict
from corpus.open_snapshot import OpenSnapshot
from tests.api.forum.people import admin_of, person
from tests.api.forum.reviewed import CLAIMS, TODAY, ReviewDesk, drafted
from tests.api.state.answers import HandClock


@pytest.fixture
def desk(state: State, clock: HandClock, snapshot: OpenSnapshot) -> ReviewDesk:
    """Shows a draft made wrong whenever it may."""
    return ReviewDesk(state, clock, snapshot, ReviewRules(seeded_share=1.0), chance=random.Random(7))


@pytest.fixture
def practising(desk: ReviewDesk, ani: Account, citra: Account) -> Opened:
    """A draft made wrong, opened by an officer who practises."""
    desk.training.set(citra.id, wanted=True)
    return desk.reviews.open(citra, desk.draft(ani).id)


@pytest.mark.parametrize("number", range(12))
def test_a_slip_is_one_wrong_claim_that_no_check_finds(snapshot: OpenSnapshot, number: int) -> None:
    good = drafted()
    made = seed(good, snapshot, on=TODAY, chance=random.Random(number))
    assert made is not None
    changed = [
        (one, other) for one, other in zip(good.claims, made.answer.claims, strict=True) if one != other
    ]
    assert len(changed) == 1
    assert made.slip in Slip
    assert made.slip.value in made.told
    assert changed[0][0].text in made.told


def test_nothing_is_made_wrong_of_what_says_nothing(snapshot: OpenSnapshot) -> None:
    bare = drafted(CLAIMS[0].model_copy(update={"text": "Terima kasih.", "citations": ()}))
    assert seed(bare, snapshot, on=TODAY, chance=random.Random(1)) is None


def test_only_who_wants_to_practise_is_shown_it(desk: ReviewDesk, ani: Account, citra: Account) -> None:
    draft = desk.draft(ani)
    assert desk.reviews.open(citra, draft.id).draft.id == draft.id
    desk.training.set(citra.id, wanted=True)
    assert desk.training.is_wanted(citra.id)
    desk.training.set(citra.id, wanted=False)
    assert not desk.training.is_wanted(citra.id)


def test_a_missed_slip_is_never_published_and_the_good_draft_returns(
    desk: ReviewDesk, practising: Opened, ani: Account, citra: Account
) -> None:
    question = practising.draft.question_id
    decision = desk.reviews.accept(citra, practising.draft.id, practising.seen)
    assert (decision.post_id, decision.caught) == (None, False)
    assert decision.seeded_error.startswith("Yang dibuat keliru")
    assert desk.forum.whole(ani, question).posts == ()
    good = desk.current(question)
    assert good.answer.claims == CLAIMS
    assert (good.state, good.seeded_error) == (DraftState.SCORED, "")
    again = desk.reviews.open(citra, good.id)
    assert again.draft.id == good.id
    assert desk.reviews.accept(citra, good.id, again.seen).post_id is not None
    rate = desk.training.catch_rate()
    assert (rate.decided, rate.caught, rate.rate) == (1, 0, 0.0)


def test_a_rejected_slip_is_caught(
    desk: ReviewDesk, practising: Opened, citra: Account, eka: Account
) -> None:
    decision = desk.reviews.reject(citra, practising.draft.id, practising.seen, RejectReason.WRONG)
    assert decision.caught
    assert desk.training.catch_rate(account_id=citra.id).rate == 1.0
    assert desk.training.catch_rate(bidang_id="disiplin-kinerja").rate == 1.0
    assert desk.training.catch_rate(account_id=eka.id).rate is None


def test_an_edit_catches_a_slip_when_nothing_of_it_is_left(
    desk: ReviewDesk, practising: Opened, ani: Account, citra: Account
) -> None:
    wrong = next(claim for claim in practising.draft.answer.claims if claim not in CLAIMS)
    left_in = f"Yth. Ibu,\n{practising.text}"
    missed = desk.reviews.accept_with_edits(citra, practising.draft.id, practising.seen, left_in)
    assert missed.caught is False
    second = desk.reviews.open(citra, desk.draft(ani).id)
    assert second.draft.seeded_error
    wrong = next(claim for claim in second.draft.answer.claims if claim not in CLAIMS)
    kept = [line for line in second.text.split("\n") if not line.startswith(wrong.text)]
    caught = desk.reviews.accept_with_edits(citra, second.draft.id, second.seen, "\n".join(kept))
    assert caught.caught is True
    assert desk.training.catch_rate().rate == 0.5


def test_a_draft_made_wrong_that_is_given_back_or_lapses_is_gone(
    desk: ReviewDesk, practising: Opened, citra: Account, state: State, clock: HandClock, ani: Account
) -> None:
    desk.reviews.release(citra, practising.draft.id)
    assert desk.current(practising.draft.question_id).seeded_error == ""
    other = desk.reviews.open(citra, desk.draft(ani).id)
    assert other.draft.seeded_error
    clock.forward(minutes=31)
    fajar = person(state, "fajar", *admin_of("disiplin-kinerja"))
    opened = desk.reviews.open(fajar, other.draft.id)
    assert opened.draft.seeded_error == ""
    assert opened.draft.answer.claims == CLAIMS
    assert desk.training.catch_rate().decided == 0


def test_a_newer_post_ends_practice_too(
    desk: ReviewDesk, practising: Opened, ani: Account, citra: Account
) -> None:
    desk.forum.posts.follow_up(ani, practising.draft.question_id, "Maksud saya cuti besar.")
    with pytest.raises(Conflict, match="kiriman baru"):
        desk.reviews.accept(citra, practising.draft.id, practising.seen)


def test_nothing_gives_practice_away(desk: ReviewDesk, practising: Opened, citra: Account) -> None:
    question = practising.draft.question_id
    drafts = Drafts(desk.state.database)
    (shown,) = drafts.of_question(citra, question).drafts
    assert shown.id == practising.draft.id
    assert DraftOut.of(shown).draft.seeded_error == ""
    desk.reviews.reject(citra, shown.id, practising.seen, RejectReason.WRONG)
    assert len(drafts.of_question(citra, question).drafts) == 2
    assert DraftOut.of(desk.read(shown.id)).draft.seeded_error != ""


def test_a_risky_draft_is_not_practised_on(desk: ReviewDesk, ani: Account, citra: Account) -> None:
    desk.training.set(citra.id, wanted=True)
    assert desk.reviews.open(citra, desk.draft(ani, risk=0.9).id).draft.seeded_error == ""
