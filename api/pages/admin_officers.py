"""Officers of the bidang that somebody leads, and oneself: what they know well, when they are away."""

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.models import OF_A_BIDANG, Account
from api.forum.forum import Forum
from api.forum.models import Bidang, Category
from api.forum.routing.officers import Absence
from api.forum.routing.services import RoutingServices
from api.pages.admin_parts import InForum, InRouting, Officer, absent, day_of, led, typed_of
from api.pages.admin_words import OFFICERS
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.templating import library_of
from corpus.errors import InvalidInput, NotFound

router = APIRouter(include_in_schema=False)

MOST_OFFICERS = 500
"""Of one bidang, on one page."""
SKILL = "kategori-"
"""How fields begin that stand for a category somebody knows well."""
_ONE = OFFICERS + "/{account_id}"


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer in a list; ``absences`` from today on."""

    account: Account
    skills: tuple[str, ...]
    absences: tuple[Absence, ...]


@router.get(OFFICERS)
def officers(visit: AnyVisit, by: Officer, forum: InForum, routing: InRouting) -> HTMLResponse:
    """The officers of every bidang that somebody leads, and oneself."""
    names = {one.id: one.name for one in forum.bidang.categories()}
    today = library_of(visit.request).today()

    def line(account: Account) -> OfficerLine:
        return OfficerLine(
            account,
            tuple(sorted(names[one] for one in routing.officers.skills(account.id))),
            tuple(routing.officers.absences(account.id, since=today)),
        )

    rows = [(place, [line(one) for one in _of(visit, place)]) for place in led(forum, by)]
    return visit.page("kelola_petugas.html", rows=rows, own=line(by), is_officer=_is_officer(by))


@router.get(_ONE)
def officer(
    visit: AnyVisit, by: Officer, forum: InForum, routing: InRouting, account_id: str
) -> HTMLResponse:
    """One officer: skills and absences."""
    return _page(visit, by, forum, routing, account_id)


@router.post(_ONE + "/keahlian")
def set_skills(
    visit: AnyVisit, by: Officer, forum: InForum, routing: InRouting, account_id: str, fields: Fields
) -> Response:
    """Say which categories an officer knows well, instead of those said before."""
    visit.check(fields)
    shown = _reachable(visit, by, forum, account_id)
    offered = {one.id for _, group in _categories(forum, shown) for one in group}
    chosen = {name.removeprefix(SKILL) for name in fields if name.startswith(SKILL)} & offered
    # Categories of bidang in which the officer no longer works are not on the form, and stay as they are.
    elsewhere = routing.officers.skills(account_id) - offered
    routing.officers.set_skills(by, account_id, chosen | elsewhere)
    return visit.go(f"{OFFICERS}/{account_id}?selesai=keahlian")


@router.post(_ONE + "/tidak-hadir")
def add_absence(
    visit: AnyVisit, by: Officer, forum: InForum, routing: InRouting, account_id: str, fields: Fields
) -> Response:
    """Say that an officer is away."""
    visit.check(fields)
    _reachable(visit, by, forum, account_id)
    try:
        routing.officers.add_absence(
            by,
            account_id,
            day_of(fields.get("dari", ""), "Hari pertama"),
            day_of(fields.get("sampai", ""), "Hari terakhir"),
            note=fields.get("catatan", ""),
        )
    except InvalidInput as error:
        return _page(visit, by, forum, routing, account_id, fields, str(error))
    return visit.go(f"{OFFICERS}/{account_id}?selesai=absen-tambah")


@router.post(_ONE + "/tidak-hadir/{absence_id}/hapus")
def remove_absence(
    visit: AnyVisit,
    by: Officer,
    forum: InForum,
    routing: InRouting,
    account_id: str,
    absence_id: str,
    fields: Fields,
) -> Response:
    """Take back that an officer is away."""
    visit.check(fields)
    _reachable(visit, by, forum, account_id)
    routing.officers.remove_absence(by, absence_id)
    return visit.go(f"{OFFICERS}/{account_id}?selesai=absen-hapus")


def _of(visit: Visit, place: Bidang) -> list[Account]:
    lines, _ = visit.state.accounts.list(bidang=place.id, active=True, limit=MOST_OFFICERS)
    return sorted((line.account for line in lines), key=lambda one: (one.name, one.id))


def _is_officer(account: Account) -> bool:
    return bool(account.bidang_as(*OF_A_BIDANG))


def _reachable(visit: Visit, by: Account, forum: Forum, account_id: str) -> Account:
    """An officer whom somebody leads, or they themselves.

    Raises:
        NotFound: there is none such.
    """
    try:
        found = visit.state.accounts.by_id(account_id)
    except NotFound as error:
        raise absent("Petugas") from error
    mine = {one.id for one in led(forum, by)}
    if not _is_officer(found) or not (found.id == by.id or found.bidang_as(*OF_A_BIDANG) & mine):
        raise absent("Petugas")
    return found


def _categories(forum: Forum, account: Account) -> list[tuple[str, list[Category]]]:
    """The categories in use of the bidang in which an officer works, under the bidang's name."""
    works = account.bidang_as(*OF_A_BIDANG)
    return [
        (place.name, forum.bidang.categories(bidang_id=place.id, active_only=True))
        for place in forum.bidang.bidang(active_only=True)
        if place.id in works
    ]


def _page(
    visit: Visit,
    by: Account,
    forum: Forum,
    routing: RoutingServices,
    account_id: str,
    typed: dict[str, str] | None = None,
    trouble: str = "",
) -> HTMLResponse:
    shown = _reachable(visit, by, forum, account_id)
    today = library_of(visit.request).today()
    return visit.page(
        "kelola_petugas_satu.html",
        422 if trouble else 200,
        shown=shown,
        groups=_categories(forum, shown),
        skills=routing.officers.skills(shown.id),
        absences=routing.officers.absences(shown.id, since=today),
        skill=SKILL,
        today=today,
        typed=typed_of(typed),
        trouble=trouble,
    )
