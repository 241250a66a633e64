"""The Indonesian words for what becomes of conversations, judgements and handovers."""

import re
from urllib.parse import quote

from api.pages.words import Badge
from api.state.feedback import Reason, ReviewState
from api.state.handovers import HandoverState
from api.state.masking import masked

FEEDBACK_REASONS: dict[str, str] = {
    Reason.WRONG.value: "Isinya salah",
    Reason.OUTDATED.value: "Aturannya sudah diganti atau dicabut",
    Reason.INCOMPLETE.value: "Kurang lengkap",
    Reason.UNCLEAR.value: "Sulit dipahami",
    Reason.OTHER.value: "Lainnya",
}

STANDINGS: dict[HandoverState, Badge] = {
    HandoverState.NEW: Badge("Menunggu petugas", "info", "clock"),
    HandoverState.HANDLED: Badge("Sudah ditangani", "good", "check"),
}

REVIEWS: dict[ReviewState, Badge] = {
    ReviewState.NEW: Badge("Belum ditinjau", "info", "clock"),
    ReviewState.ACCEPTED: Badge("Diterima", "good", "check"),
    ReviewState.REJECTED: Badge("Ditolak", "mute", "cross"),
}

NEWS: dict[str, str] = {
    "judul": "Judul percakapan sudah diganti.",
    "hapus": "Percakapan sudah dihapus.",
    "hapus-semua": "Semua percakapan Anda sudah dihapus.",
    "cabut": "Semua tautan percakapan ini sudah dicabut dan tidak dapat dibuka lagi.",
    "tutup": "Pertanyaan ditandai sudah ditangani. Penanya melihat pesan Anda pada tanda terimanya.",
    "terima": "Penilaian diterima.",
    "tolak": "Penilaian ditolak.",
    "nyala": "Model bahasa dinyalakan.",
    "keluar": "Anda sudah keluar.",
    "keluar-semua": "Anda sudah keluar dari semua peramban.",
    "daftar": "Akun Anda sudah dibuat.",
    "profil": "Profil Anda sudah disimpan.",
    "sandi": "Kata sandi Anda sudah diganti. Anda keluar dari semua peramban lain.",
    "token-cabut": "Token sudah dicabut dan tidak berlaku lagi.",
    "akun-hapus": "Akun Anda sudah dihapus.",
    "mati": "Model bahasa dimatikan. Jawaban kini disusun langsung dari sumbernya.",
}
"""What was done, by the word that the address of the next page carries."""

LONGEST_NAME = 60
"""Characters of a file's name that come from a title."""


def conversation_url(conversation_id: str, exchange_id: str = "") -> str:
    """Path of a conversation, at the question whether one of its answers helped where that is named."""
    fragment = f"#tanggapan-{quote(exchange_id, safe='')}" if exchange_id else ""
    return f"/percakapan/{quote(conversation_id, safe='')}{fragment}"


def receipt_url(receipt: str) -> str:
    """Path of the page that tells what came of a handed over question."""
    return f"/tindak-lanjut/{quote(receipt, safe='')}"


def file_name(title: str, day: str) -> str:
    """``tanya-asn-cuti-besar-2026-11-22.txt``: no personal data, nothing a file system cannot take."""
    plain = re.sub(r"[^a-z0-9]+", "-", masked(title).lower()).strip("-")
    cut = plain if len(plain) <= LONGEST_NAME else plain[: LONGEST_NAME + 1].rpartition("-")[0]
    return "-".join(filter(None, ("tanya-asn", cut or "percakapan", day))) + ".txt"
