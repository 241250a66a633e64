"""What the pages, the API and the CLI show of the store."""

from pydantic import BaseModel, ConfigDict

from corpus.amendments import PasalVersion
from corpus.models import Frozen, Provision, Source


class SourceSummary(Frozen):
    """A source with how many provisions it has and its legal force today."""

    source: Source
    provisions: int
    status: str


class ProvisionView(Frozen):
    """A provision with its source and legal force on the date asked about.

    Attributes:
        status: a value of ``corpus.validity.ForceStatus``.
        status_reason: what made it so, in one Indonesian sentence.
        digest: the text is our summary, not the official words.
    """

    provision: Provision
    source: Source
    status: str
    status_reason: str
    digest: bool


class ShelfEntry(SourceSummary):
    """A source on the shelf, with how many places of it a person should look at."""

    doubts: int = 0


class Wording(Frozen):
    """One wording of a unit: its days, and its words where they were asked for."""

    version: PasalVersion
    provisions: tuple[Provision, ...] = ()


class PasalHistory(Frozen):
    """Every wording of a unit, the oldest first; ``pasal_id`` carries no date."""

    pasal_id: str
    wordings: tuple[Wording, ...]


class _Reported(BaseModel):
    """A part of the parser's report as it is stored; what pages do not show is left out."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class RepairView(_Reported):
    """A label or datum that was read differently from what is printed, and what proves it."""

    where: str
    raw: str
    repaired: str
    reason: str
    page: int | None = None


class SuspicionView(_Reported):
    """A unit that a person should compare with the document."""

    where: str
    reason: str
    page: int | None = None


class ReportView(_Reported):
    """How well a document was understood.

    Attributes:
        confidence: 0 (guesswork) to 1 (complete, undamaged).
        pasal_gaps: numbers that are missing in the body; ``penjelasan_gaps`` in the elucidation.
        duplicates: labels that occur twice, as identifiers.
    """

    confidence: float = 1.0
    pasal_gaps: tuple[str, ...] = ()
    penjelasan_gaps: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    repairs: tuple[RepairView, ...] = ()
    suspicious: tuple[SuspicionView, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """The warnings that say more than which numbers are missing."""
        gaps = [f" {', '.join(gap)}." for gap in (self.pasal_gaps, self.penjelasan_gaps) if gap]
        return tuple(warning for warning in self.warnings if not warning.endswith(tuple(gaps)))

    @property
    def doubts(self) -> int:
        """How many places a person should look at; a repair is proven and does not count."""
        return sum(
            map(len, (self.pasal_gaps, self.penjelasan_gaps, self.duplicates, self.suspicious, self.notes))
        )

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages with a repair or a suspicious unit, ascending, each once."""
        pages = [*(item.page for item in self.repairs), *(item.page for item in self.suspicious)]
        found = {page for page in pages if page is not None}
        return tuple(sorted(found))


class LibraryStatus(Frozen):
    """Whether questions can be answered, and from how much.

    Attributes:
        ready: a snapshot is open.
        embedded: passages that can be found by meaning; the rest by words only.
    """

    ready: bool
    snapshot: str
    sources: int
    passages: int
    embedded: int
    model: str
