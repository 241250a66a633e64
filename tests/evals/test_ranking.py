"""Measures of a ranking, small enough to compute by hand."""

import math

import pytest

from evals.ranking import RankingScores, distinct, first_hit, ndcg, score_ranking, unrolled

GOLD = (("a",),)


def test_first_place_is_perfect() -> None:
    assert score_ranking([("a",), ("b",)], GOLD) == RankingScores(1.0, 1.0, 1.0, 1.0)


def test_third_place() -> None:
    scores = score_ranking([("x",), ("y",), ("a",)], GOLD)
    assert (scores.hit_1, scores.hit_5) == (0.0, 1.0)
    assert scores.mrr == pytest.approx(1 / 3)
    assert scores.ndcg_10 == pytest.approx(1 / math.log2(4))


def test_sixth_place_misses_the_first_five() -> None:
    ranking = [(name,) for name in "vwxyza"]
    assert first_hit(ranking, GOLD) == 6
    assert score_ranking(ranking, GOLD).hit_5 == 0.0


def test_nothing_found_is_zero() -> None:
    assert score_ranking([], GOLD) == RankingScores(0.0, 0.0, 0.0, 0.0)
    assert first_hit([("x",)], GOLD) is None


def test_any_identifier_answers_a_part() -> None:
    assert score_ranking([("b",)], (("a", "b"),)).ndcg_10 == 1.0


def test_both_parts_on_the_first_two_ranks_are_ideal_in_any_order() -> None:
    assert ndcg([("b",), ("a",)], (("a",), ("b",))) == pytest.approx(1.0)


def test_half_an_answer() -> None:
    ideal = 1 + 1 / math.log2(3)
    assert ndcg([("a",), ("x",)], (("a",), ("b",))) == pytest.approx(1 / ideal)


def test_a_part_gains_once() -> None:
    assert ndcg([("a",), ("b",)], (("a", "b"), ("c",))) == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_one_passage_for_every_part_is_at_most_perfect() -> None:
    assert ndcg([("a", "b")], (("a",), ("b",))) == 1.0


def test_what_stands_below_the_tenth_rank_gains_nothing() -> None:
    ranking = [(str(number),) for number in range(10)]
    assert ndcg([*ranking, ("a",)], GOLD) == 0.0


def test_distinct_drops_what_was_there_already() -> None:
    assert distinct([("a", "b"), ("b",), (), ("b", "c")]) == [("a", "b"), ("b", "c")]


def test_unrolled_gives_every_pasal_a_rank() -> None:
    assert unrolled([("a", "b"), ("b", "c")]) == [("a",), ("b",), ("c",)]


def test_a_chunk_over_many_pasals_gains_only_in_the_view_by_passage() -> None:
    chunk = [("x", "y", "z", "a")]
    assert score_ranking(distinct(chunk), GOLD).hit_1 == 1.0
    assert score_ranking(unrolled(chunk), GOLD).hit_1 == 0.0
    assert score_ranking(unrolled(chunk), GOLD).mrr == 0.25
