from datetime import date

from corpus.models import FaqEntry, ForumAnswer, PassageKind, SopEntry
from ingestion.chunking import chunk_entry

BASIS = ("pp-11-2017/pasal-311/ayat-2",)
CHECKED, REVIEW_BY = date(2026, 11, 21), date(2027, 5, 21)


def test_faq() -> None:
    entry = FaqEntry(
        id="faq/lama",
        topic="Cuti",
        bidang="disiplin-kinerja",
        legal_basis=BASIS,
        checked=CHECKED,
        review_by=REVIEW_BY,
        question="Berapa hari?",
        variants=("brp?", "jatah?"),
        answer="12 hari kerja.",
    )
    unit = chunk_entry("faq-cuti", entry, order=3)
    assert (unit.id, unit.source_id, unit.kind, unit.order) == ("faq/lama", "faq-cuti", PassageKind.FAQ, 3)
    assert unit.path == ("Cuti", "Berapa hari?")
    assert unit.text == "12 hari kerja."
    assert unit.search_text == "Berapa hari?\nbrp?\njatah?"


def test_sop() -> None:
    entry = SopEntry(
        id="sop/cuti",
        topic="",
        bidang="disiplin-kinerja",
        legal_basis=BASIS,
        checked=CHECKED,
        review_by=REVIEW_BY,
        title="Pengajuan Cuti",
        variants=("cara cuti?",),
        purpose="Mengajukan cuti.",
        requirements=("Formulir", "SK"),
        steps=("Isi.", "Serahkan."),
        duration="3 hari",
        cost="",
        unit="BKD",
    )
    unit = chunk_entry("sop-cuti", entry)
    assert unit.path == ("Pengajuan Cuti",)
    assert unit.text == (
        "Tujuan: Mengajukan cuti.\nPersyaratan:\n- Formulir\n- SK\nLangkah:\n1. Isi.\n2. Serahkan.\n"
        "Waktu: 3 hari\nUnit: BKD"
    )
    assert unit.search_text == "Pengajuan Cuti\ncara cuti?"


def test_forum() -> None:
    entry = ForumAnswer(
        id="forum/sisa",
        topic="Cuti",
        bidang="disiplin-kinerja",
        legal_basis=BASIS,
        checked=CHECKED,
        review_by=REVIEW_BY,
        title="Sisa cuti",
        question="Min, hangus gak?",
        answer="Tidak.",
        asked_on=date(2026, 3, 2),
        answered_on=date(2026, 3, 3),
    )
    unit = chunk_entry("forum-cuti", entry)
    assert (unit.kind, unit.path, unit.text) == (PassageKind.FORUM, ("Cuti", "Sisa cuti"), "Tidak.")
    assert unit.search_text == "Sisa cuti\nMin, hangus gak?"
