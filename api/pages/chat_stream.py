"""The chat while an answer is made: ready pieces of the page, sent as server-sent events.

The pieces come from the templates of the page itself, so that what was watched and what is read again later
are the same. Nothing but what the templates escaped is sent as markup.
"""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from api.answer_stream import Desk
from api.csrf import form_token
from api.identity import AnyVisitor, Visitor
from api.pages.answer_view import sentence_blocks
from api.pages.chat_asking import Answered, Asking, StaleForm, asking_of, check_sender, keep_soon, kept_before
from api.pages.chat_view import exchange_view
from api.pages.form_fields import Fields
from api.pages.question_form import QuestionForm
from api.pages.templating import fragment, library_of, settings_of
from assistant.events import Done, Progress, Sentence, Withdrawn
from assistant.models import Claim

Data = dict[str, str]

router = APIRouter(include_in_schema=False)


def asked(request: Request, visitor: AnyVisitor, fields: Fields) -> Asking:
    """Dependency: what is asked; all that can be wrong with it is told before the stream begins.

    Raises:
        HTTPException: 403, another site asks, or a page that this browser was shown as another.
        TanyaError: as ``asking_of``.
    """
    try:
        check_sender(request, fields)
    except StaleForm:
        raise HTTPException(403) from None
    return asking_of(request, visitor, fields, QuestionForm.read(fields.get("q", ""), fields.get("on", "")))


@router.post("/percakapan/aliran", response_class=EventSourceResponse)
async def stream(
    request: Request, visitor: AnyVisitor, asking: Annotated[Asking, Depends(asked)], desk: Desk
) -> AsyncIterator[ServerSentEvent]:
    """``progress``, ``sentence``, ``withdrawn`` and last ``done``, after which the answer is kept.

    A reader who leaves before ``done`` leaves nothing behind. One who lost the line after it and sends the
    question again gets ``done`` at once.
    """
    before = kept_before(asking)
    if before is not None:
        yield ServerSentEvent(event="done", data=await run_in_threadpool(_finished, request, visitor, before))
        return
    said: list[Claim] = []
    async for event in desk.events(asking.question, history=asking.history, user=asking.user):
        if isinstance(event, Done):
            answered = await keep_soon(request, asking, event.answer)
            if answered is None:
                return
            data = await run_in_threadpool(_finished, request, visitor, answered)
        else:
            data = await run_in_threadpool(_piece, request, event, asking, said)
        yield ServerSentEvent(event=event.kind, data=data)


def _piece(
    request: Request, event: Progress | Sentence | Withdrawn, asking: Asking, said: list[Claim]
) -> Data:
    """What one event changes on the page; ``said`` has the sentences shown so far, and is kept up."""
    match event:
        case Progress():
            return {"label": event.stage.label}
        case Withdrawn():
            said.clear()
            return {"note": event.reason}
        case Sentence():
            said.append(event.claim)
            body = sentence_blocks(library_of(request), said, asking.question.on)
            return {"html": fragment(request, "kalimat.html", body=body)}


def _finished(request: Request, visitor: Visitor, answered: Answered) -> Data:
    """The whole answer as the page shows it, with what the page's forms and address become."""
    csrf = form_token(visitor.token)
    view = exchange_view(
        library_of(request),
        answered.asking.typed,
        answered.answer,
        contact=settings_of(request).contact,
        place=answered.asking.place,
        exchange=answered.exchange,
        notice=answered.notice,
    )
    return {
        "html": fragment(
            request, "tukar.html", item=view, conversation_id=answered.conversation_id, csrf=csrf
        ),
        "head": fragment(request, "kepala_percakapan.html", conversation=answered.heading, csrf=csrf),
        "url": answered.url,
        "conversation": answered.conversation_id,
        "csrf": csrf,
        "said": f"{view.page.outcome.heading}. {_sources_words(len(view.page.sources))}".strip(),
    }


def _sources_words(count: int) -> str:
    return f"{count} dasar hukum." if count else ""
