"""The verifier: each check fails when it should, and only then."""

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.models import Claim
from assistant.verify import Verdict, Verifier
from corpus.knowledge import Knowledge
from corpus.models import Citation, PassageKind, PassageUnit, Provision, ProvisionKind, Source, SourceKind
from corpus.validity import ForceTable
from tests.assistant.conftest import TODAY, Desk

LEAVE = "pp-91-2019/pasal-2/ayat-1"
OLD, NEW, REPEAL = "pp-90-2010/pasal-1", "pp-92-2021/pasal-2/ayat-1", "pp-92-2021/pasal-5"
LEAVE_TEXT = "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."


def cite(desk: Desk, provision_id: str, quote: str | None = None) -> Citation:
    """A true citation of a provision, whole or of some of its words."""
    text = desk.snapshot.knowledge.provision(provision_id)[0].full_text
    words = text if quote is None else quote
    start = text.index(words)
    return Citation(provision_id=provision_id, quote=words, start=start, end=start + len(words))


def verify(desk: Desk, *claims: Claim, question: str = "apa", on: date = TODAY) -> Verdict:
    """Verify claims over the small installation."""
    return Verifier(desk.snapshot.knowledge, desk.snapshot.force).verify(claims, question=question, on=on)


def failed(verdict: Verdict) -> set[str]:
    """Names of the checks that failed."""
    return {check.name for check in verdict.checks if not check.passed}


def test_a_true_claim_stands(desk: Desk) -> None:
    verdict = verify(desk, Claim(text="Cuti tahunan 12 hari kerja.", citations=(cite(desk, LEAVE),)))
    assert verdict.stands == (True,)
    assert verdict.all_stand
    assert [(check.name, check.passed) for check in verdict.checks] == [
        ("citation", True),
        ("quote", True),
        ("in_force", True),
        ("number", True),
    ]
    assert all(check.detail.startswith("Kalimat 1: ") for check in verdict.checks)


def test_an_invented_provision(desk: Desk) -> None:
    citation = Citation(provision_id="pp-91-2019/pasal-77", quote="Cuti.", start=0, end=5)
    verdict = verify(desk, Claim(text="Cuti ada.", citations=(citation,)))
    assert failed(verdict) == {"citation"}
    assert verdict.stands == (False,)


def test_an_invented_provision_lends_no_number(desk: Desk) -> None:
    citation = Citation(provision_id="pp-91-2019/pasal-77", quote="12 hari kerja", start=0, end=13)
    assert failed(verify(desk, Claim(text="Cuti 12 hari kerja.", citations=(citation,)))) == {
        "citation",
        "number",
    }


@pytest.mark.parametrize(
    "quote",
    [
        "Pegawai berhak atas cuti tahunan selama 14 (empat belas) hari kerja.",
        "Pegawai tidak berhak atas cuti tahunan selama 12 (dua belas) hari kerja.",
        "pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja.",
        "Pegawai  berhak",
    ],
)
def test_an_altered_quote(desk: Desk, quote: str) -> None:
    citation = Citation(provision_id=LEAVE, quote=quote, start=0, end=len(quote))
    assert "quote" in failed(verify(desk, Claim(text="Cuti tahunan ada.", citations=(citation,))))


@pytest.mark.parametrize(("start", "end"), [(1, 8), (0, 6), (0, 8), (500, 507)])
def test_wrong_offsets(desk: Desk, start: int, end: int) -> None:
    citation = Citation(provision_id=LEAVE, quote="Pegawai", start=start, end=end)
    assert failed(verify(desk, Claim(text="Pegawai.", citations=(citation,)))) == {"quote"}


def test_an_empty_quote(desk: Desk) -> None:
    citation = Citation(provision_id=LEAVE, quote="", start=0, end=0)
    assert failed(verify(desk, Claim(text="Pegawai.", citations=(citation,)))) == {"quote"}


@pytest.mark.parametrize(
    "text",
    [
        "Cuti tahunan 13 hari kerja.",
        "Cuti tahunan 12 hari.",
        "Cuti tahunan 12 hari kalender.",
        "Cuti tahunan 12 bulan.",
        "Cuti tahunan 12 hari kerja sejak 2019.",
        "Cuti tahunan 12 hari kerja menurut PP 92/2021.",
        "Cuti tahunan 12 hari kerja menurut Pasal 3.",
        "Cuti tahunan 12 hari kerja bagi anak ketiga.",
        "Cuti tahunan 12 hari kerja, paling banyak 50%.",
    ],
)
def test_a_fact_that_is_not_in_what_is_cited(desk: Desk, text: str) -> None:
    assert failed(verify(desk, Claim(text=text, citations=(cite(desk, LEAVE),)))) == {"number"}


def test_the_cited_place_itself_may_be_named(desk: Desk) -> None:
    text = "Menurut Pasal 2 ayat (1) PP 91/2019 cuti tahunan 12 hari kerja."
    assert verify(desk, Claim(text=text, citations=(cite(desk, LEAVE),))).all_stand


def test_a_quotation_need_not_repeat_its_numbers_elsewhere(desk: Desk) -> None:
    assert verify(desk, Claim(text=LEAVE_TEXT, citations=(cite(desk, LEAVE),))).all_stand


def test_the_tail_of_a_number_is_no_quotation(desk: Desk) -> None:
    # "2 (dua belas) hari kerja" stands in "12 (dua belas) hari kerja" letter for letter.
    claim = Claim(text="2 hari kerja", citations=(cite(desk, LEAVE),))
    assert failed(verify(desk, claim)) == {"number"}
    whole = Claim(text="4 (empat belas) hari", citations=(cite(desk, "pp-91-2019/pasal-3"),))
    assert failed(verify(desk, whole)) == {"number"}


def test_a_number_of_the_question_may_be_repeated(desk: Desk) -> None:
    claim = Claim(text="Untuk masa kerja 7 tahun cuti tahunan 12 hari kerja.", citations=(cite(desk, LEAVE),))
    assert failed(verify(desk, claim)) == {"number"}
    assert verify(desk, claim, question="masa kerja saya 7 tahun").all_stand


def test_a_number_of_the_question_does_not_stand_for_another_unit(desk: Desk) -> None:
    claim = Claim(text="Masa kerja 7 bulan.", citations=(cite(desk, LEAVE),))
    assert failed(verify(desk, claim, question="masa kerja saya 7 tahun")) == {"number"}


def test_without_a_citation_no_fact_may_be_stated(desk: Desk) -> None:
    verdict = verify(desk, Claim(text="Cuti tahunan 12 hari kerja."))
    assert failed(verdict) == {"number"}
    assert verdict.stands == (False,)


def test_without_a_citation_advice_stands(desk: Desk) -> None:
    verdict = verify(desk, Claim(text="Tanyakan kepada bagian kepegawaian."))
    assert verdict.stands == (True,)
    assert verdict.checks == ()


def test_a_repealed_rule(desk: Desk) -> None:
    claim = Claim(text="Teguran lisan untuk 5 hari kerja.", citations=(cite(desk, OLD),))
    assert failed(verify(desk, claim)) == {"in_force"}
    assert failed(verify(desk, claim, on=date(2021, 2, 2))) == {"in_force"}
    assert verify(desk, claim, on=date(2021, 2, 1)).all_stand


def test_a_rule_that_is_not_yet_in_force(desk: Desk) -> None:
    claim = Claim(text="Teguran lisan untuk 3 hari kerja.", citations=(cite(desk, NEW),))
    assert failed(verify(desk, claim, on=date(2021, 2, 1))) == {"in_force"}
    assert verify(desk, claim, on=date(2021, 2, 2)).all_stand


def test_a_repealed_rule_may_be_told_with_the_repeal(desk: Desk) -> None:
    old = Claim(text="Dahulu teguran lisan untuk 5 hari kerja.", citations=(cite(desk, OLD),))
    repeal = Claim(text="Aturan itu sudah dicabut.", citations=(cite(desk, REPEAL),))
    assert verify(desk, old, repeal).all_stand
    # Citing the repealing law is not enough: the answer must say that the old rule is gone.
    silent = Claim(text="Aturan itu ada.", citations=(cite(desk, REPEAL),))
    assert verify(desk, old, silent).stands == (False, True)


def test_a_repeal_that_is_not_proved_excuses_nothing(desk: Desk) -> None:
    old = Claim(text="Dahulu teguran lisan untuk 5 hari kerja.", citations=(cite(desk, OLD),))
    wrong = Claim(text="Aturan itu dicabut 77 hari lalu.", citations=(cite(desk, REPEAL),))
    assert verify(desk, old, wrong).stands == (False, False)


def test_the_word_alone_does_not_excuse_a_repealed_rule(desk: Desk) -> None:
    claim = Claim(text="Tidak berlaku lagi teguran 5 hari kerja.", citations=(cite(desk, OLD),))
    assert failed(verify(desk, claim)) == {"in_force"}


def test_one_bad_citation_among_good_ones_fails_the_claim(desk: Desk) -> None:
    bad = Citation(provision_id=LEAVE, quote="Kata lain", start=0, end=9)
    verdict = verify(desk, Claim(text="Cuti tahunan 12 hari kerja.", citations=(cite(desk, LEAVE), bad)))
    assert verdict.stands == (False,)
    assert failed(verdict) == {"quote"}


def test_claims_stand_or_fall_each_by_itself(desk: Desk) -> None:
    good = Claim(text="Cuti tahunan 12 hari kerja.", citations=(cite(desk, LEAVE),))
    bad = Claim(text="Cuti tahunan 30 hari kerja.", citations=(cite(desk, LEAVE),))
    verdict = verify(desk, good, bad, good)
    assert verdict.stands == (True, False, True)
    assert not verdict.all_stand
    assert [check.detail[:9] for check in verdict.checks if not check.passed] == ["Kalimat 2"]


def test_a_number_of_one_claim_does_not_support_another(desk: Desk) -> None:
    first = Claim(text="Cuti tahunan 12 hari kerja.", citations=(cite(desk, LEAVE),))
    second = Claim(text="Sakit 12 hari kerja.", citations=(cite(desk, "pp-91-2019/pasal-3"),))
    assert verify(desk, first, second).stands == (True, False)


def test_a_text_that_is_no_law_has_no_legal_force_to_check(desk: Desk) -> None:
    unit = desk.snapshot.knowledge.unit("parkir/bagian-1")
    citation = Citation(provision_id=unit.id, quote=unit.text, start=0, end=len(unit.text))
    verdict = verify(desk, Claim(text="Batasnya 3 jam.", citations=(citation,)))
    assert verdict.all_stand
    assert {check.name for check in verdict.checks} == {"citation", "quote", "number"}


def test_no_claim_no_check(desk: Desk) -> None:
    assert verify(desk) == Verdict(checks=(), stands=())


def test_figures_that_contradict_the_words_beside_them(desk: Desk) -> None:
    # The figure alone is in the source; the words beside it say something else.
    claim = Claim(text="Cuti tahunan 12 (sebelas) hari kerja.", citations=(cite(desk, LEAVE),))
    verdict = verify(desk, claim)
    assert failed(verdict) == {"number"}
    assert "“12 (sebelas) hari kerja” berbeda" in verdict.checks[-1].detail
    agreeing = Claim(text="Cuti tahunan 12 (dua belas) hari kerja lamanya.", citations=(cite(desk, LEAVE),))
    assert verify(desk, agreeing).all_stand


class _Misprinted(Knowledge):
    """Holds one text, whose figure and words disagree."""

    def __init__(self) -> None:
        pass

    def readings_by_id(self, provision_ids: Sequence[str]) -> dict[str, list[tuple[Provision, Source]]]:
        return {}

    def units_by_id(self, unit_ids: Sequence[str]) -> dict[str, PassageUnit]:
        text = "Diputus dalam 30 (tiga puluh satu) hari kerja sejak permohonan."
        kind = PassageKind.TEXT
        return {
            "surat": PassageUnit(id="surat", source_id="surat", kind=kind, path=("x",), text=text, order=0)
        }


def test_a_misprint_of_the_source_may_be_repeated_as_it_stands_there() -> None:
    def stands(text: str) -> bool:
        claim = Claim(text=text, citations=(Citation(provision_id="surat", quote="Diputus", start=0, end=7),))
        return Verifier(_Misprinted(), ForceTable((), ())).verify([claim], question="apa", on=TODAY).all_stand

    assert stands("Batasnya 30 (tiga puluh satu) hari kerja.")
    assert not stands("Batasnya 30 (tiga puluh dua) hari kerja.")


class _Noted(Knowledge):
    """Holds one provision, whose source has a note."""

    def __init__(self, note: str) -> None:
        self._note = note

    def readings_by_id(self, provision_ids: Sequence[str]) -> dict[str, list[tuple[Provision, Source]]]:
        text = "Pegawai berhak atas cuti."
        provision = Provision(
            id=LEAVE, regulation_id="pp-91-2019", kind=ProvisionKind.AYAT, label="ayat (1)",
            order=0, text=text, full_text=text,
        )  # fmt: skip
        source = Source(
            id="s", kind=SourceKind.REGULATION, title="PP", origin="x", sha256="0", media_type="text/plain",
            added_at="2026-01-01T00:00:00Z", digest=True, note=self._note,
        )  # fmt: skip
        return {LEAVE: [(provision, source)]}

    def units_by_id(self, unit_ids: Sequence[str]) -> dict[str, PassageUnit]:
        return {}


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Aturan cuti ini pernah diubah PP 17/2020.", True),
        ("Aturan cuti ini pernah diubah PP 18/2020.", False),
        ("Menurut PP 17/2020 pegawai berhak atas cuti.", False),
        ("Cuti itu diubah PP 17/2020 menjadi 12 hari kerja.", False),
        ("Aturan cuti ini diubah PP 17/2020 Pasal 34A.", False),
    ],
)
def test_a_note_bears_out_the_name_of_what_changed_the_rule_and_nothing_else(text: str, stands: bool) -> None:
    knowledge = _Noted("Diubah sebagian oleh PP 17/2020. Pasal 34A memuat 12 hari kerja.")
    claim = Claim(text=text, citations=(Citation(provision_id=LEAVE, quote="Pegawai", start=0, end=7),))
    verdict = Verifier(knowledge, ForceTable((), ())).verify([claim], question="apa", on=TODAY)
    assert verdict.all_stand is stands
