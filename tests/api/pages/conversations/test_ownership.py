"""Whose pages and forms of conversations are: their owner's, not others', not other sites'."""

import pytest
from fastapi import FastAPI

from api.identity import COOKIE
from tests.api.pages.owned import Browser, named, words
from tests.api.state.answers import HandClock

FORMS = [
    ("/tanggapan/{exchange}", {"membantu": "ya"}),
    ("/teruskan/{exchange}", {}),
    ("/percakapan/{conversation}/judul", {"judul": "Lain"}),
    ("/percakapan/{conversation}/hapus", {}),
    ("/percakapan/{conversation}/bagikan", {}),
    ("/percakapan/{conversation}/cabut", {}),
    ("/privasi/hapus", {}),
]
PAGES = [
    "/teruskan/{exchange}",
    "/tindak-lanjut/{receipt}",
    "/percakapan/{conversation}/hapus",
    "/percakapan/{conversation}/unduh",
    "/percakapan/{conversation}/cetak",
    "/percakapan/{conversation}/bagikan",
]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_anothers_is_like_one_that_never_was(
    ani: Browser, budi: Browser, app: FastAPI, path: str
) -> None:
    names = named(ani)
    nothing = dict.fromkeys(names, "tidak-ada")
    foreign = words(budi.get(path.format(**names), 404).main)
    assert foreign == words(budi.get(path.format(**nothing), 404).main)
    newcomer = Browser(app)
    newcomer.get(path.format(**names), 404)
    assert "set-cookie" not in newcomer.sent[-1].headers
    assert ani.send("GET", path.format(**names)).status_code == 200


@pytest.mark.parametrize(("path", "fields"), FORMS)
def test_a_form_about_anothers_changes_nothing(
    ani: Browser, budi: Browser, path: str, fields: dict[str, str]
) -> None:
    names = named(ani)
    sent = budi.post(path.format(**names), fields)
    assert sent.status_code == (303 if path == "/privasi/hapus" else 404)
    assert ani.owner
    placed = ani.state.history.placed(ani.owner, names["exchange"])
    assert (placed.judgement, placed.receipt) == (None, "")
    assert placed.conversation.title == "Berapa lama cuti besar?"
    assert ani.state.history.links(ani.owner, names["conversation"]) == []


@pytest.mark.parametrize(("path", "fields"), FORMS)
@pytest.mark.parametrize(
    ("headers", "token"),
    [
        ({"origin": "https://jahat.example", "sec_fetch_site": "cross-site"}, None),
        ({"origin": "null"}, None),
        ({}, ""),
        ({}, "0" * 64),
    ],
    ids=["other-site", "sandboxed", "no-token", "made-up-token"],
)
def test_a_form_that_no_page_of_ours_sends_changes_nothing(
    ani: Browser, path: str, fields: dict[str, str], headers: dict[str, str], token: str | None
) -> None:
    names = named(ani)
    given = {} if token is None else {"csrf": token}
    sent = ani.post(path.format(**names), {**fields, **given}, **headers)
    assert sent.status_code == 403
    assert "Kiriman ini tidak diterima" in sent.text
    assert ani.owner
    placed = ani.state.history.placed(ani.owner, names["exchange"])
    assert (placed.judgement, placed.receipt) == (None, "")
    assert placed.conversation.title == "Berapa lama cuti besar?"
    assert ani.state.history.links(ani.owner, names["conversation"]) == []


def test_the_token_of_another_browser_is_refused(ani: Browser, budi: Browser) -> None:
    conversation = named(ani)["conversation"]
    token = budi.get("/percakapan").select_one("input[name=csrf]")
    assert token
    assert ani.post(f"/percakapan/{conversation}/hapus", {"csrf": str(token["value"])}).status_code == 403


@pytest.mark.parametrize("path", ["/percakapan", "/tindak-lanjut", "/privasi", "/privasi/hapus"])
def test_pages_of_ones_own_greet_a_newcomer_and_keep_nothing(app: FastAPI, path: str) -> None:
    newcomer = Browser(app)
    newcomer.get(path)
    assert "set-cookie" not in newcomer.sent[-1].headers


def test_pages_of_ones_own_are_in_no_cache_and_renew_the_cookie(ani: Browser, clock: HandClock) -> None:
    names = named(ani)
    for path in [*PAGES, "/percakapan", "/privasi"]:
        assert ani.send("GET", path.format(**names)).headers["cache-control"] == "no-store", path
    clock.forward(days=2)
    ani.get("/percakapan")
    assert COOKIE in ani.sent[-1].headers["set-cookie"]
