"""What an admin of a bidang does: finds a draft in the queue, reads it, and decides."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.working_day.agency import Agency
from tests.e2e.working_day.matters import Matter
from tests.e2e.working_day.people import ADMINS, PEOPLE

OWN_WORDS = "Terima kasih. Silakan datang ke loket kami pada jam kerja; berkasnya kami bantu periksa."
ACCEPT = "button:has-text('Terima dan terbitkan apa adanya')"


def waits_for_draft(agency: Agency, who: str, number: int) -> Page:
    """The page of a question once its draft is there to be read."""
    return agency.until(
        who,
        f"/kerja/{number}",
        lambda page: page.locator("button:has-text('Mulai meninjau')").count() == 1,
        "a draft to review",
    )


def queued(agency: Agency, matter: Matter, number: int) -> None:
    """It stands in the queue of its bidang's admins, under the asker's name."""
    for who in ADMINS[matter.bidang]:
        page = agency.until(
            who,
            "/kerja?tab=semua&status=&urut=usia",
            lambda page: page.locator(f"main a[href='/kerja/{number}']").count() == 1,
            "the question in the queue",
        )
    page.goto(f"/kerja/{number}")
    assert PEOPLE[matter.by].name in page.inner_text("main")
    assert matter.text.split(".")[0] in page.inner_text("main")


def open_draft(agency: Agency, who: str, number: int) -> Page:
    """Take the draft to decide it."""
    page = waits_for_draft(agency, who, number)
    page.click("button:has-text('Mulai meninjau')")
    page.locator("#teks").wait_for()
    page.wait_for_load_state()
    return page


def accept(agency: Agency, who: str, number: int) -> bool:
    """Accept the draft as it is; False where it cannot be, and they wrote alone."""
    page = open_draft(agency, who, number)
    if page.locator(ACCEPT).count():
        page.click(ACCEPT)
        told(page, "Balasan sudah terbit")
        return True
    write_alone(page)
    return False


def edit(agency: Agency, who: str, number: int) -> bool:
    """Put a greeting before the draft and publish it; False where it blocks, and they wrote alone."""
    page = open_draft(agency, who, number)
    page.fill("#teks", f"Yth. Bapak/Ibu,\n{page.input_value('#teks')}")
    expect(page.locator(".edit-form [data-check-said]")).to_contain_text("Pemeriksaan:", timeout=60_000)
    if "Tidak ada yang menghalangi" in str(page.locator(".edit-form [data-check-said]").text_content()):
        page.click("button:has-text('Terbitkan suntingan')")
        told(page, "Balasan sudah terbit")
        return True
    write_alone(page)
    return False


def reject(agency: Agency, who: str, number: int) -> None:
    """Reject the draft with a reason, and write alone."""
    page = open_draft(agency, who, number)
    page.click("summary:has-text('Tolak draf')")
    page.select_option("#alasan", "sulit_dipahami")
    page.click("button:has-text('Tolak draf')")
    told(page, "Draf ditolak")
    write_alone(page)


def with_second_reader(agency: Agency, who: str, other: str, number: int) -> None:
    """A risky draft: not published alone; another admin of the bidang agrees to the very words."""
    page = open_draft(agency, who, number)
    text = page.input_value("#teks")
    page.click("button:has-text('Terbitkan suntingan')")
    expect(page.locator("[role=alert]").first).to_contain_text("pembaca kedua")
    page.fill("#teks", text)
    page.click("button:has-text('Minta pembaca kedua')")
    told(page, "Petugas lain di bidang ini diberi tahu")
    second = agency.tab(other)
    second.goto("/pemberitahuan")
    second.locator(".told a:has-text('Buka')").first.wait_for()
    second.goto(f"/kerja/{number}")
    assert second.locator(".second-text").inner_text().strip() == text.strip()
    second.click("button:has-text('Setuju diterbitkan')")
    told(second, "setuju diterbitkan")
    page.goto(f"/kerja/{number}")
    page.click(ACCEPT)
    told(page, "Balasan sudah terbit")


def move(agency: Agency, who: str, number: int, category: str) -> None:
    """Send a question to another category, perhaps of another bidang."""
    page = agency.tab(who)
    page.goto(f"/kerja/{number}")
    page.click("summary:has-text('Pindahkan ke kategori')")
    page.select_option("#pindah", category)
    page.fill("#catatan-pindah", "Ini soal pensiun.")
    page.click("button:has-text('Pindahkan')")
    page.wait_for_load_state()


def refuse(agency: Agency, who: str, number: int, reason: str) -> None:
    """Refuse a question, with a reason that its asker reads."""
    page = agency.tab(who)
    page.goto(f"/kerja/{number}")
    page.click("summary:has-text('Tolak pertanyaan')")
    page.fill("#alasan-tolak", reason)
    page.click("button:has-text('Tolak pertanyaan')")
    told(page, "Pertanyaan ditolak")


def overtaken(agency: Agency, who: str, number: int) -> str:
    """Open a draft, and have the decision refused since its asker said more; what the page tells."""
    page = agency.tab(who)
    page.click(ACCEPT)
    alert = page.locator("[role=alert]").first
    alert.wait_for()
    return re.sub(r"\s+", " ", alert.inner_text())


def write_alone(page: Page) -> None:
    """Publish a reply of one's own on the page of a question, and close it."""
    page.click("summary:has-text('Tulis balasan sendiri')")
    page.fill("#sendiri", OWN_WORDS)
    # What was found in the text is read first; only then is it published.
    page.click("button:has-text('Terbitkan balasan')")
    expect(page.locator("[role=alert]").first).to_contain_text("Baca dahulu", timeout=60_000)
    page.click("button:has-text('Terbitkan balasan')")
    told(page, "Balasan Anda sudah terbit")


def told(page: Page, words: str) -> None:
    """What the next page says was done."""
    expect(page.locator("main [role=status]").first).to_contain_text(words, timeout=60_000)
