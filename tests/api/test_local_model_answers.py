"""The whole product with a small real model behind it: whatever that writes, all that is shown stands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from api.app import create_app
from api.library import Library
from api.settings import Settings
from assistant.models import Claim
from assistant.verify import Verifier
from evals.bench.local_model import NAME
from tests.api.test_model_faults import events
from tests.chromium import served
from tests.local_language_model import served_model

pytestmark = pytest.mark.local_model
SECONDS = 300.0
QUESTIONS = (
    "Berapa hari cuti tahunan PNS?",
    "Siapa yang wajib melampirkan surat keterangan dokter?",
    "Apa saja tingkat hukuman disiplin PNS?",
)


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Library]]:
    home: Path = tmp_path_factory.mktemp("rumah")
    with served_model() as url:
        settings = Settings(
            home=home,
            llm_base_url=url,
            llm_model=NAME,
            llm_timeout=SECONDS,
            llm_context=4_000,
            llm_max_tokens=300,
            _env_file=None,
        )
        library = Library(settings)
        library.prepare()
        with served(create_app(settings, library=library)) as address:
            yield address, library
        library.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_all_that_is_shown_stands(product: tuple[str, Library], question: str) -> None:
    address, library = product
    answered = httpx.post(
        f"{address}/api/v1/ask/stream", json={"question": question}, timeout=SECONDS + 60
    ).text
    *before, answer = events(answered)
    snapshot = library.snapshot()
    verifier = Verifier(snapshot.knowledge, snapshot.force)
    sentences = [packet for packet in before if "citations" in packet]
    for shown in (sentences, answer["claims"]):
        assert isinstance(shown, list)
        claims = [Claim(text=one["text"], citations=one["citations"]) for one in shown]
        assert claims
        assert verifier.verify(claims, question=question, on=date.today()).all_stand
    assert answer["status"] in {"answered", "partial"}
    drafting = answer["drafting"]
    assert isinstance(drafting, dict)
    assert drafting["model"] == NAME
    # The same question again is answered from the cache, in the same words.
    again = httpx.post(f"{address}/api/v1/ask", json={"question": question}, timeout=SECONDS).json()
    assert again["text"] == answer["text"]
