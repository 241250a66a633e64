"""The calls for one meeting, window by window; replies are kept, so a killed run goes on where it was."""

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.generation.window import Window
from assistant.llm.books import ReplyCache
from assistant.llm.chat import Caller, ChatModel, ChatRequest, Feature, Message, ModelUnavailable, Reply
from assistant.llm.failures import OFF, SLOW, SPENT
from assistant.minutes.drafting.prompts import notula_prompts
from assistant.minutes.drafting.reading import Line, Reading, ids_of
from assistant.minutes.drafting.written import Kind, Page, page_schema, read_page
from assistant.minutes.understanding.meeting import Progress

FAILURES_IN_A_ROW = 2
"""Windows without a page after which the model is left alone."""
FINAL = frozenset({SPENT, OFF})
"""Reasons for which asking about the next window is no use."""
UNREADABLE = "balasan model bahasa tidak dapat dibaca"

READING = "model bahasa membaca transkrip"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a model may be asked of one meeting.

    Attributes:
        window: what it takes in and gives out.
        seconds: for all calls together.
        user: for whom, as in ``Caller``.
    """

    window: Window = field(default_factory=Window)
    seconds: float = 1_800.0
    user: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """What came of the windows.

    Attributes:
        pages: in their order, None for a window without one.
        reason: in Indonesian, why the last of those is missing; empty where none is.
    """

    pages: tuple[Page | None, ...]
    reason: str

    @property
    def read(self) -> int:
        """How many windows have a page."""
        return sum(page is not None for page in self.pages)


class Asking:
    """Asks one model about one meeting.

    Args:
        kept: replies by what was asked, from an earlier run; None keeps none.
    """

    def __init__(
        self,
        llm: ChatModel,
        reading: Reading,
        limits: Limits,
        *,
        kept: ReplyCache | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._llm = llm
        self._reading = reading
        self._limits = limits
        self._kept = kept
        self._clock = clock
        self._deadline = clock() + limits.seconds

    def pages(self, windows: Sequence[Sequence[Line]], progress: Progress) -> Pages:
        """The page of every window; failing ones are passed over until two in a row have failed."""
        pages: list[Page | None] = []
        failures, reason = 0, ""
        for number, lines in enumerate(windows):
            progress(READING, number, len(windows))
            page: Page | None = None
            final = False
            if failures < FAILURES_IN_A_ROW:
                try:
                    page = self.page(notula_prompts().ask(lines), lines, tuple(Kind))
                except ModelUnavailable as error:
                    reason, final = str(error), error.reason in FINAL
                else:
                    reason = reason if page is not None else UNREADABLE
                failures = 0 if page is not None else failures + 1
                failures = FAILURES_IN_A_ROW if final else failures
            pages.append(page)
        progress(READING, len(windows), len(windows))
        return Pages(tuple(pages), reason)

    def page(self, messages: Sequence[Message], lines: Sequence[Line], kinds: Sequence[Kind]) -> Page | None:
        """The page that ``messages`` ask for; None where the reply is none.

        Raises:
            ModelUnavailable: there is no reply.
        """
        ids = ids_of(lines)
        request = ChatRequest(
            messages=tuple(messages),
            json_schema=page_schema(kinds, ids),
            schema_name="notula",
            max_tokens=self._limits.window.max_tokens,
            prompt_hash=notula_prompts().hash,
        )
        key = _key(request, self._llm.name)
        before = self._kept.get(key) if self._kept is not None else None
        reply = before or self._reply(request)
        page = read_page(
            reply.text,
            allowed=ids,
            shown="\n".join(line.text for line in lines),
            system=notula_prompts().system,
            restore=self._reading.restore,
        )
        if page is not None and before is None and self._kept is not None:
            self._kept.put(key, reply)
        return page

    def _reply(self, request: ChatRequest) -> Reply:
        if self._clock() >= self._deadline:
            raise ModelUnavailable("Waktu untuk model bahasa habis.", reason=SLOW)
        caller = Caller(feature=Feature.MINUTES, user=self._limits.user)
        return self._llm.complete(request, caller=caller, deadline=self._deadline)


def _key(request: ChatRequest, model: str) -> str:
    asked = json.dumps([model, request.model_dump(mode="json")], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()
