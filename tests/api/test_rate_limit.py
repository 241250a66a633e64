"""How often one browser and one address may send something."""

import asyncio
from dataclasses import dataclass

import httpx
import pytest
from fastapi import Depends, FastAPI

from api.compat.errors import compat_error
from api.identity import COOKIE
from api.problem import install_problem_errors
from api.rate_limit import Pace, rate_limit


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_at_once_then_one_each_time_a_share_of_the_minute_is_over() -> None:
    clock = Clock()
    pace = Pace(3, clock=clock)
    assert [pace.wait("a") for _ in range(3)] == [0, 0, 0]
    assert pace.wait("a") == 20
    clock.now = 5
    assert pace.wait("a") == 15
    clock.now = 20
    assert pace.wait("a") == 0
    assert pace.wait("a") == 20


def test_senders_do_not_share_and_a_long_rest_saves_up_no_more_than_a_minute() -> None:
    clock = Clock()
    pace = Pace(2, clock=clock)
    assert [pace.wait("a"), pace.wait("a"), pace.wait("b")] == [0, 0, 0]
    clock.now = 3_600
    assert [pace.wait("a"), pace.wait("a")] == [0, 0]
    assert pace.wait("a") > 0


def test_zero_is_no_bound() -> None:
    pace = Pace(0)
    assert {pace.wait("a") for _ in range(1_000)} == {0.0}


def test_no_more_senders_are_remembered_than_fit() -> None:
    pace = Pace(1, kept=2, clock=Clock())
    assert [pace.wait("a"), pace.wait("b")] == [0, 0]
    assert pace.wait("a") > 0
    assert pace.wait("c") == 0
    # "b" sent longest ago and was forgotten for "c"; "a" was not.
    assert pace.wait("a") > 0
    assert pace.wait("b") == 0


def made(**bounds: int) -> FastAPI:
    app = FastAPI(dependencies=[Depends(rate_limit(**bounds, clock=Clock()))])
    install_problem_errors(app)

    @app.api_route("/", methods=["GET", "POST"])
    def route() -> str:
        return "ya"

    return app


def send(app: FastAPI, address: str, *, method: str = "POST", browser: str = "") -> httpx.Response:
    async def go() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, client=(address, 5))
        cookies = {COOKIE: browser} if browser else {}
        async with httpx.AsyncClient(transport=transport, base_url="http://t", cookies=cookies) as client:
            return await client.request(method, "/")

    return asyncio.run(go())


def test_an_address_that_sends_too_often_is_told_when_to_come_again() -> None:
    app = made(per_browser=0, per_address=2)
    assert [send(app, "10.0.0.1").status_code for _ in range(3)] == [200, 200, 429]
    refused = send(app, "10.0.0.1")
    assert refused.headers["retry-after"] == "30"
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["detail"] == "Terlalu banyak permintaan"
    assert send(app, "10.0.0.2").status_code == 200
    assert send(app, "10.0.0.1", method="GET").status_code == 200


def test_a_browser_has_its_own_bound_and_leaves_the_others_theirs() -> None:
    app = made(per_browser=1, per_address=3)
    assert [send(app, "10.0.0.1", browser="satu").status_code for _ in range(9)] == [200, *[429] * 8]
    assert send(app, "10.0.0.1", browser="dua").status_code == 200
    assert send(app, "10.0.0.1").status_code == 200
    assert send(app, "10.0.0.1", browser="tiga").status_code == 429


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_the_server_itself_is_not_held_back(address: str) -> None:
    app = made(per_browser=0, per_address=1)
    assert [send(app, address).status_code for _ in range(3)] == [200, 200, 200]


@pytest.mark.parametrize(
    ("one", "other"), [("2001:db8::1", "2001:db8::2"), ("::ffff:10.0.0.1", "10.0.0.1"), ("aneh", "aneh")]
)
def test_addresses_of_one_sender_count_together(one: str, other: str) -> None:
    app = made(per_browser=0, per_address=1)
    assert [send(app, one).status_code, send(app, other).status_code] == [200, 429]


def test_another_network_is_another_sender() -> None:
    app = made(per_browser=0, per_address=1)
    assert [send(app, one).status_code for one in ("2001:db8::1", "2001:db8:0:1::1")] == [200, 200]


def test_clients_of_the_openai_interface_are_told_in_their_shape() -> None:
    app = FastAPI(dependencies=[Depends(rate_limit(per_browser=0, per_address=1, clock=Clock()))])
    install_problem_errors(app, compat_error)

    @app.post("/")
    def route() -> str:
        return "ya"

    send(app, "10.0.0.1")
    refused = send(app, "10.0.0.1")
    assert refused.json()["error"]["type"] == "rate_limit_error"
    assert refused.headers["retry-after"] == "60"
