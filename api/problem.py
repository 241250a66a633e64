"""Errors of the API as problem+json (RFC 9457), in Indonesian."""

from typing import Protocol

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.field_errors import field_errors
from corpus.errors import (
    Busy,
    Conflict,
    EmbeddingError,
    Forbidden,
    InvalidInput,
    NotFound,
    StorageError,
    TanyaError,
)

MEDIA_TYPE = "application/problem+json"
STATUS: tuple[tuple[type[TanyaError], int], ...] = (
    (NotFound, 404),
    (Forbidden, 403),
    (Conflict, 409),
    (InvalidInput, 422),
    (Busy, 503),
    (EmbeddingError, 503),
    (StorageError, 507),
)
TITLES = {
    400: "Permintaan tidak dapat dibaca",
    401: "Belum masuk",
    403: "Tidak diizinkan",
    404: "Tidak ditemukan",
    405: "Cara memanggil tidak didukung",
    409: "Sudah berubah",
    413: "Permintaan terlalu besar",
    422: "Permintaan tidak sah",
    429: "Terlalu banyak permintaan",
    500: "Kesalahan di sisi kami",
    503: "Belum siap",
    507: "Ruang penyimpanan bermasalah",
}


def problem(status: int, detail: str, **extra: object) -> JSONResponse:
    """A problem document."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "Kesalahan"),
        "status": status,
        "detail": detail,
    }
    return JSONResponse({**body, **extra}, status_code=status, media_type=MEDIA_TYPE)


def status_of(error: TanyaError) -> int:
    """HTTP status of an error of ours."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


class Shape(Protocol):
    """Writes an error; ``extra`` has ``errors`` where single fields are wrong."""

    def __call__(self, status: int, detail: str, **extra: object) -> Response:
        """The response."""
        ...


def install_problem_errors(app: FastAPI, shape: Shape = problem) -> None:
    """Answer every error in one shape, as a problem document unless told otherwise."""

    async def ours(_: Request, error: Exception) -> Response:
        assert isinstance(error, TanyaError)  # noqa: S101  # registered for this type alone
        return shape(status_of(error), str(error))

    async def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101  # registered for this type alone
        return shape(422, "Isian tidak sah; lihat “errors”.", errors=field_errors(error.errors()))

    async def http(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101  # registered for this type alone
        answer = shape(error.status_code, TITLES.get(error.status_code, str(error.detail)))
        answer.headers.update(error.headers or {})
        return answer

    async def unexpected(request: Request, error: Exception) -> Response:
        structlog.get_logger().error("request failed", path=request.url.path, exc_info=error)
        return shape(500, "Terjadi kesalahan yang tidak terduga. Kejadian ini sudah dicatat.")

    app.add_exception_handler(TanyaError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(Exception, unexpected)
