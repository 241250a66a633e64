"""Conversations over HTTP: every route for its owner, for another browser, and for none."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from sqlalchemy import func, select

from api import identity
from api.app import create_app
from api.conversation_routes import UNSAVED
from api.library import Library
from api.settings import Settings
from api.state.state import State
from api.state.tables import OwnerRow
from assistant.followup import Turn
from assistant.models import Answer
from corpus.errors import StorageError
from tests.api.state.answers import NIP, HandClock, answer_to
from tests.databases import dead_url, url_at
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

PROBLEM = "application/problem+json"


@dataclass
class Browser:
    """Sends requests and keeps cookies, as a browser does; ``set_cookie`` is the header it was last sent."""

    app: FastAPI
    base: str = "http://tanya.test"
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    set_cookie: str = ""

    def send(self, method: str, path: str, **options: object) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=transport, base_url=self.base, cookies=self.cookies
            ) as client:
                return await client.request(method, f"/api/v1{path}", **options)  # type: ignore[arg-type]  # passed through

        response = asyncio.run(go())
        self.set_cookie = response.headers.get("set-cookie", "")
        if self.set_cookie:
            name, _, value = self.set_cookie.partition(";")[0].partition("=")
            self.cookies.set(name, value, domain="tanya.test")
        return response


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("percakapan")
    (folder / "base.md").write_text(CUTI, encoding="utf-8")
    opened = Library(Settings(home=folder / "home", _env_file=None), embedder=WordEmbedder())
    opened.ingest([folder / "base.md"], starter=False)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def app(library: Library, tmp_path: Path, clock: HandClock) -> Iterator[FastAPI]:
    """The application over the small library, with an empty state whose clock is set by hand."""
    library.state.close()
    library.state = State(url_at(tmp_path / "layanan.sqlite3"), days=90, zone=library.state.zone, clock=clock)
    yield create_app(library.settings, library=library)
    library.state.close()


@pytest.fixture
def ani(app: FastAPI) -> Browser:
    return Browser(app)


@pytest.fixture
def budi(app: FastAPI) -> Browser:
    """A browser with things of its own."""
    browser = Browser(app)
    browser.send("POST", "/conversations", json={})
    return browser


def begun(browser: Browser, *questions: str) -> tuple[str, list[str]]:
    """Identifiers of a new conversation and of its exchanges."""
    identifier = browser.send("POST", "/conversations", json={}).json()["id"]
    exchanges = [
        browser.send("POST", f"/conversations/{identifier}/questions", json={"question": question}).json()[
            "exchange"
        ]["id"]
        for question in questions
    ]
    return identifier, exchanges


def test_a_request_that_is_sent_again_is_stored_once(ani: Browser) -> None:
    talk, _ = begun(ani)
    place, asked = f"/conversations/{talk}/questions", {"question": "berapa hari cuti tahunan pegawai?"}
    sent = [ani.send("POST", place, json=asked, headers={"Idempotency-Key": "k1"}).json() for _ in range(2)]
    assert sent[0] == sent[1]
    other = ani.send("POST", place, json=asked, headers={"Idempotency-Key": "k2"}).json()
    assert other["exchange"]["id"] != sent[0]["exchange"]["id"]
    assert ani.send("GET", f"/conversations/{talk}").json()["length"] == 2


def test_a_conversation_from_begin_to_end(ani: Browser) -> None:
    begin = ani.send("POST", "/conversations", json={"title": "Cuti"})
    assert (begin.status_code, begin.json()["title"]) == (201, "Cuti")
    place = f"/conversations/{begin.json()['id']}"
    first = ani.send("POST", f"{place}/questions", json={"question": "berapa hari cuti tahunan pegawai?"})
    body = first.json()
    assert first.status_code == 200
    assert body["notice"] == ""
    assert body["exchange"]["answer"]["status"] == "answered"
    follow_up = ani.send("POST", f"{place}/questions", json={"question": "syaratnya apa?"}).json()
    assert "cuti tahunan" in follow_up["exchange"]["answer"]["understood_as"]
    ani.send("PUT", f"/exchanges/{body['exchange']['id']}/feedback", json={"helpful": True})
    found = ani.send("GET", place).json()
    assert found["length"] == 2
    assert [one["question"] for one in found["exchanges"]] == [
        "berapa hari cuti tahunan pegawai?",
        "syaratnya apa?",
    ]
    assert found["exchanges"][0]["feedback"] == {"helpful": True, "reason": None, "text": ""}
    assert found["exchanges"][1]["feedback"] is None
    assert ani.send("PATCH", place, json={"title": " Cuti saya "}).json()["title"] == "Cuti saya"
    listed = ani.send("GET", "/conversations").json()
    assert [(one["title"], one["length"]) for one in listed] == [("Cuti saya", 2)]
    assert ani.send("DELETE", place).status_code == 204
    assert ani.send("GET", place).status_code == 404
    assert ani.send("GET", "/conversations").json() == []


ROUTES = [
    ("GET", "/conversations/{conversation}", None),
    ("PATCH", "/conversations/{conversation}", {"title": "Lain"}),
    ("DELETE", "/conversations/{conversation}", None),
    ("POST", "/conversations/{conversation}/questions", {"question": "berapa?"}),
    ("GET", "/conversations/{conversation}/export", None),
    ("POST", "/conversations/{conversation}/share", None),
    ("DELETE", "/conversations/{conversation}/share", None),
    ("PUT", "/exchanges/{exchange}/feedback", {"helpful": True}),
    ("POST", "/exchanges/{exchange}/handover", {}),
    ("GET", "/handovers/{receipt}", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ROUTES)
def test_what_is_anothers_does_not_exist(
    ani: Browser, budi: Browser, app: FastAPI, method: str, path: str, body: dict[str, object] | None
) -> None:
    conversation, (exchange,) = begun(ani, "berapa hari cuti tahunan?")
    receipt = ani.send("POST", f"/exchanges/{exchange}/handover", json={}).json()["receipt"]
    names = {"conversation": conversation, "exchange": exchange, "receipt": receipt}
    nothing = dict.fromkeys(names, "tidak-ada")
    own = {} if body is None else {"json": body}
    foreign = budi.send(method, path.format(**names), **own)
    unknown = budi.send(method, path.format(**nothing), **own)
    assert foreign.status_code == unknown.status_code == 404
    assert foreign.headers["content-type"] == PROBLEM
    assert foreign.json() == unknown.json()
    newcomer = Browser(app)
    refused = newcomer.send(method, path.format(**names), **own)
    assert refused.status_code == 404
    assert newcomer.set_cookie == ""
    assert ani.send(method, path.format(**names), **own).status_code in {200, 201, 204}


def test_deleting_all_deletes_ones_own_alone(ani: Browser, budi: Browser, app: FastAPI) -> None:
    begun(ani, "a b c")
    begun(ani)
    assert Browser(app).send("DELETE", "/conversations").status_code == 404
    assert ani.send("DELETE", "/conversations").json() == {"count": 2}
    assert len(budi.send("GET", "/conversations").json()) == 1


def test_nothing_is_kept_of_who_only_reads(app: FastAPI, library: Library) -> None:
    browser = Browser(app)
    assert browser.send("GET", "/conversations").json() == []
    browser.send("POST", "/ask", json={"question": "berapa hari cuti tahunan?"})
    browser.send("POST", "/conversations", json={"title": "x" * 81})
    browser.send("GET", "/shared/tidak-ada")
    assert browser.set_cookie == ""
    assert library.state.purge().owners == 0
    with library.state.database.reading() as session:
        assert session.scalar(select(func.count(OwnerRow.id))) == 0


def test_the_cookie_is_closed_to_scripts_and_other_sites(app: FastAPI) -> None:
    browser = Browser(app)
    browser.send("POST", "/conversations", json={})
    attributes = {part.strip().lower() for part in browser.set_cookie.split(";")[1:]}
    assert attributes == {"httponly", "max-age=7776000", "path=/", "samesite=lax"}
    secure = Browser(app, base="https://tanya.test")
    secure.send("POST", "/conversations", json={})
    assert "secure" in secure.set_cookie.lower()
    proxied = Browser(app)
    proxied.send("POST", "/conversations", json={}, headers={"x-forwarded-proto": "https"})
    assert "secure" in proxied.set_cookie.lower()


def test_the_cookie_is_renewed_while_it_is_used(ani: Browser, clock: HandClock) -> None:
    conversation, _ = begun(ani)
    ani.send("GET", "/conversations")
    assert ani.set_cookie == ""
    clock.forward(days=80)
    ani.send("GET", "/conversations")
    assert identity.COOKIE in ani.set_cookie
    clock.forward(days=20)
    assert ani.send("GET", "/conversations").status_code == 200
    assert ani.send("GET", f"/conversations/{conversation}").status_code == 404
    clock.now += timedelta(days=200)
    assert ani.send("POST", "/conversations", json={}).status_code == 201
    assert identity.COOKIE in ani.set_cookie


def test_a_cookie_somebody_made_up_is_nobodys(app: FastAPI) -> None:
    for value in ("dibuat-sendiri", "x" * 5_000):
        browser = Browser(app)
        browser.cookies.set(identity.COOKIE, value, domain="tanya.test")
        assert browser.send("GET", "/conversations").json() == []
        browser.send("POST", "/conversations", json={})
        assert value not in browser.set_cookie
        assert len(browser.cookies[identity.COOKIE]) == 43


@pytest.mark.parametrize(("method", "path", "body"), [*ROUTES, ("POST", "/conversations", {})])
def test_another_site_changes_nothing(
    ani: Browser, method: str, path: str, body: dict[str, object] | None
) -> None:
    conversation, (exchange,) = begun(ani, "berapa?")
    names = {"conversation": conversation, "exchange": exchange, "receipt": "x"}
    headers = {"origin": "https://jahat.example", "sec-fetch-site": "cross-site"}
    sent = ani.send(method, path.format(**names), headers=headers, **({} if body is None else {"json": body}))
    assert (sent.status_code == 403) == (method != "GET")


def test_export_is_a_text_to_keep(ani: Browser) -> None:
    conversation, _ = begun(ani, "berapa hari cuti tahunan pegawai?")
    sent = ani.send("GET", f"/conversations/{conversation}/export")
    assert sent.headers["content-type"] == "text/plain; charset=utf-8"
    assert sent.headers["content-disposition"].startswith("attachment")
    assert "1. Pertanyaan" in sent.text
    assert "[1] Pasal 2 ayat (1) PP Nomor 91 Tahun 2019\n    “" in sent.text


def test_a_link_is_read_by_anybody_until_it_is_revoked(ani: Browser, app: FastAPI) -> None:
    conversation, _ = begun(ani, f"NIP saya {NIP}, berapa hari cuti tahunan?")
    link = ani.send("POST", f"/conversations/{conversation}/share").json()
    assert link["path"] == f"/api/v1/shared/{link['token']}"
    reader = Browser(app)
    shown = reader.send("GET", f"/shared/{link['token']}")
    assert shown.status_code == 200
    assert NIP not in shown.text
    assert conversation not in shown.text
    assert [one["id"] for one in shown.json()["exchanges"]] == [""]
    assert (shown.headers["x-robots-tag"], shown.headers["cache-control"]) == ("noindex", "no-store")
    assert ani.send("DELETE", f"/conversations/{conversation}/share").json() == {"count": 1}
    assert reader.send("GET", f"/shared/{link['token']}").status_code == 404


def test_feedback_changes_and_is_checked(ani: Browser, library: Library) -> None:
    _, (exchange,) = begun(ani, "berapa?")
    place = f"/exchanges/{exchange}/feedback"
    bad = {"helpful": False, "reason": "kedaluwarsa", "text": "sudah diganti"}
    assert ani.send("PUT", place, json=bad).json() == bad
    assert ani.send("PUT", place, json={"helpful": True}).json()["reason"] is None
    assert len(library.state.feedback.list()) == 1
    for wrong in (
        {},
        {"helpful": True, "reason": "salah"},
        {"helpful": False, "reason": "jelek"},
        {"helpful": False, "text": "x" * 2_001},
        {"helpful": True, "lain": 1},
    ):
        assert ani.send("PUT", place, json=wrong).status_code == 422


def test_a_handover_gives_a_receipt_and_tells_what_came_of_it(ani: Browser, library: Library) -> None:
    _, (_, exchange) = begun(ani, "berapa hari cuti?", "bagaimana dengan warna seragam?")
    sent = ani.send("POST", f"/exchanges/{exchange}/handover", json={"contact": "lewat kantor"})
    assert sent.status_code == 201
    receipt = sent.json()["receipt"]
    library.state.handovers.close(receipt, by="Petugas", note="Lihat surat edaran.")
    told = ani.send("GET", f"/handovers/{receipt}").json()
    assert (told["state"], told["note"]) == ("ditangani", "Lihat surat edaran.")
    assert "Petugas" not in str(told)
    too_long = ani.send("POST", f"/exchanges/{exchange}/handover", json={"contact": "x" * 301})
    assert too_long.status_code == 422


def test_the_answer_is_made_by_what_the_application_was_given(app: FastAPI, ani: Browser) -> None:
    asked: list[tuple[str, date | None, Sequence[Turn], str]] = []

    def answer(question: str, on: date | None, history: Sequence[Turn], user: str) -> Answer:
        asked.append((question, on, history, user))
        return answer_to(question)

    app.state.answer = answer
    identifier, _ = begun(ani, "satu")
    ani.send("POST", f"/conversations/{identifier}/questions", json={"question": "dua", "on": "2025-01-02"})
    question, on, history, user = asked[1]
    assert (question, on, [turn.question for turn in history]) == ("dua", date(2025, 1, 2), ["satu"])
    assert user == asked[0][3] != ""


def test_an_answer_that_cannot_be_kept_is_given_all_the_same(
    ani: Browser, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    identifier, _ = begun(ani)

    def full(what: str) -> object:
        raise StorageError(f"{what} (disk full).")

    monkeypatch.setattr(library.state.database, "writing", full)
    place = f"/conversations/{identifier}"
    sent = ani.send("POST", f"{place}/questions", json={"question": "berapa hari cuti tahunan pegawai?"})
    assert sent.status_code == 200
    assert sent.json()["notice"] == UNSAVED
    assert sent.json()["exchange"]["id"] == ""
    assert "12" in sent.json()["exchange"]["answer"]["text"]
    assert ani.send("GET", place).status_code == 200
    refused = ani.send("POST", "/conversations", json={})
    assert (refused.status_code, refused.headers["content-type"]) == (507, PROBLEM)
    assert "disk full" in refused.json()["detail"]


def test_a_dead_database_of_people_does_not_stop_plain_answers(
    library: Library, tmp_path: Path, ani: Browser
) -> None:
    begun(ani)
    library.state.close()
    library.state = State(dead_url(tmp_path), days=90, zone=library.state.zone)
    browser = Browser(create_app(library.settings, library=library), cookies=ani.cookies)
    answered = browser.send("POST", "/ask", json={"question": "berapa hari cuti tahunan pegawai?"})
    assert answered.json()["status"] == "answered"
    assert browser.send("GET", "/ready").status_code == 200
    for method, path in (("GET", "/conversations"), ("POST", "/conversations"), ("GET", "/shared/x")):
        told = browser.send(method, path, **({"json": {}} if method == "POST" else {}))
        assert told.status_code == 507
        assert "Basis data" in told.json()["detail"]
