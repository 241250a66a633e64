"""What a structured file is, and what loading one gives."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.models import FaqEntry, ForumAnswer, PassageUnit, Provision, Regulation, Relation, SopEntry

AnyEntry = FaqEntry | SopEntry | ForumAnswer
Refusal = tuple[str, str]


class Format(StrEnum):
    """Structured knowledge files."""

    DIGEST = "digest"
    FAQ = "faq"
    SOP = "sop"
    FORUM = "forum"
    PASSAGES = "passages"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a structured file holds.

    Attributes:
        regulation: of a digest.
        provisions: of a digest, in the file's order.
        relations: what a digest says its regulation does to others, or others to it.
        note: what a reader of it must know.
        entries: checked entries that may be given as answers.
        units: passages of a collection, and entries that lack a legal basis or its check: they are
            found by search but never approved answers.
        refusals: where in the file and why, in Indonesian: what was left out or only half taken.
    """

    regulation: Regulation | None = None
    provisions: tuple[Provision, ...] = ()
    relations: tuple[Relation, ...] = ()
    note: str = ""
    entries: tuple[AnyEntry, ...] = ()
    units: tuple[PassageUnit, ...] = ()
    refusals: tuple[Refusal, ...] = ()
