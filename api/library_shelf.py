"""What was brought in, as it is read: sources, their provisions and passages, with the force they have."""

from abc import ABC, abstractmethod
from datetime import date

from api.views import ProvisionView, SourceSummary
from corpus.errors import NotFound
from corpus.models import PassageUnit, Provision, Source, SourceKind
from corpus.open_snapshot import OpenSnapshot


class LibraryShelf(ABC):
    """The reading side of a library, over the snapshot that serves and the day it is.

    Every method raises what ``snapshot`` does.
    """

    @abstractmethod
    def snapshot(self) -> OpenSnapshot:
        """The snapshot that serves.

        Raises:
            NotFound: nothing was ingested yet.
            CorruptIndex: it cannot be read.
        """

    @abstractmethod
    def today(self) -> date:
        """The day it is at the agency."""

    def sources(
        self, *, kind: SourceKind | None = None, query: str = "", limit: int = 50, offset: int = 0
    ) -> list[SourceSummary]:
        """Sources with their number of provisions and legal force today."""
        snapshot = self.snapshot()
        found = snapshot.knowledge.sources(kind=kind, query=query, limit=limit, offset=offset)
        return [self._summary(snapshot, source, count) for source, count in found]

    def source(self, source_id: str) -> SourceSummary:
        """One source.

        Raises:
            NotFound: there is none.
        """
        snapshot = self.snapshot()
        source = snapshot.knowledge.source(source_id)
        return self._summary(snapshot, source, snapshot.knowledge.count_provisions(source_id))

    def provisions_of(self, source_id: str) -> list[Provision]:
        """Provisions of a source in reading order."""
        return self.snapshot().knowledge.provisions_of(source_id)

    def passages_of(self, source_id: str) -> list[PassageUnit]:
        """Passage units of a source in reading order."""
        return self.snapshot().knowledge.units_of(source_id)

    def provision(self, provision_id: str, *, quote: str = "", on: date | None = None) -> ProvisionView:
        """A provision with its legal force, the official text before our digest.

        Args:
            quote: the reading that has these words is preferred.

        Raises:
            NotFound: there is none.
        """
        snapshot = self.snapshot()
        versions = snapshot.knowledge.readings(provision_id)
        if not versions:
            raise NotFound(f"Ketentuan “{provision_id}” tidak ada di pustaka ini.")
        quoted = [version for version in versions if quote and quote in version[0].full_text]
        provision, source = (quoted or versions)[0]
        force = snapshot.force.in_force(provision_id, on or self.today())
        return ProvisionView(
            provision=provision,
            source=source,
            status=force.status.value,
            status_reason=force.reason,
            digest=source.digest,
        )

    def passage(self, passage_id: str) -> PassageUnit:
        """A unit of any kind.

        Raises:
            NotFound: there is none.
        """
        return self.snapshot().knowledge.unit(passage_id)

    def source_title(self, identifier: str) -> str:
        """The title of the source that a passage stands in; the identifier where it is not here."""
        try:
            knowledge = self.snapshot().knowledge
            return knowledge.source(knowledge.unit(identifier).source_id).title
        except NotFound:
            return identifier

    def _summary(self, snapshot: OpenSnapshot, source: Source, provisions: int) -> SourceSummary:
        status = "bukan-peraturan"
        if source.regulation is not None:
            status = snapshot.force.in_force(source.regulation.id, self.today()).status.value
        return SourceSummary(source=source, provisions=provisions, status=status)
