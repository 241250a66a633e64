"""``/v1/models`` and ``/v1/chat/completions``: the interface of OpenAI's clients.

The caller's model parameters and system messages change nothing: an answer has passed the same checks as on
every other way in. It is an application of its own, mounted by ``create_app``, because its errors have the
shape that these clients read.
"""

import secrets
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from datetime import date
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.params import Depends as DependsOn
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from api.answer_desk import AnswerDesk
from api.compat.conversation import asked
from api.compat.errors import compat_error
from api.compat.shapes import (
    MODEL,
    ChatBody,
    Choice,
    Chunk,
    ChunkChoice,
    Completion,
    Delta,
    Message,
    Model,
    Models,
)
from api.compat.writing import Writing, tanya_field, usage_of, whole_text
from api.problem import install_problem_errors
from assistant.events import Done, Sentence, Withdrawn
from assistant.followup import Turn
from assistant.models import Question
from corpus.errors import NotFound

DESCRIPTION = (
    "Antarmuka untuk klien OpenAI. Model “tanya-asn” menjawab pertanyaan terakhir pengguna dengan sitasi "
    "yang diperiksa; parameter model dan pesan sistem tidak berpengaruh."
)


def compat_app(
    desk: AnswerDesk,
    *,
    title: Callable[[str], str],
    today: Callable[[], date],
    caller: Callable[[Request], str],
    agency: str,
    dependencies: Sequence[DependsOn] = (),
) -> FastAPI:
    """The application to mount at ``/v1``.

    Args:
        title: names a source that is no regulation, by its identifier.
        today: gives the agency's day.
        caller: names whoever sends a request, for daily budgets.
        agency: who runs the service.
        dependencies: of every route.
    """
    app = FastAPI(
        title="Tanya ASN bagi klien OpenAI",
        version="1",
        description=DESCRIPTION,
        dependencies=list(dependencies),
        docs_url=None,
        redoc_url=None,
    )
    install_problem_errors(app, compat_error)

    def user_of(request: Request) -> str:
        return caller(request)

    @app.get("/models", summary="Daftar model", tags=["Klien OpenAI"])
    def models() -> Models:
        """There is one."""
        return Models(data=[Model(owned_by=agency)])

    @app.get("/models/{name}", summary="Satu model", tags=["Klien OpenAI"])
    def model(name: str) -> Model:
        """The one there is."""
        if name != MODEL:
            raise NotFound(f"Model “{name}” tidak ada. Pakai “{MODEL}”.")
        return Model(owned_by=agency)

    @app.post(
        "/chat/completions", summary="Jawab pesan terakhir", tags=["Klien OpenAI"], response_model=Completion
    )
    async def complete(body: ChatBody, user: Annotated[str, Depends(user_of)]) -> Response:
        """Answer the user's last message; earlier ones complete it where it leans on them."""
        question, history = asked(body.messages, today())
        if body.stream:
            return StreamingResponse(
                _stream(desk, title, body, question, history, user),
                media_type="text/event-stream",
                headers={"cache-control": "no-cache", "x-accel-buffering": "no"},
            )
        answer = await run_in_threadpool(desk.answer, question, history=history, user=user)
        text = whole_text(answer, title)
        whole = Completion(
            id=_new_id(),
            created=int(time.time()),
            choices=[Choice(message=Message(content=text))],
            usage=usage_of(body, text),
            tanya=tanya_field(answer, title),
        )
        return JSONResponse(whole.model_dump())

    return app


async def _stream(
    desk: AnswerDesk,
    title: Callable[[str], str],
    body: ChatBody,
    question: Question,
    history: tuple[Turn, ...],
    user: str,
) -> AsyncIterator[str]:
    """Chunks as they go over the wire; sentences as they pass their checks, then their sources."""
    head = Chunk(id=_new_id(), created=int(time.time()), choices=[])
    writing = Writing(title)

    def piece(text: str) -> str:
        return _line(head.model_copy(update={"choices": [ChunkChoice(delta=Delta(content=text))]}))

    yield _line(head.model_copy(update={"choices": [ChunkChoice(delta=Delta(role="assistant", content=""))]}))
    async with aclosing(desk.events(question, history=history, user=user)) as events:
        async for event in events:
            match event:
                case Sentence():
                    yield piece(writing.sentence(event.claim))
                case Withdrawn():
                    yield piece(writing.withdrawn())
                case Done():
                    yield piece(writing.rest(event.answer))
                    end = ChunkChoice(delta=Delta(), finish_reason="stop")
                    told = tanya_field(event.answer, title)
                    yield _line(head.model_copy(update={"choices": [end], "tanya": told}))
                case _:
                    # Keeps proxies from taking a long draft for a dead connection.
                    yield ": menunggu\n\n"
    if body.stream_options is not None and body.stream_options.include_usage:
        yield _line(head.model_copy(update={"usage": usage_of(body, writing.text)}))
    yield "data: [DONE]\n\n"


def _line(chunk: Chunk) -> str:
    return f"data: {chunk.model_dump_json(exclude_none=True)}\n\n"


def _new_id() -> str:
    return f"chatcmpl-{secrets.token_hex(12)}"
