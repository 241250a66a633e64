"""One's own account: profile, password, where it is signed in, API tokens, one's data, its end."""

import json
from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.accounts.account_rows import LONGEST_EMAIL, LONGEST_NAME
from api.accounts.api_tokens import DAYS
from api.accounts.api_tokens import LONGEST_NAME as LONGEST_TOKEN_NAME
from api.accounts.models import Account
from api.accounts.passwords import LONGEST, SHORTEST
from api.accounts.personal_data import KEPT
from api.accounts.recognised import drop_session, keep_session, session_token_in
from api.accounts.signed_in import CHANGE_PASSWORD, SIGN_IN, SignedIn
from api.forum.bidang import BidangStore
from api.pages.account_words import grant_words
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from corpus.errors import Conflict, InvalidInput

router = APIRouter(include_in_schema=False)

ACCOUNT = "/akun"


@router.get(ACCOUNT)
def account_page(visit: AnyVisit, account: SignedIn) -> HTMLResponse:
    """Everything about one's account."""
    return _page(visit, account)


@router.post(ACCOUNT + "/profil")
def change_profile(visit: AnyVisit, account: SignedIn, fields: Fields) -> Response:
    """Change one's name and e-mail address."""
    visit.check(fields)
    version = fields.get("versi", "")
    try:
        visit.state.accounts.change(
            account.id,
            name=fields.get("lengkap", ""),
            email=fields.get("email", ""),
            by=account.username,
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
        )
    except (InvalidInput, Conflict) as error:
        return _page(visit, account, trouble=str(error), status_code=_status(error))
    return visit.go(f"{ACCOUNT}?selesai=profil")


@router.get(CHANGE_PASSWORD)
def password_form(visit: AnyVisit, account: SignedIn) -> HTMLResponse:
    """The form to change one's password."""
    return _password_form(visit, account)


@router.post(CHANGE_PASSWORD)
def change_password(visit: AnyVisit, account: SignedIn, fields: Fields) -> Response:
    """Change one's password, which ends every other session; this browser gets a new one."""
    visit.check(fields)
    try:
        if fields.get("baru", "") != fields.get("ulang", ""):
            raise InvalidInput("Kedua isian kata sandi baru harus sama.")
        visit.state.accounts.change_password(
            account.id, current=fields.get("sekarang", ""), new=fields.get("baru", "")
        )
    except (InvalidInput, Conflict) as error:
        return _password_form(visit, account, str(error), _status(error))
    response = visit.go(f"{ACCOUNT}?selesai=sandi")
    keep_session(visit.request, response, visit.state.sessions.begin(account))
    return response


@router.post(ACCOUNT + "/sesi/keluar")
def sign_out_everywhere(visit: AnyVisit, account: SignedIn, fields: Fields) -> RedirectResponse:
    """Sign out in every browser, this one included."""
    visit.check(fields)
    visit.state.sessions.end_all(account)
    response = visit.go(f"{SIGN_IN}?selesai=keluar-semua")
    drop_session(visit.request, response)
    return response


@router.post(ACCOUNT + "/token")
def create_token(visit: AnyVisit, account: SignedIn, fields: Fields) -> HTMLResponse:
    """Make an API token; its secret stands on the page that this gives, and on no other."""
    visit.check(fields)
    days = fields.get("hari", "")
    try:
        _, secret = visit.state.api_tokens.create(
            account,
            fields.get("nama", ""),
            days=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0,
        )
    except InvalidInput as error:
        return _page(visit, account, trouble=str(error), status_code=422)
    return _page(visit, account, secret=secret, status_code=201)


@router.post(ACCOUNT + "/token/{token_id}/cabut")
def revoke_token(visit: AnyVisit, account: SignedIn, token_id: str, fields: Fields) -> RedirectResponse:
    """Make an API token worth nothing."""
    visit.check(fields)
    visit.state.api_tokens.revoke(account, token_id)
    return visit.go(f"{ACCOUNT}?selesai=token-cabut")


@router.get(ACCOUNT + "/data")
def download_data(visit: AnyVisit, account: SignedIn) -> Response:
    """Everything that is kept of oneself, as a JSON file."""
    told = visit.state.personal_data.export(account.id)
    name = f"data-saya-{datetime.now(UTC).astimezone(visit.state.zone):%Y-%m-%d}.json"
    return visit.kept(
        Response(
            json.dumps(told, ensure_ascii=False, indent=2),
            media_type="application/json",
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )
    )


@router.get(ACCOUNT + "/hapus")
def confirm_deletion(visit: AnyVisit, account: SignedIn) -> HTMLResponse:
    """What deleting one's account does, before it is done."""
    return _deletion_form(visit, account)


@router.post(ACCOUNT + "/hapus")
def delete_account(visit: AnyVisit, account: SignedIn, fields: Fields) -> Response:
    """Delete one's account with all that is one's own."""
    visit.check(fields)
    try:
        if visit.state.accounts.line(account.id).has_password:
            visit.state.accounts.check_own(account.id, fields.get("sandi", ""))
        elif fields.get("nama", "").strip().lower() != account.username:
            raise InvalidInput("Ketik nama pengguna Anda untuk menghapus akun ini.")
        visit.state.personal_data.delete(account.id)
    except (InvalidInput, Conflict) as error:
        return _deletion_form(visit, account, str(error), _status(error))
    response = visit.go(f"{SIGN_IN}?selesai=akun-hapus")
    drop_session(visit.request, response)
    return response


def _page(
    visit: Visit, account: Account, *, trouble: str = "", secret: str = "", status_code: int = 200
) -> HTMLResponse:
    state = visit.state
    line = state.accounts.line(account.id)
    places = {one.id: one.name for one in BidangStore(state.database).bidang()}
    return visit.page(
        "akun.html",
        status_code,
        line=line,
        grants=[grant_words(one, places) for one in line.account.grants],
        sessions=state.sessions.list(account, here=session_token_in(visit.request)),
        tokens=state.api_tokens.list(account),
        days=DAYS,
        secret=secret,
        trouble=trouble,
        longest_name=LONGEST_NAME,
        longest_email=LONGEST_EMAIL,
        longest_token_name=LONGEST_TOKEN_NAME,
    )


def _password_form(visit: Visit, account: Account, trouble: str = "", status_code: int = 200) -> HTMLResponse:
    return visit.page(
        "akun_sandi.html",
        status_code,
        must_change=account.must_change,
        has_password=visit.state.accounts.line(account.id).has_password,
        trouble=trouble,
        shortest=SHORTEST,
        longest=LONGEST,
    )


def _deletion_form(visit: Visit, account: Account, trouble: str = "", status_code: int = 200) -> HTMLResponse:
    return visit.page(
        "akun_hapus.html",
        status_code,
        username=account.username,
        has_password=visit.state.accounts.line(account.id).has_password,
        kept=KEPT,
        trouble=trouble,
    )


def _status(error: InvalidInput | Conflict) -> int:
    return 409 if isinstance(error, Conflict) else 422
