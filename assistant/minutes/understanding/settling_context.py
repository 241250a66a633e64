"""What the talk about a clause shows of whether it settles something: what it answers, what follows."""

import re
from collections.abc import Mapping, Sequence
from math import log1p

from assistant.minutes.understanding.acts import Act, assents, same_speaker
from assistant.minutes.understanding.clauses import Speech
from corpus.search_words import known_words

BEFORE, AFTER, NEAR = 6, 5, 2
"""Turns before and after a clause that are looked at, and those of them that it may answer directly."""
_CHOICE = re.compile(r"\b(?:atau|apa|opo|utawa)\b")
_LEAST_CHOICE = 4
"""Words of a question that can hold a choice."""
_YES = re.compile(r"^(?:iya|ya|nya|iyo|yo|nggih|inggih)\b")
_FINE = re.compile(r"^(?:oke|baik|nah|sip|setuju|bagus|rancak)\b")
_IN_THAT_CASE = re.compile(r"\b(?:kalau (?:be)?g(?:itu|ini)|mun kitu|nek ngono)\b")
_JUST = re.compile(r"\b(?:saja|wae|ae|jo|sajo|bae|hungkul)\b")
_OF_LEADER = ("choice", "choice_named", "asked_same", "echo", "echo_any", "yes", "fine", "just")
_OF_LED = ("state", "number", "we_do", "to_be_done", "forbids", "supposes")


def context_features(
    speech: Speech,
    acts: Sequence[Sequence[Act]],
    position: int,
    index: int,
    leader: str | None,
    own: Mapping[str, float],
) -> dict[str, float]:
    """Numbers of the talk about one clause, in a fixed order of names; each is bounded.

    Args:
        speech: the meeting.
        acts: what its clauses do, by turn.
        position: the turn of the clause, ``index`` its place there.
        index: see above.
        leader: the label that probably is the chair's, where no label surely is.
        own: the features of the clause itself.
    """
    clause = acts[position][index].clause
    said, matter = clause.said, known_words(clause.text)
    size = max(1, len(matter))
    led = leader is not None and speech.turns[position].speaker == leader
    before = range(max(0, position - BEFORE + 1), position)
    questions = [
        (at, act)
        for at in (*before, position)
        for act in (acts[at][:index] if at == position else acts[at])
        if act.asks or act.clause.asks
    ]
    choices = [
        act
        for _, act in questions
        if len(act.clause.tags) >= _LEAST_CHOICE and _CHOICE.search(act.clause.said)
    ]
    others = [at for at in reversed(before) if acts[at] and not same_speaker(speech, at, position)]
    following = next((acts[at] for at in range(position + 1, min(len(acts), position + 3)) if acts[at]), [])
    rest = acts[position][index + 1 :]
    last = [act for at in others[:1] for act in acts[at]]
    values: dict[str, float | bool] = {
        "led": led,
        "choice": bool(choices),
        "choice_named": any(matter & known_words(act.clause.text) for act in choices),
        "asked_near": any(at >= position - NEAR for at, _ in questions),
        "asked_same": any(matter & known_words(act.clause.text) for _, act in questions),
        "own_question": any(same_speaker(speech, at, position) for at, _ in questions if at < position),
        "echo": len(matter & frozenset().union(*(known_words(act.clause.text) for act in last))) / size,
        "echo_any": max(
            (len(matter & known_words(act.clause.text)) / size for at in others for act in acts[at]),
            default=0.0,
        ),
        "next_words": log1p(sum(len(act.clause.tags) for act in following)),
        "next_assents": bool(following) and assents(following),
        "before_words": log1p(sum(len(act.clause.tags) for act in last)),
        "speakers": len({speech.turns[at].speaker for at in before}),
        "request_after": any("r" in act.clause.tags for act in rest),
        "named_after": bool(rest) and "P" in rest[0].clause.tags,
        "changed_later": any(
            act.revises or act.takes_back or act.objects
            for at in range(position + 1, min(len(acts), position + AFTER))
            for act in acts[at]
        ),
        "yes": _YES.match(said) is not None,
        "fine": _FINE.match(said) is not None,
        "in_that_case": _IN_THAT_CASE.search(said) is not None,
        "just": _JUST.search(said) is not None,
    }
    leads = led or bool(own["chair"])
    values |= {
        **{f"leader_{name}": leads * values[name] for name in _OF_LEADER},
        **{f"led_{name}": led * own[name] for name in _OF_LED},
        "leader_words": leads * own["words"],
        "leader_nodded": leads * own["nodded"],
        "chair_supposes": own["chair"] * own["supposes"],
        "supposes_matter": own["supposes"] * own["matter"],
        "opens_supposing": bool(own["supposes"]) and said.startswith("kalau"),
    }
    return {name: float(value) for name, value in values.items()}
