"""Asking in the forum, without JavaScript: each step keeps what was typed and shows what others will read."""

from typing import cast

from bs4 import BeautifulSoup, Tag

from api.forum.threads import Thread
from tests.api.forum.files import PDF
from tests.api.pages.forum.scene import NIP, TEXT, TITLE, Scene, parsed
from tests.api.pages.owned import UNANSWERED, Browser, words

ASKED = {"judul": TITLE, "teks": TEXT, "kategori": "cuti"}


def fields(page: BeautifulSoup) -> dict[str, str]:
    """What the form of a page would send, without its buttons and files."""
    form = page.select_one("main form")
    assert form is not None
    found = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}
    found |= {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=text]")}
    return found | {str(one["name"]): one.get_text().removeprefix("\n") for one in form.select("textarea")}


def whole(scene: Scene, number: int) -> Thread:
    return cast(Thread, scene.forum.questions.by_number(scene.account("ani"), number))


def test_the_form_wants_somebody_who_is_signed_in(visitor: Browser) -> None:
    sent = visitor.send("GET", "/forum/ajukan", headers={"accept": "text/html"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/masuk?lanjut=%2Fforum%2Fajukan")


def test_a_question_from_the_form_to_its_receipt(scene: Scene, ani: Browser) -> None:
    form = ani.get("/forum/ajukan")
    assert form.select_one("select#kategori option[value=cuti]")
    preview = parsed(ani.post("/forum/ajukan", {**ASKED, "langkah": "lanjut"}))
    card = preview.select_one(".public-card")
    assert isinstance(card, Tag)
    assert [words(one) for one in card.select("mark.masked")] == [
        "disamarkan: [NAMA-1]",
        "disamarkan: [NIP-1]",
    ]
    assert NIP not in words(card)
    assert "Disamarkan: nama orang, NIP" in words(preview.main)
    changed = {**fields(preview), "judul_umum": f"Cuti besar guru {NIP}", "langkah": "pratinjau"}
    again = parsed(ani.post("/forum/ajukan", changed))
    assert words(again.select_one(".public-card h3")) == "Cuti besar guru disamarkan: [NIP-2]"
    assert scene.forum.lists.own(scene.account("ani")).total == 0
    sent = ani.post("/forum/ajukan", {**fields(again), "langkah": "kirim"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/forum/1/terkirim")
    kept = whole(scene, 1).question
    assert (kept.title, kept.text, kept.category_id) == (TITLE, TEXT, "cuti")
    assert (kept.public_title, kept.public_text) == (
        "Cuti besar guru [NIP-2]",
        "NIP [NIP-1]. Berapa lama cuti besar boleh saya ambil?",
    )
    receipt = words(ani.get("/forum/1/terkirim").main)
    assert "Nomor 1" in receipt
    assert "Balasan pertama biasanya dalam 1 hari kerja" in receipt
    assert "ke bidang Disiplin" in receipt


def test_what_may_answer_already_is_shown_once_before_the_preview(scene: Scene, ani: Browser) -> None:
    scene.answered("budi", title="Lama cuti besar PNS", text="Berapa lama cuti besar boleh diambil?")
    typed = {"judul": "Cuti besar", "teks": "Berapa lama cuti besar boleh diambil guru?", "langkah": "lanjut"}
    step = parsed(ani.post("/forum/ajukan", typed))
    assert words(step.h1) == "Mungkin sudah terjawab"
    assert step.select_one(".near-list a[href='/forum/1']")
    assert step.select_one(".near-actions button[value=pratinjau]")
    kept = {**fields(step), "langkah": "lanjut"}
    assert words(parsed(ani.post("/forum/ajukan", kept)).h1) == "Periksa sebelum dikirim"
    back = parsed(ani.post("/forum/ajukan", {**kept, "langkah": "ubah"}))
    assert fields(back)["teks"] == typed["teks"]
    part = ani.post("/forum/ajukan", {**typed, "langkah": "serupa"}, x_requested_with="fragment")
    assert "<html" not in part.text
    assert parsed(part).select_one("a[href='/forum/1']")


def test_what_is_wrong_is_told_and_nothing_is_lost(scene: Scene, ani: Browser) -> None:
    wrong = {"judul": " ", "teks": "pendek", "kategori": "tidak-ada", "anonim": "ya", "langkah": "kirim"}
    sent = ani.post("/forum/ajukan", wrong)
    assert sent.status_code == 422
    page = parsed(sent)
    assert [str(one["href"]) for one in page.select(".error-summary a")] == ["#judul", "#teks", "#kategori"]
    assert fields(page)["teks"] == "pendek"
    assert page.select_one("#anonim[checked]")
    assert scene.forum.lists.own(scene.account("ani")).total == 0


def test_files_come_along_and_unsound_ones_stop_the_question(scene: Scene, ani: Browser) -> None:
    preview = fields(parsed(ani.post("/forum/ajukan", {**ASKED, "langkah": "lanjut"})))

    def send(*files: tuple[str, bytes]) -> tuple[int, str]:
        given = [("berkas", file) for file in files]
        headers = {"origin": ani.base, "accept": "text/html"}
        sent = ani.send(
            "POST", "/forum/ajukan", data={**preview, "langkah": "kirim"}, files=given, headers=headers
        )
        return sent.status_code, words(parsed(sent).select_one("[role=alert]"))

    status, text = send(("surat.pdf", PDF), ("jahat.html", b"<script>alert(1)</script>"))
    assert status == 422
    assert "jahat.html" in text
    assert send(("besar.txt", b"x" * 60_000))[0] == 422
    assert scene.forum.lists.own(scene.account("ani")).total == 0
    assert send(("surat.pdf", PDF))[0] == 303
    question = whole(scene, 1).question
    assert [one.name for one in scene.forum.attachments.of(scene.account("ani"), question.id)] == [
        "surat.pdf"
    ]


def test_a_form_that_is_sent_twice_asks_once(scene: Scene, ani: Browser) -> None:
    preview = fields(parsed(ani.post("/forum/ajukan", {**ASKED, "langkah": "lanjut"})))
    assert preview["kunci"]

    def send(**changed: str) -> str:
        headers = {"origin": ani.base, "accept": "text/html"}
        data = {**preview, "langkah": "kirim", **changed}
        files = [("berkas", ("surat.pdf", PDF))]
        sent = ani.send("POST", "/forum/ajukan", data=data, files=files, headers=headers)
        return str(sent.headers["location"])

    assert send() == send() == "/forum/1/terkirim"
    question = whole(scene, 1).question
    assert len(scene.forum.attachments.of(scene.account("ani"), question.id)) == 1
    # Going back and asking something else is another question, as is the same one from a new form.
    assert send(judul="Cuti tahunan") == "/forum/2/terkirim"
    again = fields(parsed(ani.post("/forum/ajukan", {**ASKED, "langkah": "lanjut", "dilihat": "ya"})))
    assert again["kunci"] != preview["kunci"]
    assert send(kunci=again["kunci"]) == "/forum/3/terkirim"


def test_a_form_of_another_site_is_refused(scene: Scene, ani: Browser) -> None:
    sent = ani.post("/forum/ajukan", {**ASKED, "langkah": "kirim"}, origin="https://lain.test")
    assert sent.status_code == 403
    assert ani.post("/forum/ajukan", {**ASKED, "langkah": "kirim", "csrf": "salah"}).status_code == 403
    assert scene.forum.lists.own(scene.account("ani")).total == 0


def test_a_chat_answer_becomes_a_question_with_what_was_tried(scene: Scene, ani: Browser) -> None:
    account = scene.account("ani")
    ani.owner = account.owner
    _, (first, second) = ani.talk("Berapa lama cuti besar?", UNANSWERED)
    led = ani.send("GET", f"/teruskan/{second.id}")
    assert led.headers["location"] == f"/forum/ajukan?jawaban={second.id}"
    form = ani.get(led.headers["location"])
    assert fields(form)["judul"] == UNANSWERED
    along = words(form.select_one(".along"))
    assert "Berapa lama cuti besar?" in along
    assert "Kami belum menemukan ketentuan" in along
    tried = words(ani.get(f"/forum/ajukan?jawaban={first.id}").select_one(".along"))
    assert "Pasal 316 ayat (1)" in tried
    assert scene.state.handovers.list() == []
    preview = parsed(ani.post("/forum/ajukan", {**fields(form), "langkah": "lanjut"}))
    assert ani.post("/forum/ajukan", {**fields(preview), "langkah": "kirim"}).status_code == 303
    (handed,) = scene.state.handovers.list()
    assert [one.question for one in handed.earlier] == ["Berapa lama cuti besar?"]
    assert handed.note == "Diteruskan ke forum sebagai pertanyaan nomor 1."
    again = ani.post("/forum/ajukan", {**fields(preview), "langkah": "kirim"})
    assert again.headers["location"] == "/forum/1/terkirim"
    assert scene.forum.lists.own(account).total == 1


def test_a_visitor_hands_over_as_before_and_is_offered_to_sign_in(scene: Scene, visitor: Browser) -> None:
    _, (exchange,) = visitor.talk(UNANSWERED)
    page = visitor.get(f"/teruskan/{exchange.id}")
    assert page.select_one(f"main a[href='/masuk?lanjut=%2Fteruskan%2F{exchange.id}']")
    sent = visitor.post(f"/teruskan/{exchange.id}", {})
    (kept,) = scene.state.handovers.list()
    assert sent.headers["location"] == f"/tindak-lanjut/{kept.receipt}"


def test_the_answer_of_somebody_else_cannot_be_carried_along(
    scene: Scene, ani: Browser, budi: Browser
) -> None:
    budi.owner = scene.account("budi").owner
    _, (exchange,) = budi.talk(UNANSWERED)
    ani.get(f"/forum/ajukan?jawaban={exchange.id}", 404)
    sent = ani.post("/forum/ajukan", {**ASKED, "jawaban": exchange.id, "langkah": "kirim", "dilihat": "ya"})
    assert sent.status_code == 404
    assert scene.forum.lists.own(scene.account("ani")).total == 0
