"""What a check found wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something to mend.

    Attributes:
        where: identifier of the entry or of the digested provision.
        problem: what is wrong with it, in one English sentence for who writes the corpus.
    """

    where: str
    problem: str
