"""The lexicon: its data file, and what it makes of questions."""

import re
from importlib.resources import files
from typing import Any

import pytest
import yaml

from assistant.lexicon import lexicon
from corpus.search_words import stop_words

TABLES = ("slang", "terms", "phrases")
ORDINARY = (
    "laki laki-laki smp sma sd merit pak min up cap kak mas bang om kep kab per hal ini "
    "itu kena bagi atas bawah tanda dinas sakit wanita pria anak istri suami kawin hamil "
    "gugur tewas wafat cacat uang harian bulanan besar sedang ringan berat penting "
    "tahunan ujian "
)
"""Words of the rules, and of courtesy, that look like slang or an abbreviation."""


@pytest.fixture(scope="module")
def raw() -> dict[str, Any]:
    """The data file as YAML reads it."""
    text = files("assistant").joinpath("data/lexicon.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def test_tables_are_strings_to_strings(raw: dict[str, Any]) -> None:
    assert set(raw) == {*TABLES, "courtesy", "domain"}
    for table in TABLES:
        for key, value in raw[table].items():
            # YAML turns an unquoted "no" or "on" into a boolean.
            assert isinstance(key, str), (table, key)
            assert isinstance(value, str), (table, key)
            assert key == key.lower().strip(), (table, key)
            assert value == value.strip() != "", (table, key)


def test_no_key_stands_twice() -> None:
    text = files("assistant").joinpath("data/lexicon.yaml").read_text(encoding="utf-8")
    table, seen = "", set()
    for line in text.splitlines():
        head = re.match(r"^(\w+):$", line)
        entry = re.match(r"^  ([^#:]+):\s", line)
        if head:
            table = head[1]
        elif entry:
            assert (table, entry[1]) not in seen, f"{entry[1]} twice in {table}"
            seen.add((table, entry[1]))


def test_slang_and_terms_are_single_words_that_can_match(raw: dict[str, Any]) -> None:
    for table in ("slang", "terms"):
        for key in raw[table]:
            assert re.fullmatch(r"\w+(?:[-/]\w+)*[/.]?", key), (table, key)


def test_slang_is_resolved_in_one_step(raw: dict[str, Any]) -> None:
    for key, value in raw["slang"].items():
        for word in value.lower().split():
            assert word not in raw["slang"] or raw["slang"][word] == word, f"{key} → {value}"


def test_phrases_are_written_in_the_words_slang_becomes(raw: dict[str, Any]) -> None:
    # A phrase is looked up after slang was replaced: one that still holds slang is never found.
    for phrase in raw["phrases"]:
        for word in phrase.split():
            assert word not in raw["slang"], f"{phrase}: {word} becomes {raw['slang'][word]}"


@pytest.mark.parametrize(
    "word",
    ORDINARY.split(),
)
def test_ordinary_words_are_left_alone(raw: dict[str, Any], word: str) -> None:
    assert word not in raw["slang"]
    assert word not in raw["terms"]


def test_no_stop_word_is_an_abbreviation(raw: dict[str, Any]) -> None:
    assert not stop_words() & set(raw["terms"])


def test_slang_is_replaced_and_the_rest_stays() -> None:
    assert lexicon().standardise("brp hr cuti thn PNS?") == "berapa hari cuti tahun PNS?"
    assert lexicon().standardise("laki-laki boleh?") == "laki-laki boleh?"


def test_dr_is_dari_and_a_title_with_its_dot() -> None:
    assert lexicon().standardise("surat dr kantor") == "surat dari kantor"
    assert lexicon().standardise("surat dr. Andi") == "surat dokter. Andi"


def test_a_term_is_added_and_the_abbreviation_stays() -> None:
    assert lexicon().expansions("syarat kgb") == ["kenaikan gaji berkala"]


def test_a_phrase_adds_the_words_of_the_rules() -> None:
    assert "batas usia pensiun" in lexicon().expansions("umur pensiun guru")
    assert lexicon().expansions("batas usia pensiun guru") == []


def test_a_phrase_is_found_by_whole_words_only() -> None:
    assert lexicon().expansions("dibandingkan") == []
    assert lexicon().expansions("mau banding") == ["banding administratif"]


def test_addressing_someone_adds_nothing() -> None:
    assert lexicon().expansions("pak, mau tanya") == []


@pytest.mark.parametrize(
    "question",
    [
        "berapa hari cuti tahunan",
        "syarat kgb",
        "bup guru",
        "kapan naik pangkat",
        "boleh menikah lagi?",
        "cltn",
    ],
)
def test_personnel_matters(question: str) -> None:
    assert lexicon().in_domain(question)


@pytest.mark.parametrize("question", ["resep rendang", "cuaca besok", "2 + 2", "", "😀", "bagaimana kabarmu"])
def test_other_matters(question: str) -> None:
    assert not lexicon().in_domain(question)


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("Selamat pagi min, mau tanya syarat KGB ya", "syarat KGB"),
        ("pak, cuti sakit", "cuti sakit"),
        ("terima kasih ya", ""),
        ("ibu hamil", "ibu hamil"),
        ("minimal 5 tahun di bagian administrasi", "minimal 5 tahun di bagian administrasi"),
        ("yayasan", "yayasan"),
    ],
)
def test_greetings_and_forms_of_address_ask_nothing(question: str, matter: str) -> None:
    assert " ".join(lexicon().matter(question).split()).lstrip(", ") == matter


def test_every_courtesy_is_lower_case_and_once(raw: dict[str, Any]) -> None:
    assert len(set(raw["courtesy"])) == len(raw["courtesy"])
    assert all(phrase == phrase.lower().strip() for phrase in raw["courtesy"])


def test_no_domain_word_is_a_courtesy(raw: dict[str, Any]) -> None:
    assert not set(raw["courtesy"]) & set(raw["domain"])


def test_every_domain_word_counts(raw: dict[str, Any]) -> None:
    for word in raw["domain"]:
        assert word == word.lower()
        assert lexicon().in_domain(word), f"{word} is a stop word or stems to nothing"
