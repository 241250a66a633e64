"""What an ASN does in the forum: asks, adds, is told, reads, rates."""

import re

from tests.e2e.working_day.agency import Agency
from tests.e2e.working_day.matters import Matter, Plan
from tests.e2e.working_day.people import PEOPLE, VISITOR

HIDDEN = "Pertanyaan tidak ditemukan"


def ask(agency: Agency, matter: Matter) -> int:
    """Ask through the form and its preview; the number that the receipt tells."""
    page = agency.tab(matter.by)
    page.goto("/forum")
    page.click("main a:has-text('Ajukan pertanyaan')")
    page.fill("#judul", matter.title)
    page.fill("#teks", matter.text)
    page.select_option("#kategori", matter.category)
    if matter.anonymous:
        page.check("#anonim")
    page.click("text=Lanjut ke pratinjau")
    page.locator("#judul").wait_for(state="detached")
    if page.inner_text("h1") == "Mungkin sudah terjawab":
        page.click("text=Belum terjawab, lanjutkan")
    shown = page.inner_text(".public-card")
    for word in matter.personal:
        assert word not in shown, f"{word} stands in the preview of {matter.title}"
    assert ("Anonim" in shown) is matter.anonymous
    if matter.file:
        page.set_input_files(
            "#berkas", {"name": "surat-dokter.txt", "mimeType": "text/plain", "buffer": b"Surat dokter."}
        )
    page.click("text=Kirim pertanyaan")
    page.wait_for_url("**/terkirim")
    found = re.search(r"/forum/(\d+)/terkirim", page.url)
    assert found is not None
    receipt = page.inner_text("main")
    assert "Balasan pertama" in receipt or "Batas waktu balasannya" in receipt
    return int(found[1])


def sees_when_a_reply_is_due(agency: Agency, matter: Matter, number: int) -> None:
    """The asker is told until when the first reply is to come, by the clock of the category."""
    agency.until(
        matter.by,
        f"/forum/{number}",
        lambda page: "Balasan pertama paling lambat" in page.inner_text("main"),
        "when a reply is due",
    )


def nobody_else_sees(agency: Agency, matter: Matter, number: int) -> None:
    """Before a reply all but the asker and the right officers are told that there is no such question."""
    others = [one.username for one in PEOPLE.values() if one.role == "asn" and one.username != matter.by]
    foreign = [one.username for one in PEOPLE.values() if one.role == "admin" and one.bidang != matter.bidang]
    for who in (VISITOR, others[0], "rani", *foreign):
        page = agency.tab(who)
        page.goto(f"/forum/{number}")
        assert page.inner_text("h1") == HIDDEN, f"{who}: {page.url}"
        assert matter.title not in page.content()
    for who in foreign:
        page = agency.tab(who)
        page.goto(f"/kerja/{number}")
        assert matter.title not in page.content()
        page.goto("/kerja?tab=semua")
        assert matter.title not in page.content()


def everybody_reads_the_reply(agency: Agency, matter: Matter, number: int) -> None:
    """After a reply all read it, with who reviewed it, and nobody reads who asked or what is personal."""
    others = [one.username for one in PEOPLE.values() if one.role == "asn" and one.username != matter.by]
    asker = PEOPLE[matter.by].name
    for who in (VISITOR, others[0]):
        page = agency.tab(who)
        page.goto(f"/forum/{number}")
        words = page.content()
        assert "Balasan petugas" in words
        assert "Ditulis sendiri oleh" in words if matter.plan is Plan.REJECT else "Ditinjau oleh" in words
        assert asker not in words, f"{who or 'a visitor'} reads who asked {matter.title}"
        for word in matter.personal:
            assert word not in words
        assert page.locator(".file-list, form[action$='/nilai'], form[action$='/lanjutan']").count() == 0
        assert ("Anonim bertanya" if matter.anonymous else "ASN bertanya") in page.inner_text("main")


def follow_up(agency: Agency, matter: Matter, number: int, text: str) -> None:
    """Add something to one's own question."""
    page = agency.tab(matter.by)
    page.goto(f"/forum/{number}")
    page.fill("#teks-lanjutan", text)
    page.click("text=Kirim penjelasan")
    page.wait_for_url("**selesai=lanjutan")


def rate(agency: Agency, matter: Matter, number: int, stars: int) -> None:
    """Be told of the reply, open it from there, and rate it."""
    page = agency.tab(matter.by)
    page.goto("/pemberitahuan")
    told = page.locator(f".told:has-text('{matter.title}') a:has-text('Buka')").first
    told.click()
    page.wait_for_url(f"**/forum/{number}*")
    page.check(f"#bintang-{stars}")
    page.fill("#teks-nilai", "Jelas, terima kasih." if stars > 3 else "Kurang lengkap.")
    page.click("text=Simpan penilaian")
    page.wait_for_url("**selesai=nilai")


def find(agency: Agency, who: str, words: str, number: int) -> None:
    """Find an answered question by its words."""
    page = agency.tab(who)
    page.goto("/forum")
    page.fill("#cari", words)
    page.click("main search button")
    page.wait_for_url("**cari=*")
    assert page.locator(f"main a[href='/forum/{number}']").count() == 1


def finds_it_while_typing(agency: Agency, who: str, title: str, text: str, number: int) -> None:
    """Be shown, while a question is typed, that it may be answered already."""
    page = agency.tab(who)
    page.goto("/forum/ajukan")
    page.fill("#judul", title)
    page.fill("#teks", text)
    page.locator(f"[data-near] a[href='/forum/{number}']").wait_for()
