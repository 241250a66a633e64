"""The Indonesian words of the officers' pages, the badges that go with them, and their addresses."""

from api.forum.draft_checks import NEIGHBOUR, REPEATED, TOPIC
from api.forum.drafted_by import DraftedBy
from api.forum.models import DraftState, Priority
from api.forum.review_words import ReviewRules
from api.pages.words import Badge
from evals.scorecard import Opinion

WORK = "/kerja"
BARE = "bidang:"
"""Begins the choice of a bidang without a category, in the form that moves a question."""

OPINIONS: dict[Opinion | None, Badge] = {
    Opinion.READY: Badge(Opinion.READY.label, "good", "check"),
    Opinion.CHECK: Badge(Opinion.CHECK.label, "warn", "search"),
    Opinion.STOP: Badge(Opinion.STOP.label, "bad", "blocked"),
    None: Badge("Belum dinilai", "mute", "ask"),
}

DRAFT_STATES: dict[DraftState, Badge] = {
    DraftState.DRAFTED: Badge("Menunggu ditinjau", "info", "clock"),
    DraftState.SCORED: Badge("Menunggu ditinjau", "info", "clock"),
    DraftState.IN_REVIEW: Badge("Sedang ditinjau", "warn", "pencil"),
    DraftState.ACCEPTED: Badge("Diterima", "good", "check"),
    DraftState.ACCEPTED_WITH_EDITS: Badge("Diterima dengan perubahan", "good", "pencil"),
    DraftState.REJECTED: Badge("Ditolak", "bad", "cross"),
    DraftState.STALE: Badge("Usang", "mute", "clock"),
}

UNDER_WAY = Badge("Draf sedang disusun", "info", "clock")
NO_DRAFT = Badge("Belum ada draf", "mute", "missing")

PRIORITIES: dict[Priority, Badge] = {
    Priority.NORMAL: Badge("Prioritas biasa", "mute", "list"),
    Priority.HIGH: Badge("Prioritas tinggi", "warn", "alert"),
    Priority.URGENT: Badge("Mendesak", "bad", "alert"),
}

DRAFTED_BY: dict[str, str] = {
    DraftedBy.SOURCES: "Dikutip dari sumber, tanpa model bahasa",
    DraftedBy.MODEL: "Disusun model bahasa, setiap kalimat diperiksa",
    DraftedBy.FIXED: "Balasan tetap, bukan draf",
    DraftedBy.FAILED: "Draf gagal disusun",
}

MEANINGS: dict[str, str] = {
    "citation_validity": "Setiap pasal yang dirujuk memang ada di pustaka.",
    "quote_match": "Kutipannya sama huruf demi huruf dengan naskah peraturan.",
    "legal_force": "Pasal yang dirujuk berlaku pada hari yang ditanyakan.",
    "number_consistency": "Angka dan tanggal di kalimat ada juga di pasal yang dirujuk.",
    "citation_coverage": "Kalimat yang menyatakan aturan punya rujukan.",
}
"""What a metric of the scorecard asks, by its name."""

NOTED: dict[str, tuple[str, str]] = {
    TOPIC: ("Pokok soal", "Sumber draf membahas hal yang ditanyakan."),
    NEIGHBOUR: ("Pertanyaan asal", "Jawabannya ditulis untuk pertanyaan ini."),
    REPEATED: ("Draf sebelumnya", "Draf ini lain daripada yang ditolak."),
}
"""Title and meaning of what is noted with a draft, by the name of the check."""

DONE: dict[str, str] = {
    "ambil": "Pertanyaan ini sekarang tugas Anda.",
    "kembali": "Pertanyaan ini dikembalikan ke antrean.",
    "pindah": "Pertanyaan sudah dipindahkan. Saran berikutnya belajar dari pemindahan ini.",
    "prioritas": "Prioritas sudah diubah.",
    "tutup": "Pertanyaan dinyatakan selesai.",
    "tolak-pertanyaan": "Pertanyaan ditolak. Penanya membaca alasannya.",
    "catatan": "Catatan disimpan. Hanya petugas yang membacanya.",
    "draf-baru": "Draf lain sedang disusun. Draf yang ada tetap di sini sampai jadi.",
    "lepas": "Draf dilepas. Petugas lain dapat meninjaunya.",
    "terima": "Balasan sudah terbit.",
    "suntingan": "Balasan sudah terbit dengan suntingan Anda.",
    "sendiri": "Balasan Anda sudah terbit.",
    "tugas": "Pertanyaan sudah ditugaskan.",
    "tolak": "Draf ditolak. Pertanyaannya tetap terbuka.",
    "kedua": "Petugas lain di bidang ini diberi tahu untuk membaca teks itu.",
    "setuju": "Pendapat Anda tersimpan: setuju diterbitkan.",
    "tidak-setuju": "Pendapat Anda tersimpan: belum setuju.",
}
"""What was done, by the word that the address of the next page carries."""

PRACTISES: dict[str, str] = {
    "ikut": "Anda ikut latihan. Draf latihan dapat muncul di antara draf biasa.",
    "berhenti": "Anda tidak ikut latihan lagi.",
}
"""What the page **Latihan** says after a choice."""

FOUND = "latihan-ditemukan"
MISSED = "latihan-terlewat"
PRACTICE: dict[str, str] = {
    FOUND: "Tadi itu draf latihan yang sengaja dibuat salah, dan Anda menemukannya. Tidak ada yang terbit.",
    MISSED: "Tadi itu draf latihan yang sengaja dibuat salah, dan kesalahannya terlewat. "
    "Tidak ada yang terbit.",
}


def risk_badge(risk: float, rules: ReviewRules) -> Badge:
    """A risk of 0–1 in words, as the agency's rules have it."""
    if risk >= rules.high_risk:
        return Badge("Risiko tinggi", "bad", "alert")
    if risk >= rules.some_risk:
        return Badge("Risiko sedang", "warn", "half")
    return Badge("Risiko rendah", "good", "shield")


def work_url(number: int, part: str = "") -> str:
    """Path of an officer's page of a question, or of what is done there: ``work_url(7, "/catatan")``."""
    return f"{WORK}/{number}{part}"


def percent(share: float) -> str:
    """``0.873`` → ``87 %``."""
    return f"{share * 100:.0f} %"
