"""The facts that a question may lack."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clarify.slots import Slot, slots
from assistant.question_words import question_words
from corpus.search_words import search_words


def slot(name: str) -> Slot:
    return next(one for one in slots().slots if one.name == name)


@pytest.mark.parametrize(
    ("name", "question", "lacking"),
    [
        ("jenis cuti", "berapa hari cuti?", True),
        ("jenis cuti", "berapa hari cutiku?", True),
        ("jenis cuti", "berapa hari cuti tahunan?", False),
        ("jenis cuti", "opname seminggu, cutinya bagaimana?", False),
        ("jenis cuti", "apa saja jenis cuti?", False),
        ("jenis cuti", "berapa hari libur?", False),
        ("tingkat hukuman disiplin", "berapa lama hukuman disiplin berlaku?", True),
        ("tingkat hukuman disiplin", "berapa lama hukuman disiplin berat berlaku?", False),
        ("jabatan", "umur berapa saya pensiun?", True),
        ("jabatan", "umur berapa guru pensiun?", False),
        ("jabatan", "tunjangan saya berapa sesuai jabatan saya?", True),
        ("penerima pensiun", "pensiun berapa persen?", True),
        ("penerima pensiun", "kapan saya pensiun?", False),
        ("kepegawaian", "cara mengundurkan diri?", True),
        ("kepegawaian", "cara PPPK mengundurkan diri?", False),
        ("kepegawaian", "cara ASN mengundurkan diri?", False),
    ],
)
def test_what_a_question_lacks(name: str, question: str, lacking: bool) -> None:
    assert slot(name).lacking(question) is lacking


@pytest.mark.parametrize(
    ("name", "question", "label", "completed"),
    [
        ("jenis cuti", "berapa hari cuti?", "cuti sakit", "berapa hari cuti sakit?"),
        ("jenis kenaikan pangkat", "syarat naik pangkat apa?", "kenaikan pangkat reguler",
         "syarat naik pangkat reguler apa?"),
        ("jabatan", "kapan berhenti menurut jabatan saya?", "guru", "kapan berhenti sebagai guru?"),
        ("kepegawaian", "cara mengundurkan diri ?", "PPPK", "cara mengundurkan diri bagi PPPK?"),
    ],
)  # fmt: skip
def test_a_question_is_completed(name: str, question: str, label: str, completed: str) -> None:
    kind = next(kind for kind in slot(name).kinds if kind.label == label)
    assert slot(name).complete(question, kind) == completed


def test_a_bare_question_has_nothing_beside_the_genus() -> None:
    leave = slot("jenis cuti")
    assert leave.residue(search_words("berapa lama jatah cuti saya?")) == frozenset()
    assert leave.residue(search_words("cuti dipanggil masuk lagi?")) == frozenset(
        search_words("dipanggil masuk")
    )


@pytest.mark.parametrize("one", slots().slots, ids=lambda one: one.name)
def test_a_completed_question_lacks_the_fact_no_more(one: Slot) -> None:
    """Else a choice that is taken would be asked back for the same fact."""
    question = f"{(one.genus or ('hak',))[0]} {(one.asked or ('berapa lama',))[0]} berapa?"
    assert one.lacking(question)
    for kind in one.offered:
        assert kind in one.named(one.complete(question, kind)), kind.label
    assert len(one.offered) >= 2
    assert len({kind.label for kind in one.kinds}) == len(one.kinds)


def test_words_of_questions_do_not_name_a_matter() -> None:
    ours = question_words()
    assert ours.openers <= ours.asks
    assert ours.matters <= ours.aspects
    assert ours.roles <= ours.asks
    assert not {"cuti", "pensiun", "gaji"} & (ours.asks | ours.aspects)


@given(st.text(max_size=60))
def test_odd_text_never_breaks_it(text: str) -> None:
    for one in slots().slots:
        one.lacking(text)
        assert one.complete(text, one.offered[0]).endswith("?")
