"""Read a file and parse the regulation in it, in a process of its own.

A file on which a reader or the parser breaks, hangs or runs out of memory costs that file and not the ingest.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from corpus.errors import UnreadableDocument
from ingestion.document import Document
from ingestion.readers import DEFAULT, ReadLimits, read
from ingestion.readers.isolated import IsolatedWorker, answer_each
from ingestion.readers.pages import OnPages, PagesRead, unheard
from ingestion.regulation import looks_like_regulation, parse_regulation
from ingestion.regulation.metadata import identity_from_origin
from ingestion.regulation.parsed import ParsedRegulation


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read.

    Attributes:
        document: as the reader gives it; without its blocks where it was parsed.
        parsed: the regulation in it, None where it is none.
        by_name: it was parsed only because its name says which regulation it is.
    """

    document: Document
    parsed: ParsedRegulation | None = None
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class _Request:
    path: Path
    limits: ReadLimits
    origin: str
    trust_name: bool


def serve(connection: Connection) -> None:
    """What the worker runs."""
    answer_each(connection, _answer)


def _answer(request: _Request, on_pages: OnPages) -> Reading:
    document = read(request.path, request.limits, on_pages)
    usual = looks_like_regulation(document)
    if not usual and not (request.trust_name and identity_from_origin(request.origin) is not None):
        return Reading(document)
    parsed = parse_regulation(document, origin=request.origin)
    return Reading(replace(document, blocks=()), parsed, by_name=not usual)


class IsolatedReader(IsolatedWorker):
    """A worker process that reads and parses.

    Args:
        timeout: seconds between two signs of life within a file.
        on_pages: hears, with the file's name, of every scanned page that was recognised.
    """

    def __init__(
        self,
        timeout: float = 300.0,
        limits: ReadLimits = DEFAULT,
        worker: Callable[[Connection], None] = serve,
        on_pages: Callable[[str, PagesRead], None] | None = None,
    ) -> None:
        super().__init__(worker, timeout)
        self._limits = limits
        self._on_pages = on_pages

    def read(self, path: Path, *, origin: str = "", trust_name: bool = False) -> Reading:
        """Read one file.

        Args:
            origin: where it lay; see ``parse_regulation``.
            trust_name: parse it also where only its origin says that it is a regulation.

        Raises:
            UnreadableDocument: also where the worker crashed or was silent for longer than ``timeout``.
        """
        hears = unheard if self._on_pages is None else partial(self._on_pages, path.name)
        answer = self.ask(_Request(path, self._limits, origin or path.name, trust_name), path.name, hears)
        if isinstance(answer, Reading):
            return answer
        raise UnreadableDocument(path.name, str(answer))
