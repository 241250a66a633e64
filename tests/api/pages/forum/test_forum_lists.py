"""Lists of the forum: what was answered, one's own questions, notifications and their count."""

from api.forum.models import Standing
from api.forum.notifying import Notice
from api.state.forum_tables import NotificationRow
from tests.api.pages.forum.conftest import signed_in
from tests.api.pages.forum.scene import Scene
from tests.api.pages.owned import Browser, words


def test_answered_questions_are_found_by_words_and_category(scene: Scene, visitor: Browser) -> None:
    assert "Belum ada pertanyaan yang dijawab" in words(visitor.get("/forum").main)
    scene.answered(title="Cuti besar guru", text="Berapa lama cuti besar untuk guru?")
    scene.answered("budi", title="Hukuman disiplin ringan", text="Apa saja hukumannya?", category="disiplin")
    scene.ask("budi", title="Belum dijawab")
    page = visitor.get("/forum")
    assert [words(one) for one in page.select(".talk h2")] == ["Hukuman disiplin ringan", "Cuti besar guru"]
    assert "Dijawab oleh petugas bidang Disiplin" in words(page.select_one(".talk"))
    assert "20 November 2026" in words(page.select_one(".talk"))
    found = visitor.get("/forum?cari=cuti+guru")
    assert [str(one["href"]) for one in found.select(".talk h2 a")] == ["/forum/1"]
    assert not visitor.get("/forum?cari=cuti&kategori=disiplin").select(".talk")
    assert [str(one["href"]) for one in visitor.get("/forum?kategori=cuti").select(".talk a")] == ["/forum/1"]


def test_questions_that_are_alike_are_offered_where_few_have_the_words(
    scene: Scene, visitor: Browser
) -> None:
    scene.answered(title="Cuti besar guru", text="Berapa lama cuti besar untuk guru sekolah?")
    page = visitor.get("/forum?cari=lama+cuti+besar+guru+honorer")
    assert not page.select(".talk")
    assert page.select_one(".near-list a[href='/forum/1']")


def test_long_lists_come_in_pages(scene: Scene, ani: Browser) -> None:
    for number in range(21):
        asked = scene.ask(title=f"Cuti ke-{number}")
        if number < 20:
            scene.forum.work.reject(scene.admin(), asked.id, "Ganda.", version=asked.version)
    first = ani.get("/forum/saya")
    assert len(first.select(".talk")) == 20
    second = str(first.select_one(".paging a[rel=next]")["href"])  # type: ignore[index]  # it is there
    assert second == "/forum/saya?hal=2"
    assert [words(one) for one in ani.get(second).select(".talk h2")] == ["Cuti ke-0"]
    rejected = ani.get("/forum/saya?status=ditolak")
    assert rejected.select_one(".state-filter a[aria-current]")["href"] == "/forum/saya?status=ditolak"  # type: ignore[index]  # it is there
    assert rejected.select_one(".paging") is None
    assert "Tidak ada pertanyaan di halaman ini" in words(ani.get("/forum/saya?hal=9").main)
    assert "Tidak ada pertanyaan Anda yang selesai" in words(ani.get("/forum/saya?status=selesai").main)


def test_ones_own_questions_tell_where_they_stand(scene: Scene, ani: Browser, visitor: Browser) -> None:
    scene.answered()
    scene.ask(title="Yang kedua")
    page = ani.get("/forum/saya")
    assert [words(one.select_one(".badge")) for one in page.select(".talk")] == ["Diajukan", "Selesai"]
    sent = visitor.send("GET", "/forum/saya", headers={"accept": "text/html"})
    assert sent.headers["location"] == "/masuk?lanjut=%2Fforum%2Fsaya"


def test_notifications_are_counted_in_the_head_and_read(
    scene: Scene, ani: Browser, budi: Browser, visitor: Browser
) -> None:
    question = scene.answered()
    scene.answered(title="Yang kedua")
    assert words(ani.get("/").select_one(".bell")) == "Pemberitahuan, 2 belum dibaca 2"
    page = ani.get("/pemberitahuan")
    assert len(page.select(".told.is-new")) == 2
    assert "sudah dibalas" in words(page.select_one(".told-list"))
    one = page.select_one("input[name=satu]")
    assert one is not None
    assert budi.post("/pemberitahuan", {"satu": str(one["value"])}).status_code == 303
    assert words(ani.get("/").select_one(".bell-count")) == "2"
    ani.post("/pemberitahuan", {"satu": str(one["value"])})
    assert words(ani.get("/").select_one(".bell-count")) == "1"
    led = ani.send("GET", str(page.select(".told a")[-1]["href"]))
    assert led.headers["location"] == "/forum/1"
    # Looking at the question is reading what one was told of it.
    ani.get("/forum/1")
    assert ani.get("/").select_one(".bell-count") is None
    assert not visitor.get("/").select(".bell")
    scene.forum.posts.note(scene.admin(), question.id, "x")
    assert ani.get("/pemberitahuan").select(".told.is-new") == []


def test_all_are_marked_at_once(scene: Scene, ani: Browser) -> None:
    scene.answered()
    assert ani.post("/pemberitahuan", {}).headers["location"] == "/pemberitahuan?selesai=baca"
    page = ani.get("/pemberitahuan?selesai=baca")
    assert "Semua pemberitahuan ditandai" in words(page.select_one("[role=status]"))
    assert not page.select("input[name=satu]")


def test_a_reply_in_doubt_is_listed_marked_and_suggested_to_nobody(scene: Scene, visitor: Browser) -> None:
    scene.answered("budi", title="Cuti besar kepala sekolah", text="Berapa lama cuti besar kepala sekolah?")
    doubted = scene.ask(title="Cuti besar guru", text="Berapa lama cuti besar untuk guru sekolah?")
    scene.stand(scene.publish(doubted), Standing.DOUBTED)
    first, second = visitor.get("/forum").select(".talk")
    assert "Perlu ditinjau" in words(first.select_one(".badges"))
    assert "Perlu ditinjau" not in words(second)
    alike = visitor.get("/forum?cari=lama+cuti+besar+sekolah+honorer").select(".near-list a")
    assert [str(one["href"]) for one in alike] == ["/forum/1"]


def test_a_question_whose_newest_reply_holds_is_not_marked(scene: Scene, visitor: Browser) -> None:
    question = scene.ask()
    scene.stand(scene.publish(question), Standing.DOUBTED)
    scene.publish(question)
    assert "Perlu ditinjau" not in words(visitor.get("/forum").select_one(".talk"))


def test_doubts_about_several_replies_lead_to_where_they_are_settled(scene: Scene) -> None:
    citra = scene.admin()
    notice = NotificationRow(
        id="kabar",
        account_id=citra.id,
        question_id=None,
        at=scene.clock(),
        kind=Notice.STANDING.value,
        text="“Cuti besar” dan 2 lainnya perlu ditinjau.",
    )
    with scene.state.database.writing("kabar") as session:
        session.add(notice)
    browser = signed_in(scene, "citra")
    assert [str(one["href"]) for one in browser.get("/pemberitahuan").select(".told a")] == ["/pengetahuan"]
