"""What short clauses say of a task that was given before: until when, who takes it on, that it is changed."""

import re

from assistant.minutes.understanding.clauses import Clause
from assistant.minutes.understanding.deadlines import SpokenDay
from assistant.minutes.understanding.task_wording import content, joined
from assistant.minutes.understanding.words import spoken_words

_IMPOSSIBLE = frozenset({"bisa", "keburu", "mungkin", "sempat", "cukup", "nutut", "sanggup"})
_TAKES_ON = re.compile(
    r"^(?:(?:T\d|P\d|bapak|ibu|pas|sip|mas|mbak) ){0,2}"
    r"(?:siap|baik|bisa|oke|ya|insyaallah|noted|laksanakan|sendiko|beres|sanggup|kami siap|saya siap)\b"
    r"|^(?:\S+ ){1,5}siap$"
)
_TAKES_OVER = re.compile(r"m[hyT]{0,4}[Vo]")

_CORRECTS = re.compile(
    r"\b(?:jangan|bukan|ralat|eh|maksud|diganti|ganti|mundur|maju|dimajukan|dimundurkan|diundur|geser)\b"
)
LONGEST_SLOT = 8
MOST_CONTENT = 2
"""Content words beside the day that a clause about nothing but the day may have."""


def deadline_in(clause: Clause) -> SpokenDay | None:
    """The day until which something is to be done: a limit before any other day.

    Not the day of an event ("rapat tanggal 12"), nor one that is refused ("Jumat nggak keburu").
    """
    words = clause.words()
    days: list[SpokenDay] = []
    for index, tag in enumerate(clause.tags):
        if tag != "T" or _denied(clause, index) or _refused(words, index):
            continue
        day = clause.day(index)
        if day.bound or index == 0 or words[index - 1] not in spoken_words().event_words:
            days.append(day)
    limits = [day for day in days if day.bound]
    if limits or not days:
        return limits[-1] if limits else None
    known = [day for day in days if day.day is not None] or days
    return known[-1] if corrects(clause) else known[0]


def takes_on(clause: Clause) -> bool:
    """Whether a clause begins as one who takes on what was asked: "Siap, Pak", "Bisa"."""
    return _TAKES_ON.search(clause.said) is not None


def does_it(clause: Clause) -> bool:
    """Whether a clause says what its speaker does, and not what they did: "saya kerahkan teman-teman"."""
    return _TAKES_OVER.search(clause.tags) is not None and not set("dnf") & set(clause.tags)


def corrects(clause: Clause) -> bool:
    """Whether a clause changes what was said: "eh jangan Jumat, Senin aja"."""
    return _CORRECTS.search(clause.said) is not None


def says_only_when(clause: Clause) -> bool:
    """A short answer about the day: "Jumat, Pak.", "Senin depan bisa"."""
    others = [index for index, tag in enumerate(clause.tags) if tag not in "TP"]
    return content(joined(clause, others)) <= MOST_CONTENT


def is_slot(clause: Clause) -> bool:
    """A clause that adds no more than a day to the task before: "Jumat ini sudah kehubung semua"."""
    return "T" in clause.tags and len(clause.tags) <= LONGEST_SLOT


def _denied(clause: Clause, index: int) -> bool:
    """Whether "not" stands before a day: "bukan Jumat"; not "eh bukan, nanti malam"."""
    between = clause.text[clause.places[index - 1][1] : clause.places[index][0]] if index else ""
    return clause.tags[max(0, index - 1) : index] == "n" and "," not in between


def comments_on(clause: Clause, day: SpokenDay) -> bool:
    """Whether a day is only spoken about: "Tujuh belas itu upacara", "Dua puluh satu sudah lewat"."""
    words = clause.words()
    return "sudah lewat" in clause.said or any(
        tag == "T" and clause.day(index) is day and words[index + 1 : index + 2] == ["itu"]
        for index, tag in enumerate(clause.tags)
    )


def _refused(words: list[str], index: int) -> bool:
    following = words[index + 1 : index + 4]
    denied = "tidak" in following or "belum" in following
    return denied and any(word in _IMPOSSIBLE for word in following)
