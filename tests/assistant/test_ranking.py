"""The score of candidates by hand: fusion, approved entries that lend to their rules, force."""

from dataclasses import replace

import numpy as np
import pytest
from pydantic import ValidationError

from assistant.ranking import Candidates, RankingWeights, order, ranking_weights, scores, z_scores

NOTHING = RankingWeights(
    meaning=0,
    words=0,
    small=0,
    lending=0,
    entry=0,
    forum=0,
    sibling=0,
    context=0,
    definition=0,
    not_holding=0,
    partly_repealed=0,
    others=0,
    fitted_on="",
)
# BM25 of 1, 2, 3 has the standard scores -1.2247, 0, 1.2247.
LOW, HIGH = -1.2247, 1.2247


def candidates(*ids: str, bm25: list[float]) -> Candidates:
    """Rules in force, each in a pasal of its own, of which only BM25 is known."""
    size = len(ids)
    no = np.zeros(size, dtype=bool)
    return Candidates(
        ids=ids,
        cosine=np.full(size, np.nan, np.float32),
        bm25=np.array(bm25, np.float32),
        is_entry=no,
        is_forum=no,
        is_context=no,
        is_definition=no,
        holds=~no,
        partly_repealed=no,
        of_others=no,
        named=np.zeros(size, np.float32),
        pasal=np.arange(size),
        rests_on={},
        asks_meaning=False,
        library=1_000,
    )


def ranked(found: Candidates, **weights: float) -> list[float]:
    """Scores under these weights alone."""
    return list(scores(found, NOTHING.model_copy(update=weights)))


def flags(*positions: int, size: int = 3) -> np.ndarray:
    """True at the positions."""
    return np.isin(np.arange(size), positions)


def test_parts_add_up() -> None:
    found = replace(
        candidates("a", "b", "c", bm25=[1, 2, 3]),
        cosine=np.array([3, 2, 1], np.float32),
    )
    assert ranked(found, words=1) == pytest.approx([LOW, 0, HIGH], abs=1e-4)
    assert ranked(found, words=1, meaning=1) == pytest.approx([0, 0, 0], abs=1e-4)


def test_what_speaks_of_other_employees_goes_back_after_lending() -> None:
    found = replace(
        candidates("entry", "rule", "others", bm25=[3, 1, 1]),
        is_entry=flags(0),
        rests_on={0: [1, 2]},
        of_others=flags(2),
    )
    entry, rule, others = ranked(found, words=1, lending=1, others=-0.5)
    assert rule == entry
    assert others == pytest.approx(rule - 0.5)


@pytest.mark.parametrize(("library", "share"), [(1_000, 1.06), (60, 2.0), (30, 2.5), (1, 2.5), (0, 2.5)])
def test_meaning_counts_more_where_few_units_tell_how_rare_a_word_is(library: int, share: float) -> None:
    found = replace(
        candidates("a", "b", "c", bm25=[2, 1, 3]), cosine=np.array([3, 2, 1], np.float32), library=library
    )
    # The sum of both stays 2.
    meaning, words = 2 * share / (share + 1), 2 / (share + 1)
    expected = [meaning * HIGH, words * LOW, meaning * LOW + words * HIGH]
    assert ranked(found, meaning=1, words=1, small=60) == pytest.approx(expected, abs=1e-3)


def test_an_entry_lends_to_the_rule_it_rests_on_and_goes_behind_it() -> None:
    found = replace(
        candidates("a", "b", "faq", bm25=[1, 2, 3]),
        is_entry=flags(2),
        rests_on={2: [0]},
    )
    total = ranked(found, words=1, lending=0.5, entry=-1.5)
    # Half way between -1.2247 and 1.2247 is 0, as high as "b".
    assert total == pytest.approx([0, 0, HIGH - 1.5], abs=1e-4)
    assert order(found, np.array(ranked(found, words=1, lending=0.6, entry=-1.5))) == [0, 1, 2]


def test_nothing_is_lent_downwards_or_to_words_that_do_not_hold() -> None:
    found = replace(candidates("a", "b", "faq", bm25=[3, 2, 1]), is_entry=flags(2))
    assert ranked(replace(found, rests_on={2: [0]}), words=1, lending=0.5)[0] == pytest.approx(HIGH, abs=1e-4)
    risen = replace(found, bm25=np.array([1, 2, 3], np.float32), rests_on={2: [0]}, holds=~flags(0))
    assert ranked(risen, words=1, lending=0.5)[0] == pytest.approx(LOW, abs=1e-4)


def test_the_best_unit_of_a_pasal_gains_from_its_second_best() -> None:
    found = replace(candidates("a/1", "a/2", "b", bm25=[3, 2.5, 1]), pasal=np.array([0, 0, 1]))
    before, after = ranked(found, words=1), ranked(found, words=1, sibling=0.5)
    assert after == pytest.approx([before[0] + 0.5 * before[1], before[1], before[2]])


def test_a_second_best_below_zero_takes_nothing() -> None:
    found = replace(candidates("a/1", "a/2", "b", bm25=[3, 1, 2]), pasal=np.array([0, 0, 1]))
    assert ranked(found, words=1, sibling=0.5) == pytest.approx([HIGH, LOW, 0], abs=1e-4)


def test_force_kind_and_place() -> None:
    found = replace(
        candidates("a", "b", "c", bm25=[1, 1, 1]),
        holds=~flags(0),
        partly_repealed=flags(1),
        is_forum=flags(2),
        is_context=flags(2),
        is_definition=flags(1),
    )
    parts = {"not_holding": -2.0, "partly_repealed": -1.0, "forum": -0.25, "context": -0.5, "definition": 3.0}
    assert ranked(found, **parts) == [-2, -1, -0.75]
    assert ranked(replace(found, asks_meaning=True), **parts) == [-2, 2, -0.75]


def test_a_named_provision_stands_above_all_likeness() -> None:
    found = replace(candidates("a", "b", "c", bm25=[1, 2, 300]), named=np.array([1, 0, 0], np.float32))
    assert order(found, scores(found, ranking_weights()))[0] == 0


def test_ties_go_by_identifier() -> None:
    found = candidates("c", "a", "b", bm25=[1, 1, 1])
    assert order(found, scores(found, ranking_weights())) == [1, 2, 0]


def test_weights_keep_the_sign_that_their_meaning_demands() -> None:
    for name, value in {"words": -0.1, "not_holding": 0.5, "lending": 1.5, "entry": 0.1}.items():
        with pytest.raises(ValidationError):
            RankingWeights.model_validate(NOTHING.model_dump() | {name: value})


def test_the_shipped_weights_say_what_they_were_made_from() -> None:
    assert "dev" in ranking_weights().fitted_on
    assert "test" not in ranking_weights().fitted_on


def test_z_scores_by_hand() -> None:
    # Mean 2, deviation sqrt(2/3).
    assert z_scores(np.array([1, 2, 3], np.float32)) == pytest.approx([-1.2247, 0, 1.2247], abs=1e-4)


def test_an_unknown_value_counts_as_the_least_known() -> None:
    assert z_scores(np.array([1, np.nan, 3], np.float32)) == pytest.approx(
        [-0.7071, -0.7071, 1.4142], abs=1e-4
    )


@pytest.mark.parametrize("values", [[], [5.0], [2.0, 2.0], [np.nan, np.nan]])
def test_no_spread_is_zero(values: list[float]) -> None:
    assert z_scores(np.array(values, np.float32)).tolist() == [0.0] * len(values)
