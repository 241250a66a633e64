"""A language model that counts what is asked of it, for the cost of one answer."""

from collections.abc import Iterator

from assistant.llm.chat import Caller, ChatModel, ChatRequest, Deltas, Reply
from assistant.llm.prices import PriceList
from evals.records import Cost


class Metered:
    """Passes every call on and adds up the usage of the replies; a reply from the cache costs nothing."""

    def __init__(self, model: ChatModel, prices: PriceList) -> None:
        self._model = model
        self._prices = prices
        self._replies: list[Reply] = []

    @property
    def name(self) -> str:
        """Of the model behind it."""
        return self._model.name

    @property
    def cost(self) -> Cost:
        """Of everything asked so far; a model without a price counts its tokens only."""
        paid = [reply for reply in self._replies if not reply.cached]
        return Cost(
            prompt_tokens=sum(reply.usage.prompt_tokens for reply in paid),
            completion_tokens=sum(reply.usage.completion_tokens for reply in paid),
            amount=sum(self._prices.cost(reply.model, reply.usage) or 0.0 for reply in paid),
        )

    def complete(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Reply:
        """See ``ChatModel.complete``."""
        reply = self._model.complete(request, caller=caller, deadline=deadline)
        self._replies.append(reply)
        return reply

    def stream(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Deltas:
        """See ``ChatModel.stream``; counted once it is whole."""
        return _MeteredDeltas(self._model.stream(request, caller=caller, deadline=deadline), self._replies)


class _MeteredDeltas:
    """A reply as it arrives, noted when it has ended."""

    def __init__(self, deltas: Deltas, replies: list[Reply]) -> None:
        self._deltas = deltas
        self._replies = replies

    def __iter__(self) -> Iterator[str]:
        yield from self._deltas
        self._replies.append(self._deltas.reply)

    def close(self) -> None:
        self._deltas.close()

    @property
    def reply(self) -> Reply:
        return self._deltas.reply
