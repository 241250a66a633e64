"""The glossary holds together, and claims no law that does not bear it out."""

import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from api.starter_check.files import REPOSITORY, DigestProvision, Located, load_starter
from api.starter_check.numbers import SPELLED_DURATION, numbers, states, words
from api.starter_check.wording import SHARED_RUN, ReferenceTexts
from corpus.citations import format_citation
from corpus.glossary import GlossaryEntry, find_terms, glossary

REFERENCE = Path(os.environ.get("TANYA_REFERENCE_DATA", REPOSITORY.parent / "shared" / "data"))
GLOSSARY = glossary()
PROVISIONS = load_starter().provisions
LOCATED = [(entry, place) for entry in GLOSSARY for place in entry.located]

each_entry = pytest.mark.parametrize("entry", GLOSSARY, ids=lambda entry: entry.anchor)


def test_there_are_enough() -> None:
    assert len(GLOSSARY) >= 260


def test_terms_are_unique_and_sorted() -> None:
    terms = [entry.term.casefold() for entry in GLOSSARY]
    assert terms == sorted(set(terms))
    assert [
        anchor for anchor, count in Counter(entry.anchor for entry in GLOSSARY).items() if count > 1
    ] == []


def test_other_names_are_no_terms_of_their_own() -> None:
    terms = {entry.term.casefold() for entry in GLOSSARY}
    for entry in GLOSSARY:
        also = [name.casefold() for name in entry.also]
        assert len(set(also)) == len(also), entry.term
        assert not terms & set(also), entry.term


def test_related_terms_are_there() -> None:
    terms = {entry.term for entry in GLOSSARY}
    for entry in GLOSSARY:
        assert set(entry.related) <= terms - {entry.term}, entry.term


@each_entry
def test_a_meaning_is_short_and_plain(entry: GlossaryEntry) -> None:
    sentences = [part for part in entry.meaning.rstrip(".").split(". ") if part]
    assert entry.meaning.endswith(".")
    assert len(sentences) <= 3
    assert all(len(sentence.split()) <= 22 for sentence in sentences)


@each_entry
def test_a_legal_basis_is_a_digest(entry: GlossaryEntry) -> None:
    assert [basis for basis in entry.legal_basis if basis not in PROVISIONS] == []
    assert all(format_citation(provision) for provision in entry.provisions)


@each_entry
def test_no_number_without_its_basis(entry: GlossaryEntry) -> None:
    bearing = " ".join(PROVISIONS[basis].text for basis in entry.legal_basis)
    assert [number for number in numbers(entry.meaning) if not states(bearing, number)] == []
    assert not SPELLED_DURATION.search(entry.meaning)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("kgb", "KGB"),
        ("kenaikan gaji berkala", "KGB"),
        ("p3k", "PPPK"),
        ("bolos", "Mangkir"),
        ("lelang jabatan", "Seleksi terbuka"),
    ],
)
def test_a_word_finds_its_term_first(query: str, first: str) -> None:
    assert find_terms(query)[0].term == first


def test_nothing_asked_is_everything_and_nonsense_is_nothing() -> None:
    assert find_terms(" ?! ") == GLOSSARY
    assert find_terms("qwertyuiop") == ()


# --- against the real wording ------------------------------------------------------------------


@pytest.fixture(scope="module")
def texts() -> ReferenceTexts:
    if not REFERENCE.is_dir():
        pytest.skip(f"no reference documents in {REFERENCE} (set TANYA_REFERENCE_DATA)")
    return ReferenceTexts(REFERENCE)


def _runs(text: str) -> set[str]:
    found = words(text)
    return {" ".join(found[at : at + SHARED_RUN]) for at in range(len(found) - SHARED_RUN + 1)}


@pytest.mark.real_data
def test_located_definitions_define_their_term(texts: ReferenceTexts) -> None:
    for entry, place in LOCATED:
        real = texts.located(_as_digest(place.document, place.start, place.end))
        assert " adalah " in " ".join(real.split()), entry.term


@pytest.mark.real_data
def test_meanings_are_in_our_words(texts: ReferenceTexts) -> None:
    law = _law(texts)
    copied = {entry.term: _runs(entry.meaning) & law for entry in GLOSSARY}
    assert {term: sorted(runs) for term, runs in copied.items() if runs} == {}


@cache
def _law(texts: ReferenceTexts) -> frozenset[str]:
    """Every run of words of the laws under the glossary."""
    used = {basis for entry in GLOSSARY for basis in entry.legal_basis}
    bearing = [texts.located(PROVISIONS[basis]) for basis in sorted(used)]
    bearing += [texts.located(_as_digest(place.document, place.start, place.end)) for _, place in LOCATED]
    return frozenset(run for text in bearing for run in _runs(text))


def _as_digest(document: str, start: int, end: int) -> DigestProvision:
    located = Located(document=document, start=start, end=end)
    return DigestProvision(id="pasal-1", heading=[], text="Bunyi yang ditunjuk saja.", located=located)
