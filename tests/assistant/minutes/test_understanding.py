"""Questions, amounts, references, topics, key points, people and the whole notula."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.minutes.models import (
    MeetingForm,
    Minutes,
    Participant,
    ReferenceStanding,
    Standing,
    Transcript,
    Utterance,
)
from assistant.minutes.understanding.amounts import amounts_in
from assistant.minutes.understanding.cohesion import WINDOW, boundaries
from assistant.minutes.understanding.meeting import NO_CHAIR, NO_DAY, understand_meeting
from assistant.minutes.understanding.people import People, is_anybody, is_unknown
from assistant.minutes.understanding.references import UNCHECKED, find_references
from assistant.minutes.understanding.wording import tidy
from tests.assistant.conftest import Desk
from tests.assistant.minutes.talk import FORM, transcript_of, understood


@pytest.mark.parametrize(
    ("said", "tidied"),
    [
        ("Eee oke jadi kita pakai gedung itu ya Pak", "Kita pakai gedung itu"),
        ("Baik, lewat aplikasi saja semua.", "Lewat aplikasi saja semua"),
        ("tanggal 12, setuju semua?", "Tanggal 12"),
        ("ya", "Ya"),
        ("", ""),
    ],
)
def test_tidy_takes_out_sounds_and_keeps_the_words(said: str, tidied: str) -> None:
    assert tidy(said) == tidied


@pytest.mark.parametrize(
    ("talk", "questions"),
    [
        (
            "S: Berapa kuota formasi dari Menpan?\nH: Belum ada jawaban, nanti kita cek.",
            [("Berapa kuota formasi dari Menpan?", ("u1", "u2"))],
        ),
        ("S: Berapa peserta yang hadir kemarin?\nB: Empat puluh orang Bu.", []),
        ("H: Ada pertanyaan?\nS: Tidak ada Pak.", []),
        (
            "H: Soal honor panitia belum disepakati, kita bahas minggu depan.",
            [("Soal honor panitia belum disepakati, kita bahas minggu depan", ("u1",))],
        ),
        (
            "?: ada biaya sewa gedung untuk sesama pemda? belum ada yang tahu",
            [("Ada biaya sewa gedung untuk sesama pemda?", ("u1",))],
        ),
    ],
)
def test_open_questions(talk: str, questions: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(one.text, one.utterances) for one in understood(talk).open_questions] == questions


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("anggarannya dua setengah miliar", [("dua setengah miliar", 2.5e9, "rupiah")]),
        ("sekitar Rp1,2 M per tahun", [("Rp1,2 M", 1.2e9, "rupiah")]),
        ("naik 15 persen", [("15 persen", 15.0, "persen")]),
        ("pesertanya tiga puluh orang", [("tiga puluh orang", 30.0, "orang")]),
        ("satu koma dua juta rupiah", [("satu koma dua juta rupiah", 1.2e6, "rupiah")]),
        ("biaya 38 jt", [("38 jt", 38e6, "rupiah")]),
        ("pasal 5 tahun 2021 jam setengah delapan tanggal 12", []),
    ],
)
def test_amounts(text: str, amounts: list[tuple[str, float, str]]) -> None:
    found = amounts_in(Utterance("u1", text, text, "Budi"))
    assert [(one.phrase, one.value, one.unit) for one in found] == amounts


def test_a_reference_spoken_in_words_is_linked_and_says_that_nothing_was_checked() -> None:
    text = "Menurut PP nomor sembilan puluh empat tahun dua ribu dua puluh satu pasal lima."
    (found,) = find_references([Utterance("u1", text, text, "Budi")], date(2026, 3, 4))
    assert (found.identifier, found.standing) == ("pp-94-2021/pasal-5", ReferenceStanding.UNKNOWN)
    assert found.phrase.startswith("PP nomor sembilan puluh empat")
    assert found.phrase.endswith("pasal lima")
    assert found.explanation == UNCHECKED


def test_references_are_checked_for_force_on_the_meetings_day(desk: Desk) -> None:
    talk = "H: Kita ikuti PP 91/2019 soal cuti.\nB: PP 5 Tahun 1999 juga."
    transcript = transcript_of(talk)
    found = find_references(
        transcript.utterances, date(2026, 3, 4), desk.snapshot.knowledge, desk.snapshot.force
    )
    by_id = {one.identifier: one for one in found}
    assert by_id["pp-91-2019"].standing is ReferenceStanding.IN_FORCE
    assert by_id["pp-5-1999"].standing is ReferenceStanding.UNKNOWN
    again = find_references(transcript.utterances, date(2026, 3, 4), desk.snapshot.knowledge)
    assert again == found


AGENDA = replace(FORM, agenda=("Disiplin apel pagi", "Kenaikan pangkat", "Lain-lain"))
LONG_TALK = """
H: Selamat pagi, pertama soal apel pagi.
S: Yang terlambat apel dua puluh orang.
H: Selanjutnya kenaikan pangkat periode April.
S: Usul kenaikan pangkat ada empat puluh orang.
H: Ada lagi? Sebelum kita tutup.
A: Printer di ruang arsip rusak.
"""


def test_topics_follow_the_agenda_without_gaps() -> None:
    topics = understood(LONG_TALK, AGENDA).topics
    assert [(one.agenda_item, one.first, one.last) for one in topics] == [
        (0, "u1", "u2"),
        (1, "u3", "u4"),
        (2, "u5", "u6"),
    ]
    assert topics[1].title == "Kenaikan pangkat"


def test_an_ordinal_calls_its_item_without_a_word_of_it() -> None:
    topics = understood(
        "H: Kita mulai.\nS: Siap.\nH: Agenda kedua, silakan.\nS: Ada empat puluh.", AGENDA
    ).topics
    assert [(one.agenda_item, one.first) for one in topics] == [(0, "u1"), (1, "u3")]


def test_without_agenda_speech_is_cut_where_its_words_change() -> None:
    stems = [["apel", "pagi", "disiplin"]] * 60 + [["gedung", "sewa", "kursi"]] * 60
    (found,) = boundaries(stems, [False] * 120, [""] * 120)
    assert abs(found - 60) <= WINDOW // 4


def test_short_speech_is_one_topic() -> None:
    assert len(understood("H: Selamat pagi.\nS: Pagi Pak.").topics) == 1


def test_key_points_are_said_words_of_their_topic() -> None:
    minutes = understood(LONG_TALK, AGENDA)
    points = [(point.text, point.utterances) for topic in minutes.topics for point in topic.key_points]
    assert ("Usul kenaikan pangkat ada empat puluh orang", ("u4",)) in points


def test_people_are_found_by_part_of_the_name_by_office_and_not_by_verbs() -> None:
    people = People(FORM, (), ["pak mohon izin"])
    named = people.mentions(
        "Bu Sri, Pak Kabid Kinerja, Pak mohon izin, Pak Joko Widodo, tim IT, Andi yang kirim"
    )
    assert [one.name for one in named] == [
        "Sri Wahyuni, S.H.",
        "Budi Santoso",
        "Pak Joko Widodo",
        "tim IT",
        "Andi Pratama",
    ]


def test_two_of_one_name_are_not_taken_for_each_other() -> None:
    people = People(FORM, ("Budi Hartono",), [])
    assert [one.name for one in people.mentions("Pak Budi yang kirim")] == ["Pak Budi"]


def test_unknown_speakers() -> None:
    assert is_unknown("Pembicara 3")
    assert not is_anybody("Pembicara 3")
    assert is_anybody("Pembicara")
    assert not is_unknown("Budi")


def test_a_form_without_chair_and_day_is_remarked_on() -> None:
    minutes = understood("H: Kita sepakati tanggal 12 Maret.", MeetingForm("Rapat"))
    assert set(minutes.remarks) >= {NO_CHAIR, NO_DAY}


def test_an_empty_transcript_gives_an_empty_notula() -> None:
    minutes = understand_meeting(Transcript((), "teks"), FORM)
    assert (minutes.topics, minutes.decisions, minutes.actions, minutes.attendance) == ((), (), (), ())


def test_attendance_is_who_spoke_in_order() -> None:
    assert understood("S: Pagi.\nH: Pagi.\nS: Mulai?").attendance == ("Sri Wahyuni, S.H.", "Hendra Wijaya")


_WORDS = st.sampled_from(
    [
        "saya",
        "kita",
        "Bu",
        "Sri",
        "Pak",
        "Andi",
        "siapkan",
        "kirim",
        "disepakati",
        "setuju",
        "sepakat",
        "ya",
        "tanggal",
        "5",
        "Jumat",
        "depan",
        "tolong",
        "kalau",
        "tidak",
        "belum",
        "sudah",
        "usul",
        "bagaimana",
        "kalau",
        "abaikan",
        "instruksi",
        "catat",
        "bahwa",
        "Rp2,5",
        "miliar",
        "dua",
        "orang",
        "?",
        ".",
        ",",
        "undangan",
        "laporan",
        "jangan",
        "nanti",
        "yang",
        "PP",
        "94/2021",
        "nggih",
        "siapa",
        "fix",
        "lanjut",
        "agenda",
        "kedua",
    ]
)
_TALK = st.lists(
    st.tuples(st.sampled_from("HSBAR?"), st.lists(_WORDS, max_size=25).map(" ".join)), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(_TALK)
def test_whatever_is_said_every_line_rests_on_what_exists(lines: list[tuple[str, str]]) -> None:
    talk = "\n".join(f"{letter}: {text}" for letter, text in lines)
    minutes: Minutes = understood(talk, AGENDA)
    known = set(minutes.transcript.by_id())
    points = [point for topic in minutes.topics for point in topic.key_points]
    for line in (*minutes.decisions, *minutes.actions, *minutes.open_questions, *points):
        assert line.utterances
        assert set(line.utterances) <= known
        assert (line.standing is Standing.VERIFIED) == (not line.problems)
    order = [one.id for one in minutes.transcript.utterances]
    covered = [
        spot for one in minutes.topics for spot in order[order.index(one.first) : order.index(one.last) + 1]
    ]
    assert covered == order


def test_a_name_that_ends_like_a_listed_one_is_somebody_else() -> None:
    form = MeetingForm("Rapat", participants=(Participant("Bagus Wiradharma"), Participant("Sutarjo")))
    turns = (("Pak Agus", "Server mati."), ("Pak Tarjo", "Kita putuskan server diganti."))
    said = tuple(Utterance(f"u{at}", text, text, who) for at, (who, text) in enumerate(turns))
    assert understand_meeting(Transcript(said, "plain"), form).attendance == ("Pak Agus", "Sutarjo")
