"""Who leads a meeting whose speakers only have numbers or names that the form does not tell of."""

from collections import defaultdict
from collections.abc import Sequence

from assistant.minutes.understanding.acts import Act, nods
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.people import is_anybody

LEAST_SPEAKERS = 2
_OPENS, _CLOSES, _ANSWERED = 3.0, 1.5, 1.0
"""What it says of somebody that they speak first, at the end, and that others take note of what they say."""
_PROCEDURE, _REQUEST, _QUESTION = 1.5, 0.7, 0.5


def leading_speaker(speech: Speech, acts: Sequence[Sequence[Act]]) -> str | None:
    """The label under which the chair probably speaks; None where that is known, or nobody is told apart.

    Whoever opens and closes, asks, gives the floor and is answered "siap" leads. Linear in the speech.
    """
    labels = [turn.speaker for turn in speech.turns]
    apart = {label for label in labels if not is_anybody(label)}
    if len(apart) < LEAST_SPEAKERS or any(speech.people.is_chair(label) for label in apart):
        return None
    weight: defaultdict[str, float] = defaultdict(float)
    for position, label in enumerate(labels):
        if label not in apart:
            continue
        for act in acts[position]:
            weight[label] += _QUESTION * act.asks + _PROCEDURE * act.procedure
            weight[label] += _REQUEST * ("r" in act.clause.tags)
        weight[label] += _OPENS * (position == 0) + _CLOSES * (position >= len(labels) - 2)
        weight[label] += _ANSWERED * (position + 1 < len(acts) and nods(acts[position + 1]))
    return max(sorted(weight), key=weight.__getitem__)
