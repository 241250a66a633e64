"""What a language model reads: the provisions an answer may rest on, each under a short name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Grounding
from assistant.draft_provision import ITEMS, openings_of
from assistant.drafting import ASKED, applies, wordings
from assistant.evidence import CONTEXT
from assistant.quoting import readable
from corpus.citations import format_citation
from corpus.force import NOT_LAW
from corpus.identifiers import pasal_of, provision_of
from corpus.models import (
    Citation,
    FaqEntry,
    ForumAnswer,
    Passage,
    PassageKind,
    PassageUnit,
    Provision,
    Source,
)
from corpus.rows import AnyEntry

ROOM = 6_000
"""Characters of all texts together: some 1,500 tokens."""
MOST_PASSAGES = 6
"""Passages read beside what the extractive answer cites."""
MOST_GUIDANCE = 1
MOST_BASIS = 4
"""Provisions brought along for one approved entry."""
WHOLE_PASAL = 1_400
"""Characters up to which a provision is shown with its whole pasal."""
LONGEST = 2_400
"""Characters up to which a provision is shown whole; of a longer one, the part that was found."""
FAR = 0.3
"""Share of the best passage's probability below which a passage is not shown."""
GUIDANCE_TITLE = "Contoh penjelasan dari petugas (bukan dasar hukum)"


@dataclass(frozen=True, slots=True)
class Handle:
    """One text under the name that the model cites it by.

    Attributes:
        name: ``S1``, ``S2`` … for what may be cited, ``P1`` … for guidance on wording.
        title: as people cite it, with the title of its regulation.
        heading: the headings it stands under.
        status: legal force on the day asked about.
        text: as the model reads it.
        provisions: what is cited, the outermost first, then every unit under it; empty for what is no law.
        openings: the words that open the lists which the provision is an item of.
        unit: the cited text where it is no law.
        basis: of guidance, the provisions that it rests on.
    """

    name: str
    title: str
    status: str
    text: str
    heading: str = ""
    provisions: tuple[Provision, ...] = ()
    openings: tuple[Citation, ...] = ()
    unit: PassageUnit | None = None
    basis: tuple[str, ...] = ()


def gather(grounding: Grounding, *, room: int = ROOM) -> tuple[Handle, ...]:
    """The texts for one question: what the extractive answer rests on first, then the likeliest passages.

    Only what is in force on the day asked about. An approved entry brings the provisions of its legal basis;
    a FAQ or forum entry itself is guidance and can never be cited.

    Args:
        room: characters of all texts together; the first text is always there.
    """
    shelf = _Shelf(grounding, room)
    answer = grounding.answer
    best = max((probability for _, probability in grounding.ranked), default=0.0)
    likely = [pair for pair in grounding.ranked if pair[0].holds and pair[1] >= FAR * best]
    likely.sort(key=lambda pair: -pair[1])
    passages = [passage for passage, _ in likely[:MOST_PASSAGES]]
    origin = [passage for passage, _ in grounding.ranked if passage.unit.id == answer.origin_id]
    for citation in (citation for claim in answer.claims for citation in claim.citations):
        shelf.add_cited(citation)
    for passage in (*origin, *passages):
        shelf.add_passage(passage)
    return shelf.named()


class _Shelf:
    """Texts as they are gathered."""

    def __init__(self, grounding: Grounding, room: int) -> None:
        self._snapshot = grounding.snapshot
        self._understood = grounding.understood
        self._room = room
        self._handles: list[Handle] = []
        self._held: set[str] = set()

    def named(self) -> tuple[Handle, ...]:
        """Everything gathered, with names: sources, then guidance."""
        sources = [handle for handle in self._handles if not handle.basis]
        guidance = [handle for handle in self._handles if handle.basis]
        return (
            *(replace(handle, name=f"S{number}") for number, handle in enumerate(sources, 1)),
            *(replace(handle, name=f"P{number}") for number, handle in enumerate(guidance, 1)),
        )

    def add_cited(self, citation: Citation) -> None:
        """A text that the extractive answer cites."""
        unit = self._snapshot.knowledge.units_by_id([citation.provision_id]).get(citation.provision_id)
        if unit is not None and unit.kind in {PassageKind.SOP, PassageKind.TEXT}:
            self._add_unit(unit)
        else:
            self._add_law(citation.provision_id, citation.quote)

    def add_passage(self, passage: Passage) -> None:
        """A passage that retrieval found."""
        unit = passage.unit
        if unit.kind is PassageKind.TEXT:
            self._add_unit(unit)
        elif unit.kind in ASKED:
            entry = self._snapshot.knowledge.entry(unit.id)
            if entry is not None and applies(entry, self._understood):
                self._add_entry(entry, unit)
        elif not CONTEXT.search(unit.id):
            self._add_law(provision_of(unit.id), unit.text)

    def _add_entry(self, entry: AnyEntry, unit: PassageUnit) -> None:
        basis = wordings(self._snapshot, entry, self._understood.on)
        if basis != wordings(self._snapshot, entry, entry.checked):
            # It was written from other words than those of the day asked about.
            return
        for identifier in basis[:MOST_BASIS]:
            self._add_law(identifier, "")
        if isinstance(entry, (FaqEntry, ForumAnswer)):
            guidance = sum(bool(handle.basis) for handle in self._handles)
            if guidance < MOST_GUIDANCE:
                text = f"{entry.question}\n{entry.answer}"
                self._add(unit.id, Handle("", GUIDANCE_TITLE, NOT_LAW, text, basis=basis))
        else:
            self._add_unit(unit)

    def _add_unit(self, unit: PassageUnit) -> None:
        self._add(unit.id, Handle("", " – ".join(unit.path) or unit.id, NOT_LAW, unit.text, unit=unit))

    def _add_law(self, identifier: str, found: str) -> None:
        """A provision, with its whole pasal where that is short.

        Args:
            found: the words that were found of it; shown where it is too long.
        """
        knowledge = self._snapshot.knowledge
        for root, source in self._roots(identifier):
            if self._holds_already(root.id) or not self._in_force(root.id):
                return
            whole = len(root.full_text) <= LONGEST or not found
            openings = openings_of(root, source.id, knowledge) if root.kind in ITEMS else ()
            own = readable(root.full_text)[:LONGEST] if whole else found
            text = "\n".join((*(citation.quote for citation in openings), own))
            provisions = knowledge.provisions_under(source.id, root.id)
            handle = self._law(root.id, source, text, provisions)
            self._add(root.id if whole else f"{root.id}#{found}", replace(handle, openings=openings))
            return

    def _roots(self, identifier: str) -> Iterator[tuple[Provision, Source]]:
        """The provision to show: its pasal where that is here and short, else itself, else its pasal."""
        pasal = pasal_of(identifier)
        readings = self._snapshot.knowledge.readings_by_id([pasal, identifier])
        if pasal not in readings and self._add_digest(pasal):
            return
        for provision, source in readings.get(pasal, ()):
            if len(provision.full_text) <= WHOLE_PASAL:
                yield provision, source
        yield from readings.get(identifier, ())
        yield from readings.get(pasal, ())

    def _add_digest(self, pasal: str) -> bool:
        """A pasal of which only some units are here, as in a digest; whether it is on the shelf now."""
        if self._holds_already(pasal):
            return True
        knowledge = self._snapshot.knowledge
        units = [unit for unit in knowledge.provisions_below(pasal) if self._in_force(unit.id)]
        if not units or sum(len(unit.text) for unit in units) > WHOLE_PASAL:
            return False
        _, source = knowledge.readings(units[0].id)[0]
        text = "\n".join(f"{unit.label}: {readable(unit.text)}" for unit in units if unit.text)
        self._add(pasal, self._law(pasal, source, text, units))
        return True

    def _law(self, identifier: str, source: Source, text: str, provisions: Sequence[Provision]) -> Handle:
        title = format_citation(identifier)
        if source.regulation is not None:
            title = f"{title} tentang {source.regulation.title}"
        return Handle(
            name="",
            title=title,
            status=self._snapshot.force.in_force(identifier, self._understood.on).status.value,
            text=text,
            heading=" – ".join(provisions[0].heading_path),
            provisions=tuple(provisions),
        )

    def _in_force(self, identifier: str) -> bool:
        return self._snapshot.force.in_force(identifier, self._understood.on).holds

    def _holds_already(self, identifier: str) -> bool:
        parts = identifier.split("/")
        return any("/".join(parts[:depth]) in self._held for depth in range(2, len(parts) + 1))

    def _add(self, key: str, handle: Handle) -> None:
        used = sum(len(other.text) for other in self._handles)
        if key not in self._held and (not self._handles or used + len(handle.text) <= self._room):
            self._held.add(key)
            self._handles.append(handle)
