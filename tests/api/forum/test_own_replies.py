"""Replies that officers write alone: checked like every other, and honest about what they rest on."""

from typing import NoReturn

import pytest

from api.accounts.models import Account
from api.forum.own_replies import NO_LIBRARY, PRIVATE, WITHOUT_BASIS, OwnReplies
from api.forum.posts import OWN
from api.forum.threads import PublicThread
from api.state.state import State
from assistant.models import Answer
from corpus.errors import Forbidden, InvalidInput, NotFound
from corpus.open_snapshot import OpenSnapshot
from evals.scorecard import Opinion
from tests.api.forum.people import NIP
from tests.api.forum.reviewed import TODAY, ReviewDesk
from tests.api.state.answers import HandClock

CITED = "Cuti tahunan lamanya 12 hari kerja. [Pasal 2 ayat (1) PP 91/2019]"


@pytest.fixture
def desk(state: State, clock: HandClock, snapshot: OpenSnapshot) -> ReviewDesk:
    return ReviewDesk(state, clock, snapshot)


def cites(answer: Answer | None) -> list[str]:
    return [] if answer is None else [one.provision_id for claim in answer.claims for one in claim.citations]


def test_a_reply_with_a_basis_is_verified_and_published_with_it(
    desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    asked = desk.forum.ask(ani)
    post = desk.own.publish(citra, asked.id, CITED, version=asked.version)
    assert cites(post.answer) == ["pp-91-2019/pasal-2/ayat-1"]
    assert post.text == "Cuti tahunan lamanya 12 hari kerja. [1]"
    (told,) = [one for one in desk.state.audit.entries(below="forum.balasan") if one.subject == asked.id]
    assert told.details["cites"] == ["pp-91-2019/pasal-2/ayat-1"]
    assert told.details["opinion"] == Opinion.READY.value
    assert told.details["verified_against"] == desk.snapshot.info.id


@pytest.mark.parametrize(
    "wrong",
    [
        CITED.replace("12", "13"),
        CITED.replace("Pasal 2 ayat (1)", "Pasal 77"),
        f"{CITED}\nPegawai wajib melapor kepada atasan.",
        "Lihat dasarnya. [7]",
    ],
)
def test_what_refers_to_a_basis_must_stand(
    desk: ReviewDesk, ani: Account, citra: Account, wrong: str
) -> None:
    asked = desk.forum.ask(ani)
    with pytest.raises(InvalidInput, match="belum dapat diterbitkan"):
        desk.own.publish(citra, asked.id, wrong, version=asked.version)


def test_without_a_basis_it_says_so_and_is_marked_as_the_officers_own(
    desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    asked = desk.forum.ask(ani)
    text = "Selamat pagi.\n\nPegawai wajib membawa 2 lembar formulir ke [loket 3]."
    found = desk.own.check(citra, asked.id, text)
    assert not found.checked.blockers
    assert found.checked.problems[0].what == WITHOUT_BASIS
    assert not found.cites
    post = desk.own.publish(citra, asked.id, text, version=asked.version)
    assert post.text == text
    seen = desk.forum.questions.read(None, asked.id)
    assert isinstance(seen, PublicThread)
    (reply,) = seen.replies
    assert reply.answer is not None
    assert (reply.answer.origin, cites(reply.answer)) == (OWN, [])


@pytest.mark.parametrize("text", [f"NIP Anda {NIP}.", f"{CITED}\nHubungi ani@contoh.go.id."])
def test_personal_data_blocks_until_it_is_masked(
    desk: ReviewDesk, ani: Account, citra: Account, text: str
) -> None:
    asked = desk.forum.ask(ani)
    assert PRIVATE in [one.what for one in desk.own.check(citra, asked.id, text).checked.blockers]
    with pytest.raises(InvalidInput, match="data pribadi"):
        desk.own.publish(citra, asked.id, text, version=asked.version)
    hidden = text.replace(NIP, "[NIP-1]").replace("ani@contoh.go.id", "[EMAIL-1]")
    assert desk.own.publish(citra, asked.id, hidden, version=asked.version).text


def test_only_who_decides_in_the_bidang_publishes(
    desk: ReviewDesk, ani: Account, dodi: Account, eka: Account
) -> None:
    asked = desk.forum.ask(ani)
    with pytest.raises(Forbidden):
        desk.own.publish(dodi, asked.id, CITED, version=asked.version)
    for stranger in (eka, ani):
        with pytest.raises(NotFound):
            desk.own.check(stranger, asked.id, CITED)


def test_without_a_library_people_are_answered_in_words_that_cite_nothing(
    desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    def no_library() -> NoReturn:
        raise NotFound("Pustaka belum ada.")

    own = OwnReplies(desk.state.database, desk.forum.posts, no_library, today=lambda: TODAY)
    asked = desk.forum.ask(ani)
    found = own.check(citra, asked.id, CITED)
    assert [one.what for one in found.checked.problems] == [WITHOUT_BASIS, NO_LIBRARY]
    post = own.publish(citra, asked.id, CITED, version=asked.version)
    assert (post.text, post.snapshot) == ("Cuti tahunan lamanya 12 hari kerja.", "")
    with pytest.raises(InvalidInput):
        own.check(citra, asked.id, " ")


def test_what_an_officer_writes_into_an_edit_is_masked_for_everybody(
    desk: ReviewDesk, ani: Account, citra: Account
) -> None:
    draft = desk.draft(ani)
    opened = desk.reviews.open(citra, draft.id)
    text = f"Yth. Ani Lestari (ani@contoh.go.id),\n{opened.text}"
    assert desk.reviews.accept_with_edits(citra, draft.id, opened.seen, text).post_id
    seen = desk.forum.questions.read(None, draft.question_id)
    assert isinstance(seen, PublicThread)
    assert "ani@contoh.go.id" not in seen.model_dump_json()
    assert "Ani Lestari" not in seen.model_dump_json()
