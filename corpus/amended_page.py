"""One unit of a regulation while amendments are applied to it."""

from dataclasses import dataclass, field
from datetime import date

from corpus.amendments import Amendment, PasalVersion
from corpus.headings import heading_parts, is_heading, stands_under
from corpus.models import Provision
from corpus.wording_edits import NewText, NotApplicable, edit
from corpus.wording_tree import Unit, write_tree


@dataclass(slots=True)
class Page:
    """One unit with its wordings so far; ``tree`` is None while it is deleted or not yet inserted."""

    unit: str
    tree: Unit | None
    headings: tuple[str, ...] = ()
    versions: list[PasalVersion] = field(default_factory=list)
    texts: dict[str, tuple[Provision, ...]] = field(default_factory=dict)
    after: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether it has another wording than the original, or ended, or is in doubt."""
        return len(self.versions) > 1 or any(
            version.since is not None or version.until is not None or version.doubt
            for version in self.versions
        )

    def rewrite(self, tree: Unit | None, by: tuple[str, ...], since: date, *, whole: bool) -> str:
        """A wording ends, and another begins; gives its identifier, empty where the unit was deleted.

        Args:
            tree: the new words, None for a deletion.
            by: the instructions that order it.
            since: first day of the new wording.
            whole: none of the words before count any more, nor any doubt about them.
        """
        doubt, doubt_since = "", None
        if self.tree is not None:
            last = self.versions[-1]
            doubt, doubt_since = ("", None) if whole else (last.doubt, last.doubt_since)
            if last.since == since:
                # A second change on the day the last wording began: that wording never held.
                by = (*last.by, *by)
                self.texts.pop(self.versions.pop().text_id, None)
                if self.versions and self.versions[-1].until == since:
                    self._amend_last(ended_by=by)
            else:
                self._amend_last(until=since, ended_by=by)
        self.tree = tree
        if tree is None:
            return ""
        text_id = f"{self.unit}@{since.isoformat()}"
        self.texts[text_id] = write_tree(tree, text_id, self.headings)
        self.versions.append(
            PasalVersion(
                pasal_id=self.unit,
                text_id=text_id,
                since=since,
                by=by,
                doubt=doubt,
                doubt_since=doubt_since,
            )
        )
        return text_id

    def note_doubt(self, told: str, since: date | None) -> None:
        """Say of the newest wording what could not be applied to it, and from which day that concerns it."""
        last = self.versions[-1]
        first = since if not last.doubt else _earlier(last.doubt_since, since)
        self._amend_last(doubt=f"{last.doubt} {told}".strip(), doubt_since=first)

    def _amend_last(self, **changes: object) -> None:
        self.versions[-1] = self.versions[-1].model_copy(update=changes)

    def stands_in(self, heading: str) -> bool:
        """Whether it is a heading, by its segment, or stands under it; under none stands everything."""
        segment = self.unit.rpartition("/")[2]
        if not heading or segment == heading or (is_heading(segment) and segment.startswith(f"{heading}-")):
            return True
        return stands_under(self.headings, heading_parts(heading))

    def is_altered_by(self, amendment: Amendment, texts: NewText) -> bool:
        """Whether an amendment, taken as one of this unit, fits its words."""
        if self.tree is None:
            return False
        try:
            edit(self.tree.copy(), amendment.model_copy(update={"target_id": self.unit}), texts)
        except NotApplicable:
            return False
        return True


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier day; None where either is not known."""
    return None if one is None or other is None else min(one, other)
