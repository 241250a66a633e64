"""What the page of one regulation shows: its head, its text on a day, and the way around in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from api.pages.amended import Gone, PasalNote, notes_on
from api.pages.citations import source_name
from api.pages.port import PageLaw, PageLibrary
from api.pages.question_form import read_date
from api.pages.regulation_view import Unit, units
from api.pages.relations_view import RelationGroup, relation_groups
from api.pages.search_within import LONGEST_QUERY, Hit, search_within
from api.pages.sections import Section, sections
from api.pages.words import Badge, force_badge, source_url
from corpus.dates import long_date
from corpus.errors import NotFound
from corpus.force_told import told_missing
from corpus.models import ProvisionKind, Regulation, Source

ORIGINAL = "asli"
"""What stands in place of a day where the text as it was enacted is asked for."""
_FRONT = {ProvisionKind.PEMBUKAAN, ProvisionKind.MENIMBANG, ProvisionKind.MENGINGAT}


@dataclass(frozen=True, slots=True)
class Tab:
    """A page about the same regulation."""

    label: str
    url: str
    here: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class RegulationHead:
    """What stands at the head of every page about a regulation.

    Attributes:
        short, long: its name: ``PP Nomor 94 Tahun 2021``.
        badge, reason, holds: its legal force on ``day``, what made it so, whether it may be relied on.
        missing: which amendments are known only because other texts mention them; empty where none are.
        facts: dates, gazette, who signed.
        acts: what others did to it, by relation.
    """

    source: Source
    regulation: Regulation
    short: str
    long: str
    badge: Badge
    reason: str
    missing: str
    holds: bool
    day: date
    provisions: int
    facts: list[tuple[str, str]]
    acts: list[RelationGroup]
    tabs: list[Tab]


@dataclass(frozen=True, slots=True)
class ReadingAsked:
    """How the text is asked for, as in the address.

    Attributes:
        pada: a day, ``asli``, or empty for today.
        cari: words to look for.
        penjelasan: ``buka`` to have every elucidation open.
    """

    pada: str = ""
    cari: str = ""
    penjelasan: str = ""

    def query(self, **changes: str) -> str:
        """The query string of this reading with changes, without empty parts; starts with ``?``."""
        asked = replace(self, **changes)
        given = {"pada": asked.pada, "cari": asked.cari, "penjelasan": asked.penjelasan}
        filled = urlencode({name: value for name, value in given.items() if value})
        return f"?{filled}" if filled else ""


@dataclass(frozen=True, slots=True)
class RegulationPage:
    """A regulation to read.

    Attributes:
        front: opening, considerations and legal basis; shown folded.
        elucidation: the general elucidation; shown folded.
        notes: what became of a pasal, by its identifier without a date.
        gone: pasal without words on the day.
        day: whose text is shown, None for the text as enacted.
        changed: there are other wordings at all.
        bad_date: why the day that was asked for cannot be read.
        explained: how many units have a penjelasan to open.
    """

    head: RegulationHead
    asked: ReadingAsked
    front: list[Unit]
    sections: list[Section]
    elucidation: list[Unit]
    notes: dict[str, PasalNote]
    gone: list[Gone]
    day: date | None
    changed: bool
    bad_date: str
    hits: list[Hit]
    explained: int

    @property
    def opened(self) -> bool:
        """Whether every elucidation is open."""
        return self.asked.penjelasan == "buka"

    def url(self, **changes: str) -> str:
        """The page read in another way."""
        return source_url(self.head.source.id) + self.asked.query(**changes)


def regulation_head(library: PageLibrary, source_id: str, here: str, day: date) -> RegulationHead:
    """Prepare the head of a page about a regulation; ``here`` is the last part of that page's address.

    Raises:
        NotFound: there is no such source, or it is no regulation.
    """
    summary = library.source(source_id)
    source = summary.source
    regulation = source.regulation
    if regulation is None:
        raise NotFound(f"Sumber “{source_id}” bukan peraturan.")
    law = library.law
    force = law.force(regulation.id, day)
    groups = relation_groups(law, regulation.id)
    return RegulationHead(
        source=source,
        regulation=regulation,
        short=source_name(source),
        long=source_name(source, long=True),
        badge=force_badge(force.status.value),
        reason=force.reason,
        missing=told_missing(force.missing) if force.missing is not None else "",
        holds=force.holds,
        day=day,
        provisions=summary.provisions,
        facts=_facts(regulation, source),
        acts=_acts_by(groups, day),
        tabs=_tabs(law, source, regulation, groups, here),
    )


def regulation_page(library: PageLibrary, source_id: str, asked: ReadingAsked, today: date) -> RegulationPage:
    """Prepare a regulation for reading.

    Raises:
        NotFound: there is no such source, or it is no regulation.
    """
    law = library.law
    asked = replace(asked, cari=" ".join(asked.cari[:LONGEST_QUERY].split()), pada=asked.pada.strip()[:20])
    day, bad_date = (None, "") if asked.pada == ORIGINAL else read_date(asked.pada)
    if day is None and asked.pada != ORIGINAL:
        day = today
    head = regulation_head(library, source_id, "", day or today)
    histories = law.histories(source_id)
    top = units(law.reading(source_id, day if histories else None))
    notes, gone = notes_on(law, histories, day) if histories else ({}, [])
    hits = search_within(top, asked.cari)
    body = [unit for unit in top if unit.provision.kind not in _FRONT | {ProvisionKind.PENJELASAN_UMUM}]
    return RegulationPage(
        head=head,
        asked=asked,
        front=[unit for unit in top if unit.provision.kind in _FRONT],
        sections=sections(body),
        elucidation=[unit for unit in top if unit.provision.kind is ProvisionKind.PENJELASAN_UMUM],
        notes=notes,
        gone=gone,
        day=day,
        changed=bool(histories),
        bad_date=bad_date,
        hits=hits,
        explained=_explained(body),
    )


def _acts_by(groups: Sequence[RelationGroup], day: date) -> list[RelationGroup]:
    """What others had done to the words or force of the regulation by a day; undated acts are told too."""
    found = []
    for group in groups:
        done = [each for each in group.neighbours if each.since is None or each.since <= day]
        if done and group.key in {"diubah-oleh", "dicabut-oleh"}:
            found.append(replace(group, neighbours=done))
    return found


def _explained(top: Sequence[Unit]) -> int:
    return sum(bool(unit.provision.penjelasan and not unit.plain) + _explained(unit.children) for unit in top)


def _facts(regulation: Regulation, source: Source) -> list[tuple[str, str]]:
    days = (
        ("Ditetapkan", regulation.enacted),
        ("Diundangkan", regulation.promulgated),
        ("Mulai berlaku", regulation.effective),
    )
    facts = [(name, long_date(day)) for name, day in days if day]
    if facts and regulation.place and facts[0][0] == "Ditetapkan":
        facts[0] = ("Ditetapkan", f"{facts[0][1]} di {regulation.place}")
    facts += [
        (name, value)
        for name, value in (("Lembaran", regulation.gazette), ("Ditandatangani", regulation.signed_by))
        if value
    ]
    return [*facts, ("Masuk pustaka", long_date(source.added_at.date()))]


def _tabs(
    law: PageLaw, source: Source, regulation: Regulation, groups: list[RelationGroup], here: str
) -> list[Tab]:
    base = source_url(source.id)
    related = sum(len(group.neighbours) for group in groups)
    tabs = [Tab("Naskah", base, here == "")]
    tabs.append(Tab("Hubungan", f"{base}/hubungan", here == "hubungan", related))
    terms = 0 if source.digest else len(law.terms_of(regulation.id))
    if terms or here == "istilah":
        tabs.append(Tab("Istilah", f"{base}/istilah", here == "istilah", terms))
    if not source.digest:
        doubts = next((entry.doubts for entry in law.shelf() if entry.source.id == source.id), 0)
        tabs.append(Tab("Laporan pembacaan", f"{base}/laporan", here == "laporan", doubts))
    return tabs
