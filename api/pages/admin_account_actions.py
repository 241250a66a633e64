"""What is done with an account by whoever keeps accounts: roles, password, closing it, its owner's data."""

import json
from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from api.accounts.account_rows import plain_username
from api.accounts.personal_data import KEPT
from api.forum.forum import Forum
from api.pages.admin_accounts import account_page, account_url, chosen_grant
from api.pages.admin_parts import AccountKeeper, InForum, number_of, status_of
from api.pages.admin_words import ACCOUNTS
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from corpus.errors import Conflict, InvalidInput

router = APIRouter(include_in_schema=False)

_ONE = ACCOUNTS + "/{account_id}"
OWN = "Akun Anda sendiri tidak dapat diubah begitu di sini; mintalah superadmin lain melakukannya."


@router.post(_ONE + "/peran/beri")
def grant(visit: AnyVisit, by: AccountKeeper, forum: InForum, account_id: str, fields: Fields) -> Response:
    """Give a role."""
    visit.check(fields)

    def done() -> None:
        wanted, version = chosen_grant(fields.get("peran", "")), number_of(fields.get("versi", ""))
        visit.state.accounts.grant(account_id, wanted, by=by.username, version=version)

    return _after(visit, forum, account_id, done, "peran-beri")


@router.post(_ONE + "/peran/cabut")
def revoke(visit: AnyVisit, by: AccountKeeper, forum: InForum, account_id: str, fields: Fields) -> Response:
    """Take a role away."""
    visit.check(fields)

    def done() -> None:
        wanted, version = chosen_grant(fields.get("peran", "")), number_of(fields.get("versi", ""))
        visit.state.accounts.revoke(account_id, wanted, by=by.username, version=version)

    return _after(visit, forum, account_id, done, "peran-cabut")


@router.post(_ONE + "/tutup")
def close(visit: AnyVisit, by: AccountKeeper, forum: InForum, account_id: str, fields: Fields) -> Response:
    """Let nobody sign in with it any more."""
    visit.check(fields)

    def done() -> None:
        if account_id == by.id:
            raise Conflict(OWN)
        visit.state.accounts.deactivate(
            account_id,
            by=by.username,
            reason=fields.get("alasan", ""),
            version=number_of(fields.get("versi", "")),
        )

    return _after(visit, forum, account_id, done, "akun-tutup")


@router.post(_ONE + "/buka")
def reopen(visit: AnyVisit, by: AccountKeeper, forum: InForum, account_id: str, fields: Fields) -> Response:
    """Let it be signed in with again."""
    visit.check(fields)

    def done() -> None:
        version = number_of(fields.get("versi", ""))
        visit.state.accounts.activate(account_id, by=by.username, version=version)

    return _after(visit, forum, account_id, done, "akun-buka")


@router.post(_ONE + "/sandi")
def reset_password(
    visit: AnyVisit, by: AccountKeeper, forum: InForum, account_id: str, fields: Fields
) -> HTMLResponse:
    """Give it a one-time password, which stands on the page that this gives, and on no other."""
    visit.check(fields)
    try:
        if account_id == by.id:
            raise Conflict("Ganti kata sandi Anda sendiri di halaman Akun saya.")
        password = visit.state.accounts.reset_password(
            account_id, by=by.username, version=number_of(fields.get("versi", ""))
        )
    except Conflict as error:
        return account_page(visit, forum, account_id, trouble=str(error), status_code=409)
    return account_page(visit, forum, account_id, password=password, status_code=201)


@router.get(_ONE + "/data")
def personal_data(visit: AnyVisit, _: AccountKeeper, account_id: str) -> HTMLResponse:
    """What can be done for a person who asks for their data, or for its end."""
    return _data_page(visit, account_id)


@router.post(_ONE + "/data/unduh")
def export(visit: AnyVisit, by: AccountKeeper, account_id: str, fields: Fields) -> Response:
    """Everything that is kept of a person, as a JSON file, at their request."""
    visit.check(fields)
    try:
        told = visit.state.personal_data.export_for(
            account_id, by=by.username, reason=fields.get("alasan", "")
        )
    except InvalidInput as error:
        return _data_page(visit, account_id, str(error), 422)
    name = f"data-{visit.state.accounts.line(account_id).account.username}.json"
    return visit.kept(
        Response(
            json.dumps(told, ensure_ascii=False, indent=2),
            media_type="application/json",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )
    )


@router.post(_ONE + "/data/hapus")
def delete(visit: AnyVisit, by: AccountKeeper, account_id: str, fields: Fields) -> Response:
    """Delete an account with all that is the person's own, at their request."""
    visit.check(fields)
    line = visit.state.accounts.line(account_id)
    try:
        if account_id == by.id:
            raise Conflict("Akun Anda sendiri dihapus lewat halaman Akun saya.")
        if plain_username(fields.get("nama", "")) != line.account.username:
            raise InvalidInput("Ketik nama pengguna akun ini untuk menghapusnya.")
        visit.state.personal_data.delete(
            account_id,
            by=by.username,
            reason=fields.get("alasan", ""),
            version=number_of(fields.get("versi", "")),
        )
    except (InvalidInput, Conflict) as error:
        return _data_page(visit, account_id, str(error), status_of(error))
    return visit.go(f"{ACCOUNTS}?selesai=akun-hapus-orang")


def _after(visit: Visit, forum: Forum, account_id: str, done: Callable[[], None], news: str) -> Response:
    """Do something to an account and go back to its page, which says what came of it."""
    try:
        done()
    except (InvalidInput, Conflict) as error:
        return account_page(visit, forum, account_id, trouble=str(error), status_code=status_of(error))
    return visit.go(account_url(account_id, news))


def _data_page(visit: Visit, account_id: str, trouble: str = "", status_code: int = 200) -> HTMLResponse:
    return visit.page(
        "kelola_akun_data.html",
        status_code,
        line=visit.state.accounts.line(account_id),
        kept=[one.replace("Anda", "orang ini") for one in KEPT],
        trouble=trouble,
    )
