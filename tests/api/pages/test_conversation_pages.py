"""What is done with answers and conversations, without JavaScript: by their owner, others, other sites."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.identity import COOKIE
from api.pages.conversation_words import file_name
from api.settings import Settings
from api.state.feedback import LONGEST_TEXT, Judgement, Reason
from api.state.handovers import LONGEST_CONTACT, LONGEST_MESSAGE
from api.state.shares import MOST_LINKS
from corpus.errors import StorageError
from tests.api.pages.owned import MASKED_QUESTION, UNANSWERED, Browser, owned_app, words
from tests.api.state.answers import NIP, HandClock

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


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def app(tmp_path: Path, clock: HandClock) -> Iterator[FastAPI]:
    with owned_app(tmp_path, clock) as made:
        yield made


@pytest.fixture
def ani(app: FastAPI) -> Browser:
    browser = Browser(app)
    browser.admit()
    return browser


@pytest.fixture
def budi(app: FastAPI) -> Browser:
    """A browser with things of its own."""
    browser = Browser(app)
    browser.talk("Apa saja hukuman disiplin ringan?")
    return browser


def named(browser: Browser) -> dict[str, str]:
    """The names of a conversation, of an answer in it, and of what was handed over from another."""
    conversation, (first, second) = browser.talk("Berapa lama cuti besar?", UNANSWERED)
    assert browser.owner
    receipt = browser.state.handovers.send(browser.owner, second.id).receipt
    return {"conversation": conversation, "exchange": first.id, "receipt": receipt}


# Whose it is


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


# Feedback


def test_a_verdict_leads_back_to_the_answer_which_then_asks_why(ani: Browser) -> None:
    conversation, (exchange,) = ani.talk("Berapa lama cuti besar?")
    place, page = f"/tanggapan/{exchange.id}", f"/percakapan/{conversation}"
    sent = ani.post(place, {"membantu": "tidak"}, page=page)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{page}#tanggapan-{exchange.id}")
    box = ani.get(page).select_one(f"#tanggapan-{exchange.id}")
    assert box
    pressed = [words(each) for each in box.select("button[aria-pressed=true]")]
    assert pressed == ["Tidak"]
    assert box.select_one("details[open] fieldset")
    assert "disamarkan sebelum disimpan" in words(box)
    told = {"membantu": "tidak", "alasan": "kedaluwarsa", "uraian": f"Saya, NIP {NIP},\r\ntahu gantinya."}
    ani.post(place, told, page=page)
    (kept,) = ani.state.feedback.list()
    assert kept.judgement.reason is Reason.OUTDATED
    assert NIP not in kept.model_dump_json()
    assert kept.judgement.text.endswith("\ntahu gantinya.")
    box = ani.get(page).select_one(f"#tanggapan-{exchange.id}")
    assert box
    assert "dengan alasan “Aturannya sudah diganti atau dicabut”" in words(box)
    assert box.select_one("input[value=kedaluwarsa][checked]")
    assert not box.select_one("details[open]")


def test_a_verdict_is_changed_and_the_same_one_again_keeps_its_reason(ani: Browser) -> None:
    _, (exchange,) = ani.talk("Berapa lama cuti besar?")
    place = f"/tanggapan/{exchange.id}"
    bad = Judgement(helpful=False, reason=Reason.WRONG, text="Bukan tiga bulan.")
    ani.post(place, {"membantu": "tidak", "alasan": "salah", "uraian": bad.text})
    ani.post(place, {"membantu": "tidak"})
    assert [one.judgement for one in ani.state.feedback.list()] == [bad]
    ani.post(place, {"membantu": "ya"})
    assert [one.judgement for one in ani.state.feedback.list()] == [Judgement(helpful=True)]
    ani.post(place, {"membantu": "tidak"})
    assert [one.judgement for one in ani.state.feedback.list()] == [Judgement(helpful=False)]


def test_a_script_gets_the_part_that_changed(ani: Browser) -> None:
    _, (exchange,) = ani.talk("Berapa lama cuti besar?")
    sent = ani.post(f"/tanggapan/{exchange.id}", {"membantu": "ya"}, x_requested_with="fragment")
    assert sent.status_code == 200
    assert "<html" not in sent.text
    assert "Terima kasih" in sent.text
    again = ani.post(f"/tanggapan/{exchange.id}", {"membantu": "tidak"}, x_requested_with="fragment")
    assert 'name="csrf"' in again.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Ya atau Tidak"),
        ({"membantu": "mungkin"}, "Ya atau Tidak"),
        ({"membantu": "tidak", "alasan": "jelek"}, "tidak ada di daftar"),
        ({"membantu": "ya", "alasan": "salah"}, "tidak ada di daftar"),
        ({"membantu": "tidak", "uraian": "x" * (LONGEST_TEXT + 1)}, "paling panjang"),
    ],
)
def test_a_verdict_that_makes_no_sense_is_told_so(ani: Browser, fields: dict[str, str], told: str) -> None:
    _, (exchange,) = ani.talk("Berapa lama cuti besar?")
    sent = ani.post(f"/tanggapan/{exchange.id}", fields)
    assert sent.status_code == 422
    assert told in sent.text
    assert ani.state.feedback.list() == []


def test_a_database_that_cannot_be_written_is_told_of(ani: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    _, (exchange,) = ani.talk("Berapa lama cuti besar?")

    def full(what: str) -> object:
        raise StorageError(f"{what} (disk full).")

    monkeypatch.setattr(ani.state.database, "writing", full)
    sent = ani.post(f"/tanggapan/{exchange.id}", {"membantu": "ya"})
    assert sent.status_code == 507
    assert "Isian Anda belum tersimpan" in sent.text


# Handover


def test_what_goes_along_is_shown_masked_and_sent_with_a_receipt(ani: Browser) -> None:
    conversation, (_, second) = ani.talk(MASKED_QUESTION, f"{UNANSWERED} NIP {NIP}")
    place = f"/teruskan/{second.id}"
    page = ani.get(place)
    shown = words(page.main)
    assert NIP not in str(page)
    for part in (
        "Bagaimana aturan seragam di Mars? NIP [NIP-1]",
        "NIP saya [NIP-1], berapa lama cuti besar?",
    ):
        assert part in shown
    assert "Dasar hukumnya belum ditemukan" in shown
    assert page.select_one(f"a[href='/percakapan/{conversation}#jawaban-2']")
    assert ani.state.handovers.list() == []
    sent = ani.post(place, {"catatan": f"NIP {NIP}\r\nGuru", "kontak": "lewat dinas"}, page=place)
    (kept,) = ani.state.handovers.list()
    assert (sent.status_code, sent.headers["location"]) == (303, f"/tindak-lanjut/{kept.receipt}")
    assert (kept.contact, kept.message) == ("lewat dinas", "NIP [NIP-1]\nGuru")
    receipt = ani.get(f"/tindak-lanjut/{kept.receipt}")
    assert NIP not in str(receipt)
    for part in (kept.receipt, "Menunggu petugas", "20 November 2026 pukul 10.00", "lewat dinas"):
        assert part in words(receipt.main)
    ani.state.handovers.close(kept.receipt, by="Petugas Rahasia", note="Lihat surat edaran.")
    handled = words(ani.get(f"/tindak-lanjut/{kept.receipt}").main)
    assert "Sudah ditangani" in handled
    assert "Lihat surat edaran." in handled
    assert "Petugas Rahasia" not in handled


def test_what_was_handed_over_keeps_its_receipt(ani: Browser) -> None:
    names = named(ani)
    _, (again,) = ani.talk(UNANSWERED)
    first = ani.post(f"/teruskan/{again.id}", {}).headers["location"]
    assert ani.post(f"/teruskan/{again.id}", {}).headers["location"] == first
    opened = ani.send("GET", f"/teruskan/{again.id}")
    assert (opened.status_code, opened.headers["location"]) == (303, first)
    assert names["receipt"] not in first


def test_too_long_a_note_comes_back_to_be_shortened(ani: Browser) -> None:
    _, (exchange,) = ani.talk(UNANSWERED)
    for name, limit in (("catatan", LONGEST_MESSAGE), ("kontak", LONGEST_CONTACT)):
        typed = "y" * (limit + 1)
        sent = ani.post(f"/teruskan/{exchange.id}", {name: typed})
        assert sent.status_code == 422
        assert typed in sent.text
        assert "Pendekkan" in sent.text
    assert ani.state.handovers.list() == []


def test_a_receipt_is_found_by_its_number_and_in_the_list(ani: Browser, budi: Browser) -> None:
    receipt = named(ani)["receipt"]
    typed = f"  {receipt.lower()} "
    found = ani.send("GET", "/tindak-lanjut", params={"nomor": typed})
    assert (found.status_code, found.headers["location"]) == (303, f"/tindak-lanjut/{receipt}")
    assert ani.get("/tindak-lanjut").select_one(f".talk a[href='/tindak-lanjut/{receipt}']")
    lost = budi.get(f"/tindak-lanjut?nomor={receipt}", 404)
    assert "tidak ditemukan" in words(lost.select_one("#nomor-galat"))
    assert not budi.get("/tindak-lanjut").select(".talk")


def test_sending_to_the_forum_stands_out_where_there_is_no_answer(ani: Browser) -> None:
    conversation, (answered, unanswered) = ani.talk("Berapa lama cuti besar?", UNANSWERED)
    page = ani.get(f"/percakapan/{conversation}")
    quiet, prominent = (page.select_one(f"a[href='/teruskan/{one.id}']") for one in (answered, unanswered))
    assert quiet
    assert prominent
    assert "quiet" in quiet["class"]
    assert "quiet" not in prominent["class"]


# History


def test_conversations_are_listed_found_and_paged(ani: Browser, clock: HandClock) -> None:
    assert "Belum ada percakapan" in words(ani.get("/percakapan").main)
    for number in range(1, 23):
        ani.talk(f"Cuti besar ke-{number}?")
        clock.forward(minutes=1)
    first = ani.get("/percakapan")
    titles = [words(each) for each in first.select(".talk h2")]
    assert (titles[0], titles[-1], len(titles)) == ("Cuti besar ke-22?", "Cuti besar ke-3?", 20)
    assert "Dihapus otomatis pada 18 Februari 2027" in words(first.select_one(".talk"))
    assert first.select_one("a[rel=next][href='/percakapan?hal=2']")
    second = ani.get("/percakapan?hal=2")
    assert [words(each) for each in second.select(".talk h2")] == ["Cuti besar ke-2?", "Cuti besar ke-1?"]
    assert second.select_one("a[rel=prev][href='/percakapan']")
    found = ani.get("/percakapan?cari=KE-21")
    assert [words(each) for each in found.select(".talk h2")] == ["Cuti besar ke-21?"]
    assert "Tidak ada judul yang memuat “<b>”" in words(ani.get("/percakapan?cari=<b>").main)
    beyond = ani.get("/percakapan?hal=9")
    assert beyond.select_one("a[rel=prev][href='/percakapan?hal=2']")


def test_a_conversation_is_renamed(ani: Browser) -> None:
    conversation, _ = ani.talk("Berapa lama cuti besar?")
    sent = ani.post(f"/percakapan/{conversation}/judul", {"judul": "  Cuti\nsaya "}, page="/percakapan")
    assert sent.headers["location"] == "/percakapan?selesai=judul"
    page = ani.get(sent.headers["location"])
    assert words(page.select_one("[role=status]")) == "Judul percakapan sudah diganti."
    assert words(page.select_one(".talk h2")) == "Cuti saya"
    for title in ("", "  ", "x" * 81):
        assert ani.post(f"/percakapan/{conversation}/judul", {"judul": title}).status_code == 422
    assert words(ani.get("/percakapan").select_one(".talk h2")) == "Cuti saya"


def test_a_conversation_is_deleted_after_being_asked_once_more(ani: Browser) -> None:
    conversation, _ = ani.talk("Berapa lama cuti besar?")
    kept, _ = ani.talk("Apa saja hukuman disiplin ringan?")
    place = f"/percakapan/{conversation}/hapus"
    assert "tidak dapat dikembalikan" in words(ani.get(place).main)
    sent = ani.post(place, {}, page=place)
    assert sent.headers["location"] == "/percakapan?selesai=hapus"
    ani.get(place, 404)
    assert [one["href"] for one in ani.get("/percakapan").select(".talk h2 a")] == [f"/percakapan/{kept}"]


def test_everything_is_deleted_at_once(ani: Browser, budi: Browser) -> None:
    ani.talk("Berapa lama cuti besar?")
    ani.talk("Apa saja hukuman disiplin ringan?")
    assert "2 percakapan" in words(ani.get("/privasi/hapus").main)
    assert ani.post("/privasi/hapus", {}).headers["location"] == "/percakapan?selesai=hapus-semua"
    assert "Belum ada percakapan" in words(ani.get("/percakapan").main)
    assert "Tidak ada yang perlu dihapus" in words(ani.get("/privasi/hapus").main)
    assert len(budi.get("/percakapan").select(".talk")) == 1


def test_what_is_past_its_time_is_gone(ani: Browser, clock: HandClock) -> None:
    names = named(ani)
    clock.now += timedelta(days=90)
    for path in ("/teruskan/{exchange}", "/percakapan/{conversation}/unduh"):
        ani.get(path.format(**names), 404)


# Text, paper, links


def test_the_text_file_has_a_telling_name_without_personal_data(ani: Browser) -> None:
    conversation, _ = ani.talk(MASKED_QUESTION)
    sent = ani.send("GET", f"/percakapan/{conversation}/unduh")
    assert sent.headers["content-type"] == "text/plain; charset=utf-8"
    name = "tanya-asn-nip-saya-nip-1-berapa-lama-cuti-besar-2026-11-20.txt"
    assert f'filename="{name}"' in sent.headers["content-disposition"]
    assert MASKED_QUESTION in sent.text
    assert "“berhak atas cuti besar paling lama 3 bulan”" in sent.text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cuti besar?", "tanya-asn-cuti-besar-2026-11-20.txt"),
        ("“../etc/passwd”\r\nX: y", "tanya-asn-etc-passwd-x-y-2026-11-20.txt"),
        ("؟", "tanya-asn-percakapan-2026-11-20.txt"),
        ("kata " * 16, f"tanya-asn-{'-'.join(['kata'] * 12)}-2026-11-20.txt"),
    ],
)
def test_a_file_name_is_plain(title: str, name: str) -> None:
    assert file_name(title, "2026-11-20") == name


def test_paper_holds_every_answer_with_its_sources(ani: Browser) -> None:
    conversation, _ = ani.talk("Berapa lama cuti besar?", "Apa saja hukuman disiplin ringan?")
    page = ani.get(f"/percakapan/{conversation}/cetak")
    assert [words(each) for each in page.select(".read-exchange h2")] == [
        "Berapa lama cuti besar?",
        "Apa saja hukuman disiplin ringan?",
    ]
    assert "Pasal 8 ayat (2) PP Nomor 94 Tahun 2021" in words(page.main)
    assert len({each["id"] for each in page.select("[id]")}) == len(page.select("[id]"))


def test_a_link_is_read_by_anybody_until_it_is_revoked(ani: Browser, app: FastAPI) -> None:
    conversation, _ = ani.talk(MASKED_QUESTION)
    place = f"/percakapan/{conversation}/bagikan"
    made = ani.get(ani.post(place, {}, page=place).headers["location"])
    link = str(made.select_one("#tautan")["value"])  # type: ignore[index]  # it is there
    assert link.startswith("http://tanya.test/bagikan/")
    path = link.removeprefix("http://tanya.test")
    ani.state.conversations.append(
        ani.owner,  # type: ignore[arg-type]  # admitted
        conversation,
        "Rahasia sesudahnya?",
        ani.state.conversations.read(ani.owner, conversation).exchanges[0].answer,  # type: ignore[arg-type]
        snapshot="s1",
    )
    reader = Browser(app)
    page = reader.get(path)
    assert NIP not in str(page)
    assert conversation not in str(page)
    assert "Rahasia" not in str(page)
    assert "[NIP-1], berapa lama cuti besar?" in words(page.main)
    assert page.select_one("a[data-panel]")
    assert not page.select("main form")
    headers = reader.sent[-1].headers
    assert headers["x-robots-tag"] == "noindex, nofollow"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers
    assert ani.post(f"/percakapan/{conversation}/cabut", {}).headers["location"] == f"{place}?selesai=cabut"
    gone = reader.get(path, 404)
    assert "sudah dicabut" in words(gone.main)
    assert reader.sent[-1].headers["x-robots-tag"] == "noindex, nofollow"
    token = path.rpartition("/")[2]
    assert not ani.get(f"{place}?tautan={token}").select_one("#tautan")


def test_a_made_up_or_anothers_token_is_not_shown_as_a_link_of_this_conversation(
    ani: Browser, budi: Browser
) -> None:
    conversation, _ = ani.talk("Berapa lama cuti besar?")
    theirs, _ = budi.talk("Apa saja hukuman disiplin ringan?")
    token = budi.state.shares.share(budi.owner, theirs)  # type: ignore[arg-type]  # admitted
    for typed in (token, "dibuat-sendiri", "<script>"):
        page = ani.get(f"/percakapan/{conversation}/bagikan?tautan={typed}")
        assert not page.select_one("#tautan")


def test_an_empty_conversation_and_one_with_enough_links_are_not_shared(ani: Browser) -> None:
    empty = ani.state.conversations.create(ani.owner).id  # type: ignore[arg-type]  # admitted
    assert "masih kosong" in words(ani.get(f"/percakapan/{empty}/bagikan").main)
    assert ani.post(f"/percakapan/{empty}/bagikan", {}).status_code == 422
    full, _ = ani.talk("Berapa lama cuti besar?")
    for _ in range(MOST_LINKS):
        ani.state.shares.share(ani.owner, full)  # type: ignore[arg-type]  # admitted
    assert "Cabut dahulu" in words(ani.get(f"/percakapan/{full}/bagikan").main)


# Privacy


def test_the_privacy_page_tells_what_holds_here(ani: Browser, app: FastAPI) -> None:
    page = words(ani.get("/privasi").main)
    assert "90 hari" in page
    assert "tidak dikirim ke mana pun" in page
    ani.talk("Berapa lama cuti besar?")
    assert "Ada 1 percakapan" in words(ani.get("/privasi").main)
    app.state.settings = Settings(
        llm_base_url="http://127.0.0.1:9/v1",
        llm_model="model-kecil",
        embeddings="openai:e@http://127.0.0.1:9/v1",
        _env_file=None,
    )
    page = words(ani.get("/privasi").main)
    assert "model bahasa model-kecil" in page
    assert "dikirim ke layanan lain" in page
    assert "tidak dikirim ke mana pun" not in page


def test_every_page_leads_to_privacy(app: FastAPI) -> None:
    assert Browser(app).get("/percakapan").select_one(".foot a[href='/privasi']")
