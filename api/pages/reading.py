"""What the reading pages show: a source that is no regulation, or one provision within its pasal."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from api.pages.amended import PasalNote, notes_on
from api.pages.citations import citation_label, path_label
from api.pages.entry_view import EntryFacts, EntryLink, entry_facts, explained_in
from api.pages.port import PageLibrary
from api.pages.prose import Block, paragraphs
from api.pages.regulation_view import (
    Piece,
    Unit,
    cut,
    mark_linear,
    mark_quote,
    units,
    walk,
)
from api.pages.words import (
    KINDS,
    Badge,
    anchor,
    force_badge,
    provision_url,
    source_url,
)
from api.views import SourceSummary
from corpus.errors import InvalidIdentifier, NotFound
from corpus.identifiers import pasal_of, without_version
from corpus.models import PassageUnit, Source

_WORDING = re.compile(r"@(\d{4}-\d{2}-\d{2})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage of a source that is not a regulation; ``facts`` where it is an approved entry."""

    title: str
    above: tuple[str, ...]
    anchor: str
    url: str
    body: list[Block[str]]
    facts: EntryFacts | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source that is not a regulation."""

    summary: SourceSummary
    kind: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class ProvisionPage:
    """One provision.

    Attributes:
        label: ``PP 94/2021 Pasal 5 ayat (2)``.
        heading: the pasal's label; empty for a passage.
        units: the whole pasal as a tree with the cited unit and quote marked; several where a digest
            holds parts of a pasal but not the pasal itself; none for a passage.
        body: a passage's words; empty for a provision.
        parts: a passage's words cut at the quote, where one is given.
        context_url: its place in the whole source.
        neighbours: the pasal before and after: ``(label, url)``.
        quoted: a quote is marked.
        note: what became of the pasal where it has several wordings.
        facts: of a passage that is an approved entry.
        explained_in: the procedures and FAQ that rest on the pasal.
    """

    label: str
    title: str
    source: Source
    badge: Badge
    reason: str
    digest: bool
    above: tuple[str, ...]
    heading: str
    units: list[Unit]
    body: list[Block[str]]
    context_url: str
    previous: tuple[str, str] | None = None
    following: tuple[str, str] | None = None
    quoted: bool = False
    parts: tuple[Piece, ...] = ()
    note: PasalNote | None = None
    facts: EntryFacts | None = None
    explained_in: list[EntryLink] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a link says the quoted words stand; ``words`` is how they begin."""

    start: str = ""
    end: str = ""
    words: str = ""

    def within(self, text: str) -> tuple[int, int]:
        """Span of the quote in ``text``; an empty one where it is not there.

        Words that are not at the place given (the text was brought in anew) are looked for.
        """
        numbers = (self.start, self.end)
        if not all(part.isascii() and part.isdigit() and len(part) < 9 for part in numbers):
            return 0, 0
        start, end = int(self.start), int(self.end)
        if not text.startswith(self.words, start):
            found = text.find(self.words)
            start, end = found, found + end - start
        return (start, end) if 0 <= start < end <= len(text) else (0, 0)


def _entry(unit: PassageUnit, facts: Mapping[str, EntryFacts]) -> Entry:
    return Entry(
        unit.path[-1] if unit.path else unit.id,
        unit.path[:-1],
        anchor(unit.id),
        provision_url(unit.id),
        paragraphs(unit.text),
        facts.get(unit.id),
    )


def source_page(library: PageLibrary, source_id: str, bidang: Mapping[str, str]) -> SourcePage:
    """Prepare a source that is not a regulation for reading.

    Args:
        bidang: names by identifier.

    Raises:
        NotFound: there is no such source.
    """
    summary = library.source(source_id)
    units = library.passages_of(source_id)
    facts = entry_facts(library, (unit.id for unit in units), bidang)
    return SourcePage(summary, KINDS[summary.source.kind], [_entry(unit, facts) for unit in units])


def provision_page(
    library: PageLibrary, provision_id: str, place: QuotePlace, on: date | None, bidang: Mapping[str, str]
) -> ProvisionPage:
    """Prepare a provision, or a FAQ, SOP, forum or text passage, for reading.

    Args:
        bidang: names by identifier.

    Raises:
        NotFound: neither is in the library.
    """
    try:
        view = library.provision(provision_id, quote=place.words, on=on)
    except (NotFound, InvalidIdentifier):
        return _passage_page(library, provision_id, place, bidang)
    source = view.source
    wording = wording_day(provision_id)
    top = units(library.law.reading(source.id, wording))
    every = walk(top)
    cited = next((unit for unit in every if unit.provision.id == provision_id), None)
    if cited is None:
        # A newer snapshot came between the two looks and no longer has it.
        raise NotFound(f"Ketentuan “{provision_id}” baru saja diganti. Muat ulang halaman ini.")
    cited.cited = True
    shown = _pasal(top, every, cited)
    heading = shown[0].label
    if len(shown) > 1:
        heading = path_label(pasal_of(provision_id))
        for unit in shown:
            unit.label = unit.label.removeprefix(f"{heading} ")
    start, end = place.within(cited.provision.full_text)
    quoted = mark_quote(cited, start, end) or mark_linear(cited, start, end)
    top = [unit for unit in top if not unit.heads]
    places = [index for index, unit in enumerate(top) if any(unit is each for each in shown)]
    day = f"?{urlencode({'on': on.isoformat()})}" if on else ""

    def neighbour(index: int) -> tuple[str, str] | None:
        if not 0 <= index < len(top):
            return None
        return top[index].label, provision_url(top[index].provision.id) + day

    return ProvisionPage(
        label=citation_label(provision_id, source),
        title=source.regulation.title if source.regulation else source.title,
        source=source,
        badge=force_badge(view.status),
        reason=view.status_reason,
        digest=view.digest,
        above=shown[0].provision.heading_path,
        heading=heading,
        units=shown,
        body=[],
        context_url=_context_url(library, source, provision_id, wording),
        note=_note(library, source, provision_id, wording),
        previous=neighbour(places[0] - 1) if places else None,
        following=neighbour(places[-1] + 1) if places else None,
        quoted=quoted,
        explained_in=explained_in(library, provision_id),
    )


def wording_day(provision_id: str) -> date | None:
    """The day on which the wording begins that an identifier names; None for the text as enacted."""
    named = _WORDING.search(provision_id)
    return date.fromisoformat(named[1]) if named else None


def _note(library: PageLibrary, source: Source, provision_id: str, wording: date | None) -> PasalNote | None:
    """What became of the pasal that a provision stands in."""
    notes, _ = notes_on(library.law, library.law.histories(source.id), wording)
    return notes.get(without_version(pasal_of(provision_id)))


def _context_url(library: PageLibrary, source: Source, provision_id: str, wording: date | None) -> str:
    """The place of a provision in its regulation, read in the same wording."""
    changed = without_version(pasal_of(provision_id)) in library.law.histories(source.id)
    reading = f"?pada={wording.isoformat() if wording else 'asli'}" if changed else ""
    return f"{source_url(source.id)}{reading}#{anchor(provision_id)}"


def _pasal(top: list[Unit], every: list[Unit], cited: Unit) -> list[Unit]:
    """The pasal ``cited`` stands in, or the parts of it that are held, or ``cited`` alone."""
    pasal = pasal_of(cited.provision.id)
    if root := next((unit for unit in every if unit.provision.id == pasal), None):
        return [root]
    return [unit for unit in top if unit.provision.id.startswith(f"{pasal}/")] or [cited]


def _passage_page(
    library: PageLibrary, passage_id: str, place: QuotePlace, bidang: Mapping[str, str]
) -> ProvisionPage:
    passage = library.passage(passage_id)
    source = library.source(passage.source_id).source
    entry = _entry(passage, entry_facts(library, [passage_id], bidang))
    start, end = place.within(passage.text)
    quoted = start < end
    return ProvisionPage(
        label=entry.title,
        title=source.title,
        source=source,
        badge=force_badge("bukan-peraturan"),
        reason="",
        digest=False,
        above=(KINDS[source.kind], *entry.above),
        heading="",
        units=[],
        body=entry.body,
        context_url=f"{source_url(source.id)}#{entry.anchor}",
        quoted=quoted,
        parts=tuple(cut(passage.text, start, end)) if quoted else (),
        facts=entry.facts,
    )
