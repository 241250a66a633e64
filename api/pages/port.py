"""What the pages need of the library, so that they can be run against a hand-made one."""

from datetime import date
from typing import Protocol

from api.views import LibraryStatus, ProvisionView, SourceSummary
from assistant.models import Answer
from corpus.models import PassageUnit, Provision, SourceKind


class PageLibrary(Protocol):
    """The reading side of ``api.library.Library``."""

    def ask(self, question: str, on: date | None = None, k: int = 8) -> Answer:
        """Answer ``question`` for the date ``on`` (today where None) from the ``k`` best passages."""
        ...

    def sources(
        self, *, kind: SourceKind | None = None, query: str = "", limit: int = 50, offset: int = 0
    ) -> list[SourceSummary]:
        """Sources of a kind whose title matches ``query``, at most ``limit`` from ``offset``."""
        ...

    def source(self, source_id: str) -> SourceSummary:
        """One source; raises ``NotFound``."""
        ...

    def provisions_of(self, source_id: str) -> list[Provision]:
        """Its provisions in reading order; empty for what is not a regulation."""
        ...

    def passages_of(self, source_id: str) -> list[PassageUnit]:
        """Its passages in reading order, for sources that are not regulations."""
        ...

    def provision(self, provision_id: str, *, quote: str = "", on: date | None = None) -> ProvisionView:
        """One provision with its legal force on a date (today where None); raises ``NotFound``.

        ``quote``: where several texts of it are held, the one with these words.
        """
        ...

    def passage(self, passage_id: str) -> PassageUnit:
        """One FAQ, SOP, forum or text unit; raises ``NotFound``."""
        ...

    def status(self) -> LibraryStatus:
        """Whether questions can be answered, and from how much."""
        ...
