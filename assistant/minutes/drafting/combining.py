"""A notula by rules and the items of a model become one notula.

The rules' decisions, tasks and questions stay. A verified item of the model takes the place of the rules'
wording of the same where it rests on all of the same utterances and loses no number, day or person; what the
rules found out of a task (who, until when) goes before what the model says. Further items are added.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from assistant.minutes.drafting.checking import Checked
from assistant.minutes.drafting.merging import in_order, is_same, text_of
from assistant.minutes.models import ActionItem, Minutes, Standing, Statement, Topic
from assistant.minutes.said import numbers_in
from assistant.minutes.understanding.deadlines import find_days
from assistant.minutes.understanding.people import People

Item = TypeVar("Item", Statement, ActionItem)
MOST_POINTS = 8
"""Key points of one topic."""
MOST_DOUBTFUL = 10
"""Marked items of one kind that only the model has."""


def combined(minutes: Minutes, model: Checked) -> Minutes:
    """The notula with what the model adds to it; every text is the rules' or the model's as it was."""
    utterances = minutes.transcript.utterances
    places = {one.id: place for place, one in enumerate(utterances)}
    people = People(minutes.form, (one.speaker for one in utterances), [one.text for one in utterances])
    joining = _Joining(places, people)
    return replace(
        minutes,
        topics=tuple(_with_points(topic, model.key_points, places) for topic in minutes.topics),
        decisions=joining.joined(minutes.decisions, model.decisions, joining.statement),
        actions=joining.joined(minutes.actions, model.actions, joining.action),
        open_questions=joining.joined(minutes.open_questions, model.questions, joining.statement),
    )


def with_doubts(verified: Minutes, before: Minutes) -> Minutes:
    """A notula that was verified, with the marks that its lines had before: what was doubted stays so."""
    every: list[Statement | ActionItem] = [point for topic in before.topics for point in topic.key_points]
    every += (*before.decisions, *before.actions, *before.open_questions)
    doubted = {
        (type(one), text_of(one), one.utterances): one.problems
        for one in every
        if one.standing is Standing.TO_CHECK
    }

    def kept(items: Sequence[Item]) -> tuple[Item, ...]:
        keys = ((one, (type(one), text_of(one), one.utterances)) for one in items)
        return tuple(_doubted(one, doubted[key]) if key in doubted else one for one, key in keys)

    return replace(
        verified,
        topics=tuple(replace(topic, key_points=kept(topic.key_points)) for topic in verified.topics),
        decisions=kept(verified.decisions),
        actions=kept(verified.actions),
        open_questions=kept(verified.open_questions),
    )


def _doubted(one: Item, problems: Sequence[str]) -> Item:
    told = tuple(dict.fromkeys((*problems, *one.problems)))
    return replace(one, standing=Standing.TO_CHECK, problems=told)


class _Joining:
    """Joins items of one kind."""

    def __init__(self, places: Mapping[str, int], people: People) -> None:
        self._places = places
        self._people = people

    def joined(
        self, rules: Sequence[Item], model: Sequence[Item], join: Callable[[Item, Item], Item]
    ) -> tuple[Item, ...]:
        """The rules' items, each at most once joined with the model's, and what the model has beside them."""
        found: list[Item] = list(rules)
        by_utterance: dict[str, list[int]] = {}
        for index, item in enumerate(found):
            for identifier in item.utterances:
                by_utterance.setdefault(identifier, []).append(index)
        added: list[Item] = []
        doubtful = 0
        for item in model:
            near = dict.fromkeys(chain.from_iterable(by_utterance.get(one, ()) for one in item.utterances))
            same = next((index for index in near if is_same(found[index], item)), None)
            if same is not None:
                found[same] = join(found[same], item)
            elif item.standing is Standing.VERIFIED:
                added.append(item)
            elif doubtful < MOST_DOUBTFUL:
                doubtful += 1
                added.append(item)
        found += added
        return tuple(sorted(found, key=lambda one: self._places[one.utterances[0]]))

    def statement(self, rule: Statement, item: Statement) -> Statement:
        """One statement of two that say the same."""
        if not self._may_replace(rule, item):
            return rule
        return replace(item, utterances=in_order((*item.utterances, *rule.utterances), self._places))

    def action(self, rule: ActionItem, item: ActionItem) -> ActionItem:
        """One task of two that say the same."""
        if item.standing is not Standing.VERIFIED:
            return rule
        deadline = rule if rule.deadline_phrase or rule.deadline else item
        return replace(
            rule,
            task=item.task if self._may_replace(rule, item) else rule.task,
            utterances=in_order((*item.utterances, *rule.utterances), self._places),
            pic=rule.pic or item.pic,
            deadline_phrase=deadline.deadline_phrase,
            deadline=deadline.deadline,
        )

    def _may_replace(self, rule: Statement | ActionItem, item: Statement | ActionItem) -> bool:
        """Whether the model's words say all that the rules' words do, of all the same utterances."""
        old, new = text_of(rule), text_of(item)
        if item.standing is not Standing.VERIFIED or not set(rule.utterances) <= set(item.utterances):
            return False
        people = {mention.name for mention in self._people.mentions(old)}
        days = {day.phrase.casefold() for day in find_days(old, None)}
        return (
            numbers_in(old) <= numbers_in(new)
            and people <= {mention.name for mention in self._people.mentions(new)}
            and days <= {day.phrase.casefold() for day in find_days(new, None)}
        )


def _with_points(topic: Topic, points: Sequence[Statement], places: Mapping[str, int]) -> Topic:
    """A topic with the model's key points; the rules' fill up what it had, where they say something else."""
    span = range(places[topic.first], places[topic.last] + 1)
    own = [one for one in points if places[one.utterances[0]] in span][:MOST_POINTS]
    if not own:
        return topic
    said = {identifier for one in own for identifier in one.utterances}
    others = [one for one in topic.key_points if not said & set(one.utterances)]
    every = (*own, *others[: max(0, len(topic.key_points) - len(own))])
    return replace(topic, key_points=tuple(sorted(every, key=lambda one: places[one.utterances[0]])))
