"""Bidang and categories under ``/api/v1/forum``: read by everybody, changed by who may."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.accounts.signed_in import NOT_YOURS, requires
from api.csrf import refuse_elsewhere
from api.forum.bidang import CategoryChange
from api.forum.forum import Forum
from api.forum.models import Bidang, Category
from api.forum.places import missing
from api.forum.route_parts import PREFIX, RESPONSES, InForum
from api.forum.schemas import BidangChange, CategoryChanges, NewBidang, NewCategory
from corpus.errors import Forbidden

Agency = Annotated[Account, Depends(requires(Permission.MANAGE_AGENCY))]
Manager = Annotated[Account, Depends(requires(Permission.MANAGE_BIDANG, Permission.MANAGE_AGENCY))]
OnlyActive = Annotated[bool, Query(description="Hanya yang masih dipakai.")]

router = APIRouter(
    prefix=PREFIX, responses=RESPONSES, dependencies=[Depends(refuse_elsewhere)], tags=["Forum: bidang"]
)


@router.get("/bidang", summary="Daftar bidang")
def bidang(forum: InForum, active: OnlyActive = True) -> list[Bidang]:
    """Bidang in the order they are shown in."""
    return forum.bidang.bidang(active_only=active)


@router.get("/categories", summary="Daftar kategori")
def categories(
    forum: InForum, bidang_id: Annotated[str, Query(max_length=120)] = "", active: OnlyActive = True
) -> list[Category]:
    """Categories with their targets in working hours."""
    return forum.bidang.categories(bidang_id=bidang_id, active_only=active)


@router.post("/bidang", status_code=201, summary="Tambah bidang")
def add_bidang(body: NewBidang, by: Agency, forum: InForum) -> Bidang:
    """Add a bidang."""
    return forum.bidang.add_bidang(body.id, body.name, body.description, by=by)


@router.patch("/bidang/{bidang_id}", summary="Ubah bidang")
def change_bidang(bidang_id: str, body: BidangChange, by: Agency, forum: InForum) -> Bidang:
    """Change a bidang, or put it out of use."""
    return forum.bidang.change_bidang(bidang_id, by=by, **body.model_dump())


@router.post("/categories", status_code=201, summary="Tambah kategori")
def add_category(body: NewCategory, by: Manager, forum: InForum) -> Category:
    """Add a category to a bidang that one manages."""
    _refuse_other(by, body.bidang_id)
    return forum.bidang.add_category(Category(**body.model_dump()), by=by)


@router.patch("/categories/{category_id}", summary="Ubah kategori")
def change_category(category_id: str, body: CategoryChanges, by: Manager, forum: InForum) -> Category:
    """Change a category of a bidang that one manages; only into such a bidang may it go."""
    _refuse_other(by, _bidang_of(forum, category_id))
    if body.bidang_id is not None:
        _refuse_other(by, body.bidang_id)
    return forum.bidang.change_category(category_id, CategoryChange(**body.model_dump()), by=by)


def _bidang_of(forum: Forum, category_id: str) -> str:
    found = next((one.bidang_id for one in forum.bidang.categories() if one.id == category_id), None)
    if found is None:
        raise missing("Kategori", category_id)
    return found


def _refuse_other(by: Account, bidang_id: str) -> None:
    if not may(by, Permission.MANAGE_AGENCY) and not may(by, Permission.MANAGE_BIDANG, bidang=bidang_id):
        raise Forbidden(NOT_YOURS)
