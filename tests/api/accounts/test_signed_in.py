"""Where signing in leads, and what is taken for a secret of ours."""

import pytest
from fastapi import Request
from hypothesis import given
from hypothesis import strategies as st

from api.accounts.recognised import api_token_in, session_token_in
from api.accounts.signed_in import safe_next, sign_in_url


def request(path: str, method: str = "GET", query: str = "", **headers: str) -> Request:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": raw}
    return Request({**scope, "scheme": "http", "server": ("tanya.test", 80)})


@pytest.mark.parametrize(
    "path", ["/", "/akun", "/percakapan/abc#jawaban-1", "/tanya?q=cuti+besar&on=2026-01-02", "/akun?x=//a.b"]
)
def test_paths_of_this_server_are_gone_on_to(path: str) -> None:
    assert safe_next(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "akun",
        "//jahat.example",
        "///jahat.example",
        "/\\jahat.example",
        "\\\\jahat.example",
        "https://jahat.example/",
        "javascript:alert(1)",
        "/\t/jahat.example",
        "/\n/jahat.example",
        " /akun",
        "/akun\r\nset-cookie: a=b",
        "/a\\b",
        "//[",
        "/" + "a" * 2_000,
        "/masuk",
        "/masuk?lanjut=/masuk",
        "/keluar",
    ],
)
def test_whatever_could_lead_elsewhere_leads_to_the_front_page(path: str) -> None:
    assert safe_next(path) == "/"


@given(st.text(max_size=40))
def test_nothing_leads_to_another_server(path: str) -> None:
    onward = safe_next(path)
    assert onward.startswith("/")
    assert not onward.startswith(("//", "/\\"))


def test_whoever_has_to_sign_in_comes_back_to_the_page_but_not_to_a_form() -> None:
    assert sign_in_url(request("/layanan", query="selesai=tutup")) == (
        "/masuk?lanjut=%2Flayanan%3Fselesai%3Dtutup"
    )
    assert sign_in_url(request("/layanan/model", "POST")) == "/masuk"


def test_only_what_could_be_ours_is_looked_up() -> None:
    assert session_token_in(request("/", cookie="tanya_sesi=abc")) == "abc"
    assert session_token_in(request("/", cookie=f"tanya_sesi={'x' * 101}")) == ""
    assert session_token_in(request("/")) == ""
    assert api_token_in(request("/api/v1/ask", authorization="Bearer tanya_abc")) == "tanya_abc"
    assert api_token_in(request("/api/v1/ask", authorization="bearer  tanya_abc ")) == "tanya_abc"
    for path, given_header in (
        ("/api/v1/ask", "Bearer sk-lain"),
        ("/api/v1/ask", "Basic tanya_abc"),
        ("/api/v1/ask", f"Bearer tanya_{'x' * 100}"),
        ("/akun", "Bearer tanya_abc"),
        ("/v1/models", "Bearer tanya_abc"),
    ):
        assert api_token_in(request(path, authorization=given_header)) == ""
