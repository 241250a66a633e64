"""One call to a real server: whatever it does, a reply or a failure that says why, by the deadline."""

import logging
import time
import traceback

import pytest
from pydantic import SecretStr

from assistant.llm.chat import ChatRequest
from assistant.llm.client import EndpointClient
from assistant.llm.endpoint import endpoint
from assistant.llm.failures import Failure
from tests.assistant.llm.conftest import ASKED, KEY, later, soon
from tests.llm_server import (
    Disconnect,
    Dribble,
    FaultyServer,
    Hang,
    Huge,
    Raw,
    Reaction,
    Refuses,
    Says,
    Script,
    status,
)

HTML = Raw(b"<html><body>Gateway</body></html>", content_type="text/html")
CUT_JSON = Raw(b'{"choices": [{"message": {"content": "setenga')
SHAPED = ASKED.model_copy(update={"json_schema": {"type": "object", "required": ["klaim"]}})
EVENTS = "text/event-stream"


def call(
    script: Script, *, request: ChatRequest = ASKED, stream: bool = False, deadline: float | None = None
) -> tuple[str, FaultyServer, EndpointClient]:
    with FaultyServer(script) as server:
        client = EndpointClient(endpoint(server.base_url, SecretStr(KEY)), connections=2, max_bytes=1_000_000)
        try:
            incoming = client.open("uji", request, deadline=deadline or later(), stream=stream)
            return "".join(incoming), server, client
        finally:
            client.close()


def failure(reaction: Reaction, *, stream: bool = False, deadline: float | None = None) -> Failure:
    with pytest.raises(Failure) as caught:
        call([reaction], stream=stream, deadline=deadline)
    return caught.value


@pytest.mark.parametrize("stream", [False, True])
def test_a_reply_arrives_whole(stream: bool) -> None:
    text, server, _ = call([Says("Cuti tahunan 12 hari.")], stream=stream)
    assert text == "Cuti tahunan 12 hari."
    (seen,) = server.requests
    assert seen.path == "/v1/chat/completions"
    assert seen.streams is stream
    assert seen.body["messages"] == [{"role": "user", "content": "Berapa hari cuti?"}]
    assert (seen.body["model"], seen.body["max_tokens"], seen.body["temperature"]) == ("uji", 1_024, 0.0)


def test_pieces_come_as_they_are_sent() -> None:
    with FaultyServer([Says("abcdefgh" * 3, pieces=8)]) as server:
        client = EndpointClient(endpoint(server.base_url, SecretStr("")), connections=1)
        incoming = client.open("uji", ASKED, deadline=later(), stream=True)
        assert list(incoming) == ["abcdefgh"] * 3
        assert incoming.usage is not None
        assert (incoming.usage.prompt_tokens, incoming.usage.completion_tokens) == (10, 5)
        assert not incoming.cut
        client.close()


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    "hanging", [Hang(), Hang(after=2), Dribble(), Dribble(head=True), Says("lama sekali", pieces=1, wait=60)]
)
def test_no_server_can_hold_a_call_beyond_its_deadline(hanging: Reaction, stream: bool) -> None:
    # Each of these goes on until the test ends: that the call returns shows that the deadline holds.
    assert failure(hanging, stream=stream, deadline=soon()).reason == "lambat"


def test_slow_pieces_do_not_move_the_deadline() -> None:
    assert failure(Says("x" * 500, pieces=1, pause=0.05), stream=True, deadline=soon()).reason == "lambat"


def test_a_deadline_that_has_passed_sends_nothing() -> None:
    with FaultyServer() as server:
        client = EndpointClient(endpoint(server.base_url, SecretStr("")), connections=1)
        with pytest.raises(Failure) as caught:
            client.open("uji", ASKED, deadline=time.monotonic() - 1, stream=False)
        client.close()
    assert (caught.value.reason, caught.value.received, server.requests) == ("lambat", False, [])


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("reaction", "reason"),
    [
        (Disconnect(), "mati"),
        (Disconnect(after=2), "mati"),
        (Huge(2_000_000), "rusak"),
        (HTML, "rusak"),
        (CUT_JSON, "rusak"),
        (Raw(b"[]"), "rusak"),
        (Raw(b'{"choices": []}'), "rusak"),
        (Raw(b"data: {tidak", content_type=EVENTS), "rusak"),
        (Raw(b'data: {"error": {"message": "x"}}\n\n', content_type=EVENTS), "mati"),
        (Raw(b"", content_type=EVENTS), "mati"),
        (Raw(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}), "rusak"),
        (Says(message={"role": "assistant", "content": None}), "rusak"),
        (Says(message={"role": "assistant", "tool_calls": [{"id": "1", "type": "function"}]}), "rusak"),
        (Says("", finish="content_filter"), "menolak"),
        (status(500), "mati"),
        (status(503), "mati"),
        (status(429), "penuh"),
        (status(401), "menolak"),
        (status(404), "menolak"),
        (status(400), "menolak"),
        (Raw(b"", 302, headers={"Location": "http://127.0.0.1:9/"}), "menolak"),
    ],
)
def test_every_fault_has_its_reason(reaction: Reaction, reason: str, stream: bool) -> None:
    assert failure(reaction, stream=stream).reason == reason


def test_nobody_listening_is_down() -> None:
    with FaultyServer() as server:
        url = server.base_url
    client = EndpointClient(endpoint(url, SecretStr("")), connections=1)
    with pytest.raises(Failure) as caught:
        client.open("uji", ASKED, deadline=later(), stream=False)
    client.close()
    assert (caught.value.reason, caught.value.transient, caught.value.received) == ("mati", True, False)


@pytest.mark.parametrize(
    ("value", "seconds"), [("7", 7.0), ("", None), ("besok", None), ("Wed, 21 Oct 2015 07:28:00 GMT", 0.0)]
)
def test_retry_after_is_read(value: str, seconds: float | None) -> None:
    assert failure(status(429, retry_after=value)).retry_after == seconds


@pytest.mark.parametrize(
    ("code", "transient"),
    [
        (400, False),
        (401, False),
        (404, False),
        (408, True),
        (409, True),
        (429, True),
        (500, True),
        (503, True),
    ],
)
def test_only_passing_statuses_are_transient(code: int, transient: bool) -> None:
    assert failure(status(code)).transient is transient


def test_a_whole_reply_to_a_stream_request_is_taken() -> None:
    whole = b'{"choices": [{"message": {"content": "utuh"}, "finish_reason": "stop"}]}'
    assert call([Raw(whole)], stream=True)[0] == "utuh"


def test_content_in_parts_is_joined() -> None:
    parts = Says(message={"content": [{"type": "text", "text": "dua "}, {"type": "text", "text": "belas"}]})
    assert call([parts])[0] == "dua belas"


def test_usage_that_makes_no_sense_is_left_out() -> None:
    odd = b'{"choices": [{"message": {"content": "a"}}], "usage": {"prompt_tokens": -1}}'
    with FaultyServer([Raw(odd)]) as server:
        client = EndpointClient(endpoint(server.base_url, SecretStr("")), connections=1)
        incoming = client.open("uji", ASKED, deadline=later(), stream=False)
        assert list(incoming) == ["a"]
        assert incoming.usage is None
        client.close()


def test_line_breaks_of_unicode_do_not_cut_an_event() -> None:
    assert call([Says("baris\u2028satu\x85dua", pieces=100)], stream=True)[0] == "baris\u2028satu\x85dua"


def test_a_lone_surrogate_in_the_prompt_is_replaced() -> None:
    odd = ASKED.model_copy(
        update={"messages": (ASKED.messages[0].model_copy(update={"content": "a\ud800"}),)}
    )
    _, server, _ = call([Says()], request=odd)
    assert server.requests[0].prompt == "a?"


def test_a_schema_is_enforced_where_the_server_can() -> None:
    _, server, client = call([Says()], request=SHAPED)
    assert server.requests[0].body["response_format"] == {
        "type": "json_schema",
        "json_schema": {
            "name": "jawaban",
            "strict": True,
            "schema": {"type": "object", "required": ["klaim"]},
        },
    }
    assert "JSON Schema" not in server.requests[0].prompt
    assert client.refused_by("uji") == frozenset()


@pytest.mark.parametrize("code", [400, 422])
@pytest.mark.parametrize("complaint", ["unknown field {name}", "Bad request", "json_schema is not supported"])
def test_a_refused_schema_is_asked_for_in_words_from_then_on(code: int, complaint: str) -> None:
    script = [Refuses("response_format", status=code, complaint=complaint)]
    with FaultyServer(script) as server:
        client = EndpointClient(endpoint(server.base_url, SecretStr("")), connections=1)
        for _ in range(2):
            assert list(client.open("uji", SHAPED, deadline=later(), stream=False)) == ["baik"]
        client.close()
    assert ["response_format" in seen.body for seen in server.requests] == [True, False, False]
    assert '"required": ["klaim"]' in server.requests[2].prompt
    assert client.refused_by("uji") == {"response_format"}
    assert client.refused_by("lain") == frozenset()


@pytest.mark.parametrize("name", ["max_tokens", "temperature", "seed", "stream_options"])
def test_any_optional_field_can_be_refused(name: str) -> None:
    text, server, client = call([Refuses(name)], stream=True)
    assert text == "baik"
    assert client.refused_by("uji") == {name}
    assert server.requests[1].body.get("max_completion_tokens") == (1_024 if name == "max_tokens" else None)


def test_a_refusal_for_another_reason_is_not_learned() -> None:
    with FaultyServer([status(400, body='{"error": "prompt too long"}')]) as server:
        client = EndpointClient(endpoint(server.base_url, SecretStr("")), connections=1)
        with pytest.raises(Failure) as caught:
            client.open("uji", SHAPED, deadline=later(), stream=False)
        client.close()
    assert caught.value.of_request
    assert client.refused_by("uji") == frozenset()
    assert len(server.requests) == 2


def test_the_environment_and_the_machine_stay_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "OPENAI_API_KEY": "sk-lingkungan",
        "OPENAI_ADMIN_KEY": "sk-admin",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "OPENAI_ORG_ID": "org",
        "OPENAI_PROJECT_ID": "proyek",
        "OPENAI_CUSTOM_HEADERS": "X-Mata: mata",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "ALL_PROXY": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    _, server, _ = call([Says()])
    headers = server.requests[0].headers
    assert set(headers) <= {
        "host",
        "content-type",
        "content-length",
        "connection",
        "accept",
        "accept-encoding",
        "user-agent",
        "authorization",
    }
    assert (headers["authorization"], headers["user-agent"]) == (f"Bearer {KEY}", "tanya-asn")


def test_no_key_sends_no_authorization() -> None:
    with FaultyServer() as server:
        client = EndpointClient(endpoint(server.base_url, SecretStr("")), connections=1)
        list(client.open("uji", ASKED, deadline=later(), stream=False))
        client.close()
    assert "authorization" not in server.requests[0].headers


@pytest.mark.parametrize("code", [400, 401, 500])
def test_the_key_is_in_no_error_log_or_repr(code: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    echo = status(code, body=f'{{"error": {{"message": "Incorrect API key provided: {KEY}"}}}}')
    with FaultyServer([echo]) as server:
        client = EndpointClient(endpoint(server.base_url, SecretStr(KEY)), connections=1)
        with pytest.raises(Failure) as caught:
            client.open("uji", ASKED, deadline=later(), stream=False)
        client.close()
    told = "".join(traceback.format_exception(caught.value)) + caplog.text + repr(client.endpoint)
    assert KEY not in told
    assert ASKED.messages[0].content not in caplog.text


def test_cookies_are_not_kept() -> None:
    with FaultyServer(
        [Raw(b'{"choices": [{"message": {"content": "a"}}]}', headers={"Set-Cookie": "a=b"})]
    ) as (server):
        client = EndpointClient(endpoint(server.base_url, SecretStr("")), connections=1)
        for _ in range(2):
            list(client.open("uji", ASKED, deadline=later(), stream=False))
        client.close()
    assert "cookie" not in server.requests[1].headers
