"""Reduce: items that say the same become one. Nothing is worded anew, so nothing can be invented.

Two items are one where they share an utterance and most words, or are worded alike. What is verified wins
over what is marked, then what rests on more; of two tasks the later deadline wins, as in the meeting.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from assistant.minutes.drafting.checking import Checked
from assistant.minutes.models import ActionItem, Standing, Statement
from corpus.search_words import search_words
from corpus.text import fold

Item = TypeVar("Item", Statement, ActionItem)
SAME = 0.5
"""Share of the shorter one's stems that two items with an utterance in common have in common."""
COMPARED = 60
"""Items before one that it is compared with; keeps the work linear."""


def merged(checked: Checked, places: Mapping[str, int]) -> Checked:
    """The items of all windows, each once, in the order of the transcript.

    Args:
        checked: of all windows, in their order.
        places: of the utterances in the transcript.
    """
    return Checked(
        key_points=_once(checked.key_points, _one_statement, places),
        decisions=_once(checked.decisions, _one_statement, places),
        actions=_once(checked.actions, _one_action, places),
        questions=_once(checked.questions, _one_statement, places),
        dropped=checked.dropped,
    )


def text_of(item: Statement | ActionItem) -> str:
    """What a line says."""
    return item.task if isinstance(item, ActionItem) else item.text


def is_same(first: Statement | ActionItem, second: Statement | ActionItem) -> bool:
    """Whether two items say the same of the same."""
    if fold(text_of(first)) == fold(text_of(second)):
        return _fits(first, second)
    if not set(first.utterances) & set(second.utterances) or not _fits(first, second):
        return False
    one, other = _stems(text_of(first)), _stems(text_of(second))
    return bool(one and other) and len(one & other) / min(len(one), len(other)) >= SAME


def in_order(ids: Iterable[str], places: Mapping[str, int]) -> tuple[str, ...]:
    """Identifiers in the order of the transcript, each once."""
    return tuple(sorted(dict.fromkeys(ids), key=lambda one: places.get(one, len(places))))


def _once(
    items: Sequence[Item], join: Callable[[Item, Item, Mapping[str, int]], Item], places: Mapping[str, int]
) -> tuple[Item, ...]:
    found: list[Item] = []
    for item in items:
        for index in range(max(0, len(found) - COMPARED), len(found)):
            if is_same(found[index], item):
                found[index] = join(found[index], item, places)
                break
        else:
            found.append(item)
    return tuple(sorted(found, key=lambda one: places.get(one.utterances[0], len(places))))


def _one_statement(first: Statement, second: Statement, places: Mapping[str, int]) -> Statement:
    better, other = _ranked(first, second)
    if better.standing is not other.standing:
        return better
    return replace(better, utterances=in_order((*better.utterances, *other.utterances), places))


def _one_action(first: ActionItem, second: ActionItem, places: Mapping[str, int]) -> ActionItem:
    better, other = _ranked(first, second)
    if better.standing is not other.standing:
        return better
    dated = second if second.deadline_phrase else first
    return replace(
        better,
        utterances=in_order((*better.utterances, *other.utterances), places),
        pic=better.pic or other.pic,
        deadline_phrase=dated.deadline_phrase,
        deadline=dated.deadline,
    )


def _ranked(first: Item, second: Item) -> tuple[Item, Item]:
    """The better one first: the verified one, then the one with more evidence, then the later one."""

    def worth(item: Item) -> tuple[bool, int]:
        return item.standing is Standing.VERIFIED, len(item.utterances)

    return (first, second) if worth(first) > worth(second) else (second, first)


def _fits(first: Statement | ActionItem, second: Statement | ActionItem) -> bool:
    """Tasks of two different people are two tasks."""
    if isinstance(first, ActionItem) and isinstance(second, ActionItem):
        return first.pic is None or second.pic is None or first.pic == second.pic
    return True


@lru_cache(maxsize=4_096)
def _stems(text: str) -> frozenset[str]:
    return frozenset(search_words(text))
