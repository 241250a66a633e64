"""The snapshot that serves, as ingests replace it; an older one stays open as long as somebody reads it."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.open_snapshot import OpenSnapshot
from corpus.snapshots import Snapshots


class ServingSnapshot:
    """Follows the snapshots of a home. Safe to share between threads.

    The one before the current stays open for short reads that have just begun; work that takes longer holds
    its snapshot with ``leased``.
    """

    def __init__(self, snapshots: Snapshots) -> None:
        self._snapshots = snapshots
        self._current: OpenSnapshot | None = None
        self._before: OpenSnapshot | None = None
        self._readers: Counter[OpenSnapshot] = Counter()
        self._switching = threading.Lock()
        self._counting = threading.Lock()

    def current(self) -> OpenSnapshot:
        """The snapshot that serves; a newer one is opened as soon as it is there.

        Raises:
            NotFound: nothing was ingested yet.
            CorruptIndex: it cannot be read.
        """
        newest = self._snapshots.current_id()
        opened = self._current
        if opened is not None and opened.info.id == newest:
            return opened
        with self._switching:
            opened = self._current
            if opened is None or opened.info.id != self._snapshots.current_id():
                opened = self._snapshots.open_current()
                self._retire(self._current, opened)
            return opened

    @contextmanager
    def leased(self) -> Iterator[OpenSnapshot]:
        """The snapshot that serves, open until the end of the block however many others follow it.

        Raises:
            NotFound, CorruptIndex: as ``current``.
        """
        snapshot = self._take()
        try:
            yield snapshot
        finally:
            self._give_back(snapshot)

    def close(self) -> None:
        """Close what nobody reads; the last reader of another closes it."""
        with self._counting:
            left = {one for one in (self._current, self._before) if one is not None}
            self._current = self._before = None
            unread = [one for one in left if not self._readers[one]]
        for one in unread:
            one.close()

    def _take(self) -> OpenSnapshot:
        while True:
            snapshot = self.current()
            with self._counting:
                # Two switches may have closed it since.
                if snapshot in (self._current, self._before):
                    self._readers[snapshot] += 1
                    return snapshot

    def _give_back(self, snapshot: OpenSnapshot) -> None:
        with self._counting:
            self._readers[snapshot] -= 1
            is_last = not self._readers[snapshot]
            if is_last:
                del self._readers[snapshot]
            over = is_last and snapshot not in (self._current, self._before)
        if over:
            snapshot.close()

    def _retire(self, replaced: OpenSnapshot | None, fresh: OpenSnapshot) -> None:
        with self._counting:
            oldest, self._before, self._current = self._before, replaced, fresh
            is_read = oldest is not None and self._readers[oldest] > 0
        if oldest is not None and not is_read:
            oldest.close()
