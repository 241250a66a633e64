"""One reader process for all ingests of a run: starting one takes longer than reading what tests ingest."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar

import pytest

from ingestion import pipeline
from ingestion.isolated_reader import IsolatedReader
from ingestion.readers.pages import OnPages, PagesRead, unheard


class WarmReader(IsolatedReader):
    """Asks the one process, which outlives it; that is as isolated as one of its own."""

    shared: ClassVar[IsolatedReader]

    def __init__(self, *, on_pages: Callable[[str, PagesRead], None] | None = None) -> None:
        super().__init__(on_pages=on_pages)

    def ask(self, request: object, name: str, on_pages: OnPages = unheard) -> object:
        """What the one process answers."""
        return self.shared.ask(request, name, on_pages)


@contextmanager
def one_reader() -> Iterator[None]:
    """Let every ingest of this process use the same reader process, begun at the first."""
    with IsolatedReader() as shared, pytest.MonkeyPatch.context() as patch:
        WarmReader.shared = shared
        patch.setattr(pipeline, "IsolatedReader", WarmReader)
        yield
