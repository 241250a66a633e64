"""What the regulation parser gives: the regulation, its provisions, its relations and a report."""

from dataclasses import dataclass

from corpus.models import Provision, Regulation, Relation


@dataclass(frozen=True, slots=True)
class Repair:
    """A misread label or datum that the parser corrected.

    Attributes:
        where: the unit it stands in, as an identifier or ``"metadata"``.
        raw: what the document says.
        repaired: what it was read as.
        reason: what proves it, in Indonesian.
    """

    where: str
    raw: str
    repaired: str
    reason: str


@dataclass(frozen=True, slots=True)
class ParseReport:
    """How well a document was understood.

    Attributes:
        pasal_gaps: pasal numbers that are missing between the first and the last one found.
        duplicates: labels that occur twice, as identifiers.
        repairs: every label that was read differently from what is printed.
        warnings: what a person should look at, in Indonesian.
        confidence: 0 (guesswork) to 1 (complete, undamaged).
        furniture: the words that were left out as page furniture, in order.
    """

    pasal_gaps: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()
    confidence: float = 1.0
    furniture: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedRegulation:
    """A regulation as parsed.

    Attributes:
        provisions: in reading order; ``order`` counts from 0.
        relations: what this regulation does to others.
    """

    regulation: Regulation
    provisions: tuple[Provision, ...]
    relations: tuple[Relation, ...]
    report: ParseReport
