"""Slips put into questions: where, how many, always the same."""

from rapidfuzz.distance import OSA

from evals.slips import with_slips

QUESTION = "Berapa hari cuti tahunan pegawai PPPK menurut pasal 5, saya lupa aturan lengkapnya?"


def test_slips_are_the_same_every_time() -> None:
    assert with_slips(QUESTION, 2) == with_slips(QUESTION, 2) != QUESTION


def test_each_touched_word_is_one_edit_away_and_keeps_its_first_letter() -> None:
    pairs = list(zip(QUESTION.split(), with_slips(QUESTION, 1).split(), strict=True))
    assert all(OSA.distance(one, other) <= 1 and one[0] == other[0] for one, other in pairs)
    assert sum(one != other for one, other in pairs) >= 4


def test_numbers_and_abbreviations_stay() -> None:
    assert {"PPPK", "5,"} <= set(with_slips(QUESTION, 1).split())


def test_a_question_without_content_words_stays() -> None:
    assert with_slips("PP 94/2021?", 2) == "PP 94/2021?"
