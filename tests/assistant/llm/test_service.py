"""The service as everybody asks it: over a real server, with every part in its place."""

import gc
import threading
from collections.abc import Callable

import pytest
import structlog

from assistant.llm.books import Spent
from assistant.llm.budget import Allowance
from assistant.llm.chat import Caller, Feature, ModelUnavailable, Reply
from assistant.llm.service import FAILURES_IN_A_ROW, REST, ModelService
from corpus.errors import StorageError
from tests.assistant.llm.conftest import ASKED, CALLER, KEY, Bench, MakeBench, later, soon
from tests.llm_server import Disconnect, Hang, Raw, Reaction, Says, Seen, status

OTHER = ASKED.model_copy(update={"seed": 1})
SHAPED = ASKED.model_copy(update={"json_schema": {"type": "object"}})


def ask(service: ModelService, stream: bool = False) -> str:
    if not stream:
        return service.complete(ASKED, caller=CALLER, deadline=later()).text
    return "".join(service.stream(ASKED, caller=CALLER, deadline=later()))


def reason(service: ModelService, *, deadline: Callable[[], float] = later, stream: bool = False) -> str:
    def call() -> None:
        if stream:
            list(service.stream(ASKED, caller=CALLER, deadline=deadline()))
        else:
            service.complete(ASKED, caller=CALLER, deadline=deadline())

    with pytest.raises(ModelUnavailable) as caught:
        call()
    return caught.value.reason


def by_model(**reactions: Reaction) -> Callable[[Seen], Reaction]:
    return lambda seen: reactions[str(seen.body["model"])]


@pytest.mark.parametrize("stream", [False, True])
def test_a_good_call_is_in_the_ledger_with_its_cost(make_bench: MakeBench, stream: bool) -> None:
    bench = make_bench([Says("Cuti 12 hari.", usage=(100, 7))])
    assert ask(bench.service, stream) == "Cuti 12 hari."
    (entry,) = bench.ledger.entries
    assert (entry.caller, entry.model, entry.outcome) == (CALLER, "utama", "baik")
    assert (entry.prompt_tokens, entry.completion_tokens) == (100, 7)
    assert entry.cost == 100 * 1 + 7 * 2


def test_a_stream_ends_in_a_whole_reply(make_bench: MakeBench) -> None:
    bench = make_bench([Says("Cuti 12 hari.", finish="length")])
    deltas = bench.service.stream(ASKED, caller=CALLER, deadline=later())
    with pytest.raises(RuntimeError):
        _ = deltas.reply
    assert "".join(deltas) == deltas.reply.text == "Cuti 12 hari."
    assert (deltas.reply.model, deltas.reply.cut, deltas.reply.cached) == ("utama", True, False)
    deltas.close()
    with pytest.raises(RuntimeError):
        iter(deltas)
    assert len(bench.ledger.entries) == 1


def test_usage_the_server_does_not_say_is_estimated(make_bench: MakeBench) -> None:
    reply = make_bench([Says(usage=None)]).service.complete(ASKED, caller=CALLER, deadline=later())
    assert reply.usage.estimated
    assert reply.usage.prompt_tokens > 0
    # "baik": four letters by 2.5, rounded up.
    assert reply.usage.completion_tokens == 2


def test_the_switch_stops_every_call_with_its_reason(make_bench: MakeBench) -> None:
    bench = make_bench([Says()])
    ask(bench.service)
    bench.switch.turn_off("pemeliharaan")
    with pytest.raises(ModelUnavailable, match="pemeliharaan") as caught:
        ask(bench.service)
    assert caught.value.reason == "dimatikan"
    bench.switch.turn_on()
    assert ask(bench.service) == "baik"
    assert [outcome for _, outcome in bench.outcomes()] == ["baik", "dimatikan"]
    assert len(bench.server.requests) == 1


def test_a_switch_that_cannot_be_read_counts_as_off(
    make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = make_bench([Says()])

    def fail() -> str | None:
        raise StorageError("Disk penuh.")

    monkeypatch.setattr(bench.switch, "off_because", fail)
    assert reason(bench.service) == "dimatikan"


@pytest.mark.parametrize("allowance", [Allowance(tokens=15), Allowance(cost=20.0), Allowance(user_tokens=15)])
def test_a_spent_budget_stops_the_next_call(make_bench: MakeBench, allowance: Allowance) -> None:
    bench = make_bench([Says(usage=(10, 5))], allowance=allowance)
    ask(bench.service)
    assert reason(bench.service) == "anggaran"
    assert len(bench.server.requests) == 1
    assert [outcome for _, outcome in bench.outcomes()] == ["baik", "anggaran"]
    service_spent = allowance.user_tokens is None
    assert bool(bench.service.budget_state().exhausted) is service_spent


def test_a_users_budget_leaves_others_theirs(make_bench: MakeBench) -> None:
    bench = make_bench([Says(usage=(10, 5))], allowance=Allowance(user_tokens=15))
    ask(bench.service)
    assert reason(bench.service) == "anggaran"
    other = Caller(feature=Feature.ANSWER, user="u2")
    assert bench.service.complete(OTHER, caller=other, deadline=later()).text == "baik"


def test_what_is_under_way_counts_as_spent(make_bench: MakeBench) -> None:
    bench = make_bench([Says()], allowance=Allowance(tokens=500))
    running = bench.service.stream(ASKED, caller=CALLER, deadline=later())
    # Its 1,024 tokens of reply are set aside until it is known how many it took.
    assert reason(bench.service) == "anggaran"
    list(running)
    assert bench.service.complete(OTHER, caller=CALLER, deadline=later()).text == "baik"


def test_a_spent_budget_is_told_once(make_bench: MakeBench) -> None:
    bench = make_bench([Says(usage=(10, 5))], allowance=Allowance(tokens=15))
    with structlog.testing.capture_logs() as logs:
        ask(bench.service)
        for _ in range(3):
            reason(bench.service)
    assert logs == [
        {"event": "language model budget spent", "log_level": "warning", "tokens": 15, "cost": 20.0}
    ]
    assert bench.service.budget_state().spent == Spent(tokens=15, cost=20.0)


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("second", [False, True])
def test_what_was_said_before_is_said_again(make_bench: MakeBench, first: bool, second: bool) -> None:
    bench = make_bench([Says("satu"), Says("dua")])
    assert [ask(bench.service, first), ask(bench.service, second)] == ["satu", "satu"]
    again = bench.service.complete(ASKED, caller=CALLER, deadline=later())
    assert again.cached
    assert len(bench.ledger.entries) == 1


def test_another_corpus_is_another_question(make_bench: MakeBench) -> None:
    bench = make_bench([Says("satu"), Says("dua")])
    ask(bench.service)
    bench.snapshot = "s2"
    assert ask(bench.service) == "dua"


@pytest.mark.parametrize(
    ("said", "asked_again"),
    [(Says("bukan objek"), 2), (Says('{"a": 1}'), 1), (Says('{"a": 1}', finish="length"), 2)],
)
def test_only_replies_of_use_are_kept(make_bench: MakeBench, said: Says, asked_again: int) -> None:
    bench = make_bench([said])
    for _ in range(2):
        bench.service.complete(SHAPED, caller=CALLER, deadline=later())
    assert len(bench.server.requests) == asked_again


def test_books_that_fail_lose_no_answer(make_bench: MakeBench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = make_bench([Says()])

    def fail(*_: object) -> Reply | None:
        raise StorageError("Disk penuh.")

    monkeypatch.setattr(bench.ledger, "record", fail)
    monkeypatch.setattr(bench.cache, "get", fail)
    monkeypatch.setattr(bench.cache, "put", fail)
    assert ask(bench.service) == "baik"


@pytest.mark.parametrize("stream", [False, True])
def test_passing_failures_are_tried_again(make_bench: MakeBench, stream: bool) -> None:
    bench = make_bench([status(500), Disconnect(), Says()], retries=2)
    assert ask(bench.service, stream) == "baik"
    # Half of 0.5 s, then half of 1 s.
    assert bench.pauses == [0.25, 0.5]
    assert bench.outcomes() == [("utama", "baik")]


def test_lasting_failures_are_not_tried_again(make_bench: MakeBench) -> None:
    bench = make_bench([status(401)], retries=5)
    assert reason(bench.service) == "menolak"
    assert len(bench.server.requests) == 1


def test_nothing_is_tried_again_after_the_first_piece(make_bench: MakeBench) -> None:
    bench = make_bench([Disconnect(after=2), Says()], retries=5)
    deltas = bench.service.stream(ASKED, caller=CALLER, deadline=later())
    arrived = []
    with pytest.raises(ModelUnavailable) as caught:
        arrived.extend(iter(deltas))
    assert caught.value.reason == "mati"
    assert len(bench.server.requests) == 1
    with pytest.raises(RuntimeError):
        _ = deltas.reply
    ((_, outcome),) = bench.outcomes()
    assert outcome == "mati"
    assert bench.ledger.entries[0].completion_tokens > 0


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("broken", [status(500), status(404), Raw(b"<html>"), Disconnect()])
def test_the_next_model_answers_for_one_that_cannot(
    make_bench: MakeBench, broken: Reaction, stream: bool
) -> None:
    bench = make_bench(by_model(utama=broken, cadangan=Says("dari cadangan")), fallbacks=("cadangan",))
    assert ask(bench.service, stream) == "dari cadangan"
    (first, _), (second, outcome) = bench.outcomes()
    assert (first, second, outcome) == ("utama", "cadangan", "baik")


def test_a_model_that_hangs_leaves_time_for_the_next(make_bench: MakeBench) -> None:
    bench = make_bench(by_model(utama=Hang(), cadangan=Says()), fallbacks=("cadangan",), timeout=0.3)
    assert bench.service.complete(ASKED, caller=CALLER, deadline=later()).model == "cadangan"


def test_the_failure_of_the_last_model_is_told(make_bench: MakeBench) -> None:
    bench = make_bench(by_model(utama=status(500), cadangan=status(404)), fallbacks=("cadangan",))
    assert reason(bench.service) == "menolak"
    assert bench.outcomes() == [("utama", "mati"), ("cadangan", "menolak")]


def test_a_hanging_server_counts_its_prompt_as_spent(make_bench: MakeBench) -> None:
    bench = make_bench([Hang()])
    assert reason(bench.service, deadline=soon) == "lambat"
    (entry,) = bench.ledger.entries
    assert entry.outcome == "lambat"
    assert entry.prompt_tokens > 0


def test_a_model_that_keeps_failing_is_left_alone_then_tried_once(make_bench: MakeBench) -> None:
    now = [0.0]
    bench = make_bench([status(500)] * FAILURES_IN_A_ROW + [Says()], clock=lambda: now[0])

    def tried() -> str:
        try:
            return bench.service.complete(ASKED, caller=CALLER, deadline=now[0] + 60).text
        except ModelUnavailable as error:
            return error.reason

    assert [tried() for _ in range(FAILURES_IN_A_ROW + 2)] == ["mati"] * (FAILURES_IN_A_ROW + 2)
    assert len(bench.server.requests) == FAILURES_IN_A_ROW
    assert bench.service.breakers() == {"utama": "terbuka"}
    now[0] += REST
    assert tried() == "baik"
    assert bench.service.breakers() == {"utama": "tertutup"}


def test_requests_at_fault_do_not_open_the_breaker(make_bench: MakeBench) -> None:
    bench = make_bench([status(400)])
    for _ in range(FAILURES_IN_A_ROW):
        assert reason(bench.service) == "menolak"
    assert bench.service.breakers() == {"utama": "tertutup"}


def test_who_finds_no_place_is_sent_away(make_bench: MakeBench) -> None:
    bench = make_bench([Says()], places=1)
    running = bench.service.stream(ASKED, caller=CALLER, deadline=later())
    assert reason(bench.service) == "penuh"
    assert "".join(running) == "baik"
    assert bench.service.complete(OTHER, caller=CALLER, deadline=later()).text == "baik"


@pytest.mark.parametrize("way", ["closed", "left", "forgotten"])
def test_a_stream_ended_early_gives_its_place_back_and_is_booked(make_bench: MakeBench, way: str) -> None:
    bench = make_bench([Says("satu dua tiga empat", pieces=4)], places=1)
    deltas = bench.service.stream(ASKED, caller=CALLER, deadline=later())
    if way == "closed":
        next(iter(deltas))
        deltas.close()
        deltas.close()
    elif way == "left":
        for _ in deltas:
            break
    del deltas
    gc.collect()
    (entry,) = bench.ledger.entries
    assert entry.outcome == "ditutup"
    assert entry.completion_tokens > 0
    assert bench.service.complete(OTHER, caller=CALLER, deadline=later()).text.startswith("satu")


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("fault", [status(500), Hang(), Hang(after=1), Disconnect(), Raw(b"x")])
def test_a_failed_call_gives_its_place_back(make_bench: MakeBench, fault: Reaction, stream: bool) -> None:
    bench = make_bench([fault, Says()], places=1)
    reason(bench.service, deadline=soon, stream=stream)
    assert ask(bench.service) == "baik"


def test_many_ask_at_once(make_bench: MakeBench) -> None:
    bench = make_bench(lambda seen: Says(seen.prompt, pieces=3), places=20, wait=30)
    heard: dict[int, str] = {}

    def one(number: int) -> None:
        asked = ASKED.model_copy(
            update={"messages": (ASKED.messages[0].model_copy(update={"content": f"soal {number}"}),)}
        )
        heard[number] = "".join(bench.service.stream(asked, caller=CALLER, deadline=later()))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {number: f"soal {number}" for number in range(40)}
    assert [outcome for _, outcome in bench.outcomes()] == ["baik"] * 40


def test_its_name_says_what_replies_depend_on_but_no_key(make_bench: MakeBench) -> None:
    bench: Bench = make_bench([Says()], fallbacks=("cadangan",))
    assert bench.service.name == f"utama | cadangan @ {bench.server.base_url}"
    assert KEY not in repr(vars(bench.service))
