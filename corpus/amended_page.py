"""One unit of a regulation while amendments are applied to it."""

from dataclasses import dataclass, field

from corpus.amendments import Amendment, PasalVersion
from corpus.headings import heading_parts, is_heading, stands_under
from corpus.models import Provision
from corpus.wording_edits import NewText, NotApplicable, edit
from corpus.wording_tree import Unit


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

    def replace_last(self, **changes: object) -> None:
        """Change what is known of the newest wording."""
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
