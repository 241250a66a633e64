"""The officers' page **Layanan**: who may see it, what waits, reviewing, the switch of models."""

import json
from datetime import date, timedelta

import pytest
from fastapi import FastAPI

from api.accounts.models import Role
from api.csrf import form_token
from api.pages.service_view import DAYS, model_panel
from api.settings import Settings
from api.state.feedback import Judgement, Reason, ReviewState
from api.state.handovers import HandoverState
from assistant.llm.books import Entry
from assistant.llm.chat import Caller, Feature
from tests.api.pages.conftest import HTML
from tests.api.pages.owned import MASKED_QUESTION, UNANSWERED, Browser, words
from tests.api.state.answers import NIP, HandClock

BAD = Judgement(helpful=False, reason=Reason.WRONG, text=f"NIP {NIP}: bukan begitu")


def waiting(ani: Browser) -> tuple[str, str]:
    """A receipt that waits, and the identifier of a judgement to review."""
    assert ani.owner
    _, (first, second) = ani.talk(MASKED_QUESTION, f"{UNANSWERED} NIP {NIP}")
    receipt = ani.state.handovers.send(ani.owner, second.id, message="Saya guru.").receipt
    return receipt, ani.state.feedback.give(ani.owner, first.id, BAD).id


def entered(browser: Browser, clock: HandClock, outcome: str, *, tokens: int, days: int = 0) -> None:
    entry = Entry(
        at=clock.now - timedelta(days=days),
        caller=Caller(user="u", feature=Feature.ANSWER),
        model="kecil",
        prompt_tokens=tokens,
        completion_tokens=0,
        cost=1_500.5,
        outcome=outcome,
        seconds=2.5,
    )
    browser.state.ledger.record(entry)


@pytest.mark.parametrize("role", [Role.ASN, Role.OPERATOR, Role.EVALUATOR, Role.KNOWLEDGE_MANAGER])
def test_only_who_runs_the_service_sees_it(app: FastAPI, ani: Browser, role: Role) -> None:
    receipt, feedback = waiting(ani)
    other = Browser(app)
    other.sign_in("rudi", role)
    for path in ("", f"/pertanyaan/{receipt}", f"/penilaian/{feedback}", "/calon-soal"):
        page = other.get(f"/layanan{path}", 403)
        assert "bukan untuk akun Anda" in words(page.main)
        assert "Mars" not in str(page)
        asked = ani.send("GET", f"/layanan{path}", headers=HTML)
        assert asked.status_code == 303
        assert asked.headers["location"].startswith("/masuk?lanjut=%2Flayanan")
    assert not other.get("/privasi").select("a[href='/layanan']")


@pytest.mark.parametrize("kind", ["nobody", "asn", "other-site", "no-token", "token-of-another"])
def test_nobody_else_changes_anything(app: FastAPI, ani: Browser, kind: str) -> None:
    receipt, feedback = waiting(ani)
    sender = Browser(app)
    if kind != "nobody":
        sender.sign_in("rudi", Role.ASN if kind == "asn" else Role.ADMIN)
    headers = {"origin": "https://jahat.example"} if kind == "other-site" else {}
    token = {"no-token": {"csrf": ""}, "token-of-another": {"csrf": form_token(ani.token)}}.get(kind, {})
    before = len(ani.state.audit.entries())
    for path, fields in (
        (f"/pertanyaan/{receipt}", {}),
        (f"/penilaian/{feedback}", {"putusan": "terima"}),
        ("/model", {"alasan": "B", "menjadi": "mati"}),
    ):
        sent = sender.post(f"/layanan{path}", {**fields, **token}, **headers)
        assert (sent.status_code, sent.headers.get("location")) == (
            (303, "/masuk") if kind == "nobody" else (403, None)
        )
    state = ani.state
    assert state.handovers.show(receipt).state is HandoverState.NEW
    assert state.feedback.read(feedback).state is ReviewState.NEW
    assert state.switch.off_because() is None
    assert len(state.audit.entries()) == before


def test_an_empty_service_says_so(officer: Browser) -> None:
    page = words(officer.get("/layanan").main)
    for part in (
        "Tidak ada yang menunggu",
        "Tidak ada penilaian baru",
        "Belum ada panggilan",
        "Tidak disetel",
    ):
        assert part in page
    assert officer.get("/layanan").select_one(".foot a[href='/layanan'][aria-current]")


def test_a_question_is_read_and_closed_with_a_word_to_its_ani(officer: Browser, ani: Browser) -> None:
    receipt, _ = waiting(ani)
    place = f"/layanan/pertanyaan/{receipt}"
    assert officer.get("/layanan").select_one(f"a[href='{place}']")
    page = officer.get(place)
    assert NIP not in str(page)
    for part in (
        "seragam di Mars",
        "Saya guru.",
        "berapa lama cuti besar?",
        "Dasar hukumnya belum ditemukan",
    ):
        assert part in words(page.main)
    wordy = officer.post(place, {"catatan": "x" * 501})
    assert wordy.status_code == 422
    assert "paling banyak 500 huruf" in wordy.text
    closed = officer.post(place, {"oleh": "Orang Lain", "catatan": "Lihat edaran."})
    assert (closed.status_code, closed.headers["location"]) == (303, "/layanan?selesai=tutup")
    assert "ditandai sudah ditangani" in words(officer.get(closed.headers["location"]).main)
    assert not officer.get("/layanan").select(f"a[href='{place}']")
    assert "sari" in words(officer.get(place).main)
    assert "Orang Lain" not in words(officer.get(place).main)
    assert "Lihat edaran." in words(ani.get(f"/tindak-lanjut/{receipt}").main)
    officer.get("/layanan/pertanyaan/TIDAK-ADA", 404)


def test_an_accepted_complaint_becomes_a_candidate_question(officer: Browser, ani: Browser) -> None:
    _, feedback = waiting(ani)
    place = f"/layanan/penilaian/{feedback}"
    page = officer.get(place)
    assert NIP not in str(page)
    for part in ("Isinya salah", "bukan begitu", "Cuti besar diberikan paling lama 3 bulan", "indeks s1"):
        assert part in words(page.main)
    assert officer.send("GET", "/layanan/calon-soal").text == ""
    for fields in ({}, {"putusan": "baru"}):
        assert officer.post(place, fields).status_code == 422
    accepted = officer.post(place, {"putusan": "terima", "catatan": "benar"})
    assert accepted.headers["location"] == "/layanan?selesai=terima"
    sent = officer.send("GET", "/layanan/calon-soal")
    assert sent.headers["content-disposition"] == 'attachment; filename="calon-soal.jsonl"'
    (line,) = sent.text.splitlines()
    assert json.loads(line)["question"] == "NIP saya [NIP-1], berapa lama cuti besar?"
    assert json.loads(line)["gold"] == []
    officer.post(place, {"putusan": "tolak"})
    assert officer.send("GET", "/layanan/calon-soal").text == ""
    entries = ani.state.audit.entries(below="feedback.")
    assert [(one.actor, one.action) for one in entries] == [
        ("sari", "feedback.ditolak"),
        ("sari", "feedback.diterima"),
    ]


def test_long_queues_show_what_is_next(officer: Browser, ani: Browser, clock: HandClock) -> None:
    assert ani.owner
    for number in range(21):
        _, (exchange,) = ani.talk(f"Mars ke-{number}?")
        ani.state.handovers.send(ani.owner, exchange.id)
        clock.forward(minutes=1)
    page = officer.get("/layanan")
    shown = [words(each) for each in page.select("section[aria-labelledby=menunggu] h3")]
    assert (len(shown), shown[0]) == (20, "Mars ke-0?")
    assert "20 yang terlama" in words(page.main)


def test_the_switch_is_turned_with_a_reason_on_the_audit_trail(officer: Browser) -> None:
    reasonless = officer.post("/layanan/model", {"alasan": "", "menjadi": "mati"})
    assert reasonless.status_code == 422
    assert "Alasan harus diisi" in reasonless.text
    assert officer.post("/layanan/model", {"menjadi": "lain"}).status_code == 422
    off = officer.post("/layanan/model", {"alasan": "menjawab aneh", "menjadi": "mati"})
    assert off.headers["location"] == "/layanan?selesai=mati"
    assert officer.state.switch.off_because() == "menjawab aneh"
    page = officer.get("/layanan")
    for part in ("Dimatikan", "menjawab aneh", "sari", "Nyalakan model bahasa"):
        assert part in words(page.select_one(".models"))
    officer.post("/layanan/model", {"menjadi": "nyala"})
    assert officer.state.switch.off_because() is None


def test_the_day_is_held_against_its_budget(app: FastAPI, officer: Browser, clock: HandClock) -> None:
    today = date(2026, 11, 20)
    entered(officer, clock, "baik", tokens=900)
    entered(officer, clock, "lambat", tokens=0)
    entered(officer, clock, "baik", tokens=1_800, days=3)
    entered(officer, clock, "baik", tokens=5, days=DAYS)
    settings = Settings(
        llm_base_url="http://127.0.0.1:9/v1", llm_model="kecil", llm_daily_tokens=1_000, _env_file=None
    )
    panel = model_panel(officer.state, settings, today)
    assert (panel.configured, panel.badge.word) == ("kecil", "Menyala")
    tokens, cost = panel.meters
    assert (tokens.spent, tokens.bound, tokens.share, tokens.tone) == ("900", "dari 1.000", 90.0, "warn")
    assert (cost.spent, cost.bound, cost.share) == ("3.001", "tanpa batas", None)
    assert [(bar.iso, bar.tokens, bar.height) for bar in panel.bars if bar.calls] == [
        ("2026-11-17", 1_800, 100.0),
        ("2026-11-20", 900, 50.0),
    ]
    assert len(panel.bars) == DAYS
    assert [(one.words, one.calls, one.share) for one in panel.endings] == [
        ("Berhasil", 2, 66.7),
        ("Terlalu lambat", 1, 33.3),
    ]
    assert [(one.words, one.seconds) for one in panel.failures] == [("Terlalu lambat", "2,5")]
    spent = settings.model_copy(update={"llm_daily_tokens": 900, "llm_prices": "/tidak/ada.yaml"})
    panel = model_panel(officer.state, spent, today)
    assert (panel.meters[0].share, panel.meters[0].tone) == (100.0, "bad")
    assert "TANYA_LLM_PRICES" in panel.trouble


def test_failures_are_listed_with_what_they_were_for(officer: Browser, clock: HandClock) -> None:
    entered(officer, clock, "rusak", tokens=700)
    page = officer.get("/layanan")
    assert "Balasan tidak dapat dibaca" in words(page.select_one(".endings"))
    assert "kecil, jawaban, 2,5 detik" in words(page.select_one(".models"))
