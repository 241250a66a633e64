"""Routes of the chat: the question box, an answer that is not kept, and a conversation."""

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.answer_stream import Desk
from api.csrf import form_token
from api.identity import AnyVisitor, Visitor, form_secret, state_in
from api.pages.answer_view import LITERAL
from api.pages.chat_asking import (
    KEEP,
    STALE,
    UNKEPT,
    Answered,
    StaleForm,
    asking_of,
    check_sender,
    keep,
    kept_before,
    unkept_url,
)
from api.pages.chat_view import day_chosen, exchange_view, exchange_views
from api.pages.conversation_visit import AnyVisit
from api.pages.form_fields import Fields, with_cookies
from api.pages.question_form import QuestionForm
from api.pages.templating import library_of, render, settings_of
from api.pages.words import EXAMPLES
from api.state.conversation_parts import Heading
from api.state.conversations import MOST_EXCHANGES
from assistant.models import AnswerStatus
from corpus.errors import Busy, InvalidInput, StorageError

router = APIRouter(include_in_schema=False)

RECENT = 5
"""Conversations of one's own that the front page shows."""


@router.get("/")
def home(request: Request, response: Response, visitor: AnyVisitor) -> Response:
    """The question box with examples, and one's own last conversations where the browser is known."""
    return with_cookies(_ask_page(request, QuestionForm(), visitor=visitor), response)


@router.get("/tanya")
def ask_unkept(
    request: Request,
    visitor: AnyVisitor,
    desk: Desk,
    q: str | None = None,
    on: str = "",
    simpan: str = "",
    persis: str = "",
) -> Response:
    """Answer ``q`` for the date ``on``, its words as typed where ``persis`` is ``ya``, and keep nothing.

    The form comes back with its text kept where they cannot be used (422) or nothing is ingested yet (503).
    """
    if q is None:
        return _ask_page(request, QuestionForm(on=on))
    form = QuestionForm.read(q, on)
    try:
        asking = asking_of(request, visitor, {KEEP: UNKEPT, LITERAL: persis}, form)
    except InvalidInput:
        return _ask_page(request, form)
    except Busy:
        return _ask_page(request, form, 503)
    answer = desk.answer(asking.question, user=asking.user)
    return _answer_alone(request, Answered(asking, answer, None, None, ""), refused=simpan == UNKEPT)


@router.post("/tanya")
def ask(request: Request, response: Response, visitor: AnyVisitor, fields: Fields, desk: Desk) -> Response:
    """Answer within a conversation of one's own, and lead to it; without keeping where it was refused."""
    form = QuestionForm.read(fields.get("q", ""), fields.get("on", ""))
    try:
        check_sender(request, fields)
    except StaleForm:
        return _ask_page(request, form, 403, notice=STALE)
    if form.errors:
        return _ask_page(request, form)
    try:
        asking = asking_of(request, visitor, fields, form)
    except Busy:
        return _ask_page(request, form, 503)
    if asking.owner is None and not asking.trouble:
        return RedirectResponse(unkept_url(asking.typed, asking.question.on), 303)
    answered = kept_before(asking) or keep(
        request, asking, desk.answer(asking.question, history=asking.history, user=asking.user)
    )
    if answered.exchange is None:
        return with_cookies(_answer_alone(request, answered), response)
    return with_cookies(RedirectResponse(answered.url, 303), response)


@router.get("/percakapan/{conversation_id}")
def conversation(visit: AnyVisit, conversation_id: str) -> HTMLResponse:
    """A conversation of one's own, with a box for the next question."""
    request = visit.request
    found = visit.state.conversations.read(visit.owner, conversation_id)
    views = exchange_views(library_of(request), found.exchanges, contact=settings_of(request).contact)
    return visit.page(
        "percakapan.html",
        conversation=found,
        exchanges=views,
        judgements=visit.state.feedback.of(visit.owner, conversation_id),
        form=QuestionForm(on=day_chosen(found.exchanges[-1:], visit.state.zone)),
        refused=False,
        full=found.length >= MOST_EXCHANGES,
        library=library_of(request).status(),
    )


def _answer_alone(request: Request, answered: Answered, *, refused: bool = False) -> HTMLResponse:
    """The page of an answer that is not kept; one that failed on our side says so to programs too."""
    answer, library = answered.answer, library_of(request)
    view = exchange_view(
        library,
        answered.asking.typed,
        answer,
        contact=settings_of(request).contact,
        notice=answered.notice,
    )
    return render(
        request,
        "percakapan.html",
        503 if answer.status is AnswerStatus.ERROR else 200,
        conversation=None,
        exchanges=[view],
        judgements={},
        form=QuestionForm(on="" if answer.question.on == library.today() else answer.question.on.isoformat()),
        refused=refused,
        full=False,
        news="",
        csrf=form_token(form_secret(request)),
        library=library.status(),
    )


def _ask_page(
    request: Request,
    form: QuestionForm,
    status_code: int = 200,
    *,
    visitor: Visitor | None = None,
    notice: str = "",
) -> HTMLResponse:
    page = render(
        request,
        "tanya.html",
        422 if form.errors else status_code,
        form=form,
        bare=QuestionForm(),
        notice=notice,
        recent=_recent(request, visitor) if visitor else [],
        examples=EXAMPLES,
        csrf=form_token(form_secret(request)),
        library=library_of(request).status(),
    )
    # It carries the token of this browser's forms, and what this browser asked last.
    page.headers["cache-control"] = "private, no-cache"
    return page


def _recent(request: Request, visitor: Visitor) -> list[Heading]:
    """One's own conversations, the last used first; none where they cannot be read."""
    try:
        if visitor.owner is None:
            return []
        found = state_in(request).conversations.list(visitor.owner, limit=RECENT)
    except StorageError as error:
        structlog.get_logger().warning("conversations not listed", reason=str(error))
        return []
    return [one for one in found if one.length]
