"""Starting, resuming and stopping evaluations from the page, for whoever sits at the server."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.pages.evaluation_guard import may_change
from api.pages.evaluation_routes import jobs_of, reader_of, run_page, runs_page
from api.pages.evaluation_run import RunAsked
from api.pages.evaluation_words import run_url
from api.pages.form_fields import Fields
from api.pages.templating import render
from api.problem import status_of
from corpus.errors import Busy, InvalidInput, NotFound, TanyaError

router = APIRouter(include_in_schema=False)

MOST_REPEATS = 20
_SPLITS = ("", "dev", "test")


@router.post("/evaluasi")
def start(request: Request, form: Fields) -> Response:
    """Begin a run of one of the sets that are offered, and answer it in the background."""
    if not may_change(request):
        return _refused(request)
    try:
        split, repeats = form.get("bagian", ""), form.get("ulangan", "1")
        if split not in _SPLITS:
            raise InvalidInput(f"Bagian “{split[:20]}” tidak ada. Pilih semua, dev, atau test.")
        if not (repeats.isascii() and repeats.isdigit() and 1 <= int(repeats[:4]) <= MOST_REPEATS):
            raise InvalidInput(f"Ulangan harus angka 1 sampai {MOST_REPEATS}.")
        dataset = reader_of(request).set_of(form.get("soal", ""))
        name = jobs_of(request).start(dataset, split=split, repeats=int(repeats))
    except TanyaError as error:
        return runs_page(request, trouble=str(error), status_code=_status(error))
    return RedirectResponse(run_url(name), 303)


@router.post("/evaluasi/{name}/lanjutkan")
def resume(request: Request, name: str) -> Response:
    """Make what a run lacks, in the background."""
    if not may_change(request):
        return _refused(request)
    try:
        jobs_of(request).resume(name)
    except NotFound:
        raise
    except TanyaError as error:
        return run_page(request, name, RunAsked(), trouble=str(error), status_code=_status(error))
    return RedirectResponse(run_url(name), 303)


@router.post("/evaluasi/{name}/hentikan")
def stop(request: Request, name: str) -> Response:
    """Stop a run after the answer it is at."""
    if not may_change(request):
        return _refused(request)
    reader_of(request).standing(name)
    jobs_of(request).cancel(name)
    return RedirectResponse(run_url(name), 303)


def _refused(request: Request) -> HTMLResponse:
    return render(
        request,
        "galat.html",
        403,
        heading="Evaluasi tidak dapat dijalankan dari sini",
        detail="Evaluasi hanya dimulai, dilanjutkan, atau dihentikan lewat halaman ini dari mesin server "
        "sendiri (alamat localhost, tanpa perantara), dan dari halaman Evaluasi itu sendiri.",
        advice="Dari mesin lain, masuklah ke server lalu jalankan tanya eval run.",
        status=403,
    )


def _status(error: TanyaError) -> int:
    """As everywhere, but that another run goes on is a conflict, not an outage."""
    return 409 if isinstance(error, Busy) else status_of(error)
