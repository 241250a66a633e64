"""Minutes of a made-up meeting, with one of everything that minutes can hold."""

from datetime import date, time

from assistant.minutes.models import (
    ActionItem,
    Amount,
    MeetingForm,
    Minutes,
    Participant,
    ReferenceStanding,
    RegulationReference,
    Standing,
    Statement,
    Topic,
    Transcript,
    Utterance,
)

SAID = (
    ("Sri Wahyuni", "Selamat pagi. Kita mulai dengan persiapan seleksi PPPK."),
    ("Budi Santoso", "Formasi yang disetujui 120 orang, anggarannya 350 juta rupiah."),
    ("Sri Wahyuni", "Baik, jadi kita putuskan verifikasi berkas dimulai 1 Desember."),
    ("Rina Marlina", "Nanti saya yang susun jadwal verifikasi, paling lambat Jumat depan."),
    ("Budi Santoso", "Sesuai PP 49 Tahun 2018, ya?"),
    ("Pembicara 4", "Kalau yang honorer sebelum 2022 bagaimana?"),
    ("Sri Wahyuni", "Surat ke BKN tolong disiapkan. Disepakati cuti bersama mengikuti surat edaran."),
)
TRANSCRIPT = Transcript(
    tuple(
        Utterance(f"u{number}", text, text, speaker, 10.0 * number, 10.0 * number + 9)
        for number, (speaker, text) in enumerate(SAID, 1)
    ),
    "webvtt",
    ("2 bagian tanpa waktu.",),
)
FORM = MeetingForm(
    title="Rapat Koordinasi Persiapan Seleksi PPPK",
    held_on=date(2026, 11, 23),
    begins=time(9),
    ends=time(11, 30),
    place="Ruang Rapat Lantai 2",
    chair="Dra. Sri Wahyuni, M.Si.",
    secretary="Rina Marlina",
    participants=(
        Participant("Dra. Sri Wahyuni, M.Si.", "Kepala Badan", "197003121995032001"),
        Participant("Budi Santoso, S.Kom.", "Kepala Bidang Formasi", "198001012005011001"),
        Participant("Rina Marlina", "Analis SDM Aparatur"),
        Participant("Agus Salim", "Sekretaris"),
    ),
    agenda=("Persiapan seleksi PPPK", "Cuti bersama"),
)
MINUTES = Minutes(
    form=FORM,
    transcript=TRANSCRIPT,
    topics=(
        Topic(
            "Formasi dan anggaran",
            "u1",
            "u6",
            0,
            (
                Statement("Formasi yang disetujui 120 orang, anggarannya 350 juta rupiah.", ("u2",)),
                Statement(
                    "Anggaran cukup untuk semua.",
                    ("u1", "u2"),
                    Standing.TO_CHECK,
                    ("“cukup” tidak terdengar pada kutipannya.",),
                ),
            ),
        ),
        Topic("Cuti bersama", "u7", "u7", 1, (Statement("Cuti bersama mengikuti surat edaran.", ("u7",)),)),
    ),
    decisions=(
        Statement("Verifikasi berkas dimulai 1 Desember.", ("u3",)),
        Statement("Cuti bersama mengikuti surat edaran.", ("u7",)),
    ),
    actions=(
        ActionItem("Menyusun jadwal verifikasi", ("u4",), "Rina Marlina", "Jumat depan", date(2026, 12, 4)),
        ActionItem("Menyiapkan surat ke BKN", ("u7",)),
        ActionItem("Memeriksa data honorer", ("u5", "u6", "u7"), "Budi Santoso", "habis Lebaran"),
    ),
    open_questions=(Statement("Bagaimana honorer sebelum 2022?", ("u6",)),),
    amounts=(Amount("350 juta rupiah", 350_000_000, "rupiah", "u2"),),
    references=(
        RegulationReference("PP 49 Tahun 2018", "u5", "pp-49-2018", ReferenceStanding.IN_FORCE, "Berlaku."),
        RegulationReference("surat edaran", "u7", None, ReferenceStanding.UNKNOWN, "Nomornya tidak disebut."),
    ),
    attendance=("Sri Wahyuni", "Budi Santoso", "Rina Marlina", "Pembicara 4"),
    remarks=("1 bagian diulang dibuang.",),
)
