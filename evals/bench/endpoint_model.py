"""A real language model for measurements, asked as the product asks it but without books."""

import time

from pydantic import SecretStr

from assistant.llm.accounts import Accounts
from assistant.llm.budget import Allowance, Budget
from assistant.llm.client import EndpointClient
from assistant.llm.endpoint import endpoint
from assistant.llm.limit import Limit
from assistant.llm.memory import MemoryCache, MemoryLedger, MemorySwitch
from assistant.llm.prices import load_prices
from assistant.llm.retry import Retry
from assistant.llm.service import ModelService


def endpoint_model(base_url: str, model: str, *, seconds: float) -> ModelService:
    """A model behind a service that wants no key, asked one question at a time.

    Args:
        seconds: that one call may take.

    Raises:
        InvalidInput: the URL cannot be used.
    """
    ledger = MemoryLedger()
    return ModelService(
        EndpointClient(endpoint(base_url, SecretStr("")), connections=1),
        (model,),
        switch=MemorySwitch(),
        budget=Budget(Allowance(), ledger),
        accounts=Accounts(ledger, MemoryCache(), load_prices(None)),
        limit=Limit(1, wait=seconds, clock=time.monotonic),
        retry=Retry(0),
        timeout=seconds,
        snapshot=str,
    )
