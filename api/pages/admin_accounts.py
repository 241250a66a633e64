"""Accounts as whoever keeps them sees them: the list, a new one, and one with its roles."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.account_rows import LONGEST_EMAIL, LONGEST_NAME
from api.accounts.importing import grant_of
from api.accounts.models import Grant, Role
from api.accounts.passwords import one_time_password
from api.forum.forum import Forum
from api.pages.account_words import ROLES
from api.pages.admin_parts import AccountKeeper, InForum, number_of, page_of, status_of, typed_of
from api.pages.admin_words import ACCOUNTS, grant_choices, grant_in
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.forum_parts import ON_A_PAGE, paging
from corpus.errors import Conflict, InvalidInput

router = APIRouter(include_in_schema=False)

_ACTIVE: dict[str, bool | None] = {"": True, "nonaktif": False, "semua": None}


@router.get(ACCOUNTS)
def accounts(
    visit: AnyVisit,
    _: AccountKeeper,
    forum: InForum,
    q: str = "",
    peran: str = "",
    bidang: str = "",
    status: str = "",
    hal: str = "",
) -> HTMLResponse:
    """Accounts by username, with a search and filters."""
    role = Role(peran) if peran in {one.value for one in Role} else None
    number = page_of(hal)
    lines, total = visit.state.accounts.list(
        words=q,
        role=role,
        bidang=bidang,
        active=_ACTIVE.get(status, True),
        limit=ON_A_PAGE,
        offset=(number - 1) * ON_A_PAGE,
    )
    asked = {"q": q, "peran": peran, "bidang": bidang, "status": status}
    return visit.page(
        "kelola_akun.html",
        lines=lines,
        total=total,
        asked=asked,
        pages=paging(ACCOUNTS, asked, number, total),
        role_choices=[("", "Semua"), *((one.value, words) for one, words in ROLES.items())],
        places=_places(forum),
        grant_in=grant_in,
    )


@router.get(ACCOUNTS + "/baru")
def new(visit: AnyVisit, _: AccountKeeper, forum: InForum) -> HTMLResponse:
    """The form of a new account."""
    return _new(visit, forum, {})


@router.post(ACCOUNTS + "/baru")
def create(visit: AnyVisit, by: AccountKeeper, forum: InForum, fields: Fields) -> HTMLResponse:
    """Make an account; its one-time password stands on the page that this gives, and on no other."""
    visit.check(fields)
    password = "" if fields.get("masuk", "") == "penyedia" else one_time_password()
    try:
        made = visit.state.accounts.create(
            fields.get("nama", ""),
            name=fields.get("lengkap", ""),
            email=fields.get("email", ""),
            grants=(chosen_grant(fields.get("peran", "")),),
            password=password,
            by=by.username,
        )
    except InvalidInput as error:
        return _new(visit, forum, fields, str(error))
    return account_page(visit, forum, made.id, password=password, made=True, status_code=201)


@router.get(ACCOUNTS + "/{account_id}")
def account(visit: AnyVisit, _: AccountKeeper, forum: InForum, account_id: str) -> HTMLResponse:
    """One account: profile, roles, and what can be done with it."""
    return account_page(visit, forum, account_id)


@router.post(ACCOUNTS + "/{account_id}")
def change(visit: AnyVisit, by: AccountKeeper, forum: InForum, account_id: str, fields: Fields) -> Response:
    """Change name and e-mail address."""
    visit.check(fields)
    try:
        visit.state.accounts.change(
            account_id,
            name=fields.get("lengkap", ""),
            email=fields.get("email", ""),
            by=by.username,
            version=number_of(fields.get("versi", "")),
        )
    except (InvalidInput, Conflict) as error:
        return account_page(visit, forum, account_id, trouble=str(error), status_code=status_of(error))
    return visit.go(account_url(account_id, "akun-ubah"))


def account_page(
    visit: Visit,
    forum: Forum,
    account_id: str,
    *,
    trouble: str = "",
    password: str = "",
    made: bool = False,
    status_code: int = 200,
) -> HTMLResponse:
    """The page of one account.

    Args:
        password: a new one-time password, shown this once.

    Raises:
        NotFound: there is none.
    """
    line = visit.state.accounts.line(account_id)
    names = _places(forum)
    held = {grant_value(one) for one in line.account.grants}
    return visit.page(
        "kelola_akun_satu.html",
        status_code,
        line=line,
        held=[(grant_value(one), grant_in(one, names)) for one in line.account.grants],
        choices=[one for one in grant_choices(names) if one[0] not in held],
        trouble=trouble,
        password=password,
        made=made,
        longest_name=LONGEST_NAME,
        longest_email=LONGEST_EMAIL,
    )


def account_url(account_id: str, news: str = "") -> str:
    """Path of the page of one account, which tells what was just done."""
    return f"{ACCOUNTS}/{account_id}" + (f"?selesai={news}" if news else "")


def grant_value(grant: Grant) -> str:
    """A role as the value of a field: ``admin@mutasi``."""
    return f"{grant.role.value}@{grant.bidang}" if grant.bidang else grant.role.value


def chosen_grant(value: str) -> Grant:
    """The role of a field's value.

    Raises:
        InvalidInput: there is no such role.
    """
    role, _, bidang = value.partition("@")
    return grant_of(role, bidang)


def _places(forum: Forum) -> dict[str, str]:
    return {one.id: one.name for one in forum.bidang.bidang()}


def _new(visit: Visit, forum: Forum, typed: dict[str, str], trouble: str = "") -> HTMLResponse:
    return visit.page(
        "kelola_akun_baru.html",
        422 if trouble else 200,
        typed=typed_of(typed),
        choices=grant_choices(_places(forum)),
        trouble=trouble,
        longest_name=LONGEST_NAME,
        longest_email=LONGEST_EMAIL,
    )
