"""The pages over an empty state: browsers that own conversations, and what is kept of them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from bs4 import BeautifulSoup
from fastapi import FastAPI

from api.accounts.models import Role
from api.accounts.recognised import SESSION_COOKIE
from api.csrf import form_token
from api.identity import COOKIE
from api.state.clock import Clock
from api.state.exchanges import Exchange
from api.state.owners import Owner
from api.state.state import State
from assistant.models import Answer, AnswerStatus, Question
from tests.api.pages.conftest import HTML, close, make_app
from tests.api.pages.stub import TODAY, StubLibrary, cuti_besar, disiplin
from tests.api.people import session_of
from tests.api.state.answers import NIP
from tests.databases import url_at

BASE = "http://tanya.test"
MASKED_QUESTION = f"NIP saya {NIP}, berapa lama cuti besar?"
UNANSWERED = "Bagaimana aturan seragam di Mars?"


@contextmanager
def owned_app(folder: Path, clock: Clock | None = None) -> Iterator[FastAPI]:
    """The pages with a state of their own that keeps things for 90 days."""
    app = make_app(StubLibrary(), folder)
    if clock is not None:
        app.state.state.close()
        url = url_at(folder / "berjam.sqlite3")
        app.state.state = State(url, days=90, zone=ZoneInfo("Asia/Jakarta"), clock=clock)
    yield app
    close(app)


def answer_of(question: str) -> Answer:
    """An answer by hand: with sources, or honest about having none."""
    asked = Question(text=question, on=TODAY)
    if "Mars" in question:
        text = "Kami belum menemukan ketentuan yang menjawab pertanyaan ini."
        return Answer(question=asked, status=AnswerStatus.NO_SOURCE, text=text, confidence=0.1)
    return disiplin(asked) if "disiplin" in question else cuti_besar(asked)


@dataclass
class Browser:
    """Sends requests as a browser does that may own something; its state is that of the application."""

    app: FastAPI
    base: str = BASE
    client: tuple[str, int] = ("127.0.0.1", 5)
    token: str = ""
    session: str = ""
    owner: Owner | None = None
    sent: list[httpx.Response] = field(default_factory=list)

    @property
    def state(self) -> State:
        state: State = self.app.state.state
        return state

    def admit(self) -> Owner:
        """Become known, as the first kept question makes a browser."""
        self.owner, self.token = self.state.owners.admit()
        return self.owner

    def sign_in(self, username: str, *roles: Role) -> None:
        """Be signed in as somebody with these roles."""
        self.session = session_of(self.state, username, *roles)

    def talk(self, *questions: str) -> tuple[str, list[Exchange]]:
        """Keep a conversation of these questions; its identifier and what is in it."""
        owner = self.owner or self.admit()
        conversation = self.state.conversations.create(owner).id
        kept = [
            self.state.conversations.append(owner, conversation, one, answer_of(one), snapshot="s1")
            for one in questions
        ]
        return conversation, kept

    def send(self, method: str, path: str, **options: object) -> httpx.Response:
        async def go() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, raise_app_exceptions=False, client=self.client)
            held = {COOKIE: self.token, SESSION_COOKIE: self.session}
            cookies = {name: value for name, value in held.items() if value}
            async with httpx.AsyncClient(transport=transport, base_url=self.base, cookies=cookies) as client:
                return await client.request(method, path, **options)  # type: ignore[arg-type]  # passed through

        response = asyncio.run(go())
        self.sent.append(response)
        return response

    def get(self, path: str, status: int = 200) -> BeautifulSoup:
        """The parsed page, its status checked."""
        response = self.send("GET", path, headers=HTML)
        assert response.status_code == status, response.text
        return BeautifulSoup(response.text, "lxml")

    def post(self, path: str, fields: dict[str, str], *, page: str = "", **headers: str) -> httpx.Response:
        """Send a form with this browser's token, or as ``page`` shows it."""
        token = form_token(self.session or self.token)
        if page:
            field = self.get(page).select_one("input[name=csrf]")
            assert field is not None
            token = str(field["value"])
        own = {"origin": self.base, "sec-fetch-site": "same-origin", **HTML}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("POST", path, data={"csrf": token, **fields}, headers=own)


def words(part: object) -> str:
    """The text of a part of a page in one line."""
    return " ".join(getattr(part, "get_text", lambda *_: "")(" ").split())


def named(browser: Browser) -> dict[str, str]:
    """The names of a conversation, of an answer in it, and of what was handed over from another."""
    conversation, (first, second) = browser.talk("Berapa lama cuti besar?", UNANSWERED)
    assert browser.owner
    receipt = browser.state.handovers.send(browser.owner, second.id).receipt
    return {"conversation": conversation, "exchange": first.id, "receipt": receipt}
