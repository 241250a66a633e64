"""The words of a task: what a clause says is to be done, without who and when."""

import re
from collections.abc import Sequence
from functools import cache

from assistant.minutes.understanding.assignments import Assignment
from assistant.minutes.understanding.clauses import Clause
from assistant.minutes.understanding.words import spoken_words
from corpus.search_words import search_words

_GOES_ON = frozenset(
    {"ke", "di", "untuk", "dari", "kepada", "dengan", "dan", "serta", "sama", "lewat", "via"}
)
_LIMITS = frozenset({"paling", "lambat", "deadline", "sebelum", "sampai"})
_WHY = frozenset({"biar", "supaya", "karena", "soalnya", "sebab", "takutnya", "daripada"})
"""Before what a task is good for, which is no part of it."""
_GOES_ELSEWHERE = frozenset(
    {"jangan", "nanti", "kalau", "kan", "anda", "itu", "ini", "masa", "asal", "terus", "habis", "entah",
     "siapa", "tapi", "masalahnya", "sekalian", "agar", "supaya", "pokoknya", "kecuali",
     "lalu", "bahasanya", "keburu", "boleh"}
)  # fmt: skip
"""After a comma: something else is said."""
_NOT_CALLED_AFTER = frozenset({"ke", "kepada", "dari", "dengan", "untuk", "oleh"})


def task_text(clause: Clause, assignment: Assignment) -> str:
    """The words of the work: from its verb on; with what stands before it where the thing does."""
    words, verb = clause.words(), assignment.verb
    if assignment.speaker and _fronted(clause, verb):
        kept = [index for index in range(_task_end(clause, verb)) if clause.tags[index] != "T"]
        return joined(clause, [index for index in kept if index <= verb or not _trails(clause, index)])
    after = [
        index
        for index in range(verb, _task_end(clause, verb))
        if clause.tags[index] != "T" and not _trails(clause, index)
    ]
    passive = verb < len(words) and words[verb].startswith(("di", "ke"))
    in_charge = verb == 0 and bool(assignment.who)
    before = [
        index
        for index in range(verb)
        if index not in assignment.who
        and clause.tags[index] in "oV&hnk"
        and words[index] not in spoken_words().task_lead_words
    ]
    cleft = clause.tags[max(0, verb - 1) : verb] == "y" and content(joined(clause, before)) > 0
    if content(joined(clause, after[1:])) and not passive and not in_charge and not cleft:
        return joined(clause, after)
    return joined(clause, [*before, *(index for index in after if index not in assignment.who)])


def _turns_away(clause: Clause, index: int) -> bool:
    """Whether something else is said from a word on: "…, jangan sampai …", "…, Pak, tukangnya …"."""
    words = clause.words()
    if words[index] == "tapi":
        return True
    if not _comma_before(clause, index):
        return False
    following = words[index + 1] if index + 1 < len(words) else ""
    calls = clause.tags[index] in "Pa" and (not following or _comma_before(clause, index + 1))
    goes_on = words[index] == "dan" and following == "nanti"
    return words[index] in _GOES_ELSEWHERE or clause.tags[index] in "mk" or calls or goes_on


def _comma_before(clause: Clause, index: int) -> bool:
    return index > 0 and "," in clause.text[clause.places[index - 1][1] : clause.places[index][0]]


def _fronted(clause: Clause, verb: int) -> bool:
    """Whether the thing stands before "saya" and a bare verb: "Rancangan adendumnya kami siapkan"."""
    said_before = clause.tags[:verb].find("m")
    return (
        verb < len(clause.tags)
        and said_before > 0
        and not clause.words()[verb].startswith("me")
        and bool(content(joined(clause, [at for at in range(said_before) if clause.tags[at] != "T"])))
        and "f" not in clause.tags[:said_before]
    )


def question_matter(clause: Clause) -> str:
    """What a question is about: "Untuk undangan siapa yang handle?" → "undangan"."""
    lists, words = spoken_words(), clause.words()
    kept = [
        index
        for index, tag in enumerate(clause.tags)
        if tag not in "PTamyfr"
        and words[index] not in lists.asking_words
        and words[index] not in lists.task_lead_words
    ]
    return joined(clause, kept)


def joined(clause: Clause, words: Sequence[int]) -> str:
    """The spoken words at some places of a clause; runs that stand together stay as they were said."""
    pieces: list[str] = []
    run: list[int] = []
    for index in words:
        if run and index != run[-1] + 1:
            pieces.append(clause.original(run[0], run[-1] + 1))
            run = []
        run.append(index)
    if run:
        pieces.append(clause.original(run[0], run[-1] + 1))
    return " ".join(pieces)


def content(text: str) -> int:
    """How many different stems with a meaning of their own a piece of speech has."""
    return len(set(search_words(text)) - _empty())


@cache
def _empty() -> frozenset[str]:
    return frozenset(search_words(" ".join(spoken_words().deictic_words)))


def _task_end(clause: Clause, verb: int) -> int:
    """Where the task stops: before its reason, or at its day unless more follows ("besok ke semua dinas")."""
    words = clause.words()
    for index in range(verb + 1, len(clause.tags)):
        if words[index] in _WHY and content(clause.original(verb, index)) > 1:
            return index
        if content(clause.original(verb, index)) and _turns_away(clause, index):
            return index
        if clause.tags[index] != "T":
            continue
        told = content(clause.original(verb + 1, index)) or content(clause.original(0, verb)) > 1
        if told and index + 1 < len(words) and words[index + 1] not in _GOES_ON:
            return index
    return len(clause.tags)


def _trails(clause: Clause, index: int) -> bool:
    """A word that only calls somebody at the end ("ya Bu Sri"), or belongs to the deadline."""
    words, rest = clause.words(), clause.tags[index:]
    before = words[max(0, index - 1)]
    if re.fullmatch(r"[Pah]+", rest) and ("P" in rest or "a" in rest):
        called = [clause.person(at) for at in range(index, len(clause.tags)) if clause.tags[at] == "P"]
        if any(one.unit for one in called) or clause.tags[max(0, index - 1) : index] == "&":
            return False
        return before not in _NOT_CALLED_AFTER
    return words[index] in _LIMITS and "T" in clause.tags[max(0, index - 3) : index + 4]
