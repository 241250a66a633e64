"""Precision, recall and F1 of citations at both levels."""

import pytest

from evals.citing import Level, cited_identifiers, hits, unit_at
from evals.metrics.citation_f1 import CitationF1
from evals.metrics.citation_precision import CitationPrecision
from evals.metrics.citation_recall import CitationRecall
from tests.evals.metrics.cases import LIBRARY, NO_SOURCE, case, cite, item, nothing, reasons, value

P5 = "pp-1-2020/pasal-5"
A1, A2 = f"{P5}/ayat-1", f"{P5}/ayat-2"
PASAL, AYAT = Level.PASAL, Level.AYAT


@pytest.mark.parametrize(
    ("identifier", "pasal", "ayat"),
    [
        (f"{A2}/huruf-a", P5, A2),
        (f"{P5}/huruf-a", P5, P5),
        (f"{P5}/bagian-2", P5, P5),
        (P5, P5, P5),
        (f"{P5}@2024-01-01/ayat-2", f"{P5}@2024-01-01", f"{P5}@2024-01-01/ayat-2"),
        ("pp-2-1990/pasal-i/angka-3/ayat-1", "pp-2-1990/pasal-i/angka-3", "pp-2-1990/pasal-i/angka-3/ayat-1"),
        ("pp-1-2020", "pp-1-2020", "pp-1-2020"),
    ],
)
def test_units(identifier: str, pasal: str, ayat: str) -> None:
    assert (unit_at(identifier, PASAL), unit_at(identifier, AYAT)) == (pasal, ayat)


@pytest.mark.parametrize(
    ("cited", "gold", "at_pasal", "at_ayat"),
    [
        (A1, A1, True, True),
        (A1, A2, True, False),
        (A1, P5, True, True),  # narrower: an ayat of the pasal that is gold
        (P5, A1, True, False),  # broader: the whole pasal for one of its ayat
        (f"{A1}/huruf-b", f"{A1}/huruf-a", True, True),  # one ayat is one unit
        (f"{P5}0/ayat-1", A1, False, False),  # pasal 50 is not pasal 5
        ("pp-1-2020/pasal-6", "pp-1-2020", True, True),
        ("pp-1-2020", P5, False, False),
        ("panduan/bagian-3", "panduan", True, True),
        (f"{P5}@2024-01-01/ayat-1", A1, True, True),
        (f"{P5}@2024-01-01/ayat-1", f"{P5}@2024-01-01/ayat-1", True, True),
        (A1, f"{P5}@2024-01-01/ayat-1", False, False),  # gold that names a wording means that wording
    ],
)
def test_what_hits(cited: str, gold: str, at_pasal: bool, at_ayat: bool) -> None:
    assert (hits(cited, gold, PASAL), hits(cited, gold, AYAT)) == (at_pasal, at_ayat)


def test_an_entry_stands_for_its_legal_basis() -> None:
    answer = case(item(), cite("faq/cuti", A1), cite(A1)).answer
    assert cited_identifiers(answer, LIBRARY.knowledge) == (
        ("pp-1-2020/pasal-2/ayat-1", "uu-1-2019/pasal-9"),
        (A1,),
    )


def test_precision_counts_units_once() -> None:
    asked = case(item((A1,)), cite(A1, A2), cite(A1), cite("pp-1-2020/pasal-6"))
    assert value(CitationPrecision(PASAL).score(asked)) == 0.5
    score = CitationPrecision(AYAT).score(asked)
    assert value(score) == pytest.approx(1 / 3)
    assert reasons(score) == (f"Di luar kunci: {A2}.", "Di luar kunci: pp-1-2020/pasal-6.")


def test_recall_is_by_part_and_any_identifier_of_a_part() -> None:
    asked = item((A1, "uu-1-2019/pasal-9"), (A2,))
    score = CitationRecall(AYAT).score(case(asked, cite("uu-1-2019/pasal-9")))
    assert value(score) == 0.5
    assert reasons(score) == (f"Tidak disitasi: {A2}.",)
    assert value(CitationRecall(AYAT).score(case(asked, cite(A1, A2)))) == 1.0
    assert value(CitationRecall(PASAL).score(case(asked, cite(P5)))) == 1.0
    assert value(CitationRecall(AYAT).score(case(asked, cite(P5)))) == 0.0


def test_f1_is_the_harmonic_mean() -> None:
    asked = case(item((A1,), (A2,)), cite(A1), cite("pp-1-2020/pasal-6"), cite("pp-1-2020/pasal-7"))
    # precision 1/3, recall 1/2
    assert value(CitationF1(AYAT).score(asked)) == pytest.approx(2 * (1 / 3) * (1 / 2) / (1 / 3 + 1 / 2))
    assert value(CitationF1(AYAT).score(case(item((A1,)), cite("pp-1-2020/pasal-6")))) == 0.0


@pytest.mark.parametrize("level", Level)
def test_an_answer_without_citations(level: Level) -> None:
    bare = case(item((A1,)), status=NO_SOURCE)
    assert nothing(CitationPrecision(level).score(bare))
    assert value(CitationRecall(level).score(bare)) == 0.0
    assert value(CitationF1(level).score(bare)) == 0.0


@pytest.mark.parametrize("level", Level)
def test_a_question_without_gold(level: Level) -> None:
    asked = case(item(), cite(A1))
    assert nothing(CitationPrecision(level).score(asked))
    assert nothing(CitationRecall(level).score(asked))
    assert nothing(CitationF1(level).score(asked))
