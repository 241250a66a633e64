"""The officers' pages: the queue, the split page, and every action, refused and taken."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import update

from api.forum.models import DraftState, ForumQuestion, Priority, QuestionState
from api.forum.review_words import ReviewRules
from api.forum.saved_replies import SavedReplies
from api.pages.review_actions import with_words
from api.state.clock import utc_now
from api.state.columns import new_id
from api.state.draft_tables import DraftRow, JobRow
from api.state.forum_tables import QuestionRow
from api.state.routing_tables import RoutingRow
from assistant.models import AnswerStatus, Claim
from tests.api.forum.reviewed import CLAIMS, drafted
from tests.api.pages.browser import WindowlessBrowser
from tests.api.pages.work_desk import WorkDesk, fields, work_desk

RIGHT, WRONG = "12 hari", "13 hari"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkDesk]:
    with work_desk(tmp_path_factory.mktemp("kerja")) as desk:
        yield desk


@pytest.fixture
def desk(whole: WorkDesk) -> WorkDesk:
    """With the usual rules, and nobody practising."""
    whole.rules(ReviewRules())
    for person in whole.people.values():
        whole.app.state.review.training.set(person.id, wanted=False)
    return whole


@pytest.fixture
def citra(desk: WorkDesk) -> WindowlessBrowser:
    return desk.browser("citra")


def url(question: ForumQuestion) -> str:
    return f"/kerja/{question.number}"


def opened(browser: WindowlessBrowser, question: ForumQuestion) -> BeautifulSoup:
    """The page after its draft was opened."""
    page = browser.page(url(question))
    form = page.select_one('form[action$="/buka"]')
    assert form is not None
    response = browser.post(str(form["action"]))
    assert (response.status_code, response.headers["location"]) == (303, f"{url(question)}#draf")
    return browser.page(url(question))


def send(browser: WindowlessBrowser, page: BeautifulSoup, action: str, **values: str) -> BeautifulSoup:
    """Send a form of a page with other values, by the button of an action; what follows."""
    form = page.select_one(f'form[action$="{action}"]')
    button = page.select_one(f'button[formaction$="{action}"], button[formaction*="{action}#"]')
    target, of = (form, form) if form else (button, button.find_parent("form") if button else None)
    assert target is not None, action
    assert of is not None, action
    sent = {**fields(page, str(of["action"])), **values}
    sent.pop("csrf")
    address = str(target.get("formaction") or target["action"])
    response = browser.post(address.partition("#")[0], **sent)
    if response.status_code == 303:
        return browser.page(response.headers["location"])
    found = BeautifulSoup(response.text, "lxml")
    found.status = response.status_code  # type: ignore[attr-defined]  # for the test to look at
    return found


def status_of(page: BeautifulSoup) -> int:
    return int(getattr(page, "status", None) or 200)


def alert(page: BeautifulSoup) -> str:
    found = page.select_one("[role=alert]")
    return found.text.strip() if found else ""


def said(page: BeautifulSoup) -> str:
    found = page.select_one("main [role=status]")
    return found.text.strip() if found else ""


def numbers(page: BeautifulSoup) -> list[int]:
    return [int(one.text.lstrip("#")) for one in page.select(".work-number")]


def test_the_queue_has_tabs_filters_and_orders(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    low, _ = desk.draft(risk=0.1, asked=desk.ask("Antrean rendah"))
    high, _ = desk.draft(risk=0.8, asked=desk.ask("Antrean tinggi"))
    bare = desk.ask("Antrean tanpa draf")
    with desk.state.database.writing("target") as session:
        session.get_one(QuestionRow, low.id).reply_due = utc_now() - timedelta(days=7)
    desk.forum.work.take_over(desk.people["citra"], bare.id, version=1)
    page = citra.page("/kerja?kata=Antrean")
    assert numbers(page) == [high.number, low.number]
    lines = [line.text for line in page.select(".work-line")]
    assert "Risiko tinggi" in lines[0]
    assert "Risiko rendah" in lines[1]
    assert "Target balasan lewat" in lines[1]
    assert "hari kerja" in lines[1]
    assert "Disiplin dan Kinerja · Cuti" in lines[0]
    assert numbers(citra.page("/kerja?kata=Antrean&urut=usia")) == [low.number, high.number]
    assert numbers(citra.page("/kerja?kata=Antrean&risiko=tinggi")) == [high.number]
    assert numbers(citra.page("/kerja?kata=Antrean&tab=saya")) == [bare.number]
    assert numbers(citra.page("/kerja?kata=Antrean&tab=bebas&urut=usia")) == [low.number, high.number]
    assert numbers(citra.page("/kerja?kata=Antrean&tab=semua&usia=1")) == []
    assert numbers(citra.page("/kerja?kata=Antrean&skor=jangan_diterbitkan")) == []
    assert numbers(citra.page("/kerja?kata=Antrean&kategori=cuti&status=dikerjakan&tab=semua")) == [
        bare.number
    ]
    assert numbers(citra.page("/kerja?kata=Antrean&urut=%00&usia=x&hal=x&tab=x&status=x")) == numbers(page)


def test_other_bidang_see_nothing_and_may_do_nothing(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, draft = desk.draft()
    eka, ani = desk.browser("eka"), desk.browser("ani")
    assert question.number not in numbers(eka.page("/kerja?tab=semua"))
    eka.page(url(question), 404)
    ani.page(url(question), 403)
    assert desk.browser("citra").page(url(question))
    assert WindowlessBrowser(desk.app).send("GET", url(question)).headers["location"].startswith("/masuk")
    eka.page("/kerja")
    ani.page("/privasi/hapus")
    one = f"{url(question)}/draf/{draft.id}"
    reading = f"{url(question)}/bacaan/x"
    actions = (
        "ambil",
        "kembalikan",
        "pindah",
        "prioritas",
        "selesai",
        "tolak",
        "catatan",
        "draf-baru",
        "balas",
    )
    paths = [f"{url(question)}/{action}" for action in (*actions, "sisip")] + [reading]
    paths += [
        f"{one}/{action}" for action in ("buka", "lepas", "terima", "terbit", "periksa", "tolak", "kedua")
    ]
    for path in paths:
        assert eka.post(path, versi="1", draf_versi="1", utas_versi="1").status_code == 404, path
        assert ani.post(path, versi="1", draf_versi="1", utas_versi="1").status_code == 403, path
    assert desk.thread(question).question == question
    assert desk.current(question).state is DraftState.SCORED


def test_a_draft_of_another_question_is_not_meant(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, _ = desk.draft()
    _, other = desk.draft()
    citra.page(url(question))
    for action in ("buka", "lepas", "terima", "terbit", "periksa", "tolak", "kedua"):
        path = f"{url(question)}/draf/{other.id}/{action}"
        sent = citra.post(path, draf_versi="1", utas_versi="1", teks="Baik.", alasan="salah")
        assert sent.status_code == 404, path
    for number in ("0", "999999", "1x", "99999999999999999999"):
        citra.page(f"/kerja/{number}", 404)


def test_operators_read_drafts_but_decide_nothing(desk: WorkDesk) -> None:
    question, draft = desk.draft()
    dodi = desk.browser("dodi")
    page = dodi.page(url(question))
    assert CLAIMS[0].text in page.text
    assert page.select_one('form[action$="/buka"]') is None
    assert page.select_one('form[action$="/balas"]') is None
    assert dodi.post(f"{url(question)}/draf/{draft.id}/buka").status_code == 403
    assert dodi.post(f"{url(question)}/balas", sendiri="Ya.", versi="1").status_code == 403
    assert desk.replies(question) == []


def test_forms_of_elsewhere_are_refused(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, draft = desk.draft()
    citra.page(url(question))
    for path in (f"{url(question)}/ambil", f"{url(question)}/draf/{draft.id}/buka"):
        assert citra.send("POST", path, {"csrf": "x", "versi": "1"}).status_code == 403
    assert desk.current(question).state is DraftState.SCORED


def test_a_draft_is_read_once_opened_with_its_citations_and_checks(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    question, draft = desk.draft()
    with desk.state.database.writing("saran") as session:
        likely = {"category_id": "cuti", "bidang_id": "disiplin-kinerja", "probability": 0.87}
        values = {"suggestions": [likely], "probability": 0.87, "corrected_to": ""}
        session.add(RoutingRow(id=new_id(), question_id=question.id, at=utc_now(), **values))
    sealed = citra.page(url(question))
    assert CLAIMS[0].text not in sealed.text
    assert "Saran perutean: Cuti (87 %)" in sealed.text
    page = opened(citra, question)
    assert desk.current(question).state is DraftState.IN_REVIEW
    marker = page.select_one(".draft a.marker")
    assert marker is not None
    shown = citra.page(str(marker["href"]))
    assert shown.select_one("mark.quoted") is not None
    assert page.select_one("#sumber-lepas-1-1 .badge") is not None
    assert "Setiap pasal yang dirujuk memang ada di pustaka." in page.text
    assert draft.snapshot in page.text
    assert "kecil" in page.text
    assert page.select_one('form[action$="/terima"]') is not None
    other = desk.browser("gita").page(url(question))
    assert "Sedang ditinjau Citra Dewi" in other.text
    assert other.select_one('form[action$="/buka"]') is None


def test_a_draft_is_accepted(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, _ = desk.draft()
    page = send(citra, opened(citra, question), "/terima")
    assert said(page) == "Balasan sudah terbit."
    assert "Diterima Citra Dewi" in " ".join(page.select(".decision")[0].text.split())
    assert len(desk.replies(question)) == 1
    assert page.select_one('form[action$="/terima"]') is None


def test_an_edited_text_is_checked_compared_and_published(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, _ = desk.draft()
    page = opened(citra, question)
    text = fields(page, "/terbit")["teks"]
    wrong = text.replace(RIGHT, WRONG, 1)
    checked = send(citra, page, "/periksa", teks=wrong)
    assert status_of(checked) == 200
    assert "“13 hari kerja” tidak ada dalam rujukan." in checked.select_one(".trouble-list").text  # type: ignore[union-attr]
    assert [one.text for one in checked.select("del")] == ["12"]
    assert [one.text for one in checked.select("ins")] == ["13"]
    assert fields(checked, "/terbit")["teks"] == wrong
    refused = send(citra, checked, "/terbit", teks=wrong)
    assert status_of(refused) == 422
    assert "belum dapat diterbitkan" in alert(refused)
    assert fields(refused, "/terbit")["teks"] == wrong
    assert refused.select_one(".trouble-list") is not None
    done = send(citra, refused, "/terbit", teks=f"Yth. Ibu Ani,\n{text}")
    assert said(done) == "Balasan sudah terbit dengan suntingan Anda."
    assert desk.current(question).state is DraftState.ACCEPTED_WITH_EDITS
    assert "Yth. Ibu Ani," in desk.replies(question)[0]


def test_a_script_gets_the_check_alone(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, draft = desk.draft()
    page = opened(citra, question)
    form = {**fields(page, "/terbit"), "teks": "Lamanya 13 hari kerja. [1]"}
    path, site = f"{url(question)}/draf/{draft.id}/periksa", "http://tanya.test"
    response = citra.send("POST", path, form, origin=site, **{"x-requested-with": "fragment"})
    assert response.status_code == 200
    assert "<html" not in response.text
    assert "data-summary" in response.text
    empty = citra.send("POST", path, {**form, "teks": " "}, origin=site, **{"x-requested-with": "fragment"})
    assert "Balasan harus diisi" in empty.text
    assert status_of(send(citra, page, "/periksa", teks=" ")) == 422


def test_a_draft_is_rejected_with_a_reason(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, _ = desk.draft()
    page = opened(citra, question)
    reject = f"/draf/{desk.current(question).id}/tolak"
    bare = send(citra, page, reject, alasan="", catatan_tolak="Kurang tepat")
    assert (status_of(bare), alert(bare)) == (422, "Pilih alasan penolakannya.")
    assert fields(bare, reject)["catatan_tolak"] == "Kurang tepat"
    refused = send(citra, bare, reject, alasan="lainnya", catatan_tolak="")
    assert (status_of(refused), "Catatan" in alert(refused)) == (422, True)
    done = send(citra, refused, reject, alasan="tidak_lengkap", catatan_tolak="Tata caranya?")
    assert "Draf ditolak" in said(done)
    assert "Tidak lengkap: Tata caranya?" in done.select(".decision")[0].text
    assert desk.thread(question).question.state is QuestionState.SUBMITTED
    assert question.number in numbers(citra.page("/kerja?tab=semua"))
    assert question.number not in numbers(citra.page("/kerja"))


def test_two_officers_decide_and_the_second_loses_nothing(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, draft = desk.draft()
    page = opened(citra, question)
    with desk.state.database.writing("lewat") as session:
        session.get_one(DraftRow, draft.id).lease_until = utc_now() - timedelta(minutes=1)
    gita = desk.browser("gita")
    send(gita, opened(gita, question), "/terima")
    late = send(citra, page, "/terbit", teks="Suntingan yang lama saya kerjakan.")
    assert status_of(late) == 409
    assert "tulisan Anda masih ada" in alert(late)
    assert "Suntingan yang lama saya kerjakan." in late.select_one(".leftover textarea").text  # type: ignore[union-attr]
    assert "Diterima Gita Sari" in " ".join(late.select(".decision")[0].text.split())
    assert len(desk.replies(question)) == 1


def test_a_newer_post_stands_in_the_way(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, _ = desk.draft()
    page = opened(citra, question)
    desk.forum.posts.follow_up(desk.people["ani"], question.id, "Saya sudah bekerja dua tahun.")
    late = send(citra, page, "/terima")
    assert status_of(late) == 409
    assert "kiriman baru" in alert(late)
    assert "Saya sudah bekerja dua tahun." in late.text
    assert "sedang disusun" in late.text
    assert desk.replies(question) == []
    reject = str(page.select('form[action$="/tolak"]')[-1]["action"])
    stale = send(citra, page, reject, alasan="salah", catatan_tolak="Simpan catatan ini")
    assert status_of(stale) == 409
    assert "Simpan catatan ini" in stale.text


def test_a_failed_draft_has_no_button_to_accept_and_says_why(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    wrong = CLAIMS[0].model_copy(update={"text": "Cuti tahunan lamanya 99 hari kerja."})
    question, draft = desk.draft(drafted(wrong))
    page = opened(citra, question)
    assert page.select_one('form[action$="/terima"]') is None
    assert "Draf tidak dapat diterima apa adanya" in page.text
    assert "“99 hari kerja” tidak ada dalam rujukan" in page.text
    seen = fields(page, "/terbit")
    forced = citra.post(
        f"{url(question)}/draf/{draft.id}/terima", **{k: seen[k] for k in seen if k != "csrf"}
    )
    assert forced.status_code == 409
    none, _ = desk.draft(drafted(Claim(text="Belum ditemukan."), status=AnswerStatus.NO_SOURCE))
    assert "tidak menemukan sumber" in opened(citra, none).text
    assert desk.replies(question) == []


def test_a_risky_draft_goes_out_with_a_second_reader(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, _ = desk.draft(risk=0.8)
    page = opened(citra, question)
    assert page.select_one('form[action$="/terima"]') is None
    assert "Minta pembaca kedua" in page.text
    text = fields(page, "/terbit")["teks"]
    asked = send(citra, page, "/kedua", teks=text)
    assert "diberi tahu untuk membaca" in said(asked)
    assert "Menunggu dibaca" in asked.text
    gita = desk.browser("gita")
    theirs = gita.page(url(question))
    assert CLAIMS[0].text in theirs.select_one(".second-text").text  # type: ignore[union-attr]
    form = theirs.select_one('form[action*="/bacaan/"]')
    assert form is not None
    reading = str(form["action"])
    assert status_of(send(gita, theirs, reading, pendapat="tidak-setuju")) == 422
    assert status_of(send(gita, theirs, reading, pendapat="")) == 422
    assert "setuju diterbitkan" in said(send(gita, theirs, reading, pendapat="setuju"))
    assert status_of(send(gita, theirs, reading, pendapat="setuju")) == 409
    ready = citra.page(url(question))
    assert said(send(citra, ready, "/terima")) == "Balasan sudah terbit."
    assert len(desk.replies(question)) == 1


def test_practice_looks_the_same_and_the_truth_is_told_after(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    desk.rules(ReviewRules(seeded_share=1.0))
    desk.app.state.review.training.set(desk.people["citra"].id, wanted=True)
    for decide, word in (("/terima", "terlewat"), ("/tolak", "menemukannya")):
        question, good = desk.draft()
        page = opened(citra, question)
        wrong = desk.current(question)
        assert wrong.seeded_error
        assert wrong.seeded_error not in page.text
        assert "draf latihan" not in page.text.lower()
        action = f"/draf/{wrong.id}{decide}"
        told = send(citra, page, action, **({"alasan": "salah"} if decide == "/tolak" else {}))
        assert word in said(told)
        assert wrong.seeded_error in said(told)
        assert desk.replies(question) == []
        assert desk.current(question).id == good.id
        assert told.select_one('form[action$="/buka"]') is not None


def test_a_draft_is_released(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, _ = desk.draft()
    page = send(citra, opened(citra, question), "/lepas")
    assert "dilepas" in said(page)
    assert desk.current(question).state is DraftState.SCORED


def test_a_question_is_taken_passed_on_noted_and_closed(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question = desk.ask("Urusan lengkap")
    page = send(citra, citra.page(url(question)), "/ambil")
    assert desk.thread(question).question.assignee_id == desk.people["citra"].id
    stale = citra.post(f"{url(question)}/kembalikan", versi="1", alasan_kembali="Saya cuti")
    assert stale.status_code == 409
    assert 'value="Saya cuti"' in stale.text
    assert status_of(send(citra, page, "/kembalikan", alasan_kembali="")) == 422
    page = send(citra, page, "/kembalikan", alasan_kembali="Saya cuti")
    assert desk.thread(question).question.assignee_id is None
    page = send(citra, page, "/prioritas", prioritas="mendesak")
    assert desk.thread(question).question.priority is Priority.URGENT
    assert status_of(send(citra, page, "/prioritas", prioritas="x")) == 422
    page = send(citra, page, "/catatan", catatan="Sudah ditelepon.")
    assert "Sudah ditelepon." in page.text
    assert status_of(send(citra, page, "/catatan", catatan="  ")) == 422
    assert page.select_one('form[action$="/selesai"]') is None
    assert citra.post(f"{url(question)}/selesai", versi="3").status_code == 409
    page = send(citra, page, "/tolak", alasan_tolak="Bukan urusan kepegawaian.")
    assert desk.thread(question).question.state is QuestionState.REJECTED
    assert page.select_one('form[action$="/ambil"]') is None
    assert page.select_one('form[action$="/balas"]') is None
    lost = citra.post(f"{url(question)}/balas", versi="1", sendiri="Panjang sekali.")
    assert (lost.status_code, "Panjang sekali." in lost.text) == (409, True)


def test_a_question_that_moves_away_leaves_the_officers_pages(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    question = desk.ask("Pindah bidang")
    page = citra.page(url(question))
    other = page.select_one('option[value="batas-usia-pensiun"]')
    assert other is not None
    moved = send(citra, page, "/pindah", kategori=str(other["value"]))
    assert "Pertanyaan sudah dipindahkan" in said(moved)
    citra.page(url(question), 404)
    desk.browser("eka").page(url(question))


def test_another_draft_is_asked_for(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question, _ = desk.draft()
    with desk.state.database.writing("selesai") as session:
        session.execute(update(JobRow).where(JobRow.kind == "draft").values(state="selesai"))
    page = send(citra, citra.page(url(question)), "/draf-baru", arahan="Jelaskan tata caranya")
    assert "Draf lain sedang disusun" in said(page)
    again = citra.post(f"{url(question)}/draf-baru", arahan="Lagi")
    assert (again.status_code, "sedang disusun" in again.text) == (409, True)


def test_saved_replies_are_inserted_and_a_reply_is_written_alone(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    saved = SavedReplies(desk.state.database).add(
        desk.people["citra"], "disiplin-kinerja", "Penutup", "Semoga membantu."
    )
    question, _ = desk.draft()
    page = opened(citra, question)
    before = fields(page, "/terbit")["teks"]
    inserted = citra.post(f"{url(question)}/sisip", teks=before, tersimpan=saved.id)
    after = fields(BeautifulSoup(inserted.text, "lxml"), "/terbit")["teks"]
    assert after == before.replace("\n\nDasar:", "\nSemoga membantu.\n\nDasar:")
    assert citra.post(f"{url(question)}/sisip", teks=before, tersimpan="x").status_code == 422
    alone = citra.post(f"{url(question)}/sisip", sendiri="Dua belas hari.", tersimpan=saved.id)
    page = BeautifulSoup(alone.text, "lxml")
    assert fields(page, "/balas")["sendiri"] == "Dua belas hari.\nSemoga membantu."
    first = send(citra, page, "/balas", tutup="ya")
    assert "Baca dahulu hasil pemeriksaannya" in alert(first)
    assert "tanpa dasar hukum" in first.select_one("#hasil-sendiri").text
    assert desk.replies(question) == []
    done = send(citra, first, "/balas", tutup="ya")
    assert said(done) == "Balasan Anda sudah terbit."
    assert desk.replies(question) == ["Dua belas hari.\nSemoga membantu."]
    assert desk.thread(question).question.state is QuestionState.DONE


def test_words_go_before_the_list_of_sources() -> None:
    assert (
        with_words("Ya. [1]\r\n\r\nDasar:\r\n[1] Pasal 2", "Salam.")
        == "Ya. [1]\nSalam.\n\nDasar:\n[1] Pasal 2"
    )
    assert with_words("", "Salam.") == "Salam."
    assert with_words("Ya.", "Salam.") == "Ya.\nSalam."


def test_nothing_that_people_write_becomes_markup(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    evil = "<script>alert(1)</script>"
    question, _ = desk.draft(asked=desk.ask(f"Judul {evil}", f"Isi {evil} yang cukup panjang"))
    desk.forum.posts.note(desk.people["dodi"], question.id, evil)
    page = opened(citra, question)
    bad = citra.post(f"{url(question)}/draf/{desk.current(question).id}/terbit", teks=evil, draf_versi="x")
    for html in (str(page), bad.text, citra.send("GET", "/kerja?kata=" + evil).text):
        assert "<script>alert" not in html
    assert fields(BeautifulSoup(bad.text, "lxml"), "/terbit")["teks"] == evil
