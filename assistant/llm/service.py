"""The language model that everybody asks: switch, budgets, cache, breakers, retries, fallbacks, books.

Only ``ModelUnavailable`` leaves it, whatever happens behind it.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.llm.accounts import NOTHING, Accounts
from assistant.llm.books import Switch
from assistant.llm.breaker import Breaker
from assistant.llm.budget import Budget, BudgetState
from assistant.llm.chat import Caller, ChatRequest, Deltas, Reply, Usage
from assistant.llm.client import EndpointClient
from assistant.llm.failures import DOWN, OFF, SPENT, Failure
from assistant.llm.incoming import Incoming
from assistant.llm.keys import reply_key
from assistant.llm.limit import Limit, Slot
from assistant.llm.retry import Retry
from assistant.llm.running import Outcome, Remembered, Running
from assistant.llm.tokens import count, count_messages
from corpus.errors import TanyaError

FAILURES_IN_A_ROW = 5
REST = 30.0
"""Seconds that a model is left alone after so many failures."""
ENOUGH = 1.0
"""Seconds; a call that was given less says nothing about the server."""


@dataclass(frozen=True)
class _Call:
    request: ChatRequest
    caller: Caller
    deadline: float
    stream: bool
    prompt_tokens: int

    @property
    def reserved(self) -> int:
        return self.prompt_tokens + self.request.max_tokens


class _Place:
    """A place among the calls: taken once, kept over fallbacks, handed over to a running reply."""

    def __init__(self, limit: Limit, deadline: float) -> None:
        self._limit = limit
        self._deadline = deadline
        self._slot: Slot | None = None

    @property
    def taken(self) -> bool:
        return self._slot is not None

    def take(self) -> None:
        self._slot = self._slot or self._limit.take(self._deadline)

    def hand_over(self) -> Callable[[], None]:
        release = self.release
        if self._slot is not None:
            release, self._slot = self._slot.release, None
        return release

    def release(self) -> None:
        if self._slot is not None:
            self._slot.release()


class ModelService:
    """A ``ChatModel`` before one or more models of one endpoint. Safe to share between threads."""

    def __init__(
        self,
        client: EndpointClient,
        models: Sequence[str],
        *,
        switch: Switch,
        budget: Budget,
        accounts: Accounts,
        limit: Limit,
        retry: Retry,
        timeout: float,
        snapshot: Callable[[], str],
        repeat: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is asked yet.

        Args:
            models: the first is asked; each further one when those before it are unavailable.
            timeout: seconds that one attempt may take, whatever the caller's deadline.
            snapshot: fingerprint of the corpus that serves now, for the cache.
            repeat: which of several askings of the same, in an evaluation that repeats.
        """
        self._client = client
        self._models = tuple(models)
        self._switch = switch
        self._budget = budget
        self._accounts = accounts
        self._limit = limit
        self._retry = retry
        self._timeout = timeout
        self._snapshot = snapshot
        self._repeat = repeat
        self._clock = clock
        self._breakers = {
            model: Breaker(threshold=FAILURES_IN_A_ROW, rest=REST, clock=clock) for model in self._models
        }

    @property
    def name(self) -> str:
        """The models in the order in which they are asked, and where."""
        return f"{' | '.join(self._models)} @ {self._client.endpoint.base_url}"

    def budget_state(self) -> BudgetState:
        """What was spent today, for the administrator."""
        return self._budget.state()

    def breakers(self) -> dict[str, str]:
        """State of the breaker of each model, in Indonesian."""
        return {model: breaker.state.value for model, breaker in self._breakers.items()}

    def refused_by(self, model: str) -> frozenset[str]:
        """Fields of the protocol that ``model`` was found to refuse, e.g. ``response_format``."""
        return self._client.refused_by(model)

    def close(self) -> None:
        """Let go of every connection."""
        self._client.close()

    def complete(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Reply:
        """The reply to ``request``.

        Raises:
            ModelUnavailable: there is none by ``deadline`` on the monotonic clock.
        """
        deltas = self._start(request, caller, deadline, stream=False)
        for _ in deltas:
            pass
        return deltas.reply

    def stream(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Deltas:
        """The reply piece by piece; returns when the first piece is there. Raises like ``complete``."""
        return self._start(request, caller, deadline, stream=True)

    def _start(self, request: ChatRequest, caller: Caller, deadline: float, *, stream: bool) -> Deltas:
        since = self._clock()
        tokens = count_messages(request.messages, self._models[0])
        call = _Call(request, caller, deadline, stream, tokens)
        try:
            self._check_switch()
            self._reserve(call)
        except Failure as failure:
            self._accounts.enter(caller, self._models[0], NOTHING, failure.reason, since=since)
            raise
        try:
            return self._first_available(call)
        except BaseException:
            self._budget.end(caller.user, call.reserved)
            raise

    def _check_switch(self) -> None:
        try:
            reason = self._switch.off_because()
        except TanyaError:
            # Nobody can say that it may be asked.
            raise Failure("Sakelar model bahasa tidak dapat dibaca.", reason=OFF) from None
        if reason is not None:
            raise Failure(f"Model bahasa dimatikan oleh pengelola: {reason}", reason=OFF)

    def _reserve(self, call: _Call) -> None:
        try:
            self._budget.begin(call.caller.user, call.reserved)
        except Failure:
            raise
        except TanyaError:
            raise Failure("Buku pemakaian model bahasa tidak dapat dibaca.", reason=SPENT) from None

    def _first_available(self, call: _Call) -> Deltas:
        place = _Place(self._limit, call.deadline)
        try:
            return self._try_in_turn(call, place)
        finally:
            # Nothing where the running reply has taken it over.
            place.release()

    def _try_in_turn(self, call: _Call, place: _Place) -> Deltas:
        failure: Failure | None = None
        for model in self._models:
            key = self._key(call.request, model)
            remembered = self._accounts.remembered(key)
            if remembered is not None:
                self._budget.end(call.caller.user, call.reserved)
                return Remembered(remembered)
            since = self._clock()
            try:
                place.take()
                return self._begin(call, model, key, place, since)
            except Failure as error:
                failure = error
                usage = Usage(
                    prompt_tokens=call.prompt_tokens if error.received else 0,
                    completion_tokens=0,
                    estimated=True,
                )
                self._accounts.enter(call.caller, model, usage, error.reason, since=since)
            if not place.taken or self._clock() >= call.deadline:
                break
        raise failure or AssertionError("there is a model")

    def _begin(self, call: _Call, model: str, key: str, place: _Place, since: float) -> Running:
        breaker = self._breakers[model]
        if not breaker.admit():
            raise Failure(
                f"Model bahasa “{model}” sedang terganggu dan dicoba lagi sebentar lagi.", reason=DOWN
            )
        given = min(call.deadline, self._clock() + self._timeout) - self._clock()
        try:
            incoming, pieces, first = self._retry.call(
                lambda: self._open(call, model), deadline=call.deadline
            )
        except BaseException as error:
            _tell(breaker, error, given)
            raise

        give_back = place.hand_over()

        def ended(outcome: Outcome, reply: Reply | None) -> None:
            give_back()
            if outcome.failure is not None:
                _tell(breaker, outcome.failure, given)
            else:
                breaker.succeeded()
            usage = reply.usage if reply else self._usage(call, model, outcome.text, incoming)
            self._accounts.enter(call.caller, model, usage, outcome.word, since=since)
            self._budget.end(call.caller.user, call.reserved)
            if reply is not None:
                self._accounts.remember(key, call.request, reply)

        return Running(
            incoming,
            pieces,
            first,
            model=model,
            usage=lambda text, arrived: self._usage(call, model, text, arrived),
            ended=ended,
        )

    def _open(self, call: _Call, model: str) -> tuple[Incoming, Iterator[str], str]:
        """One attempt: up to the first piece, so that nothing is tried again once text was given out."""
        deadline = min(call.deadline, self._clock() + self._timeout)
        incoming = self._client.open(model, call.request, deadline=deadline, stream=call.stream)
        pieces = iter(incoming)
        return incoming, pieces, next(pieces)

    def _usage(self, call: _Call, model: str, text: str, incoming: Incoming) -> Usage:
        counted = incoming.usage
        if counted is not None:
            return Usage(prompt_tokens=counted.prompt_tokens, completion_tokens=counted.completion_tokens)
        return Usage(prompt_tokens=call.prompt_tokens, completion_tokens=count(text, model), estimated=True)

    def _key(self, request: ChatRequest, model: str) -> str:
        return reply_key(
            request,
            snapshot=self._snapshot(),
            model=model,
            base_url=self._client.endpoint.base_url,
            repeat=self._repeat,
        )


def _tell(breaker: Breaker, error: BaseException, given: float) -> None:
    """What a failed call says about the server: nothing where the request was at fault or had no time."""
    if not isinstance(error, Failure) or error.of_request or given < ENOUGH:
        breaker.released()
    else:
        breaker.failed()
