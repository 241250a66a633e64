"""What a claim says otherwise than the sentence of law that it retells, found by rules that can be read.

Beside the statistical checker (``assistant.support``), which weighs all words at once and so lets a single
one pass: each check here looks at one thing, in the sentences of the evidence nearest to the claim, and says
in Indonesian what it found. It speaks only where claim and sentence are plainly about the same, and is silent
otherwise. Words are those of ``assistant/data/support_logic.yaml``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.support_actors import Role, strangers, swapped
from assistant.support_additions import added_clauses
from assistant.support_clauses import Mode
from assistant.support_conditions import lost_conditions
from assistant.support_features import Near, Weigh, nearest
from assistant.support_junctions import torn_junctions
from assistant.support_modes import Torn, torn_modes
from assistant.support_reason import Support
from assistant.support_text import read_sentence


class Structure(StrEnum):
    """What a check looks at; the value is its name in reports."""

    POLARITY = "polarity"
    MODALITY = "modality"
    CONDITION = "condition"
    ACTOR = "actor"
    ROLES = "roles"
    JUNCTION = "junction"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Finding:
    """What speaks against a claim.

    Attributes:
        label: whether the claim contradicts its evidence or goes beyond it.
        reason: one sentence in Indonesian, for whoever drafts the claim again.
    """

    structure: Structure
    label: Support
    reason: str


Check = Callable[[str, Sequence[Near], Weigh], Iterator[Finding]]
QUOTED = 160
"""Characters of the source that a reason quotes."""
_TOLD = {
    Mode.PLAIN: "“ya”",
    Mode.DUTY: "“wajib”",
    Mode.PERMITTED: "“boleh”",
    Mode.FORBIDDEN: "“dilarang”",
    Mode.FREE: "“tidak wajib”",
    Mode.DENIED: "“tidak”",
}
_ROLES = {Role.AGENT: "yang melakukannya", Role.PATIENT: "yang dikenainya", Role.RECIPIENT: "yang ditujunya"}


def findings(claim: str, evidence: Sequence[str], weigh: Weigh) -> tuple[Finding, ...]:
    """Everything that the checks find, contradictions before what goes beyond.

    Args:
        claim: one sentence.
        evidence: the texts that it cites.
        weigh: rarity of a stem, 0–1.
    """
    near = nearest(read_sentence(claim), evidence, weigh)
    if not near:
        return ()
    found = [finding for check in CHECKS for finding in check(claim, near, weigh)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.label is Support.BEYOND))


def _modes(claim: str, near: Sequence[Near], weigh: Weigh) -> Iterator[Finding]:
    for torn in torn_modes(claim, near, weigh):
        structure = Structure.POLARITY if torn.denied else Structure.MODALITY
        yield Finding(structure, Support.CONTRADICTED, _told_of_mode(torn))


def _told_of_mode(torn: Torn) -> str:
    words = torn.sentence
    if len(words) > QUOTED:
        words = f"{words[:QUOTED].rsplit(' ', 1)[0]} …"
    return f"Sumber menyatakan {_TOLD[torn.there]}, kalimat ini {_TOLD[torn.said]}: “{words}”."


def _conditions(claim: str, near: Sequence[Near], weigh: Weigh) -> Iterator[Finding]:
    for condition in lost_conditions(claim, near, weigh):
        reason = f"Syarat atau pengecualian di sumber tidak disebut: “{condition}”."
        yield Finding(Structure.CONDITION, Support.BEYOND, reason)


def _actors(claim: str, near: Sequence[Near], _: Weigh) -> Iterator[Finding]:
    for actor, rival in strangers(claim, near):
        reason = f"Sumber menyebut “{rival.shown}”, bukan “{actor.shown}”."
        yield Finding(Structure.ACTOR, Support.CONTRADICTED, reason)


def _parts(claim: str, near: Sequence[Near], _: Weigh) -> Iterator[Finding]:
    for part, other in swapped(claim, near):
        reason = f"Menurut sumber, {_ROLES[part.role]} ialah “{other.shown}”, bukan “{part.actor.shown}”."
        yield Finding(Structure.ROLES, Support.CONTRADICTED, reason)


def _junctions(claim: str, near: Sequence[Near], _: Weigh) -> Iterator[Finding]:
    for said, there in torn_junctions(claim, near):
        reason = f"Sumber menyambung dengan “{there}”, kalimat ini dengan “{said}”."
        yield Finding(Structure.JUNCTION, Support.CONTRADICTED, reason)


def _additions(claim: str, near: Sequence[Near], weigh: Weigh) -> Iterator[Finding]:
    for clause in added_clauses(claim, near, weigh):
        yield Finding(Structure.ADDED, Support.BEYOND, f"Bagian ini tidak ada di sumber: “{clause}”.")


CHECKS: tuple[Check, ...] = (_modes, _actors, _parts, _junctions, _conditions, _additions)
"""Those that pay: each finds more that is wrong than it costs in true sentences (docs/language-model.md)."""
