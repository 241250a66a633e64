"""What the pages show of an approved entry beside its words: basis, for whom, when checked, its relatives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import Request

from api.forum.bidang import BidangStore
from api.pages.citations import path_label
from api.pages.port import PageLibrary
from api.pages.relations_view import regulation_label
from api.pages.words import KINDS, provision_url
from corpus.identifiers import pasal_of
from corpus.models import Entry, SopEntry, SourceKind
from corpus.related import EntryHeading

PRINT = "/peraturan/cetak"
"""Where a procedure is read as a sheet; its identifier follows."""


@dataclass(frozen=True, slots=True)
class EntryLink:
    """A link to an entry: what it is (``SOP``), what it is called, where it is read."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class BasisGroup:
    """What an entry rests on in one regulation.

    Attributes:
        regulation: ``PP Nomor 94 Tahun 2021``.
        provisions: what each provision is called within it, and its page; no page where its text is not here.
    """

    regulation: str
    provisions: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """An approved entry beside its words.

    Attributes:
        bidang: the name of who answers for it; as written in the entry where there is no such bidang.
        overdue: its day of review has come.
        print_url: the sheet of a procedure; empty for anything else.
    """

    basis: list[BasisGroup]
    applies_to: tuple[str, ...]
    checked: date
    review_by: date
    overdue: bool
    bidang: str
    related: list[EntryLink]
    print_url: str


def bidang_names(request: Request) -> dict[str, str]:
    """The name of every bidang of the installation by identifier."""
    return {one.id: one.name for one in BidangStore(request.app.state.state.database).bidang()}


def entry_facts(
    library: PageLibrary, entry_ids: Iterable[str], bidang: Mapping[str, str]
) -> dict[str, EntryFacts]:
    """The facts of the approved entries among identifiers.

    Args:
        bidang: names by identifier.
    """
    return {
        entry_id: EntryFacts(
            basis=basis_groups(library, entry),
            applies_to=entry.applies_to,
            checked=entry.checked,
            review_by=entry.review_by,
            overdue=entry.review_by <= library.today(),
            bidang=bidang.get(entry.bidang, entry.bidang),
            related=entry_links(library.entries.related(entry_id)),
            print_url=f"{PRINT}/{entry_id}" if isinstance(entry, SopEntry) else "",
        )
        for entry_id, entry in library.entries.held(entry_ids).items()
    }


def entry_links(headings: Iterable[EntryHeading]) -> list[EntryLink]:
    """Links to entries, in their order."""
    return [EntryLink(KINDS[one.kind], one.title, provision_url(one.id)) for one in headings]


def explained_in(library: PageLibrary, provision_id: str) -> list[EntryLink]:
    """The procedures and FAQ that rest on the pasal of a provision; forum threads explain no pasal."""
    citing = library.entries.citing(provision_id)
    return entry_links(one for one in citing if one.kind is not SourceKind.FORUM)


def basis_groups(library: PageLibrary, entry: Entry) -> list[BasisGroup]:
    """The legal basis of an entry by regulation, both in the order in which the entry names them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for basis in entry.legal_basis:
        regulation = basis.split("/")[0]
        is_here = bool(library.law.source_of(regulation)[0])
        label = path_label(basis) or regulation_label(regulation)
        found.setdefault(regulation, []).append((label, provision_url(basis) if is_here else ""))
    return [BasisGroup(regulation_label(regulation), links) for regulation, links in found.items()]


def written_out(entry: Entry) -> dict[str, str]:
    """The provisions of each regulation as a sentence names them, by the regulation's identifier.

    ``Pasal 334 ayat (1) dan ayat (2); Pasal 335``; empty where the whole regulation is meant.
    """
    by_pasal: dict[str, dict[str, list[str]]] = {}
    for basis in entry.legal_basis:
        pasal, regulation = pasal_of(basis), basis.split("/")[0]
        inner = path_label(basis).removeprefix(path_label(pasal)).strip()
        by_pasal.setdefault(regulation, {}).setdefault(path_label(pasal), []).append(inner)
    return {
        regulation: "; ".join(f"{label} {_joined(inner)}".strip() for label, inner in pasals.items())
        for regulation, pasals in by_pasal.items()
    }


def _joined(parts: list[str]) -> str:
    """``a, b, dan c``; empty parts (a whole pasal) say nothing."""
    told = [part for part in parts if part]
    if len(told) < 3:
        return " dan ".join(told)
    return f"{', '.join(told[:-1])}, dan {told[-1]}"
