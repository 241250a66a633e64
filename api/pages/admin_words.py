"""The Indonesian words of the management pages, and the addresses they lead to."""

from collections.abc import Mapping

from api.accounts.models import OF_A_BIDANG, Grant, Role
from api.accounts.permissions import Permission
from api.jobs.queue import JobState
from api.pages.account_words import ROLES
from api.pages.words import Badge

HOME = "/kelola"
ACCOUNTS = "/kelola/akun"
IMPORT = "/kelola/akun/impor"
BIDANG = "/kelola/bidang"
CATEGORY = "/kelola/kategori"
OFFICERS = "/kelola/petugas"
WORKLOAD = "/kelola/beban"
HOLIDAYS = "/kelola/libur"
REPLIES = "/kelola/balasan"
AUDIT = "/kelola/audit"
JOBS = "/kelola/pekerjaan"

MANAGING = (
    Permission.MANAGE_ACCOUNTS,
    Permission.MANAGE_AGENCY,
    Permission.MANAGE_BIDANG,
    Permission.WORK_QUESTIONS,
    Permission.READ_AUDIT,
    Permission.MANAGE_SERVICE,
)
"""Permissions that open a page here; whoever has one sees the start page."""

PARTS: tuple[tuple[str, str, str, tuple[Permission, ...]], ...] = (
    (ACCOUNTS, "Akun dan peran", "Siapa yang dapat masuk, dan sebagai apa.", (Permission.MANAGE_ACCOUNTS,)),
    (
        BIDANG,
        "Bidang dan kategori",
        "Siapa menjawab apa, dan targetnya dalam jam kerja.",
        (Permission.MANAGE_AGENCY, Permission.MANAGE_BIDANG),
    ),
    (
        OFFICERS,
        "Petugas",
        "Kategori yang dikuasai dan hari tidak hadir.",
        (Permission.MANAGE_BIDANG, Permission.WORK_QUESTIONS),
    ),
    (
        WORKLOAD,
        "Beban kerja",
        "Pertanyaan terbuka, terlambat, dan selesai per petugas.",
        (Permission.MANAGE_BIDANG, Permission.MANAGE_AGENCY),
    ),
    (REPLIES, "Balasan tersimpan", "Kalimat siap pakai untuk balasan.", (Permission.MANAGE_BIDANG,)),
    (HOLIDAYS, "Hari libur", "Hari yang tidak dihitung dalam target.", (Permission.MANAGE_AGENCY,)),
    (AUDIT, "Jejak audit", "Siapa melakukan apa, kapan, dan mengapa.", (Permission.READ_AUDIT,)),
    (
        JOBS,
        "Pekerjaan latar belakang",
        "Penerusan, draf, dan surel yang menunggu atau gagal.",
        (Permission.MANAGE_SERVICE,),
    ),
)
"""Address, name, what it is for, and which permissions open it (one is enough)."""

JOB_STATES: dict[JobState, Badge] = {
    JobState.WAITING: Badge("Menunggu", "info", "clock"),
    JobState.RUNNING: Badge("Dikerjakan", "warn", "pencil"),
    JobState.DONE: Badge("Selesai", "good", "check"),
    JobState.DEAD: Badge("Gagal", "bad", "alert"),
}

JOB_KINDS: dict[str, str] = {
    "route": "Penerusan ke bidang",
    "draft": "Penyusunan draf",
    "mail": "Pengiriman surel",
    "publish": "Penerbitan ke pustaka",
    "staleness": "Pemeriksaan perubahan aturan",
}

ADMIN_NEWS: dict[str, str] = {
    "akun-ubah": "Nama dan e-mail sudah disimpan.",
    "peran-beri": "Peran sudah diberikan.",
    "peran-cabut": "Peran sudah dicabut.",
    "akun-tutup": "Akun sudah dinonaktifkan. Sesi dan token API-nya berakhir.",
    "akun-buka": "Akun sudah diaktifkan lagi.",
    "akun-hapus-orang": "Akun dan data pribadinya sudah dihapus.",
    "bidang-tambah": "Bidang sudah ditambahkan.",
    "bidang-ubah": "Bidang sudah disimpan.",
    "kategori-tambah": "Kategori sudah ditambahkan.",
    "kategori-ubah": "Kategori sudah disimpan.",
    "keahlian": "Kategori yang dikuasai sudah disimpan.",
    "absen-tambah": "Ketidakhadiran sudah dicatat. Pertanyaan baru tidak dibagikan pada hari-hari itu.",
    "absen-hapus": "Catatan ketidakhadiran sudah dihapus.",
    "libur-tambah": "Hari libur sudah disimpan. Target dihitung ulang dalam beberapa menit.",
    "libur-hapus": "Hari libur sudah dihapus. Target dihitung ulang dalam beberapa menit.",
    "balasan-tambah": "Balasan tersimpan sudah ditambahkan.",
    "balasan-ubah": "Balasan tersimpan sudah diubah.",
    "balasan-hapus": "Balasan tersimpan sudah dihapus.",
    "kerja-ulang": "Pekerjaan itu dimulai lagi.",
}
"""What was done, by the word that the address of the next page carries."""


def grant_in(grant: Grant, places: Mapping[str, str]) -> str:
    """``Admin · Mutasi dan Promosi``.

    Args:
        places: names of bidang by identifier.
    """
    role = ROLES[grant.role]
    return f"{role} · {places.get(grant.bidang, grant.bidang)}" if grant.bidang else role


def grant_choices(places: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every role that can be given, as the value of a field and in words."""
    everywhere = [(role.value, ROLES[role]) for role in Role if role not in OF_A_BIDANG]
    within = [
        (f"{role.value}@{bidang}", f"{ROLES[role]} · {name}")
        for role in Role
        if role in OF_A_BIDANG
        for bidang, name in places.items()
    ]
    return everywhere + within
