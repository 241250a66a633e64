"""The index of ways to ask: exact, one value a unit, and honest about damage."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.asked import FILE, AskedIndex
from corpus.errors import CorruptIndex

UNITS = [3, 7, 3]
VECTORS = np.array([[1, 0], [0, 1], [0.6, 0.8]], np.float32)


@pytest.fixture
def index(tmp_path: Path) -> AskedIndex:
    """Unit 3 can be asked two ways, unit 7 one way."""
    AskedIndex.build(UNITS, VECTORS, tmp_path)
    return AskedIndex.open(tmp_path)


def query(x: float, y: float) -> NDArray[np.float32]:
    """A query vector."""
    return np.array([x, y], np.float32)


def test_the_nearest_way_to_ask_counts(index: AskedIndex) -> None:
    # Unit 3: max(1·1, 0.6·1); half precision keeps three digits.
    assert index.cosines(query(1, 0)) == pytest.approx({3: 1.0, 7: 0.0}, abs=1e-3)
    assert index.cosines(query(0, 1)) == pytest.approx({3: 0.8, 7: 1.0}, abs=1e-3)


def test_negative_cosines_are_kept(index: AskedIndex) -> None:
    assert index.cosines(query(-1, 0)) == pytest.approx({3: -0.6, 7: 0.0}, abs=1e-3)


def test_size_is_the_number_of_ways(index: AskedIndex) -> None:
    assert index.size == 3


def test_keys_are_plain_unit_numbers(index: AskedIndex) -> None:
    assert all(type(unit) is int for unit in index.cosines(query(1, 0)))


def test_nothing_to_ask(tmp_path: Path) -> None:
    AskedIndex.build([], np.empty((0, 2), np.float32), tmp_path)
    index = AskedIndex.open(tmp_path)
    assert index.size == 0
    assert index.cosines(query(1, 0)) == {}


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CorruptIndex, match=FILE):
        AskedIndex.open(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 not an archive", b"\x00" * 100])
def test_a_damaged_file(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    with pytest.raises(CorruptIndex, match=FILE):
        AskedIndex.open(tmp_path)


def test_a_cut_file(tmp_path: Path) -> None:
    AskedIndex.build(UNITS, VECTORS, tmp_path)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(CorruptIndex, match=FILE):
        AskedIndex.open(tmp_path)


def test_an_archive_of_something_else(tmp_path: Path) -> None:
    np.savez(tmp_path / FILE, other=np.zeros(2))
    with pytest.raises(CorruptIndex, match=FILE):
        AskedIndex.open(tmp_path)


def test_pickled_content_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / FILE, rows=np.array([{}], dtype=object), vectors=VECTORS)
    with pytest.raises(CorruptIndex, match=FILE):
        AskedIndex.open(tmp_path)


def test_rows_and_vectors_that_do_not_belong_together(tmp_path: Path) -> None:
    np.savez(tmp_path / FILE, rows=np.array([1, 2, 3, 4]), vectors=VECTORS)
    with pytest.raises(CorruptIndex, match=FILE):
        AskedIndex.open(tmp_path)


def test_neighbours_of_a_unit_are_the_others_by_their_nearest_pair(index: AskedIndex) -> None:
    # 3 and 7: the nearest of (1, 0)·(0, 1) and (0.6, 0.8)·(0, 1).
    assert index.neighbours(3) == pytest.approx({7: 0.8}, abs=1e-3)
    assert index.neighbours(7) == pytest.approx({3: 0.8}, abs=1e-3)
    assert index.neighbours(5) == {}
