"""Later words of the same meeting: repeated decisions become one, changed ones give way, others go."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.clauses import Clause
from assistant.minutes.understanding.decisions import Decided
from corpus.search_words import search_words

SAME = 0.6
"""Share of the shorter one's stems that two wordings of one decision have in common."""
NEAR, NEAR_SAME = 14, 0.45
"""Utterances within which a smaller share is enough: people repeat what was just agreed."""
FAR = 200
"""Decisions further back than this many are not compared; keeps the work linear."""
_NUMBER_STEMS = frozenset(
    search_words(
        "satu dua tiga empat lima enam tujuh delapan sembilan puluh belas ratus ribu juta miliar sepuluh"
        " sebelas seratus seribu"
    )
)


def settle(decided: Sequence[Decided], acts: Sequence[Sequence[Act]]) -> list[Decided]:
    """The decisions as they stand at the end of the meeting, in the order in which they were settled.

    The later wording of one decision wins and rests on both; what was taken back is gone.
    """
    standing: list[Decided] = []
    events = _withdrawals(acts)
    next_event = 0
    for one in decided:
        while next_event < len(events) and events[next_event].clause.position < one.at:
            standing = _withdrawn(standing, events[next_event])
            next_event += 1
        while (
            next_event < len(events)
            and events[next_event].clause.position == one.at
            and _names_denied(events[next_event])
        ):
            standing = _withdrawn(standing, events[next_event])
            next_event += 1
        earlier = _earlier(standing, one)
        if earlier is None:
            standing.append(one)
        else:
            index = standing.index(earlier)
            standing[index : index + 1] = []
            standing.append(_joined(earlier, one))
    for event in events[next_event:]:
        standing = _withdrawn(standing, event)
    return [one for one in standing if one.text]


def _withdrawals(acts: Sequence[Sequence[Act]]) -> list[Act]:
    return [
        act
        for utterance in acts
        for act in utterance
        if not act.machine
        and not act.asks
        and not act.reported
        and not act.supposes
        and ((act.takes_back and _about_before(act.clause)) or _names_denied(act))
    ]


def _about_before(clause: Clause) -> bool:
    return any(
        f" {word} " in f" {clause.said} "
        for word in ("tadi", "keputusan", "kesepakatan", "itu", "saja", "kita")
    )


def _names_denied(act: Act) -> bool:
    """Whether a day is said not to be: "Jangan tanggal lima"."""
    tags = act.clause.tags
    return "nT" in tags


def _denied_days(clause: Clause) -> set[object]:
    return {
        clause.day(index).day or clause.day(index).phrase.lower()
        for index in range(1, len(clause.tags))
        if clause.tags[index] == "T" and clause.tags[index - 1] == "n"
    }


def _withdrawn(standing: list[Decided], act: Act) -> list[Decided]:
    """Without the decision that an utterance takes back: the one it names, else none."""
    clause = act.clause
    if _names_denied(act):
        denied = _denied_days(clause)
        kept = []
        for one in standing:
            days = {day.day or day.phrase.lower() for part in one.clauses for day in part.days}
            if not (days & denied and clause.position - one.at <= NEAR):
                kept.append(one)
        return kept
    matter = frozenset(search_words(clause.text))
    for one in reversed(standing):
        own = len(one.matter & matter)
        if own >= 2 or (own == 1 and clause.position - one.at <= NEAR and own / max(1, len(matter)) >= 0.3):
            return [other for other in standing if other is not one]
    return standing


def _earlier(standing: Sequence[Decided], one: Decided) -> Decided | None:
    """The decision that ``one`` says again or changes; the last such."""
    for other in reversed(standing[-FAR:]):
        if _same(other, one):
            return other
    return None


def _same(earlier: Decided, later: Decided) -> bool:
    first, second = _plain(earlier.matter), _plain(later.matter)
    shared = len(first & second)
    if not shared or (shared < 2 and min(len(first), len(second)) > 2):
        return False
    share = shared / min(len(first), len(second))
    near = later.at - earlier.at <= NEAR
    return share >= (NEAR_SAME if near else SAME)


@lru_cache(maxsize=4_096)
def _plain(matter: frozenset[str]) -> frozenset[str]:
    """Stems without figures: another number of the same thing changes it, and does not tell them apart."""
    return frozenset(stem for stem in matter if not stem[0].isdigit() and stem not in _NUMBER_STEMS) or matter


def _joined(earlier: Decided, later: Decided) -> Decided:
    """One decision of two: the later wording, unless it is only a short repetition of the same facts."""
    wording = later
    repeats = later.matter <= earlier.matter
    changes = cues.REVISES.search(later.clauses[-1].said) is not None
    if repeats and not changes:
        wording = earlier
    return replace(
        wording,
        positions=tuple(sorted({*earlier.positions, *later.positions})),
        at=later.at,
        clauses=(*earlier.clauses, *later.clauses)[-4:],
    )
