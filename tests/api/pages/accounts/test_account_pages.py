"""One's own account on its page."""

import json

import pytest
from fastapi import FastAPI

from api.accounts.models import Account, Role
from api.state.state import State
from tests.api.pages.accounts.conftest import SANDI
from tests.api.pages.accounts.test_sign_in_pages import cookie, sign_in
from tests.api.pages.owned import Browser, words


@pytest.fixture
def browser(app: FastAPI, ani: Account) -> Browser:
    """Ani's."""
    made = Browser(app)
    sign_in(made)
    return made


def value(page: object, selector: str) -> str:
    return str(page.select_one(selector)["value"])  # type: ignore[attr-defined]  # a parsed page


def test_the_profile_is_changed_and_a_later_change_elsewhere_is_not_lost(
    browser: Browser, state: State, ani: Account
) -> None:
    version = value(browser.get("/akun"), "input[name=versi]")
    form = {"lengkap": "Ani W", "email": "", "versi": version}
    assert browser.post("/akun/profil", form).headers["location"] == "/akun?selesai=profil"
    assert state.accounts.by_id(ani.id).name == "Ani W"
    late = browser.post("/akun/profil", {**form, "lengkap": "Ani Lama"})
    assert late.status_code == 409
    assert "baru saja diubah" in late.text
    assert browser.post("/akun/profil", {**form, "versi": "x"}).status_code == 409
    now = value(browser.get("/akun"), "input[name=versi]")
    assert browser.post("/akun/profil", {**form, "email": "salah", "versi": now}).status_code == 422
    assert state.accounts.by_id(ani.id).name == "Ani W"


def test_a_changed_password_signs_out_everywhere_else_and_renews_the_session_here(
    app: FastAPI, browser: Browser, state: State, ani: Account
) -> None:
    elsewhere, before = state.sessions.begin(ani), browser.session
    form = {"sekarang": SANDI, "baru": "gajah biru tidur", "ulang": "gajah biru tidur"}
    for wrong in ({"sekarang": "salah salah"}, {"ulang": "lain"}, {"baru": SANDI, "ulang": SANDI}):
        assert browser.post("/akun/sandi", {**form, **wrong}).status_code == 422
    changed = browser.post("/akun/sandi", form)
    assert changed.headers["location"] == "/akun?selesai=sandi"
    browser.session = cookie(changed).value
    assert browser.session != before
    assert [state.sessions.account(one) for one in (before, elsewhere)] == [None, None]
    assert "sudah diganti" in words(browser.get("/akun?selesai=sandi").main)
    assert sign_in(Browser(app)).status_code == 422


def test_a_one_time_password_leads_to_its_change(app: FastAPI, state: State, ani: Account) -> None:
    given = state.accounts.reset_password(ani.id, by="uji")
    browser = Browser(app)
    assert sign_in(browser, given, lanjut="/privasi").headers["location"] == "/akun/sandi"
    page = browser.get("/akun/sandi")
    assert "dibuat oleh orang lain" in words(page.main)
    form = {"sekarang": given, "baru": SANDI, "ulang": SANDI}
    assert browser.post("/akun/sandi", form).status_code == 303


def test_sessions_are_listed_and_all_ended(browser: Browser, state: State, ani: Account) -> None:
    state.sessions.begin(ani)
    listed = words(browser.get("/akun").select_one("section[aria-labelledby=sesi]"))
    assert "Peramban ini" in listed
    assert "Peramban lain" in listed
    ended = browser.post("/akun/sesi/keluar", {})
    assert ended.headers["location"] == "/masuk?selesai=keluar-semua"
    assert state.sessions.list(ani) == []


def test_a_token_is_shown_once_and_works_until_it_is_revoked(browser: Browser, state: State) -> None:
    made = browser.post("/akun/token", {"nama": "skrip", "hari": "90"})
    assert made.status_code == 201
    assert made.headers["cache-control"] == "no-store"
    (token,) = state.api_tokens.list(state.accounts.by_username("ani"))
    secret = made.text.partition('value="tanya_')[2].partition('"')[0]
    assert state.api_tokens.account(f"tanya_{secret}") is not None
    page = browser.get("/akun")
    assert secret not in str(page)
    assert "belum pernah dipakai" not in words(page.select_one("section[aria-labelledby=token]"))
    assert browser.post("/akun/token", {"nama": "", "hari": "90"}).status_code == 422
    assert browser.post("/akun/token", {"nama": "lagi", "hari": "selamanya"}).status_code == 422
    revoked = browser.post(f"/akun/token/{token.id}/cabut", {})
    assert revoked.headers["location"] == "/akun?selesai=token-cabut"
    assert state.api_tokens.account(f"tanya_{secret}") is None


def test_ones_data_comes_as_a_file(browser: Browser) -> None:
    sent = browser.send("GET", "/akun/data")
    assert sent.headers["content-disposition"].startswith('attachment; filename="data-saya-')
    assert sent.headers["cache-control"] == "no-store"
    assert json.loads(sent.text)["akun"]["email"] == "ani@contoh.go.id"


def test_an_account_is_deleted_by_who_knows_its_password(
    app: FastAPI, browser: Browser, state: State
) -> None:
    page = browser.get("/akun/hapus")
    assert "jejak audit" in words(page.main)
    assert browser.post("/akun/hapus", {"sandi": "salah salah"}).status_code == 422
    assert state.accounts.list()[1] == 1
    gone = browser.post("/akun/hapus", {"sandi": SANDI})
    assert gone.headers["location"] == "/masuk?selesai=akun-hapus"
    assert state.accounts.list()[1] == 0
    assert browser.send("GET", "/akun", headers={"accept": "text/html"}).status_code == 303


def test_an_account_without_a_password_is_deleted_by_its_name(app: FastAPI, state: State) -> None:
    browser = Browser(app)
    browser.sign_in("sso")
    assert browser.post("/akun/hapus", {"sandi": ""}).status_code == 422
    assert browser.post("/akun/hapus", {"nama": "SSO "}).status_code == 303
    assert "penyedia identitas" not in words(Browser(app).get("/masuk").main)


def test_the_last_superadmin_cannot_delete_the_account(app: FastAPI, state: State) -> None:
    password = state.accounts.first_admin()
    browser = Browser(app)
    sent = browser.post("/masuk", {"nama": "admin", "sandi": str(password)})
    browser.session = cookie(sent).value
    refused = browser.post("/akun/hapus", {"sandi": str(password)})
    assert refused.status_code == 409
    assert "superadmin aktif yang terakhir" in refused.text


def test_roles_are_told_with_the_name_of_their_bidang(app: FastAPI) -> None:
    browser = Browser(app)
    browser.sign_in("citra", Role.ADMIN)
    assert [words(one) for one in browser.get("/akun").select(".badge.tone-info")] == ["Admin bidang Mutasi"]


def test_whose_conversations_they_are_is_told(app: FastAPI, browser: Browser) -> None:
    assert "Hanya akun Anda" in words(browser.get("/percakapan").select_one(".lead"))
    assert "Hanya peramban ini" in words(Browser(app).get("/percakapan").select_one(".lead"))
