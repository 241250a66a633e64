"""From units and regulations named in text to references.

Units that stand together form a group ("Pasal 3 dan Pasal 4 huruf f"); a group belongs to one
regulation: the one named right after it, else right before it, else by the rules of
:func:`corpus.citations.find_citations`.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from corpus.citation_ref import CitationMatch, CitationRef
from corpus.citation_units import AND_BETWEEN, TO_BETWEEN, Unit, between, find_units, kind_of, rank_of
from corpus.regulation_mentions import RegulationMention, find_regulations

_CLOSE = 60
"""Longest run of characters that can tie two parts of one citation."""

_MOST_EXPANDED = 2000
"""Members of ranges named in one text; beyond it only the ends are given."""

_NEXT_TO = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_COMMA = re.compile(r"\s*,\s*")
_OF = re.compile(r"[^\S\n]*(?:dari|pada|dalam|dlm|pd|dr|di)?[^\S\n]*", re.IGNORECASE)
_TO_REGULATION = re.compile(
    r"(?:nya)?\s*[,(]?\s*(?:(?:dari|dalam|pada|di|dlm|pd|dr|menurut|berdasarkan|ketentuan|lampiran)\s+){0,2}",
    re.IGNORECASE,
)
_FROM_REGULATION = re.compile(
    r"\s*[,:(]?\s*(?:(?:khususnya|terutama|yaitu|yakni|pada|dalam|di|dlm|pd|ketentuan|tepatnya)\s+){0,2}",
    re.IGNORECASE,
)
_OWN_CUE = re.compile(
    r"(?:dimaksud|diatur|tercantum|ditetapkan)\s+(?:di\s*)?(?:dalam|pada|dengan)\s+(?:ketentuan\s+)?$",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[^\S\n]+")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\s*\n")
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")
_IN_ROOT = frozenset({"pasal", "diktum"})


@dataclass(slots=True)
class _Item:
    path: tuple[str, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Group:
    """Units that belong to one regulation."""

    items: list[_Item]
    mention: RegulationMention | None = None
    end: int = 0
    """Where the last word of the group ends, its regulation included."""

    @property
    def rooted(self) -> bool:
        return rank_of(self.items[-1].path[0]) == 0


class CitationParser:
    """Parses one text; see :func:`corpus.citations.find_citations` for the rules."""

    def __init__(self, text: str, default_regulation: str | None, within: tuple[str, ...]) -> None:
        self._text = text
        self._default = default_regulation
        self._within = within
        self._mentions = find_regulations(text)
        self._mention_starts = [mention.start for mention in self._mentions]
        self._attached: set[int] = set()
        self._expanded = 0
        boundary = _PARAGRAPH_END if default_regulation is None else _SENTENCE_END
        self._ends = [found.start() for found in boundary.finditer(text)] if self._mentions else []

    def matches(self) -> list[CitationMatch]:
        """Every citation, by place."""
        found: list[CitationMatch] = []
        for group in self._groups():
            found.extend(self._resolved(group))
        found.extend(
            self._match(CitationRef(mention.regulation), mention.start, mention.end)
            for mention in self._mentions
            if mention.regulation is not None and mention.start not in self._attached
        )
        return sorted(found, key=lambda match: match.start)

    def _match(self, ref: CitationRef, start: int, end: int) -> CitationMatch:
        return CitationMatch(ref, start, end, self._text[start:end])

    def _groups(self) -> list[_Group]:
        groups: list[_Group] = []
        for unit in self._units():
            if groups and self._extend(groups[-1], unit):
                groups.extend(self._split(groups[-1]))
                continue
            groups.append(_Group([_Item((unit.segment,), unit.start, unit.end)], end=unit.end))
            self._attach_following(groups[-1])
        return groups

    def _split(self, group: _Group) -> list[_Group]:
        """Cut off the last pasal of "PP 94/2021 Pasal 5 dan Pasal 7 UU 20/2023": it has its own law."""
        if (
            group.mention is None
            or len(group.items) == 1
            or group.items[-1].path[0] == group.items[-2].path[0]
            or self._preceding(group, _SPACE) is None
        ):
            return []
        rest = _Group([group.items.pop()], group.mention, group.end)
        group.mention, group.end = None, group.items[-1].end
        return [rest]

    def _units(self) -> list[Unit]:
        """Units that do not lie inside the name of a regulation."""
        units = []
        for unit in find_units(self._text):
            before = bisect_right(self._mention_starts, unit.start) - 1
            if before < 0 or self._mentions[before].end <= unit.start:
                units.append(unit)
        return units

    def _extend(self, group: _Group, unit: Unit) -> bool:
        """Add ``unit`` to ``group`` if the words between them say so."""
        gap_start = group.end
        if unit.start < gap_start or unit.start - gap_start > _CLOSE:
            return False
        gap = self._text[gap_start : unit.start]
        joined = unit.joined or self._joint(gap, group, unit)
        if group.mention is not None and (unit.kind in _IN_ROOT or joined not in ("in", "and", "to")):
            return False
        last = group.items[-1]
        if joined == "in":
            group.items[-1] = _Item((*last.path, unit.segment), last.start, unit.end)
        elif joined == "of":
            for item in group.items:
                item.path = (unit.segment, *item.path)
            last.end = unit.end
        elif joined in ("and", "to"):
            self._add(group, unit, to=joined == "to")
        else:
            return False
        group.end = unit.end
        if group.mention is None:
            self._attach_following(group)
        return True

    def _joint(self, gap: str, group: _Group, unit: Unit) -> str:
        """How ``unit`` is tied to the group: in, of, and, to, or empty for not at all."""
        path = group.items[-1].path
        rank = rank_of(unit.segment)
        root = rank == 0
        deeper = not root and (rank > rank_of(path[-1]) or group.rooted)
        # An amending law has pasal inside its own: "Pasal I angka 3 Pasal 5".
        amended = unit.kind == "pasal" and group.rooted and kind_of(path[-1]) == "angka"
        if (deeper or amended) and _NEXT_TO.fullmatch(gap):
            return "in"
        if deeper and unit.kind not in map(kind_of, path) and _COMMA.fullmatch(gap):
            return "in"
        if (
            _OF.fullmatch(gap)
            and not group.rooted
            and rank < min(rank_of(item.path[0]) for item in group.items)
        ):
            return "of"
        if TO_BETWEEN.fullmatch(gap):
            return "to" if unit.kind in map(kind_of, path) else ""
        return "and" if AND_BETWEEN.fullmatch(gap) else ""

    def _add(self, group: _Group, unit: Unit, *, to: bool) -> None:
        last = group.items[-1]
        base = _base(last.path, unit.segment)
        if to and len(last.path) == len(base) + 1 and self._expanded < _MOST_EXPANDED:
            members = between(last.path[-1], unit.segment)
            self._expanded += len(members)
            group.items.extend(_Item((*base, segment), last.start, unit.end) for segment in members)
        group.items.append(_Item((*base, unit.segment), unit.start, unit.end))

    def _attach_following(self, group: _Group) -> None:
        """Give the group the regulation that is named right after it."""
        index = bisect_right(self._mention_starts, group.end - 1)
        if index == len(self._mentions):
            return
        mention = self._mentions[index]
        gap = self._text[group.end : mention.start]
        if len(gap) > _CLOSE or not _TO_REGULATION.fullmatch(gap):
            return
        if len(group.items) == 1 and self._preceding(group, _SPACE) is not None:
            return
        group.mention = mention
        group.end = mention.end

    def _preceding(self, group: _Group, words: re.Pattern[str]) -> RegulationMention | None:
        """The regulation named before the group with nothing but ``words`` between."""
        index = bisect_right(self._mention_starts, group.items[0].start) - 1
        if index < 0 or not group.rooted:
            return None
        mention = self._mentions[index]
        gap = self._text[mention.end : group.items[0].start]
        return mention if len(gap) <= _CLOSE and words.fullmatch(gap) else None

    def _resolved(self, group: _Group) -> list[CitationMatch]:
        first, last = group.items[0], group.items[-1]
        mention = group.mention
        if mention is not None and not mention.own and not group.rooted:
            return []  # "ayat (2) PP 94/2021" says neither which pasal nor ours
        if mention is not None:
            last.end = group.end
            self._attached.add(mention.start)
        else:
            mention = self._preceding(group, _FROM_REGULATION)
            if mention is not None and mention.start not in self._attached:
                first.start = mention.start
                self._attached.add(mention.start)
        regulation = self._regulation(first.start, mention)
        matches = []
        for item in group.items:
            path = self._absolute(item)
            if path is not None and (mention is not None or self._certain(item)):
                matches.append(self._match(CitationRef(regulation, path), item.start, item.end))
        return matches

    def _regulation(self, start: int, mention: RegulationMention | None) -> str | None:
        if mention is not None:
            return self._default if mention.own else mention.regulation
        if self._default is not None and self._refers_to_own(start):
            return self._default
        index = bisect_right(self._mention_starts, start) - 1
        if index < 0 or self._is_apart(self._mentions[index].end, start):
            return self._default
        nearest = self._mentions[index]
        return self._default if nearest.own else nearest.regulation

    def _refers_to_own(self, start: int) -> bool:
        return bool(_OWN_CUE.search(self._text[max(0, start - _CLOSE) : start]))

    def _is_apart(self, start: int, end: int) -> bool:
        """Whether a sentence (without a default: a paragraph) ends between two places."""
        index = bisect_left(self._ends, start)
        return index < len(self._ends) and self._ends[index] < end

    def _absolute(self, item: _Item) -> tuple[str, ...] | None:
        """The path from its regulation down; None for a relative one with nothing to be relative to."""
        if rank_of(item.path[0]) == 0:
            return item.path
        return (*_base(self._within, item.path[0]), *item.path) if self._within else None

    def _certain(self, item: _Item) -> bool:
        """Whether an item without a regulation beside it is a citation at all.

        "Lampiran", "pembukaan" and "penutup" are everyday words, and "angka 3" may count things.
        """
        kind = kind_of(item.path[0])
        if kind in ("pasal", "diktum", "ayat", "huruf"):
            return True
        return self._default is not None and self._refers_to_own(item.start)


def _base(path: tuple[str, ...], segment: str) -> tuple[str, ...]:
    """The part of ``path`` that stays when ``segment`` takes the place of its like."""
    kinds = [kind_of(part) for part in path]
    kind = kind_of(segment)
    if kind in kinds:
        return path[: len(kinds) - 1 - kinds[::-1].index(kind)]
    rank = rank_of(segment)
    return tuple(part for part in path if rank_of(part) < rank)
