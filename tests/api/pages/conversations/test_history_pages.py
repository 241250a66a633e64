"""One's own conversations, without JavaScript: found, renamed, deleted, and what is told of them."""

from datetime import timedelta

from fastapi import FastAPI

from api.settings import Settings
from tests.api.pages.owned import Browser, named, words
from tests.api.state.answers import HandClock


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
