"""Answers as server-sent events: sentences that passed every check, one by one, then the whole answer."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.answer_desk import AnswerDesk
from api.callers import Caller
from api.routes import PROBLEMS, Lib
from api.schemas import AskInTalk, AskResponse, ClaimOut
from assistant.events import Event, Progress, Sentence, Withdrawn
from assistant.models import Question

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


def desk_of(request: Request) -> AnswerDesk:
    """The desk that ``create_app`` put on the application."""
    return cast(AnswerDesk, request.app.state.answers)


Desk = Annotated[AnswerDesk, Depends(desk_of)]


@router.post(
    "/ask/stream",
    tags=["Tanya"],
    summary="Jawab satu pertanyaan, kalimat demi kalimat",
    response_class=EventSourceResponse,
)
async def ask_stream(
    body: AskInTalk, desk: Desk, library: Lib, user: Caller
) -> AsyncIterator[ServerSentEvent]:
    """Events ``progress``, ``sentence``, ``withdrawn`` and, always last, ``done`` with what ``/ask`` gives.

    A sentence is sent only once it has passed every check. ``withdrawn`` takes back those sent so far.
    """
    question = Question(text=body.question, on=body.on or library.today(), literal=body.literal)
    async with aclosing(desk.events(question, history=body.history, user=user, k=body.k)) as events:
        async for event in events:
            yield ServerSentEvent(event=event.kind, data=_payload(event, body))


def _payload(event: Event, body: AskInTalk) -> object:
    match event:
        case Progress():
            return {"stage": event.stage.value, "label": event.stage.label}
        case Sentence():
            return {"number": event.number, **ClaimOut.of(event.claim).model_dump()}
        case Withdrawn():
            return {"reason": event.reason}
        case _:
            return AskResponse.of(event.answer, body.id, asked=body.question)
