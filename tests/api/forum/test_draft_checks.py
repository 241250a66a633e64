"""What is noted with a draft: its matter, whose question it answers, and that it was rejected before."""

import pytest

from api.forum.draft_checks import NEIGHBOUR, REPEATED, TOPIC, as_reply, neighbour_of, not_again, on_topic
from api.forum.risk import risk_of
from assistant.models import AnswerStatus, Claim
from assistant.routing.classifier import Routing
from assistant.routing.topic import Topics
from tests.drafted import QUOTE, READY, answer_of

HEADING = Claim(text="Jawaban untuk pertanyaan “Berapa hari cuti tahunan PNS?”:")


class Names:
    """Categories called by a capital letter."""

    def route_text(self, _: str) -> Routing:
        return Routing(suggestions=())

    def name_of(self, category_id: str) -> str:
        return category_id.title()


def topics(agreement: float) -> Topics:
    return Topics(agreement=agreement, asked="mutasi", answered="perceraian")


def test_a_draft_says_when_its_source_may_be_about_something_else_and_its_risk_rises() -> None:
    good = on_topic(answer_of("x"), topics(1.0), Names(), contact="BKPSDM")
    doubted = on_topic(answer_of("x"), topics(0.4), Names(), contact="BKPSDM")
    assert [(one.name, one.passed) for one in good.checks] == [(TOPIC, True)]
    (check,) = doubted.checks
    assert (check.passed, check.detail) == (
        False,
        "Pertanyaannya tampaknya tentang Mutasi, sedangkan sumber draf ini tentang Perceraian.",
    )
    assert doubted.claims == good.claims
    assert risk_of(doubted, READY).value == pytest.approx(risk_of(good, READY).value + 0.30)


def test_what_is_clearly_about_something_else_answers_nothing() -> None:
    found = on_topic(answer_of("x"), topics(0.05), Names(), contact="BKPSDM")
    assert found.status is AnswerStatus.NO_SOURCE
    assert QUOTE not in found.text
    assert "BKPSDM" in found.text
    assert "Yang ditemukan hanya tentang Perceraian" in found.checks[0].detail


@pytest.mark.parametrize(("several", "kept"), [(False, False), (True, True)])
def test_a_heading_stays_only_where_several_things_were_asked(several: bool, kept: bool) -> None:
    answer = answer_of("x")
    headed = answer.model_copy(
        update={"claims": (HEADING, *answer.claims), "text": f"{HEADING.text}\n{answer.text}"}
    )
    found = as_reply(headed, several=several)
    assert (HEADING in found.claims, HEADING.text in found.text) == (kept, kept)
    assert [one.name for one in found.checks] == [NEIGHBOUR]
    assert "“Berapa hari cuti tahunan PNS?”" in (neighbour_of(found) or "")
    plain = answer.model_copy(update={"confidence": 0.9})
    assert risk_of(found, READY).value == pytest.approx(risk_of(plain, READY).value + 0.25)


def test_a_draft_without_heading_stays_as_it_is() -> None:
    answer = answer_of("x")
    assert as_reply(answer, several=False) is answer


def test_what_was_rejected_is_not_drafted_again() -> None:
    answer = answer_of("x")
    other = answer.model_copy(update={"claims": (Claim(text="Lain."), *answer.claims)})
    assert not_again(answer, [other], contact="BKPSDM") is answer
    again = not_again(answer, [other, answer], contact="BKPSDM")
    assert again.status is AnswerStatus.NO_SOURCE
    assert [(one.name, one.passed) for one in again.checks] == [(REPEATED, False)]
