"""“Kirim ke forum”, without JavaScript: what goes along, the receipt, what came of it."""

from api.state.handovers import LONGEST_CONTACT, LONGEST_MESSAGE
from tests.api.pages.owned import MASKED_QUESTION, UNANSWERED, Browser, named, words
from tests.api.state.answers import NIP


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
