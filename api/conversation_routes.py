"""Conversations, feedback and handovers under ``/api/v1``: each browser's own, known by its cookie.

Another's conversation is answered like one that never was. Nothing is kept, and no cookie set, before
somebody asks for something to be kept.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated

import structlog
from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import PlainTextResponse

from api.conversation_schemas import (
    AnsweredOut,
    ConversationOut,
    Deleted,
    ExchangeOut,
    HandoverOut,
    LinkOut,
    NewConversation,
    NewTitle,
    NextQuestion,
    SharedOut,
    Wish,
)
from api.conversation_text import conversation_text
from api.csrf import refuse_elsewhere
from api.identity import AnyVisitor, Kept, KnownOwner
from api.problem import MEDIA_TYPE
from api.routes import PROBLEMS, Lib, Problem
from api.settings import Settings
from api.state.conversation_parts import Heading
from api.state.exchange_keys import LONGEST_KEY, sending_key
from api.state.exchanges import Exchange
from api.state.feedback import Judgement
from assistant.followup import Turn
from assistant.models import Answer
from corpus.errors import StorageError

Answering = Callable[[str, date | None, Sequence[Turn], str], Answer]
"""Question as typed, date asked about, earlier turns, opaque identifier of the asker → answer."""

UNSAVED = "Jawaban ini tidak tersimpan dalam percakapan karena basis data layanan sedang bermasalah."

router = APIRouter(
    prefix="/api/v1",
    responses={
        **PROBLEMS,
        403: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": "Dikirim oleh situs lain."},
        507: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": "Basis data bermasalah."},
    },
    dependencies=[Depends(refuse_elsewhere)],
)


def answering(request: Request) -> Answering:
    """What ``create_app`` lets questions be answered with."""
    answer: Answering = request.app.state.answer
    return answer


@router.post("/conversations", status_code=201, tags=["Percakapan"], summary="Mulai percakapan")
def begin(body: NewConversation, visitor: AnyVisitor, state: Kept) -> Heading:
    """Begin a conversation; a browser that is new here is given its cookie."""
    return state.conversations.create(visitor.ensure(), body.title)


@router.get("/conversations", tags=["Percakapan"], summary="Daftar percakapan sendiri")
def conversations(
    visitor: AnyVisitor,
    state: Kept,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> list[Heading]:
    """One's own conversations, the last used first."""
    if visitor.owner is None:
        return []
    return state.conversations.list(visitor.owner, limit=limit, offset=offset)


@router.delete("/conversations", tags=["Percakapan"], summary="Hapus semua percakapan sendiri")
def delete_all(owner: KnownOwner, state: Kept) -> Deleted:
    """Delete every conversation of one's own, for good."""
    return Deleted(count=state.conversations.delete_all(owner))


@router.get("/conversations/{conversation_id}", tags=["Percakapan"], summary="Satu percakapan")
def conversation(conversation_id: str, owner: KnownOwner, state: Kept) -> ConversationOut:
    """A conversation with its questions, answers, and what one said of them."""
    found = state.conversations.read(owner, conversation_id)
    return ConversationOut.of(found, state.feedback.of(owner, conversation_id))


@router.patch("/conversations/{conversation_id}", tags=["Percakapan"], summary="Ganti judul")
def rename(conversation_id: str, body: NewTitle, owner: KnownOwner, state: Kept) -> Heading:
    """Give a conversation another title."""
    return state.conversations.rename(owner, conversation_id, body.title)


@router.delete(
    "/conversations/{conversation_id}", status_code=204, tags=["Percakapan"], summary="Hapus percakapan"
)
def delete(conversation_id: str, owner: KnownOwner, state: Kept) -> None:
    """Delete a conversation with its answers and links, for good."""
    state.conversations.delete(owner, conversation_id)


@router.post("/conversations/{conversation_id}/questions", tags=["Percakapan"], summary="Tanyakan berikutnya")
def ask_next(
    conversation_id: str,
    body: NextQuestion,
    owner: KnownOwner,
    state: Kept,
    library: Lib,
    answer_with: Annotated[Answering, Depends(answering)],
    idempotency_key: Annotated[
        str,
        Header(
            max_length=LONGEST_KEY,
            description="Kunci acak dari pemanggil: permintaan yang diulang dengan kunci yang sama mendapat "
            "jawaban yang sudah tersimpan.",
        ),
    ] = "",
) -> AnsweredOut:
    """Answer the next question of a conversation; a follow-up is completed from what was asked before."""
    day = body.on or library.today()
    key = sending_key(idempotency_key, owner, conversation_id, body.question, day)
    if stored := state.conversations.stored(owner, key):
        return AnsweredOut(exchange=ExchangeOut.of(stored[1]), notice="")
    turns = state.conversations.turns(owner, conversation_id)
    answer = answer_with(body.question, day, turns, owner.id)
    try:
        kept = state.conversations.append(
            owner, conversation_id, body.question, answer, snapshot=library.status().snapshot, key=key
        )
    except StorageError as error:
        structlog.get_logger().warning("answer not kept", reason=str(error))
        unkept = Exchange(
            id="",
            position=len(turns) + 1,
            asked_at=datetime.now(UTC),
            question=body.question,
            answer=answer,
            snapshot="",
        )
        return AnsweredOut(exchange=ExchangeOut.of(unkept), notice=UNSAVED)
    return AnsweredOut(exchange=ExchangeOut.of(kept), notice="")


@router.get(
    "/conversations/{conversation_id}/export",
    tags=["Percakapan"],
    summary="Percakapan sebagai teks",
    response_class=PlainTextResponse,
)
def export(conversation_id: str, owner: KnownOwner, state: Kept, request: Request, response: Response) -> str:
    """A conversation as plain text, with every source and its quoted words."""
    settings: Settings = request.app.state.settings
    found = state.conversations.read(owner, conversation_id)
    response.headers["content-disposition"] = f'attachment; filename="percakapan-{found.id}.txt"'
    return conversation_text(found, agency=settings.agency, zone=state.zone)


@router.post(
    "/conversations/{conversation_id}/share", status_code=201, tags=["Percakapan"], summary="Bagikan"
)
def share(conversation_id: str, owner: KnownOwner, state: Kept) -> LinkOut:
    """Make a link by which anybody reads the conversation as it stands now, personal data masked."""
    token = state.shares.share(owner, conversation_id)
    return LinkOut(token=token, path=f"{router.prefix}/shared/{token}")


@router.delete("/conversations/{conversation_id}/share", tags=["Percakapan"], summary="Cabut semua tautan")
def revoke(conversation_id: str, owner: KnownOwner, state: Kept) -> Deleted:
    """Make every link to the conversation lead nowhere."""
    return Deleted(count=state.shares.revoke(owner, conversation_id))


@router.get("/shared/{token}", tags=["Percakapan"], summary="Percakapan yang dibagikan")
def shared(token: str, state: Kept, response: Response) -> SharedOut:
    """What a link shows; search engines are asked to leave it alone."""
    response.headers["x-robots-tag"] = "noindex"
    response.headers["cache-control"] = "no-store"
    return SharedOut.of(state.shares.shared(token))


@router.put("/exchanges/{exchange_id}/feedback", tags=["Umpan balik"], summary="Nilai satu jawaban")
def judge(exchange_id: str, body: Judgement, owner: KnownOwner, state: Kept) -> Judgement:
    """Say whether an answer helped, and why not; a later word takes the place of an earlier one."""
    return state.feedback.give(owner, exchange_id, body).judgement


@router.post(
    "/exchanges/{exchange_id}/handover", status_code=201, tags=["Umpan balik"], summary="Kirim ke forum"
)
def hand_over(exchange_id: str, body: Wish, owner: KnownOwner, state: Kept) -> HandoverOut:
    """Hand a question to the officers, with what was asked before and what was tried, all masked."""
    return HandoverOut.of(
        state.handovers.send(owner, exchange_id, contact=body.contact, message=body.message)
    )


@router.get("/handovers/{receipt}", tags=["Umpan balik"], summary="Tindak lanjut pertanyaan")
def handover(receipt: str, owner: KnownOwner, state: Kept) -> HandoverOut:
    """Where it stands with a question one handed over."""
    return HandoverOut.of(state.handovers.read(owner, receipt))
