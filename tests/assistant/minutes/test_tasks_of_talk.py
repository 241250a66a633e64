"""Tasks of everyday speech, over several turns, without verbs; the meeting is on Wednesday 4 March 2026."""

import pytest

from assistant.minutes.models import MeetingForm
from assistant.minutes.understanding.acts import read_act
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.people import People
from assistant.minutes.understanding.possible_assignments import read_possible
from assistant.minutes.understanding.words import is_verb, standard
from tests.assistant.minutes.talk import FORM, HELD_ON, PEOPLE, transcript_of, understood

SRI = "Sri Wahyuni, S.H."
Row = tuple[str, str | None, str | None]


@pytest.mark.parametrize(
    ("everyday", "written"),
    [
        ("nyari", "mencari"),
        ("nempel", "menempel"),
        ("ngecat", "mengecat"),
        ("ngitung", "mengitung"),
        ("pisahin", "pisahkan"),
        ("dipisahin", "dipisahkan"),
        ("umumkeun", "umumkan"),
        ("kirimno", "kirimkan"),
    ],
)
def test_everyday_verbs_are_verbs(everyday: str, written: str) -> None:
    assert standard(everyday) == written
    assert is_verb(written)


@pytest.mark.parametrize("word", ["nanti", "mari", "izin", "lain", "kantin", "pasien", "mesin", "makin"])
def test_words_that_end_or_begin_alike_are_left_alone(word: str) -> None:
    assert standard(word) == word
    assert not is_verb(word)


def test_javanese_tak_is_i_before_work_and_not_elsewhere() -> None:
    speech = Speech(transcript_of("A: Tak garap sesuk.\nA: Tak ada yang tahu."), FORM)
    assert speech.of(0)[0].said == "saya kerjakan T0"
    assert speech.of(1)[0].said == "tidak ada yang tahu"


@pytest.mark.parametrize(
    ("talk", "found"),
    [
        # The day is in a longer acceptance, not only in "Jumat, Pak".
        ("H: Bu Sri tolong siapkan undangannya.\nS: Siap, Kamis saya bawa ke sini.", (SRI, "2026-03-05")),
        # Asked until when, and answered.
        (
            "H: Bu Rina tolong siapkan rinciannya.\nR: Baik.\nH: Jadi kapan?\nR: Dua minggu lagi, Pak.",
            ("Rina Marlina", "2026-03-18"),
        ),
        # Who is called before the day.
        ("H: Nanti tolong direkap ulang absensinya ya Bu Sri Jumat sudah saya pegang.", (SRI, "2026-03-06")),
        # A thing between the request and its verb, and a short form of a name.
        (
            "H: Tolong hasil survei itu diolah dulu, Rin, besok dipaparkan.\nR: Iya.",
            ("Rina Marlina", "2026-03-05"),
        ),
        # Who does a passive, after its day.
        ("H: Suratnya dibuat besok oleh Pak Andi.\nA: Siap.", ("Andi Pratama", "2026-03-05")),
        # Told through somebody else.
        (
            "H: Bu Sri, bilang ke Pak Andi suruh menghubungi kepala sekolah besok.",
            ("Andi Pratama", "2026-03-05"),
        ),
        # The day is haggled over: the last word counts.
        (
            "H: Bu Sri siapkan rinciannya.\nS: Baik.\nH: Kapan?\nS: Senin.\nH: Senin itu lama. Jumat ini.",
            (SRI, "2026-03-06"),
        ),
        # Who is spoken to is who was just heard.
        (
            "R: Datanya belum lengkap, Pak.\nH: Kamu lengkapi datanya, besok.\nR: Siap.",
            ("Rina Marlina", "2026-03-05"),
        ),
        # The whole offer of a group.
        ("R: Nanti malem saya kirimin kontaknya ke Bu Sri.", ("Rina Marlina", "2026-03-04")),
    ],
)
def test_who_and_when_over_several_turns(talk: str, found: tuple[str, str]) -> None:
    (action,) = understood(talk).actions
    assert (action.pic, str(action.deadline)) == found


def test_whoever_is_called_back_by_name_took_the_task_on() -> None:
    talk = "?: Spesifikasinya saya susun ya.\n?: Iya Mas Andi, sebelum tanggal 20."
    (action,) = understood(talk).actions
    assert action.pic == "Andi Pratama"
    assert action.utterances == ("u1", "u2")


def test_a_note_says_whose_words_it_gives() -> None:
    (action,) = understood("?: Biar saya saja yang nyari tenda kata Andi, paling lambat Jumat.").actions
    assert (action.pic, str(action.deadline)) == ("Andi Pratama", "2026-03-06")


def test_a_reason_is_no_part_of_a_task() -> None:
    (action,) = understood("A: Besok saya telepon kepala sekolahnya, biar tidak bentrok.").actions
    assert action.task == "Telepon kepala sekolahnya"


def test_a_question_that_nobody_takes_up_gives_no_task() -> None:
    assert not understood("H: Bu Sri bisa buatkan rekapnya?\nB: Gedungnya bocor, Pak.").actions


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Pak Budi pale yang lapor", "cleft"),
        ("Mintalah datanya ke dinas", "order"),
        ("Papan itu dicat ulang", "passive"),
        ("Perlu ada yang mengecek ke lapangan", "needed"),
        ("Kerangka acuan, Bu Sri", "thing"),
        ("Kuncinya dipegang Pak Andi", "by"),
        ("Saya ke sana sebentar", "goes"),
        ("Jadwalnya kamu bikin", "you"),
        ("Besok papannya sudah di meja saya", "result"),
        ("Nama guru harus terpasang", "rest"),
    ],
)
def test_what_may_give_a_task_is_weighed(said: str, kind: str) -> None:
    speech = Speech(transcript_of(f"H: {said}"), FORM)
    found = read_possible(read_act(speech.of(0)[0]))
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(
    "said", ["Sudah saya kirim kemarin", "Bu Sri belum menyiapkan", "Gedungnya bagus sekali"]
)
def test_what_is_done_denied_or_no_work_gives_no_task(said: str) -> None:
    assert not understood(f"H: {said}.").actions


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Rin, tolong kirim suratnya", ["Rin"]),
        ("Kapan selesainya, Bud?", ["Bud"]),
        ("Rin tolong kirim", []),
        ("Nah, itu dia", []),
    ],
)
def test_a_short_form_is_a_name_only_where_people_are_called(text: str, spoken: list[str]) -> None:
    people = People(MeetingForm("Rapat", HELD_ON, participants=tuple(PEOPLE.values())), [], [text])
    assert [one.spoken for one in people.mentions(text)] == spoken


@pytest.mark.parametrize(
    "talk",
    [
        "B: Uang mukanya masih bisa cair, Pak?\nH: Saya belum berani menjawab.",
        "B: Insentif bank sampah cair bulan apa, Pak?\nH: Belum dapat kabar dari bendahara.",
    ],
)
def test_a_question_that_nobody_can_answer_yet_is_open(talk: str) -> None:
    assert len(understood(talk).open_questions) == 1
