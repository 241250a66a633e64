"""The folder of a run: ``manifest.json``, ``dataset.jsonl``, ``answers.jsonl``, and what is made of them.

Answers are appended one line at a time and flushed to the disk, so a killed run keeps all it was given.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout
from pydantic import BaseModel, ValidationError

from corpus.errors import Busy, InvalidInput, NotFound, StorageError
from evals.items import Item
from evals.manifest import Manifest
from evals.records import RecordedAnswer

MANIFEST, DATASET, ANSWERS, SCORES = "manifest.json", "dataset.jsonl", "answers.jsonl", "scores.json"
_LOCK = ".lock"
_LOCK_SECONDS = 1.0
"""Longer than a look at the lock holds it."""

Model = TypeVar("Model", bound=BaseModel)


class RunFolder:
    """One run on the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def create(cls, path: Path, manifest: Manifest, items: Iterable[Item]) -> "RunFolder":
        """Begin a run.

        Raises:
            InvalidInput: the folder holds something else.
            StorageError: it cannot be written.
        """
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise InvalidInput(f"Folder {path} sudah berisi. Pilih folder lain untuk evaluasi ini.")
        folder = cls(path)
        lines = "".join(item.model_dump_json() + "\n" for item in items)
        try:
            path.mkdir(parents=True, exist_ok=True)
            (path / DATASET).write_text(lines, encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{path} tidak dapat ditulis ({error.strerror}).") from error
        # Last: a folder with a manifest is a run.
        folder.write(MANIFEST, manifest.model_dump_json(indent=1))
        return folder

    @property
    def begun(self) -> bool:
        """It holds a run."""
        return (self.path / MANIFEST).is_file()

    def manifest(self) -> Manifest:
        """The pins of the run.

        Raises:
            NotFound: there is no run here.
            InvalidInput: the file is damaged.
        """
        return _parsed(Manifest, self._read(MANIFEST), self.path / MANIFEST)

    def items(self) -> tuple[Item, ...]:
        """The questions as they were asked.

        Raises:
            NotFound: there is no run here.
            InvalidInput: the file is damaged.
        """
        lines = self._read(DATASET).splitlines()
        return tuple(_parsed(Item, line, self.path / DATASET) for line in lines)

    def records(self) -> tuple[RecordedAnswer, ...]:
        """Every recorded answer, in the order of recording; of two with one key the later.

        Raises:
            InvalidInput: a line is damaged. A last line that was cut off by a kill is passed over.
        """
        path = self.path / ANSWERS
        if not path.exists():
            return ()
        lines = self._read(ANSWERS).split("\n")
        whole = lines[:-1]  # what follows the last line end was never finished
        found = (_parsed(RecordedAnswer, line, path) for line in whole)
        return tuple({record.key: record for record in found}.values())

    def recorded(self) -> int:
        """How many answers are recorded, each key once, without reading the answers themselves.

        Raises:
            InvalidInput: the file cannot be read.
        """
        path = self.path / ANSWERS
        try:
            lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        except OSError as error:
            raise InvalidInput(f"{path} tidak dapat dibaca ({error.strerror}).") from error
        # The key stands before the answer, and a quotation mark within a name would be escaped.
        return len({line.partition(b'"answer":')[0] for line in lines})

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from answering the same run; a process that dies lets go of it.

        Raises:
            Busy: another process, or another thread of this one, answers it.
            StorageError: the folder cannot be written.
        """
        lock = FileLock(self.path / _LOCK)
        try:
            lock.acquire(timeout=_LOCK_SECONDS)
        except Timeout:
            raise Busy(f"Evaluasi {self.path.name} sedang dijalankan oleh proses lain.") from None
        except OSError as error:
            raise StorageError(f"{self.path / _LOCK} tidak dapat dibuat ({error.strerror}).") from error
        try:
            yield
        finally:
            lock.release()

    @property
    def is_held(self) -> bool:
        """Somebody answers the run at this moment."""
        if not (self.path / _LOCK).is_file():
            return False
        lock = FileLock(self.path / _LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return True
        except OSError:
            # Who may only read the folder cannot tell.
            return False
        lock.release()
        return False

    def append(self, record: RecordedAnswer) -> None:
        """Record an answer for good.

        Raises:
            StorageError: the disk is full or cannot be written.
        """
        line = record.model_dump_json().encode("utf-8", "replace") + b"\n"
        try:
            with (self.path / ANSWERS).open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise StorageError(
                f"{self.path / ANSWERS} tidak dapat ditulis ({error.strerror}). Yang sudah tercatat tetap "
                "ada; jalankan lagi untuk melanjutkan."
            ) from error

    def mend(self) -> None:
        """Cut off a last line that a kill left unfinished, so that the next one begins on its own."""
        path = self.path / ANSWERS
        if not path.exists():
            return
        data = path.read_bytes()
        kept = data.rfind(b"\n") + 1
        if kept < len(data):
            os.truncate(path, kept)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the run in one step: whoever reads sees the old one or the new one.

        Raises:
            StorageError: it cannot be written.
        """
        target = self.path / name
        draft = target.with_name(f".{name}.tmp")
        try:
            draft.write_text(text, encoding="utf-8", errors="replace")
            draft.replace(target)
        except OSError as error:
            raise StorageError(f"{target} tidak dapat ditulis ({error.strerror}).") from error
        return target

    def _read(self, name: str) -> str:
        try:
            return (self.path / name).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise NotFound(f"{self.path} bukan folder evaluasi: {name} tidak ada.") from None
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidInput(f"{self.path / name} tidak dapat dibaca ({error}).") from error


def _parsed(model: type[Model], text: str, path: Path) -> Model:
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        raise InvalidInput(f"{path} rusak: {first['msg']} ({'.'.join(map(str, first['loc']))}).") from error
