"""Signs within a clause of whether its work is still to be done, by whom, and outside of the meeting."""

import re

from assistant.minutes.understanding import assignment_cues as patterns
from assistant.minutes.understanding.clauses import Clause
from assistant.minutes.understanding.words import spoken_words

_MUST = frozenset({"harus", "perlu", "segera"})
LEAST_REST = 4
"""Characters after "tambahkan" from which it is work and not a contribution to the talk."""
_NOT_CALLED_AFTER = frozenset({"ke", "kepada", "dari", "oleh", "milik", "untuk"})
_CALLED = re.compile(r"\bya (?P<who>P\d)(?= T\d| saya| kami|$)")
"""Tolong dihitung ulang ya Bu Indah, Jumat …"""


def called(clause: Clause) -> tuple[int, ...]:
    """The person who is called at the beginning or the end of a request, or before its day."""
    tags = clause.tags
    if leading := re.match(r"[ho]?(?P<who>P(?:&P)*)(?!h*y)", tags):
        return tuple(range(leading.start("who"), leading.end("who"), 2))
    if re.search(r"P[ha]{0,3}$", tags):
        last = tags.rindex("P")
        before = clause.words()[last - 1] if last else ""
        return () if before in _NOT_CALLED_AFTER else _with_others(tags, last)
    found = _CALLED.search(clause.said)
    if found:
        return (clause.word_at(found.start("who")),)
    between = [index for index, tag in enumerate(tags) if tag == "P" and _between_commas(clause, index)]
    return _with_others(tags, between[-1]) if between else ()


def _with_others(tags: str, last: int) -> tuple[int, ...]:
    """A named person and those named with them: "Asep sama Bu Lilis"."""
    first = last
    while tags[max(0, first - 2) : first] == "P&":
        first -= 2
    return tuple(range(first, last + 1, 2))


def _between_commas(clause: Clause, word: int) -> bool:
    """Whether a name stands between commas: "dua truk, Pak Rofi, sebelum tanggal 12"."""
    start, end = clause.places[word]
    before, after = clause.text[:start].rstrip()[-1:], clause.text[end:].lstrip()[:1]
    return before in (",", "=", "—", "") and after in (",", ".", "")


def blocked(clause: Clause, found: re.Match[str]) -> bool:
    """Done already, denied, past or habitual: "sudah saya kirim", "Bu Sri belum menyiapkan"."""
    verb = found.start("verb")
    first = min(found.start(), verb)
    last_person = clause.tags.rfind("P", first, verb)
    between = clause.tags[max(first, last_person + 1) : verb]
    just_before = clause.tags[max(0, first - 1) : first]
    if set("nd") & set(between) or just_before == "d" or (just_before == "n" and last_person <= first):
        return True
    return any(word in spoken_words().habit_words for word in clause.words()[:verb])


def plans(clause: Clause, verb: int) -> bool:
    """Whether the words before a verb make it a plan, or a day is said."""
    plan_words = spoken_words().plan_words
    return bool(clause.days) or must(clause, verb) or any(w in plan_words for w in clause.words()[:verb])


def must(clause: Clause, verb: int) -> bool:
    """Whether the words before a verb say that it has to be."""
    return any(word in _MUST for word in clause.words()[:verb])


def leaves_the_room(clause: Clause, verb: int) -> bool:
    """Whether something said is to be said after the meeting: by a day, or to somebody who is not here."""
    words = clause.words()
    if clause.days:
        return True
    if words[verb].removesuffix("nya") in spoken_words().meeting_only_verbs:
        return False
    rest = " ".join(words[verb + 1 :])
    adds = words[verb] in ("tambahkan", "ditambahkan") and len(rest) >= LEAST_REST
    return adds or patterns.OUTWARD.search(rest) is not None
