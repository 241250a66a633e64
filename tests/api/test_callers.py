"""The names under which callers stand in the ledger."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI, HTTPException, Request

from api.accounts.models import Role
from api.accounts.recognised import SESSION_COOKIE
from api.callers import Callers, secret_in
from api.identity import COOKIE
from api.state.state import State
from tests.api.people import person
from tests.databases import break_database, url_at

SECRET = b"rahasia"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    made = State(url_at(tmp_path / "layanan.sqlite3"), days=90, zone=ZoneInfo("Asia/Jakarta"))
    yield made
    made.close()


def callers_of(state: State) -> Callers:
    return Callers(state.owners, state.api_tokens, SECRET)


def request(address: str = "10.0.0.1", **headers: str) -> Request:
    """A request from an address."""
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": raw, "client": (address, 5)})


def test_a_cookie_counts_before_an_address_and_a_key_that_is_none_of_ours_for_nothing(state: State) -> None:
    callers = callers_of(state)
    owner, token = state.owners.admit()
    cookie = f"{COOKIE}={token}"
    assert callers.of(request(cookie=cookie)) == owner.id
    by_address = callers.of(request(cookie=f"{COOKIE}=tidak-dikenal"))
    assert by_address.startswith("alamat-")
    for made_up in ("Bearer sk-1", "bearer sk-2", "Basic YTpi", "Bearer ", f"Bearer tanya_{'x' * 200}"):
        for of in (callers.of, callers.of_program):
            assert of(request(authorization=made_up)) == by_address
            assert of(request(authorization=made_up, cookie=cookie)) == owner.id
    assert callers.of(request("10.0.0.2")) != by_address


def test_who_is_signed_in_is_one_caller_wherever_they_sit(state: State) -> None:
    callers, app = callers_of(state), FastAPI()
    app.state.state = state
    ani = person(state, "ani", Role.ASN)
    _, secret = state.api_tokens.create(ani, "skrip", days=30)
    _, browser = state.owners.admit()

    def sent(address: str, **headers: str) -> Request:
        made = request(address, **headers)
        made.scope.update(app=app, path="/api/v1/ask", server=("tanya.test", 80), scheme="http")
        return made

    def cookies() -> str:
        return f"{SESSION_COOKIE}={state.sessions.begin(ani)}; {COOKIE}={browser}"

    assert callers.of(sent("10.0.0.1", cookie=cookies())) == ani.owner.id
    assert callers.of(sent("10.0.0.2", cookie=cookies())) == ani.owner.id
    assert callers.of(sent("10.0.0.3", authorization=f"Bearer {secret}")) == ani.owner.id
    other_key = sent("10.0.0.3", authorization="Bearer sk-1", cookie=cookies())
    assert callers.of(other_key) == ani.owner.id, "an account is not left behind by adding a key"
    assert callers.of_program(other_key) == state.owners.known(browser).owner.id  # type: ignore[union-attr]  # just admitted
    by_token = sent("10.0.0.4", authorization=f"Bearer {secret}")
    assert callers.of_program(by_token) == ani.owner.id
    ended = sent("10.0.0.1", cookie=f"{SESSION_COOKIE}=lama; {COOKIE}={browser}")
    assert callers.of(ended) == state.owners.known(browser).owner.id  # type: ignore[union-attr]  # just admitted
    for of in (callers.of, callers.of_program):
        with pytest.raises(HTTPException):
            of(sent("10.0.0.1", authorization="Bearer tanya_salah"))


def test_nothing_of_key_or_address_is_left(state: State) -> None:
    names = [callers_of(state).of(request("10.1.2.3", authorization=key)) for key in ("Bearer sk-1", "")]
    assert not any("sk-1" in name or "10.1.2.3" in name for name in names)
    other = Callers(state.owners, state.api_tokens, b"lain")
    assert other.of(request("10.1.2.3")) not in names, "without the secret it cannot be found by trying"


def test_an_office_of_one_network_is_one_caller_and_the_server_itself_none(state: State) -> None:
    callers = callers_of(state)
    assert callers.of(request("2001:db8::1")) == callers.of(request("2001:db8::2"))
    assert callers.of(request("127.0.0.1")) == ""


def test_a_database_that_is_away_leaves_the_address(state: State, tmp_path: Path) -> None:
    break_database(tmp_path / "layanan.sqlite3")
    assert callers_of(state).of(request(cookie=f"{COOKIE}=x")).startswith("alamat-")


def test_the_secret_lasts_and_only_the_service_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "samaran.key"
    secret = secret_in(path)
    assert len(secret) == 32
    assert secret_in(path) == secret
    assert path.stat().st_mode & 0o077 == 0
    assert [each.name for each in tmp_path.iterdir()] == ["samaran.key"]


def test_a_secret_that_cannot_be_kept_lasts_as_long_as_the_process(tmp_path: Path) -> None:
    assert len(secret_in(tmp_path / "tidak-ada" / "samaran.key")) == 32
    (tmp_path / "samaran.key").write_bytes(b"pendek")
    assert len(secret_in(tmp_path / "samaran.key")) == 32
