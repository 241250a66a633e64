"""What counts as an action item; who is to do it and until when. The meeting is on Wednesday 4 March 2026."""

from datetime import date

import pytest

from assistant.minutes.models import ActionItem
from tests.assistant.minutes.talk import understood

SRI = "Sri Wahyuni, S.H."


def actions(talk: str) -> list[ActionItem]:
    return list(understood(talk).actions)


@pytest.mark.parametrize(
    ("talk", "task", "pic", "phrase", "day"),
    [
        (
            "H: Nanti Bu Sri yang siapkan undangannya ya, paling lambat tanggal 10.",
            "Siapkan undangannya",
            SRI,
            "paling lambat tanggal 10",
            "2026-03-10",
        ),
        (
            "A: Saya yang kerjakan rekap datanya, Jumat depan selesai.",
            "Kerjakan rekap datanya",
            "Andi Pratama",
            "Jumat depan",
            "2026-03-13",
        ),
        (
            "H: Tim IT tolong cek server sebelum tanggal 20.",
            "Cek server",
            "Tim IT",
            "sebelum tanggal 20",
            "2026-03-19",
        ),
        (
            "H: Bidang mutasi tolong kirim data kenaikan pangkat minggu depan.",
            "Kirim data kenaikan pangkat",
            "Bidang mutasi",
            "minggu depan",
            "2026-03-13",
        ),
        ("H: Njenengan yang hubungi BKN nggih Bu Sri.\nS: Nggih Pak.", "Hubungi BKN", SRI, None, None),
        (
            "H: Tolong njenengan siapkan laporannya.\nB: Siap Pak, lusa.",
            "Siapkan laporannya",
            "Budi Santoso",
            "lusa",
            "2026-03-06",
        ),
        (
            "H: Siapa yang bisa menyusun jadwal ujian?\nA: Saya Pak.\nH: Oke, Rabu ya.",
            "Menyusun jadwal ujian",
            "Andi Pratama",
            "Rabu",
            "2026-03-11",
        ),
        (
            "H: Siapa yang menyiapkan konsumsi?\nB: Bu Rina saja Pak.",
            "Menyiapkan konsumsi",
            "Rina Marlina",
            None,
            None,
        ),
        ("H: Mohon segera disiapkan ruang rapatnya.", "Disiapkan ruang rapatnya", None, None, None),
        (
            "H: Undangan dikirim paling lambat Jumat.",
            "Undangan dikirim",
            None,
            "paling lambat Jumat",
            "2026-03-06",
        ),
        (
            "H: Pak Budi dan Bu Rina menyusun anggaran perubahan, tanggal 15 sudah jadi.",
            "Menyusun anggaran perubahan",
            "Budi Santoso dan Rina Marlina",
            "tanggal 15",
            "2026-03-15",
        ),
        (
            "H: Laporan evaluasinya dikumpulkan dalam 3 hari kerja.",
            "Laporan evaluasinya dikumpulkan",
            None,
            "dalam 3 hari kerja",
            "2026-03-09",
        ),
        (
            "R: Nanti saya koordinasikan dengan BPKAD soal pencairannya.",
            "Koordinasikan dengan BPKAD soal pencairannya",
            "Rina Marlina",
            None,
            None,
        ),
        (
            "S: Biar saya aja yang ngirim suratnya ke OPD besok.",
            "Ngirim suratnya ke OPD",
            SRI,
            "besok",
            "2026-03-05",
        ),
        (
            "H: Mas Andi nanti follow up ke Kominfo soal domain, H-3 acara harus sudah beres.",
            "Follow up ke Kominfo soal domain",
            "Andi Pratama",
            "H-3 acara",
            None,
        ),
        (
            "H: Kabid Mutasi menyiapkan draf SK, awal April.",
            "Menyiapkan draf SK",
            SRI,
            "awal April",
            "2026-04-01",
        ),
        (
            "H: Sudah, besok Pak Budi ke BKN bawa berkasnya.",
            "Bawa berkasnya",
            "Budi Santoso",
            "besok",
            "2026-03-05",
        ),
        (
            "?: Bu Rina rinciannya direvisi, hari Jumat saya tanda tangan.",
            "Rinciannya direvisi",
            "Rina Marlina",
            "hari Jumat",
            "2026-03-06",
        ),
    ],
)
def test_an_assignment(talk: str, task: str, pic: str | None, phrase: str | None, day: str | None) -> None:
    (found,) = actions(talk)
    expected = (task, pic, phrase, date.fromisoformat(day) if day else None)
    assert (found.task, found.pic, found.deadline_phrase, found.deadline) == expected
    assert found.problems == ()


@pytest.mark.parametrize(
    "talk",
    [
        "S: Suratnya sudah saya kirim kemarin Pak.",
        "S: Setiap bulan saya mengirim laporan ke BKN.",
        "B: Semoga tahun depan semua pegawai lebih disiplin.",
        "B: Kalau Pak Andi yang kerjakan, pasti lama.",
        "S: Saya lanjut ke slide berikutnya. Saya jelaskan dulu latar belakangnya.",
        "H: Silakan Bu Sri disampaikan paparannya.",
        "H: Tolong dimatikan mic-nya. Mohon izin saya lanjutkan.",
        "H: Kata Pak Budi berkasnya belum lengkap.",
        "H: Bu Sri bisa bantu hubungi narasumbernya?",
    ],
)
def test_what_is_no_assignment(talk: str) -> None:
    assert actions(talk) == []


def test_a_request_in_question_form_counts_once_it_is_taken_on() -> None:
    (found,) = actions("H: Bu Sri bisa bantu hubungi narasumbernya?\nS: Bisa Pak.")
    assert (found.pic, found.utterances) == (SRI, ("u1", "u2"))


def test_a_later_day_wins_and_both_utterances_are_cited() -> None:
    (found,) = actions(
        "H: Pak Andi perbaiki aplikasinya, Jumat.\nA: Eh jangan Jumat Pak, Senin aja.\nH: Oke Senin."
    )
    assert (found.deadline, found.utterances) == (date(2026, 3, 9), ("u1", "u2"))


def test_a_day_that_is_refused_gives_way_to_the_one_that_is_offered() -> None:
    (found,) = actions(
        "H: Bu Rina buat laporan keuangan ya, Kamis bisa?\nR: Kamis nggak keburu Pak, Jumat saja.\nH: Ya."
    )
    assert found.deadline == date(2026, 3, 6)


def test_a_person_who_is_taken_back_is_not_in_charge() -> None:
    (found,) = actions("H: Jangan Bu Rina, Pak Budi saja yang menyiapkan spanduk.")
    assert found.pic == "Budi Santoso"


def test_whoever_says_i_without_a_name_stays_unnamed() -> None:
    (found,) = actions("?: biar saya yang kontak narasumbernya, akhir bulan")
    assert (found.pic, found.deadline) == (None, date(2026, 3, 31))


def test_an_assignment_is_not_also_a_decision() -> None:
    minutes = understood("H: Ya sudah, Bu Sri yang siapkan undangannya.")
    assert minutes.decisions == ()
    assert len(minutes.actions) == 1
