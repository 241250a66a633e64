"""What belongs with an approved entry: others that rest on the same pasal, or speak of the same matter.

Also the way back, from a pasal to the entries that rest on it. Everything is computed once from all entries.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from corpus.identifiers import pasal_of, without_version
from corpus.models import FaqEntry, Frozen, SourceKind
from corpus.rows import AnyEntry, kind_of

MOST_RELATED = 5
MOST_SOPS = 2
"""Procedures that stand before the other related entries."""
SAME_MATTER, OTHER_TOPIC = 0.15, 0.3
"""Likeness of two bases from which a procedure is about the same matter, under one topic and across topics;
below, they share only what many do. Read off the starter corpus."""
_RANK_DAMPING = 60
"""The usual constant of reciprocal rank fusion (Cormack et al., 2009)."""
_ORDER = {SourceKind.SOP: 0, SourceKind.FAQ: 1, SourceKind.FORUM: 2}

Likeness = Callable[[str], Mapping[str, float]]
"""Entry → how near in meaning other entries are to it, higher is nearer."""


class EntryHeading(Frozen):
    """An entry as a link to it shows it.

    Attributes:
        title: its title, of an FAQ entry its question.
        source_id: the document that it stands in.
    """

    id: str
    kind: SourceKind
    title: str
    source_id: str


def pasals_of(entry: AnyEntry) -> frozenset[str]:
    """The pasal that an entry rests on, in whatever wording."""
    return frozenset(pasal_of(without_version(basis)) for basis in entry.legal_basis)


class RelatedEntries:
    """The entries of one state of the library and how they belong together.

    Args:
        entries: each with the identifier of the document that it stands in.
        likeness: how near entries are in meaning; what it does not tell counts as far.
    """

    def __init__(self, entries: Iterable[tuple[AnyEntry, str]], likeness: Likeness = lambda _: {}) -> None:
        self._likeness = likeness
        self._headings: dict[str, EntryHeading] = {}
        self._topics: dict[str, str] = {}
        self._pasals: dict[str, frozenset[str]] = {}
        self._citing: dict[str, list[str]] = {}
        for entry, source_id in entries:
            self._headings[entry.id] = _heading(entry, source_id)
            self._topics[entry.id] = entry.topic.casefold()
            self._pasals[entry.id] = pasals_of(entry)
            for pasal in self._pasals[entry.id]:
                self._citing.setdefault(pasal, []).append(entry.id)
        counts = Counter(pasal for own in self._pasals.values() for pasal in own)
        # A pasal that everything rests on tells little: weighed as words are (Spärck Jones, 1972).
        self._weights = {pasal: math.log(1 + len(self._headings) / count) for pasal, count in counts.items()}

    def related(self, entry_id: str, without: Iterable[str] = ()) -> tuple[EntryHeading, ...]:
        """At most ``MOST_RELATED`` entries that belong with one, procedures first; none for an unknown one.

        Entries that share the topic or enough of the pasal are ranked by likeness of basis and by nearness of
        meaning, and the two rankings fused by reciprocal rank. Equal ones stand by identifier.

        Args:
            without: identifiers that nobody is shown now.
        """
        if entry_id not in self._headings:
            return ()
        hidden = {entry_id, *without}
        beside = {one for one in self._topics if self._same_topic(entry_id, one)}
        shared = {
            one
            for pasal in self._pasals[entry_id]
            for one in self._citing[pasal]
            if one in beside or self._likeness_of_basis(entry_id, one) >= SAME_MATTER
        }
        ranked = self._ranked(entry_id, (shared | beside) - hidden)
        procedures = [one for one in ranked if self._headings[one].kind is SourceKind.SOP and one in shared]
        others = [one for one in ranked if self._headings[one].kind is not SourceKind.SOP]
        return tuple(self._headings[one] for one in (*procedures[:MOST_SOPS], *others)[:MOST_RELATED])

    def procedures(self, entry_id: str, without: Iterable[str] = ()) -> tuple[EntryHeading, ...]:
        """The procedures on the same matter as an entry that is none: what to do after its answer."""
        return tuple(
            one
            for one in self.related(entry_id, without)
            if one.kind is SourceKind.SOP
            and self._headings[entry_id].kind is not SourceKind.SOP
            and self._likeness_of_basis(entry_id, one.id)
            >= (SAME_MATTER if self._same_topic(entry_id, one.id) else OTHER_TOPIC)
        )

    def citing(self, provision_id: str, without: Iterable[str] = ()) -> tuple[EntryHeading, ...]:
        """The entries that rest on the pasal of a provision: procedures, FAQ, forum, each by identifier."""
        hidden = set(without)
        found = self._citing.get(pasal_of(without_version(provision_id)), ())
        headings = [self._headings[one] for one in found if one not in hidden]
        return tuple(sorted(headings, key=lambda one: (_ORDER[one.kind], one.id)))

    def _ranked(self, entry_id: str, candidates: set[str]) -> list[str]:
        basis = {one: self._likeness_of_basis(entry_id, one) for one in candidates}
        meaning = {one: value for one, value in self._likeness(entry_id).items() if one in candidates}
        fused = dict.fromkeys(candidates, 0.0)
        for likeness in (basis, meaning):
            # Equal ones share a rank, so that neither ranking decides by the alphabet.
            ranks = {
                value: rank for rank, value in enumerate(sorted(set(likeness.values()), reverse=True), 1)
            }
            for one, value in likeness.items():
                fused[one] += 1 / (_RANK_DAMPING + ranks[value])
        return sorted(fused, key=lambda one: (-fused[one], one))

    def _same_topic(self, one: str, other: str) -> bool:
        return self._topics[one] == self._topics[other]

    def _likeness_of_basis(self, one: str, other: str) -> float:
        """Cosine of the weighed pasal of two entries, 0 (none in common) to 1 (all)."""
        mine, theirs = self._pasals[one], self._pasals[other]
        return self._size(mine & theirs) / math.sqrt(self._size(mine) * self._size(theirs))

    def _size(self, pasals: frozenset[str]) -> float:
        return math.fsum(self._weights[pasal] ** 2 for pasal in pasals)


def _heading(entry: AnyEntry, source_id: str) -> EntryHeading:
    title = entry.question if isinstance(entry, FaqEntry) else entry.title
    return EntryHeading(id=entry.id, kind=SourceKind(kind_of(entry)), title=title, source_id=source_id)
