"""The starter corpus holds together, and says no number the law does not say.

Everything is data-driven: a file added under ``corpus/starter`` is checked without a change here.
The checks against the real wording (``real_data``) need the reference documents beside the checkout
or in the folder that ``TANYA_REFERENCE_DATA`` names; elsewhere they skip.
"""

import os
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from api.starter_check.entries import check_basis, check_citing, check_numbers
from api.starter_check.files import REPOSITORY, Entry, RegulationHeader, load_starter, statements
from api.starter_check.numbers import numbers, spell, states
from api.starter_check.wording import ReferenceTexts, check_wording
from corpus.identifiers import provision_id, slug, split_provision_id
from corpus.models import ForumAnswer

REFERENCE = Path(os.environ.get("TANYA_REFERENCE_DATA", REPOSITORY.parent / "shared" / "data"))
LONGEST_REVIEW_INTERVAL = timedelta(days=366)
STARTER = load_starter()
DIGESTS, PROVISIONS, ENTRIES = STARTER.digests, STARTER.provisions, STARTER.entries

each_digest = pytest.mark.parametrize("path", DIGESTS, ids=lambda path: path.stem)
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)


@pytest.mark.parametrize(
    ("number", "spelled"),
    [
        (3, "tiga"),
        (10, "sepuluh"),
        (14, "empat belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (365, "tiga ratus enam puluh lima"),
    ],
)
def test_numbers_are_spelled_as_the_law_spells_them(number: int, spelled: str) -> None:
    assert spell(number) == spelled


@pytest.mark.parametrize(
    ("located", "number", "expected"),
    [
        ("paling lama 2l (dua puluh satu) hari", "21", True),
        ("selama 1O hari", "10", True),
        ("selama (dua puluh empat) hari", "20", False),
        ("selama (dua puluh empat) hari", "4", False),
        ("1 1/2 (satu setengah) bulan", "1,5", True),
        ("paling lama I (satu) tahun", "2", False),
    ],
)
def test_a_number_is_found_through_ocr_noise(located: str, number: str, expected: bool) -> None:
    assert states(located, number) is expected


def test_names_of_regulations_are_not_numbers() -> None:
    assert numbers("Menurut PP 94/2021 dan UU Nomor 20 Tahun 2023: 25% selama 6 bulan") == {"25", "6"}


# --- digests -----------------------------------------------------------------------------------


def test_the_starter_corpus_is_there() -> None:
    assert DIGESTS
    assert ENTRIES


@each_digest
def test_digest_file_is_named_after_its_regulation(path: Path) -> None:
    assert path.stem.split("--")[0] == DIGESTS[path].regulation.id


@each_digest
def test_digest_identifiers_are_sound(path: Path) -> None:
    digest = DIGESTS[path]
    for provision in digest.provisions:
        provision_id(digest.regulation.id, *provision.id.split("/"))
    for relation in digest.relations:
        split_provision_id(relation.target)
        subject = relation.subject or digest.regulation.id
        split_provision_id(subject)
        assert relation.target != subject
        assert digest.regulation.id in {relation.target, subject}


@each_digest
def test_digest_dates_follow_each_other(path: Path) -> None:
    header = DIGESTS[path].regulation
    given = [day for day in (header.enacted, header.promulgated, header.effective) if day]
    assert given == sorted(given)
    assert all(day.year in (header.year, header.year + 1) for day in given)


def test_no_provision_is_digested_twice() -> None:
    counted = Counter(f"{d.regulation.id}/{p.id}" for d in DIGESTS.values() for p in d.provisions)
    assert [identifier for identifier, count in counted.items() if count > 1] == []


def test_files_of_one_regulation_agree_on_its_header() -> None:
    headers: dict[str, RegulationHeader] = {}
    for path, digest in DIGESTS.items():
        assert headers.setdefault(digest.regulation.id, digest.regulation) == digest.regulation, path.name


# --- entries -----------------------------------------------------------------------------------


def test_entry_identifiers_are_unique() -> None:
    slugs = Counter(entry.id.split("/")[1] for entry in ENTRIES)
    assert [name for name, count in slugs.items() if count > 1] == []
    assert [name for name in slugs if name != slug(name)] == []


@each_entry
def test_entry_says_what_its_legal_basis_says(entry: Entry) -> None:
    assert check_basis(entry, PROVISIONS) == []
    assert check_numbers(entry, PROVISIONS) == []
    assert check_citing(entry) == []


@each_entry
def test_dates_are_sane(entry: Entry) -> None:
    assert entry.checked < entry.review_by <= entry.checked + LONGEST_REVIEW_INTERVAL
    if isinstance(entry, ForumAnswer):
        assert entry.asked_on <= entry.answered_on <= entry.checked


@each_entry
def test_entry_names_its_readers_and_ways_of_asking(entry: Entry) -> None:
    assert entry.applies_to
    assert len(statements(entry)) >= 40
    if not isinstance(entry, ForumAnswer):
        assert 3 <= len(set(entry.variants)) <= 8


# --- against the real wording ------------------------------------------------------------------


@pytest.fixture(scope="module")
def texts() -> ReferenceTexts:
    if not REFERENCE.is_dir():
        pytest.skip(f"no reference documents in {REFERENCE} (set TANYA_REFERENCE_DATA)")
    return ReferenceTexts(REFERENCE)


@pytest.mark.real_data
@each_digest
def test_digest_says_in_our_words_what_its_law_says(path: Path, texts: ReferenceTexts) -> None:
    digest = DIGESTS[path]
    for provision in digest.provisions:
        assert check_wording(f"{digest.regulation.id}/{provision.id}", provision, texts) == []
