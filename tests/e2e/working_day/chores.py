"""What else goes on in the agency: a visitor asks the chat, an admin keeps a reply, an evaluator measures."""

import json
import re
from pathlib import Path

from tests.e2e.product import tanya
from tests.e2e.working_day.agency import Agency
from tests.e2e.working_day.people import VISITOR

SPOKEN = """\
Gita Sari: Selamat pagi, rapat saya buka. Agenda kita presensi pegawai.
Citra Dewi: Bulan lalu ada 12 laporan lupa presensi, dan 3 di antaranya terlambat dilaporkan.
Eka Putra: Usul saya, pengingat dikirim setiap sore.
Gita Sari: Baik, disepakati pengingat presensi dikirim setiap hari pukul 16.00.
Gita Sari: Pak Eka tolong siapkan pengingatnya paling lambat 30 November 2026.
Eka Putra: Siap, Bu.
Gita Sari: Rapat saya tutup. Terima kasih.
"""
"""What was said in a meeting."""
FEW = 2
"""Questions of each sort in an evaluation."""
STARTER = Path(__file__).parents[3] / "evals" / "datasets" / "starter.jsonl"


def visitor_asks(agency: Agency) -> dict[str, str]:
    """Ask the chat twice, complain, share the conversation, hand a question over; where that can be seen."""
    page = agency.tab(VISITOR)
    page.goto("/")
    page.fill("#q", "berapa lama cuti melahirkan anak ke-4?")
    page.click("[data-send]")
    page.wait_for_url("**/percakapan/*")
    page.locator(".marker").first.wait_for()
    conversation = page.url.partition("#")[0].removeprefix(agency.address)
    page.fill("#q", "resep rendang padang yang enak bagaimana")
    page.click("[data-send]")
    page.locator("main", has_text="Di luar").wait_for()
    page.goto(conversation)
    page.locator("button[name=membantu][value=tidak]").first.click()
    page.locator("[data-feedback-thanks]").first.wait_for()
    page.locator("input[name=alasan]").first.check()
    page.click("text=Kirim alasan")
    page.locator("[data-feedback-thanks]:has-text('dengan alasan')").first.wait_for()
    page.locator("main a[href^='/teruskan/']").last.click()
    page.fill("#catatan", "Saya bertanya untuk acara kantor.")
    page.click("text=Kirim sekarang")
    page.wait_for_url("**/tindak-lanjut/*")
    page.goto(f"{conversation}/bagikan")
    page.click("button:has-text('Buat tautan')")
    shared = page.input_value("#tautan")
    return {"conversation": conversation, "shared": shared}


def admin_keeps_a_reply(agency: Agency) -> None:
    """Keep words to be inserted, and say what one knows well and when one is away."""
    page = agency.tab("citra")
    page.goto("/kelola/balasan")
    page.fill("#judul", "Penutup")
    page.fill("#teks", "Semoga membantu.")
    page.click("main button:has-text('Tambah balasan')")
    page.wait_for_url("**selesai=*")


def meeting_is_minuted(agency: Agency) -> dict[str, str]:
    """Paste what was said in a meeting, and have its minutes drafted; where they are."""
    page = agency.tab("citra")
    page.goto("/notula/baru")
    page.fill("#judul", "Rapat presensi pegawai")
    page.fill("#tanggal", "2026-11-20")
    page.fill("#akun_pimpinan", "gita")
    page.fill("#peserta", "Gita Sari; Ketua\nCitra Dewi; Analis\nEka Putra; Analis")
    page.fill("#transkrip", SPOKEN)
    page.click("button:has-text('Simpan dan susun notula')")
    page.wait_for_url(re.compile(r"/notula/[0-9a-f-]{36}"))
    meeting = page.url.removeprefix(agency.address).partition("?")[0]
    agency.until("citra", meeting, lambda page: "Keputusan" in page.inner_text("main"), "the minutes")
    return {"meeting": meeting}


def evaluator_measures(agency: Agency) -> None:
    """Run a small set of questions twice from the command line, for the pages to show and compare."""
    few = agency.home.parent / "soal.jsonl"
    lines = STARTER.read_text(encoding="utf-8").splitlines()
    answerable = [line for line in lines if json.loads(line)["answerable"]]
    others = [line for line in lines if line not in answerable]
    few.write_text("\n".join([*answerable[:FEW], *others[:FEW], ""]), encoding="utf-8")
    for name in ("pagi", "siang"):
        for arguments in (("eval", "run", few, "--name", name), ("eval", "score", name)):
            done = tanya(agency.home, *arguments)
            assert done.returncode == 0, done.stderr
