"""A run asks for what is missing and nothing else, however it was stopped."""

from pathlib import Path

import pytest

from corpus.errors import InvalidInput, NotFound, StorageError
from evals.generate import Generated, generate
from evals.manifest import CodePin, SystemPin, answer_key, pin_code, pin_dataset
from evals.run_folder import ANSWERS, RunFolder
from tests.evals.runs import DAY, SNAPSHOT, FakeAnswerer, item, manifest

ITEMS = (item("a"), item("b"), item("c"))


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder.create(tmp_path / "run", manifest(ITEMS, code=pin_code()), ITEMS)


def test_every_question_is_recorded_once(folder: RunFolder) -> None:
    answerer = FakeAnswerer()
    steps: list[tuple[int, int]] = []
    done = generate(folder, answerer, SNAPSHOT, step=lambda at, total: steps.append((at, total)))
    assert done == Generated(asked=3, reused=0, failed=0)
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert [record.item_id for record in folder.records()] == ["a", "b", "c"]
    assert folder.records()[0].cost.prompt_tokens == 3
    assert generate(folder, answerer, SNAPSHOT) == Generated(asked=0, reused=3, failed=0)
    assert len(answerer.asked) == 3


def test_a_stopped_run_goes_on_with_the_rest(folder: RunFolder) -> None:
    stopping = FakeAnswerer(failing=lambda text: KeyboardInterrupt() if " b" in text else None)
    with pytest.raises(KeyboardInterrupt):
        generate(folder, stopping, SNAPSHOT)
    answerer = FakeAnswerer()
    assert generate(folder, answerer, SNAPSHOT) == Generated(asked=2, reused=1, failed=0)
    assert answerer.asked == ["pertanyaan b?", "pertanyaan c?"]


@pytest.mark.parametrize("left", [1, 10, 200])
def test_a_line_cut_off_by_a_kill_is_asked_again(folder: RunFolder, left: int) -> None:
    generate(folder, FakeAnswerer(), SNAPSHOT)
    path = folder.path / ANSWERS
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]) + lines[2][:left])
    assert len(folder.records()) == 2
    answerer = FakeAnswerer()
    assert generate(folder, answerer, SNAPSHOT) == Generated(asked=1, reused=2, failed=0)
    assert len(folder.records()) == 3


def test_a_failure_is_recorded_as_one_and_asked_again_only_on_request(folder: RunFolder) -> None:
    broken = FakeAnswerer(failing=lambda text: ValueError("rusak") if " b" in text else None)
    assert generate(folder, broken, SNAPSHOT).failed == 1
    assert [record.error for record in folder.records()] == ["", "ValueError: rusak", ""]
    assert generate(folder, FakeAnswerer(), SNAPSHOT).asked == 0
    assert generate(folder, FakeAnswerer(), SNAPSHOT, again=True) == Generated(asked=1, reused=2, failed=0)
    assert all(record.answer for record in folder.records())


def test_a_full_disk_ends_the_run(folder: RunFolder) -> None:
    with pytest.raises(StorageError):
        generate(folder, FakeAnswerer(failing=lambda text: StorageError("penuh")), SNAPSHOT)
    assert folder.records() == ()


def test_repeats_are_answers_of_their_own(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", manifest(ITEMS, repeats=3, code=pin_code()), ITEMS)
    assert generate(folder, FakeAnswerer(), SNAPSHOT).asked == 9
    assert len({record.key for record in folder.records()}) == 9


def test_a_run_keeps_to_its_system_snapshot_and_code(tmp_path: Path, folder: RunFolder) -> None:
    with pytest.raises(InvalidInput, match="sistem"):
        generate(folder, FakeAnswerer(name="lain"), SNAPSHOT)
    with pytest.raises(InvalidInput, match="sistem"):
        generate(folder, FakeAnswerer(parameters={"k": "9"}), SNAPSHOT)
    with pytest.raises(InvalidInput, match="isi pustaka"):
        generate(folder, FakeAnswerer(), SNAPSHOT.model_copy(update={"fingerprint": "f2"}))
    older = manifest(ITEMS, code=CodePin(version="0", commit="abc", dirty=False))
    with pytest.raises(InvalidInput, match="kode program"):
        generate(RunFolder.create(tmp_path / "older", older, ITEMS), FakeAnswerer(), SNAPSHOT)


def test_the_key_covers_all_that_an_answer_depends_on() -> None:
    system, code = (
        SystemPin(name="x", parameters={"model": "a"}),
        CodePin(version="1", commit="c", dirty=False),
    )
    key = answer_key(SNAPSHOT, system, "apa?", DAY, 0, code)
    assert key == answer_key(SNAPSHOT, system, "apa?", DAY, 0, code)
    others = {
        answer_key(SNAPSHOT.model_copy(update={"fingerprint": "x"}), system, "apa?", DAY, 0, code),
        answer_key(SNAPSHOT, SystemPin(name="y", parameters={"model": "a"}), "apa?", DAY, 0, code),
        answer_key(SNAPSHOT, SystemPin(name="x", parameters={"model": "b"}), "apa?", DAY, 0, code),
        answer_key(SNAPSHOT, system, "apa ?", DAY, 0, code),
        answer_key(SNAPSHOT, system, "apa?", DAY.replace(year=2025), 0, code),
        answer_key(SNAPSHOT, system, "apa?", DAY, 1, code),
        answer_key(SNAPSHOT, system, "apa?", DAY, 0, code.model_copy(update={"changes": "z"})),
    }
    assert len(others | {key}) == 8


def test_the_dataset_is_pinned_by_content() -> None:
    assert pin_dataset("x", ITEMS).sha256 == pin_dataset("y", ITEMS).sha256
    assert pin_dataset("x", ITEMS).sha256 != pin_dataset("x", ITEMS[:2]).sha256
    changed = (ITEMS[0].model_copy(update={"tags": ("pensiun",)}), *ITEMS[1:])
    assert pin_dataset("x", ITEMS).sha256 != pin_dataset("x", changed).sha256


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("penting", encoding="utf-8")
    with pytest.raises(InvalidInput, match="sudah berisi"):
        RunFolder.create(tmp_path, manifest(ITEMS), ITEMS)
    with pytest.raises(NotFound, match="bukan folder evaluasi"):
        RunFolder(tmp_path).manifest()


def test_damage_is_named(folder: RunFolder) -> None:
    (folder.path / ANSWERS).write_text('{"item_id": 3}\n', encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"answers\.jsonl rusak"):
        folder.records()
