"""Immutable versions of the index, built beside the one that serves and switched atomically.

A snapshot is a folder ``index/<id>/`` with ``manifest.json``, ``knowledge.sqlite3`` (the texts),
``unit_ids.json`` (unit number → identifier), ``lexical/``, ``chroma/``, ``asked.npz`` and ``seal.json``
(the hash of every file). ``index/CURRENT`` holds the identifier of the one that serves and is replaced
by rename, so a reader sees the old or the new one, never half of either. A build that dies leaves
``<id>.building``, which the next one removes. ``index/serving/`` holds what readers may write in.
"""

import errno
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from filelock import FileLock
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.exc import DBAPIError

from corpus.asked import AskedIndex
from corpus.database import create_knowledge_file, database_cause, open_knowledge_file
from corpus.embeddings.keys import text_key
from corpus.errors import CorruptIndex, NotFound, StorageError
from corpus.index import DenseIndex, drop_collection
from corpus.lexical import LexicalIndex, unit_words
from corpus.models import PassageKind, PassageUnit, Snapshot
from corpus.open_snapshot import OpenSnapshot
from corpus.private_copy import LOCK
from corpus.reader_lock import ReaderLock, is_read
from corpus.seal import check_seal, seal
from corpus.sealed_knowledge import SealedKnowledge
from corpus.store import Store
from corpus.synced import sync, sync_tree

CURRENT = "CURRENT"
BUILDING = ".building"
SERVING = "serving"
SNAPSHOT_ID = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9a-f]{8}")
LAYOUT = 6
"""Raise it when tables or files of a snapshot change: older ones are then built again."""
_OTHER_VERSION = "Snapshot {} dibuat oleh versi lain. Susun ulang dengan: tanya ingest"
_UnitIds = TypeAdapter(list[str])


ASKED = frozenset({PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM})
"""Kinds whose search text is questions, one a line: each is a vector of its own."""


def embedding_text(unit: PassageUnit) -> str:
    """What stands for a unit in the vector space: its headings and its text."""
    return f"{' – '.join(unit.path)}\n{unit.text}"


def asked_texts(unit: PassageUnit) -> tuple[str, ...]:
    """Every way to ask what an approved entry answers; empty for other units."""
    if unit.kind not in ASKED:
        return ()
    return tuple(line for line in unit.search_text.splitlines() if line.strip())


def embedding_texts(unit: PassageUnit) -> tuple[str, ...]:
    """Every text of a unit that gets a vector."""
    return (embedding_text(unit), *asked_texts(unit))


class Snapshots:
    """The snapshots of one home folder."""

    def __init__(self, folder: Path, *, chroma_url: str = "") -> None:
        self._folder = folder
        self._chroma_url = chroma_url

    def current_id(self) -> str | None:
        """Identifier of the snapshot that serves, None before the first ingest.

        Raises:
            CorruptIndex: the file that names it holds something else.
        """
        try:
            name = (self._folder / CURRENT).read_bytes().decode("ascii", "replace").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CorruptIndex(
                f"Berkas {self._folder / CURRENT} tidak terbaca ({error.strerror})."
            ) from error
        if not SNAPSHOT_ID.fullmatch(name):
            raise CorruptIndex(f"Berkas {self._folder / CURRENT} rusak. Jalankan: tanya ingest")
        return name

    def open_current(self) -> OpenSnapshot:
        """Open the snapshot that serves.

        Raises:
            NotFound: nothing was ingested yet.
            CorruptIndex: it does not pass its integrity check; build again from the store.
            StorageError: the Chroma server does not answer, or the disk is full.
        """
        snapshot_id = self.current_id()
        if snapshot_id is None:
            raise NotFound("Pustaka masih kosong. Jalankan: tanya ingest")
        held = self._hold(snapshot_id)
        try:
            return self._open(snapshot_id, held)
        except BaseException as error:
            if held is not None:
                held.close()
            if not isinstance(error, CorruptIndex):
                raise
            # Two builds may have come and gone since CURRENT was read, and this snapshot with them.
            if self.current_id() == snapshot_id:
                raise
        return self.open_current()

    def _hold(self, snapshot_id: str) -> ReaderLock | None:
        """Keep builds from removing a snapshot; None where readers may write nothing here."""
        try:
            return ReaderLock(snapshot_id, self._folder / SERVING)
        except OSError:
            return None

    def _open(self, snapshot_id: str, held: ReaderLock | None) -> OpenSnapshot:
        folder = self._folder / snapshot_id
        check_seal(folder)
        try:
            info = Snapshot.model_validate_json((folder / "manifest.json").read_bytes())
            unit_ids = _UnitIds.validate_json((folder / "unit_ids.json").read_bytes())
        except (OSError, ValidationError) as error:
            raise CorruptIndex(_OTHER_VERSION.format(snapshot_id)) from error
        if info.layout != LAYOUT:
            raise CorruptIndex(_OTHER_VERSION.format(snapshot_id))
        lexical = LexicalIndex.open(folder / "lexical", info.passages)
        asked = AskedIndex.open(folder)
        dense = DenseIndex.open(
            folder=folder / "chroma",
            url=self._chroma_url,
            name=_collection(snapshot_id),
            size=info.embedded,
            copies=self._folder / SERVING,
        )
        knowledge = SealedKnowledge(open_knowledge_file(folder / "knowledge.sqlite3"))
        try:
            return OpenSnapshot(info, knowledge, unit_ids, lexical, dense, asked, held)
        except StorageError as error:
            dense.close()
            knowledge.close()
            raise CorruptIndex(f"Snapshot {snapshot_id} tidak utuh: {error}") from error

    def build(self, store: Store, model: str, *, on_step: Callable[[str], None] = lambda _: None) -> Snapshot:
        """Build a snapshot of everything in the store and make it the current one.

        Units without a cached vector of ``model`` are found by words only. Equal content gives no
        new snapshot while the current one is whole. The caller holds the writer lock.

        Raises:
            StorageError: it cannot be written; the old snapshot goes on serving.
        """
        self._remove_unfinished()
        units = list(store.units())
        texts = [(row, text_key(model, embedding_text(unit))) for row, unit in enumerate(units)]
        asked = [(row, text_key(model, text)) for row, unit in enumerate(units) for text in asked_texts(unit)]
        vectors = store.vectors([key for _, key in (*texts, *asked)])
        texts = [(row, key) for row, key in texts if key in vectors]
        asked = [(row, key) for row, key in asked if key in vectors]
        info = Snapshot(
            id="",
            created_at=datetime.now(UTC),
            passages=len(units),
            embedded=len(texts),
            asked=len(asked),
            model=model,
            layout=LAYOUT,
            fingerprint=_fingerprint(store, units, model, [key for _, key in (*texts, *asked)]),
        )
        previous = self._current_info()
        if previous is not None and previous.fingerprint == info.fingerprint and self._is_whole():
            return previous
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
            AskedIndex.build(
                [row for row, _ in asked],
                np.array([vectors[key] for _, key in asked], dtype=np.float16),
                folder,
            )
            DenseIndex.build(
                [row for row, _ in texts],
                np.array([vectors[key] for _, key in texts], dtype=np.float16),
                folder=folder / "chroma",
                url=self._chroma_url,
                name=_collection(info.id),
            )
            (folder / "manifest.json").write_text(info.model_dump_json(indent=2), encoding="utf-8")
            seal(folder)
            sync_tree(folder)
            folder.rename(self._folder / info.id)
            self._switch(info.id)
        except (OSError, DBAPIError) as error:
            self._remove(folder)
            raise StorageError(_why(error, has_old=previous is not None)) from error
        except StorageError:
            self._remove(folder)
            raise
        # A running server may still be reading the one before.
        self._prune(keep={info.id, previous.id if previous else info.id})
        return info

    def check_store(self, store: Store) -> None:
        """Refuse to build from a store that was lost while its index stayed.

        Raises:
            StorageError: the store has never held anything, but the snapshot that serves has passages.
        """
        served = self._current_info()
        if served is not None and served.passages and store.is_new():
            raise StorageError(
                f"Basis data kosong, padahal indeks di {self._folder} berisi {served.passages} bagian: "
                "basis datanya hilang atau alamatnya salah. Kembalikan dari cadangan atau perbaiki "
                "TANYA_DATABASE_URL; untuk mulai dari awal, hapus folder indeks itu."
            )

    def discard_current(self) -> None:
        """Forget a corrupt snapshot, so that the next build makes a new one."""
        current = self._folder / CURRENT
        if current.is_dir() and not current.is_symlink():
            shutil.rmtree(current)
        else:
            current.unlink(missing_ok=True)

    def _current_info(self) -> Snapshot | None:
        try:
            snapshot_id = self.current_id()
            if snapshot_id is None:
                return None
            return Snapshot.model_validate_json((self._folder / snapshot_id / "manifest.json").read_bytes())
        except (OSError, ValidationError, CorruptIndex):
            return None

    def _is_whole(self) -> bool:
        try:
            self.open_current().close()
        except CorruptIndex:
            return False
        return True

    def _switch(self, snapshot_id: str) -> None:
        staged = self._folder / f"{CURRENT}.new"
        with staged.open("w", encoding="ascii") as file:
            file.write(snapshot_id)
            file.flush()
            os.fsync(file.fileno())
        staged.replace(self._folder / CURRENT)
        sync(self._folder)

    def _remove_unfinished(self) -> None:
        for folder in self._folder.glob(f"*{BUILDING}"):
            self._remove(folder)

    def _prune(self, keep: set[str]) -> None:
        readers = self._folder / SERVING
        readers.mkdir(exist_ok=True)
        with FileLock(readers / LOCK):
            for folder in list(self._folder.iterdir()):
                known = SNAPSHOT_ID.fullmatch(folder.name) and folder.name not in keep
                if known and not is_read(folder.name, readers):
                    self._remove(folder)

    def _remove(self, folder: Path) -> None:
        """Remove a snapshot, finished or not, with its collection on the server."""
        if self._chroma_url:
            try:
                drop_collection(_collection(folder.name.removesuffix(BUILDING)), self._chroma_url)
            except StorageError:
                # The folder stays, so that the next build knows what to ask the server for.
                return
        shutil.rmtree(folder, ignore_errors=True)


def _collection(snapshot_id: str) -> str:
    return f"tanya-{snapshot_id}"


def _fingerprint(store: Store, units: list[PassageUnit], model: str, vector_keys: list[str]) -> str:
    digest = hashlib.sha256(f"{LAYOUT}|{model}|{store.content_hash()}".encode())
    for unit in units:
        digest.update(repr((unit.id, unit.path, unit.text, unit.search_text)).encode())
    for key in vector_keys:
        digest.update(key.encode())
    return digest.hexdigest()


def _why(error: OSError | DBAPIError, *, has_old: bool) -> str:
    kept = "indeks lama tetap dipakai" if has_old else "belum ada indeks yang dapat dipakai"
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"Disk penuh; {kept}. Kosongkan ruang disk lalu jalankan lagi."
    cause = database_cause(error) if isinstance(error, DBAPIError) else str(error)
    return f"Indeks baru gagal ditulis ({cause}); {kept}. Periksa disk dan izin folder."
