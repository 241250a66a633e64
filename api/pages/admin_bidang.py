"""Bidang and their categories: added, changed, put out of use; nothing is deleted."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.bidang import LONGEST_DESCRIPTION, LONGEST_NAME, MOST_HOURS
from api.forum.forum import Forum
from api.forum.models import Bidang
from api.pages.admin_parts import (
    AgencyKeeper,
    InForum,
    PlaceKeeper,
    managed,
    managed_bidang,
    status_of,
    typed_of,
)
from api.pages.admin_words import BIDANG
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.state.fingerprint import fingerprint
from corpus.errors import Conflict, InvalidInput

router = APIRouter(include_in_schema=False)


@router.get(BIDANG)
def bidang(visit: AnyVisit, by: PlaceKeeper, forum: InForum) -> HTMLResponse:
    """The bidang that somebody looks after, with their categories and targets."""
    return _list(visit, by, forum)


@router.post(BIDANG)
def add(visit: AnyVisit, by: AgencyKeeper, forum: InForum, fields: Fields) -> Response:
    """Add a bidang."""
    visit.check(fields)
    try:
        made = forum.bidang.add_bidang(
            fields.get("pengenal", "").strip(), fields.get("nama", ""), fields.get("keterangan", ""), by=by
        )
    except (InvalidInput, Conflict) as error:
        return _list(visit, by, forum, fields, str(error), status_of(error))
    return visit.go(f"{BIDANG}/{made.id}?selesai=bidang-tambah")


@router.get(BIDANG + "/{bidang_id}")
def one(visit: AnyVisit, by: PlaceKeeper, forum: InForum, bidang_id: str) -> HTMLResponse:
    """One bidang with its categories."""
    return bidang_page(visit, by, forum, managed_bidang(forum, by, bidang_id))


@router.post(BIDANG + "/{bidang_id}")
def change(visit: AnyVisit, by: AgencyKeeper, forum: InForum, bidang_id: str, fields: Fields) -> Response:
    """Change a bidang, or put it out of use."""
    visit.check(fields)
    try:
        forum.bidang.change_bidang(
            bidang_id,
            by=by,
            name=fields.get("nama", ""),
            description=fields.get("keterangan", ""),
            active="dipakai" in fields,
            seen=fields.get("versi", ""),
        )
    except (InvalidInput, Conflict) as error:
        shown = managed_bidang(forum, by, bidang_id)
        return bidang_page(visit, by, forum, shown, trouble=str(error), status_code=status_of(error))
    return visit.go(f"{BIDANG}/{bidang_id}?selesai=bidang-ubah")


def bidang_page(
    visit: Visit,
    by: Account,
    forum: Forum,
    shown: Bidang,
    *,
    typed: dict[str, str] | None = None,
    trouble: str = "",
    status_code: int = 200,
) -> HTMLResponse:
    """The page of one bidang.

    Args:
        typed: what was typed for a new category that could not be taken.
    """
    return visit.page(
        "kelola_bidang_satu.html",
        status_code,
        shown=shown,
        version=fingerprint(shown),
        categories=forum.bidang.categories(bidang_id=shown.id),
        typed=typed_of(typed),
        trouble=trouble,
        may_change=may(by, Permission.MANAGE_AGENCY),
        **LIMITS,
    )


LIMITS = {
    "longest_name": LONGEST_NAME,
    "longest_description": LONGEST_DESCRIPTION,
    "most_hours": MOST_HOURS,
}
"""Bounds of the fields, for templates."""


def _list(
    visit: Visit,
    by: Account,
    forum: Forum,
    typed: dict[str, str] | None = None,
    trouble: str = "",
    status_code: int = 200,
) -> HTMLResponse:
    every = forum.bidang.categories()
    return visit.page(
        "kelola_bidang.html",
        status_code,
        rows=[(one, [each for each in every if each.bidang_id == one.id]) for one in managed(forum, by)],
        may_add=may(by, Permission.MANAGE_AGENCY),
        typed=typed_of(typed),
        trouble=trouble,
        **LIMITS,
    )
