"""What the verifier says of an answer becomes scores: the same checks, none lenient where it is strict."""

from datetime import date

import pytest

from assistant.models import Claim
from corpus.models import Citation
from evals.case import Case, Reference
from evals.metrics.citation_validity import CitationValidity
from evals.metrics.legal_force import LegalForce
from evals.metrics.metric import AnswerMetric
from evals.metrics.number_consistency import NumberConsistency
from evals.metrics.quote_match import QuoteMatch
from tests.assistant.conftest import TODAY, Desk
from tests.evals.metrics.cases import NO_SOURCE, case, nothing, reasons, value

LEAVE = "pp-91-2019/pasal-2/ayat-1"
OLD, REPEAL = "pp-90-2010/pasal-1", "pp-92-2021/pasal-5"
HARD: list[AnswerMetric] = [CitationValidity(), QuoteMatch(), LegalForce()]


def live(
    desk: Desk, *claims: Claim, on: date = TODAY, question: str = "apa", text: str | None = None
) -> Case:
    reference = Reference(desk.snapshot.knowledge, desk.snapshot.force)
    return case(None, *claims, reference=reference, on=on, question=question, text=text)


def true(desk: Desk, provision: str, text: str = "Cuti tahunan 12 hari kerja.") -> Claim:
    """A claim that quotes a whole provision as it is stored."""
    stored = desk.snapshot.knowledge.provision(provision)[0].full_text
    return Claim(
        text=text,
        citations=(Citation(provision_id=provision, quote=stored, start=0, end=len(stored)),),
    )


FABRICATED = Claim(
    text="Cuti ada.",
    citations=(Citation(provision_id="pp-91-2019/pasal-77", quote="Cuti.", start=0, end=5),),
)


def test_a_true_answer_passes_everything(desk: Desk) -> None:
    answer = live(desk, true(desk, LEAVE))
    for metric in (*HARD, NumberConsistency()):
        assert value(metric.score(answer)) == 1.0
        assert reasons(metric.score(answer)) == ()


def test_a_fabricated_citation_is_neither_valid_nor_quoted(desk: Desk) -> None:
    answer = live(desk, FABRICATED)
    assert value(CitationValidity().score(answer)) == 0.0
    assert value(QuoteMatch().score(answer)) == 0.0
    for metric in (CitationValidity(), QuoteMatch()):
        assert reasons(metric.score(answer)) == ("Kalimat 1: rujukan pp-91-2019/pasal-77 tidak ada.",)
    # What does not exist has no legal force to measure.
    assert nothing(LegalForce().score(answer))


def test_one_fabricated_citation_among_true_ones(desk: Desk) -> None:
    answer = live(desk, true(desk, LEAVE), FABRICATED)
    assert value(CitationValidity().score(answer)) == 0.5
    assert value(LegalForce().score(answer)) == 1.0


@pytest.mark.parametrize("altered", ["Pegawai berhak atas cuti tahunan selama 14", "pegawai berhak", ""])
def test_an_altered_quote(desk: Desk, altered: str) -> None:
    citation = Citation(provision_id=LEAVE, quote=altered, start=0, end=len(altered))
    score = QuoteMatch().score(live(desk, Claim(text="Cuti ada.", citations=(citation,))))
    assert value(score) == 0.0
    assert "tidak sama dengan teksnya" in reasons(score)[0]


def test_a_repealed_rule_cited_as_current(desk: Desk) -> None:
    old = true(desk, OLD, "Mangkir 5 hari kerja dijatuhi teguran lisan.")
    score = LegalForce().score(live(desk, old))
    assert value(score) == 0.0
    assert "dicabut" in reasons(score)[0]
    assert value(LegalForce().score(live(desk, old, on=date(2015, 1, 1)))) == 1.0
    told = true(desk, REPEAL, "PP 90/2010 dicabut oleh PP 92/2021.")
    assert value(LegalForce().score(live(desk, told, old))) == 1.0


def test_an_answer_on_a_past_day_may_tell_what_came_since(desk: Desk) -> None:
    # The assistant's own answer: the rule of 2012, then that it was repealed in 2021.
    answer = desk.ask("Apa isi Pasal 1 PP 90/2010 pada 5 Mei 2012?")
    assert any("dicabut oleh" in claim.text for claim in answer.claims)
    assert {c.provision_id for claim in answer.claims for c in claim.citations} >= {OLD, REPEAL}
    asked = live(desk, *answer.claims, question=answer.question.text, text=answer.text)
    for metric in (*HARD, NumberConsistency()):
        assert value(metric.score(asked)) == 1.0, metric.name


def test_the_rule_of_today_does_not_answer_for_a_past_day(desk: Desk) -> None:
    new = true(desk, "pp-92-2021/pasal-2/ayat-1", "Mangkir 3 hari kerja dijatuhi teguran lisan.")
    question = "Pada tahun 2012, apa hukuman bagi pegawai yang mangkir?"
    assert value(LegalForce().score(live(desk, new, question=question))) == 0.0
    assert value(LegalForce().score(live(desk, new))) == 1.0


@pytest.mark.parametrize("metric", [*HARD, NumberConsistency()], ids=lambda metric: metric.name)
def test_no_citation_no_claim_nothing_to_measure(desk: Desk, metric: AnswerMetric) -> None:
    assert nothing(metric.score(live(desk)))
    assert nothing(metric.score(live(desk, Claim(text="Tanyakan kepada bagian umum."))))


def test_numbers_by_claim(desk: Desk) -> None:
    wrong = true(desk, LEAVE, "Cuti tahunan 14 hari kerja.")
    plain = true(desk, LEAVE, "Cuti tahunan ada.")
    score = NumberConsistency().score(live(desk, true(desk, LEAVE), wrong, plain))
    assert value(score) == 0.5
    assert reasons(score) == ("Kalimat 2: “14 hari kerja” tidak ada dalam rujukan.",)


def test_figures_must_agree_with_words(desk: Desk) -> None:
    torn = true(desk, LEAVE, "Lamanya 12 (tiga belas) hari kerja.")
    assert value(NumberConsistency().score(live(desk, torn))) == 0.0
    whole = true(desk, LEAVE, "Lamanya 12 (dua belas) hari kerja.")
    assert value(NumberConsistency().score(live(desk, whole))) == 1.0


def test_a_refusal_states_no_number(desk: Desk) -> None:
    refusal = case(None, Claim(text="Naskah PP 5/2020 tidak ada di pustaka ini."), status=NO_SOURCE)
    assert nothing(NumberConsistency().score(refusal))


def test_what_the_text_says_beside_its_claims_is_checked_too(desk: Desk) -> None:
    claim = true(desk, LEAVE)
    edited = live(desk, claim, text=f"{claim.text} [1]\nCuti besar 90 hari.")
    score = NumberConsistency().score(edited)
    assert value(score) == 0.5
    assert reasons(score) == ("Kalimat 2: “90 hari” tidak ada dalam rujukan.",)
