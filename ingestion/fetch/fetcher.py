"""A run of downloads into one folder, from wanted documents to files with a ledger."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from corpus.errors import Busy, FetchError, StorageError, UnreadableDocument
from ingestion.fetch.addresses import AddressGuard
from ingestion.fetch.download import Received, download
from ingestion.fetch.ledger import Ledger, LedgerEntry
from ingestion.fetch.limits import FetchLimits
from ingestion.fetch.links import pdf_links
from ingestion.fetch.manifest import Wanted
from ingestion.fetch.names import name_in_disposition, name_in_url, set_apart, with_ending
from ingestion.fetch.pacing import Pace
from ingestion.fetch.part import PartFile
from ingestion.fetch.visitor import PassingFailure, Visitor
from ingestion.files import content_hash
from ingestion.progress import Progress, Silent
from ingestion.readers.detect import SUPPORTED, detect
from ingestion.readers.limits import MIB, ReadLimits

LOCK = ".tanya-fetch.lock"
_FIRST_PAUSE = 2.0
"""Seconds before the second attempt; doubled before each further one."""


class FetchOutcome(StrEnum):
    """How one document ended."""

    ADDED = "baru"
    UPDATED = "diperbarui"
    UNCHANGED = "sama"
    FAILED = "gagal"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One document's end.

    Attributes:
        path: the file; None where it failed.
        sha256: of its bytes; size: their number.
        reason: why it failed, in Indonesian; empty otherwise.
        links: PDF links found, where the document is a web page.
        page: the page it was found on, where it was.
    """

    url: str
    outcome: FetchOutcome
    path: Path | None = None
    sha256: str = ""
    size: int = 0
    reason: str = ""
    links: tuple[str, ...] = ()
    page: str = ""


class Fetcher:
    """Downloads into one folder; a context manager that holds the folder's lock."""

    def __init__(
        self,
        folder: Path,
        *,
        limits: FetchLimits | None = None,
        guard: AddressGuard | None = None,
        progress: Progress | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Args: sleep: how pauses are spent."""
        self._folder = folder
        self._limits = limits or FetchLimits()
        self._guard = guard or AddressGuard()
        self._progress = progress or Silent()
        self._sleep = sleep
        self._lock = FileLock(folder / LOCK)

    def __enter__(self) -> Self:
        """Make and lock the folder.

        Raises:
            Busy: another run downloads into it.
            StorageError: it cannot be made, or its ledger is damaged.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            raise Busy(f"Proses lain sedang mengunduh ke {self._folder}. Tunggu sampai selesai.") from None
        except OSError as error:
            raise StorageError(
                f"Folder {self._folder} tidak dapat dipakai ({error.strerror}). Pilih yang lain (--into)."
            ) from error
        try:
            self._ledger = Ledger(self._folder)
        except StorageError:
            self._lock.release()
            raise
        self._visitor = Visitor(self._limits, self._guard, Pace(self._limits.delay, sleep=self._sleep))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._visitor.close()
        self._lock.release()

    def fetch(self, wanted: Sequence[Wanted]) -> Iterator[Fetched]:
        """Download one after another; a failure is a result and stops no other.

        Raises:
            StorageError: the disk is full; what was done stays, and the next run goes on from there.
        """
        self._progress.begin("Mengunduh", len(wanted))
        for item in wanted:
            if item.follow:
                yield from self._follow(item)
            else:
                yield self._one(item)
            self._progress.advance(label=item.url)

    def _follow(self, item: Wanted) -> Iterator[Fetched]:
        """The PDF documents of a page; the page itself is not kept."""
        part = PartFile.of(self._folder, item.url)
        try:
            received = self._received(item, part, {})
            links = pdf_links(part.path.read_bytes(), received.final_url)
            if not links:
                raise FetchError("Halaman ini tidak memuat tautan PDF.")
        except FetchError as error:
            yield Fetched(item.url, FetchOutcome.FAILED, reason=str(error))
            return
        finally:
            part.discard()
        for link in links[: self._limits.max_links]:
            # What the manifest says of the page is true of a file only where it is the only one.
            only = item.model_copy(update={"url": link, "follow": ""})
            yield self._one(only if len(links) == 1 else Wanted(url=link), item.url)

    def _one(self, item: Wanted, page: str = "") -> Fetched:
        try:
            return self._fetch(item, page)
        except UnreadableDocument as error:
            return Fetched(item.url, FetchOutcome.FAILED, reason=error.reason, page=page)
        except FetchError as error:
            return Fetched(item.url, FetchOutcome.FAILED, reason=str(error), page=page)

    def _fetch(self, item: Wanted, page: str) -> Fetched:
        held = self._held(item)
        if held is not None and item.sha256 == held[1].sha256:
            return self._unchanged(item, held, page)
        part = PartFile.of(self._folder, item.url)
        received = self._received(item, part, {} if held is None or item.sha256 else _conditions(held[1]))
        if received.unchanged:
            if held is None:
                raise FetchError("Server menjawab “tidak berubah” padahal dokumennya belum ada.")
            return self._unchanged(item, held, page)
        with _discarding_if_refused(part):
            return self._keep(item, page, part, received)

    def _held(self, item: Wanted) -> tuple[str, LedgerEntry] | None:
        """The document as it was downloaded before, where its file is still exactly that."""
        known = self._ledger.of_url(item.url)
        if known is None:
            return None
        path = self._folder / known[0]
        return known if path.is_file() and content_hash(path) == known[1].sha256 else None

    def _received(self, item: Wanted, part: PartFile, known: dict[str, str]) -> Received:
        """Attempt until it is there; what has arrived of it is kept between attempts."""
        pause = _FIRST_PAUSE
        for attempt in range(self._limits.retries + 1):
            try:
                return download(
                    self._visitor,
                    item.url,
                    part,
                    self._limits,
                    known=known,
                    checksum_known=bool(item.sha256),
                    tell=lambda size: self._progress.advance(0, f"{size / MIB:.1f} MiB {item.url}"),
                )
            except PassingFailure as error:
                wait = pause if error.wait is None else error.wait
                if attempt == self._limits.retries:
                    raise
                if wait > self._limits.max_wait:
                    raise FetchError(f"{error} Server meminta jeda {wait:.0f} detik.") from error
                self._sleep(wait)
                pause *= 2
        raise AssertionError("the last attempt returns or raises")

    def _keep(self, item: Wanted, page: str, part: PartFile, received: Received) -> Fetched:
        """Check a complete part, give it its name, note it, and put it in place."""
        data = part.path.read_bytes()
        sha256 = content_hash(part.path)
        if item.sha256 and sha256 != item.sha256:
            raise FetchError(
                f"Checksum tidak cocok: manifes menyebut {item.sha256[:12]}…, yang diterima {sha256[:12]}…; "
                "dokumen dibuang."
            )
        called = item.name or name_in_disposition(received.disposition) or name_in_url(received.final_url)
        kind = self._kind(data, called)
        name = self._name(item, with_ending(item.name or item.regulation or called, kind), sha256)
        target = self._folder / name
        known = self._ledger.of_url(item.url)
        was_same = target.is_file() and content_hash(target) == sha256
        entry = LedgerEntry(
            url=item.url,
            final_url=received.final_url,
            sha256=sha256,
            size=len(data),
            etag=received.etag,
            last_modified=received.last_modified,
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
            regulation=item.regulation,
            page=page,
        )
        # Noted first: a file whose checksum the ledger does not know would be taken for somebody else's.
        self._ledger.put(name, entry)
        part.path.replace(target)
        part.forget()
        outcome = FetchOutcome.UPDATED if known else FetchOutcome.ADDED
        return Fetched(
            url=item.url,
            outcome=FetchOutcome.UNCHANGED if was_same else outcome,
            path=target,
            sha256=sha256,
            size=len(data),
            links=pdf_links(data, received.final_url) if kind == "html" else (),
            page=page,
        )

    def _kind(self, data: bytes, name: str) -> str:
        # A name that says nothing about the content (unduh.php) must not decide how it is read.
        told = name if PurePosixPath(name).suffix.lower() in SUPPORTED else "dokumen.txt"
        kind, _ = detect(data, told, ReadLimits(max_bytes=self._limits.max_bytes))
        return kind

    def _name(self, item: Wanted, wished: str, sha256: str) -> str:
        """The wished name, set apart from a document of another URL or a file that is not ours."""
        owner = self._ledger.owner(wished)
        path = self._folder / wished
        is_strange = owner is None and path.exists() and not (path.is_file() and content_hash(path) == sha256)
        taken = is_strange or (owner is not None and owner != item.url)
        return set_apart(wished, item.url) if taken else wished

    def _unchanged(self, item: Wanted, held: tuple[str, LedgerEntry], page: str) -> Fetched:
        name, entry = held
        path = self._folder / name
        return Fetched(item.url, FetchOutcome.UNCHANGED, path, entry.sha256, entry.size, page=page)


@contextmanager
def _discarding_if_refused(part: PartFile) -> Iterator[None]:
    """A complete document that is refused would be refused again: its bytes are not kept."""
    try:
        yield
    except (FetchError, UnreadableDocument):
        part.discard()
        raise


def _conditions(entry: LedgerEntry) -> dict[str, str]:
    headers = {"If-None-Match": entry.etag, "If-Modified-Since": entry.last_modified}
    return {name: value for name, value in headers.items() if value}
