"""Signing in and out through the agency's OpenID Connect provider.

Both ways out to the provider are links, not forms: pages let forms go to this server alone, and browsers hold
redirects of a form to the same.
"""

from fastapi import APIRouter, Request, Response

from api.accounts.oidc import BACK, LEAVE, START, SingleSignOn, sso_of
from api.accounts.oidc_flow import LASTS, Flow, begun_flow, flow_in
from api.accounts.oidc_transport import ProviderUnavailable, SignInRefused
from api.accounts.recognised import account_of, keep_session, session_token_in
from api.accounts.signed_in import CHANGE_PASSWORD, safe_next
from api.csrf import scheme_of
from api.identity import token_in
from api.pages.conversation_visit import AnyVisit, Visit
from api.pages.sign_in_routes import sign_in_page
from corpus.errors import NotFound

router = APIRouter(include_in_schema=False)

COOKIE = "tanya_sso"
LONGEST_CODE = 4_096
STALE = "Proses masuk ini sudah terlalu lama atau dimulai di peramban lain. Mulailah sekali lagi."
DENIED = "Anda tidak jadi masuk di penyedia identitas, atau penyedia itu tidak mengizinkan Anda."
STAYS = "Anda mungkin masih masuk di penyedia identitas. Tutup peramban ini bila dipakai bersama."


@router.get(START)
def start(visit: AnyVisit, lanjut: str = "/", pindahkan: str = "") -> Response:
    """Send the browser to the provider; who is signed in already goes on."""
    sso, onward = _sso(visit.request), safe_next(lanjut)
    if account_of(visit.request) is not None:
        return visit.go(onward)
    flow = begun_flow(sso.clock(), onward=onward, moving=bool(pindahkan))
    try:
        url = sso.provider.authorization_url(state=flow.state, nonce=flow.nonce, verifier=flow.verifier)
    except ProviderUnavailable as error:
        return sign_in_page(visit, onward, trouble=str(error), status_code=503)
    response = visit.go(url)
    response.set_cookie(
        COOKIE,
        flow.cookie(),
        max_age=int(LASTS.total_seconds()),
        path=START,
        secure=scheme_of(visit.request) == "https",
        httponly=True,
        samesite="lax",
    )
    return response


@router.get(BACK)
def back(visit: AnyVisit, code: str = "", state: str = "", error: str = "") -> Response:
    """Sign in whom the provider vouches for, in the browser that began it, once."""
    sso = _sso(visit.request)
    flow = flow_in(visit.request.cookies.get(COOKIE, ""), state=state, now=sso.clock())
    if flow is None:
        response: Response = sign_in_page(visit, "/", trouble=STALE, status_code=403)
    elif error or not 0 < len(code) <= LONGEST_CODE:
        response = sign_in_page(visit, flow.onward, trouble=DENIED, status_code=403)
    else:
        response = _signed_in(visit, sso, flow, code)
    response.delete_cookie(
        COOKIE, path=START, secure=scheme_of(visit.request) == "https", httponly=True, samesite="lax"
    )
    return response


@router.get(LEAVE)
def leave(visit: AnyVisit) -> Response:
    """Send the browser to sign out at the provider too."""
    try:
        url = _sso(visit.request).provider.sign_out_url()
    except ProviderUnavailable:
        return sign_in_page(visit, "/", trouble=STAYS, status_code=503)
    return visit.go(url) if url else sign_in_page(visit, "/", trouble=STAYS)


def _signed_in(visit: Visit, sso: SingleSignOn, flow: Flow, code: str) -> Response:
    try:
        account = sso.identities.account(sso.provider.redeem(code, verifier=flow.verifier, nonce=flow.nonce))
    except ProviderUnavailable as error:
        return sign_in_page(visit, flow.onward, trouble=str(error), status_code=503)
    except SignInRefused as error:
        return sign_in_page(visit, flow.onward, trouble=str(error), status_code=403)
    browser = token_in(visit.request)
    if browser and flow.moving:
        visit.state.owners.move(browser, account.owner)
    token = visit.state.sessions.begin(account, instead_of=session_token_in(visit.request))
    response = visit.go(CHANGE_PASSWORD if account.must_change else flow.onward)
    keep_session(visit.request, response, token)
    return response


def _sso(request: Request) -> SingleSignOn:
    sso = sso_of(request)
    if sso is None:
        raise NotFound("Masuk lewat penyedia identitas tidak dipakai di layanan ini.")
    return sso
