"""Signs that a clause without deciding words settles something."""

import re

from assistant.minutes.understanding import cues
from assistant.minutes.understanding.acts import Act
from assistant.minutes.understanding.clauses import Clause
from assistant.minutes.understanding.task_wording import content
from assistant.minutes.understanding.words import spoken_words

LONGEST_ORDER = 8
"""Words up to which "gensetnya diservis" is an order rather than a story."""


def lead_of(said: str) -> float:
    """What the first words lend to a clause: "ya sudah" more than "oke"."""
    if cues.SETTLES.match(said):
        return 1.0
    return 0.6 if cues.CLOSES.match(said) else 0.0


def carried_lead(act: Act) -> float:
    """What a short clause lends to the next: "Ya sudah." "Betul." "Gini aja." "Dua deh." "Ndak usah."."""
    said = act.clause.said
    if act.asks:
        return 0.0
    if cues.SETTLES.match(said) or said.startswith("tidak usah"):
        return 1.0
    return 0.6 if cues.CLOSES.match(said) or cues.PARTICLE.search(said) else 0.0


_WE = re.compile(r"k[hT]{0,4}([VSo])|k[hknyor&T]{0,5}?([VS])")


def we_do(clause: Clause) -> bool:
    """Whether a clause says what we are going to do: "kita … <verb>"."""
    found = _WE.search(clause.tags)
    if found is None or "n" in found[0] or "d" in clause.tags[: found.end()]:
        return False
    return clause.words()[found.end() - 1] not in spoken_words().not_our_work


def forbids(clause: Clause) -> bool:
    """Whether a clause says of something that it is not to be: "kaosnya nggak usah"; not "jangan di sini"."""
    found = cues.FORBIDS.search(clause.said)
    return found is not None and content(clause.original(0, clause.word_at(found.start()))) > 0


def is_to_be_done(clause: Clause) -> bool:
    """Whether a clause says in few words what is to be done, without who: "gensetnya diservis"."""
    tags, words = clause.tags, clause.words()
    if len(tags) > LONGEST_ORDER or set("mPdnf") & set(tags) or "V" not in tags:
        return False
    verb = tags.index("V")
    return verb == 0 or tags[:verb].strip("h") == "" or words[verb].startswith("di")


def only_denies(tags: str) -> bool:
    """Whether a clause says what is not to be, and nothing else: "jangan tanggal lima"."""
    return "nT" in tags and tags.replace("nT", "", 1).strip("hdak") == ""


def is_of_the_speaker(tags: str) -> bool:
    """Whether a clause tells what one person does or thinks: "saya …"."""
    return re.match(r"[ho]{0,3}m[hy]*[VSo]", tags) is not None
