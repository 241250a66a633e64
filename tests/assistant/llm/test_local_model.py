"""The whole path against a real server and a real model."""

import time
from collections.abc import Iterator

import pytest

from api.language_model import create_model
from api.settings import Settings
from assistant.llm.chat import Caller, ChatRequest, Feature, ModelUnavailable, conversation
from assistant.llm.item_stream import ItemStream
from assistant.llm.memory import MemoryCache, MemoryLedger, MemorySwitch
from assistant.llm.service import ModelService
from assistant.llm.tokens import count_messages
from evals.bench.local_model import NAME
from tests.local_language_model import served_model

pytestmark = pytest.mark.local_model
SECONDS = 300.0
CALLER = Caller(feature=Feature.ANSWER)
MESSAGES = tuple(
    conversation(
        "Jawab hanya dari potongan berikut dan sebut sumbernya.\n"
        "P1: Lamanya hak atas cuti tahunan adalah 12 (dua belas) hari kerja.",
        ("user", "Berapa lama cuti tahunan?"),
    )
)
SCHEMA: dict[str, object] = {
    "type": "object",
    "properties": {
        "klaim": {
            "type": "array",
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {"teks": {"type": "string"}, "sumber": {"enum": ["P1"]}},
                "required": ["teks", "sumber"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["klaim"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def model() -> Iterator[tuple[ModelService, MemoryLedger]]:
    with served_model() as url:
        ledger = MemoryLedger()
        given = Settings(llm_base_url=url, llm_model=NAME, llm_timeout=SECONDS)
        made = create_model(given, ledger, MemoryCache(), MemorySwitch())
        assert made is not None
        yield made, ledger
        made.close()


def test_claims_stream_in_the_shape_of_the_schema(model: tuple[ModelService, MemoryLedger]) -> None:
    service, ledger = model
    request = ChatRequest(messages=MESSAGES, json_schema=SCHEMA, max_tokens=200)
    deltas = service.stream(request, caller=CALLER, deadline=time.monotonic() + SECONDS)
    items, claims = ItemStream("klaim"), []
    for piece in deltas:
        claims += items.feed(piece)
    assert claims
    assert all(set(claim) == {"teks", "sumber"} for claim in claims)
    assert "12" in str(claims[0]["teks"])
    assert service.refused_by(NAME) == frozenset()
    usage = deltas.reply.usage
    assert not usage.estimated
    assert ledger.entries[-1].prompt_tokens == usage.prompt_tokens <= count_messages(MESSAGES, NAME)


def test_a_reply_is_cut_at_its_length_and_at_its_deadline(model: tuple[ModelService, MemoryLedger]) -> None:
    service, ledger = model
    short = ChatRequest(messages=MESSAGES, max_tokens=3)
    assert service.complete(short, caller=CALLER, deadline=time.monotonic() + SECONDS).cut
    with pytest.raises(ModelUnavailable) as caught:
        service.complete(
            short.model_copy(update={"max_tokens": 4_000, "temperature": 1.5}),
            caller=CALLER,
            deadline=time.monotonic() + 0.5,
        )
    assert caught.value.reason == ledger.entries[-1].outcome == "lambat"
