"""What an ingest did, file by file."""

from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How one file ended."""

    ADDED = "baru"
    UPDATED = "diperbarui"
    UNCHANGED = "sama"
    DUPLICATE = "duplikat"
    REFUSED = "ditolak"


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file's end.

    Attributes:
        origin: the path below the folder that was given.
        source_id: empty when refused.
        reason: why it was refused or skipped, in Indonesian; empty otherwise.
        notes: parts of it that were refused, each with its place and reason, and warnings.
    """

    origin: str
    outcome: Outcome
    source_id: str = ""
    kind: str = ""
    provisions: int = 0
    units: int = 0
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class IngestReport:
    """The whole run.

    Attributes:
        parse_seconds: reading and parsing, wall clock; embed_seconds the same for embedding.
        provisions: of the files that were added or updated in this run.
        passages: in the snapshot that serves now; ``embedded`` of them have vectors.
        vectors_made: in this run.
    """

    files: list[FileResult] = field(default_factory=list)
    provisions: int = 0
    parse_seconds: float = 0.0
    embed_seconds: float = 0.0
    vectors_made: int = 0
    passages: int = 0
    embedded: int = 0
    snapshot: str = ""
    warning: str = ""

    def count(self, outcome: Outcome) -> int:
        """How many files ended that way."""
        return sum(result.outcome is outcome for result in self.files)
