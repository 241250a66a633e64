"""Conversations: whose they are, how they are read, shared, exported, forgotten; under threads and kills."""

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select, text

from api.conversation_text import conversation_text
from api.state import conversations as conversations_module
from api.state.conversation_parts import NEW, TITLE, Heading
from api.state.exchange_keys import sending_key
from api.state.exchanges import Exchange
from api.state.feedback import Judgement
from api.state.owners import Owner
from api.state.state import State
from api.state.tables import BrowserRow, ConversationRow, ExchangeRow, FeedbackRow, OwnerRow, ShareRow
from assistant.followup import MOST_TURNS
from assistant.models import AnswerStatus
from corpus.errors import InvalidInput, NotFound, StorageError
from tests.api.state.answers import LAW, NIP, HandClock, answer_to
from tests.databases import ON_POSTGRES, url_at

ROOT = Path(__file__).parents[3]


def ask(state: State, owner: Owner, conversation_id: str, question: str) -> str:
    return state.conversations.append(owner, conversation_id, question, answer_to(question), snapshot="s1").id


def begun(state: State, owner: Owner, *questions: str) -> str:
    conversation_id = state.conversations.create(owner).id
    for question in questions:
        ask(state, owner, conversation_id, question)
    return conversation_id


def count(state: State, column: object) -> int:
    with state.database.reading() as session:
        return session.scalar(select(func.count(column))) or 0  # type: ignore[arg-type]  # any column


def test_what_was_said_is_read_back_whole(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, "berapa hari cuti tahunan?", "kalau PPPK?")
    found = state.conversations.read(ani, identifier)
    assert (found.title, found.length) == ("berapa hari cuti tahunan?", 2)
    assert [one.position for one in found.exchanges] == [1, 2]
    assert found.exchanges[1].question == "kalau PPPK?"
    assert found.exchanges[1].answer == answer_to("kalau PPPK?")
    assert found.exchanges[1].snapshot == "s1"
    assert found.created_at.isoformat() == "2026-11-20T03:00:00+00:00"


def key_for(owner: Owner, conversation_id: str = "", *, given: str = "k", question: str = "cuti?") -> str:
    key = sending_key(given, owner, conversation_id, question, date(2026, 11, 20))
    assert key is not None
    return key


def test_one_sending_is_stored_once(state: State, ani: Owner, budi: Owner) -> None:
    talks, answer = state.conversations, answer_to("cuti?")

    def begin(owner: Owner, key: str | None) -> tuple[Heading, Exchange]:
        return talks.begin(owner, "cuti?", answer, snapshot="s1", key=key)

    def append(key: str) -> Exchange:
        return talks.append(ani, heading.id, "cuti?", answer, snapshot="s1", key=key)

    heading, exchange = begin(ani, key_for(ani))
    assert begin(ani, key_for(ani)) == (heading, exchange)
    assert talks.stored(ani, key_for(ani)) == (heading, exchange)
    first = append(key_for(ani, heading.id))
    assert append(key_for(ani, heading.id)) == first
    assert first.position == 2
    # The key of another, of another question, or none at all is another sending.
    assert talks.stored(budi, key_for(budi)) is None
    assert begin(budi, key_for(budi))[0].id != heading.id
    assert append(key_for(ani, heading.id, question="pensiun?")).position == 3
    assert sending_key("", ani, "", "cuti?", date(2026, 11, 20)) is None
    assert [begin(ani, None)[0].length for _ in range(2)] == [1, 1]
    assert count(state, ExchangeRow.id) == 6


def test_a_sending_that_comes_many_times_at_once_is_stored_once(state: State, ani: Owner) -> None:
    answer = answer_to("cuti?")
    with ThreadPoolExecutor(8) as pool:
        sent = [
            pool.submit(state.conversations.begin, ani, "cuti?", answer, snapshot="s1", key=key_for(ani))
            for _ in range(8)
        ]
        assert len({one.result(60)[1].id for one in sent}) == 1
    assert count(state, ConversationRow.id) == 1


def test_the_sending_of_what_was_forgotten_is_a_new_one(state: State, ani: Owner) -> None:
    heading, _ = state.conversations.begin(ani, "cuti?", answer_to("cuti?"), snapshot="s1", key=key_for(ani))
    state.conversations.delete(ani, heading.id)
    assert state.conversations.stored(ani, key_for(ani)) is None
    state.conversations.begin(ani, "cuti?", answer_to("cuti?"), snapshot="s1", key=key_for(ani))


def test_one_begins_with_its_first_answer_or_not_at_all(
    state: State, ani: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "berapa hari cuti tahunan?"
    heading, exchange = state.conversations.begin(ani, question, answer_to(question), snapshot="s1")
    found = state.conversations.read(ani, heading.id)
    assert (found.title, found.length, found.exchanges) == (question, 1, (exchange,))

    def fail(_: str) -> str:
        raise StorageError("Disk penuh.")

    monkeypatch.setattr(conversations_module, "title_of", lambda text: fail(text) if text else "")
    with pytest.raises(StorageError):
        state.conversations.begin(ani, question, answer_to(question), snapshot="s1")
    assert count(state, ConversationRow.id) == 1


def test_the_history_for_a_follow_up_is_the_last_turns_with_what_they_cited(state: State, ani: Owner) -> None:
    questions = [f"pertanyaan {number}" for number in range(MOST_TURNS + 2)]
    turns = state.conversations.turns(ani, begun(state, ani, *questions))
    assert [turn.question for turn in turns] == questions[2:]
    assert turns[0].cited == (LAW, "faq/cuti")


def test_another_owner_is_told_the_same_as_of_what_never_was(state: State, ani: Owner, budi: Owner) -> None:
    identifier = begun(state, ani, "rahasia?")
    exchange = state.conversations.read(ani, identifier).exchanges[0].id
    attempts = [
        lambda key: state.conversations.heading(budi, key),
        lambda key: state.conversations.read(budi, key),
        lambda key: state.conversations.turns(budi, key),
        lambda key: state.conversations.exchange_ids(budi, key),
        lambda key: state.conversations.rename(budi, key, "Milik Budi"),
        lambda key: ask(state, budi, key, "x"),
        lambda key: state.conversations.delete(budi, key),
        lambda key: state.shares.share(budi, key),
        lambda key: state.shares.revoke(budi, key),
        lambda key: state.feedback.of(budi, key),
    ]
    for attempt in attempts:
        with pytest.raises(NotFound) as foreign:
            attempt(identifier)
        with pytest.raises(NotFound) as unknown:
            attempt("tidak-ada")
        assert str(foreign.value) == str(unknown.value)
    with pytest.raises(NotFound):
        state.feedback.give(budi, exchange, Judgement(helpful=True))
    with pytest.raises(NotFound):
        state.handovers.send(budi, exchange)
    assert state.conversations.list(budi) == []
    assert state.conversations.delete_all(budi) == 0
    assert state.conversations.read(ani, identifier).title == "rahasia?"


def test_they_are_listed_by_last_use_in_pages(state: State, ani: Owner, clock: HandClock) -> None:
    identifiers = []
    for number in range(3):
        clock.forward(minutes=1)
        identifiers.append(begun(state, ani, f"pertanyaan {number}"))
    clock.forward(minutes=1)
    ask(state, ani, identifiers[0], "lagi")
    listed = [one.id for one in state.conversations.list(ani)]
    assert listed == [identifiers[0], identifiers[2], identifiers[1]]
    assert [one.id for one in state.conversations.list(ani, limit=1, offset=1)] == [identifiers[2]]


def test_titles_are_one_line_cut_and_changeable(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, "kata " * 40)
    title = state.conversations.read(ani, identifier).title
    assert len(title) <= TITLE
    assert title.endswith("…")
    assert state.conversations.rename(ani, identifier, " Cuti \n saya ").title == "Cuti saya"
    assert state.conversations.rename(ani, identifier, "  ").title == "Cuti saya"
    empty = state.conversations.create(ani)
    assert (empty.title, state.conversations.heading(ani, empty.id)) == (NEW, empty)


def test_deleting_leaves_nothing_but_feedback_of_nobody(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, "berapa?")
    exchange = state.conversations.read(ani, identifier).exchanges[0].id
    given = state.feedback.give(ani, exchange, Judgement(helpful=False))
    token = state.shares.share(ani, identifier)
    state.conversations.delete(ani, identifier)
    for column in (ConversationRow.id, ExchangeRow.id, ShareRow.token_hash):
        assert count(state, column) == 0
    with state.database.reading() as session:
        row = session.get_one(FeedbackRow, given.id)
        assert (row.owner_id, row.exchange_id) == (None, None)
    with pytest.raises(NotFound):
        state.shares.shared(token)
    with pytest.raises(NotFound):
        state.conversations.delete(ani, identifier)


def test_deleting_all_deletes_ones_own_alone(state: State, ani: Owner, budi: Owner) -> None:
    begun(state, ani, "a")
    begun(state, ani, "b")
    kept = begun(state, budi, "c")
    assert state.conversations.delete_all(ani) == 2
    assert state.conversations.list(ani) == []
    assert state.conversations.read(budi, kept).length == 1


def test_they_expire_after_their_last_use_even_before_they_are_purged(
    state: State, ani: Owner, clock: HandClock
) -> None:
    old = begun(state, ani, "lama")
    token = state.shares.share(ani, old)
    clock.forward(days=50)
    young = begun(state, ani, "baru")
    clock.forward(days=40)
    assert [one.id for one in state.conversations.list(ani)] == [young]
    with pytest.raises(NotFound):
        state.conversations.read(ani, old)
    with pytest.raises(NotFound):
        state.shares.shared(token)
    assert count(state, ConversationRow.id) == 2
    assert state.purge().conversations == 1
    assert count(state, ConversationRow.id) == 1
    assert count(state, ExchangeRow.id) == 1


def test_a_purge_forgets_who_stayed_away_and_keeps_their_handovers(
    state: State, ani: Owner, clock: HandClock
) -> None:
    identifier = begun(state, ani, "berapa?")
    exchange = state.conversations.read(ani, identifier).exchanges[0].id
    receipt = state.handovers.send(ani, exchange).receipt
    assert state.purge().owners == 0
    clock.forward(days=92)
    purged = state.purge()
    assert (purged.conversations, purged.owners) == (1, 1)
    assert count(state, OwnerRow.id) == count(state, BrowserRow.token_hash) == 0
    assert state.handovers.show(receipt).question == "berapa?"
    with pytest.raises(NotFound):
        state.handovers.read(ani, receipt)


def test_bounds(state: State, ani: Owner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversations_module, "MOST_CONVERSATIONS", 2)
    monkeypatch.setattr(conversations_module, "MOST_EXCHANGES", 1)
    identifier = begun(state, ani, "satu")
    with pytest.raises(InvalidInput, match="sudah 1 pertanyaan"):
        ask(state, ani, identifier, "dua")
    with pytest.raises(InvalidInput, match="Mulai percakapan baru"):
        state.conversations.turns(ani, identifier)
    state.conversations.create(ani)
    with pytest.raises(InvalidInput, match="sudah 2"):
        state.conversations.create(ani)


def test_a_link_shows_what_stood_then_with_personal_data_masked(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, f"NIP saya {NIP}, berapa cuti saya?")
    token = state.shares.share(ani, identifier)
    ask(state, ani, identifier, "pertanyaan sesudahnya")
    shown = state.shares.shared(token)
    assert len(shown.exchanges) == 1
    assert NIP not in shown.model_dump_json()
    assert "berapa cuti saya?" in shown.exchanges[0].answer.text
    own = state.conversations.read(ani, identifier).exchanges[0]
    assert NIP in own.question
    assert NIP in own.answer.text


def test_a_cut_title_betrays_no_half_number_to_others(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, "x" * (TITLE - 14) + f" {NIP} berapa?")
    assert NIP[:10] in state.conversations.read(ani, identifier).title
    assert NIP[:10] not in state.shares.shared(state.shares.share(ani, identifier)).title


def test_a_revoked_link_leads_nowhere_and_a_new_one_does(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, "berapa?")
    tokens = [state.shares.share(ani, identifier) for _ in range(2)]
    assert tokens[0] != tokens[1]
    assert state.shares.revoke(ani, identifier) == 2
    for token in (*tokens, "tidak-ada", ""):
        with pytest.raises(NotFound, match="dicabut"):
            state.shares.shared(token)
    assert state.shares.shared(state.shares.share(ani, identifier)).length == 1
    with pytest.raises(InvalidInput, match="masih kosong"):
        state.shares.share(ani, begun(state, ani))


def test_no_secret_is_kept_as_it_is(state: State) -> None:
    owner, cookie = state.owners.admit()
    token = state.shares.share(owner, begun(state, owner, "berapa?"))
    kept = []
    with state.database.engine.connect() as connection:
        for table in ("layanan_browsers", "layanan_shares", "layanan_owners"):
            kept += [str(row) for row in connection.execute(text(f"SELECT * FROM {table}"))]
    assert kept
    assert not any(cookie in row or token in row for row in kept)


def test_a_browser_is_known_until_it_stays_away(state: State, clock: HandClock) -> None:
    owner, token = state.owners.admit()
    known = state.owners.known(token)
    assert known is not None
    assert (known.owner, known.due) == (owner, False)
    assert state.owners.known(token + "x") is None
    clock.forward(days=60)
    known = state.owners.known(token)
    assert known is not None
    assert known.due
    state.owners.note_visit(token)
    clock.forward(days=60)
    assert state.owners.known(token) is not None
    clock.forward(days=30)
    assert state.owners.known(token) is None


def test_the_text_has_every_answer_with_numbered_sources_and_their_words(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, "berapa hari cuti tahunan?")
    shown = conversation_text(
        state.conversations.read(ani, identifier), agency="BKPSDM Contoh", zone=ZoneInfo("Asia/Jakarta")
    )
    assert shown.startswith(
        "Percakapan dengan Tanya ASN, BKPSDM Contoh\nberapa hari cuti tahunan?\n"
        "Dimulai 20 November 2026 pukul 10.00\n"
    )
    assert "1. Pertanyaan (20 November 2026 pukul 10.00)\nberapa hari cuti tahunan?\n" in shown
    assert "Jawaban menurut aturan per 20 November 2026: Ada dasar hukumnya\n" in shown
    assert "Cuti tahunan 12 hari kerja. [1]\nBoleh diambil. [2]" in shown
    assert (
        "Sumber:\n[1] Pasal 2 ayat (1) PP Nomor 91 Tahun 2019\n"
        "    “Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja.”\n"
        "[2] FAQ, Cuti\n    “Boleh.”" in shown
    )


def test_the_text_of_an_answer_without_sources_and_of_a_completed_question(state: State, ani: Owner) -> None:
    identifier = state.conversations.create(ani).id
    answer = answer_to("kapan cuti PPPK?", status=AnswerStatus.NO_SOURCE).model_copy(
        update={"claims": (), "choices": ()}
    )
    state.conversations.append(ani, identifier, "kalau PPPK?", answer, snapshot="s1")
    shown = conversation_text(
        state.conversations.read(ani, identifier), agency="B", zone=ZoneInfo("Asia/Jayapura")
    )
    assert "kalau PPPK?\nDipahami sebagai: kapan cuti PPPK?\n" in shown
    assert "pukul 12.00" in shown
    assert "Sumber:" not in shown


def test_an_answer_of_another_release_does_not_hide_the_conversation(state: State, ani: Owner) -> None:
    identifier = begun(state, ani, "satu", "dua")
    with state.database.writing("x") as session:
        rows = session.scalars(select(ExchangeRow).where(ExchangeRow.position == 1))
        for row in rows:
            row.answer = {"bentuk": "lama"}
    first, second = state.conversations.read(ani, identifier).exchanges
    assert first.answer.status is AnswerStatus.ERROR
    assert "versi layanan yang lain" in first.answer.text
    assert second.answer.status is AnswerStatus.ANSWERED


def test_threads_that_append_at_once_get_places_of_their_own(state: State, ani: Owner) -> None:
    identifier = begun(state, ani)
    failures: list[Exception] = []

    def append(name: str) -> None:
        try:
            for number in range(8):
                ask(state, ani, identifier, f"{name} {number}")
        except (NotFound, InvalidInput, OSError) as error:
            failures.append(error)

    threads = [threading.Thread(target=append, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = state.conversations.read(ani, identifier)
    assert failures == []
    assert [one.position for one in found.exchanges] == list(range(1, 25))
    assert {one.question for one in found.exchanges} == {f"{name} {n}" for name in "abc" for n in range(8)}


KILLED = """
import sys
from zoneinfo import ZoneInfo
from api.state.owners import Owner
from api.state.state import State
from tests.api.state.answers import answer_to
state = State(sys.argv[1], days=90, zone=ZoneInfo("Asia/Jakarta"))
owner = Owner(id=sys.argv[2])
while True:
    state.conversations.append(owner, sys.argv[3], "tanya", answer_to("tanya " * 500), snapshot="s")
    print("ok", flush=True)
"""


@pytest.mark.parametrize("writes", [1, 4, 9])
def test_a_kill_in_the_middle_of_writing_leaves_whole_exchanges(tmp_path: Path, writes: int) -> None:
    url = url_at(tmp_path / "layanan.sqlite3").render_as_string(hide_password=False)
    state = State(url, days=90, zone=ZoneInfo("Asia/Jakarta"))
    owner = state.owners.admit()[0]
    identifier = begun(state, owner)
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, url, owner.id, identifier],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for _ in range(writes):
        assert process.stdout.readline() == "ok\n"
    time.sleep(0.003 * writes)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    found = state.conversations.read(owner, identifier)
    assert found.length >= writes
    assert state.conversations.heading(owner, identifier).length == found.length
    assert [one.position for one in found.exchanges] == list(range(1, found.length + 1))
    if not ON_POSTGRES:
        with state.database.engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    state.close()
