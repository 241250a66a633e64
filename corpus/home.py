"""The home folder: where every file of an installation lives."""

from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy.engine import URL

from corpus.errors import Busy, StorageError


@dataclass(frozen=True, slots=True)
class Home:
    """Paths under one folder.

    ``tanya.sqlite3``, ``layanan.sqlite3``, ``index/``, ``models/``, ``halaman/``, ``evaluasi/``,
    ``samaran.key``, ``writer.lock``.
    """

    path: Path

    @property
    def database_url(self) -> URL:
        """SQLAlchemy URL of the default SQLite store."""
        return URL.create("sqlite", database=str(self.path.resolve() / "tanya.sqlite3"))

    @property
    def state_url(self) -> URL:
        """SQLAlchemy URL of the default SQLite database of people and service."""
        return URL.create("sqlite", database=str(self.path.resolve() / "layanan.sqlite3"))

    @property
    def index(self) -> Path:
        """Folder of the snapshots."""
        return self.path / "index"

    @property
    def models(self) -> Path:
        """Folders of sentence-transformers models; the built-in model keeps nothing here."""
        return self.path / "models"

    @property
    def page_images(self) -> Path:
        """Pictures of the pages of ingested PDFs, made when they are first looked at; may be deleted."""
        return self.path / "halaman"

    @property
    def evaluations(self) -> Path:
        """Folders of evaluation runs: questions, recorded answers, scores, reports."""
        return self.path / "evaluasi"

    @property
    def alias_secret(self) -> Path:
        """What callers are given their names in the ledger with."""
        return self.path / "samaran.key"

    @property
    def attachments(self) -> Path:
        """Files that people sent with questions, under the SHA-256 of their bytes."""
        return self.path / "lampiran"

    def create(self) -> None:
        """Make the folders.

        Raises:
            StorageError: the folder cannot be made.
        """
        try:
            self.index.mkdir(parents=True, exist_ok=True)
            self.models.mkdir(exist_ok=True)
        except OSError as error:
            raise StorageError(
                f"Folder {self.path} tidak dapat dibuat ({error.strerror}). Pilih folder lain dengan --home."
            ) from error

    def writer_lock(self, *, wait: float = 0.0) -> "WriterLock":
        """The lock that lets one process at a time change the store and the index.

        Args:
            wait: seconds to wait for another process to finish.
        """
        return WriterLock(self.path / "writer.lock", wait)


class WriterLock:
    """Context manager over a lock file; the operating system frees it when the process dies."""

    def __init__(self, path: Path, wait: float) -> None:
        self._lock = FileLock(path)
        self._wait = wait

    def __enter__(self) -> None:
        """Take the lock.

        Raises:
            Busy: another process holds it.
            StorageError: the lock file cannot be made.
        """
        try:
            self._lock.acquire(timeout=self._wait)
        except Timeout:
            raise Busy(
                f"Proses lain sedang mengubah pustaka di {Path(self._lock.lock_file).parent}. "
                "Tunggu sampai selesai, lalu jalankan lagi."
            ) from None
        except OSError as error:
            raise StorageError(
                f"Berkas kunci {self._lock.lock_file} tidak dapat dibuat ({error.strerror}). "
                "Periksa izin folder itu."
            ) from error

    def __exit__(self, *_: object) -> None:
        """Free the lock."""
        self._lock.release()
