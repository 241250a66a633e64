"""What is asked in the course of the day, in everyday words, and what officers do with it."""

from dataclasses import dataclass
from enum import Enum

NIP = "198503152010121003"
PHONE = "081234567890"


class Plan(Enum):
    """What the officer does first; where a draft cannot be accepted as it is, they write alone."""

    ACCEPT = "accept"
    EDIT = "accept with edits"
    REJECT = "reject the draft, then write alone"
    SECOND = "publish with a second reader"
    MOVE = "move to the right category first"
    REFUSE = "refuse the question"
    MORE = "the asker adds something while the draft is read"
    LATER = "opened, and accepted at the end of the day"


@dataclass(frozen=True, slots=True)
class Matter:
    """A question, and where it belongs.

    Attributes:
        bidang: whose officers answer it in the end.
        category: as the asker chooses it; empty lets it be found out.
        file: the asker attaches one.
        personal: words of it that nobody but the asker and the officers may ever read.
    """

    by: str
    title: str
    text: str
    bidang: str
    category: str = ""
    plan: Plan = Plan.ACCEPT
    anonymous: bool = False
    file: bool = False
    personal: tuple[str, ...] = ()


DISCIPLINE, PENSION, RANK = "disiplin-kinerja", "pensiun", "kepangkatan"

FORGOTTEN = Matter(
    "ani",
    "Lupa absen, lapor paling lambat kapan?",
    f"Saya lupa presensi masuk kemarin. Berapa hari batas melapor ke atasan langsung? NIP {NIP}.",
    DISCIPLINE,
    "jam-kerja",
    personal=(NIP, "Ani Lestari"),
)
FORGOTTEN_TOO = Matter(
    "wati",
    "Lupa absen, paling lambat lapor kapan?",
    "Saya lupa presensi masuk kemarin. Berapa hari batas melapor kepada atasan langsung?",
    DISCIPLINE,
    "jam-kerja",
)
ANONYMOUS = Matter(
    "budi",
    "Berapa bagian gaji untuk mantan istri setelah cerai?",
    f"Saya PNS dan baru bercerai. Berapa bagian gaji saya untuk mantan istri? HP saya {PHONE}.",
    DISCIPLINE,
    "perkawinan",
    plan=Plan.EDIT,
    anonymous=True,
    personal=(PHONE, "Budi Santoso"),
)
PENSIONS = Matter(
    "wati",
    "Pensiun guru umur berapa?",
    "Ibu saya guru PNS, umur berapa beliau pensiun?",
    PENSION,
    plan=Plan.REJECT,
)
RANKS = Matter(
    "ani",
    "Naik pangkat reguler tiap berapa tahun?",
    "Kenaikan pangkat reguler itu tiap berapa tahun dan apa syaratnya?",
    RANK,
    plan=Plan.MORE,
)
ACCUSED = Matter(
    "budi",
    "Saya dipanggil untuk diperiksa",
    "Saya dituduh melanggar disiplin dan dipanggil untuk diperiksa besok. Saya harus bagaimana?",
    DISCIPLINE,
    "disiplin",
    plan=Plan.SECOND,
)
SHORT_DAY = (FORGOTTEN, FORGOTTEN_TOO, ANONYMOUS, PENSIONS, RANKS, ACCUSED)
"""A few questions with which every way is gone once."""

MISPLACED = Matter(
    "wati",
    "Berkas pensiun mulai diurus kapan?",
    "Bapak saya tahun depan 58 tahun. Berkas pensiun BUP mulai diurus kapan ya?",
    PENSION,
    "cuti",
    plan=Plan.MOVE,
)
NOT_FOR_US = Matter(
    "budi",
    "Minta rekomendasi penginapan untuk liburan",
    "Mau cuti bersama keluarga ke Bali, ada rekomendasi hotel yang murah tidak?",
    DISCIPLINE,
    "cuti",
    plan=Plan.REFUSE,
)
RAMADAN = Matter(
    "ani", "Jam masuk bulan Ramadan", "Bulan Ramadan jam kerja dimulai pukul berapa?", DISCIPLINE, "jam-kerja"
)
RAMADAN_TOO = Matter(
    "budi",
    "Jam masuk di bulan Ramadan",
    "Bulan Ramadan jam kerja dimulai pukul berapa?",
    DISCIPLINE,
    "jam-kerja",
)
LAST = Matter(
    "wati",
    "Pangkat pilihan",
    "Siapa yang dapat kenaikan pangkat pilihan?",
    RANK,
    "kenaikan-pangkat",
    plan=Plan.LATER,
)
WHOLE_DAY = (
    *SHORT_DAY,
    MISPLACED,
    NOT_FOR_US,
    Matter(
        "ani",
        "Jatah cuti tahunan",
        "Jatah cuti tahunan PNS itu berapa hari kerja setahun?",
        DISCIPLINE,
        "cuti",
    ),
    Matter(
        "budi", "Sisa cuti tahun lalu", "Sisa cuti tahun lalu masih bisa dipakai tahun ini gak?", DISCIPLINE
    ),
    Matter("wati", "Cuti melahirkan anak ke-4", "berapa lama cuti melahirkan anak ke-4?", DISCIPLINE, "cuti"),
    Matter(
        "ani",
        "Sakit lebih dari 14 hari",
        "Sakit lebih dari 14 hari syarat cuti sakitnya apa? Surat dokternya saya lampirkan.",
        DISCIPLINE,
        "cuti",
        file=True,
    ),
    RAMADAN,
    RAMADAN_TOO,
    Matter(
        "wati",
        "CLTN ikut suami",
        "Syarat cuti di luar tanggungan negara apa saja dan berapa lama?",
        DISCIPLINE,
        "cuti",
    ),
    Matter(
        "ani",
        "Bolos tiga hari",
        "Apa sanksi PNS yang bolos tiga hari kerja?",
        DISCIPLINE,
        "disiplin",
        plan=Plan.EDIT,
    ),
    Matter(
        "budi",
        "Sering telat",
        "Sering terlambat masuk kantor termasuk pelanggaran disiplin tidak?",
        DISCIPLINE,
    ),
    Matter(
        "wati",
        "Keberatan hukuman",
        "Berapa lama waktu mengajukan keberatan atas hukuman disiplin?",
        DISCIPLINE,
        "disiplin",
    ),
    Matter(
        "ani",
        "SKP ditetapkan kapan",
        "Kapan SKP PNS ditetapkan dan kapan dinilai?",
        DISCIPLINE,
        "kinerja-skp",
    ),
    Matter("budi", "Izin cerai", "PNS mau bercerai minta izinnya ke siapa?", DISCIPLINE, "perkawinan"),
    Matter(
        "wati",
        "Absen waktu dinas luar",
        "Kalau dinas luar presensinya bagaimana, perlu surat tugas?",
        DISCIPLINE,
        "jam-kerja",
    ),
    Matter(
        "budi",
        "Terlambat dan ganti waktu",
        "Terlambat masuk kerja, berapa menit paling lama waktu pengganti?",
        DISCIPLINE,
        "jam-kerja",
    ),
    Matter("wati", "KGB tiap berapa tahun", "KGB PNS diberikan tiap berapa tahun?", RANK, "gaji-berkala"),
    Matter("ani", "KGB ditunda", "Kenapa kenaikan gaji berkala bisa ditunda dan berapa lama?", RANK),
    Matter(
        "budi",
        "Naik pangkat ijazah",
        "Syarat kenaikan pangkat penyesuaian ijazah apa saja?",
        RANK,
        "kenaikan-pangkat",
        plan=Plan.EDIT,
    ),
    LAST,
    Matter(
        "ani",
        "BUP fungsional madya",
        "Batas usia pensiun pejabat fungsional ahli madya berapa?",
        PENSION,
        "batas-usia-pensiun",
    ),
    Matter("budi", "Pensiun dini", "Syarat pensiun dini atas permintaan sendiri apa saja?", PENSION),
    Matter(
        "wati",
        "Anak dapat pensiun sampai kapan",
        "Sampai usia berapa anak PNS mendapat pensiun?",
        PENSION,
        "pensiun-janda-duda",
    ),
    Matter(
        "ani",
        "Janda menikah lagi",
        "Apakah pensiun janda berhenti kalau menikah lagi?",
        PENSION,
        "pensiun-janda-duda",
        anonymous=True,
        plan=Plan.REJECT,
    ),
)
"""A full day of them."""
assert len(WHOLE_DAY) == 30
