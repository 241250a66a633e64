"""The amendment operations that a regulation orders, in reading order."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.amendments import Amendment, AmendmentAction
from corpus.models import Provision, Regulation
from ingestion.regulation.amending.draft import identifier
from ingestion.regulation.amending.drafts import drafts_of
from ingestion.regulation.amending.ordered_changes import announces_changes, ordered_changes, pasal_beside
from ingestion.regulation.amending.provision_tree import ProvisionTree

_QUOTE_MARKS = re.compile(r"[\s:]*[\"“”'’]+[\s.;]*$")
_LONGEST_EVIDENCE = 2000


def amendments_of(
    regulation: Regulation, provisions: Sequence[Provision], changes: Sequence[str]
) -> tuple[Amendment, ...]:
    """Every change that a regulation orders, in reading order.

    Args:
        regulation: the amending regulation; its title names the amended one where no pasal does.
        provisions: all of its provisions.
        changes: identifiers of those whose own words order a change, as the parser marked them.
    """
    tree = ProvisionTree(provisions, frozenset(changes))
    found: list[Amendment] = []
    ordered = list(ordered_changes(regulation, tree, changes))
    for index, change in enumerate(ordered):
        since = tree.commencement(change.provision) or regulation.effective
        evidence = _QUOTE_MARKS.sub("", change.provision.text)[:_LONGEST_EVIDENCE]
        for draft in drafts_of(tree, change, pasal_beside(tree, ordered, index)):
            found.append(
                Amendment(
                    regulation_id=regulation.id,
                    order=len(found),
                    instruction_id=change.provision.id,
                    action=draft.action,
                    target_id=identifier(change.target, draft.path),
                    after_id=identifier(change.target, draft.after) if draft.after else "",
                    text_id=draft.text_id,
                    old_words=draft.old,
                    new_words=draft.new,
                    evidence=evidence,
                    since=since,
                    doubt=" ".join(dict.fromkeys(draft.doubts)),
                )
            )
    for parent, number in tree.lost_changes():
        if found:
            found.append(_lost(regulation, parent, number, found))
    return tuple(_without_conflicts(found))


def unread_changes(
    regulation: Regulation, amendments: Sequence[Amendment], changes: Sequence[str]
) -> Iterator[str]:
    """A warning, in Indonesian, where a regulation that changes others gives no operation.

    Args:
        amendments: what `amendments_of` found.
        changes: identifiers of the provisions whose own words order a change.
    """
    if not amendments and (changes or announces_changes(regulation)):
        yield "Peraturan ini mengubah peraturan lain, tetapi tidak ada perubahan yang terbaca."


def _lost(regulation: Regulation, parent: Provision, number: int, found: Sequence[Amendment]) -> Amendment:
    """What a change that was not found does: nobody knows, so all of the amended regulation is in doubt."""
    target = next(
        (a.target_id for a in found if a.instruction_id.startswith(f"{parent.id}/")), found[0].target_id
    )
    return Amendment(
        regulation_id=regulation.id,
        order=len(found),
        instruction_id=parent.id,
        action=AmendmentAction.OTHER,
        target_id=target.split("/", 1)[0],
        evidence=parent.text[:_LONGEST_EVIDENCE] or parent.label,
        since=regulation.effective,
        doubt=f"Angka {number} tidak ditemukan; perubahan yang diperintahkannya tidak diketahui.",
    )


def _without_conflicts(found: list[Amendment]) -> Iterator[Amendment]:
    """Two whole wordings for one unit on one day contradict each other."""
    seen: dict[tuple[str, date | None], str] = {}
    for amendment in found:
        key = (amendment.target_id, amendment.since)
        wording = amendment.action in (AmendmentAction.REPLACE, AmendmentAction.INSERT)
        if wording and amendment.target_id.count("/") and key in seen and not amendment.doubt:
            yield _with_doubt(amendment, f"Satuan ini juga diubah oleh {seen[key]}.")
            continue
        if wording:
            seen.setdefault(key, amendment.instruction_id)
        yield amendment


def _with_doubt(amendment: Amendment, doubt: str) -> Amendment:
    """The amendment with a doubt."""
    return amendment.model_copy(update={"doubt": doubt})
