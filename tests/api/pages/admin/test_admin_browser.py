"""The management pages in a real browser: without JavaScript, by keyboard, on a narrow and a wide screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser as Chromium

from api.accounts.models import Account
from api.accounts.recognised import SESSION_COOKIE
from api.forum.forum import Forum
from api.forum.routing.services import RoutingServices
from api.forum.saved_replies import SavedReplies
from api.jobs.queue import JobQueue
from api.state.state import State
from tests.api.forum.people import admin_of, operator_of, person
from tests.api.pages.stub import TODAY
from tests.chromium import IN_BROWSER, assert_accessible, chromium, served, violations

pytestmark = IN_BROWSER
CSV = "username,name,email,role,bidang\nfajar,Fajar Nugraha,fajar@contoh.go.id,operator,mutasi\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    with chromium() as running:
        yield running


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    with served(app) as url:
        yield url


def test_a_superadmin_sets_an_agency_up_without_javascript(
    browser: Chromium, address: str, state: State, forum: Forum, sri: Account, tmp_path: Path
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.add_cookies([{"name": SESSION_COOKIE, "value": state.sessions.begin(sri), "url": address}])
    page = context.new_page()
    page.goto("/akun")
    page.click(".me > summary")
    page.click(".me-menu a:has-text('Kelola')")
    page.click("text=Akun dan peran")
    page.click("text=Akun baru")
    page.fill("#nama", "gita")
    page.fill("#lengkap", "Gita Puspita")
    page.select_option("#peran", "operator@mutasi")
    page.click("text=Buat akun")
    assert state.accounts.authenticate("gita", page.input_value("#rahasia")) is not None
    page.select_option("#peran", "admin@pensiun")
    page.click("button:has-text('Beri peran')")
    assert "Peran sudah diberikan" in page.locator("[role=status]").inner_text()
    page.click("summary:has-text('Nonaktifkan akun')")
    page.fill("#alasan", "pindah")
    page.click("button:has-text('Nonaktifkan akun')")
    page.click("button:has-text('Aktifkan lagi')")
    assert state.accounts.by_username("gita").active
    page.goto("/kelola/akun/impor")
    (tmp_path / "akun.csv").write_text(CSV, encoding="utf-8")
    page.set_input_files("#berkas", tmp_path / "akun.csv")
    page.click("text=Periksa dahulu")
    assert state.accounts.list(words="fajar")[1] == 0
    page.click("button:has-text('Buat 1 akun')")
    line = page.input_value("#sandi-semua").splitlines()[1]
    assert state.accounts.authenticate(*line.split(",")) is not None
    page.goto("/kelola/libur")
    (tmp_path / "libur.csv").write_text(
        "tanggal,nama\n18 Maret 2027,Nyepi\n21-04-2027,Kartini\n", encoding="utf-8"
    )
    page.set_input_files("#berkas", tmp_path / "libur.csv")
    page.click("text=Baca berkas")
    page.uncheck("#hari-2027-04-21")
    page.click("text=Simpan yang dicentang")
    assert page.url == f"{address}/kelola/libur?tahun=2027&selesai=libur-tambah"
    page.click("button:has-text('Hapus')")
    page.goto("/kelola/bidang/pensiun")
    page.uncheck("#dipakai")
    page.click("text=Simpan bidang")
    assert "pensiun" not in {one.id for one in forum.bidang.bidang(active_only=True)}
    page.goto("/kelola/audit")
    assert page.locator(".rows tbody tr").count() >= 8
    page.click("text=Periksa keutuhan")
    assert "Utuh" in page.locator("[role=status]").inner_text()
    context.close()


def test_an_admin_leads_the_own_bidang_by_keyboard(
    browser: Chromium, address: str, state: State, routing: RoutingServices, citra: Account, dodi: Account
) -> None:
    context = browser.new_context(base_url=address, service_workers="block")
    context.add_cookies([{"name": SESSION_COOKIE, "value": state.sessions.begin(citra), "url": address}])
    page = context.new_page()
    page.goto(f"/kelola/petugas/{dodi.id}")
    page.focus("input[type=checkbox] >> nth=0")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**selesai=keahlian")
    assert len(routing.officers.skills(dodi.id)) == 1
    page.goto("/kelola/balasan")
    page.focus("#judul")
    page.keyboard.type("Pembuka")
    page.keyboard.press("Tab")
    page.keyboard.type("Yth. Bapak/Ibu,")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**selesai=balasan-tambah")
    assert [one.title for one in SavedReplies(state.database).list(citra, "mutasi")] == ["Pembuka"]
    context.close()


@pytest.fixture
def pages(
    app: FastAPI,
    state: State,
    forum: Forum,
    routing: RoutingServices,
    sri: Account,
    citra: Account,
    dodi: Account,
) -> dict[str, list[str]]:
    """An agency in full use, and the pages of it by who opens them."""
    assert len(app.routes) > 0
    long = person(
        state,
        "nama.pengguna-yang-sangat-panjang",
        *admin_of("mutasi"),
        *operator_of("pensiun"),
        name="W" * 60,
    )
    state.accounts.deactivate(person(state, "tutup", *operator_of("mutasi")).id, by="sri", reason="pensiun")
    known = [one.id for one in forum.bidang.categories(bidang_id="mutasi")]
    routing.officers.set_skills(citra, dodi.id, known)
    today = TODAY.replace(day=20)
    absence = routing.officers.add_absence(citra, dodi.id, today, today.replace(month=12), note="cuti besar")
    assert absence.note
    reply = SavedReplies(state.database).add(
        citra, "mutasi", "Pembuka " + "x" * 90, "Yth. Bapak/Ibu,\n" + "kata " * 80
    )
    queue = JobQueue(state.database, attempts=1)
    for kind in ("mail", "draft", "route"):
        queue.put(kind, f"{kind}:0190f0a0-0000-7000-8000-000000000000:12:3", {})
    taken = queue.take("uji", ["mail"])
    assert taken is not None
    queue.fail(taken, "Server surel surel.contoh.go.id:587 menolak sambungan: TLS tidak dapat dirundingkan.")
    state.jobs.put("route", "route:tunggu", {})
    return {
        "sri": [
            "/kelola",
            "/kelola/akun",
            "/kelola/akun?status=semua&selesai=akun-hapus-orang",
            "/kelola/akun?q=siapa",
            "/kelola/akun/baru",
            "/kelola/akun/impor",
            f"/kelola/akun/{long.id}?selesai=akun-ubah",
            f"/kelola/akun/{long.id}/data",
            "/kelola/bidang",
            "/kelola/bidang/mutasi",
            f"/kelola/kategori/{known[0]}",
            "/kelola/beban",
            "/kelola/libur",
            "/kelola/audit",
            "/kelola/audit?dari=x",
            "/kelola/audit/periksa",
            "/kelola/pekerjaan",
        ],
        "citra": [
            "/kelola",
            "/kelola/bidang",
            "/kelola/petugas",
            f"/kelola/petugas/{dodi.id}",
            "/kelola/beban",
            "/kelola/balasan",
            f"/kelola/balasan/{reply.id}",
        ],
    }


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    browser: Chromium,
    address: str,
    state: State,
    pages: dict[str, list[str]],
    width: int,
    scheme: str,
) -> None:
    for username, urls in pages.items():
        session = {SESSION_COOKIE: state.sessions.begin(state.accounts.by_username(username))}
        assert_accessible(browser, address, urls, width, scheme, session)


@pytest.mark.parametrize("width", [360, 1280])
def test_what_forms_answer_with_is_accessible_too(
    browser: Chromium, address: str, state: State, sri: Account, width: int
) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": 800}, service_workers="block"
    )
    context.add_cookies([{"name": SESSION_COOKIE, "value": state.sessions.begin(sri), "url": address}])
    page = context.new_page()

    def check() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []

    page.goto("/kelola/akun/impor")
    page.fill("#teks", CSV + "x,Pendek,,raja,\n")
    page.click("text=Periksa dahulu")
    check()
    page.goto("/kelola/akun/impor")
    page.fill("#teks", CSV)
    page.click("text=Periksa dahulu")
    check()
    page.click("button:has-text('Buat 1 akun')")
    check()
    context.close()
