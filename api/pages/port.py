"""What the pages need of the library, so that they can be run against a hand-made one."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from api.views import LibraryStatus, PasalHistory, ProvisionView, ReportView, ShelfEntry, SourceSummary
from assistant.models import Answer
from corpus.amendments import Amendment, Term
from corpus.models import PassageUnit, Provision, Relation
from corpus.related import EntryHeading
from corpus.rows import AnyEntry
from corpus.validity import Force


class PageLaw(Protocol):
    """What the pages need of ``api.law_desk.LawDesk``."""

    def reading(self, source_id: str, on: date | None) -> list[Provision]:
        """A source as it reads on a day, or as it was brought in where ``on`` is None."""
        ...

    def histories(self, source_id: str) -> dict[str, PasalHistory]:
        """The wordings of every changed unit of a source, without words."""
        ...

    def history(self, pasal_id: str) -> PasalHistory:
        """Every wording of a unit with its words, the oldest first; raises ``NotFound``."""
        ...

    def amendments_of(self, regulation_id: str) -> list[Amendment]:
        """The changes that others order in a regulation."""
        ...

    def relations_of(self, regulation_id: str) -> list[Relation]:
        """What a regulation does to others, and others to it."""
        ...

    def source_of(self, regulation_id: str) -> tuple[str, str]:
        """Identifier of the source that holds a regulation and its title; both empty where none does."""
        ...

    def force(self, identifier: str, on: date) -> Force:
        """Legal force of a regulation or provision on a day."""
        ...

    def terms_of(self, regulation_id: str) -> list[Term]:
        """The terms that a regulation defines."""
        ...

    def report_of(self, source_id: str) -> ReportView:
        """How well a source was understood; raises ``NotFound``."""
        ...

    def page_image(self, source_id: str, page: int) -> bytes:
        """A page of an ingested PDF as WebP; raises ``NotFound``."""
        ...

    def missing_pages(self, source_id: str) -> str:
        """Why no page of a source can be shown; empty where they can."""
        ...

    def shelf(self) -> tuple[ShelfEntry, ...]:
        """Every source, regulations first, by title."""
        ...


class PageEntries(Protocol):
    """What the pages need of ``api.entry_desk.EntryDesk``."""

    def entry(self, entry_id: str) -> AnyEntry:
        """One approved entry; raises ``NotFound``."""
        ...

    def held(self, entry_ids: Iterable[str]) -> dict[str, AnyEntry]:
        """The approved entries among identifiers."""
        ...

    def related(self, entry_id: str) -> tuple[EntryHeading, ...]:
        """Entries that belong with one, procedures first; none for an unknown one."""
        ...

    def procedures(self, entry_id: str) -> tuple[EntryHeading, ...]:
        """The procedures on the same matter as an entry that is none."""
        ...

    def citing(self, provision_id: str) -> tuple[EntryHeading, ...]:
        """The entries that rest on the pasal of a provision, procedures first."""
        ...


class PageLibrary(Protocol):
    """The reading side of ``api.library.Library``."""

    @property
    def entries(self) -> PageEntries:
        """What can be asked about approved entries."""
        ...

    @property
    def law(self) -> PageLaw:
        """What can be asked about one regulation."""
        ...

    def today(self) -> date:
        """The day it is at the agency."""
        ...

    def ask(self, question: str, on: date | None = None, k: int = 8) -> Answer:
        """Answer ``question`` for the date ``on`` (today where None) from the ``k`` best passages."""
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
