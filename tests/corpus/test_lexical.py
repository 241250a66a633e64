"""BM25 by hand: three texts of known words."""

import math
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import CorruptIndex
from corpus.lexical import K1, B, LexicalIndex, unit_words
from corpus.models import PassageKind
from tests.corpus.contents import unit

DOCUMENTS = [["cuti", "tahunan", "cuti"], ["izin"], ["cuti", "sakit"]]


def bm25(frequency: int, length: int, containing: int) -> float:
    """Lucene's BM25 of one word, written out: three documents, six words."""
    inverse = math.log(1 + (3 - containing + 0.5) / (containing + 0.5))
    return inverse * frequency / (frequency + K1 * (1 - B + B * length / 2))


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    LexicalIndex.build(DOCUMENTS, tmp_path / "lexical")
    return LexicalIndex.open(tmp_path / "lexical", 3)


def test_scores_are_those_of_the_formula(index: LexicalIndex) -> None:
    assert index.scores(["cuti"]) == pytest.approx([bm25(2, 3, 2), 0, bm25(1, 2, 2)], rel=1e-5)
    assert index.scores(["sakit"]) == pytest.approx([0, 0, bm25(1, 2, 1)], rel=1e-5)


def test_words_add_up_and_unknown_ones_do_not_count(index: LexicalIndex) -> None:
    both = index.scores(["cuti", "sakit"])
    assert both == pytest.approx(index.scores(["cuti"]) + index.scores(["sakit"]))
    assert index.scores(["cuti", "asing"]) == pytest.approx(index.scores(["cuti"]))
    assert index.scores(["asing"]).tolist() == [0, 0, 0]
    assert index.scores([]).tolist() == [0, 0, 0]
    assert index.scores([]).dtype == index.scores(["cuti"]).dtype == np.float32


def test_a_fresh_index_and_a_saved_one_agree(tmp_path: Path) -> None:
    fresh = LexicalIndex.build(DOCUMENTS, tmp_path / "a")
    saved = LexicalIndex.open(tmp_path / "a", 3)
    assert fresh.scores(["cuti"]).tolist() == saved.scores(["cuti"]).tolist()


def test_rare_words_weigh_more(index: LexicalIndex) -> None:
    assert index.weight("cuti") == pytest.approx(math.log1p(1.5 / 2.5))
    assert index.weight("sakit") == pytest.approx(math.log1p(2.5 / 1.5))
    assert index.weight("asing") == pytest.approx(math.log1p(3.5 / 0.5))


@pytest.mark.parametrize("documents", [[], [[]], [[], []]])
def test_nothing_to_index(documents: list[list[str]], tmp_path: Path) -> None:
    LexicalIndex.build(documents, tmp_path / "lexical")
    index = LexicalIndex.open(tmp_path / "lexical", len(documents))
    assert index.scores(["cuti"]).tolist() == [0] * len(documents)
    assert index.weight("cuti") > 0


def test_a_text_without_words_keeps_its_place(tmp_path: Path) -> None:
    LexicalIndex.build([[], ["cuti"], []], tmp_path / "lexical")
    scores = LexicalIndex.open(tmp_path / "lexical", 3).scores(["cuti"])
    assert (scores > 0).tolist() == [False, True, False]


def test_a_unit_is_found_by_headings_text_and_questions_alike() -> None:
    asked = unit(
        "faq/x",
        kind=PassageKind.FAQ,
        path=("Cuti",),
        text="Dua belas hari.",
        search_text="jatah\nberapa lama",
    )
    assert {"cuti", "belas", "jatah", "lama"} <= set(unit_words(asked))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def clear(path: Path) -> None:
    path.write_bytes(b"")


def garble(path: Path) -> None:
    path.write_bytes(b"\x93NUMPY" + b"\xff" * 50)


@pytest.mark.parametrize("damage", [Path.unlink, cut, clear, garble])
@pytest.mark.parametrize("name", ["data.csc", "indices.csc", "indptr.csc", "params", "vocab"])
def test_a_damaged_file_is_a_corrupt_index(name: str, damage: object, tmp_path: Path) -> None:
    folder = tmp_path / "lexical"
    LexicalIndex.build(DOCUMENTS, folder)
    assert callable(damage)
    damage(next(folder.glob(f"{name}.index.*")))
    with pytest.raises(CorruptIndex, match="Indeks kata"):
        LexicalIndex.open(folder, 3)


def test_a_missing_folder_or_another_size_is_a_corrupt_index(tmp_path: Path) -> None:
    with pytest.raises(CorruptIndex):
        LexicalIndex.open(tmp_path / "hilang", 3)
    LexicalIndex.build(DOCUMENTS, tmp_path / "lexical")
    with pytest.raises(CorruptIndex, match="berisi 3 bagian, seharusnya 4"):
        LexicalIndex.open(tmp_path / "lexical", 4)
