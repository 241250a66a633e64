"""What a citation found in text is."""

from dataclasses import dataclass

from corpus.identifiers import provision_id, split_provision_id


@dataclass(frozen=True, slots=True)
class CitationRef:
    """A regulation, or a place in one.

    Attributes:
        regulation: its identifier; None where the text does not say which.
        path: segments as in provision identifiers (``("pasal-5", "ayat-2")``); empty for the whole.
    """

    regulation: str | None
    path: tuple[str, ...] = ()

    @property
    def id(self) -> str | None:
        """``"pp-94-2021/pasal-5/ayat-2"``; None while the regulation is not known."""
        return None if self.regulation is None else provision_id(self.regulation, *self.path)

    @classmethod
    def of(cls, identifier: str) -> "CitationRef":
        """The reference a regulation or provision identifier stands for.

        Raises:
            InvalidIdentifier: the identifier is malformed.
        """
        regulation, path = split_provision_id(identifier)
        return cls(regulation, path)


@dataclass(frozen=True, slots=True)
class CitationMatch:
    """A reference and the words that make it: ``text == source[start:end]``.

    All members of a range share the words of the whole range.
    """

    ref: CitationRef
    start: int
    end: int
    text: str
