"""Bidang, categories, holidays and saved replies through the pages."""

from datetime import date

import pytest

from api.accounts.models import Account
from api.forum.forum import Forum
from api.forum.routing.services import RoutingServices
from api.forum.saved_replies import SavedReplies
from api.state.state import State
from tests.api.pages.admin.conftest import Enter, trail
from tests.api.pages.owned import Browser, words

CALENDAR = (
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270318\r\nSUMMARY:Nyepi\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270421\r\nSUMMARY:Hari Kartini\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def version(browser: Browser, url: str) -> str:
    """What the first form of a page says was seen."""
    field = browser.get(url).select_one("main input[name=versi]")
    assert field is not None
    return str(field["value"])


def test_who_manages_the_agency_adds_changes_and_retires_bidang(
    enter: Enter, state: State, forum: Forum, sri: Account
) -> None:
    browser = enter(sri)
    assert len(browser.get("/kelola/bidang").select("section.plot h2 a")) == 7
    form = {"pengenal": "hukum", "nama": "Hukum", "keterangan": "Produk hukum"}
    assert (
        browser.post("/kelola/bidang", form).headers["location"]
        == "/kelola/bidang/hukum?selesai=bidang-tambah"
    )
    assert browser.post("/kelola/bidang", form).status_code == 409
    wrong = browser.post("/kelola/bidang", form | {"pengenal": "Hukum Baru"})
    assert wrong.status_code == 422
    assert 'value="Hukum Baru"' in wrong.text
    url = "/kelola/bidang/hukum"
    seen = version(browser, url)
    change = {"nama": "Hukum dan Organisasi", "keterangan": "", "versi": seen}
    assert browser.post(url, change).status_code == 303
    (kept,) = [one for one in forum.bidang.bidang() if one.id == "hukum"]
    assert (kept.name, kept.active) == ("Hukum dan Organisasi", False)
    stale = browser.post(url, change | {"dipakai": "1"})
    assert stale.status_code == 409
    assert "baru saja diubah orang lain" in stale.text
    assert browser.post(url, change | {"nama": " ", "versi": version(browser, url)}).status_code == 422
    assert [one[1] for one in trail(state, "bidang.")] == ["bidang.ubah", "bidang.tambah"]


def test_an_admin_sees_and_changes_the_categories_of_the_own_bidang_alone(
    enter: Enter, forum: Forum, citra: Account
) -> None:
    browser = enter(citra)
    page = browser.get("/kelola/bidang")
    assert [one["href"] for one in page.select("section.plot h2 a")] == ["/kelola/bidang/mutasi"]
    assert not page.select("form.ask-card")
    browser.get("/kelola/bidang/mutasi")
    browser.get("/kelola/bidang/pensiun", 403)
    browser.get("/kelola/bidang/tidak-ada", 404)
    new = {
        "pengenal": "mutasi-kilat",
        "nama": "Mutasi kilat",
        "keterangan": "",
        "balas": "4",
        "selesai": "16",
    }
    added = browser.post("/kelola/bidang/mutasi/kategori", new)
    assert added.headers["location"] == "/kelola/bidang/mutasi?selesai=kategori-tambah"
    assert browser.post("/kelola/bidang/pensiun/kategori", new | {"pengenal": "lain"}).status_code == 403
    assert browser.post("/kelola/bidang/mutasi", {"nama": "Lain"}).status_code == 403
    assert browser.post("/kelola/bidang", {"pengenal": "baru", "nama": "Baru"}).status_code == 403
    refused = browser.post("/kelola/bidang/mutasi/kategori", new | {"pengenal": "lagi", "balas": "20"})
    assert refused.status_code == 422
    assert 'value="lagi"' in refused.text
    url = "/kelola/kategori/mutasi-kilat"
    change = {
        "nama": "Kilat",
        "keterangan": "Cepat",
        "balas": "2",
        "selesai": "8",
        "bidang": "mutasi",
        "versi": version(browser, url),
    }
    assert browser.post(url, change | {"bidang": "pensiun"}).status_code == 403
    assert browser.post(url, change | {"selesai": "1"}).status_code == 422
    assert browser.post(url, change).status_code == 303
    assert browser.post(url, change).status_code == 409
    (kept,) = [one for one in forum.bidang.categories(bidang_id="mutasi") if one.id == "mutasi-kilat"]
    assert (kept.name, kept.reply_hours, kept.resolve_hours, kept.active) == ("Kilat", 2, 8, False)
    browser.get("/kelola/kategori/batas-usia-pensiun", 403)
    browser.get("/kelola/kategori/tidak-ada", 404)
    assert browser.post("/kelola/kategori/batas-usia-pensiun", change).status_code == 403


def test_a_category_goes_to_another_bidang_by_who_manages_both(
    enter: Enter, forum: Forum, sri: Account
) -> None:
    browser, url = enter(sri), "/kelola/kategori/batas-usia-pensiun"
    form = {
        "nama": "BUP",
        "keterangan": "",
        "balas": "8",
        "selesai": "24",
        "dipakai": "1",
        "bidang": "mutasi",
    }
    moved = browser.post(url, form | {"versi": version(browser, url)})
    assert moved.headers["location"] == "/kelola/bidang/mutasi?selesai=kategori-ubah"
    assert "batas-usia-pensiun" in {one.id for one in forum.bidang.categories(bidang_id="mutasi")}


def test_holidays_are_added_shown_and_taken_out(
    enter: Enter, state: State, routing: RoutingServices, sri: Account
) -> None:
    browser = enter(sri)
    assert "17 Agustus 2026" in words(browser.get("/kelola/libur").main)
    added = browser.post("/kelola/libur", {"tanggal": "2027-03-18", "nama": "Nyepi"})
    assert added.headers["location"] == "/kelola/libur?tahun=2027&selesai=libur-tambah"
    page = browser.get("/kelola/libur?tahun=2027")
    assert len(page.select("form[action='/kelola/libur/hapus']")) == 1
    for wrong in ({"tanggal": "kemarin", "nama": "X"}, {"tanggal": "2027-01-02", "nama": " "}):
        assert browser.post("/kelola/libur", wrong).status_code == 422
    gone = browser.post("/kelola/libur/hapus", {"tanggal": "2027-03-18"})
    assert gone.headers["location"] == "/kelola/libur?tahun=2027&selesai=libur-hapus"
    assert routing.holidays.brought_in(2027) == frozenset()
    assert browser.post("/kelola/libur/hapus", {"tanggal": "2027-03-18"}).status_code == 404
    assert browser.post("/kelola/libur/hapus", {"tanggal": ""}).status_code == 422
    assert [one[1] for one in trail(state, "libur.")] == ["libur.hapus", "libur.tambah"]
    for year in ("0", "9999", "99999", "dua"):
        assert "2026" in words(browser.get(f"/kelola/libur?tahun={year}").h1)


def test_a_calendar_is_looked_at_and_only_what_is_ticked_is_kept(
    enter: Enter, routing: RoutingServices, sri: Account
) -> None:
    browser = enter(sri)
    field = browser.get("/kelola/libur").select_one("main input[name=csrf]")
    assert field is not None
    sent = browser.send(
        "POST",
        "/kelola/libur/baca",
        data={"csrf": str(field["value"])},
        files={"berkas": ("libur.ics", CALENDAR.encode(), "text/calendar")},
        headers={"origin": browser.base, "accept": "text/html"},
    )
    assert sent.status_code == 200
    assert 'name="hari-2027-04-21"' in sent.text
    assert routing.holidays.brought_in(2027) == frozenset()
    names = {"nama-2027-03-18": "Nyepi", "nama-2027-04-21": "Hari Kartini"}
    kept = browser.post("/kelola/libur/simpan", {"hari-2027-03-18": "1", **names})
    assert kept.headers["location"] == "/kelola/libur?tahun=2027&selesai=libur-tambah"
    assert routing.holidays.brought_in(2027) == {date(2027, 3, 18)}
    assert browser.post("/kelola/libur/simpan", names).status_code == 422
    assert browser.post("/kelola/libur/simpan", {"hari-besok": "1"}).status_code == 422
    for wrong in ("", "a,b\n1,2\n"):
        assert browser.post("/kelola/libur/baca", {"isi": wrong}).status_code == 422


def test_nobody_else_manages_holidays(enter: Enter, citra: Account, eva: Account) -> None:
    for who in (citra, eva):
        enter(who).get("/kelola/libur", 403)
        for url in ("/kelola/libur", "/kelola/libur/baca", "/kelola/libur/simpan", "/kelola/libur/hapus"):
            assert enter(who).post(url, {"tanggal": "2027-01-02", "nama": "X"}).status_code == 403


def test_saved_replies_are_kept_changed_and_removed_in_the_own_bidang(
    enter: Enter, state: State, citra: Account, eka: Account
) -> None:
    browser, store = enter(citra), SavedReplies(state.database)
    form = {"bidang": "mutasi", "judul": "Pembuka", "isi": "Yth. Bapak/Ibu,"}
    assert (
        browser.post("/kelola/balasan", form).headers["location"] == "/kelola/balasan?selesai=balasan-tambah"
    )
    (kept,) = store.list(citra, "mutasi")
    assert "Pembuka" in words(browser.get("/kelola/balasan").main)
    for wrong in ({"judul": ""}, {"bidang": "pensiun"}, {"isi": "Hubungi NIP 198503152010121003"}):
        refused = browser.post("/kelola/balasan", form | wrong)
        assert refused.status_code == 422
    url = f"/kelola/balasan/{kept.id}"
    change = {"judul": "Pembuka", "isi": "Baris satu\r\nBaris dua", "versi": version(browser, url)}
    assert browser.post(url, change | {"isi": ""}).status_code == 422
    assert browser.post(url, change).headers["location"] == "/kelola/balasan?selesai=balasan-ubah"
    assert store.list(citra, "mutasi")[0].text == "Baris satu\nBaris dua"
    stale = browser.post(url, change | {"isi": "Milik saya"})
    assert stale.status_code == 409
    assert "Milik saya" in stale.text, "what was typed is not lost"
    other = enter(eka)
    other.get(url, 404)
    assert other.post(url, change).status_code == 404
    assert other.post(f"{url}/hapus", {}).status_code == 404
    assert browser.post(f"{url}/hapus", {}).headers["location"] == "/kelola/balasan?selesai=balasan-hapus"
    assert store.list(citra, "mutasi") == []


@pytest.mark.parametrize("url", ["/kelola/balasan", "/kelola/balasan/x", "/kelola/balasan/x/hapus"])
def test_who_leads_no_bidang_keeps_no_replies(
    enter: Enter, sri: Account, dodi: Account, ani: Account, url: str
) -> None:
    for who in (sri, dodi, ani):
        assert enter(who).post(url, {}).status_code == 403
