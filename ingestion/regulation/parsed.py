"""What the regulation parser gives: the regulation, its provisions, its relations and a report."""

from dataclasses import dataclass

from corpus.amendments import Amendment, Term
from corpus.models import Provision, Regulation, Relation
from corpus.told import ToldAmendment


@dataclass(frozen=True, slots=True)
class Repair:
    """A misread label or datum that the parser corrected.

    Attributes:
        where: the unit it stands in, as an identifier or ``"metadata"``.
        raw: what the document says.
        repaired: what it was read as.
        reason: what proves it, in Indonesian.
        page: 1-based page, where known.
    """

    where: str
    raw: str
    repaired: str
    reason: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A unit that a person should compare with the document.

    Attributes:
        where: identifier of the unit.
        reason: what is odd about it, in Indonesian.
        page: 1-based page, where known.
    """

    where: str
    reason: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ParseReport:
    """How well a document was understood.

    Attributes:
        pasal_gaps: pasal numbers that are missing between the first and the last one found.
        duplicates: labels that occur twice, as identifiers.
        repairs: every label that was read differently from what is printed.
        penjelasan_gaps: the same within the elucidation pasal by pasal; empty where there is none.
        suspicious: units that a person should compare with the document.
        warnings: what a person should look at in the document as a whole, in Indonesian.
        confidence: 0 (guesswork) to 1 (complete, undamaged).
        furniture: the words that were left out as page furniture, in order.
    """

    pasal_gaps: tuple[str, ...] = ()
    penjelasan_gaps: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    suspicious: tuple[Suspicion, ...] = ()
    warnings: tuple[str, ...] = ()
    confidence: float = 1.0
    furniture: tuple[str, ...] = ()

    @property
    def pages_to_look_at(self) -> tuple[int, ...]:
        """Pages that hold a repair or a suspicious unit, ascending, each once."""
        pages = [*(repair.page for repair in self.repairs), *(item.page for item in self.suspicious)]
        return tuple(sorted({page for page in pages if page is not None}))


@dataclass(frozen=True, slots=True)
class ParsedRegulation:
    """A regulation as parsed.

    Attributes:
        provisions: in reading order; ``order`` counts from 0.
        relations: what this regulation does to others.
        amendments: the changes it orders in the wording of another, in their order.
        terms: the terms it defines.
        told: the amendments between other regulations that it mentions.
    """

    regulation: Regulation
    provisions: tuple[Provision, ...]
    relations: tuple[Relation, ...]
    report: ParseReport
    amendments: tuple[Amendment, ...] = ()
    terms: tuple[Term, ...] = ()
    told: tuple[ToldAmendment, ...] = ()
