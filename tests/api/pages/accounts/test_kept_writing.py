"""A session that ends while somebody writes: what was typed comes back after signing in."""

import httpx
import pytest
from bs4 import BeautifulSoup
from fastapi import FastAPI

from api.accounts.models import Account
from api.pages.kept_writing import CARRIED, unpacked
from tests.api.pages.accounts.conftest import SANDI
from tests.api.pages.accounts.test_sign_in_pages import cookie
from tests.api.pages.owned import Browser, words

TYPED = "Saya bekerja di kecamatan,\nbukan di dinas."


def parsed(response: httpx.Response) -> BeautifulSoup:
    return BeautifulSoup(response.text, "lxml")


def hidden(page: BeautifulSoup, action: str) -> dict[str, str]:
    """What the form that goes to an address carries unseen."""
    form = page.select_one(f"main form[action='{action}']")
    assert form is not None
    return {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}


def test_what_was_typed_is_sent_again_after_signing_in(app: FastAPI, ani: Account) -> None:
    browser = Browser(app)
    refused = browser.post("/forum/7/lanjutan", {"teks": TYPED, "versi": "3"})
    assert refused.status_code == 401
    assert refused.headers["content-security-policy"]
    page = parsed(refused)
    assert "tulisan Anda belum terkirim" in words(page.select_one("main [role=status]"))
    assert "bukan di dinas" in words(page.select_one("main details"))
    carried = hidden(page, "/masuk")
    wrong = parsed(browser.post("/masuk", {**carried, "nama": "ani", "sandi": "salah sekali"}))
    assert hidden(wrong, "/masuk")[CARRIED] == carried[CARRIED]
    onward = browser.post("/masuk", {**carried, "nama": "ani", "sandi": SANDI})
    assert onward.status_code == 200
    browser.session = cookie(onward).value
    page = parsed(onward)
    assert "Ani Wulandari" in words(page.select_one("header .me"))
    sent = hidden(page, "/forum/7/lanjutan")
    assert (sent["teks"], sent["versi"]) == (TYPED, "3")
    # The token is of the new session: the form is looked at, and there is no such question.
    again = browser.send(
        "POST", "/forum/7/lanjutan", data=sent, headers={"origin": browser.base, "accept": "text/html"}
    )
    assert again.status_code != 403


@pytest.mark.parametrize(
    ("path", "fields", "origin"),
    [
        ("/forum/7/lanjutan", {"teks": TYPED}, "https://lain.test"),
        ("/forum/7/ikuti", {"ikuti": "ya"}, "http://tanya.test"),
        ("/akun/sandi", {"baru": "kuda hijau makan rumput"}, "http://tanya.test"),
    ],
    ids=["another site", "nothing written", "a password"],
)
def test_nothing_else_is_carried(
    app: FastAPI, ani: Account, path: str, fields: dict[str, str], origin: str
) -> None:
    sent = Browser(app).send("POST", path, data=fields, headers={"origin": origin, "accept": "text/html"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/masuk")


@pytest.mark.parametrize(
    "carried",
    [
        "",
        "{",
        '{"path": "https://jahat.example/", "fields": {}}',
        '{"path": "//jahat.example", "fields": {}}',
        '{"path": "/akun/sandi", "fields": {}}',
        '{"path": "/forum/7/lanjutan", "fields": {"teks": 7}}',
    ],
)
def test_what_no_page_of_ours_carries_is_not_taken(carried: str) -> None:
    assert unpacked(carried) is None
