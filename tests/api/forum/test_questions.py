"""Asking and reading."""

from typing import Any

import pytest

from api.accounts.models import Account
from api.forum.asking import NewQuestion
from api.forum.history import EventKind
from api.forum.models import QuestionState
from api.forum.questions import MOST_OPEN
from api.state.handovers import HandoverState
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.desk import TEXT, Desk
from tests.api.forum.people import NIP, admin_of, deactivate, person
from tests.api.state.answers import answer_to


def test_a_question_is_numbered_routed_and_drafted(desk: Desk, ani: Account) -> None:
    first = desk.ask(ani)
    second = desk.ask(ani, category_id=None)
    assert (first.number, second.number) == (1, 2)
    assert (first.state, first.bidang_id, first.category_id) == (
        QuestionState.SUBMITTED,
        "disiplin-kinerja",
        "cuti",
    )
    assert (second.bidang_id, second.category_id) == ("sekretariat", None)
    assert (first.version, first.thread_version, first.reply_due) == (1, 1, None)
    assert desk.jobs("route")[f"route:{first.id}"] == {"question_id": first.id}
    draft = desk.jobs("draft")[f"draft:{first.id}:1:0"]
    assert (draft["question_id"], draft["thread_version"]) == (first.id, 1)
    assert desk.audited(first.id) == [("ani.lestari", "forum.pertanyaan.ajukan")]
    assert desk.notifications.is_subscribed(ani, first.id)


def test_others_read_nothing_before_an_answer_and_only_masked_words_after(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked = desk.ask(ani, title="Cuti Ani Lestari", text=f"NIP {NIP}. {TEXT}")
    for other in (budi, None):
        with pytest.raises(NotFound, match="belum dapat Anda baca"):
            desk.questions.read(other, asked.id)
    reply = desk.posts.reply(citra, asked.id, f"Yth. Ani Lestari ({NIP}), 12 hari.", version=asked.version)
    desk.posts.note(citra, asked.id, "Catatan rahasia.")
    found = desk.public(budi, asked.id)
    assert found == desk.public(None, asked.id)
    assert found.question.title == "Cuti [NAMA-1]"
    assert found.question.text == f"NIP [NIP-1]. {TEXT}"
    assert found.question.asker == "ASN"
    assert [(one.id, one.author, one.text) for one in found.replies] == [
        (reply.id, "Citra Dewi", "Yth. [NAMA-1] ([NIP-1]), 12 hari.")
    ]
    everything = found.model_dump_json()
    assert "Lestari" not in everything
    assert NIP not in everything
    assert "rahasia" not in everything
    assert ani.id not in everything


def test_the_asker_reads_their_own_words_but_no_notes(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani, text=f"NIP {NIP}. {TEXT}")
    desk.posts.follow_up(ani, asked.id, "Saya guru.")
    desk.posts.note(citra, asked.id, "Catatan.")
    own = desk.whole(ani, asked.id)
    assert own.question.text == f"NIP {NIP}. {TEXT}"
    assert [post.kind.value for post in own.posts] == ["lanjutan"]
    worked = desk.whole(citra, asked.id)
    assert [post.kind.value for post in worked.posts] == ["lanjutan", "catatan"]
    assert worked.names == {ani.id: "Ani Lestari", citra.id: "Citra Dewi"}


def test_officers_of_other_bidang_are_others(desk: Desk, ani: Account, eka: Account) -> None:
    asked = desk.ask(ani)
    with pytest.raises(NotFound):
        desk.questions.read(eka, asked.id)
    with pytest.raises(NotFound):
        desk.questions.history(eka, asked.id)


def test_who_is_out_of_use_reads_what_everybody_reads(desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani)
    with pytest.raises(NotFound):
        desk.questions.read(deactivate(desk.state, ani), asked.id)


def test_a_rejected_question_is_not_shown_to_others(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked, _ = desk.answered(ani, citra)
    asked = desk.work.reopen(ani, asked.id, "Belum jelas.", version=asked.version)
    assert desk.public(budi, asked.id).replies
    desk.work.reject(citra, asked.id, "Ganda.", version=asked.version)
    with pytest.raises(NotFound):
        desk.questions.read(budi, asked.id)


def test_who_asks_anonymously_is_not_even_called_an_asn(desk: Desk, ani: Account, citra: Account) -> None:
    asked, _ = desk.answered(ani, citra, anonymous=True)
    assert desk.public(None, asked.id).question.asker == "Anonim"
    assert desk.whole(citra, asked.id).names[ani.id] == "Ani Lestari"


def test_the_asker_chooses_the_public_words_and_they_are_masked_again(desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani, public_title="Sisa cuti", public_text=f"Berapa sisa cuti? {NIP}")
    assert (asked.public_title, asked.public_text) == ("Sisa cuti", "Berapa sisa cuti? [NIP-1]")
    again = desk.questions.change_words(
        ani, asked.id, public_title="", public_text="Cuti Ani Lestari", anonymous=True, version=asked.version
    )
    assert (again.public_title, again.public_text, again.anonymous) == (
        "Cuti tahunan",
        "Cuti [NAMA-1]",
        True,
    )
    with pytest.raises(Conflict, match="sudah berubah"):
        desk.questions.change_words(ani, asked.id, public_title="x", public_text="", version=asked.version)


def test_officers_may_mask_more_but_not_take_anonymity_away(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked, _ = desk.answered(ani, citra, anonymous=True)
    words = {"public_title": "Cuti", "public_text": "Cuti?", "version": asked.version}
    with pytest.raises(Forbidden, match="Hanya penanya"):
        desk.questions.change_words(citra, asked.id, anonymous=False, **words)
    with pytest.raises(Forbidden, match="Naskah"):
        desk.questions.change_words(budi, asked.id, **words)
    assert desk.questions.change_words(citra, asked.id, **words).public_title == "Cuti"


def test_the_preview_is_what_is_kept(desk: Desk, ani: Account) -> None:
    text = f"Saya Ani Lestari, NIP {NIP}, mau cuti."
    shown = desk.questions.preview(ani, "Cuti", text)
    asked = desk.ask(ani, title="Cuti", text=text)
    assert (shown.public_title, shown.public_text) == (asked.public_title, asked.public_text)


@pytest.mark.parametrize(
    ("values", "match"),
    [
        ({"title": " "}, "Judul"),
        ({"title": "x" * 151}, "Judul"),
        ({"text": "pendek"}, "10 sampai"),
        ({"text": "x" * 10_001}, "10 sampai"),
        ({"public_title": "x" * 151}, "Judul"),
    ],
)
def test_words_have_bounds(desk: Desk, ani: Account, values: dict[str, Any], match: str) -> None:
    with pytest.raises(InvalidInput, match=match):
        desk.ask(ani, **values)
    assert not desk.lists.own(ani).total


def test_a_category_has_to_be_in_use(desk: Desk, ani: Account, citra: Account) -> None:
    with pytest.raises(NotFound, match="Kategori “langit”"):
        desk.ask(ani, category_id="langit")
    desk.bidang.change_bidang("disiplin-kinerja", active=False, by=citra)
    with pytest.raises(InvalidInput, match="sudah tidak dipakai"):
        desk.ask(ani)


def test_an_asker_has_only_so_many_open_questions(desk: Desk, ani: Account, citra: Account) -> None:
    asked = [desk.ask(ani) for _ in range(MOST_OPEN)]
    with pytest.raises(Conflict, match="belum selesai"):
        desk.ask(ani)
    desk.work.reject(citra, asked[0].id, "Ganda.", version=1)
    assert desk.ask(ani).number == MOST_OPEN + 1


def test_a_question_that_was_handed_over_is_asked_once(desk: Desk, ani: Account, budi: Account) -> None:
    state = desk.state
    _, exchange = state.conversations.begin(
        ani.owner, "Berapa cuti?", answer_to("Berapa cuti saya tahun ini?"), snapshot="s1"
    )
    sent = state.handovers.send(ani.owner, exchange.id, message="Mohon dibantu.")
    shown = desk.questions.prefill(ani, sent.receipt.lower())
    assert (shown.title, shown.text) == (
        "Berapa cuti saya tahun ini?",
        "Berapa cuti saya tahun ini?\n\nMohon dibantu.",
    )
    for stranger in (budi,):
        with pytest.raises(NotFound, match="tanda terima"):
            desk.questions.prefill(stranger, sent.receipt)
        with pytest.raises(NotFound, match="tanda terima"):
            desk.ask(stranger, receipt=sent.receipt)
    asked = desk.ask(ani, title=shown.title, text=shown.text, receipt=shown.receipt)
    assert desk.ask(ani, receipt=shown.receipt).id == asked.id
    closed = state.handovers.read(ani.owner, sent.receipt)
    assert (closed.state, closed.note) == (
        HandoverState.HANDLED,
        "Diteruskan ke forum sebagai pertanyaan nomor 1.",
    )


def test_a_handover_that_officers_handled_is_not_asked_again(desk: Desk, ani: Account) -> None:
    _, exchange = desk.state.conversations.begin(ani.owner, "?", answer_to("Berapa?"), snapshot="s1")
    sent = desk.state.handovers.send(ani.owner, exchange.id)
    desk.state.handovers.close(sent.receipt, by="citra")
    with pytest.raises(Conflict, match="sudah ditangani"):
        desk.ask(ani, receipt=sent.receipt)


def test_history_tells_the_asker_nothing_that_stays_among_officers(
    desk: Desk, ani: Account, budi: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    desk.work.take_over(citra, asked.id, version=asked.version)
    desk.posts.note(citra, asked.id, "Catatan.")
    asked = desk.whole(citra, asked.id).question
    desk.posts.reply(citra, asked.id, "Dua belas.", version=asked.version)
    kinds = [event.kind for event in desk.questions.history(citra, asked.id)]
    assert kinds == [
        EventKind.SUBMITTED,
        EventKind.ASSIGNED,
        EventKind.STATE,
        EventKind.NOTE,
        EventKind.REPLY,
        EventKind.STATE,
    ]
    own = [event.kind for event in desk.questions.history(ani, asked.id)]
    assert own == [EventKind.SUBMITTED, EventKind.STATE, EventKind.REPLY, EventKind.STATE]
    with pytest.raises(Forbidden, match="Riwayat"):
        desk.questions.history(budi, asked.id)


def test_a_question_is_found_by_its_number(desk: Desk, ani: Account, budi: Account) -> None:
    asked = desk.ask(ani)
    found = desk.questions.by_number(ani, 1)
    assert found.question.id == asked.id
    for number in (1, 2):
        with pytest.raises(NotFound):
            desk.questions.by_number(budi, number)


def test_an_officer_sees_their_own_question_in_another_bidang_as_asker(desk: Desk) -> None:
    officer = person(desk.state, "fajar", *admin_of("pensiun"))
    asked = desk.ask(officer)
    assert desk.whole(officer, asked.id).seat.value == "penanya"
    with pytest.raises(Forbidden, match="petugas"):
        desk.work.take_over(officer, asked.id, version=asked.version)
    new = NewQuestion(title="Pensiun", text=TEXT, category_id="batas-usia-pensiun")
    assert desk.whole(officer, desk.questions.submit(officer, new).id).seat.value == "petugas"
