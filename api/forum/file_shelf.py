"""A folder of files under the SHA-256 of their bytes."""

import hashlib
import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from corpus.errors import StorageError

_LOCK = ".kunci"
_UNFINISHED = ".bagian"


class FileShelf:
    """Every method raises StorageError when the folder cannot be used.

    Args:
        folder: made when the first file comes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def held(self) -> Iterator[None]:
        """While this lasts no other process writes or sweeps: a file written in it may be named in it."""
        with self._explained():
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._folder / _LOCK)
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def write(self, content: bytes) -> str:
        """Keep bytes, whole or not at all; gives back their SHA-256 in hexadecimal."""
        digest = hashlib.sha256(content).hexdigest()
        with self._explained():
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=_UNFINISHED)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self._folder / digest)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes with this SHA-256, checked.

        Raises:
            StorageError: they are gone or were changed, or the folder cannot be used.
        """
        with self._explained():
            content = (self._folder / digest).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise StorageError(f"Berkas {digest} di {self._folder} rusak. Pulihkan dari cadangan.")
        return content

    def path(self, digest: str) -> Path:
        """Where the bytes with this SHA-256 lie, unchecked, for what is too large to be read whole.

        Raises:
            StorageError: they are gone.
        """
        path = self._folder / digest
        if not path.is_file():
            raise StorageError(f"Berkas {digest} di {self._folder} hilang. Pulihkan dari cadangan.")
        return path

    def sweep(self, named: Collection[str]) -> int:
        """Delete every file but these, and what broken writes left; how many. Only while ``held``."""
        with self._explained():
            gone = [path for path in self._folder.iterdir() if path.name not in named and path.name != _LOCK]
            for path in gone:
                path.unlink(missing_ok=True)
        return len(gone)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StorageError(
                f"Folder lampiran {self._folder} tidak dapat dipakai ({error.strerror}). "
                "Periksa ruang disk dan izin folder itu, atau pulihkan dari cadangan."
            ) from error
