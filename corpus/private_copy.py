"""A copy of a folder that one process may write in, of a folder that nobody may.

Chroma writes whenever it opens: a row in its SQLite file, and in a small index the lengths of its
graph too. So the folder of a snapshot is never given to it. Hard links would not do.
"""

import shutil
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

LOCK = ".lock"


class PrivateCopy:
    """A copy that lives until ``close``; what a killed process left, the next one to copy removes."""

    def __init__(self, source: Path, parent: Path) -> None:
        """Copy ``source`` to a new folder in ``parent``.

        Raises:
            OSError: it cannot be written.
        """
        parent.mkdir(parents=True, exist_ok=True)
        self.path = parent / uuid4().hex
        # Not local to a thread: one thread opens a snapshot, another may close it.
        self._owned = FileLock(self.path.with_suffix(LOCK), thread_local=False)
        with FileLock(parent / LOCK):
            remove_orphans(parent)
            self._owned.acquire()
        try:
            shutil.copytree(source, self.path, copy_function=shutil.copyfile)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self.path, ignore_errors=True)
        self.path.with_suffix(LOCK).unlink(missing_ok=True)
        self._owned.release()


def remove_orphans(parent: Path) -> None:
    """Remove the locks that nobody holds any more because the owner died, and the copies under them."""
    for path in parent.glob(f"?*{LOCK}"):
        lock = FileLock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        shutil.rmtree(path.with_suffix(""), ignore_errors=True)
        path.unlink(missing_ok=True)
        lock.release()
