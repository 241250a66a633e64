"""An answer as plain text that stands alone: its sentences, then what it rests on with the quoted words."""

from collections.abc import Callable, Sequence

from assistant.models import Answer, Claim
from assistant.render import citation_numbers
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from corpus.models import Frozen

SHOWN = 400
"""Characters of a quotation that are shown."""


class CitedSource(Frozen):
    """One numbered source of an answer.

    Attributes:
        label: what a reader calls it: ``Pasal 312 PP Nomor 11 Tahun 2017``.
        quotes: the words taken from it, in order, each once.
    """

    number: int
    provision_id: str
    label: str
    quotes: tuple[str, ...]


def cited_sources(claims: Sequence[Claim], title: Callable[[str], str]) -> tuple[CitedSource, ...]:
    """The sources of an answer by number.

    Args:
        title: names a source that is no regulation, by its identifier.
    """
    quotes: dict[str, dict[str, None]] = {}
    for claim in claims:
        for citation in claim.citations:
            quotes.setdefault(citation.provision_id, {})[" ".join(citation.quote.split())] = None
    return tuple(
        CitedSource(
            number=number,
            provision_id=identifier,
            label=_label(identifier, title),
            quotes=tuple(quotes[identifier]),
        )
        for identifier, number in citation_numbers(claims).items()
    )


def sources_text(sources: Sequence[CitedSource]) -> str:
    """A line a source, the quoted words after its name; empty without sources."""
    if not sources:
        return ""
    lines = [f"[{one.number}] {one.label}: {_quoted(one.quotes)}" for one in sources]
    return "\n".join(("Dasar:", *lines))


def read_as_words(answer: Answer) -> str:
    """How misspelt words of the question were read, in one sentence; empty where none were."""
    words = "; ".join(f"“{read}” (diketik “{typed}”)" for typed, read in answer.read_as)
    return f"Dibaca sebagai: {words}" if words else ""


def _quoted(quotes: Sequence[str]) -> str:
    return "; ".join(f"“{quote if len(quote) <= SHOWN else quote[: SHOWN - 1] + '…'}”" for quote in quotes)


def _label(identifier: str, title: Callable[[str], str]) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return title(identifier)
