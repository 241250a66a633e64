"""The Indonesian words the pages use for what the types name, and the icon that goes with each."""

from dataclasses import dataclass
from urllib.parse import quote

from assistant.guard.reception import Tone, tone
from assistant.models import Answer, AnswerStatus
from corpus.identifiers import without_version
from corpus.models import SourceKind


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with the tone (CSS class) and icon that say the same without colour."""

    word: str
    tone: str
    icon: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an answer ended, for people.

    Attributes:
        heading: what happened, in words.
        next_step: what the reader can do now; ``{contact}`` is replaced by who to turn to.
    """

    heading: str
    tone: str
    icon: str
    next_step: str


OUTCOMES: dict[AnswerStatus, Outcome] = {
    AnswerStatus.ANSWERED: Outcome(
        "Ada dasar hukumnya",
        "good",
        "check",
        "Periksa bunyi pasal lewat nomor di akhir kalimat sebelum Anda memakainya. Untuk keputusan atas "
        "kasus Anda, hubungi {contact}.",
    ),
    AnswerStatus.PARTIAL: Outcome(
        "Terjawab sebagian",
        "warn",
        "half",
        "Bagian yang tidak tercantum di sini belum ditemukan dasarnya. Tanyakan sisanya dengan lebih khusus, "
        "atau hubungi {contact}.",
    ),
    AnswerStatus.CLARIFY: Outcome(
        "Pertanyaan perlu diperjelas",
        "info",
        "ask",
        "Lengkapi pertanyaan di kotak bawah, misalnya status Anda (PNS, CPNS, atau PPPK), jenis layanan, "
        "atau tahunnya, lalu kirim lagi.",
    ),
    AnswerStatus.OUT_OF_SCOPE: Outcome(
        "Di luar cakupan layanan ini",
        "mute",
        "outside",
        "Layanan ini menjawab pertanyaan tentang aturan kepegawaian ASN. Untuk hal lain, hubungi unit yang "
        "menangani, atau tanyakan kepada {contact}.",
    ),
    AnswerStatus.NO_SOURCE: Outcome(
        "Dasar hukumnya belum ditemukan",
        "warn",
        "missing",
        "Kami tidak menebak. Coba sebut istilah resminya atau pasal yang Anda ketahui, telusuri daftar "
        "peraturan, atau hubungi {contact}.",
    ),
    AnswerStatus.BLOCKED: Outcome(
        "Pertanyaan tidak diproses",
        "bad",
        "blocked",
        "Tulis ulang pertanyaan tanpa data pribadi (NIP, NIK, nomor telepon) dan tanpa perintah kepada "
        "sistem, lalu kirim lagi.",
    ),
    AnswerStatus.ERROR: Outcome(
        "Jawaban gagal disusun",
        "bad",
        "alert",
        "Ini gangguan di sisi kami, bukan kesalahan Anda. Coba kirim lagi beberapa saat lagi; bila berulang, "
        "hubungi {contact}.",
    ),
}

FOR_A_PERSON = Outcome(
    "Perlu ditangani petugas",
    "info",
    "person",
    "Anda tidak perlu menuliskan rinciannya di sini. Hubungi {contact}.",
)
"""A matter that a person has to deal with: nobody who reports one is told to write it again."""


def outcome_of(answer: Answer) -> Outcome:
    """How an answer ended, for people."""
    return FOR_A_PERSON if tone(answer) is Tone.CALM else OUTCOMES[answer.status]


FORCE: dict[str, Badge] = {
    "berlaku": Badge("Berlaku", "good", "check"),
    "diubah": Badge("Berlaku dengan perubahan", "warn", "pencil"),
    "dicabut": Badge("Dicabut", "bad", "cross"),
    "dicabut-sebagian": Badge("Dicabut sebagian", "warn", "pencil"),
    "belum-berlaku": Badge("Belum berlaku", "info", "clock"),
    "tidak-diketahui": Badge("Status belum diketahui", "mute", "ask"),
    "bukan-peraturan": Badge("Bukan peraturan", "mute", "info"),
}

KINDS: dict[SourceKind, str] = {
    SourceKind.REGULATION: "Peraturan",
    SourceKind.SOP: "SOP",
    SourceKind.FAQ: "FAQ",
    SourceKind.FORUM: "Forum",
    SourceKind.OTHER: "Dokumen lain",
}

ORIGINS: dict[str, str] = {
    "faq": "Disusun dari FAQ yang telah diperiksa.",
    "sop": "Disusun dari SOP yang telah diperiksa.",
    "forum": "Disusun dengan bantuan jawaban forum yang telah diterima admin.",
    "provision": "Disusun langsung dari ketentuan peraturan.",
    "text": "Disusun dari dokumen di pustaka.",
    "llm": "Disusun model bahasa, setiap kalimat diperiksa dengan sumbernya.",
}

CHECKS: dict[str, str] = {
    "citation": "Rujukan ada di pustaka",
    "quote": "Kutipan sama dengan teks tersimpan",
    "number": "Angka dalam kalimat ada di sumbernya",
    "in_force": "Ketentuan berlaku pada tanggal yang ditanyakan",
}

SCORE_PARTS: dict[str, str] = {
    "makna": "kemiripan makna",
    "kata": "kecocokan kata",
}

EXAMPLES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Cuti", "leaf", ("Berapa lama cuti besar PNS?", "Apakah cuti tahunan bisa dipakai tahun depan?")),
    ("Kenaikan pangkat", "steps", ("Apa syarat kenaikan pangkat reguler?",)),
    ("Gaji berkala (KGB)", "coins", ("Kapan kenaikan gaji berkala diberikan?",)),
    ("Pensiun", "sunset", ("Berapa batas usia pensiun pejabat fungsional?",)),
    (
        "Disiplin",
        "scale",
        ("Apa hukuman bila tidak masuk kerja tanpa alasan?", "Apa saja hukuman disiplin ringan?"),
    ),
    ("PPPK", "contract", ("Berapa lama masa perjanjian kerja PPPK?",)),
    ("Perkawinan", "rings", ("Apakah PNS perlu izin untuk bercerai?",)),
)
"""Topic, icon and questions shown to whoever does not know what to ask."""


def force_badge(status: str) -> Badge:
    """The badge of a legal force; an unknown one reads as not known."""
    return FORCE.get(status, FORCE["tidak-diketahui"])


def confidence_words(confidence: float) -> tuple[Badge, str]:
    """Say a confidence of 0–1 in a word and what it means for the reader."""
    if confidence >= 0.75:
        return Badge("Tinggi", "good", "bars3"), "Sumber menjawab pertanyaan ini secara langsung."
    if confidence >= 0.45:
        return Badge("Sedang", "warn", "bars2"), "Sumber cukup dekat; periksa bunyi pasalnya."
    return Badge("Rendah", "bad", "bars1"), "Sumber hanya sebagian cocok; pastikan kepada petugas."


def grouped(number: int) -> str:
    """``12500`` → ``12.500``."""
    return f"{number:,}".replace(",", ".")


def decimal_comma(number: float) -> str:
    """``0.925`` → ``0,93`` (two decimals)."""
    return f"{number:.2f}".replace(".", ",")


def provision_url(provision_id: str) -> str:
    """Path of the page of a provision or passage; the identifier's slashes stay."""
    return "/peraturan/ketentuan/" + quote(provision_id, safe="/~")


def source_url(source_id: str) -> str:
    """Path of the page of a source."""
    return "/peraturan/" + quote(source_id, safe="~")


def anchor(provision_id: str) -> str:
    """Fragment of a provision, in any wording, within its regulation's page: ``pasal-5-ayat-2-huruf-a``."""
    return "-".join(without_version(provision_id).split("/")[1:]) or provision_id
