"""On the officers' pages: moving and assigning, replies written alone, practice, the bound of high risk."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup

from api.forum.models import QuestionState
from api.forum.review_words import ReviewRules
from assistant.models import Check
from tests.api.forum.reviewed import drafted
from tests.api.pages.browser import WindowlessBrowser
from tests.api.pages.test_review_pages import alert, opened, said, send, url
from tests.api.pages.work_desk import WorkDesk, fields, work_desk

CITED = "Cuti tahunan lamanya 12 hari kerja. [Pasal 2 ayat (1) PP 91/2019]"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkDesk]:
    with work_desk(tmp_path_factory.mktemp("kerja")) as made:
        yield made


@pytest.fixture
def citra(desk: WorkDesk) -> WindowlessBrowser:
    return desk.browser("citra")


def options(page: BeautifulSoup, field: str) -> dict[str, str]:
    return {str(one["value"]): one.text for one in page.select(f"#{field} option")}


def test_a_question_is_moved_to_a_bidang_without_a_category(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question = desk.ask()
    page = citra.page(url(question))
    assert options(page, "pindah")["bidang:pensiun"] == "Pensiun dan Pemberhentian, tanpa kategori"
    done = send(citra, page, "/pindah", kategori="bidang:disiplin-kinerja")
    assert "Pertanyaan sudah dipindahkan" in said(done)
    assert desk.thread(question).question.category_id is None
    send(citra, done, "/pindah", kategori="bidang:pensiun")
    citra.page(url(question), 404)


def test_a_question_is_given_to_a_colleague(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question = desk.ask()
    dodi = desk.people["dodi"]
    page = citra.page(url(question))
    given = options(page, "petugas")
    assert given[dodi.id] == dodi.name
    assert desk.people["eka"].id not in given
    done = send(citra, page, "/tugaskan", petugas=dodi.id, catatan_tugas="tolong ya")
    assert said(done) == "Pertanyaan sudah ditugaskan."
    assert desk.thread(question).question.assignee_id == dodi.id
    assert dodi.id not in options(done, "petugas")
    again = send(citra, done, "/tugaskan", petugas=desk.people["eka"].id)
    assert "tidak bertugas di bidang" in alert(again)


def test_a_reply_written_alone_shows_its_checks_before_it_is_published(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    question = desk.ask()
    page = citra.page(url(question))
    first = send(citra, page, "/balas", sendiri=CITED, tutup="ya")
    assert "Baca dahulu" in alert(first)
    assert "Tidak ada yang menghalangi" in first.select_one("#hasil-sendiri").text  # type: ignore[union-attr]
    changed = send(citra, first, "/balas", sendiri=CITED.replace("12", "13"), tutup="ya")
    assert "Belum dapat terbit" in changed.select_one("#hasil-sendiri").text  # type: ignore[union-attr]
    assert desk.replies(question) == []
    done = send(citra, first, "/balas", tutup="ya")
    assert said(done) == "Balasan Anda sudah terbit."
    public = desk.browser("eka").page(f"/forum/{question.number}")
    assert "Ditulis sendiri oleh" in public.text
    assert "Tanpa dasar hukum" not in public.text


def test_a_reply_without_a_basis_is_marked_for_everybody(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question = desk.ask()
    first = send(citra, citra.page(url(question)), "/balas", sendiri="Silakan datang ke loket.")
    assert "tanpa dasar hukum" in first.select_one("#hasil-sendiri").text  # type: ignore[union-attr]
    send(citra, first, "/balas", tutup="ya")
    public = desk.browser("eka").page(f"/forum/{question.number}")
    assert "Tanpa dasar hukum" in public.text
    assert "pernyataan petugas sendiri" in public.text
    assert desk.thread(question).question.state is QuestionState.DONE


def test_personal_data_is_masked_with_a_button(desk: WorkDesk, citra: WindowlessBrowser) -> None:
    question = desk.ask()
    page = citra.page(url(question))
    assert page.select_one('button[formaction*="samarkan"]') is None
    first = send(citra, page, "/balas", sendiri="Hubungi ani@contoh.go.id.", tutup="ya")
    assert "data pribadi" in first.select_one("#hasil-sendiri").text  # type: ignore[union-attr]
    refused = send(citra, first, "/balas", tutup="ya")
    assert "data pribadi" in alert(refused)
    button = first.select_one('button[formaction*="samarkan"]')
    assert button is not None
    sent = {**fields(first, "/balas"), "tutup": "ya"}
    sent.pop("csrf")
    hidden = citra.post(str(button["formaction"]).partition("#")[0], **sent)
    masked = BeautifulSoup(hidden.text, "lxml")
    assert "ani@contoh.go.id" not in fields(masked, "/balas")["sendiri"]
    assert said(send(citra, masked, "/balas", tutup="ya")) == "Balasan Anda sudah terbit."


def test_what_was_noted_with_a_draft_stands_among_its_checks(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    told = "Pertanyaannya tampaknya tentang Mutasi, sedangkan sumber draf ini tentang Cuti."
    noted = drafted().model_copy(update={"checks": (Check(name="topic", passed=False, detail=told),)})
    question, _ = desk.draft(noted)
    page = opened(citra, question)
    assert told in page.text
    assert "Pokok soal" in page.text


def test_an_officer_joins_and_leaves_practice_and_sees_their_own_rate(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    training = desk.app.state.review.training
    page = citra.page("/kerja/latihan")
    assert "tidak ikut" in page.text
    assert "tidak mengadakan latihan" in page.text
    page = citra.page(citra.post("/kerja/latihan", ikut="ya").headers["location"])
    assert "Anda ikut latihan." in said(page)
    assert training.is_wanted(desk.people["citra"].id)
    assert "Belum ada draf latihan yang Anda putuskan." in page.text
    desk.rules(ReviewRules(seeded_share=1.0))
    question, _ = desk.draft()
    page = opened(citra, question)
    send(citra, page, f"/draf/{desk.current(question).id}/tolak", alasan="salah")
    assert "1 dari 1" in citra.page("/kerja/latihan").text
    assert "1 dari 1" not in desk.browser("gita").page("/kerja/latihan").text
    citra.post("/kerja/latihan", ikut="tidak")
    assert not training.is_wanted(desk.people["citra"].id)
    assert desk.browser("dodi").send("GET", "/kerja/latihan").status_code == 403
    desk.rules(ReviewRules())


def test_one_bound_of_high_risk_holds_for_words_queue_and_second_reader(
    desk: WorkDesk, citra: WindowlessBrowser
) -> None:
    desk.rules(ReviewRules(high_risk=0.3))
    question, _ = desk.draft(risk=0.4, asked=desk.ask("Batas risiko"))
    page = citra.page("/kerja?kata=Batas&risiko=tinggi")
    assert "Risiko tinggi" in page.select_one(".work-line").text  # type: ignore[union-attr]
    assert "pembaca kedua" in opened(citra, question).text
    desk.rules(ReviewRules(high_risk=0.9))
    assert citra.page("/kerja?kata=Batas&risiko=tinggi").select(".work-line") == []
    assert "Risiko rendah" in citra.page(url(question)).text
    desk.rules(ReviewRules())
