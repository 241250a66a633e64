"""A stand-in for a language model's service on loopback: a right reply at a given pace, or none ever.

It repeats the first long line of the first source that it was given, as OpenAI's clients expect it: whole, or
as server-sent events.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

FIRST_TOKEN = 0.3
"""Seconds to the first piece, as a hosted model of middling size needs them."""
PIECES_PER_SECOND = 50
_SOURCE = re.compile(r'<sumber nama="(S1)"[^>]*>\n(?P<text>.*?)\n</sumber>', re.DOTALL)
_MARK = re.compile(r"^\s*(?:\(\d+\)|\d+\.|[a-z]\.|[^:\n]{1,30}:)\s+")
_FEWEST = 30
"""Characters of a line that is repeated; shorter ones are headings."""
_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.IGNORECASE)


class StubModel:
    """Its address, and how many calls are open.

    Attributes:
        hangs: takes a request and says nothing.
    """

    def __init__(self, *, hangs: bool) -> None:
        self.hangs = hangs
        self.url = ""
        self.calls = self.open = self.most_open = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection with one request."""
        self.calls += 1
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        # A client may leave at any time; that is part of what is measured.
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(head)
            body = json.loads(await reader.readexactly(int(length[1]) if length else 0))
            if self.hangs:
                await reader.read()
            elif body.get("stream"):
                await _stream(writer, _reply(body))
            else:
                await _send(writer, "application/json", json.dumps(_whole(_reply(body))).encode())
        self.open -= 1
        writer.close()


@asynccontextmanager
async def stub_model(*, hangs: bool = False) -> AsyncIterator[StubModel]:
    """The service while the block lasts."""
    stub = StubModel(hangs=hangs)
    server = await asyncio.start_server(stub.serve, "127.0.0.1", 0, backlog=512, limit=1 << 22)
    stub.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    try:
        yield stub
    finally:
        server.close()


def _reply(body: dict[str, object]) -> str:
    messages = body["messages"]
    asked = str(messages[-1]["content"]) if isinstance(messages, list) else ""
    source = _SOURCE.search(asked)
    lines = [_MARK.sub("", line) for line in source["text"].splitlines()] if source else []
    long = [line.rstrip(" ;,") for line in lines if len(line) >= _FEWEST]
    said = [{"kalimat": long[0], "sumber": ["S1"], "kutipan": []}] if long else []
    return json.dumps({"klaim": said, "belum_terjawab": []}, ensure_ascii=False)


async def _stream(writer: asyncio.StreamWriter, text: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n")
    await asyncio.sleep(FIRST_TOKEN)
    for begin in range(0, len(text), 4):
        _event(writer, {"choices": [{"index": 0, "delta": {"content": text[begin : begin + 4]}}]})
        await writer.drain()
        await asyncio.sleep(1 / PIECES_PER_SECOND)
    _event(writer, {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    writer.write(b"data: [DONE]\n\n")
    await writer.drain()


def _event(writer: asyncio.StreamWriter, packet: object) -> None:
    writer.write(b"data: " + json.dumps(packet, ensure_ascii=False).encode() + b"\n\n")


def _whole(text: str) -> dict[str, object]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "tiruan",
        "object": "chat.completion",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
    }


async def _send(writer: asyncio.StreamWriter, kind: str, body: bytes) -> None:
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()
