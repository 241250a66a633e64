"""Settings become the language model that drafts answers, or none."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from api.settings import Settings
from assistant.generation.window import Window
from assistant.llm.books import Ledger, ReplyCache, Switch
from assistant.support import SupportChecker, shipped_checker
from corpus.embeddings.protocol import Embedder
from corpus.errors import InvalidInput

if TYPE_CHECKING:
    from assistant.llm.service import ModelService


def model_names(settings: Settings) -> tuple[str, ...]:
    """The models in the order in which they are asked; none where no service is set.

    Raises:
        InvalidInput: a service is set, but no model of it.
    """
    if not settings.llm_base_url.strip():
        return ()
    if not settings.llm_model.strip():
        raise InvalidInput(
            "TANYA_LLM_BASE_URL diisi tetapi TANYA_LLM_MODEL kosong. Isi nama model pada layanan itu."
        )
    names = (settings.llm_model, *settings.llm_fallbacks.split(","))
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def window_of(settings: Settings) -> Window:
    """How much the model of the settings takes in and gives out."""
    return Window(
        model=settings.llm_model.strip(), context=settings.llm_context, max_tokens=settings.llm_max_tokens
    )


def create_checker(settings: Settings, embedder: Embedder) -> SupportChecker:
    """What says whether a drafted sentence follows from its source: a model of one's own, or the shipped one.

    Raises:
        InvalidInput: ``TANYA_NLI_MODEL`` names no folder.
    """
    if not settings.nli_model.strip():
        return shipped_checker(embedder)
    # Imported where it is chosen: it reads sentences with a runtime of its own.
    from assistant.support_nli import NliModel

    folder = Path(settings.nli_model.strip())
    if not folder.is_dir():
        raise InvalidInput(
            f"Folder TANYA_NLI_MODEL “{folder}” tidak ada. Unduh modelnya lebih dahulu, atau kosongkan "
            "setelan itu."
        )
    return NliModel(folder)


def create_model(
    settings: Settings,
    ledger: Ledger,
    cache: ReplyCache,
    switch: Switch,
    *,
    snapshot: Callable[[], str] = lambda: "",
) -> "ModelService | None":
    """The model of the settings; nothing is contacted yet.

    Args:
        snapshot: fingerprint of the corpus that serves, for the cache.

    Returns:
        None where ``TANYA_LLM_BASE_URL`` is empty.

    Raises:
        InvalidInput: a setting cannot be used.
    """
    models = model_names(settings)
    if not models:
        return None
    # The client takes a second to import, which an installation without a model does not need.
    from assistant.llm.accounts import Accounts
    from assistant.llm.budget import Allowance, Budget
    from assistant.llm.client import EndpointClient
    from assistant.llm.endpoint import endpoint
    from assistant.llm.limit import Limit
    from assistant.llm.prices import load_prices
    from assistant.llm.retry import Retry
    from assistant.llm.service import ModelService

    allowance = Allowance(
        tokens=settings.llm_daily_tokens or None,
        cost=settings.llm_daily_cost or None,
        user_tokens=settings.llm_user_daily_tokens or None,
    )
    prices = load_prices(Path(settings.llm_prices) if settings.llm_prices else None)
    if allowance.cost is not None and not set(models) <= set(prices.models):
        raise InvalidInput(
            "TANYA_LLM_DAILY_COST diisi, tetapi daftar harga TANYA_LLM_PRICES tidak memuat semua model: "
            "tanpa harga, biaya tidak dapat dibatasi. Lengkapi daftar harga."
        )
    ca_file = settings.llm_ca_file.strip()
    return ModelService(
        EndpointClient(
            endpoint(settings.llm_base_url, settings.llm_api_key, Path(ca_file) if ca_file else None),
            connections=settings.llm_concurrency,
        ),
        models,
        switch=switch,
        budget=Budget(allowance, ledger),
        accounts=Accounts(ledger, cache, prices),
        limit=Limit(settings.llm_concurrency, wait=settings.llm_queue_seconds, clock=time.monotonic),
        retry=Retry(settings.llm_retries),
        timeout=settings.llm_timeout,
        snapshot=snapshot,
    )
