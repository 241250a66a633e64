"""A language model that says what a test wrote for it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.llm.chat import Caller, ChatRequest, Feature, ModelUnavailable, Reply, Usage


def sentence(text: str, *handles: str, quotes: Sequence[tuple[str, str]] = ()) -> dict[str, object]:
    """One element of ``klaim``."""
    return {
        "kalimat": text,
        "sumber": list(handles),
        "kutipan": [{"sumber": handle, "kata": words} for handle, words in quotes],
    }


def reply(*sentences: object, missing: Sequence[str] = ()) -> str:
    """A whole reply."""
    return json.dumps({"klaim": list(sentences), "belum_terjawab": list(missing)}, ensure_ascii=False)


@dataclass
class Clock:
    """A clock that only the test moves."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class ScriptedDeltas:
    """A reply in pieces."""

    model: "ScriptedModel"
    text: str
    closed: bool = False
    ended: bool = False

    def __iter__(self) -> Iterator[str]:
        said = 0
        while said < len(self.text):
            if self.model.breaks_after is not None and said >= self.model.breaks_after:
                raise ModelUnavailable("Sambungan terputus.", reason="rusak")
            if self.model.clock is not None:
                self.model.clock.now += self.model.seconds_each
            yield self.text[said : said + self.model.size]
            said += self.model.size
        self.ended = True

    def close(self) -> None:
        self.closed = True

    @property
    def reply(self) -> Reply:
        if not self.ended:
            raise RuntimeError("not ended")
        return self.model.whole(self.text)


@dataclass
class ScriptedModel:
    """Says ``first`` when it is asked, ``again`` when it is asked to repair.

    Attributes:
        first, again: None: it is unavailable.
        size: characters of a piece.
        breaks_after: characters after which the stream breaks.
        seconds_each: what a piece costs on ``clock``.
    """

    first: str | None
    again: str | None = None
    size: int = 7
    breaks_after: int | None = None
    clock: Clock | None = None
    seconds_each: float = 0.0
    cut: bool = False
    reason: str = "mati"
    name: str = "tiruan"
    asked: list[ChatRequest] = field(default_factory=list)
    callers: list[Caller] = field(default_factory=list)
    deltas: list[ScriptedDeltas] = field(default_factory=list)

    def complete(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Reply:
        assert caller.feature is Feature.REPAIR
        self.asked.append(request)
        self.callers.append(caller)
        if self.again is None:
            raise ModelUnavailable("Tidak ada balasan.", reason=self.reason)
        return self.whole(self.again)

    def stream(self, request: ChatRequest, *, caller: Caller, deadline: float) -> ScriptedDeltas:
        self.asked.append(request)
        self.callers.append(caller)
        if self.first is None:
            raise ModelUnavailable("Tidak ada balasan.", reason=self.reason)
        self.deltas.append(ScriptedDeltas(self, self.first))
        return self.deltas[-1]

    def whole(self, text: str) -> Reply:
        usage = Usage(prompt_tokens=100, completion_tokens=len(text) // 4)
        return Reply(text=text, model="tiruan-1", usage=usage, cut=self.cut)
