"""What others see of a run while somebody answers it."""

from pathlib import Path

import pytest

from corpus.errors import Busy, InvalidInput, StorageError
from evals.run_folder import ANSWERS, RunFolder
from tests.evals.runs import item, manifest, record

ITEMS = (item("a"), item('b","answer":'))


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "run", manifest(ITEMS, repeats=2), ITEMS)


def test_recorded_counts_each_key_once_and_no_unfinished_line(folder: RunFolder) -> None:
    assert folder.recorded() == 0
    for name, confidence, repeat in (
        ("a", 0.5, 0),
        ("a", 0.5, 1),
        (ITEMS[1].id, None, 0),
        (ITEMS[1].id, 1.0, 0),
    ):
        folder.append(record(name, confidence, repeat=repeat))
    path = folder.path / ANSWERS
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"item_id":"b","repeat":1,"key":"x","answer":{')
    assert folder.recorded() == len(folder.records()) == 3


def test_answers_that_cannot_be_read_are_told(folder: RunFolder) -> None:
    (folder.path / ANSWERS).mkdir()
    with pytest.raises(InvalidInput, match=ANSWERS):
        folder.recorded()


def test_a_run_is_held_by_one_at_a_time(folder: RunFolder) -> None:
    assert not folder.is_held
    other = RunFolder(folder.path)
    with folder.held():
        assert other.is_held
        with pytest.raises(Busy, match="proses lain"), other.held():
            pytest.fail("two hold it")
    assert not other.is_held


def test_who_is_interrupted_lets_go(folder: RunFolder) -> None:
    with pytest.raises(KeyboardInterrupt), folder.held():
        raise KeyboardInterrupt
    assert not folder.is_held


def test_a_folder_that_is_gone_cannot_be_held(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")
    with pytest.raises(StorageError), RunFolder(tmp_path / "berkas").held():
        pytest.fail("it is no folder")
