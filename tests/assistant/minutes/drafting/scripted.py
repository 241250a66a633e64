"""A language model that writes the page a test wants of each window."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.llm.chat import Caller, ChatRequest, Deltas, Feature, ModelUnavailable, Reply, Usage

SHOWN = re.compile(r"<transkrip>\n(.*)\n</transkrip>", re.DOTALL)
LINE = re.compile(r"^(u\d+) \| ([^:]*): (.*)$", re.MULTILINE)


def item(kind: str, text: str, *ids: str, pic: str = "", when: str = "") -> dict[str, object]:
    """One element of ``butir``."""
    return {"jenis": kind, "ucapan": list(ids), "teks": text, "penanggung_jawab": pic, "tenggat": when}


def page(*items: object) -> str:
    """A whole reply."""
    return json.dumps({"butir": list(items)}, ensure_ascii=False)


def shown(request: ChatRequest) -> list[tuple[str, str, str]]:
    """Identifier, speaker and words of the lines of the last window, the example left out."""
    found = SHOWN.search(request.messages[-1].content)
    assert found is not None
    return LINE.findall(found[1])


@dataclass
class ScriptedModel:
    """Replies with what ``says`` makes of the lines it is shown, or is unavailable where that is None.

    Attributes:
        asked: every request that came.
    """

    says: Callable[[Sequence[tuple[str, str, str]]], str | None]
    reason: str = "mati"
    name: str = "tiruan"
    asked: list[ChatRequest] = field(default_factory=list)

    def complete(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Reply:
        assert caller.feature is Feature.MINUTES
        self.asked.append(request)
        text = self.says(shown(request))
        if text is None:
            raise ModelUnavailable("Model bahasa tidak menjawab.", reason=self.reason)
        return Reply(text=text, model="tiruan", usage=Usage(prompt_tokens=9, completion_tokens=9))

    def stream(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Deltas:
        raise AssertionError("pages are not streamed")
