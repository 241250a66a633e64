"""Signing in and out, and making an account where the agency lets people do that themselves."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.accounts.account_rows import LONGEST_EMAIL, LONGEST_NAME
from api.accounts.models import Account
from api.accounts.oidc import sso_of
from api.accounts.passwords import LONGEST, SHORTEST
from api.accounts.recognised import (
    SESSION_COOKIE,
    account_of,
    drop_session,
    keep_session,
    session_token_in,
)
from api.accounts.signed_in import CHANGE_PASSWORD, SIGN_IN, safe_next
from api.csrf import says_same_origin
from api.identity import Visitor, token_in
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.form_fields import Fields
from api.pages.kept_writing import CARRIED, KeptWriting, unpacked
from api.pages.templating import settings_of
from corpus.errors import InvalidInput, NotFound

router = APIRouter(include_in_schema=False)

REGISTER = "/daftar"
FAILED = (
    "Nama pengguna atau kata sandi salah, atau akun ini sedang ditutup. Setelah beberapa kali salah, tunggu "
    "beberapa menit sebelum mencoba lagi."
)
SIGNED_OUT = frozenset({"keluar", "keluar-semua"})
"""News that tell that somebody signed out here, who may still be signed in at the provider."""
STALE = "Halaman ini sudah lama terbuka. Isi sekali lagi."


async def limited(request: Request) -> None:
    """Dependency: passwords are tried less often than questions are asked, from one address."""
    await request.app.state.sign_in_limit(request)


Limited = Annotated[None, Depends(limited)]


@router.get(SIGN_IN)
def form(visit: AnyVisit, lanjut: str = "/") -> Response:
    """The form to sign in; who is signed in already goes on."""
    if account_of(visit.request) is not None:
        return visit.go(safe_next(lanjut))
    return sign_in_page(visit, safe_next(lanjut))


@router.post(SIGN_IN)
def sign_in(visit: AnyVisit, fields: Fields, _: Limited) -> Response:
    """Sign in with username and password."""
    onward, username = safe_next(fields.get("lanjut", "/")), fields.get("nama", "")
    kept = unpacked(fields.get(CARRIED, ""))
    if not _fresh(visit, fields):
        return sign_in_page(visit, onward, username, STALE, 403, kept)
    account = visit.state.accounts.authenticate(username, fields.get("sandi", ""))
    if account is None:
        return sign_in_page(visit, onward, username, FAILED, 422, kept)
    browser = token_in(visit.request)
    if browser and fields.get("pindahkan"):
        visit.state.owners.move(browser, account.owner)
    token = visit.state.sessions.begin(account, instead_of=session_token_in(visit.request))
    if kept is not None and not account.must_change:
        return _writing_page(visit, kept, account, token)
    response = visit.go(CHANGE_PASSWORD if account.must_change else onward)
    keep_session(visit.request, response, token)
    return response


@router.post("/keluar")
def sign_out(visit: AnyVisit, fields: Fields) -> RedirectResponse:
    """Sign this browser out."""
    visit.check(fields)
    token = session_token_in(visit.request)
    if token:
        visit.state.sessions.end(token)
    response = visit.go(f"{SIGN_IN}?selesai=keluar")
    drop_session(visit.request, response)
    return response


@router.get(REGISTER)
def register_form(visit: AnyVisit) -> Response:
    """The form to make an account of one's own."""
    _refuse_closed(visit)
    if account_of(visit.request) is not None:
        return visit.go("/akun")
    return _register_form(visit, {})


@router.post(REGISTER)
def register(visit: AnyVisit, fields: Fields, _: Limited) -> Response:
    """Make an account as asn, and sign in with it."""
    _refuse_closed(visit)
    if not _fresh(visit, fields):
        return _register_form(visit, fields, STALE, 403)
    try:
        if fields.get("sandi", "") != fields.get("ulang", "") or not fields.get("sandi"):
            raise InvalidInput("Kedua isian kata sandi harus sama.")
        account = visit.state.accounts.create(
            fields.get("nama", ""),
            name=fields.get("lengkap", ""),
            email=fields.get("email", ""),
            password=fields.get("sandi", ""),
            must_change=False,
            by="",
        )
    except InvalidInput as error:
        return _register_form(visit, fields, str(error), 422)
    token = visit.state.sessions.begin(account, instead_of=session_token_in(visit.request))
    response = visit.go("/akun?selesai=daftar")
    keep_session(visit.request, response, token)
    return response


def sign_in_again(request: Request, kept: KeptWriting) -> HTMLResponse:
    """The page to sign in for somebody whose session ended while they wrote."""
    response = Response()
    visit = Visit(request, response, Visitor(request, response))
    return sign_in_page(visit, "/", status_code=401, kept=kept)


def sign_in_page(
    visit: Visit,
    onward: str,
    username: str = "",
    trouble: str = "",
    status_code: int = 200,
    kept: KeptWriting | None = None,
) -> HTMLResponse:
    """The page with every way to sign in, and why the last attempt failed.

    Args:
        kept: what was typed before, to go on with afterwards.
    """
    return visit.page(
        "masuk.html",
        status_code,
        onward=onward,
        username=username,
        trouble=trouble,
        kept=kept,
        carried=CARRIED,
        known=visit.visitor.owner is not None,
        sso=sso_of(visit.request),
        left=visit.request.query_params.get("selesai", "") in SIGNED_OUT,
        open=settings_of(visit.request).registration == "open",
    )


def _writing_page(visit: Visit, kept: KeptWriting, account: Account, token: str) -> HTMLResponse:
    """What was typed, to be sent again by whoever is signed in now; a page of their new session."""
    # The forms of a page are bound to the session that the request brings.
    visit.request.cookies[SESSION_COOKIE] = token
    visit.request.state.account = account
    page = visit.page("masuk_lanjut.html", kept=kept)
    keep_session(visit.request, page, token)
    return page


def _register_form(
    visit: Visit, fields: dict[str, str], trouble: str = "", status_code: int = 200
) -> HTMLResponse:
    return visit.page(
        "daftar.html",
        status_code,
        fields={name: fields.get(name, "") for name in ("nama", "lengkap", "email")},
        trouble=trouble,
        shortest=SHORTEST,
        longest=LONGEST,
        longest_name=LONGEST_NAME,
        longest_email=LONGEST_EMAIL,
    )


def _fresh(visit: Visit, fields: dict[str, str]) -> bool:
    """Whether a form is of this browser as it is now; raises where another site sends it."""
    try:
        visit.check(fields)
    except HTTPException:
        if says_same_origin(visit.request):
            return False
        raise
    return True


def _refuse_closed(visit: Visit) -> None:
    if settings_of(visit.request).registration != "open":
        raise NotFound("Pendaftaran tidak dibuka. Akun dibuat oleh pengelola di instansi Anda.")
