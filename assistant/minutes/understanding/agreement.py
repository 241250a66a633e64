"""Who goes along with what was said: assent, nods and objections in the utterances that follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.minutes.understanding.acts import Act, assents, nods, same_speaker
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.people import is_anybody

LOOK_AHEAD = 5
"""Utterances after a clause among which assent to it is sought."""

LONGEST_WAIT = 5
"""Words that somebody may add and still be waiting for an answer."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What followed an utterance.

    Attributes:
        strong: places of utterances that agree in so many words, one a speaker.
        weak: places of utterances that only take note of it ("siap", "baik, Pak").
        chair: the chair is among those who agree.
        objected: somebody objected before anybody agreed.
    """

    strong: tuple[int, ...]
    weak: tuple[int, ...]
    chair: bool
    objected: bool


def agreement_after(speech: Speech, acts: Sequence[Sequence[Act]], position: int) -> Agreement:
    """What others answered to the utterance at ``position``, up to where something new is proposed."""
    strong: list[int] = []
    weak: list[int] = []
    chair = objected = others = False
    agreed: set[str] = set()
    for at in range(position + 1, min(position + 1 + LOOK_AHEAD, len(acts))):
        if not acts[at]:
            continue
        if same_speaker(speech, at, position):
            if others and _moves_on(acts[at]):
                break
            continue
        speaker = speech.turns[at].speaker
        others = True
        if assents(acts[at]):
            if speaker not in agreed or is_anybody(speaker):
                strong.append(at)
                agreed.add(speaker)
                chair = chair or speech.people.is_chair(speaker)
        elif nods(acts[at]):
            weak.append(at)
            chair = chair or speech.people.is_chair(speaker)
        elif acts[at][0].objects and not strong:
            objected = True
            break
        elif any(act.decides or act.proposes for act in acts[at]) or (
            speech.people.is_chair(speaker) and _moves_on(acts[at])
        ):
            break
    return Agreement(tuple(strong), tuple(weak), chair, objected)


def _moves_on(acts: Sequence[Act]) -> bool:
    """Whether somebody who spoke before now says something else rather than waiting for an answer."""
    return (
        not nods(acts)
        and not all(act.asks or act.confirms for act in acts)
        and sum(len(act.clause.tags) for act in acts) > LONGEST_WAIT
    )
