"""What a long post asks is found in its story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.long_post import LONG, MOST_ASKING, asking, question_of

STORY = (
    "Saya pegawai di dinas pertanian sejak 2016. Tahun lalu saya bercerai secara baik-baik, izinnya lengkap. "
    "Anak tinggal bersama orang tua saya di kabupaten tetangga, jadi saya ingin pindah ke sana. "
    "Kepala dinas di sana sudah lisan mau menerima, dan atasan saya tidak keberatan. "
)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Saya sakit. Berapa lama cuti sakit? Terima kasih.", ("Berapa lama cuti sakit?",)),
        (
            "Atasan tidak memberi surat apa pun. Saya ingin tahu bagaimana cara mengajukan keberatan.",
            ("Saya ingin tahu bagaimana cara mengajukan keberatan.",),
        ),
        (
            "bendahara blg tunggu aja. sy cuma mau tau kgb ditunda krn apa",
            ("sy cuma mau tau kgb ditunda krn apa",),
        ),
        ("Sisa cuti masih bisa dipakai, berapa hari", ("Sisa cuti masih bisa dipakai, berapa hari",)),
        (
            "Izin saya ditolak kepala bidang. Boleh begitu?",
            ("Izin saya ditolak kepala bidang.", "Boleh begitu?"),
        ),
        ("Mohon izin bertanya. Saya guru di SD.", ()),
        ("", ()),
    ],
)
def test_the_sentences_that_ask(text: str, asked: tuple[str, ...]) -> None:
    assert asking(text) == asked


def test_a_long_post_is_asked_by_its_title_and_question() -> None:
    text = f"{STORY}Syarat apa saja untuk mutasi antar kabupaten?"
    assert question_of("Mutasi", text) == "Mutasi\nSyarat apa saja untuk mutasi antar kabupaten?"


def test_a_short_post_and_one_that_asks_nothing_are_asked_as_they_stand() -> None:
    assert question_of("Cuti", "Berapa hari cuti tahunan?") == ""
    assert question_of("Mutasi", STORY) == ""


def test_the_last_follow_up_is_asked_too() -> None:
    text = f"{STORY}Syarat apa saja untuk mutasi?"
    assert question_of("Mutasi", text, ["Saya sudah tanya dinas.", "Berapa lama prosesnya?"]) == (
        "Mutasi\nSyarat apa saja untuk mutasi?\nBerapa lama prosesnya?"
    )
    assert question_of("Mutasi", text, ["Saya golongan III/b."]).endswith("\nSaya golongan III/b.")


def test_another_kind_of_employee_in_the_story_is_kept() -> None:
    pppk = STORY.replace("Saya pegawai", "Saya PPPK")
    assert question_of("Cuti", f"{pppk}Berapa hari cuti tahunan?") == "Cuti\nBerapa hari cuti tahunan?\nPPPK"
    pns = STORY.replace("Saya pegawai", "Saya PNS")
    assert question_of("Cuti", f"{pns}Berapa hari cuti tahunan?") == "Cuti\nBerapa hari cuti tahunan?"
    both = f"{pppk}Berapa hari cuti tahunan PNS?"
    assert question_of("Cuti", both) == "Cuti\nBerapa hari cuti tahunan PNS?"


def test_of_many_questions_the_last_are_asked() -> None:
    many = " ".join(f"Berapa lama tahap ke-{number} dari proses itu?" for number in range(1, 9))
    assert len(asking(many)) == MOST_ASKING
    assert asking(many)[-1] == "Berapa lama tahap ke-8 dari proses itu?"


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert all(one.strip() for one in asking(text))
    found = question_of("Judul", f"{text} {'kata ' * LONG}")
    assert found == "" or found.startswith("Judul\n")
