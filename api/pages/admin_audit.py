"""The audit trail as a page: looked through, checked, taken along as CSV."""

import json
from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, StreamingResponse

from api.pages.admin_parts import Auditor, day_or_none, page_of
from api.pages.admin_words import AUDIT
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.forum_parts import ON_A_PAGE, paging
from api.state.audit_chain import Linked
from api.state.audit_export import csv_lines
from api.state.audit_search import AuditFilter, AuditSearch
from corpus.errors import InvalidInput

router = APIRouter(include_in_schema=False)

_FIELDS = ("pelaku", "tindakan", "subjek", "dari", "sampai")
_HASH_DIGITS = 64


@router.get(AUDIT)
def trail(visit: AnyVisit, _: Auditor) -> HTMLResponse:
    """Entries, the newest first, with filters."""
    asked, trouble = _asked(visit), ""
    try:
        wanted = _wanted(asked)
    except InvalidInput as error:
        wanted, trouble = AuditFilter(), str(error)
    number = page_of(visit.request.query_params.get("hal", ""))
    entries, total = _search(visit).page(wanted, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    given = {name: value for name, value in asked.items() if value}
    return visit.page(
        "kelola_audit.html",
        422 if trouble else 200,
        entries=entries,
        total=total,
        asked=asked,
        query=urlencode(given),
        pages=paging(AUDIT, asked, number, total),
        details=details_words,
        trouble=trouble,
    )


@router.get(AUDIT + "/periksa")
def verify(visit: AnyVisit, _: Auditor, harap: str = "") -> HTMLResponse:
    """Whether the whole chain holds."""
    expect = harap.strip().lower()
    well_formed = not expect or (
        len(expect) == _HASH_DIGITS and all(one in "0123456789abcdef" for one in expect)
    )
    return visit.page(
        "kelola_audit_periksa.html",
        200 if well_formed else 422,
        report=visit.state.audit.verify(expect=expect) if well_formed else None,
        expect=expect,
    )


@router.get(AUDIT + "/unduh")
def export(visit: AnyVisit, _: Auditor) -> StreamingResponse:
    """The entries that match, as CSV, the oldest first.

    Raises:
        InvalidInput: a day cannot be read.
    """
    wanted = _wanted(_asked(visit))
    return visit.kept(
        StreamingResponse(
            csv_lines(_search(visit).all(wanted)),
            media_type="text/csv; charset=utf-8",
            headers={"content-disposition": 'attachment; filename="jejak-audit.csv"'},
        )
    )


def details_words(entry: Linked) -> str:
    """What else an entry says, as JSON for people; empty where it is nothing."""
    if not entry.details:
        return ""
    return json.dumps(entry.details, ensure_ascii=False, indent=2, sort_keys=True)


def _search(visit: Visit) -> AuditSearch:
    return AuditSearch(visit.state.database, zone=visit.state.zone)


def _asked(visit: Visit) -> dict[str, str]:
    params = visit.request.query_params
    return {name: params.get(name, "").strip()[:200] for name in _FIELDS}


def _wanted(asked: dict[str, str]) -> AuditFilter:
    return AuditFilter(
        actor=asked["pelaku"],
        action=asked["tindakan"],
        subject=asked["subjek"],
        first=day_or_none(asked["dari"], "Tanggal awal"),
        last=day_or_none(asked["sampai"], "Tanggal akhir"),
    )
