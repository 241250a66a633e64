"""A reply as it comes in over HTTP, whole or as server-sent events."""

from collections.abc import Callable, Iterator

import httpx

from assistant.llm import explain
from assistant.llm.failures import DOWN, REFUSED, Failure
from assistant.llm.wire import Numbers, Packet, read_packet

_EVENTS = "text/event-stream"
_FILTERED = "content_filter"


class Incoming:
    """Iterate once for pieces of text; then ``usage`` and ``cut`` are known.

    Attributes:
        usage: what the server counted; None where it did not.
        cut: it ended because the length allowed was reached.
    """

    def __init__(self, response: httpx.Response, host: str, close: Callable[[], None]) -> None:
        """``close`` gives the connection back."""
        self._response = response
        self._host = host
        self._close = close
        self._finish = ""
        self.usage: Numbers | None = None

    @property
    def cut(self) -> bool:
        """Whether the length allowed was reached."""
        return self._finish == "length"

    def close(self) -> None:
        """Stop listening."""
        self._close()

    def __iter__(self) -> Iterator[str]:
        """Pieces that are not empty.

        Raises:
            Failure: it broke off, is late, or is no reply; also when it ends without any text.
        """
        spoken = False
        try:
            for packet in self._packets():
                self._finish = packet.finish or self._finish
                self.usage = packet.usage or self.usage
                if packet.text:
                    spoken = True
                    yield packet.text
        except httpx.TransportError as error:
            raise explain.of_transport(error, self._host) from None
        finally:
            self._close()
        if self._finish == _FILTERED:
            raise Failure(
                f"Layanan model bahasa di {self._host} menyaring balasannya.",
                reason=REFUSED,
                received=True,
                of_request=True,
            )
        if not spoken:
            raise explain.broken(self._host, "tidak berisi teks")

    def _packets(self) -> Iterator[Packet]:
        kind = self._response.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == _EVENTS:
            yield from self._events()
            return
        packet = read_packet(self._response.read())
        if packet is None:
            raise explain.broken(self._host, "bukan JSON yang dikenal")
        self._check(packet)
        yield packet

    def _events(self) -> Iterator[Packet]:
        for line in _lines(self._response.iter_bytes()):
            if not line.startswith(b"data:"):
                continue
            data = line.removeprefix(b"data:").strip()
            if data == b"[DONE]":
                return
            packet = read_packet(data)
            if packet is None:
                raise explain.broken(self._host, "potongan yang bukan JSON")
            self._check(packet)
            yield packet
        if not self._finish:
            raise Failure(
                f"Layanan model bahasa di {self._host} berhenti di tengah balasan.",
                reason=DOWN,
                transient=True,
                received=True,
            )

    def _check(self, packet: Packet) -> None:
        if packet.error is not None:
            raise Failure(
                f"Layanan model bahasa di {self._host} melaporkan kesalahan di tengah balasan.",
                reason=DOWN,
                transient=True,
                received=True,
            )


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Lines as events have them: text may hold other breaks, such as U+2028, that end no line here."""
    begun: list[bytes] = []
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for line in ended:
            yield b"".join([*begun, line])
            begun.clear()
        begun.append(rest)
    yield b"".join(begun)
