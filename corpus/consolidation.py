"""The wordings of a regulation, from its original text and the amendments on it.

What a regulation changes in one unit on one day is applied wholly or not at all. What is in doubt, has
no day, or does not fit the words it changes is not guessed: the last certain words stay, and say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from corpus.amendments import Amendment, AmendmentAction, PasalVersion
from corpus.citations import format_citation
from corpus.dates import long_date
from corpus.errors import InvalidIdentifier
from corpus.headings import heading_parts, is_heading, is_heading_id, stands_under
from corpus.models import Provision
from corpus.wording_edits import NewText, NotApplicable, edit, is_whole, placed_after
from corpus.wording_tree import Unit, build_tree, label_key, write_tree
from corpus.wordings import versioned_unit

UNDATED = "hari mulai berlakunya tidak diketahui"
TOGETHER = "perubahan lain atas unit yang sama pada hari itu belum dapat diterapkan"
NOT_ONE_UNIT = "perubahan ini tidak menunjuk satu unit"

Key = tuple[str, int]
"""An amendment: the amending regulation and its order."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording of a unit.

    Attributes:
        provisions: its words, the unit itself first; empty for the original, which the store has.
        after_id: for an inserted unit, the unit it follows.
    """

    version: PasalVersion
    provisions: tuple[Provision, ...] = ()
    after_id: str = ""


@dataclass(frozen=True, slots=True)
class Consolidated:
    """What amendments make of a regulation.

    Attributes:
        wordings: of every unit that was changed or is in doubt, by unit in reading order, then by day.
        findings: why an amendment was left out, in Indonesian; those that were applied are absent.
        made: the wording whose words an amendment gave, by amendment; empty for a deletion.
        texts_applied: the wording that now stands for a provision of new text, by the latter's identifier.
    """

    wordings: tuple[Wording, ...] = ()
    findings: Mapping[Key, str] = field(default_factory=dict)
    made: Mapping[Key, str] = field(default_factory=dict)
    texts_applied: Mapping[str, str] = field(default_factory=dict)


def consolidate(
    provisions: Sequence[Provision],
    amendments: Iterable[Amendment],
    texts: Mapping[str, Sequence[Provision]],
) -> Consolidated:
    """Apply amendments, in order of day, regulation and place.

    Args:
        provisions: the original text of one regulation in reading order.
        amendments: the changes that others order in it.
        texts: the whole text of every amending regulation, by its identifier.
    """
    book = _Book(provisions, texts)
    ordered = sorted(amendments, key=_when)
    for (since, _), together in groupby(ordered, key=lambda item: (item.since, item.regulation_id)):
        book.apply(list(together), since)
    return book.result()


def redirected(amendments: Iterable[Amendment], others: Sequence[Amendment]) -> list[Amendment]:
    """Changes to the new text of an amendment, as the changes of the amended regulation that they are.

    UU C changes "Pasal 5" within Pasal I of UU B, which is new text of UU A: that changes UU A.

    Args:
        amendments: changes that others order in the amending regulations.
        others: the amendments of those regulations.
    """
    result = []
    for amendment in amendments:
        inner = [
            other
            for other in others
            if other.text_id and f"{amendment.target_id}/".startswith(f"{other.text_id}/")
        ]
        if inner:
            through = max(inner, key=lambda other: len(other.text_id))
            target = through.target_id + amendment.target_id.removeprefix(through.text_id)
            after = amendment.after_id
            if after.startswith(f"{through.text_id}/"):
                after = through.target_id + after.removeprefix(through.text_id)
            result.append(amendment.model_copy(update={"target_id": target, "after_id": after}))
    return result


def _when(amendment: Amendment) -> tuple[date, int, str, int]:
    """By day; one without a day stands at the end of its regulation's year, where it only makes doubt."""
    year = int(amendment.regulation_id[-4:]) if amendment.regulation_id[-4:].isdigit() else date.max.year
    day = amendment.since or date(max(year, 1), 12, 31)
    return day, year, amendment.regulation_id, amendment.order


@dataclass(slots=True)
class _Page:
    """One unit with its wordings so far; ``tree`` is None while it is deleted or not yet inserted."""

    unit: str
    tree: Unit | None
    headings: tuple[str, ...] = ()
    versions: list[PasalVersion] = field(default_factory=list)
    texts: dict[str, tuple[Provision, ...]] = field(default_factory=dict)
    after: str = ""

    def replace_last(self, **changes: object) -> None:
        self.versions[-1] = self.versions[-1].model_copy(update=changes)


class _Book:
    """A regulation while amendments are applied to it."""

    def __init__(self, provisions: Sequence[Provision], texts: Mapping[str, Sequence[Provision]]) -> None:
        self._texts = NewText(texts)
        self._pages: dict[str, _Page] = {}
        self._followers: dict[str, list[str]] = {}
        self._findings: dict[Key, str] = {}
        self._made: dict[Key, str] = {}
        self._applied: dict[str, str] = {}
        for unit, parts in groupby(provisions, key=lambda provision: versioned_unit(provision.id)):
            own = list(parts)
            original = PasalVersion(pasal_id=unit, text_id=unit)
            tree = build_tree(own) if own[0].id == unit else None
            self._pages[unit] = _Page(unit, tree, own[0].heading_path, [original])

    def result(self) -> Consolidated:
        """Wordings of the changed units, inserted ones after the unit they follow."""
        wordings = tuple(
            Wording(version, page.texts.get(version.text_id, ()), page.after)
            for page in self._in_reading_order()
            if _is_changed(page)
            for version in page.versions
        )
        return Consolidated(wordings, self._findings, self._made, self._applied)

    def _in_reading_order(self) -> list[_Page]:
        ordered: list[_Page] = []
        waiting = [page for page in reversed(self._pages.values()) if not page.after]
        while waiting:
            page = waiting.pop()
            ordered.append(page)
            waiting.extend(self._pages[unit] for unit in reversed(self._followers.get(page.unit, [])))
        return ordered

    def apply(self, amendments: Sequence[Amendment], since: date | None) -> None:
        """Apply what one regulation changes on one day."""
        by_unit: dict[str, list[Amendment]] = {}
        for amendment in amendments:
            unit = versioned_unit(amendment.target_id)
            if _means_many(amendment, unit):
                self._apply_to_many(amendment, since)
            else:
                by_unit.setdefault(unit, []).append(amendment)
        for unit, together in by_unit.items():
            self._apply_to_unit(unit, together, since)

    def _apply_to_many(self, amendment: Amendment, since: date | None) -> None:
        """A change of the whole regulation, or of all that stands under a heading.

        Words can be substituted wherever they occur, and a heading deleted with what is under it.
        """
        heading = amendment.target_id.partition("/")[2]
        reason = amendment.doubt or (UNDATED if since is None else "")
        units: list[str] = []
        if not reason and amendment.action is AmendmentAction.SUBSTITUTE:
            units = [page.unit for page in self._under(heading) if _alters(page, amendment, self._texts)]
            reason = "" if units else f"kata “{amendment.old_words}” tidak ditemukan"
        elif not reason and amendment.action is AmendmentAction.DELETE and heading:
            units = [page.unit for page in self._under(heading)]
            reason = "" if units else "tidak ada pasal di bawah judul itu dalam naskahnya"
        if not units:
            self._findings[_key(amendment)] = reason or NOT_ONE_UNIT
        for unit in units:
            self._apply_to_unit(unit, [amendment.model_copy(update={"target_id": unit})], since)

    def _under(self, heading: str) -> list[_Page]:
        """Units that are there now: all of them, or a heading with those under it."""
        return [page for page in self._pages.values() if page.tree is not None and _stands_in(page, heading)]

    def _apply_to_unit(self, unit: str, amendments: Sequence[Amendment], since: date | None) -> None:
        page = self._pages.get(unit) or _Page(unit, None)
        tree = page.tree.copy() if page.tree is not None else None
        applied: list[Amendment] = []
        failed: list[Amendment] = []
        certain: tuple[Unit, list[Amendment]] | None = None
        for amendment in amendments:
            try:
                self._check(page, amendment, since)
                tree = edit(tree, amendment, self._texts)
            except NotApplicable as reason:
                self._findings[_key(amendment)] = str(reason)
                failed.append(amendment)
                continue
            applied.append(amendment)
            if is_whole(amendment) and tree is not None:
                # The whole unit is new: what went before it that day no longer matters.
                certain, failed = (tree.copy(), list(applied)), []
        if failed:
            # Apply the whole change that is certain, if there is one, and nothing that came after it.
            tree, kept = certain if certain is not None else (page.tree, [])
            for amendment in applied:
                if amendment not in kept:
                    self._findings[_key(amendment)] = TOGETHER
            applied = kept
        if applied and since is not None:
            self._record(page, tree, applied, since)
        if failed and page.tree is not None:
            self._note_doubt(page, failed, since)

    def _check(self, page: _Page, amendment: Amendment, since: date | None) -> None:
        if amendment.doubt:
            raise NotApplicable(amendment.doubt)
        if since is None:
            raise NotApplicable(UNDATED)
        if f"{page.unit}~2" in self._pages:
            raise NotApplicable(f"{_name(page.unit)} ada lebih dari satu dalam naskahnya")
        if (
            is_whole(amendment)
            and amendment.action is AmendmentAction.INSERT
            and page.unit not in self._pages
        ):
            page.after = self._place(amendment)

    def _place(self, amendment: Amendment) -> str:
        """The unit that an inserted one follows; a heading follows all that stands under the one before."""
        after = placed_after(amendment, list(self._pages))
        if not is_heading_id(amendment.target_id):
            return after
        heading = after.rpartition("/")[2]
        return [page.unit for page in self._in_reading_order() if _stands_in(page, heading)][-1]

    def _follow(self, page: _Page) -> None:
        """Put an inserted unit behind the one it follows, in front of those with a greater number."""
        followers = self._followers.setdefault(page.after, [])
        key = label_key(page.unit.rpartition("/")[2])
        place = len(followers)
        for number, other in enumerate(followers):
            known = label_key(other.rpartition("/")[2])
            if key is not None and known is not None and known[0] == key[0] and known > key:
                place = number
                break
        followers.insert(place, page.unit)

    def _record(self, page: _Page, tree: Unit | None, applied: Sequence[Amendment], since: date) -> None:
        """A wording ends, and another begins unless the unit was deleted."""
        by = tuple(dict.fromkeys(amendment.instruction_id for amendment in applied))
        alive = page.tree is not None
        whole = any(is_whole(amendment) for amendment in applied)
        doubt, doubt_since = "", None
        if alive:
            last = page.versions[-1]
            doubt, doubt_since = ("", None) if whole else (last.doubt, last.doubt_since)
            if last.since == since:
                # A second change on the day the last wording began: that wording never held.
                by = (*last.by, *by)
                page.texts.pop(page.versions.pop().text_id, None)
                if page.versions and page.versions[-1].until == since:
                    page.replace_last(ended_by=by)
            else:
                page.replace_last(until=since, ended_by=by)
        text_id = f"{page.unit}@{since.isoformat()}"
        if tree is not None:
            page.headings = self._texts.headings(applied, page.headings or self._headings_of(page.after))
            page.texts[text_id] = write_tree(tree, text_id, page.headings)
            page.versions.append(
                PasalVersion(
                    pasal_id=page.unit,
                    text_id=text_id,
                    since=since,
                    by=by,
                    doubt=doubt,
                    doubt_since=doubt_since,
                )
            )
        page.tree = tree
        if page.unit not in self._pages:
            self._pages[page.unit] = page
            self._follow(page)
        for amendment in applied:
            self._made[_key(amendment)] = text_id if tree is not None else ""
            if amendment.text_id and tree is not None:
                self._applied[amendment.text_id] = text_id

    def _headings_of(self, unit: str) -> tuple[str, ...]:
        page = self._pages.get(unit)
        return page.headings if page is not None else ()

    def _note_doubt(self, page: _Page, failed: Sequence[Amendment], since: date | None) -> None:
        last = page.versions[-1]
        found = (self._findings[_key(amendment)].rstrip(".") for amendment in failed)
        reasons = "; ".join(dict.fromkeys(found))
        day = f" mulai {long_date(since)}" if since is not None else ""
        told = (
            f"Diubah dengan {_name(failed[0].regulation_id)}{day}, "
            f"tetapi perubahannya belum dapat diterapkan: {reasons}."
        )
        first = since if not last.doubt else _earlier(last.doubt_since, since)
        page.replace_last(doubt=f"{last.doubt} {told}".strip(), doubt_since=first)


def _is_changed(page: _Page) -> bool:
    return len(page.versions) > 1 or any(
        version.since is not None or version.until is not None or version.doubt for version in page.versions
    )


def _stands_in(page: _Page, heading: str) -> bool:
    """Whether a unit is a heading or stands under it; under none stands everything."""
    segment = page.unit.rpartition("/")[2]
    if not heading or segment == heading or (is_heading(segment) and segment.startswith(f"{heading}-")):
        return True
    return stands_under(page.headings, heading_parts(heading))


def _means_many(amendment: Amendment, unit: str) -> bool:
    """Whether an amendment is of a regulation, or of all that stands under a heading, not of its title."""
    if "/" not in unit:
        return True
    return is_heading_id(unit) and amendment.action in {AmendmentAction.DELETE, AmendmentAction.SUBSTITUTE}


def _alters(page: _Page, amendment: Amendment, texts: NewText) -> bool:
    if page.tree is None:
        return False
    try:
        edit(page.tree.copy(), amendment.model_copy(update={"target_id": page.unit}), texts)
    except NotApplicable:
        return False
    return True


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier day; None where either is not known."""
    return None if one is None or other is None else min(one, other)


def _key(amendment: Amendment) -> Key:
    return amendment.regulation_id, amendment.order


def _name(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier
