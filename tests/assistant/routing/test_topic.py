"""Whether an answer is on the matter of its question, counted by hand."""

from datetime import date
from typing import cast

import pytest

from assistant.models import Answer, AnswerStatus, Claim, Question
from assistant.routing.classifier import Routing, Suggestion
from assistant.routing.topic import ANOTHER, DOUBTED, Fit, Topics, agreement, compared
from corpus.knowledge import Knowledge
from corpus.models import Citation

QUOTE = Citation(provision_id="uu-1-2020/pasal-1", quote="dua belas hari", start=0, end=14)


class NoEntries:
    """Knowledge without FAQ, SOP or forum entries."""

    def entry(self, _: str) -> None:
        return None


NOTHING = cast(Knowledge, NoEntries())


def routed(**likely: float) -> Routing:
    ordered = sorted(likely.items(), key=lambda pair: -pair[1])
    return Routing(
        suggestions=tuple(Suggestion(category_id=one, bidang_id="x", probability=p) for one, p in ordered)
    )


def answer(status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    question = Question(text="Berapa hari cuti?", on=date(2026, 11, 20))
    claims = (Claim(text="Cuti dua belas hari.", citations=(QUOTE,)), Claim(text="Semoga membantu."))
    return Answer(question=question, status=status, text="x", claims=claims, confidence=0.9)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (routed(a=1.0), routed(a=1.0), 1.0),
        (routed(a=1.0), routed(b=1.0), 0.0),
        (routed(a=0.5, b=0.5), routed(a=1.0, b=0.0), 0.5**0.5),
        (routed(a=0.64, b=0.36), routed(a=0.36, b=0.64), 0.96),
    ],
)
def test_agreement_is_bhattacharyyas_coefficient(one: Routing, other: Routing, expected: float) -> None:
    assert agreement(one, other) == pytest.approx(expected)
    assert agreement(other, one) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("share", "fit"),
    [(0.0, Fit.ANOTHER), (ANOTHER, Fit.DOUBTED), (DOUBTED - 0.01, Fit.DOUBTED), (DOUBTED, Fit.SAME)],
)
def test_what_follows_from_the_agreement(share: float, fit: Fit) -> None:
    assert Topics(agreement=share, asked="a", answered="b").fit is fit


def route(text: str) -> Routing:
    """What is quoted is about leave; what is asked, about marriage."""
    return routed(cuti=1.0, kawin=0.0) if "dua belas" in text else routed(kawin=1.0, cuti=0.0)


def test_what_was_quoted_is_compared_with_what_was_asked() -> None:
    found = compared(route, "Bagaimana izin cerai?", answer(), NOTHING)
    assert found == Topics(agreement=0.0, asked="kawin", answered="cuti")


def test_an_answer_of_the_category_where_the_question_lies_fits() -> None:
    found = compared(route, "Bagaimana izin cerai?", answer(), NOTHING, category_id="cuti")
    assert found is not None
    assert found.fit is Fit.SAME


@pytest.mark.parametrize("status", [AnswerStatus.NO_SOURCE, AnswerStatus.CLARIFY, AnswerStatus.BLOCKED])
def test_what_answers_nothing_is_not_compared(status: AnswerStatus) -> None:
    assert compared(route, "Bagaimana izin cerai?", answer(status), NOTHING) is None


def test_a_question_that_names_its_regulation_is_not_compared() -> None:
    assert compared(route, "Apa isi Pasal 5 PP 94/2021?", answer(), NOTHING) is None


def test_without_categories_nothing_is_compared() -> None:
    assert compared(lambda _: routed(), "Bagaimana izin cerai?", answer(), NOTHING) is None
