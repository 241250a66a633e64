"""Requests that schemathesis makes of the OpenAPI document, by everybody, also about others' things.

``TANYA_FUZZ_EXAMPLES`` says how many of each operation and kind; ``make fuzz`` makes more.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence

import httpx
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.failures import FailureGroup
from starlette.types import Receive, Scope, Send

from api.accounts.models import Role
from api.app import create_app
from api.library import Library
from api.settings import Settings
from tests.api.people import person
from tests.api.planted import Planted, plant
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

EXAMPLES = int(os.environ.get("TANYA_FUZZ_EXAMPLES", "1"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
KINDS = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE) if EXAMPLES > 2 else (GenerationMode.POSITIVE,)
"""What the document allows, and what it does not, which takes long to make."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("acak")
    (folder / "base.md").write_text(CUTI, encoding="utf-8")
    settings = Settings(
        home=folder / "home", requests_per_browser=0, requests_per_address=0, workers=0, _env_file=None
    )
    opened = Library(settings, embedder=WordEmbedder())
    opened.ingest([folder / "base.md"], starter=False)
    made = create_app(settings, library=opened)
    made.state.forum.bidang.seed()
    yield made
    opened.close()


@pytest.fixture(scope="module")
def planted(app: FastAPI) -> Planted:
    return plant(app)


@pytest.fixture(scope="module")
def callers(app: FastAPI) -> dict[str, dict[str, str]]:
    """What everybody sends along: nobody nothing, somebody of each role an API token."""
    state = app.state.state
    sent: dict[str, dict[str, str]] = {"nobody": {}}
    for role in Role:
        _, secret = state.api_tokens.create(person(state, f"a-{role.value}", role), "acak", days=30)
        sent[role.value] = {"authorization": f"Bearer {secret}"}
    newcomer = person(state, "baru", Role.SUPERADMIN)
    state.accounts.reset_password(newcomer.id, by="uji")
    _, secret = state.api_tokens.create(newcomer, "acak", days=30)
    sent["must change the password"] = {"authorization": f"Bearer {secret}"}
    sent["token of nobody"] = {"authorization": f"Bearer {secret[:-4]}AAAA"}
    return sent


def cases(operation: APIOperation, kind: GenerationMode) -> list[Case]:
    """The same ones every time."""
    made: list[Case] = []

    @examples(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=kind))
    def collect(case: Case) -> None:
        made.append(case)

    try:
        collect()
    except Unsatisfiable:
        # Where nothing is sent along, nothing can be wrong with it.
        assert kind is GenerationMode.NEGATIVE, operation.label
    return made


def _read(app: FastAPI, token: str, path: str) -> bytes:
    async def go() -> bytes:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://tanya.test") as client:
            answer = await client.get(path, headers={"authorization": f"Bearer {token}"})
            assert answer.status_code == 200, answer.text
            return answer.content

    return asyncio.run(go())


def wrong(case: Case, headers: dict[str, str], planted: Planted) -> list[str]:
    """What an answer says that it may not."""
    response = case.call(headers=dict(headers))
    found = [f"tells {what}" for what in planted.told_in(response.content)]
    try:
        case.validate_response(response, checks=CHECKS)
    except FailureGroup as group:
        found += [f"{failure.title}: {failure.message[:200]}" for failure in group.exceptions]
    return [f"{response.status_code} {one} | {case.as_curl_command(headers=headers)}" for one in found]


def namings(case: Case, planted: Planted) -> list[dict[str, object]]:
    """The path as it was made up and, where it can, as it names what is somebody else's."""
    made_up, theirs = dict(case.path_parameters), planted.naming(case.path_parameters)
    return [made_up] if made_up == theirs else [made_up, theirs]


def senders(number: int, everybody: Sequence[str]) -> Sequence[str]:
    """Who sends a case: everybody the first of an operation, in turn the others.

    That everybody sends every one of them would take an hour and find nothing that this does not.
    """
    return everybody if number == 0 else [everybody[number % len(everybody)]]


@pytest.fixture(scope="module")
def operations(app: FastAPI) -> list[APIOperation]:
    """Every operation of the document, called without starting what works in the background."""

    async def requests_alone(scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        await app(scope, receive, send)

    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = requests_alone
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.value)
def test_nobody_gets_what_is_not_declared_or_not_theirs(
    operations: list[APIOperation],
    callers: dict[str, dict[str, str]],
    planted: Planted,
    kind: GenerationMode,
) -> None:
    assert len(operations) > 80
    failures: list[str] = []
    for operation in operations:
        for number, case in enumerate(cases(operation, kind)):
            for names in namings(case, planted):
                case.path_parameters = names
                for who in senders(number, tuple(callers)):
                    failures += [f"{who}: {one}" for one in wrong(case, callers[who], planted)]
    assert failures == []


def test_the_words_are_there_for_those_whose_they_are(app: FastAPI, planted: Planted) -> None:
    seen = {what for token, path in planted.own for what in planted.told_in(_read(app, token, path))}
    # The names of tokens stand on the page of one's account alone.
    assert seen == set(planted.words) - {"token"}
