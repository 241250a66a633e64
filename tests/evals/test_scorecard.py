"""The scorecard of a live draft: its opinion follows from the scores, the worst first."""

import pytest

from assistant.models import Answer, AnswerStatus, Claim, Question
from assistant.render import render
from corpus.errors import StorageError
from corpus.models import Citation
from evals.case import Reference
from evals.metrics.citation_validity import CitationValidity
from evals.scorecard import Opinion, Scorecard, scorecard
from evals.scores import Failed, NotApplicable
from tests.assistant.conftest import TODAY, Desk, desk

__all__ = ["desk"]

LEAVE = "pp-91-2019/pasal-2/ayat-1"
OLD = "pp-90-2010/pasal-1"


def quoting(desk: Desk, provision: str, text: str) -> Claim:
    stored = desk.snapshot.knowledge.provision(provision)[0].full_text
    return Claim(
        text=text, citations=(Citation(provision_id=provision, quote=stored, start=0, end=len(stored)),)
    )


def card(desk: Desk, *claims: Claim, status: AnswerStatus = AnswerStatus.ANSWERED) -> Scorecard:
    answer = Answer(
        question=Question(text="Berapa hari?", on=TODAY),
        status=status,
        text=render(claims),
        claims=claims,
        confidence=0.8,
    )
    reference = Reference(desk.snapshot.knowledge, desk.snapshot.force)
    return scorecard(answer, reference, seconds=1.5)


def test_a_sound_draft_is_ready(desk: Desk) -> None:
    found = card(desk, quoting(desk, LEAVE, "Cuti tahunan 12 hari kerja."))
    assert (found.opinion, found.reasons) == (Opinion.READY, ())
    assert (found.confidence, found.seconds) == (0.8, 1.5)
    assert [line.name for line in found.lines] == [
        "citation_validity",
        "quote_match",
        "legal_force",
        "number_consistency",
        "citation_coverage",
    ]
    assert [line.hard for line in found.lines] == [True, True, True, False, False]


def test_the_assistants_own_answer_is_ready(desk: Desk) -> None:
    answer = desk.ask("Berapa hari cuti tahunan pegawai contoh?")
    assert answer.status is AnswerStatus.ANSWERED
    found = scorecard(answer, Reference(desk.snapshot.knowledge, desk.snapshot.force))
    assert (found.opinion, found.reasons) == (Opinion.READY, ())


def test_a_fabricated_citation_stops_a_draft_and_is_named_first(desk: Desk) -> None:
    invented = Claim(
        text="Cuti besar 90 hari.",
        citations=(Citation(provision_id="pp-91-2019/pasal-77", quote="Cuti.", start=0, end=5),),
    )
    found = card(desk, quoting(desk, LEAVE, "Cuti tahunan 12 hari kerja."), invented)
    assert found.opinion is Opinion.STOP
    assert found.reasons[0] == "Sitasi ada di pustaka: Kalimat 2: rujukan pp-91-2019/pasal-77 tidak ada."
    assert (
        found.reasons[-1] == "Angka dan tanggal sesuai sumber: Kalimat 2: “90 hari” tidak ada dalam rujukan."
    )


@pytest.mark.parametrize(
    ("provision", "text", "label"),
    [(OLD, "Mangkir 5 hari kerja dijatuhi teguran lisan.", "Ketentuan berlaku pada tanggalnya")],
)
def test_a_repealed_rule_stops_a_draft(desk: Desk, provision: str, text: str, label: str) -> None:
    found = card(desk, quoting(desk, provision, text))
    assert found.opinion is Opinion.STOP
    assert found.reasons[0].startswith(f"{label}: Kalimat 1:")


def test_a_misquotation_stops_a_draft(desk: Desk) -> None:
    altered = Claim(
        text="Cuti ada.", citations=(Citation(provision_id=LEAVE, quote="Kata lain", start=0, end=9),)
    )
    found = card(desk, altered)
    assert found.opinion is Opinion.STOP
    assert found.reasons[0].startswith("Kutipan sama dengan naskah: Kalimat 1:")


def test_a_wrong_number_needs_a_look(desk: Desk) -> None:
    found = card(desk, quoting(desk, LEAVE, "Cuti tahunan 14 hari kerja."))
    assert found.opinion is Opinion.CHECK
    assert found.reasons == (
        "Angka dan tanggal sesuai sumber: Kalimat 1: “14 hari kerja” tidak ada dalam rujukan.",
    )


def test_a_rule_without_citation_needs_a_look(desk: Desk) -> None:
    found = card(desk, quoting(desk, LEAVE, "Cuti tahunan ada."), Claim(text="Cuti wajib diajukan tertulis."))
    assert found.opinion is Opinion.CHECK
    assert found.reasons == ("Kalimat aturan bersitasi: Tanpa sitasi: “Cuti wajib diajukan tertulis.”",)


def test_nothing_cited_is_never_ready(desk: Desk) -> None:
    found = card(desk, Claim(text="Silakan hubungi bagian umum."))
    assert found.opinion is Opinion.CHECK
    assert found.reasons == ("Draf tidak memuat sitasi satu pun.",)
    assert all(isinstance(line.score, NotApplicable) for line in found.lines)


@pytest.mark.parametrize("status", [one for one in AnswerStatus if one is not AnswerStatus.ANSWERED])
def test_what_is_no_whole_answer_needs_a_look(desk: Desk, status: AnswerStatus) -> None:
    found = card(desk, quoting(desk, LEAVE, "Cuti tahunan 12 hari kerja."), status=status)
    assert found.opinion is Opinion.CHECK
    assert len(found.reasons) == 1


def test_a_check_that_broke_is_told_and_never_passes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise StorageError("Disk tidak terbaca.")

    monkeypatch.setattr(CitationValidity, "score", broken)
    found = card(desk, quoting(desk, LEAVE, "Cuti tahunan 12 hari kerja."))
    assert found.opinion is Opinion.CHECK
    assert "Disk tidak terbaca." in found.reasons[0]
    assert isinstance(found.lines[0].score, Failed)


def test_every_opinion_has_a_label() -> None:
    assert [opinion.label for opinion in Opinion] == [
        "Siap ditinjau",
        "Perlu diperiksa",
        "Jangan diterbitkan",
    ]
