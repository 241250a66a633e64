"""The audit trail under ``/api/v1/audit``, for who may read it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from api.accounts.models import Account
from api.accounts.permissions import Permission
from api.accounts.signed_in import requires
from api.forum.route_parts import RESPONSES
from api.state.audit import AuditTrail
from api.state.audit_chain import Audited, ChainReport
from api.state.audit_export import csv_lines

router = APIRouter(prefix="/api/v1/audit", responses=RESPONSES, tags=["Jejak audit"])


def _trail(request: Request) -> AuditTrail:
    trail: AuditTrail = request.app.state.state.audit
    return trail


Trail = Annotated[AuditTrail, Depends(_trail)]
Auditor = Annotated[Account, Depends(requires(Permission.READ_AUDIT))]


@router.get("", summary="Entri terbaru")
def entries(
    _by: Auditor,
    trail: Trail,
    below: Annotated[str, Query(max_length=100, description="Awal nama tindakan, mis. forum.draf")] = "",
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> list[Audited]:
    """What was done, the newest first."""
    return trail.entries(below=below, limit=limit)


@router.get("/verification", summary="Periksa rantainya")
def verification(
    _by: Auditor,
    trail: Trail,
    expect: Annotated[
        str, Query(pattern="^([0-9a-f]{64})?$", description="Hash ujung dari pemeriksaan sebelumnya.")
    ] = "",
) -> ChainReport:
    """Whether nothing was changed, removed or inserted; the head hash is to be kept elsewhere."""
    return trail.verify(expect=expect)


@router.get("/trail.csv", summary="Seluruh jejak sebagai CSV", response_class=StreamingResponse)
def export(_by: Auditor, trail: Trail) -> StreamingResponse:
    """Every entry with its hash, the oldest first."""
    return StreamingResponse(
        csv_lines(trail.links()),
        media_type="text/csv; charset=utf-8",
        headers={
            "content-disposition": 'attachment; filename="jejak-audit.csv"',
            "cache-control": "no-store",
        },
    )
