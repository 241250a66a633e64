"""Error pages in Indonesian for people; programs keep getting what they asked for."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from api import problem
from api.accounts.signed_in import CHANGE_PASSWORD, ChangeFirst, sign_in_url
from api.pages.headers import SECURITY_HEADERS
from api.pages.kept_writing import KeptWriting, writing_in
from api.pages.sign_in_routes import sign_in_again
from api.pages.templating import render
from corpus.errors import Forbidden, TanyaError

Handler = Callable[[Request, Any], Response | Awaitable[Response]]

HEADINGS: dict[int, tuple[str, str]] = {
    400: ("Permintaan tidak dapat dibaca", "Periksa alamat yang Anda buka, lalu coba lagi."),
    403: (
        "Kiriman ini tidak diterima",
        "Buka lagi halaman tempat Anda mengisinya, lalu kirim sekali lagi dari sana.",
    ),
    404: (
        "Halaman tidak ditemukan",
        "Alamatnya mungkin salah ketik, atau dokumennya sudah tidak ada di pustaka.",
    ),
    405: ("Cara mengakses halaman ini keliru", "Mulailah lagi dari halaman depan."),
    409: ("Sudah berubah", "Muat ulang halamannya, lalu ulangi."),
    413: ("Kiriman terlalu besar", "Perkecil isinya, lalu kirim lagi."),
    422: ("Isian belum sesuai", "Periksa isian Anda, lalu kirim lagi."),
    429: ("Terlalu banyak permintaan", "Tunggu sebentar, lalu coba lagi."),
    500: ("Ada gangguan di sistem kami", "Ini bukan kesalahan Anda. Coba lagi beberapa saat lagi."),
    503: ("Layanan sedang disiapkan", "Coba lagi beberapa saat lagi."),
    507: ("Isian Anda belum tersimpan", "Penyimpanan kami bermasalah. Coba lagi beberapa saat lagi."),
}


NOT_PERMITTED = (
    "Halaman ini bukan untuk akun Anda",
    "Bila Anda perlu membukanya, mintalah perannya kepada pengelola akun di instansi Anda.",
)


def wants_page(request: Request) -> bool:
    """Whether the caller is a browser that expects HTML, and not a program calling the API."""
    return not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", "")


def status_of(error: Exception) -> int:
    """The HTTP status of any error; the same as a program gets."""
    if isinstance(error, HTTPException):
        return error.status_code
    if isinstance(error, RequestValidationError):
        return 422
    return problem.status_of(error) if isinstance(error, TanyaError) else 500


def error_page(request: Request, error: Exception, kept: KeptWriting | None = None) -> Response:
    """The page for ``error``: the product's own messages are shown, those of other errors never.

    Whoever has to sign in, or to change a password first, is led there instead.

    Args:
        kept: what was typed by somebody who has to sign in first.
    """
    status = status_of(error)
    if status == 401 and kept is not None:
        page = sign_in_again(request, kept)
        page.headers.update(SECURITY_HEADERS)
        return page
    if status == 401:
        return RedirectResponse(sign_in_url(request), 303)
    if isinstance(error, ChangeFirst):
        return RedirectResponse(CHANGE_PASSWORD, 303)
    heading, advice = HEADINGS.get(status, HEADINGS[500 if status >= 500 else 400])
    if isinstance(error, Forbidden):
        heading, advice = NOT_PERMITTED
    own = str(error) if isinstance(error, TanyaError) else ""
    page = render(request, "galat.html", status, heading=heading, advice=advice, detail=own, status=status)
    page.headers.update(SECURITY_HEADERS)
    return page


def install_page_errors(app: FastAPI) -> None:
    """Give browsers error pages; call it after the handlers for programs are registered.

    A handler that is already there for the same kind of error goes on serving every request that
    does not want a page.
    """
    defaults: dict[type[Exception], Handler] = {
        HTTPException: http_exception_handler,
        RequestValidationError: request_validation_exception_handler,
        TanyaError: lambda _, error: PlainTextResponse(str(error), status_of(error)),
        Exception: lambda *_: PlainTextResponse("Internal Server Error", 500),
    }
    for kind, default in defaults.items():
        before = app.exception_handlers.get(kind, default)
        app.add_exception_handler(kind, _page_or(before))


def _page_or(before: Handler) -> Handler:
    async def handle(request: Request, error: Exception) -> Response:
        if wants_page(request):
            kept = await writing_in(request) if status_of(error) == 401 else None
            return await run_in_threadpool(error_page, request, error, kept)
        answer = before(request, error)
        return answer if isinstance(answer, Response) else await answer

    return handle
