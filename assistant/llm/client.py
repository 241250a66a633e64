"""The one file that knows the ``openai`` package: one call to one model of one endpoint.

The package reads a dozen variables of the environment and tells servers about the machine it runs on.
Neither may happen here: every header that leaves is written by ``_only_ours``, proxies of the environment
are not used, redirects are not followed, and its own retries and logs are off.
"""

import logging
import time
from collections.abc import Callable
from typing import cast

import httpx
import openai
from openai.types.chat import ChatCompletionMessageParam

from assistant.llm import explain
from assistant.llm.chat import ChatRequest, Message
from assistant.llm.dialect import Dialects, blamed, request_body, spoken_messages
from assistant.llm.endpoint import Endpoint
from assistant.llm.incoming import Incoming
from assistant.llm.transport import DeadlineTransport

MAX_REPLY_BYTES = 4_000_000
_COMPLAINT_BYTES = 20_000
_KEPT_HEADERS = ("host", "content-type", "content-length", "connection")
_REFUSALS = {400, 422}

# OPENAI_LOG=debug in the environment would make the package write whole prompts to the log.
logging.getLogger("openai").setLevel(logging.WARNING)


class EndpointClient:
    """Calls models of one endpoint. Safe to share between threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        connections: int,
        max_bytes: int = MAX_REPLY_BYTES,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is connected yet.

        Args:
            connections: at most, at the same time.
            max_bytes: of one reply as it comes over the network.
            clock: the monotonic clock that deadlines are told by.
        """
        self.endpoint = endpoint
        self._clock = clock
        self._dialects = Dialects()
        self._http = httpx.Client(
            transport=DeadlineTransport(
                connections=connections,
                max_bytes=max_bytes,
                leaving=self._only_ours,
                trusted=endpoint.trusted,
            ),
            trust_env=False,
            follow_redirects=False,
        )
        self._openai = openai.OpenAI(
            base_url=endpoint.base_url,
            # The real key is put in by ``_only_ours``: the package's errors and logs never hold it.
            api_key="-",
            organization="",
            project="",
            max_retries=0,
            http_client=self._http,
        )

    def close(self) -> None:
        """Let go of every connection."""
        self._openai.close()

    def refused_by(self, model: str) -> frozenset[str]:
        """Fields of the protocol that ``model`` was found to refuse, e.g. ``response_format``."""
        return self._dialects.of(model)

    def open(self, model: str, request: ChatRequest, *, deadline: float, stream: bool) -> Incoming:
        """Send a request and wait for the head of its reply; the text is read from what is returned.

        A field that the server refuses is left out at once, and from then on.

        Args:
            deadline: moment of the clock at which the call ends, reading included.

        Raises:
            Failure: no connection, a refusal, or no reply by then.
        """
        known = self._dialects.of(model)
        refused = known
        while True:
            body = request_body(request, refused, stream=stream)
            try:
                incoming = self._send(model, request, refused, body, deadline)
            except openai.APIStatusError as error:
                field = self._blamed(error, body)
                if field is None:
                    response = error.response
                    raise explain.of_status(
                        response.status_code, response.headers, self.endpoint.host, model
                    ) from None
                refused |= {field}
                continue
            if refused != known:
                self._dialects.learn(model, refused)
            return incoming

    def _send(
        self,
        model: str,
        request: ChatRequest,
        refused: frozenset[str],
        body: dict[str, object],
        deadline: float,
    ) -> Incoming:
        left = deadline - self._clock()
        if left <= 0:
            raise explain.late(self.endpoint.host, received=False)
        messages = [_sendable(message) for message in spoken_messages(request, refused)]
        call = self._openai.chat.completions.with_streaming_response.create(
            model=model,
            messages=cast("list[ChatCompletionMessageParam]", messages),
            extra_body=body,
            timeout=left,
        )
        try:
            response = call.__enter__()
        except (openai.APIConnectionError, httpx.TransportError) as error:
            # The second where the body of an error does not arrive: the package reads it by itself.
            cause = error.__cause__ if isinstance(error, openai.APIConnectionError) else error
            if isinstance(cause, httpx.TransportError):
                raise explain.of_transport(cause, self.endpoint.host) from None
            raise explain.broken(self.endpoint.host, "tidak mengikuti HTTP") from None
        return Incoming(response.http_response, self.endpoint.host, response.close)

    def _blamed(self, error: openai.APIStatusError, body: dict[str, object]) -> str | None:
        """The field to do without, where the refusal is about one."""
        if error.status_code not in _REFUSALS:
            return None
        # The package has read the whole body, within our limits, to make its own message of it.
        return blamed(error.response.text[:_COMPLAINT_BYTES], body)

    def _only_ours(self, given: httpx.Headers) -> httpx.Headers:
        headers = {name: given[name] for name in _KEPT_HEADERS if name in given}
        headers |= {
            "accept": "application/json, text/event-stream",
            "accept-encoding": "identity",
            "user-agent": "tanya-asn",
        }
        key = self.endpoint.api_key.get_secret_value()
        if key:
            headers["authorization"] = f"Bearer {key}"
        return httpx.Headers(headers)


def _sendable(message: Message) -> dict[str, str]:
    # A lone surrogate, which a damaged document can hold, cannot be sent.
    content = message.content.encode("utf-8", "replace").decode("utf-8")
    return {"role": message.role, "content": content}
