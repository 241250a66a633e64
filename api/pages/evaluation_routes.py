"""Routes of the page **Evaluasi**: runs, one run, one of its questions, two runs side by side, downloads.

Starting and stopping runs is in ``evaluation_actions``.
"""

from typing import Annotated, cast

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse

from api.accounts.permissions import Permission, may
from api.accounts.recognised import account_if_known
from api.csrf import form_token
from api.evaluation_jobs import EvaluationJobs
from api.evaluation_reader import EvaluationReader, Stage
from api.identity import form_secret, state_in
from api.pages.evaluation_comparison import ComparisonPage, comparison_page
from api.pages.evaluation_item import item_page
from api.pages.evaluation_list import counter, run_list
from api.pages.evaluation_run import RunAsked, pins, scored_page
from api.pages.evaluation_words import STAGES, comparison_url, item_url, run_url
from api.pages.regulation_routes import page_number
from api.pages.templating import library_of, render
from api.problem import status_of
from corpus.errors import InvalidInput, NotFound, TanyaError
from evals.report.kinds import REPORT_FILES, ReportKind
from evals.scoring import ALL

router = APIRouter(include_in_schema=False)

MEDIA_TYPES = {
    ReportKind.HTML: "text/html; charset=utf-8",
    ReportKind.JSON: "application/json",
    ReportKind.CSV: "text/csv; charset=utf-8",
    ReportKind.JUNIT: "application/xml; charset=utf-8",
}
_DOWNLOAD_POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
"""The report has its style within; should a browser show it after all, nothing in it runs or is fetched."""


def jobs_of(request: Request) -> EvaluationJobs:
    """The evaluations that the server runs, as ``create_app`` put them on the application."""
    return cast(EvaluationJobs, request.app.state.evaluations)


def reader_of(request: Request) -> EvaluationReader:
    """What pages read of evaluations, as ``create_app`` put it on the application."""
    return cast(EvaluationReader, request.app.state.evaluation_reader)


@router.get("/evaluasi")
def runs(request: Request, hal: Annotated[str, Query()] = "1") -> HTMLResponse:
    """Every run, the latest first; a form to start one; a form to compare two."""
    return runs_page(request, page_number(hal))


def runs_page(request: Request, number: int = 1, trouble: str = "", status_code: int = 200) -> HTMLResponse:
    """The list of runs; ``trouble`` says why what was asked for did not happen."""
    jobs, reader = jobs_of(request), reader_of(request)
    return render(
        request,
        "evaluasi.html",
        status_code,
        page=run_list(reader, jobs.desk.names(), number, state_in(request).zone),
        number=number,
        choices=reader.choices() if library_of(request).status().ready else [],
        may_evaluate=may(account_if_known(request), Permission.EVALUATE),
        csrf=form_token(form_secret(request)),
        busy=jobs.current(),
        trouble=trouble,
    )


@router.get("/evaluasi/banding")
def comparison(request: Request, a: str = "", b: str = "", bagian: str = ALL) -> HTMLResponse:
    """Run ``b`` against run ``a``, question by question."""
    jobs, reader = jobs_of(request), reader_of(request)
    page: ComparisonPage | None = None
    trouble, status = "", 200
    try:
        if a and b:
            page = _compared(request, a, b, bagian)
    except (InvalidInput, NotFound) as error:
        trouble, status = str(error), status_of(error)
    return render(
        request,
        "evaluasi_banding.html",
        status,
        page=page,
        trouble=trouble,
        baseline=a,
        candidate=b,
        scored=run_list(reader, jobs.desk.names(), 1, state_in(request).zone).scored,
        swapped=comparison_url(b, a, "" if bagian == ALL else bagian),
    )


def _compared(request: Request, baseline: str, candidate: str, part: str) -> ComparisonPage:
    reader = reader_of(request)
    before, after = reader.scored(baseline), reader.scored(candidate)
    shown = part if part in after.run.slices else ALL
    found = reader.compare(baseline, candidate, shown)
    return comparison_page(found, before, after, shown, jobs_of(request).desk.metrics)


@router.get("/evaluasi/{name}")
def run(
    request: Request, name: str, bagian: str = ALL, reaksi: str = "", hal: Annotated[str, Query()] = "1"
) -> HTMLResponse:
    """One run: how far it is, or what it found."""
    return run_page(request, name, RunAsked(bagian, reaksi, page_number(hal)))


def run_page(
    request: Request, name: str, asked: RunAsked, trouble: str = "", status_code: int = 200
) -> HTMLResponse:
    """The page of a run; ``trouble`` says why what was asked for did not happen.

    Raises:
        NotFound: there is none of this name.
    """
    jobs, reader = jobs_of(request), reader_of(request)
    standing = reader.standing(name)
    scored = None
    if standing.stage in {Stage.SCORED, Stage.UNPROVED}:
        scored = scored_page(reader.scored(name), jobs.desk.gate(name), jobs.desk.metrics, asked)
    resumable = standing.stage in {Stage.STOPPED, Stage.UNSCORED}
    return render(
        request,
        "evaluasi_satu.html",
        status_code,
        name=name,
        url=run_url(name),
        standing=standing,
        stage=STAGES[standing.stage],
        counter=counter(standing),
        pins=pins(standing.manifest, state_in(request).zone),
        page=scored,
        trouble=trouble or ("" if standing.progress else jobs.failure(name)),
        resumable=resumable,
        obstacle=_obstacle(request, name) if resumable else "",
        may_evaluate=may(account_if_known(request), Permission.EVALUATE),
        csrf=form_token(form_secret(request)),
        all=ALL,
    )


def _obstacle(request: Request, name: str) -> str:
    """Why a run cannot be taken up; empty where it can."""
    desk = jobs_of(request).desk
    try:
        desk.check_resumable(desk.folder(name))
    except TanyaError as error:
        return str(error)
    return ""


@router.get("/evaluasi/{name}/kemajuan")
def progress(request: Request, name: str) -> JSONResponse:
    """How far a run is, for the script of the page."""
    standing = reader_of(request).standing(name)
    at = standing.progress
    body = {
        "running": standing.stage is Stage.RUNNING,
        "stage": at.stage if at else "Menjawab",
        "done": at.done if at else standing.recorded,
        "total": at.total if at else standing.wanted,
    }
    return JSONResponse(body, headers={"cache-control": "no-store"})


@router.get("/evaluasi/{name}/unduh/{kind}")
def download(request: Request, name: str, kind: ReportKind) -> FileResponse:
    """A report of a run as a file."""
    path = reader_of(request).report(name, kind)
    return FileResponse(
        path,
        media_type=MEDIA_TYPES[kind],
        filename=f"{name}-{REPORT_FILES[kind]}",
        headers={"content-security-policy": _DOWNLOAD_POLICY, "cache-control": "no-cache"},
    )


@router.get("/evaluasi/{name}/soal/{item_id:path}")
def question(
    request: Request, name: str, item_id: str, ulangan: Annotated[str, Query()] = "0"
) -> HTMLResponse:
    """One question of a run; ``ulangan`` counts from 0."""
    found = reader_of(request).scored(name)
    repeat = int(ulangan) if ulangan.isascii() and ulangan.isdigit() and len(ulangan) < 4 else 0
    page = item_page(found, item_id, repeat, jobs_of(request).desk.metrics)
    return render(
        request,
        "evaluasi_soal.html",
        name=name,
        url=run_url(name),
        own=item_url(name, item_id, repeat),
        page=page,
    )
