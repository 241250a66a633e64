"""Who acts in a sentence of law and in a claim: somebody else, or the same people the other way round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from assistant.support_clauses import logic_words, phrases, plain_pieces
from assistant.support_features import CONSIDERED, Near
from assistant.support_text import stem

SAME_MATTER = 0.4
"""Share of the claim's words in the nearest sentence from which the two speak of one matter."""
_VERB = re.compile(r"(?:me[nmrlwy]?\w{4,}|di\w{3,}|ber\w{3,})")
_PASSIVE = re.compile(r"di\w{3,}")
_TO = frozenset({"kepada", "pada", "ke", "terhadap"})


class Role(StrEnum):
    """What an actor has to do with a verb."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, order=True)
class Actor:
    """Somebody who acts in the rules.

    Attributes:
        family: actors of one family can stand in for one another in a sentence.
        called: in plain words.
    """

    family: str
    called: str

    @property
    def shown(self) -> str:
        """As it is written."""
        words = self.called.split()
        return " ".join(word.upper() if word in logic_words().acronyms else word for word in words)


@dataclass(frozen=True, slots=True)
class Part:
    """An actor's part in a sentence: the stem of the verb, the role and who has it."""

    verb: str
    role: Role
    actor: Actor


def actors_in(text: str) -> frozenset[Actor]:
    """The actors that a text names."""
    return frozenset(_actor(match.group()) for match in _names().finditer(" ".join(plain_pieces(text))))


def strangers(claim: str, near: Sequence[Near]) -> Iterator[tuple[Actor, Actor]]:
    """Actors of a claim that no cited text names, each with one of its family that the nearest texts name."""
    said = actors_in(claim)
    if not said or near[0].share < SAME_MATTER:
        return
    everything = " ".join(one.sentence.text for one in near)
    words = frozenset(" ".join(plain_pieces(everything)).split())
    close = frozenset().union(*(actors_in(one.sentence.text) for one in near[:CONSIDERED]))
    for actor in sorted(said - actors_in(everything)):
        rivals = sorted(rival for rival in close - said if rival.family == actor.family)
        if rivals and words.isdisjoint(logic_words().stands_for.get(actor.called, ())):
            yield actor, rivals[0]


def swapped(claim: str, near: Sequence[Near]) -> Iterator[tuple[Part, Actor]]:
    """Parts of a claim that another actor has in the evidence, where both name the two of them."""
    said = actors_in(claim)
    if len(said) < 2:
        return
    there = frozenset().union(*(parts_of(one.sentence.text) for one in near[:CONSIDERED]))
    for part in sorted(parts_of(claim), key=str):
        others = {one.actor for one in there if (one.verb, one.role) == (part.verb, part.role)}
        named = frozenset().union(*(actors_in(one.sentence.text) for one in near[:CONSIDERED]))
        if others and part.actor not in others and part.actor in named and others & said:
            yield part, min(others & said)


def parts_of(text: str) -> frozenset[Part]:
    """The parts that can be told from the order of words and the form of the verb."""
    found: set[Part] = set()
    for piece in plain_pieces(text):
        tokens = _names().sub(lambda match: f"@{match.group().replace(' ', '_')}", piece).split()
        tokens = [token for token in tokens if token not in logic_words().between]
        for place, token in enumerate(tokens):
            if token.startswith("@"):
                found.update(_parts_at(tokens, place))
    return frozenset(found)


def _parts_at(tokens: Sequence[str], place: int) -> Iterator[Part]:
    actor = _actor(tokens[place][1:].replace("_", " "))
    before = tokens[place - 1] if place else ""
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    verb = next((token for token in reversed(tokens[:place]) if _VERB.fullmatch(token)), "")
    if before in _TO or before == "oleh":
        if verb:
            yield Part(stem(verb), Role.AGENT if before == "oleh" else Role.RECIPIENT, actor)
    elif _VERB.fullmatch(before):
        yield Part(stem(before), Role.AGENT if _PASSIVE.fullmatch(before) else Role.PATIENT, actor)
    if _VERB.fullmatch(after):
        yield Part(stem(after), Role.PATIENT if _PASSIVE.fullmatch(after) else Role.AGENT, actor)


def _actor(name: str) -> Actor:
    return _by_name()[name]


@cache
def _by_name() -> dict[str, Actor]:
    return {
        name: Actor(family, called)
        for family, own in logic_words().actors.items()
        for called, others in own.items()
        for name in (called, *others)
    }


@cache
def _names() -> re.Pattern[str]:
    return phrases(_by_name())
