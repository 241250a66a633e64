"""Background work under ``/api/v1/jobs``, for whoever looks after the service."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from api.accounts.models import Account
from api.accounts.permissions import Permission
from api.accounts.signed_in import requires
from api.csrf import refuse_elsewhere
from api.forum.route_parts import RESPONSES, Limit, Offset
from api.jobs.oversight import JobOversight
from api.jobs.queue import Job, JobState
from api.state.state import State

router = APIRouter(
    prefix="/api/v1/jobs",
    tags=["Pekerjaan latar belakang"],
    responses=RESPONSES,
    dependencies=[Depends(refuse_elsewhere)],
)

Keeper = Annotated[Account, Depends(requires(Permission.MANAGE_SERVICE))]


def _jobs(request: Request) -> JobOversight:
    state: State = request.app.state.state
    return state.job_oversight


Jobs = Annotated[JobOversight, Depends(_jobs)]


@router.get("", summary="Daftar pekerjaan")
def list_jobs(
    _: Keeper,
    jobs: Jobs,
    state: JobState | None = None,
    kind: Annotated[str, Query(max_length=50)] = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> list[Job]:
    """Work that is waiting, being done, done or given up, the newest first."""
    return jobs.list(state=state, kind=kind, limit=limit, offset=offset)


@router.post("/{job_id}/retry", status_code=202, summary="Mulai lagi pekerjaan yang gagal")
def retry(job_id: str, by: Keeper, jobs: Jobs) -> Job:
    """Begin work again that was given up; the audit trail keeps by whom."""
    return jobs.retry(job_id, by=by.username)
