"""A service over a real loopback server, with books in memory that the test can read."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from pydantic import SecretStr

from assistant.llm.accounts import Accounts
from assistant.llm.budget import Allowance, Budget
from assistant.llm.chat import Caller, ChatRequest, Feature, Message
from assistant.llm.client import EndpointClient
from assistant.llm.endpoint import endpoint
from assistant.llm.limit import Limit
from assistant.llm.memory import MemoryCache, MemoryLedger, MemorySwitch
from assistant.llm.prices import Price, PriceList
from assistant.llm.retry import Retry
from assistant.llm.service import ModelService
from tests.llm_server import FaultyServer, Script

KEY = "sk-rahasia-123"
CALLER = Caller(feature=Feature.ANSWER, user="u1")
ASKED = ChatRequest(messages=(Message(role="user", content="Berapa hari cuti?"),))
SOON = 0.3


def soon() -> float:
    return time.monotonic() + SOON


def later() -> float:
    return time.monotonic() + 30


@dataclass
class Bench:
    """A service and everything around it."""

    service: ModelService
    server: FaultyServer
    ledger: MemoryLedger
    cache: MemoryCache
    switch: MemorySwitch
    pauses: list[float]
    snapshot: str = "s1"

    def outcomes(self) -> list[tuple[str, str]]:
        return [(entry.model, entry.outcome) for entry in self.ledger.entries]


MakeBench = Callable[..., Bench]


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def make_bench(stack: ExitStack) -> MakeBench:
    """Make a bench from a script; the models are ``utama`` and whatever ``fallbacks`` names."""

    def make(
        script: Script,
        *,
        fallbacks: tuple[str, ...] = (),
        allowance: Allowance | None = None,
        places: int = 4,
        wait: float = 0.0,
        retries: int = 0,
        timeout: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> Bench:
        server = stack.enter_context(FaultyServer(script))
        client = EndpointClient(endpoint(server.base_url, SecretStr(KEY)), connections=8, clock=clock)
        stack.callback(client.close)
        ledger, cache, switch, pauses = MemoryLedger(), MemoryCache(), MemorySwitch(), []
        prices = PriceList(models={"utama": Price(input=1_000_000, output=2_000_000)})
        service = ModelService(
            client,
            ("utama", *fallbacks),
            switch=switch,
            budget=Budget(allowance or Allowance(), ledger),
            accounts=Accounts(ledger, cache, prices),
            limit=Limit(places, wait=wait, clock=clock),
            retry=Retry(retries, sleep=pauses.append, chance=lambda: 0.5),
            timeout=timeout,
            snapshot=lambda: bench.snapshot,
            clock=clock,
        )
        bench = Bench(service, server, ledger, cache, switch, pauses)
        return bench

    return make
