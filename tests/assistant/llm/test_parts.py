"""The small parts, each by itself: breaker, retry, places, tokens, prices, budget, keys, books, endpoint."""

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from string import ascii_letters

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from assistant.llm.books import Entry, Spent
from assistant.llm.breaker import Breaker, State
from assistant.llm.chat import Caller, ChatRequest, Feature, Message, Reply, Usage
from assistant.llm.dialect import blamed
from assistant.llm.endpoint import endpoint
from assistant.llm.failures import Failure
from assistant.llm.keys import reply_key
from assistant.llm.limit import Limit
from assistant.llm.memory import MemoryCache, MemoryLedger
from assistant.llm.prices import Price, PriceList, load_prices
from assistant.llm.retry import Retry
from assistant.llm.tokens import PER_MESSAGE, count, count_messages, fitting
from corpus.errors import InvalidInput
from tests.assistant.llm.conftest import ASKED

FAILED = Failure("x", reason="mati", transient=True)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


# Breaker


def test_a_breaker_opens_after_failures_in_a_row_and_lets_one_probe_through() -> None:
    clock = Clock()
    breaker = Breaker(threshold=2, rest=10.0, clock=clock)
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert (breaker.state, breaker.admit()) == (State.CLOSED, True)
    breaker.failed()
    assert (breaker.state, breaker.admit()) == (State.OPEN, False)
    clock.now = 9.9
    assert not breaker.admit()
    clock.now = 10.0
    assert breaker.state is State.HALF_OPEN
    assert [breaker.admit(), breaker.admit()] == [True, False]
    breaker.failed()
    clock.now = 19.9
    assert (breaker.state, breaker.admit()) == (State.OPEN, False)
    clock.now = 20.0
    assert breaker.admit()
    breaker.released()
    assert breaker.admit()
    breaker.succeeded()
    assert breaker.state is State.CLOSED


# Retry


def attempts(
    failures: list[Failure], retries: int, deadline: float, chance: float = 1.0
) -> tuple[int, float]:
    """Number of attempts made, and the seconds slept between them."""
    clock = Clock()
    made = 0

    def attempt() -> None:
        nonlocal made
        made += 1
        if made <= len(failures):
            raise failures[made - 1]

    retry = Retry(retries, clock=clock, sleep=clock.sleep, chance=lambda: chance)
    if len(failures) > retries or not all(failure.transient for failure in failures) or deadline < 60:
        with pytest.raises(Failure):
            retry.call(attempt, deadline=deadline)
    else:
        retry.call(attempt, deadline=deadline)
    return made, clock.now


def test_pauses_double_up_to_a_bound() -> None:
    assert attempts([FAILED] * 3, 3, 100) == (4, 0.5 + 1 + 2)
    assert attempts([FAILED] * 7, 7, 100) == (8, 0.5 + 1 + 2 + 4 + 8 + 8 + 8)


def test_jitter_may_take_the_whole_pause_away() -> None:
    assert attempts([FAILED] * 3, 3, 100, chance=0.0) == (4, 0.0)


def test_the_last_attempt_is_the_last() -> None:
    assert attempts([FAILED] * 3, 2, 100) == (3, 1.5)


def test_what_will_not_pass_is_not_tried_again() -> None:
    assert attempts([Failure("x", reason="menolak")], 3, 100) == (1, 0.0)


def test_the_pause_a_server_asks_for_is_kept() -> None:
    busy = Failure("x", reason="penuh", transient=True, retry_after=20.0)
    assert attempts([busy], 3, 100) == (2, 20.0)
    # It would end after the deadline: waiting would be in vain.
    assert attempts([busy], 3, 15) == (1, 0.0)


# Places


def test_places_are_bounded_and_come_back_once() -> None:
    limit = Limit(1, wait=0.0, clock=Clock())
    slot = limit.take(100)
    with pytest.raises(Failure) as caught:
        limit.take(100)
    assert caught.value.reason == "penuh"
    slot.release()
    slot.release()
    limit.take(100)
    with pytest.raises(Failure):
        limit.take(100)


def test_who_waits_gets_the_place_that_comes_free() -> None:
    limit = Limit(1, wait=30.0, clock=Clock())
    slot = limit.take(100)
    threading.Timer(0.05, slot.release).start()
    limit.take(100)


def test_who_finds_the_queue_full_is_sent_away_at_once() -> None:
    limit = Limit(1, wait=60.0, clock=Clock())
    slot = limit.take(100)
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(limit.take, 100) for _ in range(2)]
        first = next(as_completed(waiting, timeout=30))
        # One of the two waits; the other did not.
        with pytest.raises(Failure):
            first.result()
        slot.release()
        assert sum(one.exception(30) is None for one in waiting) == 1


def test_nobody_waits_beyond_the_deadline() -> None:
    clock = Clock()
    clock.now = 100
    limit = Limit(1, wait=1_000.0, clock=clock)
    limit.take(99)
    with pytest.raises(Failure):
        limit.take(99)


# Tokens


@pytest.mark.parametrize(
    ("model", "tokens"),
    [("gpt-4o-mini", 1), ("openai/gpt-5", 1), ("o3", 1), ("gpt-4", 1), ("gpt-3.5-turbo", 1), ("qwen", 2)],
)
def test_tokens_of_a_word(model: str, tokens: int) -> None:
    # " the" is one token of both encodings; elsewhere three letters are taken for two.
    assert count(" the", model) == tokens


def test_special_tokens_in_a_text_are_text() -> None:
    assert count("<|endoftext|>", "gpt-4o") > 1


@pytest.mark.parametrize("model", ["gpt-4o", "gpt-4"])
@given(text=st.text(st.characters(exclude_characters=ascii_letters + " ", exclude_categories=["Cs"])))
@settings(deadline=None)
def test_the_estimate_bounds_whatever_is_no_latin_word(model: str, text: str) -> None:
    # Such text is counted in bytes, and no tokenizer makes more tokens than bytes.
    assert count(text, "lain") >= count(text, model)


def test_the_estimate_of_indonesian_law_is_on_the_safe_side() -> None:
    text = (
        "Pasal 5 ayat (2): PNS yang tidak masuk kerja tanpa alasan yang sah selama 28 (dua puluh delapan) "
        "hari kerja atau lebih dalam 1 (satu) tahun dijatuhi hukuman disiplin berat."
    )
    exact = max(count(text, "gpt-4"), count(text, "gpt-4o"))
    assert exact <= count(text, "lain") <= 3 * exact


def test_a_prompt_is_its_messages_and_their_frame() -> None:
    messages = [Message(role="user", content=" the"), Message(role="user", content=" the")]
    assert count_messages(messages, "gpt-4o") == 3 * PER_MESSAGE + 2


def test_passages_are_taken_from_the_best_on_while_they_fit() -> None:
    def fits(context: int) -> int:
        passages = [" the", " the the", " the"]
        return fitting(passages, beside=[], model="gpt-4o", context=context, max_tokens=100)

    frame = PER_MESSAGE
    assert fits(100) == 0
    assert fits(100 + frame + (1 + frame) - 1) == 0
    assert fits(100 + frame + (1 + frame)) == 1
    assert fits(100 + frame + (1 + frame) + (2 + frame)) == 2
    assert fits(10_000) == 3


# Prices


def test_cost_is_counted_per_million_tokens() -> None:
    prices = PriceList(models={"a": Price(input=2_000, output=8_000)})
    assert prices.cost("a", Usage(prompt_tokens=500_000, completion_tokens=250_000)) == 3_000
    assert prices.cost("b", Usage(prompt_tokens=1, completion_tokens=1)) is None


@pytest.mark.parametrize(
    "text",
    [
        "currency: USD\nmodels:\n  a: {input: 1.5, output: 6}\n",
        '{"currency": "USD", "models": {"a": {"input": 1.5, "output": 6}}}',
    ],
)
def test_prices_are_read_from_yaml_and_json(tmp_path: Path, text: str) -> None:
    path = tmp_path / "harga.yaml"
    path.write_text(text, encoding="utf-8")
    assert load_prices(path) == PriceList(currency="USD", models={"a": Price(input=1.5, output=6)})
    assert load_prices(None) == PriceList()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a: [",
        b"[]",
        b"\xff",
        b"harga: {}",
        b"models: {a: 1}",
        b"models: {a: {input: -1, output: 1}}",
        b"models: {a: {input: .nan, output: 1}}",
    ],
)
def test_a_file_that_is_no_price_list_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "harga.yaml"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match="TANYA_LLM_PRICES"):
        load_prices(path)
    with pytest.raises(InvalidInput, match="TANYA_LLM_PRICES"):
        load_prices(tmp_path / "tidak-ada.yaml")


# Keys

PINS = {"snapshot": "s", "model": "m", "base_url": "u", "repeat": 0}


def key(request: ChatRequest = ASKED, **changed: object) -> str:
    pins = {**PINS, **changed}
    return reply_key(
        request,
        snapshot=str(pins["snapshot"]),
        model=str(pins["model"]),
        base_url=str(pins["base_url"]),
        repeat=int(str(pins["repeat"])),
    )


def test_everything_a_reply_depends_on_is_in_its_key() -> None:
    changed_requests = [
        ASKED.model_copy(update=update)
        for update in (
            {"messages": (Message(role="system", content=ASKED.messages[0].content),)},
            {"messages": (*ASKED.messages, *ASKED.messages)},
            {"json_schema": {"type": "object"}},
            {"schema_name": "lain"},
            {"max_tokens": 7},
            {"temperature": 0.5},
            {"seed": 7},
            {"prompt_hash": "h"},
        )
    ]
    keys = {
        key(),
        key(snapshot="x"),
        key(model="x"),
        key(base_url="x"),
        key(repeat=1),
        *(key(request) for request in changed_requests),
    }
    assert len(keys) == 5 + len(changed_requests)
    assert set(ChatRequest.model_fields) == {
        "messages",
        "json_schema",
        "schema_name",
        "max_tokens",
        "temperature",
        "seed",
        "prompt_hash",
    }


def test_the_order_of_a_schemas_fields_does_not_matter() -> None:
    one = ASKED.model_copy(update={"json_schema": {"a": 1, "b": 2}})
    other = ASKED.model_copy(update={"json_schema": {"b": 2, "a": 1}})
    assert key(one) == key(other)
    assert len(key()) == 64


# Books


def entry(at: datetime, user: str, tokens: int, cost: float | None) -> Entry:
    return Entry(
        at=at,
        caller=Caller(feature=Feature.ANSWER, user=user),
        model="m",
        prompt_tokens=tokens,
        completion_tokens=1,
        cost=cost,
        outcome="baik",
        seconds=0.1,
    )


def test_a_day_begins_at_midnight_of_the_zone() -> None:
    zone = timezone(timedelta(hours=7))
    # 01:00 on 2 March in the zone.
    ledger = MemoryLedger(zone=zone, now=lambda: datetime(2026, 3, 1, 18, tzinfo=UTC))
    ledger.record(entry(datetime(2026, 3, 1, 16, 59, tzinfo=UTC), "u1", 100, 5.0))
    ledger.record(entry(datetime(2026, 3, 1, 17, 0, tzinfo=UTC), "u1", 10, 2.0))
    ledger.record(entry(datetime(2026, 3, 1, 17, 30, tzinfo=UTC), "u2", 20, None))
    assert ledger.spent_today() == Spent(tokens=32, cost=2.0)
    assert ledger.spent_today("u2") == Spent(tokens=21, cost=0.0)


def test_the_cache_forgets_what_was_not_used_longest() -> None:
    cache = MemoryCache(size=2)
    reply = Reply(text="a", model="m", usage=Usage(prompt_tokens=1, completion_tokens=1))
    cache.put("1", reply)
    cache.put("2", reply)
    cache.get("1")
    cache.put("3", reply)
    assert [cache.get(name) is not None for name in ("1", "2", "3")] == [True, False, True]


# Endpoint and dialect


@pytest.mark.parametrize(
    ("given_url", "used"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1"),
        (" https://model.go.id/ai/v1/ ", "https://model.go.id/ai/v1"),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1"),
    ],
)
def test_a_base_url_is_used_as_given_or_completed(given_url: str, used: str) -> None:
    assert endpoint(given_url, SecretStr("")).base_url == used


@pytest.mark.parametrize(
    "url",
    [
        "model",
        "ftp://a/v1",
        "http://",
        "http://u:rahasia@a/v1",
        "http://a/v1?key=rahasia",
        "http://a/v1#b",
        "http://a:rahasia/v1",
    ],
)
def test_an_unusable_base_url_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(InvalidInput, match="TANYA_LLM_BASE_URL") as caught:
        endpoint(url, SecretStr(""))
    assert "rahasia" not in str(caught.value)


@pytest.mark.parametrize("secret", ["rahasiä", "rahasia\n", " rahasia", "raha\x00sia"])
def test_an_unusable_key_is_refused_without_repeating_it(secret: str) -> None:
    with pytest.raises(InvalidInput, match="TANYA_LLM_API_KEY") as caught:
        endpoint("http://a", SecretStr(secret))
    assert "raha" not in str(caught.value)


@pytest.mark.parametrize(
    ("complaint", "field"),
    [
        ("Unsupported parameter: 'max_tokens' is not supported with this model.", "max_tokens"),
        ("Invalid parameter: 'response_format' of type 'json_schema'", "response_format"),
        ("'temperature' does not support 0", "temperature"),
        ("bad request", "response_format"),
    ],
)
def test_the_field_a_refusal_names_is_left_out(complaint: str, field: str) -> None:
    body: dict[str, object] = {"response_format": {}, "max_tokens": 1, "temperature": 0.0}
    assert blamed(complaint, body) == field
    body.pop(field)
    assert blamed("sesuatu yang lain", {"max_tokens": 1}) is None
