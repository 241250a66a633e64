"""Keeps a snapshot on the disk while a process reads it, against builds of any other process."""

from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from corpus.private_copy import LOCK, remove_orphans


class ReaderLock:
    """One reader of a snapshot; what a killed process left counts for nothing."""

    def __init__(self, snapshot_id: str, folder: Path) -> None:
        """Hold ``snapshot_id`` until ``close``.

        Args:
            folder: where readers of this home may write.

        Raises:
            OSError: it cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        # Not local to a thread: one thread opens a snapshot, another may close it.
        self._lock = FileLock(folder / f"{snapshot_id}.{uuid4().hex}{LOCK}", thread_local=False)
        with FileLock(folder / LOCK):
            remove_orphans(folder)
            self._lock.acquire()

    def close(self) -> None:
        """Let the snapshot go."""
        Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()


def is_read(snapshot_id: str, folder: Path) -> bool:
    """Whether a living process holds the snapshot."""
    return any(_is_held(path) for path in folder.glob(f"{snapshot_id}.*{LOCK}"))


def _is_held(path: Path) -> bool:
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    lock.release()
    return False
