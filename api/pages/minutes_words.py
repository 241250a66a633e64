"""The Indonesian words of the pages about meetings, and the addresses they lead to."""

from datetime import date
from urllib.parse import quote, urlencode

from api.minutes.models import ActionState, MeetingState, Seat, Section
from api.minutes.published import Audience, PublicationState
from api.minutes.versions import ChangeKind
from api.pages.words import Badge

MINUTES = "/notula"
NEW = "/notula/baru"
ACTIONS = "/notula/tindak-lanjut"
CARE = "/notula/buka-kembali"
SEARCH = "/notula/cari"
PUBLISHED = "/notula/terbitan"

STATES: dict[MeetingState, Badge] = {
    MeetingState.DRAFT: Badge("Konsep", "mute", "pencil"),
    MeetingState.PROCESSING: Badge("Disusun", "info", "clock"),
    MeetingState.EDITING: Badge("Disunting", "warn", "pencil"),
    MeetingState.SIGNED: Badge("Ditandatangani", "good", "check"),
    MeetingState.REOPENED: Badge("Dibuka kembali", "warn", "alert"),
}
SEATS: dict[Seat, str] = {
    Seat.CHAIR: "Pimpinan",
    Seat.SECRETARY: "Notulis",
    Seat.PARTICIPANT: "Peserta",
}
SECTIONS: dict[Section, str] = {
    Section.KEY_POINT: "Pembahasan",
    Section.DECISION: "Keputusan",
    Section.ACTION: "Tindak lanjut",
    Section.QUESTION: "Pertanyaan terbuka",
}
ACTION_STATES: dict[ActionState, Badge] = {
    ActionState.OPEN: Badge("Belum", "info", "clock"),
    ActionState.STARTED: Badge("Berjalan", "warn", "pencil"),
    ActionState.DONE: Badge("Selesai", "good", "check"),
    ActionState.DROPPED: Badge("Batal", "mute", "cross"),
}
CHANGES: dict[ChangeKind, Badge] = {
    ChangeKind.ADDED: Badge("Ditambahkan", "good", "check"),
    ChangeKind.CHANGED: Badge("Diubah", "warn", "pencil"),
    ChangeKind.REMOVED: Badge("Dihapus", "bad", "cross"),
}
PUBLICATIONS: dict[PublicationState, Badge] = {
    PublicationState.WAITING: Badge("Menunggu persetujuan", "info", "clock"),
    PublicationState.PUBLISHED: Badge("Terbit", "good", "check"),
    PublicationState.REFUSED: Badge("Ditolak", "bad", "cross"),
    PublicationState.WITHDRAWN: Badge("Ditarik", "mute", "cross"),
}
AUDIENCES: dict[Audience, str] = {
    Audience.MEMBERS: "Hanya peserta rapat",
    Audience.AGENCY: "Semua akun di instansi ini",
}
TO_CHECK = Badge("Perlu diperiksa", "warn", "alert")
CONFIRMED = Badge("Sudah diperiksa", "good", "check")
OVERDUE = Badge("Lewat tenggat", "bad", "alert")
FORMATS = (
    ("docx", "Word (DOCX)"),
    ("pdf", "PDF"),
    ("md", "Markdown"),
    ("json", "JSON"),
    ("csv", "Tindak lanjut (CSV)"),
    ("ics", "Tindak lanjut untuk kalender (ICS)"),
)
DONE: dict[str, str] = {
    "buat": "Rapat sudah disimpan. Notulanya sedang disusun.",
    "data": "Data rapat sudah disimpan.",
    "baris": "Baris sudah disimpan dan diperiksa lagi.",
    "usulan": "Bagian itu sudah diganti dengan usulan dan diperiksa lagi. Versi sebelumnya tetap ada.",
    "tambah": "Baris sudah ditambahkan.",
    "hapus": "Baris sudah dihapus. Versi sebelumnya masih memuatnya.",
    "periksa": "Baris ditandai sudah diperiksa.",
    "pembicara": "Nama pembicara sudah diganti.",
    "susun": "Notula sedang disusun ulang.",
    "komentar": "Komentar sudah ditambahkan.",
    "tanda": "Tanda tangan Anda sudah disimpan.",
    "pulih": "Versi itu sudah dipulihkan.",
    "rekaman": "Rekaman sudah disimpan.",
    "tindak": "Tindak lanjut sudah diubah.",
    "rapat-hapus": "Rapat sudah dihapus dengan semua isinya.",
    "serah": "Tugas notulis sudah diserahkan. Anda sekarang peserta rapat ini.",
    "tunjuk": "Notulis baru sudah ditunjuk dan diberi tahu.",
    "musnahkan": "Notula sudah dimusnahkan. Jejak audit mencatat dasar dan sidik jarinya.",
    "terbit-peserta": "Notula sekarang dapat dicari para pesertanya.",
    "terbit-instansi": "Permintaan terbit sudah dikirim ke pengelola pengetahuan.",
    "terbit-setujui": "Notula sekarang dapat dicari semua akun.",
    "terbit-tolak": "Penerbitan ditolak; notulis dan pimpinan diberi tahu.",
    "terbit-tarik": "Notula sudah ditarik dari pencarian.",
    "buka": "Notula sudah dibuka kembali; notulis dan pimpinan diberi tahu.",
}
"""What was done, by the word that the address of the next page carries."""


def meeting_url(meeting_id: str, tail: str = "", /, **query: str) -> str:
    """Path of a meeting's page, or of one below it."""
    path = f"{MINUTES}/{quote(meeting_id, safe='')}{tail}"
    return f"{path}?{urlencode(query)}" if query else path


def published_url(meeting_id: str) -> str:
    """Path of what others read of a notula."""
    return f"{PUBLISHED}/{quote(meeting_id, safe='')}"


def seconds_words(seconds: float) -> str:
    """A place in a recording: ``02.15``, ``1.02.15``."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}.{minutes:02}.{whole % 60:02}" if hours else f"{minutes:02}.{whole % 60:02}"


def days_words(due: date, today: date) -> str:
    """How far a day is: ``hari ini``, ``3 hari lagi``, ``lewat 2 hari``."""
    days = (due - today).days
    if not days:
        return "hari ini"
    return f"{days} hari lagi" if days > 0 else f"lewat {-days} hari"
