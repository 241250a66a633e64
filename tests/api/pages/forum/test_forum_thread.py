"""The page of a question: what each sees of it, and what its asker does with it."""

from datetime import UTC, datetime

import pytest

from api.forum.doubts import Subject, SubjectKind, raise_doubt
from api.forum.law_changes import ChangeKind, LawChange
from api.forum.models import Standing
from tests.api.forum.files import PDF
from tests.api.pages.forum.conftest import signed_in
from tests.api.pages.forum.scene import BIDANG, NIP, TEXT, Scene, parsed
from tests.api.pages.owned import Browser, words
from tests.api.pages.stub import TODAY
from tests.api.state.answers import HandClock


def test_everybody_reads_the_answer_with_its_citations_and_no_personal_data(
    scene: Scene, visitor: Browser
) -> None:
    scene.answered()
    page = visitor.get("/forum/1")
    assert words(page.h1) == "Cuti besar [NAMA-1]"
    assert NIP not in str(page)
    reply = page.select_one(".post")
    assert reply is not None
    assert "Ditinjau oleh Citra Dewi, petugas bidang Disiplin" in words(reply.select_one(".reviewed"))
    assert "20 November 2026" in words(reply.select_one(".reviewed"))
    marker = reply.select_one("a.marker")
    assert marker is not None
    assert marker["data-panel"] in [one.get("data-panel") for one in reply.select(".source-links a")]
    assert "Berlaku dengan perubahan" in words(reply.select_one(".sources"))
    opened = visitor.get(str(marker["data-panel"]))
    assert opened.select_one("mark.quoted")
    assert not page.select(".act-part, .follow, .history")
    assert page.select_one("main a[href='/masuk?lanjut=/forum/1']")


def test_nobody_else_learns_of_a_question_before_it_is_answered(
    scene: Scene, ani: Browser, budi: Browser, visitor: Browser
) -> None:
    scene.ask()
    assert "masuk dahulu" in words(visitor.get("/forum/1", 404).main)
    budi.get("/forum/1", 404)
    for path in ("/forum/2", "/forum/0", "/forum/x", "/forum/99999999999999999999"):
        assert "Pertanyaan tidak ditemukan" in words(ani.get(path, 404).h1)
    own = ani.get("/forum/1")
    assert words(own.select_one(".question-text")) == TEXT
    assert "Diajukan" in words(own.select_one(".badges"))


def test_a_holding_word_is_shown_to_its_asker_alone(
    scene: Scene, ani: Browser, budi: Browser, visitor: Browser
) -> None:
    question = scene.ask()
    scene.app.state.forum.posts.reply(
        scene.admin(), question.id, "Sedang kami periksa.", version=question.version, done=False
    )
    (post,) = ani.get("/forum/1").select(".post")
    assert words(post.h3) == "Balasan sementara"
    assert "Sedang kami periksa." in words(post)
    assert "hanya penanya dan petugas" in words(post.select_one(".origin"))
    for other in (budi, visitor):
        other.get("/forum/1", 404)
        assert "Cuti besar" not in words(other.get("/forum").main)


def test_a_reply_in_a_matter_for_a_person_is_shown_to_its_asker_alone(
    scene: Scene, ani: Browser, budi: Browser, visitor: Browser
) -> None:
    scene.publish(scene.ask(text="Saya menerima surat panggilan pemeriksaan disiplin. Bolehkah didampingi?"))
    (post,) = ani.get("/forum/1").select(".post")
    assert words(post.h3) == "Balasan petugas"
    assert "Hanya penanya dan petugas" in words(post.select_one(".note"))
    for other in (budi, visitor):
        other.get("/forum/1", 404)
        assert "Cuti besar" not in words(other.get("/forum").main)


def test_an_asker_says_more_and_what_cannot_be_added_is_kept(scene: Scene, ani: Browser) -> None:
    question = scene.ask()
    sent = ani.post("/forum/1/lanjutan", {"teks": "Saya guru."})
    assert sent.headers["location"] == "/forum/1?selesai=lanjutan"
    page = ani.get("/forum/1?selesai=lanjutan")
    assert "Saya guru." in words(page.select_one(".said-post"))
    assert "Penjelasan Anda sudah ditambahkan" in words(page.select_one("[role=status]"))
    assert ani.post("/forum/1/lanjutan", {"teks": "  "}).status_code == 422
    scene.publish(question)
    late = ani.post("/forum/1/lanjutan", {"teks": "Satu hal lagi."})
    assert late.status_code == 409
    closed = parsed(late)
    assert "sudah ditutup" in words(closed.select_one("[role=alert]"))
    assert words(closed.select_one("#teks-buka")) == "Satu hal lagi."


def test_a_closed_question_is_rated_and_opened_again(scene: Scene, ani: Browser) -> None:
    scene.answered()
    assert ani.post("/forum/1/nilai", {"bintang": "6"}).status_code == 422
    kept = parsed(ani.post("/forum/1/nilai", {"teks": "Jelas sekali."}))
    assert words(kept.select_one("#teks-nilai")) == "Jelas sekali."
    rated = ani.post("/forum/1/nilai", {"bintang": "4", "teks": "Jelas."})
    assert rated.headers["location"] == "/forum/1?selesai=nilai"
    page = ani.get("/forum/1")
    assert page.select_one("#bintang-4[checked]")
    assert "4 dari 5 (membantu)" in words(page.select_one("section[aria-labelledby=nilai]"))
    stale = ani.post("/forum/1/buka-kembali", {"teks": "Masih bingung.", "versi": "1"})
    assert stale.status_code == 409
    again = parsed(stale)
    assert "sudah berubah" in words(again.select_one("[role=alert]"))
    assert words(again.select_one("#teks-buka")) == "Masih bingung."
    version = again.select_one("form[action='/forum/1/buka-kembali'] input[name=versi]")
    assert version is not None
    opened = ani.post("/forum/1/buka-kembali", {"teks": "Masih bingung.", "versi": str(version["value"])})
    assert opened.headers["location"] == "/forum/1?selesai=buka"
    page = ani.get("/forum/1")
    assert not page.select_one("section[aria-labelledby=nilai]")
    assert page.select_one("#teks-lanjutan")
    late = parsed(ani.post("/forum/1/nilai", {"bintang": "2", "teks": "Ulasan panjang."}))
    assert words(late.select_one("#tulisan")) == "Ulasan panjang."


def test_a_question_closed_long_ago_stays_closed(
    scene: Scene, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scene.app.state.library, "today", lambda: TODAY)
    # It may be opened again for 14 days: until the 5th of November, which is today, and the day before.
    for number, (day, may) in enumerate(((22, True), (21, False)), 1):
        clock.now = datetime(2026, 10, day, 3, tzinfo=UTC)
        scene.answered()
        page = signed_in(scene, "ani").get(f"/forum/{number}")
        assert page.select(".act-part")
        assert bool(page.select("#teks-buka")) is may
        assert not page.select("#teks-lanjutan")


@pytest.mark.parametrize(
    ("standing", "told"),
    [(Standing.DOUBTED, "Jangan dijadikan pegangan dahulu"), (Standing.WITHDRAWN, "Balasan ditarik")],
)
def test_a_reply_that_may_not_be_relied_on_says_so(
    scene: Scene, ani: Browser, standing: Standing, told: str
) -> None:
    question = scene.ask()
    post = scene.publish(question)
    scene.stand(post, standing)
    assert told in words(ani.get("/forum/1").select_one(".posts"))


def test_a_reply_without_citations_says_that_it_has_none(scene: Scene, visitor: Browser) -> None:
    scene.publish(scene.ask(), cited=False, text="Ya,\nboleh.")
    reply = visitor.get("/forum/1").select_one(".post")
    assert "tidak mengutip peraturan" in words(reply)


def test_files_are_for_the_asker_and_the_officers_alone(
    scene: Scene, ani: Browser, budi: Browser, visitor: Browser
) -> None:
    question = scene.ask()
    headers = {"origin": ani.base, "accept": "text/html"}
    form = ani.get("/forum/1").select_one("form[action='/forum/1/lampiran'] input[name=csrf]")
    assert form is not None
    sent = ani.send(
        "POST",
        "/forum/1/lampiran",
        data={"csrf": str(form["value"])},
        files=[("berkas", ("surat.pdf", PDF))],
        headers=headers,
    )
    assert sent.headers["location"] == "/forum/1?selesai=lampiran"
    link = ani.get("/forum/1").select_one(".file-list a")
    assert link is not None
    got = ani.send("GET", str(link["href"]))
    assert (got.content, got.headers["content-disposition"]) == (
        PDF,
        "attachment; filename*=UTF-8''surat.pdf",
    )
    budi.get(str(link["href"]), 404)
    assert visitor.send("GET", str(link["href"]), headers={"accept": "text/html"}).status_code == 303
    scene.publish(question)
    assert not visitor.get("/forum/1").select(".file-list")
    assert budi.post(f"{link['href']}/hapus", {}).status_code == 404


def test_a_question_is_followed_and_no_more(scene: Scene, budi: Browser) -> None:
    question = scene.answered()
    account = scene.account("budi")
    assert "Ikuti pertanyaan ini" in words(budi.get("/forum/1").select_one(".follow"))
    assert budi.post("/forum/1/ikuti", {"ikuti": "ya"}).headers["location"] == "/forum/1?selesai=ikuti"
    assert scene.forum.notifications.is_subscribed(account, question.id)
    assert "Berhenti mengikuti" in words(budi.get("/forum/1").select_one(".follow"))
    budi.post("/forum/1/ikuti", {"ikuti": "tidak"})
    assert not scene.forum.notifications.is_subscribed(account, question.id)


def test_what_others_read_is_changed_by_the_asker_who_saw_the_newest(scene: Scene, ani: Browser) -> None:
    question = scene.ask()
    new = {"judul": f"Cuti guru {NIP}", "teks": "Berapa lama?", "anonim": "ya"}
    late = ani.post("/forum/1/naskah", {**new, "versi": "0"})
    assert late.status_code == 409
    assert words(parsed(late).select_one("#teks-umum")) == "Berapa lama?"
    sent = ani.post("/forum/1/naskah", {**new, "versi": str(question.version)})
    assert sent.headers["location"] == "/forum/1?selesai=naskah"
    scene.publish(question)
    shown = Browser(scene.app).get("/forum/1")
    assert words(shown.h1) == "Cuti guru [NIP-1]"
    assert "Anonim bertanya" in words(shown.select_one(".thread-question"))


def test_others_may_do_nothing_with_it(scene: Scene, budi: Browser, visitor: Browser) -> None:
    scene.answered()
    forms = {
        "lanjutan": {"teks": "Saya juga."},
        "buka-kembali": {"teks": "Saya juga.", "versi": "3"},
        "nilai": {"bintang": "1"},
        "naskah": {"teks": "Lain", "judul": "Lain", "versi": "3"},
    }
    for part, form in forms.items():
        assert budi.post(f"/forum/1/{part}", form).status_code == 403
        sent = visitor.post(f"/forum/1/{part}", form)
        # Where something was written it is kept on the page to sign in.
        assert sent.status_code == (401 if "teks" in form and " " in form["teks"] else 303)


def test_the_history_is_the_askers_and_tells_nothing_that_stays_among_officers(
    scene: Scene, ani: Browser, budi: Browser
) -> None:
    question = scene.ask()
    admin = scene.admin()
    scene.forum.posts.note(admin, question.id, "Rahasia kita.")
    scene.publish(question)
    page = ani.get("/forum/1")
    told = words(page.select_one(".history"))
    for part in ("Pertanyaan diajukan", "Balasan terbit", "Status menjadi selesai"):
        assert part in told
    assert "Rahasia" not in str(page)
    assert "Catatan" not in told
    assert not budi.get("/forum/1").select(".history")
    officer = signed_in(scene, "citra").get("/forum/1")
    assert "Rahasia kita." in words(officer.select_one(".posts"))
    assert not officer.select(".act-part")


def test_a_reply_in_doubt_names_what_changed(scene: Scene, visitor: Browser) -> None:
    post = scene.publish(scene.ask())
    scene.stand(post, Standing.DOUBTED)
    subject = Subject(kind=SubjectKind.REPLY, id=post, title="Cuti", bidang_id=BIDANG)
    law = "pp-11-2017/pasal-316/ayat-1"
    change = LawChange(provision_id=law, kind=ChangeKind.REPEALED, before="", after="", reason="Diubah.")
    with scene.state.database.writing("ragu") as session:
        raise_doubt(session, subject, [change], snapshot="s2", at=scene.clock())
    link = visitor.get("/forum/1").select_one(".note.tone-warn a")
    assert link is not None
    assert words(link) == "Pasal 316 ayat (1) PP Nomor 11 Tahun 2017"
    assert link["href"] == f"/peraturan/ketentuan/{law}"
