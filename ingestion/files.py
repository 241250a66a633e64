"""Which files an ingest is about, and what to call them."""

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InvalidInput

READ_SIZE = 1 << 20
UNPRINTABLE = frozenset({"Cc", "Zl", "Zp"})
"""Unicode categories of what moves a terminal's cursor."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file with the name it is known by.

    Attributes:
        origin: its path from the given folder on, folder's name included, with ``/``; bytes that are
            no UTF-8 and control characters, which a terminal or JSON would choke on, as escapes.
        place: the file itself, absolute, escaped alike.
    """

    path: Path
    origin: str
    place: str


def find_files(paths: Sequence[Path]) -> list[InputFile]:
    """The files named, and every file below the folders named, in a stable order.

    Hidden files and folders are passed over, links to folders are not followed.

    Raises:
        InvalidInput: a path does not exist.
    """
    found: dict[Path, InputFile] = {}
    for path in paths:
        if not path.exists():
            raise InvalidInput(f"{path}: berkas atau folder tidak ada. Periksa kembali namanya.")
        for item in _below(path):
            found.setdefault(item.path.resolve(), item)
    return list(found.values())


def _below(path: Path) -> Iterator[InputFile]:
    if not path.is_dir():
        yield InputFile(path, _readable(path.name), _readable(str(path.resolve())))
        return
    root = path.resolve()
    for file in sorted(root.rglob("*")):
        relative = file.relative_to(root)
        if not file.is_dir() and not any(part.startswith(".") for part in relative.parts):
            origin = _readable(f"{root.name}/{relative.as_posix()}")
            yield InputFile(file, origin, _readable(str(file)))


def _readable(name: str) -> str:
    decoded = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        char.encode("unicode_escape").decode("ascii") if unicodedata.category(char) in UNPRINTABLE else char
        for char in decoded
    )


def content_hash(path: Path) -> str:
    """SHA-256 of the file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(READ_SIZE):
            digest.update(piece)
    return digest.hexdigest()
