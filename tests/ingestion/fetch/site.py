"""A small web site on loopback whose every answer a test decides, and that remembers what it was asked."""

import threading
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """What a path answers.

    Attributes:
        cut: bytes of the body after which the connection is dropped; the full length is still declared.
        chunked: sent without a declared length.
        drip: seconds between two halves of the body.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    declare: int | None = None
    chunked: bool = False
    pause: threading.Event | None = None


Answer = Reply | Callable[[Mapping[str, str]], Reply]


@dataclass
class Site:
    """Paths and answers; ``asked`` holds every path with its headers, in order."""

    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def running_site() -> Any:
    """A site that answers 404 to everything until told otherwise."""
    site = Site("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            answer = site.answers.get(self.path.split("?")[0], Reply(status=404))
            reply = answer(headers) if callable(answer) else answer
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.chunked:
                declared = len(reply.body) if reply.declare is None else reply.declare
                self.send_header("Content-Length", str(declared))
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            try:
                self.wfile.write(reply.body if reply.cut is None else reply.body[: reply.cut])
                if reply.pause is not None:
                    self.wfile.flush()
                    reply.pause.wait(10)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ranged(body: bytes, etag: str, *, cut_first: int) -> Callable[[Mapping[str, str]], Reply]:
    """A document that breaks off after ``cut_first`` bytes and whose rest may be asked for by Range."""

    def answer(headers: Mapping[str, str]) -> Reply:
        wanted = headers.get("range", "")
        if wanted and headers.get("if-range", etag) == etag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                return Reply(status=416)
            shown = {"ETag": etag, "Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
            return Reply(body[start:], 206, shown)
        return Reply(body, 200, {"ETag": etag}, cut=cut_first)

    return answer
