"""Signing in and out, and making an account, through the pages."""

from http.cookies import Morsel, SimpleCookie

import httpx
import pytest
from fastapi import FastAPI

from api.accounts.models import Account, Role
from api.accounts.recognised import SESSION_COOKIE
from api.csrf import form_token
from api.state.state import State
from tests.api.pages.accounts.conftest import SANDI
from tests.api.pages.conftest import HTML
from tests.api.pages.owned import Browser, words


def cookie(response: httpx.Response, name: str = SESSION_COOKIE) -> Morsel[str]:
    jar: SimpleCookie = SimpleCookie()
    for header in response.headers.get_list("set-cookie"):
        jar.load(header)
    return jar[name]


def sign_in(browser: Browser, password: str = SANDI, **fields: str) -> httpx.Response:
    """Send the form; where it is taken, hold the session."""
    sent = browser.post("/masuk", {"nama": "ani", "sandi": password, **fields})
    if sent.status_code == 303:
        browser.session = cookie(sent).value
    return sent


def test_signing_in_leads_on_and_is_told_on_every_page(app: FastAPI, ani: Account) -> None:
    browser = Browser(app)
    page = browser.get("/masuk?lanjut=/privasi")
    field = page.select_one("input[name=lanjut]")
    assert field
    assert field["value"] == "/privasi"
    assert page.select_one("nav a[href='/masuk'][aria-current=page]")
    sent = sign_in(browser, lanjut="/privasi")
    assert sent.headers["location"] == "/privasi"
    assert sent.headers["cache-control"] == "no-store"
    held = cookie(sent)
    assert (held["httponly"], held["samesite"], held["secure"], held["path"]) == (True, "lax", "", "/")
    assert held["max-age"] == held["expires"] == ""
    shown = browser.get("/privasi")
    assert "Ani Wulandari" in words(shown.select_one("header .me"))
    assert not shown.select("nav a[href='/masuk']")
    assert browser.send("GET", "/", headers=HTML).headers["cache-control"].startswith("private")
    assert browser.send("GET", "/masuk?lanjut=/peraturan").headers["location"] == "/peraturan"
    assert "Ani" not in words(browser.get("/luring"))


def test_behind_https_the_cookie_goes_over_https_alone(app: FastAPI, ani: Account) -> None:
    browser = Browser(app, base="https://tanya.test")
    assert cookie(sign_in(browser))["secure"] is True


@pytest.mark.parametrize("onward", ["//jahat.example", "https://jahat.example", "/\\jahat.example", "/masuk"])
def test_signing_in_leads_nowhere_else(app: FastAPI, ani: Account, onward: str) -> None:
    assert sign_in(Browser(app), lanjut=onward).headers["location"] == "/"


def test_every_failure_reads_the_same(app: FastAPI, state: State, ani: Account) -> None:
    closed = state.accounts.create("tutup", name="T", password=SANDI, must_change=False, by="uji")
    state.accounts.deactivate(closed.id, by="uji")
    pages = []
    for name, password in (("ani", "salah salah salah"), ("siapa", SANDI), ("tutup", SANDI)):
        sent = Browser(app).post("/masuk", {"nama": name, "sandi": password})
        assert sent.status_code == 422
        assert "set-cookie" not in sent.headers
        pages.append(sent.text.replace(f'value="{name}"', "…"))
    assert len(set(pages)) == 1
    assert "Nama pengguna atau kata sandi salah" in pages[0]


def test_a_secret_that_somebody_planted_is_worth_nothing_after_signing_in(
    app: FastAPI, state: State, ani: Account
) -> None:
    browser = Browser(app)
    browser.sign_in("jahat", Role.ASN)
    planted = browser.session
    sign_in(browser)
    assert browser.session != planted
    assert state.sessions.account(planted) is None


@pytest.mark.parametrize("headers", [{"origin": "https://jahat.example"}, {"sec_fetch_site": "cross-site"}])
@pytest.mark.parametrize("path", ["/masuk", "/keluar", "/akun/sesi/keluar", "/akun/hapus", "/akun/token"])
def test_no_other_site_signs_anybody_in_or_out(
    app: FastAPI, state: State, ani: Account, path: str, headers: dict[str, str]
) -> None:
    browser = Browser(app)
    sign_in(browser)
    sent = browser.post(path, {"nama": "ani", "sandi": SANDI, "hari": "30"}, **headers)
    assert sent.status_code == 403
    assert "set-cookie" not in sent.headers
    assert state.sessions.account(browser.session) is not None
    assert state.api_tokens.list(ani) == []


def test_a_form_is_bound_to_the_session_it_was_shown_in(app: FastAPI, ani: Account) -> None:
    browser = Browser(app)
    browser.admit()
    before = form_token(browser.token)
    assert browser.send("GET", "/masuk").status_code == 200
    sign_in(browser)
    assert browser.post("/akun/profil", {"csrf": before, "lengkap": "X"}).status_code == 403
    stale = browser.post("/masuk", {"csrf": before, "nama": "ani", "sandi": SANDI})
    assert stale.status_code == 403
    assert "Isi sekali lagi" in stale.text


def test_what_the_browser_asked_moves_along_unless_that_is_refused(
    app: FastAPI, state: State, ani: Account
) -> None:
    other, own = Browser(app), Browser(app)
    for browser, fields, moved in ((other, {}, 0), (own, {"pindahkan": "ya"}, 1)):
        browser.talk("Berapa lama cuti besar?")
        assert browser.get("/masuk").select_one("input[name=pindahkan][checked]")
        sign_in(browser, **fields)
        assert len(state.conversations.list(ani.owner)) == moved
    assert not Browser(app).get("/masuk").select("input[name=pindahkan]")
    heading = state.conversations.list(ani.owner)[0]
    own.get(f"/percakapan/{heading.id}")
    own.session = ""
    own.get(f"/percakapan/{heading.id}", 404)


def test_signing_out_ends_the_session_here_and_nowhere_else(app: FastAPI, state: State, ani: Account) -> None:
    here, there = Browser(app), Browser(app)
    sign_in(here)
    sign_in(there)
    token = here.get("/").select_one(".me input[name=csrf]")
    assert token
    sent = here.post("/keluar", {"csrf": str(token["value"])})
    assert sent.headers["location"] == "/masuk?selesai=keluar"
    assert cookie(sent).value == ""
    assert state.sessions.account(here.session) is None
    assert state.sessions.account(there.session) == ani
    assert "Anda sudah keluar." in words(here.get("/masuk?selesai=keluar").main)
    assert here.post("/keluar", {}).status_code == 303


def test_an_expired_session_is_led_to_sign_in_and_back(app: FastAPI, state: State, ani: Account) -> None:
    browser = Browser(app)
    browser.session = "sudah-berakhir"
    sent = browser.send("GET", "/akun?selesai=profil", headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (303, "/masuk?lanjut=%2Fakun%3Fselesai%3Dprofil")
    assert sign_in(browser).status_code == 303


def test_registration_is_closed_unless_it_is_opened(app: FastAPI, state: State) -> None:
    browser = Browser(app)
    form = {"nama": "citra", "lengkap": "Citra", "sandi": SANDI, "ulang": SANDI}
    assert "Pendaftaran tidak dibuka" in words(browser.get("/daftar", 404).main)
    assert browser.post("/daftar", form).status_code == 404
    assert not browser.get("/masuk").select("a[href='/daftar']")
    app.state.settings = app.state.settings.model_copy(update={"registration": "open"})
    assert browser.get("/masuk").select("a[href='/daftar']")
    for wrong in ({"ulang": "lain"}, {"sandi": "pendek", "ulang": "pendek"}, {"nama": "x"}, {"lengkap": ""}):
        assert browser.post("/daftar", {**form, **wrong}).status_code == 422
    assert state.accounts.list()[1] == 0
    made = browser.post("/daftar", form)
    assert made.headers["location"] == "/akun?selesai=daftar"
    browser.session = cookie(made).value
    assert "Akun Anda sudah dibuat." in words(browser.get("/akun?selesai=daftar").main)
    citra = state.accounts.by_username("citra")
    assert [grant.role for grant in citra.grants] == [Role.ASN]
    assert not citra.must_change
    taken = Browser(app).post("/daftar", form)
    assert "“citra” sudah dipakai" in taken.text


def test_the_library_answers_on_where_accounts_cannot_be_read(
    app: FastAPI, state: State, ani: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corpus.errors import StorageError

    browser = Browser(app)
    sign_in(browser)

    def broken(_: str) -> None:
        raise StorageError("Data layanan tidak dapat dibaca.")

    monkeypatch.setattr(state.sessions, "account", broken)
    assert browser.send("GET", "/peraturan", headers=HTML).status_code == 200
    assert browser.send("GET", "/akun", headers=HTML).status_code == 507
