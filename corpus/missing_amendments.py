"""Amendments that texts here mention, while the amending regulation is not here or its change was not read.

What is known of them is that they happened, not which pasal they changed: they cast doubt on every wording
of the regulation from the first day on which they may have held.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.acts import regulation_of, year_of
from corpus.models import Regulation, Relation, RelationKind
from corpus.told import ToldAmendment

_TITLE = re.compile(
    r"\btentang\s+(?!(?:perubahan|perobahan|pengubahan|penambahan|tambahan)\b)(.{4,200}?)"
    r"(?:\(|\bsebagaimana\b|\byang\s+telah\b|$)",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"[a-z]{4,}")
# fmt: off
_COMMON = frozenset({
    "tentang", "tahun", "nomor", "negara", "republik", "indonesia", "peraturan", "pemerintah", "undang",
    "perubahan", "atas", "antara", "dengan", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh",
    "kedelapan", "kesembilan", "kesepuluh", "belas", "yang", "dari", "pada",
})
# fmt: on
"""Words that titles of different matters share."""


@dataclass(frozen=True, slots=True)
class MissingAmendment:
    """One amendment whose words cannot be taken into account.

    Attributes:
        since: the first day on which it may have held: of its year the first.
        is_here: the amending regulation is in the library, but what it changes was not read from it.
        told: the texts that mention it, the oldest first.
    """

    amending_id: str
    since: date
    is_here: bool
    told: tuple[ToldAmendment, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MissingAmendments:
    """What is not known of a regulation's amendments.

    Attributes:
        named: those that a text names, the oldest first.
        unnamed: how many more there are, by a text that counts them ("telah lima kali diubah").
        unnamed_since: the first day on which one of these may have held; None where there are none.
        counted: the mention that counts them; None where there are none.
    """

    target_id: str
    named: tuple[MissingAmendment, ...] = ()
    unnamed: int = 0
    unnamed_since: date | None = None
    counted: ToldAmendment | None = None

    def by(self, on: date) -> "MissingAmendments | None":
        """Those that may hold on a day; None where there are none."""
        named = tuple(one for one in self.named if one.since <= on)
        counts = self.unnamed_since is not None and self.unnamed_since <= on
        if len(named) == len(self.named) and (counts or not self.unnamed):
            return self
        if counts:
            return replace(self, named=named)
        return MissingAmendments(self.target_id, named) if named else None


def missing_amendments(
    told: Iterable[ToldAmendment], relations: Iterable[Relation], regulations: Mapping[str, Regulation]
) -> dict[str, MissingAmendments]:
    """What is not known of the amendments of every regulation here, by its identifier; most have none.

    Args:
        relations: those that change; what is known to change a regulation is no longer only told.
        regulations: those that have text or a digest here.
    """
    changed_by: dict[str, set[str]] = {}
    for relation in relations:
        if relation.kind is RelationKind.MENGUBAH:
            changed_by.setdefault(regulation_of(relation.target_id), set()).add(
                regulation_of(relation.subject_id)
            )
    mentions: dict[str, list[ToldAmendment]] = {}
    for mention in told:
        target = regulations.get(mention.target_id)
        if target is not None and _is_meant(mention, target):
            mentions.setdefault(mention.target_id, []).append(mention)
    found: dict[str, MissingAmendments] = {}
    for target_id, own in mentions.items():
        missing = _missing(target_id, own, changed_by.get(target_id, set()), regulations)
        if missing.named or missing.unnamed:
            found[target_id] = missing
    return found


def _missing(
    target: str, mentions: Sequence[ToldAmendment], known: set[str], regulations: Mapping[str, Regulation]
) -> MissingAmendments:
    by_amending: dict[str, list[ToldAmendment]] = {}
    for mention in mentions:
        by_amending.setdefault(mention.amending_id, []).append(mention)
    named = [
        MissingAmendment(
            amending,
            since=_first_day(amending),
            is_here=amending in regulations,
            told=tuple(sorted(own, key=lambda one: (year_of(regulation_of(one.told_by)) or 0, one.told_by))),
        )
        for amending, own in by_amending.items()
        if amending not in regulations or amending not in known
        # A title tells of itself; that its own relation was not read is for the parse report to say.
        if any(regulation_of(one.told_by) != amending for one in own)
        if amending not in regulations or _concerns(regulations[amending], regulations[target])
    ]
    named.sort(key=lambda one: _when(one.amending_id))
    return _with_uncounted(MissingAmendments(target, tuple(named)), mentions, known | by_amending.keys())


def _with_uncounted(
    missing: MissingAmendments, mentions: Sequence[ToldAmendment], amending: set[str]
) -> MissingAmendments:
    """Compare what texts count with what is named: "Perubahan Kelima" of which three are known lacks two."""
    times = sorted(_when(one) for one in amending)
    short: MissingAmendments = missing
    complete_by = year_of(missing.target_id) or date.min.year
    for mention in sorted(mentions, key=lambda one: (_when(one.amending_id), one.times)):
        lacking = mention.times - bisect_right(times, _when(mention.amending_id))
        if lacking > short.unnamed:
            since = date(complete_by, 1, 1)
            short = replace(missing, unnamed=lacking, unnamed_since=since, counted=mention)
        elif mention.times and lacking <= 0:
            # A later text that counts no more than are known shows that an earlier one miscounted.
            complete_by, short = year_of(mention.amending_id) or complete_by, missing
    return short


def _is_meant(mention: ToldAmendment, target: Regulation) -> bool:
    """Whether the title that a text gives the amended regulation is its own: a misprint names another."""
    titled = _TITLE.search(mention.evidence)
    own, said = _content(target.title), _content(titled[1]) if titled else frozenset[str]()
    return not own or not said or bool(own & said)


def _concerns(amending: Regulation, target: Regulation) -> bool:
    """Whether the titles of two regulations treat one matter; what has no words of its own may."""
    return bool(_content(amending.title) & _content(target.title))


def _content(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.lower())) - _COMMON


def _first_day(regulation_id: str) -> date:
    return date(year_of(regulation_id) or date.min.year, 1, 1)


def _when(regulation_id: str) -> tuple[int, int]:
    """Year and number: the order in which regulations of one type were made."""
    number = regulation_id.rsplit("-", 2)[-2]
    return year_of(regulation_id) or 0, int(number) if number.isdigit() else 0
