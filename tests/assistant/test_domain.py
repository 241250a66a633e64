"""What the library treats although no word list foresees it."""

from datetime import date

import pytest

from assistant.answer_features import NAMES, Features
from assistant.domain import focus_of, placed, treats
from assistant.models import Question
from assistant.understand import Understood, understand
from corpus.search_words import search_words
from tests.assistant.conftest import Desk

DAY = date(2026, 3, 1)


def asked(text: str) -> Understood:
    """A question read without a library."""
    return understand(Question(text=text, on=DAY))


def passages(*, cosine: float, together: float) -> list[Features]:
    """Five equal passages."""
    blank = dict.fromkeys(NAMES, 0.0)
    return [Features(**{**blank, "cosine": cosine, "asked": together})] * 5


def test_a_source_is_about_what_many_of_its_units_have(desk: Desk) -> None:
    word = search_words("parkir")[0]
    rows = desk.snapshot.lexical.rows_of(word)
    ids = {desk.snapshot.unit_ids[row].split("/")[0] for row in rows}
    assert "parkir" in ids
    focus = focus_of(desk.snapshot)
    assert 0.0 <= focus.share([word]) <= 1.0
    assert focus.share([]) == focus.share(["tidakadakatanya"]) == 0.0


def test_half_of_what_is_asked_is_half_of_the_weight(desk: Desk) -> None:
    focus = focus_of(desk.snapshot)
    known = search_words("pegawai")[0]
    weigh = desk.snapshot.lexical.weight
    share = weigh(known) / (weigh(known) + weigh("tidakadakatanya"))
    assert focus.share([known]) == pytest.approx(1.0)
    assert focus.share([known, "tidakadakatanya"]) == pytest.approx(share)


def test_what_is_near_and_treated_is_within(desk: Desk) -> None:
    question = asked("rekanan memberi hadiah")
    assert not question.in_domain
    # 7.56 × .7 − 3.88 is above 0 whatever the sources are about; 7.56 × .05 + 3.40 − 3.88 below.
    assert treats(question, desk.snapshot, passages(cosine=0.7, together=0.5))
    assert placed(question, desk.snapshot, passages(cosine=0.7, together=0.5)).in_domain
    assert not treats(question, desk.snapshot, passages(cosine=0.05, together=0.5))


def test_words_that_never_stand_together_are_not_treated(desk: Desk) -> None:
    question = asked("rekanan memberi hadiah")
    assert not treats(question, desk.snapshot, passages(cosine=0.9, together=0.2))
    assert not treats(question, desk.snapshot, [])


def test_a_word_of_personnel_matters_is_enough(desk: Desk) -> None:
    question = asked("cuti tahunan")
    assert placed(question, desk.snapshot, []) is question
