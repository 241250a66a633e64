"""The chat in a real browser: an answer in the making, what goes wrong with it, keyboard, reading aids."""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import func, select

from api.state.tables import ExchangeRow
from assistant.events import Done, Event, Withdrawn
from assistant.followup import Turn
from assistant.models import Question
from tests.api.pages.conftest import close, make_app
from tests.api.pages.stub import StubAnswering, StubLibrary
from tests.chromium import IN_BROWSER, chromium, served, violations

pytestmark = IN_BROWSER
QUESTION = "Berapa lama cuti besar?"


class Gated(StubAnswering):
    """Holds every event back after the first until the gate is passed; ``withdraws`` before the end."""

    def __init__(self, library: StubLibrary) -> None:
        super().__init__(library)
        self.gate: threading.Semaphore | None = None
        self.withdraws = False
        self.closed = threading.Event()

    def events(
        self, question: Question, *, history: Sequence[Turn] = (), user: str = "", k: int = 8
    ) -> Generator[Event, None, None]:
        gate = self.gate
        try:
            for number, event in enumerate(super().events(question, history=history, user=user, k=k)):
                if gate and number:
                    gate.acquire(timeout=20)
                if self.withdraws and isinstance(event, Done):
                    yield Withdrawn(reason="Susunannya tidak lolos pemeriksaan.")
                    gate and gate.acquire(timeout=20)
                yield event
        finally:
            self.closed.set()


class Chat:
    """A tab on the chat, and the strings that are pulled behind it."""

    def __init__(self, page: Page, address: str, answering: Gated, count: Callable[[], int]) -> None:
        self.page = page
        self.address = address
        self.answering = answering
        self.kept = count

    def ask(self, question: str) -> None:
        self.page.fill("#q", question)
        self.page.keyboard.press("Enter")

    def hold(self) -> threading.Semaphore:
        """Let only the first event of the next answers through."""
        self.answering.gate = threading.Semaphore(0)
        return self.answering.gate

    def finished(self, number: int) -> None:
        self.page.locator(f"#jawaban-{number}").wait_for()
        assert self.page.locator(".is-pending").count() == 0


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def chat(browser: Browser, tmp_path: Path) -> Iterator[Chat]:
    library = StubLibrary()
    answering = Gated(library)
    app = make_app(library, tmp_path, answering)

    def kept() -> int:
        with app.state.state.database.reading() as session:
            return int(session.scalar(select(func.count()).select_from(ExchangeRow)) or 0)

    with served(app) as address:
        context = browser.new_context(
            base_url=address, viewport={"width": 1280, "height": 800}, service_workers="block"
        )
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto("/")
        yield Chat(page, address, answering, kept)
        context.close()
        if answering.gate:
            answering.gate.release(50)
        assert errors == []
    close(app)


def sentences(page: Page) -> list[str]:
    return page.locator(".is-pending .sentence").all_inner_texts()


def focus_is_in_the_box(page: Page) -> bool:
    return bool(page.evaluate("document.activeElement.id === 'q'"))


def test_an_answer_appears_sentence_by_sentence(chat: Chat) -> None:
    gate, page = chat.hold(), chat.page
    chat.ask(QUESTION)
    page.locator("[data-stage]", has_text="Mencari aturan yang sesuai").wait_for()
    assert page.locator("[data-live]").inner_text() == "Mencari aturan yang sesuai"
    for number in (1, 2):
        gate.release()
        page.locator(".is-pending .sentence").nth(number - 1).wait_for()
        assert len(sentences(page)) == number
    assert page.locator(".is-pending .marker").all_inner_texts() == ["[1]", "[2]"]
    assert chat.kept() == 0
    gate.release(9)
    chat.finished(1)
    assert urlsplit(page.url).path.startswith("/percakapan/")
    assert page.locator("[data-live]").inner_text() == "Ada dasar hukumnya. 2 dasar hukum."
    assert focus_is_in_the_box(page)
    assert chat.kept() == 1
    before = page.locator(".exchange").inner_text()
    page.reload()
    assert page.locator(".exchange").inner_text().split() == before.split()


def test_a_marker_of_a_sentence_opens_the_panel_while_the_rest_is_made(chat: Chat) -> None:
    gate, page = chat.hold(), chat.page
    chat.ask(QUESTION)
    gate.release()
    page.click(".is-pending .marker")
    page.locator("#panel mark").first.wait_for()
    gate.release(9)
    chat.finished(1)
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")
    assert page.locator("#jawaban-1").is_visible()
    assert (
        page.evaluate("document.activeElement.closest('#jawaban-1') && document.activeElement.innerText")
        == "[1]"
    )
    assert urlsplit(page.url).path.startswith("/percakapan/")


def test_withdrawn_sentences_leave_with_a_calm_word(chat: Chat) -> None:
    gate, page = chat.hold(), chat.page
    chat.answering.withdraws = True
    chat.ask(QUESTION)
    gate.release(4)
    page.locator("[data-note]", has_text="Susunannya tidak lolos pemeriksaan.").wait_for()
    assert sentences(page) == []
    gate.release(9)
    chat.finished(1)


def test_stopping_keeps_what_was_read_and_stores_nothing(chat: Chat) -> None:
    gate, page = chat.hold(), chat.page
    chat.ask(QUESTION)
    gate.release()
    page.locator(".is-pending .sentence").first.wait_for()
    page.click("[data-stop]")
    page.locator(".is-broken", has_text="Dihentikan").wait_for()
    assert "3 bulan" in page.locator(".is-broken [data-answer]").inner_text()
    assert page.input_value("#q") == QUESTION
    assert focus_is_in_the_box(page)
    gate.release(9)
    assert chat.answering.closed.wait(10)
    assert chat.kept() == 0
    chat.answering.gate = None
    page.click("[data-retry] button")
    chat.finished(1)
    assert page.locator(".is-broken").count() == 0
    assert chat.kept() == 1


def test_a_lost_connection_offers_to_try_again(chat: Chat) -> None:
    page = chat.page
    keys: list[str] = []
    page.on("request", lambda sent: keys.extend(parse_qs(sent.post_data or "").get("kunci", [])))
    page.route("**/percakapan/aliran", lambda route: route.abort("connectionreset"))
    chat.ask(QUESTION)
    page.locator(".is-broken", has_text="Sambungan terputus").wait_for()
    assert page.locator(".is-broken .question").inner_text().endswith(QUESTION)
    assert "Sambungan terputus" in page.locator("[data-live]").inner_text()
    assert page.input_value("#q") == QUESTION
    page.unroute("**/percakapan/aliran")
    page.click("[data-retry] button")
    chat.finished(1)
    assert page.input_value("#q") == ""
    chat.ask("hukuman disiplin")
    chat.finished(2)
    first, again, other = keys
    assert first == again != other, "one sending keeps its key"


def test_a_stream_that_ends_early_is_a_lost_connection(chat: Chat) -> None:
    page = chat.page
    page.route(
        "**/percakapan/aliran",
        lambda route: route.fulfill(
            status=200,
            content_type="text/event-stream",
            body='event: progress\ndata: {"label": "Mencari"}\n\n',
        ),
    )
    chat.ask(QUESTION)
    page.locator(".is-broken", has_text="Sambungan terputus").wait_for()


def test_what_the_server_refuses_is_said_in_its_words(chat: Chat) -> None:
    page = chat.page
    page.route(
        "**/percakapan/aliran",
        lambda route: route.fulfill(
            status=503, content_type="application/problem+json", body='{"detail": "Pustaka belum siap."}'
        ),
    )
    chat.ask(QUESTION)
    page.locator(".is-broken", has_text="Pustaka belum siap.").wait_for()


def test_sending_twice_asks_once(chat: Chat) -> None:
    gate, page = chat.hold(), chat.page
    page.fill("#q", QUESTION)
    page.evaluate("for (const _ of [1, 2]) document.querySelector('form[data-chat]').requestSubmit()")
    page.locator(".is-pending").wait_for()
    page.keyboard.type("disiplin")
    page.keyboard.press("Enter")
    gate.release(20)
    chat.finished(1)
    assert page.input_value("#q") == "disiplin"
    assert page.locator(".exchange").count() == 1
    assert chat.kept() == 1


def test_the_conversation_goes_on_under_one_address(chat: Chat) -> None:
    page = chat.page
    chat.ask("Tolong perjelas")
    chat.finished(1)
    page.click(".choices button:has-text('PPPK')")
    chat.finished(2)
    assert page.locator("#jawaban-2 .question").inner_text().endswith("Tolong jelaskan bagi PPPK?")
    chat.ask("hukuman disiplin")
    chat.finished(3)
    assert chat.answering.histories[-1] == ("Tolong perjelas", "Tolong jelaskan bagi PPPK?")
    page.go_back()
    page.locator(".hero").wait_for()
    assert urlsplit(page.url).path == "/"
    page.go_forward()
    page.locator("#jawaban-3").wait_for()
    assert page.locator(".exchange").count() == 3


def test_what_is_not_to_be_kept_goes_on_without_a_trace(chat: Chat) -> None:
    page = chat.page
    page.check("input[name=simpan]")
    chat.ask("cuti besar")
    page.locator("#jawaban-lepas-1").wait_for()
    assert urlsplit(page.url).path == "/tanya"
    assert page.locator("input[name=simpan]").is_checked()
    chat.ask("hukuman disiplin")
    page.locator("#jawaban-lepas-2").wait_for()
    assert chat.answering.histories[-1] == ("cuti besar",)
    assert page.context.cookies() == []
    assert chat.kept() == 0


def test_an_older_tab_still_asks(chat: Chat) -> None:
    older = chat.page.context.new_page()
    older.goto("/")
    chat.ask("cuti besar")
    chat.finished(1)
    older.fill("#q", "hukuman disiplin")
    older.keyboard.press("Enter")
    older.locator("#jawaban-1", has_text="teguran lisan").wait_for()
    assert chat.kept() == 2


def test_the_keyboard_alone_asks_reads_and_asks_again(chat: Chat) -> None:
    page = chat.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focus_is_in_the_box(page)
    page.keyboard.type("baris satu")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("hukuman disiplin")
    assert page.input_value("#q") == "baris satu\nhukuman disiplin"
    page.keyboard.press("Enter")
    chat.finished(1)
    page.focus("#jawaban-1 .marker >> nth=0")
    page.keyboard.press("Enter")
    page.locator("#panel mark").first.wait_for()
    page.keyboard.press("Escape")
    page.locator("#panel").wait_for(state="hidden")
    page.focus("#jawaban-1 .source summary >> nth=0")
    page.keyboard.press("Enter")
    assert page.locator("#jawaban-1 .quote").first.is_visible()


def test_focus_is_never_under_the_box(chat: Chat) -> None:
    page = chat.page
    page.set_viewport_size({"width": 360, "height": 640})
    for number, question in enumerate(("cuti besar", "hukuman disiplin"), 1):
        chat.ask(question)
        chat.finished(number)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.focus("#jawaban-1 a, #jawaban-1 summary")
    hidden = []
    for _ in range(40):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => {
                const here = document.activeElement;
                if (here.closest('.bar, .foot, .top') || here === document.body) return null;
                const box = here.getBoundingClientRect(), bar = document.querySelector('.bar');
                return [here.outerHTML.slice(0, 80), box.top, bar.getBoundingClientRect().top];
            }"""
        )
        if place and place[1] >= place[2]:
            hidden.append(place)
    assert hidden == []


def test_the_printed_answer_stands_alone(chat: Chat) -> None:
    page = chat.page
    for number, question in enumerate(("cuti besar", "hukuman disiplin"), 1):
        chat.ask(question)
        chat.finished(number)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.click("#jawaban-2 [data-print]")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#jawaban-1").is_hidden()
    assert page.locator("#jawaban-2 .quote").first.is_visible()
    assert page.locator(".bar").is_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#jawaban-1").is_visible()
    assert page.locator("#jawaban-2 .quote").first.is_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (360, "dark"), (1280, "light")])
def test_every_moment_of_the_chat_is_accessible(chat: Chat, width: int, scheme: str) -> None:
    page = chat.page
    page.set_viewport_size({"width": width, "height": 740})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # one of two
    found: list[tuple[str, str, list[object]]] = []

    def look(moment: str) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width, moment
        found.extend((moment, *broken) for broken in violations(page))

    gate = chat.hold()
    chat.ask(QUESTION)
    gate.release()
    page.locator(".is-pending .sentence").first.wait_for()
    look("being made")
    page.click("[data-stop]")
    page.locator(".is-broken").wait_for()
    look("stopped")
    gate.release(9)
    chat.answering.gate = None
    page.fill("#q", "")
    for number, question in enumerate((QUESTION, "Tolong perjelas", "mars", "x" * 200), 1):
        chat.ask(question)
        chat.finished(number)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    look("finished")
    page.goto("/")
    look("front page of a known browser")
    assert found == []
