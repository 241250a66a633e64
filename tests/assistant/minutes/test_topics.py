"""Topics of small meetings: their titles, their agenda items, and what is a key point of them."""

from dataclasses import replace

import pytest

from assistant.minutes.models import Minutes
from tests.assistant.minutes.talk import FORM, understood

ARCHIVE = """
H: Kita mulai saja ya.
S: Rak arsip di lantai dua penuh, Pak.
B: Dikirim setiap hari, rak arsip tidak pernah kosong.
A: Kalau rak arsip ditambah dua, muat.
"""
TWO_ITEMS = replace(FORM, agenda=("Jadwal pelatihan", "Anggaran"))


def items(talk: str, *agenda: str) -> list[tuple[int | None, str]]:
    """Each topic's agenda item and first utterance."""
    minutes = understood(talk, replace(FORM, agenda=agenda))
    return [(topic.agenda_item, topic.first) for topic in minutes.topics]


def points(minutes: Minutes) -> list[str]:
    return [point.text for topic in minutes.topics for point in topic.key_points]


class TestTitles:
    def test_the_term_that_is_repeated_names_a_topic(self) -> None:
        assert [topic.title for topic in understood(ARCHIVE).topics] == ["Rak arsip"]

    def test_verbs_and_filler_name_no_topic(self) -> None:
        talk = "S: Dikirim setiap hari.\nB: Dikirim setiap hari kok.\nS: Iya, dikirim setiap minggu juga."
        assert [topic.title for topic in understood(talk).topics] == ["Pembahasan 1"]

    def test_what_nothing_repeats_is_named_after_its_first_decision(self) -> None:
        talk = "S: Bagaimana, Pak?\nH: Kita sepakati seragam batik dipakai setiap Kamis."
        assert [topic.title for topic in understood(talk).topics] == ["Seragam batik"]

    def test_abbreviations_keep_their_capitals_and_possession_goes(self) -> None:
        talk = "S: Aplikasi SIMPEG lambat.\nB: Aplikasi SIMPEG memang.\nA: Aplikasi SIMPEGnya besok dicek."
        assert understood(talk).topics[0].title == "Aplikasi SIMPEG"


class TestAgenda:
    def test_an_item_of_which_only_an_amount_is_said_is_not_empty(self) -> None:
        talk = """
        H: Kita mulai.
        S: Pelatihan dua hari, tempatnya di aula.
        B: Tanggalnya belum ada.
        R: Jadi begini Pak, untuk tahun ini anggarannya Rp45.500.000.
        H: Baik, terima kasih.
        """
        assert items(talk, "Jadwal pelatihan", "Anggaran") == [(0, "u1"), (1, "u4")]

    @pytest.mark.parametrize(
        "turn",
        ["Berikutnya soal retribusi.", "Soal retribusi?", "Retribusi.", "Baik, masuk ke agenda kedua.",
         "Kita beralih ke retribusi, silakan."],
    )  # fmt: skip
    def test_turning_to_an_item_begins_it_though_the_one_before_is_named_again(self, turn: str) -> None:
        talk = f"""
        H: Pertama lapak.
        S: Lapak ada seratus.
        H: {turn}
        B: Pemilik lapak minta tiga ribu.
        R: Di lapak yang lama lima ribu.
        """
        assert items(talk, "Lapak", "Retribusi") == [(0, "u1"), (1, "u3")]

    def test_an_agenda_that_is_read_out_begins_no_item(self) -> None:
        talk = """
        H: Hari ini dua hal, lapak dan retribusi.
        S: Lapak ada seratus.
        B: Retribusi tiga ribu.
        """
        assert items(talk, "Lapak", "Retribusi") == [(0, "u1"), (1, "u3")]

    def test_what_stands_for_an_item_begins_it_where_the_speech_turns_to_it(self) -> None:
        talk = "H: Pertama upacara.\nS: Upacara jam tujuh.\nH: Sekarang duit.\nR: Ada sebelas juta."
        assert items(talk, "Upacara", "Anggaran") == [(0, "u1"), (1, "u3")]

    def test_an_item_that_nobody_spoke_of_stays_empty(self) -> None:
        talk = "H: Pertama upacara.\nS: Upacara jam tujuh.\nB: Lapangan becek."
        assert items(talk, "Upacara", "Anggaran") == [(0, "u1")]


class TestKeyPoints:
    def test_figures_are_points_and_courtesies_are_not(self) -> None:
        talk = """
        H: Selamat pagi Bapak Ibu sekalian yang sudah hadir tepat waktu pagi ini.
        S: Terima kasih, Pak. Ada 24 pegawai yang belum mengikuti pelatihan dasar.
        B: Terima kasih atas kesempatan yang diberikan kepada bidang kami, Pak.
        R: Anggarannya Rp45.500.000.
        H: Saya tutup rapat ini, terima kasih atas kehadiran Bapak Ibu semua.
        """
        assert points(understood(talk, TWO_ITEMS)) == [
            "Ada 24 pegawai yang belum mengikuti pelatihan dasar",
            "Anggarannya Rp45.500.000",
        ]

    def test_a_figure_without_what_it_is_of_is_no_point(self) -> None:
        talk = "H: Berapa?\nS: Tinggal dua dus.\nR: Sekitar Rp5.200.000."
        assert points(understood(talk)) == []

    def test_thanks_are_no_part_of_a_point(self) -> None:
        talk = "S: Terima kasih, Pak, menurut PP 11 Tahun 2017 masa percobaan paling lama setahun."
        assert points(understood(talk)) == ["Menurut PP 11 Tahun 2017 masa percobaan paling lama setahun"]
