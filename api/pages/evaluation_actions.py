"""Starting, resuming and stopping evaluations from the page, for those whose task it is."""

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from api.accounts.permissions import Permission
from api.accounts.signed_in import requires
from api.pages.conversation_visit import AnyVisit
from api.pages.evaluation_routes import jobs_of, reader_of, run_page, runs_page
from api.pages.evaluation_run import RunAsked
from api.pages.evaluation_words import run_url
from api.pages.form_fields import Fields
from api.problem import status_of
from corpus.errors import Busy, InvalidInput, NotFound, TanyaError

router = APIRouter(include_in_schema=False, dependencies=[Depends(requires(Permission.EVALUATE))])

MOST_REPEATS = 20
_SPLITS = ("", "dev", "test")


@router.post("/evaluasi")
def start(visit: AnyVisit, form: Fields) -> Response:
    """Begin a run of one of the sets that are offered, and answer it in the background."""
    visit.check(form)
    try:
        split, repeats = form.get("bagian", ""), form.get("ulangan", "1")
        if split not in _SPLITS:
            raise InvalidInput(f"Bagian “{split[:20]}” tidak ada. Pilih semua, dev, atau test.")
        if not (repeats.isascii() and repeats.isdigit() and 1 <= int(repeats[:4]) <= MOST_REPEATS):
            raise InvalidInput(f"Ulangan harus angka 1 sampai {MOST_REPEATS}.")
        dataset = reader_of(visit.request).set_of(form.get("soal", ""))
        name = jobs_of(visit.request).start(dataset, split=split, repeats=int(repeats))
    except TanyaError as error:
        return runs_page(visit.request, trouble=str(error), status_code=_status(error))
    return RedirectResponse(run_url(name), 303)


@router.post("/evaluasi/{name}/lanjutkan")
def resume(visit: AnyVisit, name: str, form: Fields) -> Response:
    """Make what a run lacks, in the background."""
    visit.check(form)
    try:
        jobs_of(visit.request).resume(name)
    except NotFound:
        raise
    except TanyaError as error:
        return run_page(visit.request, name, RunAsked(), trouble=str(error), status_code=_status(error))
    return RedirectResponse(run_url(name), 303)


@router.post("/evaluasi/{name}/hentikan")
def stop(visit: AnyVisit, name: str, form: Fields) -> Response:
    """Stop a run after the answer it is at."""
    visit.check(form)
    reader_of(visit.request).standing(name)
    jobs_of(visit.request).cancel(name)
    return RedirectResponse(run_url(name), 303)


def _status(error: TanyaError) -> int:
    """As everywhere, but that another run goes on is a conflict, not an outage."""
    return 409 if isinstance(error, Busy) else status_of(error)
