"""The four cells, the risk-coverage curve and calibration, each computable by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import AnswerStatus
from evals.case import Case
from evals.metrics.ambiguity_handled import AmbiguityHandled
from evals.metrics.answered_right import AnsweredRight
from evals.metrics.answered_wrong import AnsweredWrong
from evals.metrics.aurc import Aurc
from evals.metrics.brier import Brier
from evals.metrics.calibration_error import CalibrationError
from evals.metrics.excess_aurc import ExcessAurc
from evals.metrics.off_topic_answered import OffTopicAnswered
from evals.metrics.over_refusal import OverRefusal
from evals.metrics.refused_rightly import RefusedRightly
from evals.metrics.risk_at_coverage import RiskAtCoverage
from evals.metrics.risk_coverage import Point, area, curve, least_area, risk_at
from evals.reaction import Reaction, reaction
from tests.evals.metrics.cases import ANSWERED, CLARIFY, NO_SOURCE, PARTIAL, case, cite, item, nothing, value

P1, P2 = "pp-1-2020/pasal-1", "pp-1-2020/pasal-2"
KNOWN, UNKNOWN = item((P1,)), item()
AMBIGUOUS = item(clarify="PNS atau PPPK", branches=((P1,), (P2,)))


def right(confidence: float) -> Case:
    return case(KNOWN, cite(P1), confidence=confidence)


def wrong(confidence: float) -> Case:
    return case(KNOWN, cite(P2), confidence=confidence)


def refused(confidence: float) -> Case:
    return case(KNOWN, status=NO_SOURCE, confidence=confidence)


@pytest.mark.parametrize(
    ("judged", "expected"),
    [
        (case(KNOWN, cite(f"{P1}/ayat-2")), Reaction.RIGHT),
        (case(KNOWN, cite(P2, P1), status=PARTIAL), Reaction.RIGHT),
        (case(KNOWN, cite(P2)), Reaction.WRONG),
        (case(KNOWN), Reaction.WRONG),
        (case(KNOWN, cite(P1), status=NO_SOURCE), Reaction.OVER_REFUSED),
        (case(KNOWN, status=CLARIFY), Reaction.OVER_REFUSED),
        (case(UNKNOWN, cite(P1)), Reaction.INVENTED),
        (case(UNKNOWN, status=NO_SOURCE), Reaction.REFUSED),
        (case(UNKNOWN, status=AnswerStatus.OUT_OF_SCOPE), Reaction.REFUSED),
        (case(AMBIGUOUS, status=CLARIFY), Reaction.RIGHT),
        (case(AMBIGUOUS, cite(P1), cite(P2)), Reaction.RIGHT),
        (case(AMBIGUOUS, cite(P1)), Reaction.WRONG),
        (case(AMBIGUOUS, status=NO_SOURCE), Reaction.OVER_REFUSED),
    ],
)
def test_reaction(judged: Case, expected: Reaction) -> None:
    assert reaction(judged) is expected


def test_cells_of_answerable_questions() -> None:
    cells = (AnsweredRight(), AnsweredWrong(), OverRefusal())
    for judged, expected in ((right(1), (1, 0, 0)), (wrong(1), (0, 1, 0)), (refused(0), (0, 0, 1))):
        assert tuple(value(cell.score(judged)) for cell in cells) == expected
    for cell in cells:
        assert nothing(cell.score(case(UNKNOWN)))
        assert nothing(cell.score(case(AMBIGUOUS)))


def test_cell_of_unanswerable_questions() -> None:
    assert value(RefusedRightly().score(case(UNKNOWN, status=NO_SOURCE))) == 1.0
    assert value(RefusedRightly().score(case(UNKNOWN, cite(P1)))) == 0.0
    assert nothing(RefusedRightly().score(right(1)))
    assert nothing(RefusedRightly().score(case(AMBIGUOUS, status=CLARIFY)))


def test_off_topic_and_ambiguous_questions_have_their_own() -> None:
    stray = item(tags=("offtopic", "cuaca"))
    assert value(OffTopicAnswered().score(case(stray))) == 1.0
    assert value(OffTopicAnswered().score(case(stray, status=NO_SOURCE))) == 0.0
    assert nothing(OffTopicAnswered().score(case(UNKNOWN)))
    assert value(AmbiguityHandled().score(case(AMBIGUOUS, status=CLARIFY))) == 1.0
    assert value(AmbiguityHandled().score(case(AMBIGUOUS, cite(P1)))) == 0.0
    assert nothing(AmbiguityHandled().score(right(1)))


def test_curve() -> None:
    points = curve([(0.9, False), (0.2, True), (0.8, True), (0.5, False)])
    assert points == [Point(0.25, 0.0), Point(0.5, 0.5), Point(0.75, pytest.approx(1 / 3)), Point(1.0, 0.5)]
    assert area(points) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)


def test_all_ties_have_the_same_risk_everywhere() -> None:
    points = curve([(0.5, True), (0.5, False), (0.5, False), (0.5, False)])
    assert [point.risk for point in points] == [0.25] * 4
    assert area(points) == 0.25


def test_ties_are_the_mean_over_their_orders() -> None:
    tied = [(0.5, True), (0.5, False)]
    orders = [[(0.9, False), (0.5, True), (0.4, False)], [(0.9, False), (0.5, False), (0.4, True)]]
    mean = sum(area(curve(order)) for order in orders) / 2
    assert area(curve([(0.9, False), *tied])) == pytest.approx(mean)


@pytest.mark.parametrize(("coverage", "risk"), [(0.8, 0.25), (0.81, 0.4), (1.0, 0.4), (0.2, 0.0), (0.0, 0.0)])
def test_risk_at_a_coverage(coverage: float, risk: float) -> None:
    points = curve([(0.9, False), (0.8, False), (0.7, False), (0.6, True), (0.5, True)])
    assert risk_at(points, coverage) == risk


def test_one_answer() -> None:
    assert value(Aurc().score([right(0.3)])) == 0.0
    assert value(Aurc().score([wrong(0.3)])) == 1.0
    assert value(RiskAtCoverage(80).score([wrong(0.3)])) == 1.0


def test_a_refused_question_comes_after_every_answered_one() -> None:
    # Its confidence is higher, but the system did not answer: risks 0, 0, 1/3.
    cases = [right(0.6), refused(0.9), right(0.4)]
    assert value(Aurc().score(cases)) == pytest.approx((0 + 0 + 1 / 3) / 3)


def test_asking_back_rightly_is_no_error() -> None:
    assert value(Aurc().score([case(AMBIGUOUS, status=CLARIFY, confidence=0.1)])) == 0.0


def test_excess_is_what_the_ordering_costs() -> None:
    assert value(ExcessAurc().score([right(0.9), wrong(0.2)])) == 0.0
    # risks 1, 1/2 instead of 0, 1/2
    assert value(ExcessAurc().score([right(0.2), wrong(0.9)])) == pytest.approx(0.5)


@given(st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.9]), st.booleans()), min_size=1, max_size=30))
def test_the_curve_ends_at_the_error_rate_and_nothing_beats_the_least_area(
    outcomes: list[tuple[float, bool]],
) -> None:
    points = curve(outcomes)
    assert len(points) == len(outcomes)
    assert points[-1].coverage == 1.0
    assert points[-1].risk == pytest.approx(sum(bad for _, bad in outcomes) / len(outcomes))
    assert least_area(outcomes) <= area(points) + 1e-12


def test_brier_and_calibration_are_over_answers_given() -> None:
    cases = [right(0.8), wrong(0.6), refused(0.9)]
    assert value(Brier().score(cases)) == pytest.approx((0.2**2 + 0.6**2) / 2)
    assert value(CalibrationError().score(cases)) == pytest.approx((0.2 + 0.6) / 2)


def test_within_a_bin_gaps_cancel() -> None:
    # Two answers of 0.5, one right: calibrated to the letter.
    assert value(CalibrationError().score([right(0.5), wrong(0.5)])) == 0.0
    assert value(CalibrationError().score([right(1.0), right(0.95)])) == pytest.approx(0.025)


def test_no_answers_no_measure() -> None:
    for metric in (Aurc(), ExcessAurc(), RiskAtCoverage(80), Brier(), CalibrationError()):
        assert nothing(metric.score([]))
    for calibration in (Brier(), CalibrationError()):
        assert nothing(calibration.score([refused(0.1)]))


def test_statuses_that_answer() -> None:
    assert case(KNOWN, status=ANSWERED).answered
    assert case(KNOWN, status=PARTIAL).answered
    assert not case(KNOWN, status=CLARIFY).answered
