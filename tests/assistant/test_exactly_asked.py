"""A question in the very words of an approved one."""

import pytest

from assistant.answer import Assistant
from assistant.decide import answerability
from assistant.exactly_asked import exactly_asked
from assistant.models import Answer, AnswerStatus, Question
from tests.assistant.conftest import TODAY, Desk

LEAVE = "faq/contoh-cuti-tahunan"
PROCEDURE = "sop/contoh-mengajukan-cuti"


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("Berapa hari cuti tahunan pegawai contoh?", (LEAVE,)),
        ("  BERAPA hari, cuti tahunan pegawai contoh", (LEAVE,)),
        ("min, jatah cuti tahunan pegawai contoh berapa hari?", (LEAVE,)),
        ("Mengajukan cuti tahunan pegawai contoh", (PROCEDURE,)),
        ("cara minta cuti tahunan pegawai contoh", (PROCEDURE,)),
        (
            "Min, sy sakit lama hampir 20 hari gara-gara tipes, hrs bawa apa ke kantor?",
            ("forum/contoh-sakit-20-hari",),
        ),
        ("Min, sy sakit lama hampir 21 hari gara-gara tipes, hrs bawa apa ke kantor?", ()),
        ("Sakit dua puluh hari, perlu surat apa?", ()),
        ("Berapa hari cuti tahunan pegawai?", ()),
        ("?!", ()),
    ],
)
def test_the_entries_written_for_a_question(desk: Desk, question: str, entries: tuple[str, ...]) -> None:
    assert exactly_asked(desk.snapshot, question) == entries


def never(desk: Desk, *withheld: str) -> Assistant:
    """An assistant whose model takes nothing to answer."""
    model = answerability().model_copy(update={"intercept": -20.0})
    return Assistant(
        lambda: desk.snapshot, desk.bench.embedder, contact="-", model=model, withheld=lambda: withheld
    )


def ask(assistant: Assistant, question: str) -> Answer:
    """Answer for today."""
    return assistant.answer(Question(text=question, on=TODAY))


def test_it_is_answered_without_a_judgement(desk: Desk) -> None:
    answer = ask(never(desk), "jatah cuti tahunan pegawai contoh berapa hari")
    assert (answer.status, answer.origin_id, answer.confidence) == (AnswerStatus.ANSWERED, LEAVE, 1.0)
    assert all(check.passed for check in answer.checks)
    assert ask(never(desk), "jatah cuti tahunan pegawai contoh itu berapa").status is AnswerStatus.NO_SOURCE


def test_nothing_is_asked_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def clarified(*_: object, **__: object) -> Answer:
        raise AssertionError("asked back")

    monkeypatch.setattr("assistant.answer.clarified", clarified)
    assert ask(desk.assistant, "Berapa hari cuti tahunan pegawai contoh?").origin_id == LEAVE
    with pytest.raises(AssertionError, match="asked back"):
        ask(desk.assistant, "Berapa hari lamanya cuti tahunan pegawai contoh?")


def test_a_withheld_entry_does_not_answer(desk: Desk) -> None:
    question = "Berapa hari cuti tahunan pegawai contoh?"
    assert not never(desk, LEAVE).written_for(Question(text=question, on=TODAY))
    assert ask(never(desk, LEAVE), question).status is AnswerStatus.NO_SOURCE


def test_an_entry_on_a_repealed_rule_does_not_answer(desk: Desk) -> None:
    answer = ask(desk.assistant, "Apakah teguran lisan dahulu dijatuhkan pada hari kelima mangkir?")
    assert answer.origin_id != "faq/contoh-mangkir-lama"
