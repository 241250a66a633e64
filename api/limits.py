"""A bound on request bodies, checked before and while they arrive."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problem import problem

_NONE: Mapping[re.Pattern[str], int] = MappingProxyType({})


class BodyLimit:
    """ASGI middleware that answers 413 to bodies above ``limit`` bytes.

    Args:
        larger: another limit for paths that match as a whole, such as those that take files.
    """

    def __init__(self, app: ASGIApp, limit: int, larger: Mapping[re.Pattern[str], int] = _NONE) -> None:
        self._app = app
        self._limit = limit
        self._larger = larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what it sends."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._limit_of(scope["path"])
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > limit:
            answer = problem(413, f"Isi permintaan lebih besar dari {limit} byte.")
            await answer(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                # Raised where the body is read, so the application's own handler answers it.
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)

    def _limit_of(self, path: str) -> int:
        bounds = (bound for pattern, bound in self._larger.items() if pattern.fullmatch(path))
        return max(self._limit, next(bounds, 0))
