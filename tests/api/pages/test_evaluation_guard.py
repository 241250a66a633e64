from collections.abc import Mapping

import pytest
from fastapi import Request

from api.pages.evaluation_guard import is_local, may_change

OWN = {"host": "localhost:8000", "origin": "http://localhost:8000", "sec-fetch-site": "same-origin"}


def request(headers: Mapping[str, str], client: str = "127.0.0.1") -> Request:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "POST", "path": "/evaluasi", "query_string": b"", "headers": raw}
    return Request({**scope, "scheme": "http", "server": ("127.0.0.1", 8000), "client": (client, 5)})


@pytest.mark.parametrize(
    "headers",
    [
        OWN,
        {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"},
        {"host": "[::1]:8000", "origin": "http://[::1]:8000"},
        {"host": "localhost", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_page_of_this_server_may(headers: Mapping[str, str]) -> None:
    assert may_change(request(headers))
    assert may_change(request(headers, "::1"))


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://jahat.example"},
        {"origin": "null"},
        {"origin": "http://localhost:9000"},
        {"origin": "https://localhost:8000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"x-forwarded-for": "10.0.0.1"},
        {"x-forwarded-host": "tanya.example.go.id"},
        {"forwarded": "for=10.0.0.1"},
        {"via": "1.1 perantara"},
        {"x-real-ip": "10.0.0.1"},
        # A name of another site that was pointed at this machine.
        {"host": "jahat.example:8000", "origin": "http://jahat.example:8000"},
        {"host": "localhost.jahat.example", "origin": "http://localhost.jahat.example"},
        {"host": "[", "origin": "http://["},
        {"host": "", "origin": "http://"},
    ],
)
def test_others_may_not(changes: Mapping[str, str]) -> None:
    assert not may_change(request({**OWN, **changes}))


def test_whoever_does_not_say_where_it_comes_from_may_not() -> None:
    assert is_local(request({"host": "localhost"}))
    assert not may_change(request({"host": "localhost"}))


@pytest.mark.parametrize("client", ["10.0.0.1", "192.168.1.5", "::ffff:10.0.0.1", "testclient", ""])
def test_other_machines_may_not(client: str) -> None:
    assert not may_change(request(OWN, client))
