"""A post is answered by its question first, by the whole of it after, and never from another matter."""

from datetime import date

import pytest

from assistant.guard.reception import reception
from assistant.models import Answer, AnswerStatus, Question
from assistant.post_answer import answer_post
from assistant.routing.topic import Topics

SAME = Topics(agreement=1.0, asked="cuti", answered="cuti")
ANOTHER = Topics(agreement=0.0, asked="cuti", answered="kawin")
ON = date(2026, 11, 20)


def said(text: str, status: AnswerStatus) -> Answer:
    return Answer(question=Question(text=text, on=ON), status=status, text=text, confidence=0.5)


@pytest.mark.parametrize(
    ("core", "core_fit", "whole", "chosen", "asked"),
    [
        (AnswerStatus.ANSWERED, SAME, AnswerStatus.ANSWERED, "inti", ["inti"]),
        (AnswerStatus.NO_SOURCE, None, AnswerStatus.ANSWERED, "semua", ["inti", "semua"]),
        (AnswerStatus.ANSWERED, ANOTHER, AnswerStatus.ANSWERED, "semua", ["inti", "semua"]),
        (AnswerStatus.ANSWERED, ANOTHER, AnswerStatus.NO_SOURCE, "inti", ["inti", "semua"]),
        (AnswerStatus.NO_SOURCE, None, AnswerStatus.NO_SOURCE, "inti", ["inti", "semua"]),
    ],
)
def test_which_answer_is_taken(
    core: AnswerStatus, core_fit: Topics | None, whole: AnswerStatus, chosen: str, asked: list[str]
) -> None:
    heard: list[str] = []

    def ask(text: str) -> Answer:
        heard.append(text)
        return said(text, core if text == "inti" else whole)

    def judge(answer: Answer) -> Topics | None:
        return core_fit if answer.text == "inti" else SAME

    answer, _ = answer_post(("inti", "semua"), ask, judge)
    assert (answer.text, heard) == (chosen, asked)


def test_a_fixed_reply_ends_the_asking() -> None:
    fixed = reception(
        Question(text="Saya dilecehkan atasan saya di kantor, harus bagaimana?", on=ON), contact="x"
    )
    assert fixed is not None
    answer, _ = answer_post(("inti", "semua"), lambda _: fixed, lambda _: None)
    assert answer is fixed
