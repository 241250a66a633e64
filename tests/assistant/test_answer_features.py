"""What is measured of question, passage and list: values that can be worked out by hand."""

import math

import pytest

from assistant.answer_features import COSINE_BAND, NO_WORD, Features, features_of
from assistant.evidence import Evidence
from assistant.models import Question
from assistant.understand import understand
from corpus.models import PassageKind, PassageUnit
from tests.assistant.conftest import TODAY

UNIT = PassageUnit(
    id="pp-1-2020/pasal-2",
    source_id="pp-1",
    kind=PassageKind.PROVISION,
    path=("PP 1/2020 Gaji", "Pasal 2"),
    text="Kenaikan gaji berkala PNS dua tahun sekali.",
    search_text="ujian dinas",
    order=0,
)
FAQ = PassageUnit(
    id="faq/gaji",
    source_id="faq-gaji",
    kind=PassageKind.FAQ,
    path=("Gaji", "Kapan gaji naik?"),
    text="Setiap dua tahun.",
    search_text="Kapan gaji naik?\ngaji berkala rumah",
    order=0,
)


def weigh(word: str) -> float:
    """Every word weighs 1, what nothing has 4."""
    return 4.0 if word in {NO_WORD, "zebra"} else 1.0


def features(
    question: str, *units: PassageUnit, cosine: float = 0.87, dense_z: float = 0.0
) -> tuple[Features, ...]:
    """Features of units, the one above where none are given."""
    understood = understand(Question(text=question, on=TODAY))
    listed = units or (UNIT,)
    evidence = [Evidence(cosine, 0.0, dense_z, 0.0)] * len(listed)
    return tuple(features_of(understood, listed, evidence, weigh))


@pytest.mark.parametrize(
    ("cosine", "expected"),
    [(COSINE_BAND[0], 0.0), (COSINE_BAND[1], 1.0), (0.87, 0.5), (0.5, 0.0), (1.0, 1.2)],
)
def test_the_cosine_is_rescaled_from_its_band(cosine: float, expected: float) -> None:
    (one,) = features("gaji", cosine=cosine)
    assert one.cosine == pytest.approx(expected)


def test_a_passage_that_was_not_near_has_no_cosine_and_without_vectors_words_stand_in() -> None:
    understood = understand(Question(text="gaji", on=TODAY))
    near, far = Evidence(0.87, 0.0, 0.0, 0.0), Evidence(math.nan, 0.0, 0.0, 0.0)
    assert [one.cosine for one in features_of(understood, (UNIT, UNIT), (near, far), weigh)] == [
        pytest.approx(0.5),
        0.0,
    ]
    (alone,) = features_of(understood, (UNIT,), (far,), weigh)
    assert alone.cosine == alone.meant > 0


def test_standard_scores_are_bounded() -> None:
    assert [features("gaji", dense_z=z)[0].dense_z for z in (2.0, 40.0, -40.0)] == [0.5, 1.5, -1.0]


def test_the_share_of_asked_words() -> None:
    # gaji and kala are there, rumah and kantor are not.
    assert features("gaji berkala rumah kantor")[0].asked == 0.5


def test_what_an_abbreviation_means_counts_apart() -> None:
    (one,) = features("kgb")
    assert (one.asked, one.meant) == (0.0, 0.75)


def test_a_citation_is_no_match() -> None:
    # The heading has "PP 1/2020": only the other words tell whether it answers.
    assert features("cuti menurut PP 1/2020")[0].asked == 0.0


def test_another_passage_that_has_more_of_the_question() -> None:
    rule, entry = features("gaji berkala rumah kantor", UNIT, FAQ)
    # The entry has gaji, kala and rumah.
    assert (rule.behind, entry.behind) == (0.25, 0.0)


def test_a_word_that_is_not_covered_and_one_that_nothing_here_has() -> None:
    (one,) = features("gaji zebra rumah")
    assert one.uncovered == 0.25
    assert one.unknown == pytest.approx(1 / 3)


def test_the_nearest_way_to_ask_is_compared_in_both_directions() -> None:
    _, entry = features("gaji berkala kantor", UNIT, FAQ)
    # "gaji berkala rumah": two of the three words of either are in the other.
    assert (entry.way, entry.way_back) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert features("gaji berkala kantor")[0].way == 0.0


def test_kinds_of_answer() -> None:
    assert features("biaya gaji berkala berapa")[0].lacks_firm == 1.0
    assert features("siapa menaikkan gaji")[0].lacks_loose == 1.0
    assert features("gaji naik berapa tahun sekali")[0].lacks_loose == 0.0
    assert features("gaji naik berapa poin")[0].lacks_counted == 1.0


def test_years_places_and_moments() -> None:
    assert features("gaji tahun 2020")[0].lacks_year == 0.0
    assert features("gaji menteri 2027")[0].lacks_year == 1.0
    assert features("gaji di kabupaten kita")[0].local == 1.0


@pytest.mark.parametrize(
    ("question", "expected"),
    [("gaji PPPK", 1.0), ("gaji PNS", 0.0), ("gaji anggota polri", 1.0), ("gaji guru", 0.0)],
)
def test_other_employees(question: str, expected: float) -> None:
    assert features(question)[0].other_employee == expected


def test_a_rule_on_candidates_is_theirs_though_its_regulation_is_about_officials() -> None:
    unit = UNIT.model_copy(
        update={"path": ("PP 1/2020 Manajemen PNS",), "text": "Calon PNS menjalani percobaan."}
    )
    assert features("masa percobaan cpns", unit)[0].other_employee == 0.0


def test_where_a_passage_stands() -> None:
    recital, definition = (
        UNIT.model_copy(update={"id": f"pp-1-2020/{place}"}) for place in ("menimbang", "pasal-1/angka-3")
    )
    first, second, third = features("gaji", recital, definition, UNIT)
    assert (first.context, second.context, third.context) == (1.0, 0.0, 0.0)
    assert (first.definition, second.definition, third.definition) == (0.0, 1.0, 0.0)
