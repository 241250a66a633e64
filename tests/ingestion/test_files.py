"""What files are called."""

import os
from pathlib import Path

import pytest

from ingestion.files import find_files


def test_files_below_a_folder_carry_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "peraturan"
    (folder / "uu").mkdir(parents=True)
    for name in ("b.txt", "uu/a.txt", ".rahasia", "spasi é ☂.txt"):
        (folder / name).touch()
    assert [file.origin for file in find_files([folder])] == [
        "peraturan/b.txt",
        "peraturan/spasi é ☂.txt",
        "peraturan/uu/a.txt",
    ]


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.touch()
    assert [found.origin for found in find_files([file, tmp_path, file])] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        (b"latin-\xe9.txt", r"latin-\xe9.txt"),
        (b"baris\nkedua.txt", r"baris\nkedua.txt"),
        (b"\x1b[31mmerah.txt", r"\x1b[31mmerah.txt"),
        ("pemisah\u2028.txt".encode(), r"pemisah\u2028.txt"),
    ],
)
def test_a_name_that_cannot_be_printed_is_escaped(tmp_path: Path, name: bytes, origin: str) -> None:
    path = tmp_path / os.fsdecode(name)
    try:
        path.touch()
    except OSError:
        pytest.skip("this file system does not take such a name")
    (found,) = find_files([path])
    assert (found.origin, found.path) == (origin, path)
