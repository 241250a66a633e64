"""A real HTTP server on loopback that speaks ``/v1/chat/completions``, and fails as a script says.

>>> with FaultyServer([status(500), Says("baik")]) as server:      # the first request fails, all later ones
...     client_of(server.base_url)                                 # get the last reaction of the script
...     assert [seen.body["model"] for seen in server.requests] == ["uji", "uji"]

A script may also be a function from the request to a reaction, for replies that depend on the question.
``Says`` is a healthy reply, whole or as server-sent events as the request asks; every other reaction is a
fault. Leaving the ``with`` block ends every hanging reply at once.
"""

import json
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Seen:
    """A request that came in: its path, headers in lower case, and JSON body."""

    path: str
    headers: dict[str, str]
    body: dict[str, object]

    @property
    def streams(self) -> bool:
        return self.body.get("stream") is True

    @property
    def prompt(self) -> str:
        """All its messages, one after the other."""
        messages = self.body["messages"]
        assert isinstance(messages, list)
        return "\n".join(str(message["content"]) for message in messages)


@dataclass(frozen=True)
class Says:
    """A healthy reply.

    Attributes:
        pieces: characters of each event of a stream.
        usage: prompt and completion tokens; None leaves them out.
        wait: seconds before the head; ``pause``: seconds before each event of a stream.
        message: the message as sent, instead of one with ``text``; for null content and tool calls.
    """

    text: str = "baik"
    pieces: int = 8
    usage: tuple[int, int] | None = (10, 5)
    finish: str = "stop"
    wait: float = 0.0
    pause: float = 0.0
    message: dict[str, object] | None = None


@dataclass(frozen=True)
class Raw:
    """Bytes as they are: HTML pages, truncated JSON, redirects."""

    body: bytes
    status: int = 200
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hang:
    """Takes the request and says nothing; ``after`` events of a stream, or before the head where None."""

    after: int | None = None
    text: str = "setengah kalimat yang tidak pernah selesai"


@dataclass(frozen=True)
class Dribble:
    """Sends one byte every ``pause`` seconds, never a line break: of the body, or of the head."""

    pause: float = 0.02
    head: bool = False


@dataclass(frozen=True)
class Disconnect:
    """Breaks the connection after ``after`` events of a stream; before the head where None."""

    after: int | None = None
    text: str = "setengah kalimat yang tidak pernah selesai"


@dataclass(frozen=True)
class Huge:
    """A reply without end, of ``size`` bytes at most; a stream of one endless line where asked to stream."""

    size: int = 50_000_000


@dataclass(frozen=True)
class Refuses:
    """Answers 400 while the request has the field, else as ``then`` says."""

    name: str
    then: Says = field(default_factory=Says)
    status: int = 400
    complaint: str = "Unrecognized request argument supplied: {name}"


def status(code: int, *, retry_after: str = "", body: str = '{"error": {"message": "gagal"}}') -> Raw:
    """An error of the server."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return Raw(body.encode(), code, headers=headers)


Reaction = Says | Raw | Hang | Dribble | Disconnect | Huge | Refuses
Script = Sequence[Reaction] | Callable[[Seen], Reaction]


class FaultyServer:
    """The server, listening between ``__enter__`` and ``__exit__``.

    Attributes:
        requests: all that came in, in order.
    """

    def __init__(self, script: Script = (Says(),), *, tls: ssl.SSLContext | None = None) -> None:
        self._script = script
        self._lock = threading.Lock()
        self.closing = threading.Event()
        self.requests: list[Seen] = []
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self._scheme = "http"
        if tls is not None:
            self._scheme = "https"
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)

    @property
    def base_url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def react(self, seen: Seen) -> Reaction:
        """Record a request, and say how it is answered."""
        with self._lock:
            self.requests.append(seen)
            if callable(self._script):
                return self._script(seen)
            return self._script[min(len(self.requests), len(self._script)) - 1]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 256
    owner: FaultyServer

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is part of many tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Silent."""

    def do_GET(self) -> None:
        self.server.owner.react(Seen(self.path, self._headers(), {}))
        self._send(Raw(b'{"object": "list", "data": []}'))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        seen = Seen(self.path, self._headers(), body)
        with suppress(BrokenPipeError, ConnectionResetError):
            self._act(self.server.owner.react(seen), seen)

    def _headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}

    def _act(self, reaction: Reaction, seen: Seen) -> None:
        match reaction:
            case Refuses():
                if reaction.name in seen.body:
                    complaint = {"error": {"message": reaction.complaint.format(name=reaction.name)}}
                    self._send(Raw(json.dumps(complaint).encode(), reaction.status))
                else:
                    self._act(reaction.then, seen)
            case Says():
                self._pause(reaction.wait)
                if seen.streams:
                    self._stream(reaction)
                else:
                    self._send(Raw(json.dumps(_whole(reaction)).encode()))
            case Raw():
                self._send(reaction)
            case Hang():
                self._begin(reaction.after, reaction.text)
                self.server.owner.closing.wait()
                self.close_connection = True
            case Disconnect():
                self._begin(reaction.after, reaction.text)
                self.close_connection = True
            case Dribble():
                self._dribble(reaction)
            case Huge():
                self._huge(reaction, seen)

    def _send(self, raw: Raw) -> None:
        self._head(raw.status, raw.content_type, {**raw.headers, "Content-Length": str(len(raw.body))})
        self.wfile.write(raw.body)

    def _head(self, code: int, content_type: str, headers: dict[str, str]) -> None:
        self.send_response(code)
        self.send_header("Content-Type", content_type)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _pause(self, seconds: float) -> None:
        if seconds:
            self.server.owner.closing.wait(seconds)

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def _event(self, packet: object) -> None:
        self._chunk(b"data: " + json.dumps(packet, ensure_ascii=False).encode() + b"\n\n")

    def _stream(self, says: Says) -> None:
        self._head(200, "text/event-stream", {"Transfer-Encoding": "chunked"})
        if says.message is not None:
            self._event({"choices": [{"index": 0, "delta": says.message}]})
        else:
            for begin in range(0, len(says.text), says.pieces):
                self._pause(says.pause)
                self._event(_delta(says.text[begin : begin + says.pieces]))
        self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": says.finish}]})
        if says.usage is not None:
            self._event({"choices": [], "usage": _usage(says.usage)})
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _begin(self, after: int | None, text: str) -> None:
        """The head and ``after`` events of eight characters; nothing where None."""
        if after is None:
            return
        self._head(200, "text/event-stream", {"Transfer-Encoding": "chunked"})
        for number in range(after):
            self._event(_delta(text[number * 8 : number * 8 + 8]))

    def _dribble(self, dribble: Dribble) -> None:
        if not dribble.head:
            self._head(200, "text/event-stream", {"Transfer-Encoding": "chunked"})
        while not self.server.owner.closing.is_set():
            if dribble.head:
                self.wfile.write(b"H")
            else:
                self._chunk(b"x")
            time.sleep(dribble.pause)
        self.close_connection = True

    def _huge(self, huge: Huge, seen: Seen) -> None:
        kind = "text/event-stream" if seen.streams else "application/json"
        self._head(200, kind, {"Transfer-Encoding": "chunked"})
        self._chunk(b'data: {"choices": [{"delta": {"content": "')
        for _ in range(huge.size // 100_000):
            self._chunk(b"a" * 100_000)
        self._chunk(b"")


def _delta(text: str) -> dict[str, object]:
    return {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}]}


def _usage(numbers: tuple[int, int]) -> dict[str, int]:
    prompt, completion = numbers
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    }


def _whole(says: Says) -> dict[str, object]:
    message = says.message or {"role": "assistant", "content": says.text}
    packet: dict[str, object] = {
        "id": "uji",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": says.finish}],
    }
    if says.usage is not None:
        packet["usage"] = _usage(says.usage)
    return packet
