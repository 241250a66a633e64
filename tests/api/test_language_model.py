"""Settings become a language model, and ``tanya llm check`` says how it answers."""

import json
import time
from pathlib import Path

import pytest
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from api import cli
from api.language_model import create_checker, create_model, model_names
from api.library import Library
from api.settings import Settings
from api.state.ledger import UsageBy
from api.state.state import state_of
from assistant.llm.chat import Caller, ChatRequest, Feature, Message, ModelUnavailable
from assistant.llm.memory import MemoryCache, MemoryLedger, MemorySwitch
from assistant.llm.service import ModelService
from corpus.errors import InvalidInput
from tests.fakes import WordEmbedder
from tests.llm_server import FaultyServer, Refuses, Says, Seen, status

KEY = "sk-rahasia-123"
CALLER = Caller(feature=Feature.ANSWER, user="u1")
ASKED = ChatRequest(messages=(Message(role="user", content="Berapa hari cuti?"),))
runner = CliRunner()


def settings(home: Path = Path("tidak-ada"), **values: object) -> Settings:
    return Settings.model_validate({"home": home, "llm_model": "uji", "llm_retries": 0, **values})


def made(given: Settings) -> ModelService | None:
    return create_model(given, MemoryLedger(), MemoryCache(), MemorySwitch())


def test_no_service_is_no_model() -> None:
    assert made(settings()) is None
    assert model_names(settings(llm_base_url="  ")) == ()


def test_models_are_asked_in_the_order_of_the_settings() -> None:
    given = settings(llm_base_url="http://127.0.0.1:9", llm_fallbacks=" dua,, tiga,uji ")
    assert model_names(given) == ("uji", "dua", "tiga")
    model = made(given)
    assert model is not None
    assert model.name == "uji | dua | tiga @ http://127.0.0.1:9/v1"
    model.close()


def test_an_nli_model_takes_the_place_of_the_shipped_checker(tmp_path: Path) -> None:
    embedder = WordEmbedder()
    assert create_checker(settings(), embedder).name == "shipped"
    assert create_checker(settings(nli_model=str(tmp_path)), embedder).name == f"nli/{tmp_path.name}"
    with pytest.raises(InvalidInput, match="TANYA_NLI_MODEL"):
        create_checker(settings(nli_model=str(tmp_path / "tidak-ada")), embedder)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"llm_model": " "}, "TANYA_LLM_MODEL"),
        ({"llm_base_url": "127.0.0.1:80"}, "TANYA_LLM_BASE_URL"),
        ({"llm_api_key": SecretStr("kunci salah\n")}, "TANYA_LLM_API_KEY"),
        ({"llm_prices": "tidak-ada.yaml"}, "TANYA_LLM_PRICES"),
        ({"llm_daily_cost": 1.0}, "TANYA_LLM_DAILY_COST"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(values: dict[str, object], named: str) -> None:
    with pytest.raises(InvalidInput, match=named):
        made(settings(**{"llm_base_url": "http://127.0.0.1:9", **values}))


def test_the_library_books_its_calls_in_its_state(tmp_path: Path) -> None:
    with FaultyServer([Says("12 hari")]) as server:
        given = settings(tmp_path, llm_base_url=server.base_url, llm_api_key=SecretStr(KEY))
        library = Library(given, embedder=WordEmbedder())
        assert library.language_model is not None
        for cached in (False, True):
            reply = library.language_model.complete(ASKED, caller=CALLER, deadline=time.monotonic() + 30)
            assert (reply.text, reply.cached) == ("12 hari", cached)
        library.state.switch.turn_off(reason="uji coba", by="admin")
        with pytest.raises(ModelUnavailable, match="uji coba"):
            library.language_model.complete(ASKED, caller=CALLER, deadline=time.monotonic() + 30)
        assert library.state.ledger.spent_today().tokens == 15
        assert library.state.ledger.spent_today("u1").tokens == 15
        assert library.state.ledger.spent_today("u2").tokens == 0
        library.close()
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_the_key_is_in_no_repr_of_the_settings() -> None:
    assert KEY not in repr(settings(llm_api_key=SecretStr(KEY)))


def check(home: Path, monkeypatch: pytest.MonkeyPatch, base_url: str) -> Result:
    monkeypatch.setenv("TANYA_LLM_BASE_URL", base_url)
    monkeypatch.setenv("TANYA_LLM_MODEL", "uji")
    monkeypatch.setenv("TANYA_LLM_RETRIES", "0")
    return runner.invoke(cli.application(), ["llm", "check", "--json", "--home", str(home)])


def answering(seen: Seen) -> Says:
    return Says('{"kota": "Jakarta"}' if "response_format" in seen.body else "Jakarta", pieces=4)


def test_check_tells_what_the_service_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with FaultyServer(answering) as server:
        found = json.loads(check(tmp_path, monkeypatch, server.base_url).stdout)
    seconds = [found.pop("seconds"), found.pop("first_seconds")]
    assert all(second >= 0 for second in seconds)
    assert found == {
        "model": "uji",
        "reply": "Jakarta",
        "json_schema": "ditegakkan",
        "pieces": 2,
        "usage_reported": True,
    }


@pytest.mark.parametrize(
    ("reaction", "support"), [(Refuses("response_format"), "ditolak"), (Says(), "diabaikan")]
)
def test_check_tells_what_the_service_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reaction: Refuses | Says, support: str
) -> None:
    with FaultyServer([reaction]) as server:
        found = json.loads(check(tmp_path, monkeypatch, server.base_url).stdout)
    assert found["json_schema"] == support


def test_check_of_a_service_that_is_down_fails_and_is_booked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with FaultyServer([status(503)]) as server:
        result = check(tmp_path, monkeypatch, server.base_url)
    assert isinstance(result.exception, ModelUnavailable)
    assert result.exception.reason == "mati"
    state = state_of(settings(tmp_path))
    assert [line.failed for line in state.ledger.usage(days=1, by=UsageBy.MODEL)] == [1]
    state.close()


def test_check_without_a_service_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = check(tmp_path, monkeypatch, "")
    assert result.exit_code == 1
    assert "TANYA_LLM_BASE_URL" in result.stderr
