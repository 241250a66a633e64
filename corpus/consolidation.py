"""The wordings of a regulation, from its original text and the amendments on it.

What a regulation changes in one unit on one day is applied wholly or not at all. What is in doubt, has
no day, or does not fit the words it changes is not guessed: the last certain words stay, and say so.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from corpus.amended_text import AmendedText
from corpus.amendments import Amendment, PasalVersion
from corpus.models import Provision
from corpus.wording_edits import Key


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
    *,
    accepted: Collection[Key] = (),
) -> Consolidated:
    """Apply amendments, in order of day, regulation and place.

    Args:
        provisions: the original text of one regulation in reading order.
        amendments: the changes that others order in it.
        texts: the whole text of every amending regulation, by its identifier.
        accepted: amendments that a person found safe, even where their new wording seems to have gaps.
    """
    text = AmendedText(provisions, texts, accepted)
    ordered = sorted(amendments, key=_when)
    for (since, _), together in groupby(ordered, key=lambda item: (item.since, item.regulation_id)):
        text.apply(list(together), since)
    wordings = tuple(
        Wording(version, page.texts.get(version.text_id, ()), page.after)
        for page in text.changed_pages()
        for version in page.versions
    )
    return Consolidated(wordings, text.findings, text.made, text.texts_applied)


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
