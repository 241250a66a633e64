"""Whether a passage answers: features that can be worked out by hand, and the shipped model."""

import math

import pytest

from assistant.decide import COSINE_BAND, Answerability, Features, answerability, features_of
from assistant.models import Question
from assistant.retrieve import Evidence
from assistant.understand import understand
from corpus.models import PassageKind, PassageUnit
from tests.assistant.conftest import TODAY

UNIT = PassageUnit(
    id="pp-1-2020/pasal-1",
    source_id="pp-1",
    kind=PassageKind.PROVISION,
    path=("PP 1/2020 Gaji", "Pasal 1"),
    text="Kenaikan gaji berkala dua tahun sekali.",
    search_text="ujian dinas",
    order=0,
)


def features(question: str, cosine: float = 0.87) -> Features:
    """Features of the unit above for a question; every word weighs 1."""
    understood = understand(Question(text=question, on=TODAY))
    return features_of(understood, UNIT, Evidence(cosine, 0.0, 0.0, 0.0), lambda word: 1.0)


@pytest.mark.parametrize(
    ("cosine", "expected"),
    [(COSINE_BAND[0], 0.0), (COSINE_BAND[1], 1.0), (0.87, 0.5), (0.5, 0.0), (1.0, 1.2), (math.nan, 0.0)],
)
def test_the_cosine_is_rescaled_from_its_band(cosine: float, expected: float) -> None:
    assert features("gaji", cosine).cosine == pytest.approx(expected)


def test_the_share_of_asked_words() -> None:
    # gaji and kala are there, rumah and kantor are not.
    assert features("gaji berkala rumah kantor").asked == 0.5


def test_headings_and_search_words_count() -> None:
    assert features("ujian pasal").asked == 1.0


def test_what_an_abbreviation_means_counts_apart() -> None:
    found = features("kgb")
    assert (found.asked, found.meant) == (0.0, 0.75)


def test_a_citation_is_no_match() -> None:
    # The heading has "PP 1/2020": only the other words tell whether it answers.
    assert features("cuti menurut PP 1/2020").asked == 0.0


def test_probability_by_hand() -> None:
    model = Answerability(
        weights=(2.0, 1.0, 1.0), bias=-2.0, threshold=0.5, threshold_outside=0.7, fitted_on="nothing"
    )
    assert model.probability(Features(cosine=0.0, asked=1.0, meant=1.0)) == pytest.approx(0.5)
    assert model.probability(Features(cosine=1.0, asked=1.0, meant=1.0)) == pytest.approx(
        1 / (1 + math.exp(-2))
    )


def test_a_question_about_something_else_needs_more() -> None:
    model = answerability()
    inside = understand(Question(text="cuti tahunan", on=TODAY))
    outside = understand(Question(text="resep rendang", on=TODAY))
    assert model.needed(inside) == model.threshold
    assert model.needed(outside) == model.threshold_outside
    assert 0.5 <= model.threshold <= model.threshold_outside < 1


def test_the_shipped_model_rises_with_every_feature() -> None:
    model = answerability()
    low = model.probability(Features(0.0, 0.0, 0.0))
    assert low < 0.1
    for more in (Features(1.0, 0.0, 0.0), Features(0.0, 1.0, 0.0), Features(0.0, 0.0, 1.0)):
        assert model.probability(more) > low
    assert model.probability(Features(1.0, 1.0, 1.0)) > 0.9


def test_no_single_feature_is_enough() -> None:
    model = answerability()
    for alone in (Features(0.8, 0.0, 0.0), Features(0.0, 1.0, 0.0), Features(0.0, 0.0, 1.0)):
        assert model.probability(alone) < model.threshold
