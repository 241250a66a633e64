"""The risk of a draft, counted by hand."""

import pytest

from api.forum.risk import risk_of
from assistant.guard.sensitive import Matter
from assistant.models import AnswerStatus, Claim
from evals.scorecard import Opinion
from tests.drafted import READY, answer_of

LEAVE = ("Berapa hari cuti tahunan?", "Cuti")


def test_a_whole_answer_about_leave_has_next_to_none() -> None:
    risk = risk_of(answer_of("x", confidence=0.9), READY, about=LEAVE)
    assert risk.value == 0.02
    assert risk.reasons == ("Sumber kurang cocok (+2)",)


def test_points_add_up_as_the_docstring_says() -> None:
    answer = answer_of("x", confidence=0.5, origin="llm")
    check = READY.model_copy(update={"opinion": Opinion.CHECK})
    risk = risk_of(answer, check, about=("Berapa gaji pensiun saya?",))
    assert risk.value == 0.65
    assert [ground.points for ground in risk.grounds] == [15, 15, 15, 10, 10]


@pytest.mark.parametrize(
    ("heading", "points"),
    [
        ("Jawaban untuk pertanyaan “Siapa memutus izin cerai?”:", 25),
        ("Jawaban terdekat, dari topik “Perceraian”:", 25),
        ("Dari forum, tentang “Izin cerai”:", 25),
        ("Prosedur: Cuti tahunan", 0),
    ],
)
def test_the_answer_to_another_question_is_read_with_care(heading: str, points: int) -> None:
    answer = answer_of("x", confidence=1.0)
    other = answer.model_copy(update={"claims": (Claim(text=heading), *answer.claims)})
    assert risk_of(other, READY, about=LEAVE).value == points / 100


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Apa hukuman disiplin bagi yang bolos?", 0.15),
        ("Apakah gajinya dipotong?", 0.15),
        ("Kapan batas usia pensiun?", 0.15),
        ("Apakah hukuman disiplin memotong gaji dan uang pensiun?", 0.30),
        ("Bagaimana kalau gajah masuk kantor?", 0.0),
        ("Bagaimana cara berpakaian dinas?", 0.0),
    ],
)
def test_what_a_wrong_reply_would_cost_counts_twice_at_most(words: str, value: float) -> None:
    assert risk_of(answer_of("x", confidence=1.0), READY, about=(words,)).value == value


@pytest.mark.parametrize(
    ("status", "points"),
    [
        (AnswerStatus.ANSWERED, 0),
        (AnswerStatus.PARTIAL, 10),
        (AnswerStatus.CLARIFY, 20),
        (AnswerStatus.NO_SOURCE, 20),
        (AnswerStatus.ERROR, 20),
    ],
)
def test_what_is_no_whole_answer_counts(status: AnswerStatus, points: int) -> None:
    risk = risk_of(answer_of("x", status=status, confidence=1.0), READY, about=LEAVE)
    assert risk.value == points / 100


def test_doubted_words_and_scores_count_and_the_sum_is_bounded() -> None:
    stop = READY.model_copy(update={"opinion": Opinion.STOP})
    whole = answer_of("x", confidence=1.0)
    assert risk_of(whole, READY, about=LEAVE, doubted=True).value == 0.15
    assert risk_of(whole, stop, about=LEAVE).value == 0.4
    assert risk_of(whole, None, about=LEAVE).value == 0.4
    worst = answer_of("x", status=AnswerStatus.PARTIAL, confidence=0.0, origin="llm")
    about = ("Apakah hukuman disiplin memotong gaji?",)
    assert risk_of(worst, stop, about=about, doubted=True).value == 1.0


def test_a_matter_for_a_person_is_always_first() -> None:
    risk = risk_of(answer_of("x", confidence=1.0), READY, matter=Matter.CRISIS, about=LEAVE)
    assert risk.value == 1.0
    assert risk.reasons[0] == "Perkara yang perlu ditangani langsung oleh petugas: krisis (+100)"
