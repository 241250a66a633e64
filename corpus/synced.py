"""Files that are on the disk, not only in the cache of the system, before anything is built on them."""

import os
from pathlib import Path


def sync_tree(folder: Path) -> None:
    """Put a folder and all below it on the disk.

    Raises:
        OSError: the disk does not take it.
    """
    for path in sorted(folder.rglob("*")):
        sync(path)
    sync(folder)


def sync(path: Path) -> None:
    """Put one file, or the names in one folder, on the disk.

    Raises:
        OSError: the disk does not take it.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
