"""Action items found: the task, with the right person, the right day, and all of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.minutes.models import NOT_SAID, ActionItem, Minutes
from evals.minutes.evidence import Places
from evals.minutes.matching import Found, Wanted, content_words, match
from evals.minutes.meeting import GoldAction, Meeting
from evals.minutes.tally import Tally

_DEGREE = re.compile(r"\b[A-Z][A-Za-z]{0,3}(?:\.[A-Z][A-Za-z]{0,4})+\.?")
_ADDRESS = re.compile(
    r"\b(?:pak|bapak|bu|ibu|mas|mbak|kak|saudara|saudari|sdr|sdri|drs|dra|drg|drh|dr|ns|apt|prof|ustaz|ust|bidan|ir|hj|h)\b\.?\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;&/]|\bdan\b|\bserta\b|\bbersama\b|\bsama\b)\s*")


@dataclass(frozen=True, slots=True)
class ActionScore:
    """The counts of found tasks, of those with the right person, with the right day, and with both.

    Attributes:
        faults: what is wrong with the matched ones, each "A3: penanggung jawab 'Budi'".
    """

    task: Tally
    with_pic: Tally
    with_deadline: Tally
    whole: Tally
    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    faults: tuple[str, ...]
    lost: tuple[str, ...]
    trapped: int


def score_actions(minutes: Minutes, meeting: Meeting) -> ActionScore:
    """Match tasks one to one like decisions, then look at person and day of each pair."""
    places = Places(minutes.transcript)
    wanted = [
        Wanted(gold.id, content_words(gold.task, *gold.quotes), places.of_any(gold.quotes), gold.optional)
        for gold in meeting.actions
    ]
    found = [Found(content_words(one.task), frozenset(one.utterances)) for one in minutes.actions]
    pairs = match(found, wanted).pairs
    neutral = sum(wanted[gold].optional for _, gold in pairs)
    counted = [(minutes.actions[i], meeting.actions[g]) for i, g in pairs if not wanted[g].optional]
    right_pic = [right_person(item.pic, gold.pic) for item, gold in counted]
    right_day = [right_deadline(item, gold) for item, gold in counted]
    matched, served = {i for i, _ in pairs}, {g for _, g in pairs}
    traps = places.of_any(quote for negative in meeting.negatives for quote in negative.quotes)
    wrong = [place for place in range(len(found)) if place not in matched]
    sizes = (len(found) - neutral, sum(not gold.optional for gold in wanted))
    return ActionScore(
        task=Tally(len(counted), *sizes),
        with_pic=Tally(sum(right_pic), *sizes),
        with_deadline=Tally(sum(right_day), *sizes),
        whole=Tally(sum(map(all, zip(right_pic, right_day, strict=True))), *sizes),
        missed=tuple(gold.id for n, gold in enumerate(wanted) if n not in served and not gold.optional),
        wrong=tuple(minutes.actions[place].task for place in wrong),
        faults=tuple(
            fault
            for (item, gold), pic, day in zip(counted, right_pic, right_day, strict=True)
            for fault in _faults(item, gold, right_pic=pic, right_day=day)
        ),
        lost=tuple(gold.id for gold in wanted if not gold.utterances),
        trapped=sum(bool(found[place].utterances & traps) for place in wrong),
    )


def right_person(said: str | None, gold: Sequence[Sequence[str]]) -> bool:
    """Whether exactly the gold's persons are named, each by one of its forms.

    Forms of address, degrees, case and what stands in parentheses do not matter. Nobody is right where gold
    has nobody.
    """
    if said is None or said.casefold() == NOT_SAID:
        return not gold
    named = [_bare(part) for part in _BETWEEN.split(_DEGREE.sub("", said)) if _bare(part)]
    forms = [{_bare(form) for form in person} for person in gold]
    return len(named) == len(forms) and all(any(one in form for one in named) for form in forms)


def right_deadline(item: ActionItem, gold: GoldAction) -> bool:
    """Whether the resolved date is one of the gold's; none is right where gold has none."""
    return item.deadline in (gold.deadline or (None,))


def _bare(name: str) -> str:
    plain = re.sub(r"\([^)]*\)", " ", name)
    return " ".join(re.findall(r"\w+", _ADDRESS.sub("", plain).casefold()))


def _faults(item: ActionItem, gold: GoldAction, *, right_pic: bool, right_day: bool) -> list[str]:
    faults = []
    if not right_pic:
        faults.append(f"{gold.id}: penanggung jawab {item.pic or NOT_SAID}")
    if not right_day:
        faults.append(f"{gold.id}: tenggat {item.deadline or NOT_SAID} ({item.deadline_phrase})")
    return faults
