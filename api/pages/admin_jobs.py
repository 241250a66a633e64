"""Background work: what waits, what failed and why; begin it again."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from api.jobs.queue import JobState
from api.pages.admin_parts import ServiceKeeper, page_of
from api.pages.admin_words import JOB_KINDS, JOB_STATES, JOBS
from api.pages.conversation_visit import AnyVisit
from api.pages.form_fields import Fields
from api.pages.forum_parts import ON_A_PAGE, paging

router = APIRouter(include_in_schema=False)


@router.get(JOBS)
def jobs(visit: AnyVisit, _: ServiceKeeper, status: str = "", jenis: str = "", hal: str = "") -> HTMLResponse:
    """Work of every state, the newest first; what failed comes with why."""
    work = visit.state.job_oversight
    state = JobState(status) if status in {one.value for one in JobState} else None
    number = page_of(hal)
    first = (number - 1) * ON_A_PAGE
    found = work.list(state=state, kind=jenis[:50], limit=ON_A_PAGE + 1, offset=first)
    asked = {"status": status, "jenis": jenis}
    return visit.page(
        "kelola_pekerjaan.html",
        found=found[:ON_A_PAGE],
        counts=work.counts(),
        states=JOB_STATES,
        kinds=JOB_KINDS,
        asked=asked,
        # How many match is not counted: that there is one more says whether there is another page.
        pages=paging(JOBS, asked, number, first + len(found)),
    )


@router.post(JOBS + "/{job_id}/ulang")
def retry(visit: AnyVisit, by: ServiceKeeper, job_id: str, fields: Fields) -> RedirectResponse:
    """Begin work again that was given up.

    Raises:
        NotFound: none was given up under this identifier.
    """
    visit.check(fields)
    visit.state.job_oversight.retry(job_id, by=by.username)
    return visit.go(f"{JOBS}?selesai=kerja-ulang")
