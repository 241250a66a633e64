"""The chat without JavaScript: conversations of one's own, and answers that nobody keeps."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from fastapi import FastAPI
from sqlalchemy import func, select

from api.pages.chat_asking import STALE, UNSAVED
from api.state import conversations
from api.state.tables import ConversationRow, ExchangeRow, OwnerRow
from assistant.models import Drafting
from tests.api.pages.browser import SITE, WindowlessBrowser
from tests.api.pages.stub import StubAnswering, StubLibrary
from tests.api.pages.stub_texts import XSS
from tests.databases import break_database


def words(page: Tag, selector: str) -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text().split())


def count(app: FastAPI, table: type[OwnerRow | ConversationRow | ExchangeRow]) -> int:
    with app.state.state.database.reading() as session:
        return int(session.scalar(select(func.count()).select_from(table)) or 0)


def break_state(app: FastAPI, folder: Path) -> None:
    """The database can no longer be opened."""
    app.state.state.close()
    break_database(folder / "layanan.sqlite3")


@pytest.fixture
def ani(app: FastAPI) -> WindowlessBrowser:
    return WindowlessBrowser(app)


@pytest.fixture
def budi(app: FastAPI) -> WindowlessBrowser:
    return WindowlessBrowser(app)


def test_asking_leads_to_the_answer_in_a_conversation(ani: WindowlessBrowser, app: FastAPI) -> None:
    asked = ani.ask("Berapa lama cuti besar?")
    assert asked.status_code == 303
    assert "httponly" in asked.headers["set-cookie"].lower()
    url, _, place = asked.headers["location"].partition("#")
    page = ani.page(url)
    assert place == "jawaban-1"
    assert words(page, f"#{place} .question") == "Pertanyaan: Berapa lama cuti besar?"
    assert words(page, f"#{place} .verdict h3") == "Ada dasar hukumnya"
    assert words(page, "h1") == "Berapa lama cuti besar?"
    assert count(app, ExchangeRow) == 1


def test_what_a_link_shares_is_named(ani: WindowlessBrowser) -> None:
    """The copied address asks anew; the answer itself is shared with the conversation, masked."""
    talk = ani.begin("Berapa lama cuti besar?")
    kept = ani.page(f"/percakapan/{talk}")
    assert words(kept, "[data-share]") == "Tautan pertanyaan"
    assert words(kept, f".exchange a[href='/percakapan/{talk}/bagikan']") == "Bagikan jawaban"
    unkept = ani.page("/tanya?q=cuti+besar")
    assert words(unkept, "[data-share]") == "Tautan pertanyaan"
    assert not unkept.select(".exchange a[href$='/bagikan']")


def test_a_second_click_leads_to_the_first_answer(ani: WindowlessBrowser, app: FastAPI) -> None:
    ani.begin("Apa saja jenis cuti?")
    front = ani.page("/")
    key = str(front.select("form.ask input[name=kunci]")[0]["value"])
    assert key != str(ani.page("/").select("form.ask input[name=kunci]")[0]["value"])
    first = ani.ask("Berapa lama cuti besar?", kunci=key)
    assert ani.ask("Berapa lama cuti besar?", kunci=key).headers["location"] == first.headers["location"]
    # Who goes back and asks something else has the form's old key.
    assert ani.ask("Berapa lama cuti sakit?", kunci=key).headers["location"] != first.headers["location"]
    talk = first.headers["location"].split("/")[2].partition("#")[0]
    again = [ani.ask("kalau ditolak?", percakapan=talk, kunci=key).headers["location"] for _ in range(2)]
    assert again == [f"/percakapan/{talk}#jawaban-2"] * 2
    assert count(app, ExchangeRow) == 4


def test_a_misspelt_word_is_told_and_may_be_asked_as_typed(ani: WindowlessBrowser) -> None:
    page = ani.page(ani.ask("Berapa lama cuti bessar?").headers["location"])
    assert words(page, "[data-read-as]").startswith("Dibaca sebagai: “besar” (diketik “bessar”). ")
    literal = page.select_one("[data-read-as] a")
    assert literal is not None
    assert literal.get_text() == "Tanyakan persis seperti diketik"
    asked = ani.page(str(literal["href"]))
    assert words(asked, ".question") == "Pertanyaan: Berapa lama cuti bessar?"
    assert not asked.select("[data-read-as]")


def test_the_next_question_knows_those_before_it(ani: WindowlessBrowser, app: FastAPI) -> None:
    answering: StubAnswering = app.state.answering
    identifier = ani.begin("cuti besar", "hukuman disiplin")
    assert answering.histories == [(), ("cuti besar",)]
    page = ani.page(f"/percakapan/{identifier}")
    assert [article["id"] for article in page.select(".exchange")] == ["jawaban-1", "jawaban-2"]
    identifiers = [str(tag["id"]) for tag in page.select("[id]")]
    assert len(identifiers) == len(set(identifiers))


def test_an_answer_that_is_not_to_be_kept_leaves_nothing(ani: WindowlessBrowser, app: FastAPI) -> None:
    asked = ani.ask("cuti besar", simpan="tidak", on="2026-01-31")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/tanya?q=cuti+besar&on=2026-01-31&simpan=tidak"
    assert "set-cookie" not in asked.headers
    page = ani.page(asked.headers["location"])
    assert "Jawaban ini tidak disimpan." in words(page, ".thread-kept")
    assert page.select_one("input[name=simpan][checked]")
    assert not page.select(".feedback")
    assert count(app, OwnerRow) == 0


def test_a_follow_up_of_an_unkept_answer_knows_it(ani: WindowlessBrowser, app: FastAPI) -> None:
    page = ani.page("/tanya?q=cuti+besar")
    before = page.select_one(".bar input[name=sebelum]")
    assert before is not None
    ani.ask("kalau PPPK?", sebelum=str(before["value"]))
    assert app.state.answering.histories[-1] == ("cuti besar",)


def test_another_site_asks_in_nobodys_name(ani: WindowlessBrowser, library: StubLibrary) -> None:
    ani.begin("cuti besar")
    library.asked.clear()
    fields = {"q": "disiplin", "csrf": ani.csrf}
    assert ani.send("POST", "/tanya", fields, origin="https://jahat.test").status_code == 403
    assert ani.send("POST", "/tanya", fields).status_code == 403
    assert ani.send("POST", "/percakapan/aliran", fields, origin="https://jahat.test").status_code == 403
    assert library.asked == []


def test_a_page_from_before_the_cookie_asks_to_send_once_more(ani: WindowlessBrowser) -> None:
    ani.page("/")
    old = ani.csrf
    ani.begin("cuti besar")
    again = ani.send("POST", "/tanya", {"q": "hukuman disiplin", "csrf": old}, origin=SITE)
    assert again.status_code == 403
    page = BeautifulSoup(again.text, "lxml")
    assert words(page, "[role=alert]") == STALE
    assert words(page, "textarea") == "hukuman disiplin"
    assert ani.ask("hukuman disiplin").status_code == 303


def test_a_conversation_is_its_owners_alone(ani: WindowlessBrowser, budi: WindowlessBrowser) -> None:
    identifier = ani.begin("cuti besar")
    budi.page(f"/percakapan/{identifier}", status=404)
    budi.begin("hukuman disiplin")
    budi.page(f"/percakapan/{identifier}", status=404)
    assert budi.ask("lagi", percakapan=identifier).status_code == 404
    assert len(ani.page(f"/percakapan/{identifier}").select(".exchange")) == 1


def test_no_cache_keeps_a_conversation(ani: WindowlessBrowser) -> None:
    identifier = ani.begin("cuti besar")
    assert ani.send("GET", f"/percakapan/{identifier}").headers["cache-control"] == "no-store"


def test_the_front_page_shows_last_conversations_to_their_browser_alone(
    ani: WindowlessBrowser, budi: WindowlessBrowser
) -> None:
    identifier = ani.begin("cuti besar")
    mine = ani.page("/")
    assert mine.select_one(f".recent a[href='/percakapan/{identifier}']")
    assert mine.select_one("nav a[href='/percakapan']")
    theirs = budi.page("/")
    assert not theirs.select(".recent, nav a[href='/percakapan']")
    assert not ani.page("/luring").select("nav a[href='/percakapan']")


def test_without_the_database_it_answers_and_says_what_is_lost(
    ani: WindowlessBrowser, app: FastAPI, tmp_path: Path
) -> None:
    identifier = ani.begin("cuti besar")
    break_state(app, tmp_path)
    for fields in ({}, {"percakapan": identifier}):
        answer = ani.ask("hukuman disiplin", **fields)
        assert answer.status_code == 200
        page = BeautifulSoup(answer.text, "lxml")
        assert UNSAVED in words(page, "[data-unsaved]")
        assert "teguran lisan" in words(page, "[data-answer]")
    assert ani.send("GET", "/").status_code == 200
    *_, (name, data) = ani.watch("hukuman disiplin")
    assert name == "done"
    assert UNSAVED in data["html"]


def test_a_question_back_is_answered_in_the_same_conversation(ani: WindowlessBrowser) -> None:
    identifier = ani.begin("Tolong perjelas")
    page = ani.page(f"/percakapan/{identifier}")
    form = page.select(".choices form")[1]
    fields = {str(tag["name"]): str(tag["value"]) for tag in form.select("input")}
    assert fields["q"] == "Tolong jelaskan bagi PPPK?"
    chosen = ani.send("POST", str(form["action"]), fields, origin=SITE)
    assert chosen.headers["location"] == f"/percakapan/{identifier}#jawaban-2"


def test_how_a_question_was_understood_and_drafted_is_said(
    ani: WindowlessBrowser, library: StubLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = library.ask
    drafting = Drafting(model="nalar-7b", sentences=5, dropped=1, repaired=2, notes=("Angka 14 tidak ada.",))

    def drafted(question: str, *rest: object) -> object:
        answer = plain("cuti besar bagi PPPK")
        return answer.model_copy(update={"drafting": drafting, "origin": "llm", "origin_id": ""})

    monkeypatch.setattr(library, "ask", drafted)
    page = ani.page(f"/percakapan/{ani.begin('kalau PPPK?')}")
    assert words(page, ".understood") == "Dipahami sebagai: cuti besar bagi PPPK"
    assert "Disusun model bahasa" in words(page, ".origin")
    why = words(page, ".why")
    for told in ("Model bahasa nalar-7b", "5 kalimat", "1 dibuang", "2 lolos setelah", "Angka 14 tidak ada."):
        assert told in why


def test_why_the_quoted_answer_is_shown_is_said(
    ani: WindowlessBrowser, library: StubLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = library.ask
    drafting = Drafting(
        fallback="Model bahasa sedang dimatikan; jawaban ini dikutip langsung dari sumbernya."
    )
    monkeypatch.setattr(
        library, "ask", lambda *asked: plain(*asked).model_copy(update={"drafting": drafting})
    )
    why = words(ani.page("/tanya?q=cuti+besar"), ".why")
    assert drafting.fallback in why
    assert "kalimat yang ditulisnya" not in why


def test_the_day_chosen_stays_chosen_for_the_next_question(ani: WindowlessBrowser) -> None:
    asked = ani.ask("cuti besar", on="2020-01-02")
    page = ani.page(asked.headers["location"].partition("#")[0])
    assert page.select_one(".bar details[open] input[name=on][value='2020-01-02']")
    assert not ani.page(f"/percakapan/{ani.begin('cuti besar')}").select(".bar details[open]")


def test_a_full_conversation_offers_a_new_one(
    ani: WindowlessBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    identifier = ani.begin("cuti besar")
    monkeypatch.setattr(conversations, "MOST_EXCHANGES", 1)
    monkeypatch.setattr("api.pages.chat_routes.MOST_EXCHANGES", 1)
    page = ani.page(f"/percakapan/{identifier}")
    assert not page.select(".bar")
    assert "sudah mencapai batasnya" in page.get_text()
    assert ani.ask("lagi", percakapan=identifier).status_code == 422


def test_an_empty_question_comes_back_with_what_is_wrong(ani: WindowlessBrowser, app: FastAPI) -> None:
    answer = ani.ask("  ", on="besok")
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "lxml")
    assert len(page.select("[role=alert] li")) == 2
    assert "set-cookie" not in answer.headers
    assert count(app, OwnerRow) == 0


def test_without_a_library_nothing_is_kept(
    ani: WindowlessBrowser, app: FastAPI, library: StubLibrary
) -> None:
    library.ready = False
    answer = ani.ask("cuti besar")
    assert answer.status_code == 503
    assert words(BeautifulSoup(answer.text, "lxml"), "textarea") == "cuti besar"
    assert count(app, OwnerRow) == 0


def test_what_is_kept_is_shown_as_text(ani: WindowlessBrowser) -> None:
    identifier = ani.begin(f"evil {XSS}")
    response = ani.send("GET", f"/percakapan/{identifier}")
    assert XSS not in response.text
    page = BeautifulSoup(response.text, "lxml")
    assert not page.select("img, [onerror], script:not([src]), style, [style]")
    assert XSS in words(page, ".question")
