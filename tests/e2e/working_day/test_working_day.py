"""A short day of the forum in a real browser, and its core by keyboard alone and without JavaScript."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.chromium import IN_BROWSER
from tests.e2e.working_day import officer
from tests.e2e.working_day.agency import Agency
from tests.e2e.working_day.day import close, spend
from tests.e2e.working_day.keyboard import Keys
from tests.e2e.working_day.matters import SHORT_DAY
from tests.e2e.working_day.people import PASSWORD

pytestmark = IN_BROWSER
LEAVE = "Berapa hari cuti tahunan PNS dalam setahun?"


def test_a_short_day(agency: Agency) -> None:
    day = spend(agency, SHORT_DAY)
    assert day.ways["accepted"] >= 2, day.ways
    assert day.ways["edited"] == day.ways["second reader"] == 1
    close(day)


def test_a_question_is_asked_answered_and_rated_by_keyboard_alone(agency: Agency) -> None:
    asking, deciding = agency.context(), agency.context()
    ani = asking.new_page()
    keys = _signed_in_by_keyboard(ani, "ani")
    keys.follow("nav a[href='/forum']", "**/forum")
    keys.skip()
    keys.follow("main a[href='/forum/ajukan']", "**/forum/ajukan")
    keys.write("#judul", "Jatah cuti setahun")
    keys.write("#teks", LEAVE)
    keys.to("button[value=lanjut]")
    keys.press("Enter")
    ani.locator("#judul").wait_for(state="detached")
    if ani.inner_text("h1") == "Mungkin sudah terjawab":
        keys.to("button[value=pratinjau]")
        keys.press("Enter")
        expect(ani.locator("h1")).to_have_text("Periksa sebelum dikirim")
    keys.follow("button[value=kirim]", "**/terkirim")
    number = _number(ani)
    citra = deciding.new_page()
    officer.waits_for_draft(agency, "citra", number)
    keys = _signed_in_by_keyboard(citra, "citra")
    keys.follow("nav a[href='/kerja']", "**/kerja")
    for _ in range(20):
        keys.press("j")
        keys.look()
        if citra.evaluate(f"document.activeElement.matches('[href=\"/kerja/{number}\"]')"):
            break
    keys.press("Enter")
    citra.wait_for_url(f"**/kerja/{number}")
    keys.skip()
    keys.to("form[action$='/buka'] button")
    keys.press("Enter")
    citra.locator("#teks").wait_for()
    keys.to("form[action$='/terima'] button")
    keys.press("Enter")
    officer.told(citra, "Balasan sudah terbit")
    keys = Keys(ani)
    ani.reload()
    keys.follow("a.bell", "**/pemberitahuan")
    keys.follow(".told-tools a", f"**/forum/{number}*")
    keys.to("#bintang-1")
    for _ in range(4):
        keys.press("ArrowRight")
        keys.look()
    assert ani.is_checked("#bintang-5")
    keys.write("#teks-nilai", "Jelas sekali.")
    keys.follow("form[action$='/nilai'] button", "**selesai=nilai")
    _closed(asking, deciding)


def test_a_question_is_asked_answered_and_rated_without_javascript(agency: Agency) -> None:
    asking = agency.context(java_script_enabled=False)
    deciding = agency.context(java_script_enabled=False)
    budi, gita = asking.new_page(), deciding.new_page()
    _sign_in(budi, "budi")
    budi.click("nav a[href='/forum']")
    budi.click("main a[href='/forum/ajukan']")
    budi.fill("#judul", "Sisa cuti tahun lalu")
    budi.fill("#teks", "Apakah sisa cuti tahunan bisa dipakai tahun depan?")
    budi.click("button[value=lanjut]")
    if budi.inner_text("h1") == "Mungkin sudah terjawab":
        budi.click("button[value=pratinjau]")
    budi.click("button[value=kirim]")
    number = _number(budi)
    officer.waits_for_draft(agency, "gita", number)
    _sign_in(gita, "gita")
    gita.click("nav a[href='/kerja']")
    gita.click(f"main a[href='/kerja/{number}']")
    gita.click("button:has-text('Mulai meninjau')")
    gita.click(officer.ACCEPT)
    officer.told(gita, "Balasan sudah terbit")
    budi.click("a.bell")
    budi.click(".told-tools a >> nth=0")
    budi.check("#bintang-4")
    budi.click("text=Simpan penilaian")
    expect(budi.locator("main [role=status]").first).to_contain_text("Penilaian Anda sudah disimpan")
    _closed(asking, deciding)


def _signed_in_by_keyboard(page: Page, username: str) -> Keys:
    page.goto("/masuk")
    keys = Keys(page)
    keys.write("#nama", username)
    keys.write("#sandi", PASSWORD)
    keys.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/masuk"))
    return keys


def _sign_in(page: Page, username: str) -> None:
    page.goto("/masuk")
    page.fill("#nama", username)
    page.fill("#sandi", PASSWORD)
    page.click("main button:has-text('Masuk')")


def _number(page: Page) -> int:
    found = re.search(r"/forum/(\d+)/terkirim", page.url)
    assert found is not None
    return int(found[1])


def _closed(*contexts: BrowserContext) -> None:
    for context in contexts:
        context.close()
