"""Who may change something: our own pages and programs, not another site's page."""

from collections.abc import Mapping

import pytest
from fastapi import HTTPException, Request

from api.csrf import check_form, form_token, from_elsewhere, refuse_elsewhere, says_same_origin


def request(headers: Mapping[str, str], *, method: str = "POST", scheme: str = "http") -> Request:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": "/", "query_string": b"", "headers": raw}
    return Request({**scope, "scheme": scheme, "server": ("10.0.0.1", 8000), "client": ("10.0.0.2", 5)})


HOST = {"host": "tanya.example.go.id"}
OWN = {**HOST, "origin": "http://tanya.example.go.id"}


@pytest.mark.parametrize(
    ("headers", "scheme"),
    [
        (OWN, "http"),
        ({**OWN, "sec-fetch-site": "same-origin"}, "http"),
        ({**HOST, "sec-fetch-site": "same-origin"}, "http"),
        ({**HOST, "origin": "https://tanya.example.go.id"}, "https"),
        ({**HOST, "origin": "https://tanya.example.go.id", "x-forwarded-proto": "https"}, "http"),
        ({"host": "Tanya.Example.go.id:8000", "origin": "http://tanya.example.go.id:8000"}, "http"),
    ],
)
def test_our_own_pages_may(headers: Mapping[str, str], scheme: str) -> None:
    own = request(headers, scheme=scheme)
    assert says_same_origin(own)
    refuse_elsewhere(own)
    check_form(own, form_token("rahasia"), "rahasia")


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "http://jahat.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://["},
        {"origin": "http://tanya.example.go.id:9000"},
        {"origin": "http://tanya.example.go.id.jahat.example"},
        {"origin": "https://tanya.example.go.id"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_other_sites_may_not(changes: Mapping[str, str]) -> None:
    foreign = request({**OWN, **changes})
    assert from_elsewhere(foreign)
    assert not says_same_origin(foreign)
    with pytest.raises(HTTPException) as caught:
        refuse_elsewhere(foreign)
    assert caught.value.status_code == 403
    with pytest.raises(HTTPException):
        check_form(foreign, form_token("rahasia"), "rahasia")


def test_other_sites_may_link_to_what_is_only_read() -> None:
    refuse_elsewhere(request({**HOST, "sec-fetch-site": "cross-site"}, method="GET"))


def test_a_program_may_send_json_but_no_form() -> None:
    program = request(HOST)
    refuse_elsewhere(program)
    with pytest.raises(HTTPException):
        check_form(program, form_token(""), "")


@pytest.mark.parametrize("token", ["", "x", form_token(""), form_token("lain"), "é"])
def test_a_form_shown_to_another_browser_does_not_pass(token: str) -> None:
    with pytest.raises(HTTPException):
        check_form(request(OWN), token, "rahasia")
