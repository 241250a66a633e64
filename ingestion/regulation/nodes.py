"""Units of a regulation while they are being built."""

from dataclasses import dataclass, field

from corpus.models import ProvisionKind


@dataclass(slots=True, eq=False)
class Node:
    """A unit; all positions point into the manuscript.

    Attributes:
        printed: its label as it should be printed, ``"(2)"`` or ``"a."``.
        start, label_end: span of the label; both the same where it has none.
        own: spans of its own words, ascending; those behind its children close the sentence that
            the children stand in.
        raw: what is printed instead of ``printed``, empty where it is printed well.
        is_change: its own words order a change in another regulation, and what is below it is quoted.
    """

    kind: ProvisionKind
    segment: str
    label: str
    printed: str
    start: int
    label_end: int
    own: list[tuple[int, int]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    heading_path: tuple[str, ...] = ()
    penjelasan: list[str] = field(default_factory=list)
    raw: str = ""
    is_change: bool = False


def close_own(owner: Node, start: int, end: int) -> None:
    """Give ``owner`` the words ``start:end`` as its own."""
    if end > start:
        owner.own.append((start, end))
