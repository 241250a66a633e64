"""What the page **Glosarium** shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from api.pages.port import PageLibrary
from api.pages.words import provision_url
from corpus.citations import format_citation
from corpus.glossary import GlossaryEntry, find_terms, glossary
from corpus.identifiers import slug, split_provision_id


@dataclass(frozen=True, slots=True)
class BasisView:
    """A provision under a meaning; ``url`` is empty where the library cannot show it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class TermView:
    """An entry as the page shows it; ``related`` are names and addresses."""

    entry: GlossaryEntry
    related: list[tuple[str, str]]
    basis: list[BasisView]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The page.

    Attributes:
        groups: letter and terms; one without a letter where something was looked for.
        total: entries of the whole glossary.
    """

    asked: str
    groups: list[tuple[str, list[TermView]]]
    found: int
    total: int


def glossary_page(library: PageLibrary, asked: str) -> GlossaryPage:
    """The glossary, or what ``asked`` names in it."""
    entries = find_terms(asked)
    held = _held(library, entries)
    views = [_view(entry, held, searched=bool(asked)) for entry in entries]
    if asked:
        groups = [("", views)] if views else []
    else:
        groups = [
            (letter, list(own)) for letter, own in groupby(views, lambda view: view.entry.term[0].upper())
        ]
    return GlossaryPage(asked, groups, len(views), len(glossary()))


def _held(library: PageLibrary, entries: Sequence[GlossaryEntry]) -> frozenset[str]:
    """The regulations under the entries that the library has texts of."""
    if not library.status().ready:
        return frozenset()
    named = {split_provision_id(basis)[0] for entry in entries for basis in entry.legal_basis}
    return frozenset(regulation for regulation in named if library.law.source_of(regulation)[0])


def _view(entry: GlossaryEntry, held: frozenset[str], *, searched: bool) -> TermView:
    page = "/glosarium" if searched else ""
    return TermView(
        entry,
        related=[(term, f"{page}#{slug(term)}") for term in entry.related],
        basis=[
            *(
                BasisView(
                    format_citation(basis),
                    provision_url(basis) if split_provision_id(basis)[0] in held else "",
                )
                for basis in entry.legal_basis
            ),
            # Words that no digest tells of: the starter corpus cannot show them.
            *(BasisView(format_citation(place.provision), "") for place in entry.located),
        ],
    )
