"""A transcript in windows that a model can take in, one call each, with some overlap."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from assistant.generation.window import Window
from assistant.llm.chat import Message
from assistant.llm.tokens import count, count_messages
from assistant.minutes.drafting.reading import Line

READ_PER_REPLY = 4
"""Tokens of speech for each token of the reply: what a window holds must fit into what is said of it."""
OVERLAP = 0.1
"""Share of a window that is read again in the next: a question may stand there whose answer follows."""
EARLY = 0.6
"""Share of a window from which it ends where a topic does."""
LEAST_ROOM = 200
"""Tokens of speech below which a window is not worth a call."""
MOST_CALLS = 64
"""Calls for one meeting; with a usual model that is some nine hours of talk."""


def cut(
    lines: Sequence[Line], ends: Collection[str], *, window: Window, beside: Sequence[Message]
) -> list[tuple[Line, ...]] | None:
    """The lines in windows, every line in at least one. Linear in their number.

    Args:
        ends: identifiers of the last utterances of topics.
        beside: what else is in the prompt.

    Returns:
        None where the model takes in too little, or it would need more than ``MOST_CALLS``.
    """
    fixed = count_messages(beside, window.model)
    room = min(window.context - window.max_tokens - fixed, READ_PER_REPLY * window.max_tokens)
    # One token more for the break between two lines.
    sizes = [count(line.text, window.model) + 1 for line in lines]
    if room < LEAST_ROOM or any(size > room for size in sizes):
        return None
    found: list[tuple[Line, ...]] = []
    first = 0
    while first < len(lines):
        if len(found) == MOST_CALLS:
            return None
        last = _last(lines, sizes, ends, first, room)
        found.append(tuple(lines[first:last]))
        if last == len(lines):
            break
        first = max(first + 1, _again(sizes, last, OVERLAP * room))
    return found


def ends_of_topics(firsts: Sequence[str], ids: Sequence[str]) -> frozenset[str]:
    """The utterances before those that begin a topic."""
    begins = frozenset(firsts)
    return frozenset(before for before, after in pairwise(ids) if after in begins)


def _last(lines: Sequence[Line], sizes: Sequence[int], ends: Collection[str], first: int, room: int) -> int:
    """Where a window that begins at ``first`` ends (exclusive)."""
    used, at, topic_end = 0, first, 0
    while at < len(lines) and used + sizes[at] <= room:
        used += sizes[at]
        at += 1
        if used >= EARLY * room and lines[at - 1].id in ends:
            topic_end = at
    return at if at == len(lines) or not topic_end else topic_end


def _again(sizes: Sequence[int], last: int, room: float) -> int:
    """The first line before ``last`` that is read again."""
    at, used = last, 0.0
    while at > 0 and used + sizes[at - 1] <= room:
        at -= 1
        used += sizes[at]
    return at
