"""The names under which callers stand in the ledger."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi import Request

from api.callers import Callers, secret_in
from api.identity import COOKIE
from api.state.state import State

SECRET = b"rahasia"


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    made = State(f"sqlite:///{tmp_path / 'layanan.sqlite3'}", days=90, zone=ZoneInfo("Asia/Jakarta"))
    yield made
    made.close()


def request(address: str = "10.0.0.1", **headers: str) -> Request:
    """A request from an address."""
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "headers": raw, "client": (address, 5)})


def test_a_key_counts_before_a_cookie_and_a_cookie_before_an_address(state: State) -> None:
    callers = Callers(state.owners, SECRET)
    owner, token = state.owners.admit()
    cookie = f"{COOKIE}={token}"
    by_key = callers.of(request(authorization="Bearer sk-1", cookie=cookie))
    assert by_key.startswith("kunci-")
    assert callers.of(request("10.0.0.2", authorization="bearer sk-1")) == by_key
    assert callers.of(request(authorization="Bearer sk-2")) != by_key
    assert callers.of(request(cookie=cookie)) == owner.id
    by_address = callers.of(request(cookie=f"{COOKIE}=tidak-dikenal"))
    assert by_address.startswith("alamat-")
    assert (
        callers.of(request(authorization="Basic YTpi"))
        == callers.of(request(authorization="Bearer "))
        == by_address
    )
    assert callers.of(request("10.0.0.2")) != by_address


def test_nothing_of_key_or_address_is_left(state: State) -> None:
    names = [
        Callers(state.owners, SECRET).of(request("10.1.2.3", authorization=key))
        for key in ("Bearer sk-1", "")
    ]
    assert not any("sk-1" in name or "10.1.2.3" in name for name in names)
    other = Callers(state.owners, b"lain")
    assert other.of(request("10.1.2.3")) not in names, "without the secret it cannot be found by trying"


def test_an_office_of_one_network_is_one_caller_and_the_server_itself_none(state: State) -> None:
    callers = Callers(state.owners, SECRET)
    assert callers.of(request("2001:db8::1")) == callers.of(request("2001:db8::2"))
    assert callers.of(request("127.0.0.1")) == ""


def test_a_database_that_is_away_leaves_the_address(state: State, tmp_path: Path) -> None:
    (tmp_path / "layanan.sqlite3").mkdir()
    assert Callers(state.owners, SECRET).of(request(cookie=f"{COOKIE}=x")).startswith("alamat-")


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
