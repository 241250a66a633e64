"""The pages have words for everything the corpus can say."""

from datetime import date

from api.pages.words import FOR_A_PERSON, FORCE, OUTCOMES, outcome_of
from assistant.guard.reception import reception
from assistant.models import AnswerStatus, Question
from corpus.validity import ForceStatus


def test_every_legal_force_has_a_badge_of_its_own() -> None:
    words = [FORCE[status.value].word for status in ForceStatus]
    assert len(set(words)) == len(words)


def test_a_matter_for_a_person_is_told_calmly() -> None:
    question = Question(text="Saya dilecehkan atasan saya di kantor", on=date(2026, 11, 22))
    answer = reception(question, contact="BKD")
    assert answer is not None
    assert answer.status is AnswerStatus.BLOCKED
    assert outcome_of(answer) == FOR_A_PERSON
    abuse = answer.model_copy(update={"checks": ()})
    assert outcome_of(abuse) == OUTCOMES[AnswerStatus.BLOCKED]
