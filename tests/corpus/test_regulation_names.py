"""The names file: every name leads to its regulation, and the regulation is about that."""

import json
import os
import re
from importlib import resources
from pathlib import Path

import pytest
import yaml

from corpus.citations import resolve_name
from corpus.identifiers import split_provision_id
from corpus.regulation_names import match_popular_name, name_table, squeeze
from corpus.text import fold

REFERENCE = Path(os.environ.get("TANYA_REFERENCE_DATA", Path(__file__).parents[2].parent / "shared/data"))
NAMES: dict[str, list[str]] = yaml.safe_load(
    (resources.files("corpus") / "data/regulation_names.yaml").read_text(encoding="utf-8")
)["names"]


@pytest.mark.parametrize(
    ("identifier", "name"), [(key, name) for key, names in NAMES.items() for name in names]
)
def test_every_name_resolves(identifier: str, name: str) -> None:
    assert split_provision_id(identifier) == (identifier, ())
    assert resolve_name(name) == identifier
    assert resolve_name(name.upper()) == identifier
    assert resolve_name(f"apa isi {name.lower()}?") == identifier


def test_no_name_stands_for_two() -> None:
    assert len(name_table().regulations) == len({fold(name) for name in name_table().regulations})
    spelled = [fold(name) for names in NAMES.values() for name in names]
    assert len(spelled) == len(set(spelled))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UU Guru & Dosen", "uu-14-2005"),
        ("undang-undang ttg aparatur sipil negara", "uu-20-2023"),
        ("PP Manajemen Pegawai Pemerintah dengan Perjanjian Kerja", "pp-49-2018"),
        ("PP  Disiplin\nPNS", "pp-94-2021"),
        ("UU Pokok Pokok Kepegawaian", "uu-8-1974"),
        ("UU ASN tahun 1999", None),
        ("UU Pelayanan Publik lama", None),
        ("PP 94/1999", "pp-94-1999"),
        ("PP 10 Tahun 1979", "pp-10-1979"),
        ("UU ASNX", None),
    ],
)
def test_spellings(text: str, expected: str | None) -> None:
    assert resolve_name(text) == expected


def test_a_name_is_matched_where_it_begins() -> None:
    assert match_popular_name("lihat UU ASN itu", 6) == ("uu-20-2023", 12)
    assert match_popular_name("lihat UU ASN itu") is None


@pytest.mark.parametrize("spelling", ["PAN-RB", "PAN & RB", "panrb", "PAN dan RB"])
def test_issuers_are_known_by_their_letters(spelling: str) -> None:
    assert name_table().ministry_keys[squeeze(spelling)] == "panrb"


@pytest.mark.real_data
def test_names_agree_with_the_texts() -> None:
    index = REFERENCE / "regulasi_asn/index.json"
    if not index.exists():
        pytest.skip(f"reference documents are not at {REFERENCE}")
    paths = {
        f"{entry['jenis']}-{entry['nomor']}-{entry['tahun']}": entry["path"]
        for entry in json.loads(index.read_text())
    }
    checked = 0
    for identifier, names in NAMES.items():
        if identifier in paths:
            text = fold(
                (index.parent / paths[identifier]).read_text(encoding="utf-8", errors="replace")[:6000]
            )
            telling = {word for name in names for word in re.findall(r"[a-z]{5,}", fold(name))}
            telling |= {fold(long) for word in telling for long in name_table().synonyms.get(word, ())}
            assert not telling or any(word in text for word in telling), identifier
            checked += 1
    assert checked > 30
