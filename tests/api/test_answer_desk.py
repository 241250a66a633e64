"""The desk: answers for many at once, an end for every reader, no work for one who left."""

import asyncio
import json
import threading
from datetime import date
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from api.answer_desk import AnswerDesk
from api.answer_stream import router
from assistant.events import Done, Event, Progress, Sentence, Stage, Withdrawn
from assistant.followup import Turn
from assistant.models import AnswerStatus, Question
from corpus.errors import StorageError
from tests.api.scripted import CLAIM, Scripted, answered

WAITING = Progress(stage=Stage.WAITING)
QUESTION = Question(text="Berapa lama cuti besar?", on=date(2026, 1, 2))


def collect(desk: AnswerDesk, question: Question = QUESTION) -> list[Event]:
    async def run() -> list[Event]:
        return [event async for event in desk.events(question)]

    return asyncio.run(run())


@pytest.fixture
def scripted() -> Scripted:
    return Scripted(Progress(stage=Stage.SEARCHING), Sentence(number=1, claim=CLAIM))


def test_the_reader_sees_every_event_in_order(scripted: Scripted) -> None:
    assert collect(AnswerDesk(scripted, contact="BKD")) == [*scripted.sent, Done(answer=answered(QUESTION))]


def test_who_waits_gets_the_whole_answer(scripted: Scripted) -> None:
    turn = Turn(question="Cuti apa saja?")
    answer = AnswerDesk(scripted, contact="BKD").answer(QUESTION, history=[turn], user="u", k=3)
    assert answer == answered(QUESTION)
    assert scripted.asked == [(QUESTION, (turn,), "u", 3)]


@pytest.mark.parametrize("error", [StorageError("Disk penuh."), ZeroDivisionError("x")])
def test_what_breaks_ends_in_a_plain_word(error: Exception) -> None:
    *_, last = collect(AnswerDesk(Scripted(Sentence(number=1, claim=CLAIM), error=error), contact="BKD"))
    assert isinstance(last, Done)
    assert last.answer.status is AnswerStatus.ERROR
    assert "hubungi BKD" in last.answer.text
    assert last.answer.text != "x"
    assert "Disk penuh" not in last.answer.text


def test_a_reader_who_leaves_stops_the_work(scripted: Scripted) -> None:
    scripted.gate = threading.Semaphore(0)
    desk = AnswerDesk(scripted, contact="BKD")

    async def leave_after_the_first() -> None:
        events = desk.events(QUESTION)
        assert await anext(events) == scripted.sent[0]
        await events.aclose()

    asyncio.run(leave_after_the_first())
    scripted.gate.release(10)
    assert scripted.closed.wait(10)
    desk.close()
    assert scripted.gate._value > 0, "the event after the one that was waited for was not asked for"


def test_many_wait_in_line_on_few_threads(scripted: Scripted) -> None:
    desk = AnswerDesk(scripted, contact="BKD", workers=2)

    async def run() -> list[int]:
        async def one() -> int:
            return len([event async for event in desk.events(QUESTION) if event != WAITING])

        return await asyncio.gather(*(one() for _ in range(50)))

    assert asyncio.run(run()) == [3] * 50


def test_who_waits_for_a_thread_is_told_at_once_and_nobody_else(scripted: Scripted) -> None:
    scripted.gate = threading.Semaphore(0)
    desk = AnswerDesk(scripted, contact="BKD", workers=1)

    async def run() -> list[list[Event]]:
        first, second = desk.events(QUESTION), desk.events(QUESTION)
        told = [await anext(first), await anext(second)]
        scripted.gate.release(10)  # type: ignore[union-attr]  # set above
        rest = [[event async for event in each] for each in (first, second)]
        later = [event async for event in desk.events(QUESTION)]
        return [[told[0], *rest[0]], [told[1], *rest[1]], later]

    whole: list[Event] = [*scripted.sent, Done(answer=answered(QUESTION))]
    assert asyncio.run(run()) == [whole, [WAITING, *whole], whole]
    desk.close()


def test_who_stands_in_line_when_the_service_stops_is_told(scripted: Scripted) -> None:
    scripted.gate = threading.Semaphore(0)
    desk = AnswerDesk(scripted, contact="BKD", workers=1)

    async def wait_and_stop() -> tuple[list[Event], list[Event]]:
        first = desk.events(QUESTION)
        await anext(first)
        second = desk.events(QUESTION)
        assert await anext(second) == WAITING
        closing = asyncio.create_task(asyncio.to_thread(desk.close))
        told = await anext(second)
        scripted.gate.release(10)  # type: ignore[union-attr]  # set above
        await closing
        return [told], [event async for event in desk.events(QUESTION)]

    waited, late = asyncio.run(wait_and_stop())
    for events in (waited, late):
        assert isinstance(events[-1], Done)
        assert events[-1].answer.status is AnswerStatus.ERROR


def stream(scripted: Scripted, body: dict[str, object]) -> list[tuple[str, dict[str, object]]]:
    """Events of the HTTP stream: name and data."""
    app = FastAPI()
    app.state.answers = AnswerDesk(scripted, contact="BKD")
    app.state.callers = SimpleNamespace(of=lambda _: "u1")
    app.state.library = SimpleNamespace(today=lambda: QUESTION.on)
    app.include_router(router)

    async def call() -> str:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://t") as client:
            response = await client.post("/api/v1/ask/stream", json=body)
            assert response.status_code == 200
            assert response.headers["content-type"].startswith("text/event-stream")
            return response.text

    blocks = [block.splitlines() for block in asyncio.run(call()).strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]


def test_the_stream_speaks_the_shapes_of_the_interface() -> None:
    scripted = Scripted(
        Progress(stage=Stage.DRAFTING), Sentence(number=1, claim=CLAIM), Withdrawn(reason="Tidak cukup.")
    )
    events = stream(scripted, {"question": "Berapa lama cuti besar?", "id": "q1", "k": 2})
    assert [name for name, _ in events] == ["progress", "sentence", "withdrawn", "done"]
    assert events[0][1] == {"stage": "menyusun", "label": "Menyusun jawaban"}
    assert events[1][1] == {"number": 1, "text": CLAIM.text, "citations": []}
    assert events[2][1] == {"reason": "Tidak cukup."}
    assert events[3][1]["id"] == "q1"
    assert events[3][1]["status"] == "answered"
    assert scripted.asked == [(QUESTION, (), "u1", 2)]
