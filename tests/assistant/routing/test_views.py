"""Likeness of texts, against numbers that can be worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.routing import views
from assistant.routing.views import Features, Meaning, letters, stems
from tests.fakes import WordEmbedder

texts = st.lists(st.text(alphabet="abc ", max_size=12), min_size=1, max_size=8)


def test_cosine_of_counted_features() -> None:
    seen = Features(["a b", "a c"], str.split)
    # "a" stands in both and weighs 1, "b" and "c" in one and weigh 1 + log 2.
    rare = 1 + math.log(2)
    expected = 1 / (1 + rare**2)
    assert seen.gram() == pytest.approx(np.array([[1, expected], [expected, 1]]))
    assert seen.similar("b b") == pytest.approx([rare / math.sqrt(1 + rare**2), 0])


def test_what_no_example_has_makes_a_text_less_like_any() -> None:
    seen = Features(["a b", "a c"], str.split)
    # An unknown word is as rare as one of a single example, here as telling as "b".
    assert seen.similar("b zzz") == pytest.approx(seen.similar("b") / math.sqrt(2))


def test_a_text_without_features_is_like_nothing() -> None:
    seen = Features(["", "a"], str.split)
    assert seen.gram().tolist() == [[0, 0], [0, 1]]
    assert seen.similar("").tolist() == [0, 0]


@given(texts)
def test_the_gram_holds_the_likeness_of_every_text(found: list[str]) -> None:
    seen = Features(found, letters)
    assert seen.gram() == pytest.approx(np.stack([seen.similar(text) for text in found]), abs=1e-5)


def test_frequent_features_are_multiplied_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = ["satu dua", "dua tiga", "tiga dua satu", "empat"]
    one_by_one = Features(found, letters).gram()
    monkeypatch.setattr(views, "FREQUENT", 0)
    monkeypatch.setattr(views, "BLOCK", 3)
    assert Features(found, letters).gram() == pytest.approx(one_by_one, abs=1e-5)


def test_letters_run_over_the_ends_of_words() -> None:
    assert letters("Ab!") == [" ab", "ab ", " ab "]


def test_stems_are_those_of_the_search() -> None:
    assert stems("pengajuan cuti") == stems("PENGAJUAN, cuti?")


def test_meaning_is_without_what_all_share() -> None:
    embedder = WordEmbedder()
    found = ["cuti", "pensiun", "cuti pensiun"]
    seen = Meaning(np.stack([embedder.embed_query(text) for text in found]), embedder)
    assert seen.similar("cuti")[0] == pytest.approx(1, abs=1e-5)
    assert seen.similar("cuti")[1] < 0
    assert seen.gram() == pytest.approx(np.stack([seen.similar(text) for text in found]), abs=1e-5)
