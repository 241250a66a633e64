"""The Indonesian words of the forum's pages, and the addresses they lead to."""

from collections.abc import Mapping, Sequence
from datetime import time
from urllib.parse import quote

from api.forum.history import Event, EventKind
from api.forum.models import Category, QuestionState
from api.forum.notifying import Notice
from api.forum.routing.working_week import read_week
from api.pages.words import Badge

FORUM = "/forum"
ASK = "/forum/ajukan"
OWN = "/forum/saya"
TOLD = "/pemberitahuan"

STATES: dict[QuestionState, Badge] = {
    QuestionState.SUBMITTED: Badge("Diajukan", "info", "clock"),
    QuestionState.IN_PROGRESS: Badge("Dikerjakan", "warn", "pencil"),
    QuestionState.DONE: Badge("Selesai", "good", "check"),
    QuestionState.REJECTED: Badge("Ditolak", "mute", "cross"),
}

STATE_MEANS: dict[QuestionState, str] = {
    QuestionState.SUBMITTED: "Menunggu petugas mengambilnya.",
    QuestionState.IN_PROGRESS: "Petugas sedang menyiapkan balasan.",
    QuestionState.DONE: "Pertanyaan ini sudah dibalas dan ditutup.",
    QuestionState.REJECTED: "Petugas tidak menjawab pertanyaan ini. Alasannya ada di riwayat.",
}

STARS: dict[int, str] = {
    1: "Sangat tidak membantu",
    2: "Kurang membantu",
    3: "Cukup",
    4: "Membantu",
    5: "Sangat membantu",
}

EVENTS: dict[EventKind, str] = {
    EventKind.SUBMITTED: "Pertanyaan diajukan",
    EventKind.STATE: "Status berubah",
    EventKind.MOVED: "Diteruskan ke bidang atau kategori lain",
    EventKind.ASSIGNED: "Petugas berganti",
    EventKind.PRIORITY: "Prioritas berubah",
    EventKind.WORDS: "Naskah untuk umum diubah",
    EventKind.FOLLOW_UP: "Penjelasan ditambahkan",
    EventKind.NOTE: "Catatan petugas ditambahkan",
    EventKind.REPLY: "Balasan terbit",
    EventKind.HOLDING: "Balasan sementara disampaikan kepada penanya",
    EventKind.PRIVATE: "Balasan disampaikan kepada penanya saja",
    EventKind.WITHDRAWN: "Balasan ditarik",
    EventKind.ATTACHED: "Berkas dilampirkan",
    EventKind.DETACHED: "Lampiran dihapus",
    EventKind.RATED: "Penanganan dinilai",
}

NOTICES: dict[Notice, str] = {
    Notice.REPLY: "check",
    Notice.WITHDRAWN: "alert",
    Notice.STATE: "info",
    Notice.ASSIGNED: "person",
    Notice.MOVED: "arrow",
    Notice.FOLLOW_UP: "talk",
    Notice.NOTE: "pencil",
    Notice.REMINDER: "clock",
    Notice.STANDING: "alert",
    Notice.SECOND_READER: "person",
}
"""The icon beside each kind of notification."""

FORUM_NEWS: dict[str, str] = {
    "lanjutan": "Penjelasan Anda sudah ditambahkan. Petugas diberi tahu.",
    "buka": "Pertanyaan ini sudah dibuka kembali. Petugas diberi tahu.",
    "nilai": "Terima kasih. Penilaian Anda sudah disimpan.",
    "ikuti": "Anda akan diberi tahu bila ada yang baru di pertanyaan ini.",
    "henti": "Anda tidak lagi diberi tahu tentang pertanyaan ini.",
    "lampiran": "Berkas sudah dilampirkan.",
    "lampiran-hapus": "Lampiran sudah dihapus.",
    "naskah": "Naskah untuk umum sudah diubah.",
    "baca": "Semua pemberitahuan ditandai sudah dibaca.",
}
"""What was done, by the word that the address of the next page carries."""


def question_url(number: int, fragment: str = "") -> str:
    """Path of a question's page, at a part of it where that is named."""
    return f"{FORUM}/{number}{fragment}"


def question_id_url(question_id: str) -> str:
    """Path that leads to a question of which only the identifier is known."""
    return f"{FORUM}/pertanyaan/{quote(question_id, safe='')}"


def event_words(event: Event, places: Mapping[str, str]) -> str:
    """What happened, in a few words.

    Args:
        places: names of bidang by identifier.
    """
    words = EVENTS[event.kind]
    if event.kind is EventKind.STATE:
        return f"Status menjadi {STATES[QuestionState(event.after)].word.lower()}"
    if event.kind is EventKind.MOVED:
        bidang = event.after.partition("/")[0]
        return f"Diteruskan ke bidang {places.get(bidang, bidang)}"
    if event.kind is EventKind.RATED:
        return f"{words}: {event.after} dari 5"
    return words


def by_bidang(
    categories: Sequence[Category], names: Mapping[str, str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Categories for a list to choose from: identifier and name under the name of each bidang."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in categories:
        groups.setdefault(names.get(one.bidang_id, one.bidang_id), []).append((one.id, one.name))
    return list(groups.items())


def reply_time(hours: int, work_hours: str) -> str:
    """How long a reply takes at most, as people say it: ``1 hari kerja``, ``4 jam kerja``.

    Args:
        hours: the target, in working hours.
        work_hours: the setting that says when the agency works in a week.

    Raises:
        InvalidInput: the setting cannot be read.
    """
    days = [spans for spans in read_week(work_hours) if spans]
    minutes = sum(_minutes(end) - _minutes(begin) for spans in days for begin, end in spans)
    in_days = hours * 60 * len(days) / minutes
    return f"{hours} jam kerja" if in_days < 1 else f"{round(in_days)} hari kerja"


def file_size(size: int) -> str:
    """``4.200`` → ``5 kB``, ``5.000.000`` → ``5 MB``."""
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{-(-size // 1_000)} kB"


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
