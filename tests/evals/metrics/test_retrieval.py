"""Measures of the passages, on rankings of a few places."""

import math

import pytest

from evals.metrics.document_mismatch import CitationMismatch, PassageMismatch
from evals.metrics.first_right import FirstRight
from evals.metrics.hit import Hit
from evals.metrics.metric import AnswerMetric
from evals.metrics.ndcg import Ndcg
from evals.metrics.reciprocal_rank import ReciprocalRank
from evals.metrics.retrieval_recall import RetrievalRecall
from tests.evals.metrics.cases import case, cite, item, nothing, reasons, value

A, B, C = "pp-1-2020/pasal-1", "pp-1-2020/pasal-2", "uu-1-2019/pasal-9"
OTHERS = [f"pp-9-2009/pasal-{number}" for number in range(1, 11)]
ALL: list[AnswerMetric] = [
    FirstRight(),
    Hit(1),
    Hit(5),
    RetrievalRecall(5),
    RetrievalRecall(10),
    Ndcg(),
    ReciprocalRank(),
]


@pytest.mark.parametrize("metric", ALL, ids=lambda metric: metric.name)
def test_gold_first_is_perfect_and_gold_nowhere_is_zero(metric: AnswerMetric) -> None:
    assert value(metric.score(case(item((A,)), found=[f"{A}/ayat-1", *OTHERS]))) == 1.0
    assert value(metric.score(case(item((A,)), found=OTHERS))) == 0.0
    assert value(metric.score(case(item((A,)), found=[]))) == 0.0


@pytest.mark.parametrize("metric", [*ALL, PassageMismatch()], ids=lambda metric: metric.name)
def test_without_gold_there_is_nothing_to_find(metric: AnswerMetric) -> None:
    assert nothing(metric.score(case(item(), found=OTHERS)))


def test_recall_counts_parts() -> None:
    asked = case(item((A, C), (B,)), found=[*OTHERS[:5], C, B])
    assert value(RetrievalRecall(5).score(asked)) == 0.0
    assert value(RetrievalRecall(10).score(asked)) == 1.0
    half = RetrievalRecall(5).score(case(item((A, C), (B,)), found=[C]))
    assert value(half) == 0.5
    assert reasons(half) == (f"Tidak ditemukan: {B}.",)


def test_hit_and_rank_take_the_first_of_any_part() -> None:
    asked = case(item((A,), (B,)), found=[OTHERS[0], B, A])
    assert (value(Hit(1).score(asked)), value(Hit(5).score(asked))) == (0.0, 1.0)
    assert value(ReciprocalRank().score(asked)) == 0.5
    assert value(Ndcg().score(asked)) == pytest.approx(
        (1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3))
    )


def test_several_units_of_a_pasal_take_one_rank() -> None:
    asked = case(item((A,)), found=[f"{B}/ayat-1", f"{B}/ayat-2", f"{B}@2024-01-01/ayat-3", A])
    assert value(ReciprocalRank().score(asked)) == 0.5


def test_an_entry_takes_a_rank_for_each_provision_it_rests_on() -> None:
    asked = case(item((C,)), found=["faq/cuti"])
    assert value(ReciprocalRank().score(asked)) == 0.5


def test_an_entry_that_stands_first_is_right_by_any_provision_it_rests_on() -> None:
    asked = case(item((C,)), found=["faq/cuti", A])
    assert value(FirstRight().score(asked)) == 1.0
    assert value(Hit(1).score(asked)) == 0.0
    assert value(FirstRight().score(case(item((C,)), found=[A, "faq/cuti"]))) == 0.0


def test_readings_of_an_ambiguous_question_are_sought() -> None:
    ambiguous = item(clarify="PNS atau PPPK", branches=((A,), (C,)))
    assert value(RetrievalRecall(5).score(case(ambiguous, found=[A]))) == 0.5


def test_passages_from_other_documents() -> None:
    score = PassageMismatch().score(case(item((A,)), found=[B, OTHERS[0], "faq/cuti", OTHERS[1]]))
    assert value(score) == 0.5
    assert reasons(score) == ("Bukan sumbernya: pp-9-2009.",)
    # Only the first ten count.
    assert value(PassageMismatch().score(case(item((A,)), found=[*OTHERS, A]))) == 1.0
    assert nothing(PassageMismatch().score(case(item((A,)))))


def test_citations_from_other_documents() -> None:
    metric = CitationMismatch()
    assert value(
        metric.score(case(item((A,)), cite(B), cite(OTHERS[0], OTHERS[1]), cite(B)))
    ) == pytest.approx(2 / 3)
    assert value(metric.score(case(item((A,)), cite("faq/cuti")))) == 0.0
    assert nothing(metric.score(case(item((A,)))))
    assert nothing(metric.score(case(item(), cite(B))))
