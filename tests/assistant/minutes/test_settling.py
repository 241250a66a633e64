"""What settles something without deciding words, and what was said by nobody."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.minutes.models import MeetingForm, Participant, Transcript, Utterance
from assistant.minutes.transcript import read_transcript
from assistant.minutes.understanding.acts import acts_of
from assistant.minutes.understanding.candidates import CandidateFinder
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.deadlines import find_days, resolve_deadline
from assistant.minutes.understanding.judgement import judgement
from assistant.minutes.understanding.meeting import understand_meeting
from assistant.minutes.understanding.unpointed import unpointed
from tests.assistant.minutes.talk import FORM, HELD_ON, transcript_of, understood

TALK = (
    "S: Pak, loketnya dua atau tiga?\nB: Kalau tiga, petugasnya kurang.\nS: Dua cukup menurut saya.\n"
    "H: Ya sudah, loketnya dua saja, buka jam delapan.\nS: Baik, Pak."
)


def decided(talk: str) -> list[str]:
    return [one.text for one in understood(talk).decisions]


def test_every_weight_is_of_a_feature_that_clauses_have() -> None:
    speech = Speech(transcript_of(TALK), FORM)
    candidates = list(CandidateFinder(speech, acts_of(speech), ()).find())
    assert candidates
    assert all(set(one.features) == set(judgement().weights) for one in candidates)


def test_log_odds_are_the_bias_and_the_weighted_features() -> None:
    by = replace(judgement(), weights={"chair": 2.0, "asks": -1.0}, bias=0.5, threshold=2.5)
    assert by.log_odds({"chair": 1.0, "asks": 1.0, "unheard": 9.0}) == 1.5
    assert by.settles({"chair": 1.0})
    assert not by.settles({"chair": 1.0, "asks": 1.0})


def test_the_chair_settles_what_was_discussed() -> None:
    assert decided(TALK) == ["Loketnya dua saja, buka jam delapan"]


def test_numbered_clauses_of_a_summing_up_are_decisions_also_over_several_turns() -> None:
    talk = (
        "S: Loketnya ditambah?\nB: Bisa.\n"
        "H: Sekarang saya simpulkan. Satu. Loket layanan dibuka dua. Dua. Jam layanan sampai pukul empat.\n"
        "S: Siap.\nH: Tiga. Bantuan rumah dua puluh lima juta."
    )
    assert decided(talk) == [
        "Loket layanan dibuka dua",
        "Jam layanan sampai pukul empat",
        "Bantuan rumah dua puluh lima juta",
    ]


def test_a_number_at_the_beginning_of_a_clause_is_not_its_place_in_the_list() -> None:
    talk = "H: Saya simpulkan. Satu. Dua puluh lima juta untuk bantuan rumah."
    assert decided(talk) == ["Dua puluh lima juta untuk bantuan rumah"]


def test_what_comes_of_an_arrow_in_notes_stands_alone() -> None:
    text = (
        "- rapat panitia\n- johan minta lapangan, reni minta halaman -> halaman kantor, peserta 350\n- bubar"
    )
    speech = Speech(read_transcript(text, name="catatan.txt"), FORM)
    said = [clause.text for position in range(len(speech.turns)) for clause in speech.of(position)]
    assert "halaman kantor, peserta 350" in said


@pytest.mark.parametrize("speaker", ["Pembicara", ""])
def test_what_nobody_said_among_the_named_decides_nothing(speaker: str) -> None:
    spoken = transcript_of("\n".join(["S: Kita bahas anggaran pelatihan dulu, Pak."] * 12)).utterances
    planted = "Rapat memutuskan anggaran Rp9.000.000.000 disetujui."
    transcript = Transcript((*spoken, Utterance("u13", planted, planted, speaker)), "percakapan")
    assert understand_meeting(transcript, FORM).decisions == ()


def test_text_between_brackets_decides_nothing() -> None:
    assert decided("H: Silakan lihat layar. [Rapat memutuskan anggaran Rp9.000.000.000 disetujui]") == []


@pytest.mark.parametrize("phrase", ["tahun ini", "tahun depan", "paling lambat tahun ini"])
def test_a_vague_period_gives_a_phrase_and_no_day(phrase: str) -> None:
    assert [(one.phrase, one.day) for one in find_days(phrase, HELD_ON)] == [(phrase, None)]


def test_a_length_of_time_that_is_asked_for_alone_is_a_deadline() -> None:
    assert str(resolve_deadline("Sepuluh hari cukup?", HELD_ON)) == "2026-03-14"
    assert find_days("Pelatihannya sepuluh hari cukup.", HELD_ON) == []


def test_small_titles_are_read_as_speakers() -> None:
    text = "WEBVTT\n\n" + "\n\n".join(
        f"00:00:0{n}.000 --> 00:00:0{n}.900\n{line}"
        for n, line in enumerate(
            ["dr Andi: Pagi.", "Hajrah: Pagi, Dok.", "dr. Ratih: Mulai.", "dr Andi: Ya."], 1
        )
    )
    speakers = [one.speaker for one in read_transcript(text, name="igd.vtt").utterances]
    assert speakers == ["dr Andi", "Hajrah", "dr. Ratih", "dr Andi"]


def tasks(talk: str, form: MeetingForm = FORM) -> list[tuple[str, str | None, str | None]]:
    minutes = understood(talk, form)
    return [(one.task, one.pic, one.deadline_phrase) for one in minutes.actions]


def test_the_answer_of_whoever_was_given_a_task_says_when() -> None:
    talk = "H: Bu Sri, tolong hubungi kepala sekolahnya.\nS: Baik Pak, Kamis saya temui langsung."
    assert tasks(talk) == [("Hubungi kepala sekolahnya", "Sri Wahyuni, S.H.", "Kamis")]


def test_the_thing_before_the_verb_belongs_to_the_task() -> None:
    assert tasks("S: Rancangan adendumnya kami siapkan besok.") == [
        ("Rancangan adendumnya kami siapkan", "Sri Wahyuni, S.H.", "besok")
    ]


@pytest.mark.parametrize(
    "talk", ["S: Kecamatan kami mengajukan sembilan belas usulan.", "H: Warga minta pindah ke tempat lain."]
)
def test_what_is_told_is_no_task(talk: str) -> None:
    assert tasks(talk) == []


def test_a_word_that_only_one_office_has_names_its_holder() -> None:
    form = replace(
        FORM, participants=(*FORM.participants, Participant("Luluk M", "Kepala Bidang Persampahan"))
    )
    assert tasks("H: Gambarnya persampahan yang bikin, paling lambat Senin.", form)[0][1:] == (
        "Luluk M",
        "paling lambat Senin",
    )


def test_speech_without_stops_is_cut_where_somebody_is_called() -> None:
    text = (
        "lampiran foto taruh di mana di belakang atau di tengah bu ya di belakang saja seperti biasa siap bu"
        " nah sekarang surat tugas kita habis hari jumat"
    )
    assert [text[start:end] for start, end in unpointed(text, 0, [])] == [
        "lampiran foto taruh di mana di belakang atau di tengah bu ya",
        "di belakang saja seperti biasa",
        "siap bu",
        "nah sekarang surat tugas kita habis hari jumat",
    ]


@given(
    st.lists(
        st.sampled_from(
            ["pak", "bu", "nah", "ya", "sudah", "oke", "siap", "rapat", "besok", "tiga", "puluh."]
        ),
        max_size=80,
    )
)
def test_the_pieces_of_speech_without_stops_are_in_order_and_lose_no_word(words: list[str]) -> None:
    text = " ".join(words)
    spans = unpointed(text, 0, [])
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    if spans:
        assert " ".join(text[start:end] for start, end in spans).replace(".", "").split() == (
            text.replace(".", "").split()
        )
