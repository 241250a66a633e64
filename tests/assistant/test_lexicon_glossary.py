"""What the glossary gives the lexicon: new words only."""

import re
from importlib.resources import files

import pytest
import yaml

from assistant.lexicon import lexicon
from corpus.glossary import glossary, lexicon_words
from corpus.search_words import stop_words
from tests.assistant.test_lexicon import ORDINARY

TABLES = yaml.safe_load(files("assistant").joinpath("data/lexicon.yaml").read_text(encoding="utf-8"))


def test_no_word_that_the_lexicon_knows_is_added() -> None:
    known = {*TABLES["slang"], *TABLES["terms"], *TABLES["courtesy"], *TABLES["domain"]}
    assert not known & set(lexicon_words())


def test_the_lexicons_own_entries_stay() -> None:
    assert {word: lexicon().terms[word] for word in TABLES["terms"]} == TABLES["terms"]


def test_words_are_single_and_ordinary_ones_are_left_alone() -> None:
    for word, meaning in lexicon_words().items():
        assert re.fullmatch(r"[a-z]+", word), word
        assert meaning == meaning.strip().lower() != "", word
    assert not set(lexicon_words()) & {*ORDINARY.split(), *stop_words()}


def test_no_word_comes_from_two_entries() -> None:
    given = [word for entry in glossary() for word in entry.lexicon]
    assert len(given) == len(set(given))


@pytest.mark.parametrize(
    ("question", "added"),
    [
        ("pungli di kantor", "pungutan"),
        ("hasil ukom saya", "uji kompetensi"),
        ("ikut latsar", "pelatihan masa percobaan cpns"),
    ],
)
def test_the_glossary_explains_a_question(question: str, added: str) -> None:
    assert added in lexicon().expansions(question)
