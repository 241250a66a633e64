"""A bound on request bodies, checked before and while they arrive."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem import problem


class BodyTooLarge(Exception):  # internal signal, never reaches a caller
    """More bytes arrived than were allowed."""


class BodyLimit:
    """ASGI middleware that answers 413 to bodies above ``limit`` bytes."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what it sends."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        answer = problem(413, f"Isi permintaan lebih besar dari {self._limit} byte.")
        if not declared.isdigit() or int(declared) > self._limit:
            await answer(scope, receive, send)
            return
        received = 0
        started = False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._limit:
                raise BodyTooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except BodyTooLarge:
            if not started:
                await answer(scope, receive, send)
