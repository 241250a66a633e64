"""The pages about meetings in a real browser: the whole way, by keyboard, without JavaScript, accessible."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from api.accounts.recognised import SESSION_COOKIE
from api.minutes.editing import LineWords
from api.minutes.models import Meeting, MeetingState
from api.minutes.published import Audience
from tests.api.minutes.office import SPOKEN
from tests.api.pages.minutes.conftest import VTT, MinutesPlace, silence
from tests.api.pages.signed_in_browser import clean_tab
from tests.chromium import IN_BROWSER, assert_accessible, violations

pytestmark = IN_BROWSER


@pytest.fixture
def tab(place: MinutesPlace) -> Iterator[Page]:
    with clean_tab(place.context("citra")) as page:
        yield page


def until(page: Page, condition: str) -> None:
    """Wait for something; the policy of our pages does not let Playwright's own way run."""
    for _ in range(150):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(condition)


def test_from_a_vtt_to_a_signed_locked_reopened_and_exported_notula(place: MinutesPlace, tab: Page) -> None:
    tab.goto("/notula")
    tab.click("a:has-text('Notula baru')")
    tab.set_input_files("#berkas", {"name": "rapat.vtt", "mimeType": "text/vtt", "buffer": VTT.encode()})
    tab.fill("#judul", "Rapat mutasi pegawai")
    tab.fill("#tanggal", "2026-11-23")
    tab.fill("#akun_pimpinan", "gita")
    tab.fill("#peserta", "Siti Aminah; Analis; 198501012010011001\nAni Lestari")
    tab.fill("#akun_peserta", "ani")
    tab.fill("#agenda", "1. Mutasi")
    tab.click("button:has-text('Simpan dan susun notula')")
    expect(tab.locator("[data-progress-words]")).to_have_text("menunggu giliran – 0%")
    assert violations(tab) == []
    assert place.make() == 1
    expect(tab.locator("#bagian-2")).to_have_text("Keputusan")
    address = tab.url.partition("?")[0]

    # A source marks what was said.
    tab.click(".minutes-line:has-text('Disepakati') [data-source]")
    expect(tab.locator(".heard.is-heard")).to_have_count(1)
    expect(tab.locator(".heard.is-heard")).to_contain_text("Disepakati semua berkas")

    # An edit that the transcript does not bear out is marked, and keeps from signing.
    line = tab.locator(".minutes-line:has-text('Ada 12 berkas')")
    line.locator("summary:has-text('Sunting')").click()
    line.locator("textarea[name=teks]").fill("Ada 13 berkas mutasi.")
    line.locator("button:has-text('Simpan baris')").click()
    line = tab.locator(".minutes-line:has-text('Ada 13 berkas')")
    expect(line).to_contain_text("Angka 13 tidak ada pada ucapan yang ditunjuk.")
    expect(tab.locator("main")).to_contain_text("belum dapat ditandatangani")
    assert violations(tab) == []
    line.locator("summary:has-text('Sunting')").click()
    line.locator("textarea[name=teks]").fill("Ada 12 berkas mutasi.")
    line.locator("button:has-text('Simpan baris')").click()
    expect(tab.locator(".line-check")).to_have_count(0)

    # A speaker nobody named is named, a line is added with its source.
    tab.click("summary:has-text('Nama pembicara')")
    tab.select_option("#lama", "Pembicara 4")
    tab.fill("#baru", "Ani Lestari")
    tab.click("button:has-text('Ganti nama')")
    expect(tab.locator("#u5")).to_contain_text("Ani Lestari")
    tab.click("summary:has-text('Tambah baris')")
    tab.select_option("#bagian_notula", "keputusan")
    tab.fill("#teks-baru", "Rapat dimulai dengan soal mutasi.")
    tab.fill("#sumber-baru", "1")
    tab.click("button:has-text('Tambahkan')")
    expect(tab.locator("main")).to_contain_text("Rapat dimulai dengan soal mutasi.")

    # Versions tell what changed.
    tab.click("a:has-text('Versi (5)')")
    tab.click("a:has-text('Versi 2')")
    expect(tab.locator(".change del").first).to_contain_text("12")
    expect(tab.locator(".change ins").first).to_contain_text("13")
    tab.goto(address)

    # Both sign; then it is locked.
    tab.click("button:has-text('Tandatangani sebagai notulis')")
    expect(tab.locator("main [role=status]").first).to_contain_text("Tanda tangan Anda sudah disimpan")
    chair = place.context("gita").new_page()
    chair.goto(address)
    expect(chair.locator("summary:has-text('Sunting')")).to_have_count(0)
    chair.click("button:has-text('Tandatangani sebagai pimpinan')")
    expect(chair.locator("main")).to_contain_text("Notula ini terkunci.")
    chair.context.close()
    tab.goto(address)
    expect(tab.locator("summary:has-text('Sunting')")).to_have_count(0)

    # It leaves as a file of every kind.
    for kind in ("docx", "pdf", "md", "json", "csv", "ics"):
        answer = tab.request.get(f"{address}/unduh?format={kind}")
        assert answer.ok, answer.text()
        assert f".{kind}" in answer.headers["content-disposition"]
        assert answer.body()
    told = json.loads(tab.request.get(f"{address}/unduh?format=json").body())
    assert [one["text"] for one in told["decisions"]][-1] == "Rapat dimulai dengan soal mutasi."

    # A superadmin opens it again without reading it.
    root = place.context("akar").new_page()
    assert root.goto(address).status == 404  # type: ignore[union-attr]  # there is a response
    root.goto("/notula/buka-kembali")
    line = root.locator(".work-line", has_text="Rapat mutasi pegawai")
    line.locator("summary:has-text('Buka kembali')").click()
    line.locator("input[name=alasan]").first.fill("Nama pejabat keliru")
    line.locator("button:has-text('Buka kembali')").click()
    expect(root.locator("main [role=status]").first).to_contain_text("sudah dibuka kembali")
    root.context.close()
    tab.goto(address)
    expect(tab.locator(".case-head")).to_contain_text("Dibuka kembali")
    expect(tab.locator("summary:has-text('Tanda tangan yang tidak berlaku lagi')")).to_be_visible()


def test_action_items_are_followed_by_keyboard(place: MinutesPlace, tab: Page) -> None:
    meeting = place.meeting(
        "Rapat papan ketik", series="Papan", text=SPOKEN.replace("Bu Siti", "Ani Lestari")
    )
    place.sign(meeting, "citra", "gita")
    later = place.meeting("Rapat berikutnya", series="papan")
    tab.goto(f"/notula/{later.id}")
    expect(tab.locator("main")).to_contain_text("Tindak lanjut rapat sebelumnya yang masih terbuka (1)")
    tab.goto("/notula/tindak-lanjut?kata=papan")
    tab.focus("summary:has-text('Ubah status')")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Se")
    tab.keyboard.press("Tab")
    tab.keyboard.type("Semua sudah diperiksa")
    tab.keyboard.press("Enter")
    expect(tab.locator("main [role=status]").first).to_contain_text("Tindak lanjut sudah diubah")
    tab.goto("/notula/tindak-lanjut?kata=papan&status=selesai")
    expect(tab.locator(".work-line")).to_have_count(1)


def test_meetings_are_published_found_handed_over_deleted_and_destroyed_by_keyboard(
    place: MinutesPlace,
) -> None:
    signed, draft = place.meeting("Rapat terbit tombol"), place.meeting("Rapat serah tombol")
    place.sign(signed, "citra", "gita")

    def press(page: Page, at: str, *keys: str) -> None:
        """Begin at an element, and go on with keys alone; a key of several letters is one, else text."""
        page.focus(at)
        for key in keys:
            if key in ("Enter", "Tab", "Space", "ArrowDown"):
                page.keyboard.press(key)
            else:
                page.keyboard.type(key)

    def told(page: Page, words: str) -> None:
        expect(page.locator("main [role=status]").first).to_contain_text(words)

    with clean_tab(place.context("citra")) as page:
        page.goto(f"/notula/{signed.id}")
        press(
            page, "summary:has-text('Terbitkan untuk')", "Enter", "Tab", "Space", "ArrowDown", "Tab", "Enter"
        )
        told(page, "Permintaan terbit sudah dikirim")
        page.goto(f"/notula/{draft.id}")
        press(page, "summary:has-text('Serahkan tugas')", "Enter", "Tab", "wulan", "Enter")
        told(page, "Tugas notulis sudah diserahkan")
    with clean_tab(place.context("wulan")) as page:
        page.goto("/notula/terbitan")
        press(page, "a:has-text('Rapat terbit tombol')", "Enter")
        press(page, "button:has-text('Setujui')", "Enter")
        told(page, "sekarang dapat dicari")
        page.goto(f"/notula/{draft.id}")
        press(
            page, "summary:has-text('Hapus rapat')", "Enter", "Tab", "Keliru", "Tab", "Space", "Tab", "Enter"
        )
        told(page, "Rapat sudah dihapus")
    with clean_tab(place.context("eka")) as page:
        page.goto("/notula/cari")
        press(page, "#kata", "terbit tombol", "Enter")
        press(page, ".work-title a", "Enter")
        expect(page.locator("h1")).to_contain_text("Rapat terbit tombol")
    with clean_tab(place.context("akar")) as page:
        page.goto("/notula/buka-kembali")
        one = ".work-line:has-text('Rapat terbit tombol') summary:has-text('Musnahkan')"
        press(page, one, "Enter", "Tab", "BA 3/2026", "Tab", "Space", "Tab", "Enter")
        told(page, "Notula sudah dimusnahkan")


def test_sources_play_the_recording_by_keyboard(place: MinutesPlace, tab: Page) -> None:
    meeting = place.meeting("Rapat bersuara")
    citra = place.work.people["citra"]
    place.desk.recordings.put(citra, meeting.id, "rapat.wav", silence(8), version=meeting.version)
    tab.goto(f"/notula/{meeting.id}")
    until(tab, "document.querySelector('audio').readyState > 0")
    tab.focus(".minutes-line:has-text('Disepakati') .show-all")
    tab.keyboard.press("Enter")
    expect(tab.locator("[data-said]")).to_have_text("1 ucapan ditandai pada transkrip.")
    # The third utterance lasts from the third to the fourth second.
    until(tab, "document.querySelector('audio').currentTime > 3")
    until(tab, "document.querySelector('audio').paused")
    assert 3.9 <= tab.evaluate("document.querySelector('audio').currentTime") < 5


def test_everything_works_without_javascript(place: MinutesPlace) -> None:
    context = place.context("citra", scripts=False)
    page = context.new_page()
    page.goto("/notula/baru")
    page.fill("#judul", "Rapat tanpa skrip")
    page.click("button:has-text('Simpan dan susun notula')")
    expect(page.locator("main [role=alert]")).to_contain_text("Tempel transkripnya, atau unggah berkasnya.")
    assert page.input_value("#judul") == "Rapat tanpa skrip"
    page.fill("#transkrip", SPOKEN)
    page.fill("#akun_pimpinan", "gita")
    page.click("button:has-text('Simpan dan susun notula')")
    expect(page.locator("main")).to_contain_text("Notula sedang disusun")
    assert page.locator("noscript meta[http-equiv=refresh], head meta[http-equiv=refresh]").count() == 1
    assert place.make() == 1
    page.click("a:has-text('Muat ulang')")
    page.click(".minutes-line:has-text('Disepakati') .show-all")
    expect(page.locator(".heard.is-heard")).to_contain_text("Disepakati semua berkas")
    line = page.locator("#b4")
    line.locator("summary:has-text('Sunting')").click()
    line.locator("input[name=tenggat]").fill("2026-12-01")
    line.locator("button:has-text('Simpan baris')").click()
    expect(page.locator("main")).to_contain_text("1 Desember 2026")
    page.locator("summary:has-text('Komentari')").first.click()
    page.locator(".minutes-line textarea[name=komentar]").first.fill("Sudah cocok.")
    page.locator(".minutes-line button:has-text('Kirim komentar')").first.click()
    expect(page.locator(".minutes-line .post")).to_contain_text("Sudah cocok.")
    page.goto(page.url.partition("?")[0] + "/versi")
    page.click("button:has-text('Pulihkan versi 1')")
    expect(page.locator("main [role=status]").first).to_contain_text("Versi itu sudah dipulihkan")
    context.close()


def _now(place: MinutesPlace, meeting: Meeting) -> int:
    """The version of a meeting as it is now."""
    return place.desk.meetings.read(place.work.people["citra"], meeting.id).version


@pytest.fixture(scope="module")
def addresses(place: MinutesPlace) -> list[str]:
    """Every page in every standing, as Citra sees it."""
    citra = place.work.people["citra"]
    first = place.meeting("Rapat pertama", series="Aksesibel")
    place.sign(first, "citra", "gita")
    edited = place.meeting("JudulTanpaSpasi" * 12, series="aksesibel")
    wrong = LineWords(text="Ada 99 berkas" + "panjang" * 30, utterances=("u2",))
    at = place.desk.editing.edit_line(citra, edited.id, "b1", wrong, version=edited.version)
    place.desk.comments.add(place.work.people["ani"], edited.id, "Benarkah 99?", line_id="b1")
    place.desk.recordings.put(citra, edited.id, "a.wav", silence(1), version=at.version)
    assert place.desk.meetings.read(citra, first.id).state is MeetingState.SIGNED
    place.desk.publishing.ask(citra, first.id, Audience.MEMBERS, version=_now(place, first))
    urls = [
        "/notula/cari?kata=berkas",
        "/notula/cari?kata=tidak+ada",
        f"/notula/terbitan/{first.id}",
        "/notula",
        "/notula?kata=tidak+ada",
        "/notula/baru",
        "/notula/tindak-lanjut?status=semua",
    ]
    for one in (first, edited):
        urls += [f"/notula/{one.id}", f"/notula/{one.id}/versi", f"/notula/{one.id}/data"]
    return urls


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    place: MinutesPlace, addresses: list[str], width: int, scheme: str
) -> None:
    cookies = {SESSION_COOKIE: place.work.session("citra")}
    assert_accessible(place.browser, place.address, addresses, width, scheme, cookies)
    manager = {SESSION_COOKIE: place.work.session("wulan")}
    assert_accessible(place.browser, place.address, ["/notula/terbitan"], width, scheme, manager)
    root = {SESSION_COOKIE: place.work.session("akar")}
    assert_accessible(place.browser, place.address, ["/notula/buka-kembali"], width, scheme, root)
