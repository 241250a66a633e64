"""The product's notula with a language model, as another system to be measured."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from assistant.generation.window import Window
from assistant.llm.accounts import Accounts
from assistant.llm.budget import Allowance, Budget
from assistant.llm.chat import ChatModel
from assistant.llm.client import EndpointClient
from assistant.llm.endpoint import endpoint
from assistant.llm.limit import Limit
from assistant.llm.memory import MemoryCache, MemoryLedger, MemorySwitch
from assistant.llm.prices import PriceList
from assistant.llm.retry import Retry
from assistant.llm.service import ModelService
from assistant.minutes.drafting.asking import Limits
from assistant.minutes.drafting.draft import draft_minutes
from assistant.minutes.models import MeetingForm, Minutes
from assistant.minutes.speakers import name_speakers
from assistant.minutes.transcript import read_transcript
from evals.minutes.suite import Make

SECONDS = 7_200.0
"""For all calls about one meeting."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which model is asked, and what it takes in and gives out in tokens; ``timeout`` in seconds a call."""

    base_url: str
    model: str
    context: int = 8_192
    max_tokens: int = 1_024
    timeout: float = 600.0
    key: str = ""


@contextmanager
def serving(asked: Asked) -> Iterator[ModelService]:
    """The model behind the product's own service, with books in memory.

    Raises:
        InvalidInput: the address cannot be one.
    """
    client = EndpointClient(endpoint(asked.base_url, SecretStr(asked.key)), connections=1)
    ledger = MemoryLedger()
    service = ModelService(
        client,
        (asked.model,),
        switch=MemorySwitch(),
        budget=Budget(Allowance(), ledger),
        accounts=Accounts(ledger, MemoryCache(), PriceList(models={})),
        limit=Limit(1, wait=asked.timeout, clock=time.monotonic),
        retry=Retry(0),
        timeout=asked.timeout,
        snapshot=lambda: "",
    )
    try:
        yield service
    finally:
        service.close()


def with_model(llm: ChatModel, window: Window) -> Make:
    """A system for ``run_meeting`` that words minutes with a model too."""
    limits = Limits(window=window, seconds=SECONDS)

    def make(text: str, name: str, form: MeetingForm) -> Minutes:
        transcript = name_speakers(read_transcript(text, name=name), form.participants)
        return draft_minutes(transcript, form, llm=llm, limits=limits)

    return make
