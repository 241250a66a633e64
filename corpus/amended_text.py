"""The text of one regulation while amendments are applied to it, one regulation and day after another."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import groupby

from corpus.acts import earliest_day
from corpus.amended_page import Page
from corpus.amendments import Amendment, AmendmentAction, PasalVersion
from corpus.citations import format_citation
from corpus.dates import long_date
from corpus.errors import InvalidIdentifier
from corpus.headings import is_heading_id
from corpus.models import Provision
from corpus.renumbering import (
    Renumbering,
    former_unit,
    heads_of,
    insertion,
    relabelled,
    renumber_children,
    renumbering,
)
from corpus.wording_edits import Key, NewText, NotApplicable, edit, is_whole, placed_after
from corpus.wording_tree import Unit, build_tree, label_key, sort_key
from corpus.wordings import printed_heading, versioned_unit

UNDATED = "hari mulai berlakunya tidak diketahui"
TOGETHER = "perubahan lain atas unit yang sama pada hari itu belum dapat diterapkan"
NOT_ONE_UNIT = "perubahan ini tidak menunjuk satu unit"


class AmendedText:
    """A regulation while amendments are applied to it.

    Attributes:
        findings, made, texts_applied: see :class:`corpus.consolidation.Consolidated`.
    """

    def __init__(
        self,
        provisions: Sequence[Provision],
        texts: Mapping[str, Sequence[Provision]],
        accepted: Collection[Key] = (),
    ) -> None:
        self._texts = NewText(texts, accepted)
        self._pages: dict[str, Page] = {}
        self._followers: dict[str, list[str]] = {}
        self._titles: dict[str, str] = {}
        self.findings: dict[Key, str] = {}
        self.made: dict[Key, str] = {}
        self.texts_applied: dict[str, str] = {}
        for unit, parts in groupby(provisions, key=lambda provision: versioned_unit(provision.id)):
            own = list(parts)
            original = PasalVersion(pasal_id=unit, text_id=unit)
            tree = build_tree(own) if own[0].id == unit else None
            self._pages[unit] = Page(unit, tree, own[0].heading_path, [original])

    def changed_pages(self) -> list[Page]:
        """The units that were changed or are in doubt, inserted ones after the unit they follow."""
        return [page for page in self._in_reading_order() if page.is_changed]

    def _in_reading_order(self) -> list[Page]:
        ordered: list[Page] = []
        waiting = [page for page in reversed(self._pages.values()) if not page.after]
        while waiting:
            page = waiting.pop()
            ordered.append(page)
            waiting.extend(self._pages[unit] for unit in reversed(self._followers.get(page.unit, [])))
        return ordered

    def apply(self, amendments: Sequence[Amendment], since: date | None) -> None:
        """Apply what one regulation changes on one day."""
        by_unit: dict[str, list[Amendment]] = {}
        renumbered = self._renumber_units(amendments, since) if since is not None else set()
        for amendment in amendments:
            if _key(amendment) in renumbered:
                continue
            unit = versioned_unit(amendment.target_id)
            if _means_many(amendment, unit):
                self._apply_to_many(amendment, since)
            else:
                by_unit.setdefault(unit, []).append(amendment)
        for unit, together in by_unit.items():
            self._apply_to_unit(unit, together, since)

    def _renumber_units(self, amendments: Sequence[Amendment], since: date) -> set[Key]:
        """Give whole units their new numbers where that is certain; gives the amendments it took care of."""
        head = next((head for head in heads_of(amendments) if "/" not in head), None)
        plan = renumbering(amendments, head, self._is_certain) if head is not None else None
        if plan is None:
            return set()
        units = plan.given_up | plan.filled | {amendment.target_id for amendment in plan.amendments}
        inner = [a for a in amendments if versioned_unit(a.target_id) in units and a not in plan.amendments]
        try:
            trees = {unit: self._renumbered(unit, plan) for unit in units}
            for amendment in inner:
                self._check(Page(versioned_unit(amendment.target_id), None), amendment, since)
                unit = versioned_unit(amendment.target_id)
                trees[unit] = edit(trees[unit], amendment, self._texts)
            places = {
                unit: placed_after(insertion(unit, plan), [*self._pages, *units - {unit}])
                for unit in units - self._pages.keys()
            }
        except NotApplicable:
            return set()
        # Units without words first: what was moved away from them is told again with its new number.
        for unit in sorted(units, key=lambda unit: (trees[unit] is not None, sort_key(unit))):
            own = [a for a in (*plan.amendments, *inner) if versioned_unit(a.target_id) == unit]
            own = own or [a for a in plan.amendments if former_unit(a) == unit]
            page = self._pages.get(unit) or Page(unit, None, after=places.get(unit, ""))
            self._record(page, trees[unit], own, since, whole=True)
        return {_key(amendment) for amendment in (*plan.amendments, *inner)}

    def _is_certain(self, unit: str) -> bool:
        """Whether a unit is there once, in words that are not in doubt."""
        page = self._pages.get(unit)
        return (
            page is not None
            and page.tree is not None
            and not page.versions[-1].doubt
            and f"{unit}~2" not in self._pages
        )

    def _renumbered(self, unit: str, plan: Renumbering) -> Unit | None:
        source = plan.moved.get(unit)
        if source is not None:
            tree = self._pages[source].tree
            return relabelled(tree, unit.rpartition("/")[2]) if tree is not None else None
        new = [a for a in plan.amendments if a.target_id == unit and a.action is not AmendmentAction.DELETE]
        return self._texts.tree(new[-1]) if new else None

    def _apply_to_many(self, amendment: Amendment, since: date | None) -> None:
        """A change of the whole regulation, or of all that stands under a heading.

        Words can be substituted wherever they occur, and a heading deleted with what is under it.
        """
        heading = amendment.target_id.partition("/")[2]
        reason = amendment.doubt or (UNDATED if since is None else "")
        units: list[str] = []
        if not reason and amendment.action is AmendmentAction.SUBSTITUTE:
            units = [page.unit for page in self._under(heading) if page.is_altered_by(amendment, self._texts)]
            reason = "" if units else f"kata “{amendment.old_words}” tidak ditemukan"
        elif not reason and amendment.action is AmendmentAction.DELETE and heading:
            units = [page.unit for page in self._under(heading)]
            reason = "" if units else "tidak ada pasal di bawah judul itu dalam naskahnya"
        if not units:
            self.findings[_key(amendment)] = reason or NOT_ONE_UNIT
        for unit in units:
            self._apply_to_unit(unit, [amendment.model_copy(update={"target_id": unit})], since)

    def _under(self, heading: str) -> list[Page]:
        """Units that are there now: all of them, or a heading with those under it."""
        return [page for page in self._pages.values() if page.tree is not None and page.stands_in(heading)]

    def _apply_to_unit(self, unit: str, amendments: Sequence[Amendment], since: date | None) -> None:
        page = self._pages.get(unit) or Page(unit, None)
        tree = page.tree.copy() if page.tree is not None else None
        applied = self._renumber_parts(page, tree, amendments) if since is not None else []
        failed: list[Amendment] = []
        certain: tuple[Unit, list[Amendment]] | None = None
        for amendment in amendments:
            if amendment in applied:
                continue
            try:
                self._check(page, amendment, since)
                tree = edit(tree, amendment, self._texts)
            except NotApplicable as reason:
                self.findings[_key(amendment)] = str(reason)
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
                    self.findings[_key(amendment)] = TOGETHER
            applied = kept
        if applied and since is not None:
            whole = any(is_whole(amendment) for amendment in applied)
            self._record(page, tree, applied, since, whole=whole)
        if failed and page.tree is not None:
            self._note_doubt(page, failed, since)

    def _renumber_parts(
        self, page: Page, tree: Unit | None, amendments: Sequence[Amendment]
    ) -> list[Amendment]:
        """Give units below one their new numbers where that is certain; gives the amendments of it."""
        done: list[Amendment] = []
        for head in heads_of(amendments):
            path = head.removeprefix(page.unit).strip("/")
            line = tree.line_to(path.split("/") if path else []) if tree is not None else []
            if not line or len(line) <= path.count("/") + bool(path) or not self._is_certain(page.unit):
                continue
            known = {f"{head}/{child.segment}" for child in line[-1].children}
            plan = renumbering(amendments, head, known.__contains__)
            if plan is None:
                continue
            try:
                renumber_children(line[-1], plan, self._texts)
            except NotApplicable:
                continue
            for unit in line:
                unit.changed = True
            done.extend(plan.amendments)
        return done

    def _check(self, page: Page, amendment: Amendment, since: date | None) -> None:
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
        return [page.unit for page in self._in_reading_order() if page.stands_in(heading)][-1]

    def _follow(self, page: Page) -> None:
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

    def _record(
        self, page: Page, tree: Unit | None, applied: Sequence[Amendment], since: date, *, whole: bool
    ) -> None:
        """A wording ends, and another begins unless the unit was deleted.

        Args:
            whole: none of the words before count any more, nor any doubt about them.
        """
        by = tuple(dict.fromkeys(amendment.instruction_id for amendment in applied))
        if tree is not None:
            headings = self._texts.headings(applied, page.headings or self._headings_of(page.after))
            page.headings = tuple(self._titles.get(heading, heading) for heading in headings)
            if is_heading_id(page.unit) and page.tree is not None:
                self._titles[printed_heading(page.tree.provision)] = printed_heading(tree.provision)
        text_id = page.rewrite(tree, by, since, whole=whole)
        if page.unit not in self._pages:
            self._pages[page.unit] = page
            self._follow(page)
        for amendment in applied:
            self.made[_key(amendment)] = text_id
            if text_id and amendment.text_id.startswith(f"{amendment.regulation_id}/"):
                self.texts_applied[amendment.text_id] = text_id

    def _headings_of(self, unit: str) -> tuple[str, ...]:
        page = self._pages.get(unit)
        return page.headings if page is not None else ()

    def _note_doubt(self, page: Page, failed: Sequence[Amendment], since: date | None) -> None:
        found = (self.findings[_key(amendment)].rstrip(".") for amendment in failed)
        reasons = "; ".join(dict.fromkeys(found))
        day = f" mulai {long_date(since)}" if since is not None else ""
        told = (
            f"Diubah dengan {_name(failed[0].regulation_id)}{day}, "
            f"tetapi perubahannya belum dapat diterapkan: {reasons}."
        )
        page.note_doubt(told, since or earliest_day(failed[0].regulation_id))


def _means_many(amendment: Amendment, unit: str) -> bool:
    """Whether an amendment is of a regulation, or of all that stands under a heading, not of its title."""
    if "/" not in unit:
        return True
    return is_heading_id(unit) and amendment.action in {AmendmentAction.DELETE, AmendmentAction.SUBSTITUTE}


def _key(amendment: Amendment) -> Key:
    return amendment.regulation_id, amendment.order


def _name(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier
