"""Each check of the starter corpus finds what it is there to find."""

from datetime import date
from pathlib import Path

import pytest

from api.starter_check.entries import check_basis, check_citing, check_numbers, check_review
from api.starter_check.files import DigestProvision, Located
from api.starter_check.readability import lix, readability, sentences
from api.starter_check.readings import Reading, check_readings, fingerprint
from api.starter_check.wording import ReferenceTexts, check_wording
from corpus.models import FaqEntry

LAW = "Pasal 5. PNS wajib memberi tahu paling lambat 6 (enam) hari kerja sesudah ia menerima gugatan itu."
BASIS = "pp-1-2020/pasal-5"


def digest(text: str, start: int = 9, end: int = len(LAW)) -> DigestProvision:
    located = Located(document="satu.md", start=start, end=end)
    return DigestProvision(id="pasal-5", heading=[], text=text, located=located)


PROVISIONS = {BASIS: digest("Gugatan diberitahukan dalam 6 hari kerja.")}


def entry(answer: str, *, basis: tuple[str, ...] = (BASIS,), review_by: date = date(2027, 1, 1)) -> FaqEntry:
    return FaqEntry(
        id="faq/gugatan",
        topic="Perceraian",
        bidang="disiplin-kinerja",
        legal_basis=basis,
        applies_to=("PNS",),
        checked=date(2026, 1, 1),
        review_by=review_by,
        question="Kapan saya harus memberi tahu?",
        answer=answer,
    )


@pytest.fixture
def texts(tmp_path: Path) -> ReferenceTexts:
    (tmp_path / "satu.md").write_text(LAW, encoding="utf-8")
    return ReferenceTexts(tmp_path)


def test_a_good_digest_has_no_finding(texts: ReferenceTexts) -> None:
    assert check_wording(BASIS, PROVISIONS[BASIS], texts) == []


@pytest.mark.parametrize(
    ("provision", "problem"),
    [
        (digest("Gugatan diberitahukan dalam 7 hari kerja."), "number 7"),
        (digest("Wajib memberi tahu paling lambat 6 (enam) hari kerja."), "repeats the law"),
        (digest("Gugatan diberitahukan segera.", end=4000), "do not lie in"),
        (digest("Gugatan diberitahukan segera.", start=11), "cuts a word"),
        (
            digest("Gugatan diberitahukan segera.").model_copy(
                update={"located": Located(document="dua.md", start=0, end=5)}
            ),
            "no document dua.md",
        ),
    ],
)
def test_a_bad_digest_is_found(provision: DigestProvision, problem: str, texts: ReferenceTexts) -> None:
    (finding,) = check_wording(BASIS, provision, texts)
    assert problem in finding.problem


def test_basis_must_be_digested_and_named_once() -> None:
    problems = [
        found.problem
        for found in check_basis(entry("Segera.", basis=(BASIS, BASIS, "pp-2-2020/pasal-1")), PROVISIONS)
    ]
    assert problems == ["there is no digest of pp-2-2020/pasal-1", f"names {BASIS} twice"]


def test_numbers_must_stand_in_the_cited_digests() -> None:
    assert check_numbers(entry("Paling lambat 6 hari kerja."), PROVISIONS) == []
    (wrong,) = check_numbers(entry("Paling lambat 9 hari kerja."), PROVISIONS)
    assert "number 9" in wrong.problem
    (spelled,) = check_numbers(entry("Paling lambat enam hari kerja."), PROVISIONS)
    assert "enam hari" in spelled.problem


def test_pasal_numbers_are_left_to_the_citations() -> None:
    (finding,) = check_citing(entry("Lihat Pasal 5."))
    assert "Pasal 5" in finding.problem


def test_an_entry_is_read_again_in_time() -> None:
    assert check_review(entry("Segera.", review_by=date(2026, 5, 2)), date(2026, 5, 1)) == []
    assert check_review(entry("Segera.", review_by=date(2026, 5, 1)), date(2026, 5, 1)) != []


def reading(reader: str, content: str) -> Reading:
    return Reading(entry="faq/gugatan", reader=reader, on=date(2026, 1, 2), content=content, finding="sesuai")


def test_two_people_read_the_entry_as_it_stands() -> None:
    read = entry("Paling lambat 6 hari kerja.")
    content = fingerprint(read, PROVISIONS)
    twice = [reading("pembaca-1", content), reading("pembaca-2", content)]
    assert check_readings(read, PROVISIONS, twice) == []
    assert check_readings(read, PROVISIONS, [twice[0], twice[0]]) != []
    assert check_readings(entry("Paling lambat 6 hari."), PROVISIONS, twice) != []
    changed = {BASIS: digest("Gugatan diberitahukan dalam 6 hari.")}
    assert check_readings(read, changed, twice) != []


def test_readability_by_hand() -> None:
    text = "Ajukan cuti. Tunggu persetujuan."
    assert sentences(text) == ["Ajukan cuti.", "Tunggu persetujuan."]
    assert lix(text) == 2 + 25
    measured = readability([text, "Ajukan cuti."])
    assert measured.texts == 2
    assert measured.words_per_sentence == 2
    assert measured.lix == (27 + 2) / 2
