"""A question sent from the page: who asks, what was asked before, whether it is kept, where it then is."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import structlog
from fastapi import HTTPException, Request
from starlette.concurrency import run_in_threadpool

from api.callers import caller_of
from api.csrf import FIELD, check_form, says_same_origin
from api.identity import Visitor, form_secret, state_in
from api.pages.answer_view import LITERAL
from api.pages.conversation_words import conversation_url
from api.pages.question_form import QuestionForm
from api.pages.templating import MAX_QUESTION, library_of
from api.state.conversation_parts import Heading, missing
from api.state.exchange_keys import LONGEST_KEY, sending_key
from api.state.exchanges import Exchange
from api.state.owners import Owner
from assistant.followup import Turn
from assistant.models import Answer, Question
from corpus.errors import Busy, InvalidInput, NotFound, StorageError

KEEP, CONVERSATION, BEFORE, PLACE, KEY = "simpan", "percakapan", "sebelum", "nomor", "kunci"
"""Fields beside those of ``QuestionForm``: whether to keep it, the conversation, the question before it where
that is not kept, its number on the page, and what one sending of it is known by."""
UNKEPT = "tidak"
"""Value of ``KEEP`` that refuses keeping."""

NOT_READY = "Pustaka peraturan belum siap, jadi pertanyaan belum dapat dijawab. Coba lagi beberapa saat lagi."
UNSAVED = "Jawaban ini tidak tersimpan karena basis data layanan sedang bermasalah."
UNSAVED_BARE = f"{UNSAVED} Pertanyaan-pertanyaan sebelumnya juga tidak terbaca."
STALE = "Halaman ini dibuka sebelum peramban Anda dikenali. Pertanyaan Anda masih ada; kirim sekali lagi."


class StaleForm(Exception):
    """The form was shown before the browser got the cookie it has now."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question that may be answered.

    Attributes:
        typed: as typed, apart from blanks around it.
        owner: whose it will be; None where it is not kept.
        conversation_id: of the conversation it goes on; empty where it begins one.
        place: its number on the page, from 1.
        caller: opaque name of who sends it.
        key: what this sending is stored under; None where it came without.
        stored: what an earlier request for the same sending left.
        trouble: in Indonesian, why it cannot be kept though it should be; else empty.
    """

    question: Question
    typed: str
    owner: Owner | None
    conversation_id: str
    history: tuple[Turn, ...]
    place: int
    caller: str
    trouble: str = ""
    key: str | None = None
    stored: tuple[Heading, Exchange] | None = None

    @property
    def user(self) -> str:
        """The opaque identifier that a language model's costs are booked under."""
        return self.owner.id if self.owner else self.caller


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and what became of it.

    Attributes:
        heading: of the conversation it is kept in; None where it is not.
        exchange: as it is kept; None where it is not.
        notice: in Indonesian, why it is not kept though it should be; else empty.
    """

    asking: Asking
    answer: Answer
    heading: Heading | None
    exchange: Exchange | None
    notice: str

    @property
    def conversation_id(self) -> str:
        """Of the conversation it is kept in; empty where it is not."""
        return self.heading.id if self.heading else ""

    @property
    def url(self) -> str:
        """Where it can be read again; of what is not kept the address that asks it anew."""
        if self.exchange is not None:
            return f"{conversation_url(self.conversation_id)}#jawaban-{self.exchange.position}"
        return unkept_url(self.asking.typed, self.answer.question.on, refused=not self.notice)


def unkept_url(question: str, on: date, *, refused: bool = True) -> str:
    """Address that answers a question without keeping anything; ``refused``: the asker wanted it so."""
    return "/tanya?" + urlencode({"q": question, "on": on.isoformat(), **({KEEP: UNKEPT} if refused else {})})


def check_sender(request: Request, fields: dict[str, str]) -> None:
    """Let a form of ours pass.

    Raises:
        HTTPException: 403, another site sends it.
        StaleForm: it comes from a page of ours that this browser was shown as another.
    """
    try:
        check_form(request, fields.get(FIELD, ""), form_secret(request))
    except HTTPException:
        if says_same_origin(request):
            raise StaleForm from None
        raise


def asking_of(request: Request, visitor: Visitor, fields: dict[str, str], form: QuestionForm) -> Asking:
    """What a checked form asks; a newcomer whose question is to be kept gets the cookie.

    Raises:
        Busy: there is no library to answer from yet.
        InvalidInput: the form's errors are in the way, or no further question fits in the conversation.
        NotFound: the conversation is not the asker's, or no more.
    """
    if form.errors:
        raise InvalidInput(" ".join(form.errors.values()))
    library = library_of(request)
    if not library.status().ready:
        raise Busy(NOT_READY)
    literal = fields.get(LITERAL) == "ya"
    question = Question(text=form.question, on=form.day or library.today(), literal=literal)
    conversation_id = fields.get(CONVERSATION, "")
    place, unkept, caller = _place(fields), _before(fields), caller_of(request)
    if fields.get(KEEP) == UNKEPT and not conversation_id:
        return Asking(question, form.question, None, "", unkept, place, caller)
    try:
        if conversation_id and visitor.owner is None:
            raise missing()
        owner, conversations = visitor.ensure(), state_in(request).conversations
        key = sending_key(_key(fields), owner, conversation_id, form.question, question.on)
        stored = conversations.stored(owner, key)
        # The last question that fits may be sent again: it is answered already.
        turns = conversations.turns(owner, conversation_id) if conversation_id and not stored else unkept
        return Asking(
            question, form.question, owner, conversation_id, turns, place, caller, key=key, stored=stored
        )
    except StorageError as error:
        structlog.get_logger().warning("question will not be kept", reason=str(error))
        trouble = UNSAVED_BARE if conversation_id else UNSAVED
        return Asking(question, form.question, None, "", unkept, place, caller, trouble)


def keep(request: Request, asking: Asking, answer: Answer) -> Answered:
    """Keep an answer in its conversation, beginning one where it is the first, once and whole."""
    if asking.owner is None:
        return Answered(asking, answer, None, None, asking.trouble)
    conversations = state_in(request).conversations
    try:
        snapshot = library_of(request).status().snapshot
        if asking.conversation_id:
            exchange = conversations.append(
                asking.owner, asking.conversation_id, asking.typed, answer, snapshot=snapshot, key=asking.key
            )
            heading = conversations.heading(asking.owner, asking.conversation_id)
        else:
            heading, exchange = conversations.begin(
                asking.owner, asking.typed, answer, snapshot=snapshot, key=asking.key
            )
    except StorageError as error:
        structlog.get_logger().warning("answer not kept", reason=str(error))
        return Answered(asking, answer, None, None, UNSAVED)
    except (InvalidInput, NotFound) as error:
        # Full, or deleted in another window meanwhile: the answer is owed all the same.
        return Answered(asking, answer, None, None, f"Jawaban ini tidak tersimpan. {error}")
    return Answered(asking, exchange.answer, heading, exchange, "")


def kept_before(asking: Asking) -> Answered | None:
    """What an earlier request for the same sending left; None where this is the first."""
    if asking.stored is None:
        return None
    heading, exchange = asking.stored
    return Answered(asking, exchange.answer, heading, exchange, "")


async def keep_soon(request: Request, asking: Asking, answer: Answer) -> Answered | None:
    """``keep`` for a stream; None, and nothing kept, where the reader has left."""
    if await request.is_disconnected():
        return None
    return await run_in_threadpool(keep, request, asking, answer)


def _key(fields: dict[str, str]) -> str:
    return fields.get(KEY, "")[:LONGEST_KEY]


def _place(fields: dict[str, str]) -> int:
    place = fields.get(PLACE, "")
    return int(place) if re.fullmatch(r"[1-9][0-9]{0,3}", place) else 1


def _before(fields: dict[str, str]) -> tuple[Turn, ...]:
    before = fields.get(BEFORE, "").replace("\r\n", "\n").strip()[:MAX_QUESTION]
    return (Turn(question=before),) if before else ()
