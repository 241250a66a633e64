"""What of an approved entry is shown for a question."""

import pytest

from assistant.entry_focus import bearing, impersonal
from assistant.models import Claim, Question
from assistant.understand import Understood, understand
from corpus.models import Citation
from tests.assistant.conftest import TODAY

RULE = Citation(provision_id="pp-91-2019/pasal-2", quote="bunyi", start=0, end=5)


def asked(question: str) -> Understood:
    return understand(Question(text=question, on=TODAY))


def cited(*texts: str) -> tuple[Claim, ...]:
    """Claims of these texts, each citing a rule."""
    return tuple(Claim(text=text, citations=(RULE,)) for text in texts)


def shown(question: str, *texts: str) -> list[str]:
    """What is left of claims that all cite a rule."""
    return [claim.text for claim in bearing(cited(*texts), asked(question), lambda word: 1.0)]


def heard(question: str, *claims: Claim) -> list[str]:
    """What is left of a forum answer."""
    return [claim.text for claim in impersonal(claims, asked(question))]


LENGTH = "Lama cuti besar 3 bulan."
PAY = "Penghasilan tetap diterima."
DELAY = "Pelaksanaannya dapat ditunda 1 tahun."
WRITTEN = "Permintaan diajukan tertulis kepada pejabat."


def test_a_narrow_question_gets_the_claim_that_bears_on_it() -> None:
    assert shown("penghasilan selama cuti besar bagaimana", LENGTH, PAY, DELAY, WRITTEN) == [LENGTH, PAY]
    assert shown("apakah bisa ditunda", LENGTH, PAY, DELAY, WRITTEN) == [DELAY]


def test_what_no_word_singles_out_is_shown_whole() -> None:
    assert shown("kepala sekolah", LENGTH, PAY, DELAY, WRITTEN) == [LENGTH, PAY, DELAY, WRITTEN]


def test_a_short_answer_is_shown_whole() -> None:
    assert shown("apakah bisa ditunda", LENGTH, PAY, DELAY) == [LENGTH, PAY, DELAY]


def test_the_words_quoted_count_too() -> None:
    pay = Claim(text=PAY, citations=(RULE.model_copy(update={"quote": "gaji dibayar"}),))
    claims = (*cited(LENGTH, DELAY, WRITTEN), pay)
    assert bearing(claims, asked("apakah gaji dibayar"), lambda word: 1.0) == (pay,)


def test_a_range_that_holds_the_number_bears_on_the_question() -> None:
    ranges = (
        "- 3 hari kerja: teguran.",
        "- 4 sampai 6 hari kerja: surat.",
        "- 28 hari kerja atau lebih: henti.",
    )
    opening = "Hari dijumlahkan:"
    assert shown("mangkir 5 hari diapakan", opening, *ranges) == [opening, ranges[1]]
    assert shown("mangkir 40 hari diapakan", opening, *ranges) == [opening, ranges[2]]


def test_conditions_that_count_together_stay_together() -> None:
    items = ("- sudah 1 tahun dalam pangkat;", "- nilai baik; dan", "- lulus ujian.")
    texts = ("Syaratnya:", *items, "Berkas dikirim lewat unit.")
    assert shown("apakah harus lulus ujian", *texts) == ["Syaratnya:", *items]


def test_an_exception_stays_with_its_rule_and_a_rule_with_its_exception() -> None:
    exception = "Namun, untuk ibadah tidak ada penundaan."
    assert shown("apakah bisa ditunda setahun", LENGTH, PAY, "Dapat ditunda.", exception, WRITTEN)[:2] == [
        "Dapat ditunda.",
        exception,
    ]
    assert shown("untuk ibadah", LENGTH, PAY, "Dapat ditangguhkan.", exception, WRITTEN) == [
        "Dapat ditangguhkan.",
        exception,
    ]


def test_a_question_for_a_number_gets_one() -> None:
    assert LENGTH in shown("penghasilan berapa lama", "Lama dan besarnya ada.", PAY, LENGTH, WRITTEN)


def test_what_cites_nothing_is_no_answer() -> None:
    texts = (*cited(LENGTH, PAY, WRITTEN), Claim(text="Tanyakan penundaan kepada petugas."))
    assert bearing(texts, asked("penundaan"), lambda word: 1.0) == texts


@pytest.mark.parametrize("courtesy", ["Selamat atas rencana pernikahannya.", "Semoga lekas pulih.", "Halo."])
def test_courtesy_to_the_asker_is_not_passed_on(courtesy: str) -> None:
    assert heard("apa syarat cuti", Claim(text=courtesy), *cited(LENGTH)) == [LENGTH]


def test_openings_and_pointers_for_everyone_stay() -> None:
    claims = (Claim(text="Ada dua jalan:"), *cited(LENGTH), Claim(text="Tanyakan ke bagian kepegawaian."))
    assert heard("apa syarat cuti", *claims) == [claim.text for claim in claims]


def test_the_askers_own_case_is_told_only_to_whom_it_fits() -> None:
    own = "Karena hukuman Anda berupa teguran, jalurnya keberatan."
    assert heard("cuti besar", *cited(own, LENGTH)) == [LENGTH]
    assert heard("hukuman teguran, jalurnya apa", *cited(own, LENGTH)) == [own, LENGTH]
