"""What the knowledge manager, the evaluator and the superadmin do, and what a change of the law brings."""

import re

from tests.e2e.product import tanya
from tests.e2e.working_day.agency import Agency
from tests.e2e.working_day.law import AFTER, BEFORE, CHANGE, CHANGED, MENDED
from tests.e2e.working_day.people import FIRST, VISITOR

WAITING = "main a[href^='/pengetahuan/tinjau/']"
CANDIDATES = "main a[href^='/pengetahuan/calon/']"


def approve_a_candidate(agency: Agency, words: str) -> None:
    """The knowledge manager approves what was grouped from like replies as an entry of the FAQ."""
    page = agency.until(
        "mira", "/pengetahuan", lambda page: page.locator(CANDIDATES).count() > 0, "a candidate of the FAQ"
    )
    page.locator(CANDIDATES, has_text=words).first.click()
    page.wait_for_url("**/pengetahuan/calon/*")
    page.select_option("#bidang", "disiplin-kinerja")
    page.click("text=Setujui sebagai FAQ")
    page.wait_for_url("**hasil=setujui")


def change_the_law(agency: Agency, answered: list[int]) -> None:
    """An amendment is ingested beside the running service; what cites the old words is marked."""
    agency.ingest("perubahan.md", CHANGE)
    for number in answered:
        page = agency.until(
            VISITOR,
            f"/forum/{number}",
            lambda page: "Jangan dijadikan pegangan dahulu" in page.inner_text("main"),
            "that the reply stands in doubt",
        )
        assert "perlu ditinjau" in page.inner_text("main")
        assert page.locator(f".note a:has-text('{CHANGED}')").count() == 1
    page = agency.tab(VISITOR)
    page.goto("/forum?cari=lupa")
    for number in answered:
        line = page.locator("li.talk", has=page.locator(f"a[href='/forum/{number}']"))
        assert "Perlu ditinjau" in line.inner_text()


def nobody_elses_doubts(agency: Agency) -> None:
    """Admins of other bidang see nothing to settle, and the evaluator no such page."""
    page = agency.tab("eka")
    page.goto("/pengetahuan")
    assert page.locator(WAITING).count() == 0
    agency.tab("rani").goto("/pengetahuan")
    assert "bukan untuk akun Anda" in agency.tab("rani").inner_text("main")


def settle(agency: Agency, who: str, title: str, *, how: str) -> None:
    """Mend or withdraw what stands in doubt, with the change before one's eyes."""
    page = agency.tab(who)
    page.goto("/pengetahuan")
    page.locator(WAITING, has_text=title).first.click()
    page.wait_for_url("**/pengetahuan/tinjau/**")
    change = page.locator(".diff").first.inner_text()
    assert BEFORE.split()[0] in change
    assert AFTER.split()[0] in change
    if how == "tarik":
        page.fill("#alasan", "Sudah ada jawaban yang lebih lengkap.")
        page.locator("main").get_by_role("button", name="Tarik").click()
    else:
        page.fill("#teks", MENDED)
        page.click("button:has-text('Simpan perubahan')")
    page.wait_for_url(f"**hasil={how}")


def settle_the_rest(agency: Agency) -> None:
    """The knowledge manager settles what stands in doubt yet: what holds is confirmed, the rest mended."""
    page = agency.tab("mira")
    page.goto("/pengetahuan")
    while before := page.locator(WAITING).count():
        page.locator(WAITING).first.click()
        page.wait_for_url("**/pengetahuan/tinjau/**")
        confirm = page.locator("button:has-text('Nyatakan masih benar')")
        if confirm.count():
            confirm.click()
        else:
            page.fill("#teks", MENDED)
            page.click("button:has-text('Simpan perubahan')")
        page.wait_for_url("**hasil=*")
        assert page.locator(WAITING).count() == before - 1


def reads_the_figures(agency: Agency, asked: int) -> None:
    """The evaluator sees the figures of all bidang; an admin those of the own; an ASN none."""
    page = agency.tab("rani")
    page.goto("/angka")
    figures = page.inner_text("main")
    assert re.search(rf"\b{asked}\b", figures), figures
    for words in ("Pensiun", "Disiplin", "Kepangkatan"):
        assert words in figures
    page = agency.tab("eka")
    page.goto("/angka")
    assert "Kepangkatan dan Jabatan" not in page.inner_text("main")
    page.goto("/angka?bidang=disiplin-kinerja")
    assert "bukan untuk akun Anda" in page.inner_text("main")
    page = agency.tab("ani")
    page.goto("/angka")
    assert "bukan untuk akun Anda" in page.inner_text("main")
    public = agency.tab(VISITOR)
    public.goto("/kinerja-layanan")
    assert "Ani" not in public.inner_text("main")


def trail_is_whole(agency: Agency) -> None:
    """The audit trail verifies, on the page and on the command line, and tells of the day."""
    page = agency.tab(FIRST)
    page.goto("/kelola/audit/periksa")
    assert "Utuh" in page.inner_text("main [role=status]")
    head = page.inner_text(".hash code")
    done = tanya(agency.home, "audit", "verify", "--expect", head)
    assert done.returncode == 0, done.stderr
    page.goto("/kelola/audit?tindakan=forum.")
    assert page.locator("tr.entry").count() > 0
