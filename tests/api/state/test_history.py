"""What an owner finds of what is kept, what goes along with a handover, and what officers see of models."""

from datetime import timedelta

import pytest

from api.state.feedback import Judgement
from api.state.owners import Owner
from api.state.state import State
from assistant.llm.books import Entry
from assistant.llm.chat import Caller, Feature
from corpus.errors import NotFound
from tests.api.state.answers import NIP, HandClock
from tests.api.state.test_conversations import begun


def test_conversations_are_found_by_every_word_of_their_title(
    state: State, ani: Owner, budi: Owner, clock: HandClock
) -> None:
    for question in ("Cuti tahunan PPPK?", "Cuti 100% besar?", "Pensiun guru?"):
        begun(state, ani, question)
        clock.forward(minutes=1)
    begun(state, budi, "Cuti siapa?")
    found = state.history.headings

    def titles(words: str) -> list[str]:
        return [one.title for one in found(ani, words=words)[0]]

    assert titles("cuti") == ["Cuti 100% besar?", "Cuti tahunan PPPK?"]
    assert titles("pppk CUTI") == ["Cuti tahunan PPPK?"]
    assert titles("0%") == ["Cuti 100% besar?"]
    assert titles("_") == titles("cuti guru") == []
    page, total = found(ani, limit=1, offset=1)
    assert ([one.title for one in page], total) == (["Cuti 100% besar?"], 3)
    assert state.history.expiry(page[0]) == page[0].changed_at + timedelta(days=90)
    clock.forward(days=90)
    assert found(ani) == ([], 0)


def test_an_answer_is_found_with_what_became_of_it_by_its_owner_alone(
    state: State, ani: Owner, budi: Owner
) -> None:
    conversation = begun(state, ani, "satu", "dua")
    exchange = state.conversations.read(ani, conversation).exchanges[1]
    placed = state.history.placed(ani, exchange.id)
    assert (placed.conversation.id, placed.exchange) == (conversation, exchange)
    assert (placed.judgement, placed.receipt) == (None, "")
    state.feedback.give(ani, exchange.id, Judgement(helpful=True))
    receipt = state.handovers.send(ani, exchange.id).receipt
    placed = state.history.placed(ani, exchange.id)
    assert (placed.judgement, placed.receipt) == (Judgement(helpful=True), receipt)
    for owner, name in ((budi, exchange.id), (ani, "tidak-ada")):
        with pytest.raises(NotFound):
            state.history.placed(owner, name)


def test_a_preview_is_what_is_sent_and_keeps_nothing(state: State, ani: Owner, budi: Owner) -> None:
    conversation = begun(state, ani, "satu", f"NIP {NIP}, dua")
    exchange = state.conversations.read(ani, conversation).exchanges[1].id
    preview = state.handovers.preview(ani, exchange)
    assert state.history.handed_over(ani) == []
    sent = state.handovers.send(ani, exchange, contact="lewat kantor", message=f" NIP {NIP} saya\ntolong ")
    assert sent.message.endswith("saya\ntolong")
    assert NIP not in sent.model_dump_json()
    assert preview.model_dump(exclude={"receipt"}) == sent.model_dump(exclude={"receipt"}) | {
        "contact": "",
        "message": "",
    }
    assert state.handovers.read(ani, sent.receipt) == sent
    assert state.history.handed_over(ani) == [sent]
    assert state.history.handed_over(budi) == []
    with pytest.raises(NotFound):
        state.handovers.preview(budi, exchange)


def test_links_are_told_to_the_owner_without_their_secrets(state: State, ani: Owner, budi: Owner) -> None:
    conversation = begun(state, ani, "satu")
    assert state.history.links(ani, conversation) == []
    state.shares.share(ani, conversation)
    assert len(state.history.links(ani, conversation)) == 1
    with pytest.raises(NotFound):
        state.history.links(budi, conversation)


def test_calls_are_counted_by_how_they_ended_and_failures_listed(state: State, clock: HandClock) -> None:
    for outcome, days in (("lambat", 8), ("baik", 0), ("baik", 0), ("ditutup", 0), ("mati", 0)):
        entry = Entry(
            at=clock.now - timedelta(days=days),
            caller=Caller(user="u", feature=Feature.ANSWER),
            model="kecil",
            prompt_tokens=1,
            completion_tokens=1,
            cost=None,
            outcome=outcome,
            seconds=2.5,
        )
        state.ledger.record(entry)
    assert list(state.ledger.outcomes(days=7).items()) == [("baik", 2), ("ditutup", 1), ("mati", 1)]
    failed = state.ledger.failures()
    assert [one.outcome for one in failed] == ["mati", "lambat"]
    assert (failed[0].model, failed[0].seconds) == ("kecil", 2.5)
    assert [one.outcome for one in state.ledger.failures(limit=1)] == ["mati"]
