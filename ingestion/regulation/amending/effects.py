"""What amendment operations mean for relations: whom they change, and whose words they quote."""

from collections.abc import Sequence

from corpus.amendments import Amendment
from corpus.models import Provision, Regulation, Relation, RelationKind


def changes_of(regulation: Regulation, amendments: Sequence[Amendment]) -> list[Relation]:
    """One relation MENGUBAH for each regulation that is changed, from its first operation."""
    first: dict[str, Amendment] = {}
    for amendment in amendments:
        first.setdefault(amendment.target_id.split("/", 1)[0], amendment)
    return [
        Relation(
            kind=RelationKind.MENGUBAH,
            subject_id=regulation.id,
            target_id=target,
            evidence=amendment.evidence,
            since=amendment.since or regulation.effective,
        )
        for target, amendment in first.items()
    ]


def without_quoted(
    provisions: tuple[Provision, ...], amendments: Sequence[Amendment]
) -> tuple[Provision, ...]:
    """The provisions without instructions and quotations: new wording for another regulation may
    itself speak of repeal, and it speaks for that regulation.
    """
    instructions = {amendment.instruction_id for amendment in amendments}
    kept: list[Provision] = []
    quoted: set[str] = set()
    for provision in provisions:
        if provision.id in instructions or provision.parent_id in quoted:
            quoted.add(provision.id)
        else:
            kept.append(provision)
    return tuple(kept)
