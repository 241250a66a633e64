"""Immutable versions of the index, built beside the one that serves and switched atomically.

A snapshot is a folder ``index/<id>/`` with ``manifest.json``, ``knowledge.sqlite3`` (the texts),
``unit_ids.json`` (unit number → identifier), ``lexical/`` and ``chroma/``. ``index/CURRENT`` holds
the identifier of the one that serves and is replaced by rename, so a reader sees the old or the
new one, never half of either. A build that dies leaves ``<id>.building``, which the next one removes.
"""

import bisect
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from corpus.database import create_knowledge_file, open_knowledge_file
from corpus.embeddings.keys import text_key
from corpus.errors import CorruptIndex, NotFound, StorageError
from corpus.index import DenseIndex, drop_collection
from corpus.knowledge import Knowledge
from corpus.lexical import LexicalIndex, unit_words
from corpus.models import PassageKind, PassageUnit, Snapshot
from corpus.store import Store
from corpus.validity import ForceTable

CURRENT = "CURRENT"
BUILDING = ".building"
KEPT = 2
"""The current snapshot and the one before it, which a running server may still be reading."""
SCHEMA = 1
"""Part of the fingerprint: raise it when the same content must be indexed anew."""


ASKED = frozenset({PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM})
"""Kinds whose search text is questions, one a line: each is a vector of its own."""


def embedding_texts(unit: PassageUnit) -> tuple[str, ...]:
    """What stands for a unit in the vector space: headings with text, then every way to ask it."""
    whole = f"{' – '.join(unit.path)}\n{unit.text}"
    if unit.kind not in ASKED:
        return (whole,)
    return (whole, *(line for line in unit.search_text.splitlines() if line.strip()))


class OpenSnapshot:
    """A snapshot that answers."""

    def __init__(
        self,
        info: Snapshot,
        knowledge: Knowledge,
        unit_ids: list[str],
        lexical: LexicalIndex,
        dense: DenseIndex,
    ) -> None:
        self.info = info
        self.knowledge = knowledge
        self.unit_ids = unit_ids
        self.lexical = lexical
        self.dense = dense
        self.force = ForceTable(knowledge.regulations(), knowledge.relations())
        self._rows = {unit_id: row for row, unit_id in enumerate(unit_ids)}
        self._sorted_ids = sorted(unit_ids)

    def rows_under(self, identifier: str) -> list[int]:
        """Numbers of the unit ``identifier``, of the units below it, and of those it stands in."""
        ids: list[str] = []
        parts = identifier.split("/")
        ids += ["/".join(parts[:depth]) for depth in range(2, len(parts) + 1)]
        start = bisect.bisect_left(self._sorted_ids, f"{identifier}/")
        for unit_id in self._sorted_ids[start:]:
            if not unit_id.startswith(f"{identifier}/"):
                break
            ids.append(unit_id)
        return [self._rows[unit_id] for unit_id in ids if unit_id in self._rows]

    def close(self) -> None:
        """Let go of the files."""
        self.knowledge.close()
        self.dense.close()


class Snapshots:
    """The snapshots of one home folder."""

    def __init__(self, folder: Path, *, chroma_url: str = "") -> None:
        self._folder = folder
        self._chroma_url = chroma_url

    def current_id(self) -> str | None:
        """Identifier of the snapshot that serves, None before the first ingest."""
        try:
            return (self._folder / CURRENT).read_text(encoding="ascii").strip() or None
        except FileNotFoundError:
            return None

    def open_current(self) -> OpenSnapshot:
        """Open the snapshot that serves.

        Raises:
            NotFound: nothing was ingested yet.
            CorruptIndex: it does not pass its integrity check; build again from the store.
        """
        snapshot_id = self.current_id()
        if snapshot_id is None:
            raise NotFound("Pustaka masih kosong. Jalankan: tanya ingest")
        folder = self._folder / snapshot_id
        try:
            info = Snapshot.model_validate_json((folder / "manifest.json").read_bytes())
            unit_ids = json.loads((folder / "unit_ids.json").read_bytes())
            if len(unit_ids) != info.passages:
                raise CorruptIndex(f"Snapshot {snapshot_id}: jumlah bagian tidak cocok.")
            lexical = LexicalIndex.open(folder / "lexical", info.passages)
        except (OSError, ValueError, ValidationError) as error:
            raise CorruptIndex(f"Snapshot {snapshot_id} tidak utuh ({error}).") from error
        dense = DenseIndex.open(
            folder=folder / "chroma", url=self._chroma_url, name=_collection(snapshot_id), size=info.vectors
        )
        knowledge = Knowledge(open_knowledge_file(folder / "knowledge.sqlite3"))
        try:
            return OpenSnapshot(info, knowledge, unit_ids, lexical, dense)
        except OperationalError as error:
            raise CorruptIndex(f"Snapshot {snapshot_id} tidak utuh ({error.orig}).") from error

    def build(self, store: Store, model: str, *, on_step: Callable[[str], None] = lambda _: None) -> Snapshot:
        """Build a snapshot of everything in the store and make it the current one.

        Units without a cached vector of ``model`` are found by words only. Equal content gives no
        new snapshot. The caller holds the writer lock.

        Raises:
            StorageError: it cannot be written; the old snapshot goes on serving.
        """
        self._remove_unfinished()
        units = list(store.units())
        keyed = [
            (row, text_key(model, text)) for row, unit in enumerate(units) for text in embedding_texts(unit)
        ]
        vectors = store.vectors([key for _, key in keyed])
        found = [(row, key) for row, key in keyed if key in vectors]
        info = Snapshot(
            id="",
            created_at=datetime.now(UTC),
            passages=len(units),
            embedded=len({row for row, _ in found}),
            vectors=len(found),
            model=model,
            fingerprint=_fingerprint(store, units, model, len(found)),
        )
        current = self._current_info()
        if current is not None and current.fingerprint == info.fingerprint:
            return current
        info = info.model_copy(update={"id": f"{info.created_at:%Y%m%dT%H%M%S%f}-{info.fingerprint[:8]}"})
        folder = self._folder / f"{info.id}{BUILDING}"
        try:
            folder.mkdir()
            on_step("teks")
            knowledge = create_knowledge_file(folder / "knowledge.sqlite3")
            store.copy_knowledge(knowledge)
            knowledge.dispose()
            (folder / "unit_ids.json").write_text(json.dumps([unit.id for unit in units]), encoding="utf-8")
            on_step("kata")
            LexicalIndex.build((unit_words(unit) for unit in units), folder / "lexical")
            on_step("makna")
            DenseIndex.build(
                [row for row, _ in found],
                np.array([vectors[key] for _, key in found], dtype=np.float16),
                folder=folder / "chroma",
                url=self._chroma_url,
                name=_collection(info.id),
            )
            (folder / "manifest.json").write_text(info.model_dump_json(indent=2), encoding="utf-8")
            _sync_tree(folder)
            folder.rename(self._folder / info.id)
            self._switch(info.id)
        except (OSError, OperationalError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise StorageError(_why(error)) from error
        except StorageError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        self._prune()
        return info

    def discard_current(self) -> None:
        """Forget a corrupt snapshot, so that the next build makes a new one."""
        (self._folder / CURRENT).unlink(missing_ok=True)

    def _current_info(self) -> Snapshot | None:
        snapshot_id = self.current_id()
        if snapshot_id is None:
            return None
        try:
            return Snapshot.model_validate_json((self._folder / snapshot_id / "manifest.json").read_bytes())
        except (OSError, ValidationError):
            return None

    def _switch(self, snapshot_id: str) -> None:
        staged = self._folder / f"{CURRENT}.new"
        with staged.open("w", encoding="ascii") as file:
            file.write(snapshot_id)
            file.flush()
            os.fsync(file.fileno())
        staged.replace(self._folder / CURRENT)
        _sync(self._folder)

    def _remove_unfinished(self) -> None:
        for folder in self._folder.glob(f"*{BUILDING}"):
            shutil.rmtree(folder, ignore_errors=True)

    def _prune(self) -> None:
        finished = sorted(path for path in self._folder.iterdir() if path.is_dir() and not path.suffix)
        for folder in finished[:-KEPT]:
            shutil.rmtree(folder, ignore_errors=True)
            if self._chroma_url:
                drop_collection(_collection(folder.name), self._chroma_url)


def _collection(snapshot_id: str) -> str:
    return f"tanya-{snapshot_id}"


def _fingerprint(store: Store, units: list[PassageUnit], model: str, vectors: int) -> str:
    digest = hashlib.sha256(f"{SCHEMA}|{model}|{vectors}|{store.content_hash()}".encode())
    for unit in units:
        digest.update(f"{unit.id}\0".encode())
    return digest.hexdigest()


def _why(error: OSError | OperationalError) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "Disk penuh; indeks lama tetap dipakai. Kosongkan ruang disk lalu jalankan lagi."
    return f"Indeks baru gagal ditulis ({error}); indeks lama tetap dipakai."


def _sync_tree(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
