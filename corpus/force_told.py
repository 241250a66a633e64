"""Legal force told: statuses with their reasons in Indonesian, and the relation that made them so."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from corpus.acts import Act, regulation_of
from corpus.amendments import Amendment, PasalVersion
from corpus.citations import format_citation
from corpus.dates import long_date
from corpus.errors import InvalidIdentifier
from corpus.force import Force, ForceStatus, HandStatus
from corpus.missing_amendments import MissingAmendments
from corpus.models import Relation, RelationKind

MAY_DIFFER = "Bunyi yang berlaku mungkin lain dari yang ada di sini."
MAY_DIFFER = "Bunyi yang berlaku mungkin lain dari yang ada di sini."
MOST_LISTED = 3
"""Amendments named in one sentence; the pages and the audit list them all."""


def told_by_hand(status: HandStatus) -> Force:
    """What a knowledge manager set, with the reason given and the day."""
    reason = (
        f"{status.reason.rstrip('.')} (ditetapkan pengelola pengetahuan, sejak {long_date(status.since)})."
    )
    return Force(status.status, reason, by_hand=True)


def repealed_in_part(act: Act) -> Force:
    """That a part was repealed, which part, and by what."""
    scope = act.relation.scope
    part = name(act.target) if act.whole and not act.spared else scope
    reason = f"Dicabut sebagian oleh {name(act.relation.subject_id)}: {part}."
    return Force(ForceStatus.DICABUT_SEBAGIAN, reason, act.relation)


def current(version: PasalVersion, on: date, not_applied: Iterable[Amendment]) -> Force | None:
    """A wording on a day on which it reads: changed in doubt, as amended, or the original.

    Args:
        not_applied: the changes of the unit that were left out.
    """
    if version.doubt and (version.doubt_since is None or version.doubt_since <= on):
        left_out = [one for one in not_applied if _concerns(one, version, on)]
        by = tuple(one.instruction_id for one in left_out) or version.by
        since = left_out[-1].since if left_out else None
        return Force(ForceStatus.DIUBAH, version.doubt, acting_relation(by, version, since))
    if version.since is None:
        return Force(ForceStatus.BERLAKU, f"Belum diubah pada {long_date(on)}.")
    reason = f"Bunyi sebagaimana diubah dengan {names(version.by)} mulai {long_date(version.since)}."
    return Force(ForceStatus.BERLAKU, reason, acting_relation(version.by, version))


def _concerns(amendment: Amendment, version: PasalVersion, on: date) -> bool:
    """Whether a change that was left out may have changed a wording by a day."""
    if amendment.since is None:
        return regulation_of(amendment.instruction_id) not in map(regulation_of, version.by)
    return amendment.since <= on and (version.since is None or amendment.since >= version.since)


def wary(force: Force, missing: MissingAmendments) -> Force:
    """A force with the amendments that could not be taken into account; what was unchanged is amended."""
    told = told_missing(missing)
    if force.status is not ForceStatus.BERLAKU:
        return replace(force, reason=f"{force.reason} {told}", missing=missing)
    reason = told if force.by is None else f"{force.reason} {told}"
    by = None
    if missing.named:
        last = missing.named[-1]
        by = Relation(
            kind=RelationKind.MENGUBAH,
            subject_id=last.amending_id,
            target_id=missing.target_id,
            evidence=last.told[-1].evidence,
        )
    return replace(force, status=ForceStatus.DIUBAH, reason=reason, by=by, missing=missing)


@lru_cache(maxsize=4096)
def told_missing(missing: MissingAmendments) -> str:
    """Which amendments could not be taken into account, and what follows from it."""
    absent = [one.amending_id for one in missing.named if not one.is_here]
    unread = [one.amending_id for one in missing.named if one.is_here]
    said: list[str] = []
    if absent:
        said.append(f"diubah dengan {listed(absent)}, yang naskahnya tidak ada di pustaka ini")
    if unread:
        said.append(f"diubah dengan {listed(unread)}, tetapi perubahannya belum terbaca dari naskah itu")
    if missing.counted is not None:
        times = missing.counted.times
        last = name(missing.counted.amending_id)
        said.append(
            f"diubah {times} kali sampai dengan {last}, tetapi {missing.unnamed} di antaranya tidak dikenal "
            "pustaka ini"
        )
    return f"{name(missing.target_id)} {'; '.join(said)}. {MAY_DIFFER}"


def listed(identifiers: Sequence[str]) -> str:
    """Identifiers as people cite them, of many the latest: "PP A, PP B, dan 3 lainnya"."""
    shown = [name(one) for one in reversed(identifiers)][:MOST_LISTED]
    if len(identifiers) > MOST_LISTED:
        shown.append(f"{len(identifiers) - MOST_LISTED} lainnya")
    if len(shown) < 3:
        return " dan ".join(shown)
    return f"{', '.join(shown[:-1])}, dan {shown[-1]}"


def acting_relation(
    instructions: tuple[str, ...], version: PasalVersion, since: date | None = None
) -> Relation | None:
    """The amendment that made or ended a wording, as a relation."""
    if not instructions:
        return None
    return Relation(
        kind=RelationKind.MENGUBAH,
        subject_id=instructions[-1],
        target_id=version.pasal_id,
        since=since or version.since,
    )


def names(instructions: Iterable[str]) -> str:
    """The regulations that gave instructions, each once."""
    return " dan ".join(dict.fromkeys(name(regulation_of(instruction)) for instruction in instructions))


def name(identifier: str) -> str:
    """An identifier as people cite it; itself where it is none."""
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        return identifier
