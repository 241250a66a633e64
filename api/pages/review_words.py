"""The Indonesian words of the officers' pages, the badges that go with them, and their addresses."""

from api.forum.drafted_by import DraftedBy
from api.forum.models import DraftState, Priority, RejectReason
from api.pages.words import Badge
from evals.scorecard import Opinion

WORK = "/kerja"
HIGH_RISK, SOME_RISK = 0.6, 0.3
"""From these on a risk of 0–1 is called high, or moderate; the former as ``ReviewRules`` has it."""

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

REASONS: dict[RejectReason, str] = {
    RejectReason.WRONG: "Isinya salah",
    RejectReason.WRONG_SOURCE: "Sumbernya keliru",
    RejectReason.OUTDATED: "Aturannya sudah tidak berlaku",
    RejectReason.INCOMPLETE: "Tidak lengkap",
    RejectReason.UNCLEAR: "Sulit dipahami",
    RejectReason.OFF_QUESTION: "Tidak menjawab pertanyaan",
    RejectReason.PERSONAL_CASE: "Perkara pribadi, perlu ditangani langsung",
    RejectReason.OTHER: "Lainnya",
}

MEANINGS: dict[str, str] = {
    "citation_validity": "Setiap pasal yang dirujuk memang ada di pustaka.",
    "quote_match": "Kutipannya sama huruf demi huruf dengan naskah peraturan.",
    "legal_force": "Pasal yang dirujuk berlaku pada hari yang ditanyakan.",
    "number_consistency": "Angka dan tanggal di kalimat ada juga di pasal yang dirujuk.",
    "citation_coverage": "Kalimat yang menyatakan aturan punya rujukan.",
}
"""What a metric of the scorecard asks, by its name."""

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
    "tolak": "Draf ditolak. Pertanyaannya tetap terbuka: minta draf lain, atau tulis sendiri.",
    "kedua": "Petugas lain di bidang ini diberi tahu untuk membaca teks itu.",
    "setuju": "Pendapat Anda tersimpan: setuju diterbitkan.",
    "tidak-setuju": "Pendapat Anda tersimpan: belum setuju.",
}
"""What was done, by the word that the address of the next page carries."""

FOUND = "latihan-ditemukan"
MISSED = "latihan-terlewat"
PRACTICE: dict[str, str] = {
    FOUND: "Tadi itu draf latihan yang sengaja dibuat salah, dan Anda menemukannya. Tidak ada yang terbit.",
    MISSED: "Tadi itu draf latihan yang sengaja dibuat salah, dan kesalahannya terlewat. "
    "Tidak ada yang terbit.",
}


def risk_badge(risk: float) -> Badge:
    """A risk of 0–1 in words."""
    if risk >= HIGH_RISK:
        return Badge("Risiko tinggi", "bad", "alert")
    if risk >= SOME_RISK:
        return Badge("Risiko sedang", "warn", "half")
    return Badge("Risiko rendah", "good", "shield")


def work_url(number: int, part: str = "") -> str:
    """Path of an officer's page of a question, or of what is done there: ``work_url(7, "/catatan")``."""
    return f"{WORK}/{number}{part}"


def percent(share: float) -> str:
    """``0.873`` → ``87 %``."""
    return f"{share * 100:.0f} %"
