"""A copy of a folder that one process may write in, of a folder that nobody may.

Chroma adds a row to its SQLite file each time it is opened, so the folder of a snapshot is never
given to it. What Chroma only reads is a hard link, so that a copy costs little.
"""

import shutil
from collections.abc import Collection
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

LOCK = ".lock"


class PrivateCopy:
    """A copy that lives until ``close``; what a killed process left, the next one to copy removes."""

    def __init__(self, source: Path, parent: Path, *, written: Collection[str]) -> None:
        """Copy ``source`` to a new folder in ``parent``.

        Args:
            written: names of files that get bytes of their own; all others are hard links where
                the file system has them.

        Raises:
            OSError: it cannot be written.
        """
        parent.mkdir(parents=True, exist_ok=True)
        self.path = parent / uuid4().hex
        # Not local to a thread: one thread opens a snapshot, another may close it.
        self._owned = FileLock(self.path.with_suffix(LOCK), thread_local=False)
        with FileLock(parent / LOCK):
            _remove_orphans(parent)
            self._owned.acquire()
        try:
            _copy(source, self.path, written)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.with_suffix(LOCK).unlink(missing_ok=True)
        self._owned.release()


def _remove_orphans(parent: Path) -> None:
    """Remove the copies whose owner holds no lock any more, because it died."""
    for path in parent.glob(f"?*{LOCK}"):
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        shutil.rmtree(path.with_suffix(""), ignore_errors=True)
        path.unlink(missing_ok=True)
        lock.release()


def _copy(source: Path, target: Path, written: Collection[str]) -> None:
    target.mkdir()
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir()
        elif path.name in written:
            shutil.copyfile(path, copy)
        else:
            try:
                copy.hardlink_to(path)
            except OSError:
                shutil.copyfile(path, copy)
