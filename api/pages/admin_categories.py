"""Categories of questions with their targets, changed by who looks after their bidang."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import Account
from api.forum.bidang import CategoryChange
from api.forum.forum import Forum
from api.forum.models import Category
from api.forum.places import missing
from api.pages.admin_bidang import LIMITS, bidang_page
from api.pages.admin_parts import InForum, PlaceKeeper, managed, managed_bidang, number_of, status_of
from api.pages.admin_words import BIDANG, CATEGORY
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.state.fingerprint import fingerprint
from corpus.errors import Conflict, InvalidInput

router = APIRouter(include_in_schema=False)


@router.post(BIDANG + "/{bidang_id}/kategori")
def add(visit: AnyVisit, by: PlaceKeeper, forum: InForum, bidang_id: str, fields: Fields) -> Response:
    """Add a category to a bidang."""
    visit.check(fields)
    place = managed_bidang(forum, by, bidang_id)
    new = Category(
        id=fields.get("pengenal", "").strip(),
        bidang_id=place.id,
        name=fields.get("nama", ""),
        description=fields.get("keterangan", ""),
        reply_hours=number_of(fields.get("balas", "")),
        resolve_hours=number_of(fields.get("selesai", "")),
    )
    try:
        forum.bidang.add_category(new, by=by)
    except (InvalidInput, Conflict) as error:
        return bidang_page(
            visit, by, forum, place, typed=fields, trouble=str(error), status_code=status_of(error)
        )
    return visit.go(f"{BIDANG}/{place.id}?selesai=kategori-tambah")


@router.get(CATEGORY + "/{category_id}")
def category(visit: AnyVisit, by: PlaceKeeper, forum: InForum, category_id: str) -> HTMLResponse:
    """One category."""
    return _page(visit, by, forum, _own(forum, by, category_id))


@router.post(CATEGORY + "/{category_id}")
def change(visit: AnyVisit, by: PlaceKeeper, forum: InForum, category_id: str, fields: Fields) -> Response:
    """Change a category, or put it out of use; it goes only into a bidang that one looks after."""
    visit.check(fields)
    shown = _own(forum, by, category_id)
    into = managed_bidang(forum, by, fields.get("bidang", shown.bidang_id))
    try:
        forum.bidang.change_category(shown.id, _change(fields, into.id), by=by, seen=fields.get("versi", ""))
    except (InvalidInput, Conflict) as error:
        return _page(visit, by, forum, shown, str(error), status_of(error))
    return visit.go(f"{BIDANG}/{into.id}?selesai=kategori-ubah")


def _change(fields: dict[str, str], bidang_id: str) -> CategoryChange:
    reply, resolve = number_of(fields.get("balas", "")), number_of(fields.get("selesai", ""))
    most = LIMITS["most_hours"]
    if not 1 <= reply <= resolve <= most:
        raise InvalidInput(
            f"Target balasan dan target selesai harus antara 1 dan {most} jam kerja, "
            "dan target selesai tidak boleh lebih cepat."
        )
    return CategoryChange(
        name=fields.get("nama", ""),
        description=fields.get("keterangan", ""),
        bidang_id=bidang_id,
        reply_hours=reply,
        resolve_hours=resolve,
        active="dipakai" in fields,
    )


def _own(forum: Forum, by: Account, category_id: str) -> Category:
    found = next((one for one in forum.bidang.categories() if one.id == category_id), None)
    if found is None:
        raise missing("Kategori", category_id)
    managed_bidang(forum, by, found.bidang_id)
    return found


def _page(
    visit: Visit, by: Account, forum: Forum, shown: Category, trouble: str = "", status_code: int = 200
) -> HTMLResponse:
    return visit.page(
        "kelola_kategori.html",
        status_code,
        shown=shown,
        version=fingerprint(shown),
        places=[(one.id, one.name) for one in managed(forum, by)],
        trouble=trouble,
        **LIMITS,
    )
