"""What clauses that may decide mean, and how each stands in the talk, by an embedder's vectors."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.candidates import Candidate
from assistant.minutes.understanding.clauses import Speech
from corpus.embeddings.protocol import Embedder

Floats = NDArray[np.float64]
BLOCKS = ("clause", "before", "after", "turn_before", "turn_after")
"""Whose vectors a clause is judged by: its own, its neighbours' in the talk, those of the turns about it."""
SPANS = (2, 3, 5)
"""Turns on each side that are compared to see whether the talk moves on."""
_NEIGHBOURS = (-1, -2, -3, 1, 2, 3)
_AROUND = 4
_LATER, _LATEST = 6, 200
"""Turns after a clause among which it is looked for again, as in a summing-up."""
_FAR = 20.0
_SMALL = 1e-9
MOST_CLAUSES = 20_000
"""Turns and candidates beyond which a meeting is judged without vectors, which bounds time and memory."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """Of the candidates of one meeting, in their order.

    Attributes:
        vectors: shape (candidates, blocks, dimension), each less the mean of speech.
        named: shape (candidates, features), see :func:`cohesion_names`.
    """

    vectors: Floats
    named: Floats


def cohesion_names() -> tuple[str, ...]:
    """The names of the columns of ``Meanings.named``."""
    return (
        *(f"like_{offset:+d}" for offset in _NEIGHBOURS),
        *(f"goes_on_{span}" for span in SPANS),
        *(f"new_here_{span}" for span in SPANS),
        "like_before",
        "like_after",
        "said_again",
        "place",
        "from_start",
        "to_end",
    )


def meanings_of(
    speech: Speech,
    acts: Sequence[Sequence[Act]],
    candidates: Sequence[Candidate],
    embedder: Embedder,
    mean: Floats,
) -> Meanings | None:
    """The vectors of candidates and of what stands about them; None where the meeting is too long.

    Every turn and every clause beside a candidate is embedded once. Linear in the speech.

    Args:
        speech: the meeting.
        acts: what its clauses do, by turn.
        candidates: those of this speech.
        embedder: whose vectors are asked for.
        mean: of the vectors of speech, shape (dimension,).

    Raises:
        corpus.errors.EmbeddingError: the embedder failed.
    """
    if not candidates or len(speech.turns) + len(candidates) > MOST_CLAUSES:
        return None
    turns = [turn.utterance.text[turn.start : turn.end] or " " for turn in speech.turns]
    beside = [[_beside(acts, turns, one, step) for step in (0, -1, 1)] for one in candidates]
    texts = list(dict.fromkeys([*turns, *(text for three in beside for text in three)]))
    known = {text: row for row, text in enumerate(texts)}
    table = np.asarray(embedder.embed_passages(texts), dtype=np.float64) - mean
    of_turns = table[[known[text] for text in turns]]
    rows = np.stack([table[[known[three[step]] for three in beside]] for step in range(3)], axis=1)
    places = np.array([one.position for one in candidates])
    about = np.stack([_shifted(of_turns, places - 1), _shifted(of_turns, places + 1)], axis=1)
    return Meanings(np.concatenate([rows, about], axis=1), _cohesion(of_turns, rows[:, 0], places))


def _beside(acts: Sequence[Sequence[Act]], turns: Sequence[str], one: Candidate, step: int) -> str:
    """The clause a step away in the same turn, else the turn a step away."""
    own, index = acts[one.position], one.index + step
    if 0 <= index < len(own):
        return own[index].clause.text
    at = one.position + step
    return turns[at] if 0 <= at < len(turns) else " "


def _shifted(of_turns: Floats, places: NDArray[np.int_]) -> Floats:
    """The rows at some places; zeros, which is the mean of speech, beyond the meeting."""
    inside = (places >= 0) & (places < len(of_turns))
    found: Floats = of_turns[np.clip(places, 0, len(of_turns) - 1)] * inside[:, None]
    return found


def _cohesion(of_turns: Floats, clauses: Floats, places: NDArray[np.int_]) -> Floats:
    turns, own = _unit(of_turns), _unit(clauses)
    sums = np.vstack([np.zeros(turns.shape[1]), np.cumsum(turns, axis=0)])
    size = len(turns)

    def stretch(first: NDArray[np.int_], last: NDArray[np.int_]) -> Floats:
        """Directions of the turns from ``first`` to ``last`` (exclusive)."""
        return _unit(sums[np.clip(last, 0, size)] - sums[np.clip(first, 0, size)])

    columns = [(own * _shifted(turns, places + offset)).sum(axis=1) for offset in _NEIGHBOURS]
    for span in SPANS:
        after = stretch(places + 1, places + 1 + span)
        columns.append((stretch(places - span, places + 1) * after).sum(axis=1))
    for span in SPANS:
        here = stretch(places, places + span)
        columns.append((stretch(places - span, places) * here).sum(axis=1))
    columns.append((own * stretch(places - _AROUND, places)).sum(axis=1))
    columns.append((own * stretch(places + 1, places + 1 + _AROUND)).sum(axis=1))
    columns.append(
        np.array(
            [
                float((turns[place + _LATER : place + _LATEST] @ vector).max())
                if place + _LATER < size
                else 0.0
                for place, vector in zip(places, own, strict=True)
            ]
        )
    )
    columns.append(places / size)
    columns.append(np.minimum(places, _FAR))
    columns.append(np.minimum(size - places, _FAR))
    return np.column_stack(columns)


def _unit(rows: Floats) -> Floats:
    lengths: Floats = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: Floats = rows / (lengths + _SMALL)
    return unit
