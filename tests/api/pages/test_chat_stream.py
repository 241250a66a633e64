"""The chat while an answer is made: pieces of the page, the answer kept once and only when it is whole."""

import asyncio
import threading
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup
from fastapi import FastAPI
from starlette.types import Message

from api.state.tables import ConversationRow, ExchangeRow
from assistant.events import Progress, Sentence, Stage, Withdrawn
from assistant.models import Claim
from tests.api.pages.browser import SITE, WindowlessBrowser
from tests.api.pages.conftest import close, make_app
from tests.api.pages.stub import StubLibrary, cite
from tests.api.pages.stub_texts import XSS
from tests.api.pages.test_chat_pages import count
from tests.api.scripted import Scripted

LONG = Claim(
    text="Cuti besar paling lama 3 bulan.",
    citations=(cite("pp-11-2017/pasal-316/ayat-1", "berhak atas cuti besar paling lama 3 bulan"),),
)
EVIL = Claim(text=XSS)


@pytest.fixture
def ani(app: FastAPI) -> WindowlessBrowser:
    return WindowlessBrowser(app)


def pieces(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "lxml")


def test_sentences_come_with_numbered_markers_and_the_whole_is_the_page(
    ani: WindowlessBrowser, app: FastAPI
) -> None:
    events = ani.watch("Berapa lama cuti besar?")
    assert [name for name, _ in events] == ["progress", "sentence", "sentence", "sentence", "done"]
    assert events[0][1] == {"label": "Mencari aturan yang sesuai"}
    markers = [pieces(data["html"]).select(".marker")[0] for _, data in events[1:4]]
    assert [marker.get_text() for marker in markers] == ["[1]", "[2]", "[2]"]
    assert markers[1]["aria-label"] == "[2] Lihat Pasal 317 PP Nomor 11 Tahun 2017"
    done = events[-1][1]
    assert count(app, ExchangeRow) == 1
    assert done["url"] == f"/percakapan/{done['conversation']}#jawaban-1"
    page = ani.page(f"/percakapan/{done['conversation']}")
    shown, sent = page.select_one(".exchange"), pieces(done["html"]).select_one(".exchange")
    assert shown is not None
    assert sent is not None
    assert shown.get_text().split() == sent.get_text().split()
    head = pieces(done["head"]).select_one("h1")
    assert head is not None
    assert head.get_text() == "Berapa lama cuti besar?"


def test_the_token_that_comes_along_fits_the_cookie(ani: WindowlessBrowser) -> None:
    *_, (_, done) = ani.watch("cuti besar")
    ani.csrf = done["csrf"]
    *_, (_, second) = ani.watch("hukuman disiplin", percakapan=done["conversation"])
    assert second["url"] == f"/percakapan/{done['conversation']}#jawaban-2"


def test_a_question_sent_again_after_a_lost_line_gets_what_was_kept(
    ani: WindowlessBrowser, app: FastAPI
) -> None:
    ani.begin("Apa saja jenis cuti?")
    *_, first = ani.watch("Berapa lama cuti besar?", kunci="a1")
    assert ani.watch("Berapa lama cuti besar?", kunci="a1") == [first]
    assert count(app, ExchangeRow) == 2


def test_what_is_not_to_be_kept_is_not(ani: WindowlessBrowser, app: FastAPI) -> None:
    *_, (_, done) = ani.watch("cuti besar", simpan="tidak", nomor="3")
    assert done["conversation"] == ""
    assert done["url"].startswith("/tanya?q=cuti+besar&on=")
    assert pieces(done["html"]).select_one("#jawaban-lepas-3")
    assert not ani.cookies
    assert count(app, ConversationRow) == 0


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        ({"q": " "}, 422, "Tulis pertanyaan"),
        ({"q": "cuti", "on": "besok"}, 422, "Tanggal tidak dikenali"),
        ({"q": "cuti", "percakapan": "x"}, 404, "Percakapan ini tidak ada"),
    ],
)
def test_what_is_wrong_is_told_before_the_stream(
    ani: WindowlessBrowser, fields: dict[str, str], status: int, reason: str
) -> None:
    ani.page("/")
    refused = ani.send(
        "POST", "/percakapan/aliran", {"csrf": ani.csrf, **fields}, origin=SITE, accept="text/event-stream"
    )
    assert refused.status_code == status
    assert reason in refused.text


def test_sentences_that_are_taken_back_do_not_count(tmp_path: Path) -> None:
    script = Scripted(
        Progress(stage=Stage.DRAFTING),
        Sentence(number=1, claim=EVIL),
        Withdrawn(reason="Susunan model bahasa tidak lolos pemeriksaan."),
        Sentence(number=1, claim=LONG),
        claims=(LONG,),
    )
    app = make_app(StubLibrary(), tmp_path, script)
    events = WindowlessBrowser(app).watch("cuti besar")
    close(app)
    assert [name for name, _ in events] == ["progress", "sentence", "withdrawn", "sentence", "done"]
    assert XSS not in events[1][1]["html"]
    assert XSS in pieces(events[1][1]["html"]).get_text()
    assert events[2][1]["note"] == "Susunan model bahasa tidak lolos pemeriksaan."
    assert "[1]" in pieces(events[3][1]["html"]).get_text()


def test_an_item_of_a_list_comes_as_one(tmp_path: Path) -> None:
    script = Scripted(Sentence(number=1, claim=Claim(text="Syaratnya:\n- PNS;\n- lima tahun.")))
    app = make_app(StubLibrary(), tmp_path, script)
    (_, data), _ = WindowlessBrowser(app).watch("cuti besar")
    close(app)
    piece = pieces(data["html"])
    assert [" ".join(each.get_text().split()) for each in piece.select("p, ul > li")] == [
        "Syaratnya:",
        "PNS;",
        "lima tahun.",
    ]


def test_a_reader_who_leaves_leaves_nothing(tmp_path: Path) -> None:
    script = Scripted(Progress(stage=Stage.SEARCHING), Sentence(number=1, claim=LONG), claims=(LONG,))
    script.gate = threading.Semaphore(0)
    app = make_app(StubLibrary(), tmp_path, script)
    browser = WindowlessBrowser(app)
    browser.page("/")
    sent: list[bytes] = []

    async def leave_after_the_first_piece() -> None:
        body = httpx.Request("POST", SITE, data={"csrf": browser.csrf, "q": "cuti besar"})
        left = asyncio.Event()
        read = False

        async def receive() -> Message:
            nonlocal read
            if not read:
                read = True
                return {"type": "http.request", "body": body.content, "more_body": False}
            await left.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.body" and message.get("body"):
                sent.append(message["body"])
                left.set()

        headers = {"origin": SITE, "host": "tanya.test", "content-type": body.headers["content-type"]}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": "/percakapan/aliran",
            "raw_path": b"/percakapan/aliran",
            "query_string": b"",
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("tanya.test", 80),
        }
        await app(scope, receive, send)

    asyncio.run(leave_after_the_first_piece())
    script.gate.release(5)
    assert script.closed.wait(10)
    assert b"progress" in sent[0]
    assert count(app, ConversationRow) == 0
    close(app)
