"""What each clause of a meeting does: decide, propose, agree, object, ask, put off, take back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.minutes.understanding import cues
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.people import is_anybody

SHORT = 7
"""Words up to which an utterance may be nothing but a nod."""
_MARKUP = re.compile(r"""\{\s*["\']\w+["\']\s*:|```|<\|\w+""")
"""The output of a program, which nobody speaks."""
_DIRECTIVE_OPENERS = frozenset({"catat", "tulis", "tuliskan", "tambahkan", "masukkan", "note", "write"})


@dataclass(frozen=True, slots=True)
class Act:
    """What one clause does.

    Attributes:
        decides: it says that something is decided, here and now.
        cue: span of the deciding words in ``Clause.said``, None where there are none.
        reported: it tells what was, what others said or decided, or what a rule says.
        supposes: it holds only in a supposition, or is a wish or a plan.
        machine: it is spoken to a machine, and counts for nothing.
    """

    clause: Clause
    decides: bool
    cue: tuple[int, int] | None
    proposes: bool
    assents: bool
    nods: bool
    objects: bool
    asks: bool
    confirms: bool
    puts_off: bool
    reported: bool
    supposes: bool
    revises: bool
    takes_back: bool
    procedure: bool
    machine: bool

    @property
    def settled(self) -> bool:
        """Nothing in it speaks against its being meant as it stands."""
        return not (self.reported or self.supposes or self.machine or self.puts_off or self.procedure)


def acts_of(speech: Speech) -> list[list[Act]]:
    """The acts of every utterance, in order. Linear in the length of the speech."""
    machine = _to_a_machine(speech)
    return [
        [read_act(clause, machine=position in machine) for clause in speech.of(position)]
        for position in range(len(speech.turns))
    ]


def read_act(clause: Clause, *, machine: bool = False) -> Act:
    """What a clause does, read on its own."""
    said = clause.said
    found = next((one for one in cues.DECIDES.finditer(said) if _performed(said, one.start())), None)
    confirms = cues.CONFIRMS.search(said) is not None and cues.ASKS.match(said) is None
    asks = (clause.asks or cues.ASKS.match(said) is not None) and not confirms
    if clause.asks and (cues.INTERROGATIVE.search(said) or "tidak ya" in said):
        asks, confirms = True, False
    reported = _before(cues.REPORTED.search(said), found) or _before(cues.OF_A_RULE.search(said), found)
    elsewhere = found is not None and cues.BY_OTHERS.search(said) is not None
    supposes = _before(cues.SUPPOSES.search(said), found)
    puts_off = cues.PUTS_OFF.search(said) is not None
    personal = said.startswith(("saya setuju", "saya sepakat", "saya juga"))
    return Act(
        clause=clause,
        decides=found is not None
        and not (asks or reported or elsewhere or supposes or machine or personal or puts_off)
        and not clause.asks,
        cue=found.span() if found is not None else None,
        proposes=(cues.PROPOSES.search(said) is not None or (clause.asks and found is not None))
        and not machine,
        assents=cues.ASSENTS.search(said) is not None and not asks and not _negated(clause),
        nods=len(clause.tags) <= SHORT
        and cues.NODS.match(f"{said} ".rstrip()) is not None
        and not clause.asks,
        objects=cues.OBJECTS.search(said) is not None,
        asks=asks,
        confirms=confirms and clause.asks,
        puts_off=puts_off,
        reported=reported,
        supposes=supposes,
        revises=cues.REVISES.search(said) is not None,
        takes_back=cues.TAKES_BACK.search(said) is not None,
        procedure=cues.PROCEDURE.search(said) is not None and "T" not in clause.tags and found is None,
        machine=machine,
    )


def assents(acts: Sequence[Act]) -> bool:
    """Whether an utterance as a whole agrees with what was said before it."""
    spoken = [act for act in acts if act.clause.said]
    if not spoken or spoken[0].decides or any(act.machine or act.puts_off for act in spoken):
        return False
    return (spoken[0].assents or (len(spoken) > 1 and spoken[0].nods and spoken[1].assents)) and not (
        any(act.objects and not act.assents for act in spoken)
    )


def nods(acts: Sequence[Act]) -> bool:
    """Whether an utterance is nothing but a sign that its speaker goes along."""
    spoken = [act for act in acts if act.clause.said]
    words = sum(len(act.clause.tags) for act in spoken)
    return 0 < words <= SHORT and spoken[0].nods and not any(act.asks or act.objects for act in spoken)


def same_speaker(speech: Speech, first: int, second: int) -> bool:
    """Whether two utterances are known to be of one speaker; unknown speakers may be anybody."""
    one, other = speech.turns[first].speaker, speech.turns[second].speaker
    return one == other and not is_anybody(one)


def _performed(said: str, at: int) -> bool:
    """Deciding words that are not negated, asked for, or put into the future."""
    return cues.TO_BE_DECIDED.search(said, max(0, at - 60), at) is None


def _before(found: re.Match[str] | None, cue: re.Match[str] | None) -> bool:
    """Whether words stand before the deciding ones, or anywhere where there are none."""
    return found is not None and (cue is None or found.start() < cue.end())


def _negated(clause: Clause) -> bool:
    return clause.tags.startswith("n") and not clause.said.startswith(
        ("tidak ada", "tidak masalah", "tidak keberatan")
    )


def _to_a_machine(speech: Speech) -> frozenset[int]:
    """Utterances spoken to a machine, with what the same speaker goes on to dictate."""
    found: set[int] = set()
    for position in range(len(speech.turns)):
        clauses = speech.of(position)
        goes_on = (
            position - 1 in found
            and bool(clauses)
            and speech.turns[position].speaker == speech.turns[position - 1].speaker
            and clauses[0].said.split(" ", 1)[0] in _DIRECTIVE_OPENERS
        )
        if (
            goes_on
            or _MARKUP.search(speech.turns[position].utterance.text)
            or any(cues.TO_A_MACHINE.search(clause.said) for clause in clauses)
        ):
            found.add(position)
    return frozenset(found)
