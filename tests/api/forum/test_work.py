"""What officers do to a question, and reopening."""

from collections.abc import Callable

import pytest

from api.accounts.models import Account
from api.forum.history import EventKind
from api.forum.models import ForumQuestion, Priority, QuestionState
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.desk import REOPEN_DAYS, Desk
from tests.api.forum.people import deactivate
from tests.api.state.answers import HandClock


def test_taking_a_question_over_begins_the_work(
    desk: Desk, ani: Account, citra: Account, dodi: Account
) -> None:
    asked = desk.ask(ani)
    taken = desk.work.take_over(dodi, asked.id, version=asked.version)
    assert (taken.assignee_id, taken.state) == (dodi.id, QuestionState.IN_PROGRESS)
    assert taken.version > asked.version
    assert taken.thread_version == asked.thread_version
    again = desk.work.take_over(citra, asked.id, version=taken.version)
    assert (again.assignee_id, again.state) == (citra.id, QuestionState.IN_PROGRESS)
    assert desk.work.take_over(citra, asked.id, version=again.version) == again
    assert desk.told(ani) == ["status"]
    assert desk.told(dodi) == []
    assert desk.audited(asked.id)[1:] == [
        ("dodi", "forum.pertanyaan.ambil"),
        ("citra", "forum.pertanyaan.ambil"),
    ]


def test_assigning_tells_the_officer_and_handing_back_frees_the_question(
    desk: Desk, ani: Account, citra: Account, dodi: Account
) -> None:
    asked = desk.ask(ani)
    given = desk.work.assign(citra, asked.id, dodi.id, version=asked.version, note="Bidangmu.")
    assert (given.assignee_id, given.state) == (dodi.id, QuestionState.SUBMITTED)
    assert desk.told(dodi) == ["penugasan"]
    assert desk.notifications.is_subscribed(dodi, asked.id)
    taken = desk.work.take_over(dodi, asked.id, version=given.version)
    with pytest.raises(InvalidInput, match="Alasan"):
        desk.work.hand_back(dodi, asked.id, " ", version=taken.version)
    back = desk.work.hand_back(dodi, asked.id, "Dinas luar.", version=taken.version)
    assert (back.assignee_id, back.state) == (None, QuestionState.SUBMITTED)
    with pytest.raises(Conflict, match="belum ditugaskan"):
        desk.work.hand_back(dodi, asked.id, "Lagi.", version=back.version)
    notes = [e.note for e in desk.questions.history(citra, asked.id) if e.kind is EventKind.ASSIGNED]
    assert notes == ["Bidangmu.", "Dinas luar."]


def test_only_who_works_the_bidang_is_assigned(
    desk: Desk, ani: Account, citra: Account, dodi: Account, eka: Account
) -> None:
    asked = desk.ask(ani)
    deactivate(desk.state, dodi)
    for other in (eka, ani, dodi):
        with pytest.raises(InvalidInput, match="tidak bertugas"):
            desk.work.assign(citra, asked.id, other.id, version=asked.version)


def test_moving_to_another_bidang_is_a_correction_and_starts_over(
    desk: Desk, ani: Account, citra: Account, eka: Account
) -> None:
    asked = desk.ask(ani)
    taken = desk.work.take_over(citra, asked.id, version=asked.version)
    moved = desk.work.move(
        citra, asked.id, category_id="batas-usia-pensiun", version=taken.version, note="Soal pensiun."
    )
    assert (moved.bidang_id, moved.category_id) == ("pensiun", "batas-usia-pensiun")
    assert (moved.assignee_id, moved.state) == (None, QuestionState.SUBMITTED)
    with pytest.raises(NotFound):
        desk.questions.read(citra, asked.id)
    (event,) = [e for e in desk.questions.history(eka, asked.id) if e.kind is EventKind.MOVED]
    assert (event.actor_id, event.before, event.after, event.note) == (
        citra.id,
        "disiplin-kinerja/cuti",
        "pensiun/batas-usia-pensiun",
        "Soal pensiun.",
    )
    assert desk.told(ani) == ["status", "dipindahkan"]
    assert list(desk.jobs("route")) == [f"route:{asked.id}", f"route:{asked.id}:{moved.version}"]


def test_moving_within_the_bidang_keeps_who_works_it(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    taken = desk.work.take_over(citra, asked.id, version=asked.version)
    moved = desk.work.move(citra, asked.id, category_id="jam-kerja", version=taken.version)
    assert (moved.assignee_id, moved.state) == (citra.id, QuestionState.IN_PROGRESS)
    assert desk.work.move(citra, asked.id, category_id="jam-kerja", version=moved.version) == moved
    bare = desk.work.move(citra, asked.id, bidang_id="pensiun", version=moved.version)
    assert (bare.bidang_id, bare.category_id) == ("pensiun", None)


def test_a_move_names_one_place_that_is_in_use(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    with pytest.raises(InvalidInput, match="Pilih kategori"):
        desk.work.move(citra, asked.id, version=asked.version)
    with pytest.raises(InvalidInput, match="bukan milik"):
        desk.work.move(citra, asked.id, category_id="cuti", bidang_id="pensiun", version=asked.version)
    with pytest.raises(NotFound, match="langit"):
        desk.work.move(citra, asked.id, bidang_id="langit", version=asked.version)
    desk.bidang.change_bidang("pensiun", active=False, by=citra)
    with pytest.raises(InvalidInput, match="tidak dipakai"):
        desk.work.move(citra, asked.id, bidang_id="pensiun", version=asked.version)


def test_priority_is_for_officers(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    with pytest.raises(Forbidden, match="petugas"):
        desk.work.set_priority(ani, asked.id, Priority.URGENT, version=asked.version)
    urgent = desk.work.set_priority(citra, asked.id, Priority.URGENT, version=asked.version)
    assert (urgent.priority, urgent.version) == (Priority.URGENT, asked.version + 1)


Deed = Callable[[Desk, Account, ForumQuestion], object]
DEEDS: dict[str, Deed] = {
    "take over": lambda desk, by, q: desk.work.take_over(by, q.id, version=q.version),
    "assign": lambda desk, by, q: desk.work.assign(by, q.id, by.id, version=q.version),
    "hand back": lambda desk, by, q: desk.work.hand_back(by, q.id, "x", version=q.version),
    "move": lambda desk, by, q: desk.work.move(by, q.id, category_id="jam-kerja", version=q.version),
    "priority": lambda desk, by, q: desk.work.set_priority(by, q.id, Priority.HIGH, version=q.version),
    "resolve": lambda desk, by, q: desk.work.resolve(by, q.id, version=q.version),
    "reject": lambda desk, by, q: desk.work.reject(by, q.id, "x", version=q.version),
    "reply": lambda desk, by, q: desk.posts.reply(by, q.id, "x", version=q.version),
    "note": lambda desk, by, q: desk.posts.note(by, q.id, "x"),
}


@pytest.mark.parametrize("name", DEEDS)
def test_nobody_but_officers_of_the_bidang_works_a_question(
    desk: Desk, ani: Account, budi: Account, citra: Account, eka: Account, name: str
) -> None:
    asked = desk.ask(ani)
    before = desk.whole(citra, asked.id)
    for stranger in (budi, eka, deactivate(desk.state, citra)):
        with pytest.raises(NotFound):
            DEEDS[name](desk, stranger, asked)
    with pytest.raises(Forbidden):
        DEEDS[name](desk, ani, asked)
    assert desk.whole(ani, asked.id).question == before.question


@pytest.mark.parametrize("name", [name for name in DEEDS if name != "note"])
def test_who_has_not_seen_the_newest_version_changes_nothing(
    desk: Desk, ani: Account, citra: Account, name: str
) -> None:
    asked = desk.ask(ani)
    desk.posts.follow_up(ani, asked.id, "Saya guru.")
    newest = desk.whole(citra, asked.id)
    with pytest.raises(Conflict, match="sudah berubah"):
        DEEDS[name](desk, citra, asked)
    assert desk.whole(citra, asked.id) == newest


def test_a_question_is_done_only_after_a_reply(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    with pytest.raises(Conflict, match="belum dibalas"):
        desk.work.resolve(citra, asked.id, version=asked.version)
    desk.posts.reply(citra, asked.id, "Tunggu.", version=asked.version, done=False)
    replied = desk.whole(citra, asked.id).question
    assert (replied.state, replied.resolved_at) == (QuestionState.IN_PROGRESS, None)
    done = desk.work.resolve(citra, asked.id, version=replied.version)
    assert done.state is QuestionState.DONE
    assert done.resolved_at == done.changed_at
    with pytest.raises(Conflict, match="sudah ditutup"):
        desk.work.resolve(citra, asked.id, version=done.version)


def test_a_rejection_tells_why(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    rejected = desk.work.reject(citra, asked.id, "Sudah ditanyakan.", version=asked.version)
    assert rejected.state is QuestionState.REJECTED
    last = desk.questions.history(ani, asked.id)[-1]
    assert (last.before, last.after, last.note) == ("diajukan", "ditolak", "Sudah ditanyakan.")
    assert desk.told(ani) == ["status"]
    for deed in ("take over", "move", "priority", "reply"):
        with pytest.raises(Conflict):
            DEEDS[deed](desk, citra, rejected)


def test_the_asker_reopens_in_time_and_a_new_draft_is_made(
    desk: Desk, ani: Account, budi: Account, citra: Account, clock: HandClock
) -> None:
    asked, _ = desk.answered(ani, citra)
    with pytest.raises(Forbidden, match="penanyanya"):
        desk.work.reopen(budi, asked.id, "Saya juga.", version=asked.version)
    clock.forward(days=REOPEN_DAYS)
    opened = desk.work.reopen(ani, asked.id, "Bagaimana sisa tahun lalu?", version=asked.version)
    assert (opened.state, opened.resolved_at, opened.thread_version) == (QuestionState.SUBMITTED, None, 2)
    assert desk.whole(ani, asked.id).posts[-1].text == "Bagaimana sisa tahun lalu?"
    assert f"draft:{asked.id}:2:0" in desk.jobs("draft")
    assert f"route:{asked.id}:{opened.version}" in desk.jobs("route")
    with pytest.raises(Conflict, match="masih terbuka"):
        desk.work.reopen(ani, asked.id, "Lagi.", version=opened.version)


def test_it_is_too_late_to_reopen_afterwards(
    desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked, _ = desk.answered(ani, citra)
    clock.forward(days=REOPEN_DAYS, seconds=1)
    with pytest.raises(Conflict, match="14 hari"):
        desk.work.reopen(ani, asked.id, "Terlambat.", version=asked.version)


def test_who_worked_a_question_goes_on_when_it_is_reopened(desk: Desk, ani: Account, citra: Account) -> None:
    asked = desk.ask(ani)
    taken = desk.work.take_over(citra, asked.id, version=asked.version)
    rejected = desk.work.reject(citra, asked.id, "Kurang jelas.", version=taken.version)
    opened = desk.work.reopen(ani, asked.id, "Maksud saya cuti besar.", version=rejected.version)
    assert (opened.state, opened.assignee_id) == (QuestionState.IN_PROGRESS, citra.id)
    assert desk.told(citra) == ["status", "lanjutan"]
