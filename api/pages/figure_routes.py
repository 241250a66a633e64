"""Routes of the pages **Angka**, for officers and evaluators, and **Kinerja layanan**, for everybody."""

import threading
import time
from typing import Annotated, TypeVar, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool

from api.accounts.models import Account
from api.accounts.permissions import Permission
from api.accounts.signed_in import NOT_YOURS, requires
from api.figures.csv_text import csv_text
from api.figures.figures import Dashboard, Figures
from api.figures.period import Period, read_period, usual_period
from api.figures.public import PublicFigures
from api.figures.scope import Scope, scope_of
from api.figures.tables import tables_of
from api.pages.charts import Point, rows
from api.pages.figures_view import SHOWN_AT_ONCE, cell_words, headlines, number_words, sections
from api.pages.templating import render
from corpus.errors import Forbidden, InvalidInput, NotFound

router = APIRouter(include_in_schema=False)

Sent = TypeVar("Sent", bound=Response)
Reader = Annotated[Account, Depends(requires(Permission.READ_FIGURES))]

FIGURES = "/angka"
PUBLIC = "/kinerja-layanan"
KEPT_FOR = 600.0
"""Seconds that the public figures are shown before they are counted again."""


class PublicBoard:
    """The public figures, counted now and then: anybody may ask for them at any rate."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._counting = threading.Lock()
        self._known: PublicFigures | None = None
        self._counted_at = 0.0

    def __call__(self) -> PublicFigures:
        """As they were at most ten minutes ago.

        Raises:
            StorageError: the database cannot be used.
        """
        with self._counting:
            now = time.monotonic()
            if self._known is None or now - self._counted_at >= KEPT_FOR:
                self._known, self._counted_at = self._figures.public(), now
            return self._known


def figures_in(request: Request) -> Figures:
    """The figures that ``create_app`` put on the application."""
    return cast(Figures, request.app.state.figures)


def board_in(request: Request) -> PublicBoard:
    """The public figures that ``create_app`` put on the application."""
    return cast(PublicBoard, request.app.state.public_board)


@router.get(FIGURES)
def figures(
    request: Request, reader: Reader, dari: str = "", sampai: str = "", bidang: str = ""
) -> HTMLResponse:
    """The figures of a period, of one's own bidang or of all."""
    found, trouble = figures_in(request), ""
    try:
        period = read_period(dari, sampai, found.today())
    except InvalidInput as error:
        period, trouble = usual_period(found.today()), str(error)
    dashboard = _dashboard(found, reader, period, bidang)
    query = {"dari": period.first.isoformat(), "sampai": period.last.isoformat(), "bidang": bidang}
    page = render(
        request,
        "angka.html",
        422 if trouble else 200,
        period=period,
        trouble=trouble,
        headlines=headlines(dashboard),
        sections=sections(dashboard),
        cell_words=cell_words,
        shown_at_once=SHOWN_AT_ONCE,
        choices=found.bidang(scope_of(reader)),
        bidang=bidang,
        query=urlencode({name: value for name, value in query.items() if value}),
        today=found.today(),
    )
    return _for_nobody_else(page)


@router.get(FIGURES + "/unduh/{table}")
def download(
    request: Request, reader: Reader, table: str, dari: str = "", sampai: str = "", bidang: str = ""
) -> Response:
    """One table as CSV.

    Raises:
        NotFound: there is none.
        InvalidInput: the period cannot be read.
    """
    found = figures_in(request)
    period = read_period(dari, sampai, found.today())
    dashboard = _dashboard(found, reader, period, bidang)
    wanted = next((one for one in tables_of(dashboard) if one.key == table), None)
    if wanted is None:
        raise NotFound(f"Tabel “{table[:40]}” tidak ada. Lihat daftarnya di halaman Angka.")
    name = f"{wanted.key}-{period.first.isoformat()}-{period.last.isoformat()}.csv"
    return _for_nobody_else(
        Response(
            csv_text(wanted),
            media_type="text/csv; charset=utf-8",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )
    )


@router.get(PUBLIC)
async def service(request: Request) -> HTMLResponse:
    """How the service does, for everybody."""
    shown = await run_in_threadpool(board_in(request))
    points = [Point(label=name, value=n) for name, n in shown.categories]
    chart = rows("g-kategori", "Pertanyaan menurut kategori", points) if points else None
    return render(request, "kinerja_layanan.html", shown=shown, chart=chart, number=number_words)


def _dashboard(found: Figures, reader: Account, period: Period, bidang: str) -> Dashboard:
    """The figures somebody may read.

    Raises:
        Forbidden: they may not read those of this bidang.
    """
    own = scope_of(reader)
    if bidang and not own.within(bidang):
        raise Forbidden(NOT_YOURS)
    scope = Scope(bidang=frozenset({bidang})) if bidang else own
    return found.dashboard(scope, period, whole_service=own.bidang is None)


def _for_nobody_else(response: Sent) -> Sent:
    """For no cache, not even the browser's own."""
    response.headers["cache-control"] = "no-store"
    return response
