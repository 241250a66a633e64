"""From a question to its draft: made once, stale when the thread moves on, honest when it fails."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from api.accounts.models import Account
from api.forum.draft_source import Asked, Sourced
from api.forum.drafted_by import DraftedBy, heeded
from api.forum.drafting import Drafting
from api.forum.drafts import KIND, Drafts, current_draft, to_draft
from api.forum.holding import holding_reply, matter_in, matter_of, why_no_draft
from api.forum.models import Draft, DraftState
from api.jobs.oversight import JobOversight
from api.jobs.queue import JobQueue, JobState
from api.jobs.worker import Worker
from api.state.draft_tables import DraftRow
from api.state.provenance import Provenance
from api.state.state import State
from assistant.guard.decides import decides_case
from assistant.guard.sensitive import Matter, sensitive
from assistant.models import Answer, AnswerStatus
from assistant.normative import states_rule
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from tests.api.forum.desk import Desk
from tests.api.forum.people import NIP
from tests.api.state.answers import HandClock
from tests.drafted import DAY, READY, QuickSource, answer_of

SYSTEM = "sistem"
HARASSED = "Saya dilecehkan atasan saya di kantor, apa yang harus saya lakukan?"


class Source(QuickSource):
    """Answers what it is told to, after what is told to happen in between."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: Callable[[], object] = lambda: None
        self.origin = "provision"
        self.broken = False

    def answer(self, asked: Asked) -> Sourced:
        self.asked.append((asked.text, asked.wish))
        if self.broken:
            raise NotFound("Pustaka belum ada.")
        self.meanwhile()
        made = answer_of(asked.text, origin=self.origin)
        by = Provenance(snapshot="cuplikan-1", model="kecil" if self.origin == "llm" else "")
        return Sourced(answer=made, scorecard=READY, provenance=by, doubted=False)


class Office:
    """A forum with a worker over it."""

    def __init__(self, desk: Desk, clock: HandClock) -> None:
        self._database = desk.state.database
        self.source = Source()
        queue = JobQueue(desk.state.database, clock=clock, attempts=2)
        self.jobs = JobOversight(desk.state.database, clock=clock)
        drafting = Drafting(desk.state.database, self.source, contact="BKPSDM", clock=clock)
        self.drafts = Drafts(desk.state.database, clock=clock)
        given_up = {KIND: drafting.given_up}
        self._worker = Worker(queue, {KIND: drafting}, given_up=given_up)

    def work(self) -> None:
        """Do what is to be done now."""
        self._worker.run_ready()

    def draft_of(self, question_id: str) -> Draft:
        """The current draft."""
        found = self.current(question_id)
        assert found is not None
        return found

    def current(self, question_id: str) -> Draft | None:
        """The current draft, if there is one."""
        with self._database.reading() as session:
            return current_draft(session, question_id)

    def all_of(self, question_id: str) -> list[Draft]:
        """Every draft that was made, the newest first."""
        statement = select(DraftRow).where(DraftRow.question_id == question_id)
        with self._database.reading() as session:
            return [to_draft(row) for row in session.scalars(statement.order_by(DraftRow.created_at.desc()))]


@pytest.fixture
def office(desk: Desk, clock: HandClock) -> Office:
    return Office(desk, clock)


def test_a_question_gets_a_scored_draft_with_what_it_was_made_from(
    office: Office, desk: Desk, ani: Account
) -> None:
    asked = desk.ask(ani, title="Cuti", text="Berapa hari cuti tahunan bagi PNS?")
    office.work()
    draft = office.draft_of(asked.id)
    assert office.source.asked == [("Cuti\n\nBerapa hari cuti tahunan bagi PNS?", "")]
    assert (draft.state, draft.thread_version, draft.drafting) == (DraftState.SCORED, 1, DraftedBy.SOURCES)
    assert (draft.snapshot, draft.risk, draft.confidence) == ("cuplikan-1", 0.02, 0.9)
    assert draft.scorecard == READY
    assert (SYSTEM, "forum.draf_disusun") in desk.audited(asked.id)
    office.work()
    assert len(office.all_of(asked.id)) == 1


def test_what_is_added_makes_the_draft_stale_and_another_is_made(
    office: Office, desk: Desk, ani: Account
) -> None:
    asked = desk.ask(ani)
    office.work()
    desk.posts.follow_up(ani, asked.id, "Kalau belum setahun bekerja?")
    assert office.current(asked.id) is None
    assert [draft.state for draft in office.all_of(asked.id)] == [DraftState.STALE]
    office.work()
    second = office.draft_of(asked.id)
    assert second.thread_version == 2
    assert office.source.asked[-1][0].endswith("Kalau belum setahun bekerja?")


def test_a_draft_of_older_words_never_becomes_current(office: Office, desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani)

    def follow_up() -> None:
        office.source.meanwhile = lambda: None
        desk.posts.follow_up(ani, asked.id, "Kalau belum setahun bekerja?")

    office.source.meanwhile = follow_up
    office.work()
    assert [draft.thread_version for draft in office.all_of(asked.id)] == [2]
    assert office.jobs.counts()[JobState.DONE] == 2


def test_no_draft_is_made_for_a_question_that_was_answered_meanwhile(
    office: Office, desk: Desk, ani: Account, citra: Account
) -> None:
    asked = desk.ask(ani)

    def reply() -> None:
        desk.posts.reply(citra, asked.id, "Dua belas hari kerja.", version=asked.version)

    office.source.meanwhile = reply
    office.work()
    assert office.all_of(asked.id) == []


def test_an_officer_gets_another_draft_and_is_told_what_became_of_the_instruction(
    office: Office, desk: Desk, ani: Account, citra: Account
) -> None:
    asked = desk.ask(ani)
    office.work()
    first = office.draft_of(asked.id)
    office.drafts.order(asked.id, citra, instruction=" Lebih\nsingkat. ")
    assert office.draft_of(asked.id).id == first.id
    with pytest.raises(Conflict):
        office.drafts.order(asked.id, citra)
    office.work()
    second = office.draft_of(asked.id)
    assert office.source.asked[-1][1] == "Lebih singkat."
    assert (second.instruction, second.asked_by) == ("Lebih singkat.", citra.id)
    assert heeded(second).startswith("Arahan tidak dipakai")
    assert heeded(first) == ""
    office.source.origin = "llm"
    office.drafts.order(asked.id, citra, instruction="Lebih ramah.")
    office.work()
    third = office.draft_of(asked.id)
    assert heeded(third).startswith("Arahan disampaikan")
    assert (third.drafting, third.model) == (DraftedBy.MODEL, "kecil")
    superseded = [draft.superseded_at is None for draft in office.all_of(asked.id)]
    assert sorted(superseded) == [False, False, True]


def test_only_who_works_a_question_orders_drafts(
    office: Office, desk: Desk, ani: Account, budi: Account, citra: Account, eka: Account
) -> None:
    asked = desk.ask(ani)
    office.work()
    with pytest.raises(Forbidden):
        office.drafts.order(asked.id, ani)
    for other in (budi, eka):
        with pytest.raises(NotFound):
            office.drafts.order(asked.id, other)
    with pytest.raises(InvalidInput):
        office.drafts.order(asked.id, citra, instruction="x" * 501)
    desk.posts.reply(citra, asked.id, "Dua belas hari kerja.", version=asked.version)
    with pytest.raises(Conflict):
        office.drafts.order(asked.id, citra)


def test_what_cannot_be_answered_is_tried_again_and_told_at_last(
    office: Office, desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked = desk.ask(ani)
    office.source.broken = True
    office.work()
    assert office.current(asked.id) is None
    clock.forward(minutes=1)
    office.work()
    failed = office.draft_of(asked.id)
    assert (failed.state, failed.drafting) == (DraftState.DRAFTED, DraftedBy.FAILED)
    assert failed.answer.status is AnswerStatus.ERROR
    assert "Pustaka belum ada." in failed.answer.text
    assert failed.answer.claims == ()
    (dead,) = office.jobs.list(state=JobState.DEAD)
    office.source.broken = False
    office.jobs.retry(dead.id, by="citra")
    office.work()
    assert office.draft_of(asked.id).state is DraftState.SCORED


def test_a_failed_order_leaves_the_draft_that_was_there(
    office: Office, desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked = desk.ask(ani)
    office.work()
    first = office.draft_of(asked.id)
    office.source.broken = True
    office.drafts.order(asked.id, citra, instruction="Lebih singkat.")
    office.work()
    clock.forward(minutes=1)
    office.work()
    assert office.draft_of(asked.id).id == first.id
    assert (SYSTEM, "forum.draf_gagal") in desk.audited(asked.id)


def test_old_work_begun_again_does_not_replace_a_newer_draft(
    office: Office, desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked = desk.ask(ani)
    office.source.broken = True
    office.work()
    clock.forward(minutes=1)
    office.work()
    (dead,) = office.jobs.list(state=JobState.DEAD)
    office.source.broken = False
    office.drafts.order(asked.id, citra, instruction="Lebih singkat.")
    clock.forward(minutes=1)
    office.work()
    newer = office.draft_of(asked.id)
    office.jobs.retry(dead.id, by="citra")
    office.work()
    assert office.draft_of(asked.id).id == newer.id


def test_a_matter_for_a_person_gets_a_holding_reply_and_no_draft(
    office: Office, desk: Desk, ani: Account
) -> None:
    asked = desk.ask(ani, title="Mohon bantuan", text=HARASSED)
    office.work()
    draft = office.draft_of(asked.id)
    assert office.source.asked == []
    assert (draft.drafting, draft.risk) == (DraftedBy.FIXED, 1.0)
    assert matter_of(draft.answer) is Matter.HARASSMENT
    assert "pelecehan" in why_no_draft(draft.answer)
    assert all(not claim.citations for claim in draft.answer.claims)
    assert draft.answer.status is AnswerStatus.BLOCKED


def test_a_matter_that_is_told_only_later_counts_too(office: Office, desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani)
    office.work()
    assert why_no_draft(office.draft_of(asked.id).answer) == ""
    desk.posts.follow_up(ani, asked.id, HARASSED)
    office.work()
    assert matter_of(office.draft_of(asked.id).answer) is Matter.HARASSMENT


def test_a_holding_reply_keeps_no_personal_data(office: Office, desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani, title="Mohon bantuan", text=f"{HARASSED} NIP saya {NIP}.")
    office.work()
    assert NIP not in office.draft_of(asked.id).answer.model_dump_json()


def test_an_account_that_is_gone_does_not_keep_its_draft_from_being_made(
    office: Office, desk: Desk, ani: Account, citra: Account, state: State
) -> None:
    asked = desk.ask(ani)
    office.work()
    office.drafts.order(asked.id, citra.model_copy(update={"id": "gone"}))
    office.work()
    assert office.draft_of(asked.id).asked_by is None


def test_an_answer_in_another_shape_is_told_as_lost(office: Office, desk: Desk, ani: Account) -> None:
    asked = desk.ask(ani)
    office.source.meanwhile = lambda: None
    office.work()
    kept = office.draft_of(asked.id)
    with desk.state.database.writing("rusak") as session:
        session.get_one(DraftRow, kept.id).answer = {"bentuk": "lama"}
    lost = office.draft_of(asked.id)
    assert lost.answer.status is AnswerStatus.ERROR
    assert lost.scorecard is None


@pytest.mark.parametrize("matter", list(Matter))
def test_holding_replies_are_no_matter_themselves_and_promise_nothing(matter: Matter) -> None:
    answer: Answer = holding_reply(matter, "x", DAY, contact="BKPSDM")
    assert "{" not in answer.text
    assert sensitive(answer.text) is None
    for sentence in answer.text.split(". "):
        assert not decides_case(sentence)
        assert not states_rule(sentence)


def test_officers_of_the_bidang_alone_read_drafts(
    office: Office, desk: Desk, ani: Account, citra: Account, dodi: Account, eka: Account
) -> None:
    asked = desk.ask(ani)
    before = office.drafts.of_question(citra, asked.id)
    assert (before.drafts, before.current, before.under_way, before.failure) == ((), None, True, "")
    office.work()
    draft = office.draft_of(asked.id)
    for officer in (citra, dodi):
        assert office.drafts.read_as(officer, draft.id) == draft
        found = office.drafts.of_question(officer, asked.id)
        assert (found.current, found.under_way) == (draft, False)
    for other in (ani, eka):
        with pytest.raises(NotFound):
            office.drafts.read_as(other, draft.id)
        with pytest.raises(NotFound):
            office.drafts.of_question(other, asked.id)
    with pytest.raises(NotFound):
        office.drafts.read_as(citra, "tidak ada")


def test_officers_are_told_why_the_draft_they_ordered_was_not_made(
    office: Office, desk: Desk, ani: Account, citra: Account, clock: HandClock
) -> None:
    asked = desk.ask(ani)
    office.work()
    office.source.broken = True
    office.drafts.order(asked.id, citra)
    for _ in range(2):
        clock.forward(minutes=1)
        office.work()
    found = office.drafts.of_question(citra, asked.id)
    assert (len(found.drafts), found.failure) == (1, "Pustaka belum ada.")


def test_a_matter_is_found_in_a_text_of_any_length() -> None:
    assert matter_in("Saya bekerja di kantor ini. " * 300 + HARASSED, DAY) is Matter.HARASSMENT
    assert matter_in("Berapa hari cuti tahunan?\n" * 300, DAY) is None
    assert matter_in("", DAY) is None


def test_what_the_reception_hears_in_the_whole_thread_counts_too(
    office: Office, desk: Desk, ani: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = holding_reply(Matter.DISPUTE, "x", DAY, contact="BKPSDM").model_copy(update={"origin": ""})
    monkeypatch.setattr(office.source, "answer", lambda _: office.source.fixed(heard))
    asked = desk.ask(ani)
    office.work()
    draft = office.draft_of(asked.id)
    assert matter_of(draft.answer) is Matter.DISPUTE
    assert draft.risk == 1.0
