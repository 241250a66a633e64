"""Feedback, handovers, ledger, reply cache, kill switch."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from api.feedback_items import candidate_lines
from api.state.conversations import Conversations
from api.state.feedback import Feedback, Judgement, Reason, ReviewState
from api.state.handovers import HandoverState
from api.state.ledger import UsageBy
from api.state.owners import Owner
from api.state.reply_cache import SqlReplyCache
from api.state.state import State
from assistant.llm.books import Entry, Ledger, ReplyCache, Spent, Switch
from assistant.llm.chat import Caller, Feature, ModelUnavailable, Reply, Usage
from assistant.models import AnswerStatus
from corpus.errors import InvalidInput, NotFound, StorageError
from evals.datasets import UnsoundSet, load_set
from tests.api.state.answers import NIP, HandClock
from tests.api.state.test_conversations import ask, begun
from tests.databases import dead_url, sqlite_only, url_at

BAD = Judgement(helpful=False, reason=Reason.WRONG, text=f"NIP {NIP} bukan begitu")


def exchange(state: State, owner: Owner, question: str = "berapa?") -> str:
    conversations: Conversations = state.conversations
    return conversations.read(owner, begun(state, owner, question)).exchanges[0].id


def test_feedback_keeps_the_masked_answer_and_what_it_was_made_from(state: State, ani: Owner) -> None:
    given = state.feedback.give(ani, exchange(state, ani, f"NIP saya {NIP}, berapa cuti?"), BAD)
    found = state.feedback.read(given.id)
    assert found == given
    assert (found.provenance.snapshot, found.provenance.model, found.provenance.prompt_hash) == (
        "s1",
        "kecil",
        "abc",
    )
    assert found.judgement.reason is Reason.WRONG
    assert NIP not in found.model_dump_json()
    assert "berapa cuti?" in found.question
    assert "12 (dua belas) hari kerja" in json.dumps(found.answer, ensure_ascii=False)


def test_a_second_word_takes_the_place_of_the_first_and_is_reviewed_anew(state: State, ani: Owner) -> None:
    about = exchange(state, ani)
    first = state.feedback.give(ani, about, BAD)
    state.feedback.review(first.id, ReviewState.ACCEPTED, by="Petugas")
    second = state.feedback.give(ani, about, Judgement(helpful=True))
    assert second.id == first.id
    assert (second.judgement.helpful, second.state, second.reviewed_by) == (True, ReviewState.NEW, "")
    assert [one.id for one in state.feedback.list()] == [first.id]


def test_a_reason_belongs_to_what_did_not_help_and_text_is_bounded() -> None:
    with pytest.raises(ValidationError, match="tidak membantu"):
        Judgement(helpful=True, reason=Reason.WRONG)
    with pytest.raises(ValidationError, match="at most 2000"):
        Judgement(helpful=False, text="x" * 2_001)


def test_reviewing_is_on_the_audit_trail(state: State, ani: Owner) -> None:
    given = state.feedback.give(ani, exchange(state, ani), BAD)
    state.feedback.review(given.id, ReviewState.REJECTED, by=" Petugas  Satu ", note="Sudah benar")
    found = state.feedback.read(given.id)
    assert (found.state, found.reviewed_by, found.note) == (
        ReviewState.REJECTED,
        "Petugas Satu",
        "Sudah benar",
    )
    (entry,) = state.audit.entries(below="feedback.")
    assert (entry.action, entry.actor, entry.subject) == ("feedback.ditolak", "Petugas Satu", given.id)
    with pytest.raises(InvalidInput, match="Nama"):
        state.feedback.review(given.id, ReviewState.ACCEPTED, by=" ")
    with pytest.raises(NotFound):
        state.feedback.review("tidak-ada", ReviewState.ACCEPTED, by="Petugas")


def test_feedback_is_listed_by_state_and_verdict(state: State, ani: Owner, clock: HandClock) -> None:
    bad = state.feedback.give(ani, exchange(state, ani), BAD)
    clock.forward(minutes=1)
    good = state.feedback.give(ani, exchange(state, ani), Judgement(helpful=True))
    state.feedback.review(bad.id, ReviewState.ACCEPTED, by="P")
    assert [one.id for one in state.feedback.list()] == [good.id, bad.id]
    assert [one.id for one in state.feedback.list(helpful=False)] == [bad.id]
    assert [one.id for one in state.feedback.list(state=ReviewState.NEW)] == [good.id]


def accepted(state: State, owner: Owner, question: str, judgement: Judgement = BAD) -> Feedback:
    given = state.feedback.give(owner, exchange(state, owner, question), judgement)
    return state.feedback.review(given.id, ReviewState.ACCEPTED, by="P")


def test_an_accepted_complaint_becomes_a_question_whose_gold_a_human_must_fill(
    state: State, ani: Owner, tmp_path: Path
) -> None:
    complaint = accepted(state, ani, "berapa hari cuti tahunan?")
    accepted(state, ani, "kapan pensiun?", Judgement(helpful=True))
    state.feedback.give(ani, exchange(state, ani, "belum ditinjau?"), BAD)
    (line,) = candidate_lines(state.feedback.list())
    item = json.loads(line)
    assert item["id"] == f"umpan-balik-{complaint.id}"
    assert (item["question"], item["on"], item["gold"]) == ("berapa hari cuti tahunan?", "2026-11-20", [])
    assert item["tags"] == ["umpan-balik", "salah"]
    (tmp_path / "calon.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UnsoundSet, match="gold"):
        load_set(tmp_path / "calon.jsonl")
    item["gold"] = [["pp-91-2019/pasal-2"]]
    (tmp_path / "calon.jsonl").write_text(
        "\n".join(
            json.dumps(one)
            for one in (
                item,
                {**item, "id": "x", "question": "warna bendera apa?", "answerable": False, "gold": []},
            )
        ),
        encoding="utf-8",
    )
    assert len(load_set(tmp_path / "calon.jsonl").items) == 2


def test_personal_data_is_never_exported(state: State, ani: Owner) -> None:
    found = accepted(state, ani, f"NIP saya {NIP}, berapa cuti?")
    (line,) = candidate_lines([found])
    assert NIP not in line
    answer = {**found.answer, "question": {"text": f"NIP {NIP}, berapa?", "on": "2026-11-20"}}
    with pytest.raises(InvalidInput, match=found.id):
        candidate_lines([found.model_copy(update={"answer": answer})])


def test_a_handover_carries_what_was_asked_tried_and_said(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, "berapa hari cuti?", f"NIP saya {NIP}, kalau CPNS?")
    _, last = state.conversations.exchange_ids(ani, identifier)
    ask(state, ani, identifier, "sesudahnya")
    sent = state.handovers.send(ani, last, contact="telepon 081234567890 sore")
    assert state.handovers.read(ani, sent.receipt) == sent
    assert state.handovers.show(f" {sent.receipt.lower()} ") == sent
    assert [(one.question, one.status) for one in sent.earlier] == [
        ("berapa hari cuti?", AnswerStatus.ANSWERED)
    ]
    assert [(one.id, one.score) for one in sent.passages] == [("faq/cuti", 0.5)]
    assert "kalau CPNS?" in sent.question
    shown = sent.model_dump_json()
    assert NIP not in shown
    assert "081234567890" not in shown
    assert "sore" in sent.contact
    assert len(sent.receipt) == 23


def test_a_question_is_handed_over_once(state: State, ani: Owner) -> None:
    about = exchange(state, ani)
    first = state.handovers.send(ani, about)
    assert state.handovers.send(ani, about, contact="lain") == first
    assert len(state.handovers.list()) == 1


def test_a_receipt_is_its_owners_alone_and_outlives_the_conversation(
    state: State, ani: Owner, budi: Owner
) -> None:
    receipt = state.handovers.send(ani, exchange(state, ani)).receipt
    for owner, number in ((budi, receipt), (ani, "AAAAA-AAAAA-AAAAA-AAAAA")):
        with pytest.raises(NotFound, match="tanda terima"):
            state.handovers.read(owner, number)
    state.conversations.delete_all(ani)
    assert state.handovers.read(ani, receipt).question == "berapa?"


def test_closing_a_handover_tells_the_asker_and_the_audit_trail(
    state: State, ani: Owner, clock: HandClock
) -> None:
    first = state.handovers.send(ani, exchange(state, ani, "satu?"))
    clock.forward(minutes=1)
    second = state.handovers.send(ani, exchange(state, ani, "dua?"))
    assert [one.receipt for one in state.handovers.list()] == [first.receipt, second.receipt]
    state.handovers.close(first.receipt, by="Petugas", note="Sudah dijawab lewat surat.")
    closed = state.handovers.read(ani, first.receipt)
    assert (closed.state, closed.note) == (HandoverState.HANDLED, "Sudah dijawab lewat surat.")
    assert closed.closed_at == clock.now
    assert [one.receipt for one in state.handovers.list(state=HandoverState.NEW)] == [second.receipt]
    assert state.audit.entries()[0].subject == first.receipt
    with pytest.raises(NotFound):
        state.handovers.close("X", by="Petugas")


def entry(at: datetime, *, user: str = "", cost: float | None = 0.5, outcome: str = "baik") -> Entry:
    return Entry(
        at=at,
        caller=Caller(feature=Feature.ANSWER, user=user),
        model="kecil",
        prompt_tokens=100,
        completion_tokens=20,
        cost=cost,
        outcome=outcome,
        seconds=1.5,
    )


def test_a_day_begins_at_local_midnight(state: State, clock: HandClock) -> None:
    book: Ledger = state.ledger
    assert book.spent_today() == Spent()
    # Jakarta is seven hours ahead: its 20 November begins at 17.00 UTC of the 19th.
    book.record(entry(datetime(2026, 11, 19, 16, 59, tzinfo=UTC)))
    book.record(entry(datetime(2026, 11, 19, 17, 0, tzinfo=UTC)))
    book.record(entry(datetime(2026, 11, 20, 2, 0, tzinfo=UTC), cost=None))
    assert book.spent_today() == Spent(tokens=240, cost=0.5)
    clock.forward(hours=14)
    assert book.spent_today() == Spent()


def test_another_zone_has_another_midnight(tmp_path: Path, clock: HandClock) -> None:
    state = State(url_at(tmp_path / "l.sqlite3"), days=9, zone=ZoneInfo("Asia/Jayapura"), clock=clock)
    state.ledger.record(entry(datetime(2026, 11, 19, 15, 30, tzinfo=UTC)))
    assert state.ledger.spent_today().tokens == 120
    state.close()


def test_usage_is_summed_by_day_user_feature_and_model(state: State, clock: HandClock) -> None:
    now = clock.now
    state.ledger.record(entry(now - timedelta(days=1), user="ani"))
    state.ledger.record(entry(now, user="ani", cost=None))
    state.ledger.record(entry(now, user="budi", outcome="lambat"))
    state.ledger.record(entry(now - timedelta(days=30)))
    days = state.ledger.usage(days=30, by=UsageBy.DAY)
    assert [(line.key, line.calls, line.failed) for line in days] == [
        ("2026-11-19", 1, 0),
        ("2026-11-20", 2, 1),
    ]
    users = state.ledger.usage(days=2, by=UsageBy.USER)
    assert [(line.key, line.prompt_tokens, line.cost, line.unpriced) for line in users] == [
        ("ani", 200, 0.5, 1),
        ("budi", 100, 0.5, 0),
    ]
    assert [state.ledger.spent_today(user).tokens for user in ("ani", "budi", "citra", "")] == [
        120,
        120,
        0,
        240,
    ]
    (feature,) = state.ledger.usage(days=1, by=UsageBy.FEATURE)
    assert (feature.key, feature.calls, feature.completion_tokens) == ("jawaban", 2, 40)
    (model,) = state.ledger.usage(days=1, by=UsageBy.MODEL)
    assert model.key == "kecil"


def test_a_call_that_cannot_be_written_still_counts_and_is_written_later(
    state: State, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.ledger.record(entry(clock.now))

    def full(what: str) -> object:
        raise StorageError(f"{what} (disk full).")

    with monkeypatch.context() as patch:
        patch.setattr(state.database, "writing", full)
        state.ledger.record(entry(clock.now))
        assert state.ledger.spent_today().tokens == 240
        assert state.ledger.usage(days=1, by=UsageBy.DAY)[0].calls == 1
    state.ledger.record(entry(clock.now))
    assert state.ledger.usage(days=1, by=UsageBy.DAY)[0].calls == 3
    assert state.ledger.spent_today().tokens == 360


def reply(text: str = "Ya.") -> Reply:
    return Reply(text=text, model="kecil", usage=Usage(prompt_tokens=1, completion_tokens=1))


def test_a_reply_is_kept_for_its_time_and_replaced(state: State, clock: HandClock) -> None:
    cache: ReplyCache = state.replies
    assert cache.get("k") is None
    cache.put("k", reply("lama"))
    cache.put("k", reply("baru"))
    assert cache.get("k") == reply("baru")
    clock.forward(days=30)
    assert cache.get("k") is None
    assert state.purge().replies == 1


def test_the_cache_keeps_its_size_by_forgetting_the_oldest(state: State, clock: HandClock) -> None:
    size = len(reply("x" * 100).model_dump_json())
    cache = SqlReplyCache(state.database, most_bytes=4 * size, clock=clock)
    for number in range(5):
        clock.forward(seconds=1)
        cache.put(f"k{number}", reply(str(number) * 100))
    kept = [number for number in range(5) if cache.get(f"k{number}")]
    assert kept == [2, 3, 4]
    cache.put("besar", reply("x" * 10 * size))
    assert cache.get("besar") is None
    assert cache.get("k4") is not None


def test_the_switch_says_who_turned_it_and_why(state: State) -> None:
    switch: Switch = state.switch
    assert switch.off_because() is None
    state.switch.turn_off(reason="Biaya  membengkak", by="Ani")
    assert switch.off_because() == "Biaya membengkak"
    state.switch.turn_on(by="Budi")
    assert switch.off_because() is None
    assert [(one.action, one.actor) for one in state.audit.entries(below="llm.")] == [
        ("llm.on", "Budi"),
        ("llm.off", "Ani"),
    ]
    for reason in ("", " ", "x" * 501):
        with pytest.raises(InvalidInput, match="Alasan"):
            state.switch.turn_off(reason=reason, by="Ani")


def test_books_of_a_dead_database_keep_models_from_being_asked(tmp_path: Path) -> None:
    state = State(dead_url(tmp_path), days=9, zone=ZoneInfo("Asia/Jakarta"))
    assert "tidak dapat dibaca" in str(state.switch.off_because())
    state.ledger.record(entry(datetime(2026, 11, 20, tzinfo=UTC)))
    with pytest.raises(ModelUnavailable) as caught:
        state.ledger.spent_today()
    assert caught.value.reason == "anggaran"
    state.replies.put("k", reply())
    assert state.replies.get("k") is None
    with pytest.raises(StorageError):
        state.purge()
    state.close()


@sqlite_only
def test_a_database_that_cannot_be_written_is_still_read(tmp_path: Path, clock: HandClock) -> None:
    zone = ZoneInfo("Asia/Jakarta")
    writer = State(f"sqlite:///{tmp_path / 'l.sqlite3'}", days=9, zone=zone, clock=clock)
    owner, token = writer.owners.admit()
    begun(writer, owner, "berapa?")
    writer.close()
    reader = State(
        f"sqlite:///file:{tmp_path / 'l.sqlite3'}?mode=ro&uri=true", days=9, zone=zone, clock=clock
    )
    known = reader.owners.known(token)
    assert known is not None
    assert [one.title for one in reader.conversations.list(known.owner)] == ["berapa?"]
    with pytest.raises(StorageError, match=r"Percakapan gagal disimpan .*readonly"):
        reader.conversations.create(owner)
    reader.close()
