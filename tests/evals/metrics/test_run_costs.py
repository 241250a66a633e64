"""Stability over repeats, latency, cost."""

import pytest

from evals.metrics.cost import CostPerAnswer
from evals.metrics.latency import Latency
from evals.metrics.stability import Stability
from evals.metrics.tokens import TokensPerAnswer
from evals.records import Cost
from tests.evals.metrics.cases import NO_SOURCE, case, cite, nothing, reasons, value

P1, P2 = "pp-1-2020/pasal-1", "pp-1-2020/pasal-2"
RESPECTS = tuple(Stability.respects)


def test_the_same_again() -> None:
    cases = [case(None, cite(P1), repeat=number) for number in range(3)]
    assert [value(Stability(respect).score(cases)) for respect in RESPECTS] == [1.0, 1.0, 1.0]


def test_each_respect_alone() -> None:
    first, moved = case(None, cite(P1)), case(None, cite(P2), repeat=1)
    # Another provision under the same words and status.
    assert [value(Stability(respect).score([first, moved])) for respect in RESPECTS] == [1.0, 0.0, 1.0]
    refusal = case(None, cite(P1), status=NO_SOURCE, repeat=1)
    assert [value(Stability(respect).score([first, refusal])) for respect in RESPECTS] == [0.0, 1.0, 1.0]


def test_one_deviation_in_many_repeats_makes_a_question_unstable() -> None:
    steady = [case(None, cite(P1), name="a", repeat=number) for number in range(3)]
    moved = [case(None, cite(one), name="b", repeat=number) for number, one in enumerate((P1, P1, P2))]
    once = [case(None, cite(P2), name="c")]
    score = Stability("citations").score([*steady, *moved, *once])
    assert value(score) == 0.5
    assert reasons(score) == ("Berubah: b.",)


def test_the_order_of_citations_does_not_matter() -> None:
    cases = [case(None, cite(P1, P2)), case(None, cite(P2, P1), repeat=1)]
    assert value(Stability("citations").score(cases)) == 1.0


def test_nothing_was_repeated() -> None:
    assert nothing(Stability("text").score([case(None, name="a"), case(None, name="b")]))


def test_latency() -> None:
    cases = [case(None, seconds=seconds) for seconds in (0.4, 0.1, 0.2, 0.3)]
    assert value(Latency(50).score(cases)) == pytest.approx(0.25)
    assert value(Latency(95).score(cases)) == pytest.approx(0.3 + 0.85 * 0.1)
    assert value(Latency(95).score(cases[:1])) == pytest.approx(0.4)
    assert nothing(Latency(50).score([]))


def test_cost() -> None:
    paid = case(None, cost=Cost(prompt_tokens=900, completion_tokens=100, amount=0.25))
    assert value(CostPerAnswer().score(paid)) == 0.25
    assert value(TokensPerAnswer().score(paid)) == 1000.0
    assert value(CostPerAnswer().score(case(None))) == 0.0
