"""Questions that lean on what was asked before, completed by rule: substitution and ellipsis."""

import re
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, StringConstraints

from assistant.clarify.slots import slots
from assistant.lexicon import lexicon
from assistant.models import LONGEST_QUESTION, Question
from assistant.question_words import question_words
from assistant.substitution import alike, swapped
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from corpus.models import Frozen
from corpus.search_words import search_words
from corpus.text import clean

MOST_TURNS = 10
"""Turns of a conversation that are read; what is older is forgotten."""
MOST_ADDED = 2
"""Words of its own that a question may have and still lean on the one before it."""


class Turn(Frozen):
    """A question that was asked before, with what its answer cited.

    Attributes:
        cited: identifiers of the provisions that the answer cites, in order.
    """

    question: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    cited: tuple[Annotated[str, StringConstraints(max_length=200)], ...] = Field((), max_length=50)


_LEANS = re.compile(
    r"^(?:(?:terus|lalu|nah|oke|ok|baik|jadi|dan|eh|oh|kemudian)[ ,]+)*"
    r"(?P<link>(?:bagaimana\s+)?(?:kalau|jika|bila)|bagaimana\s+dengan|untuk(?:\s+yang)?|bagi(?:\s+yang)?|yang"
    r"|sedangkan|khusus)?\s*(?:begitu|demikian)?[ ,]*",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^(?:\w+[ ,]+)?(?:bagaimana\s+)?(?:kalau|jika|bila)\b", re.IGNORECASE)
_CONNECTED = re.compile(r"^(?:terus|lalu|nah|kemudian)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:itu|tersebut|tadi)\b", re.IGNORECASE)
_OF_IT = re.compile(
    r"\b(?!biasanya|misalnya|contohnya|hanya|tanya|punya|katanya|karenanya|sebaiknya|seharusnya|maksimalnya|adanya)"
    r"\w{3,}nya\b",
    re.IGNORECASE,
)
"""A noun of what was spoken of: "gajinya"."""
_JUST = re.compile(r"\baja\b", re.IGNORECASE)
_THAT_RULE = re.compile(
    r"\b(?:pasal|ayat|aturan|peraturan|ketentuan)(?:nya)?\s+(?:itu|tersebut|tadi)\b", re.IGNORECASE
)
_WHO_DOES = re.compile(r"siapa(?:kah)?(?: yang)? me\w+", re.IGNORECASE)
"""A question for who does something, without what: "siapa yang menyetujui"."""
_HOW_MANY = re.compile(
    r"\bberapa (?:hari(?: kerja)?|minggu|bulan|tahun|jam|kali|persen|orang)\b", re.IGNORECASE
)
_TOKEN = re.compile(r"\w+(?:[-/]\w+)*")


def rewrite(question: Question, history: Sequence[Turn]) -> Question:
    """The question as it would be asked on its own; unchanged where it already can be.

    A question leans on the one before it when it has next to no matter of its own ("berapa lama?", "kalau
    PPPK?", "dasar hukumnya apa?"). What it names takes the place of its like in the earlier question (kind
    of employee, relative, kind of leave, number, year); else it is asked of the matter of the earlier one.
    Deterministic.

    Args:
        history: earlier turns, the oldest first; the last ``MOST_TURNS`` count.
    """
    base = ""
    cited: tuple[str, ...] = ()
    for turn in history[-MOST_TURNS:]:
        base, cited = _completed(turn.question, base, cited, question.on.year), turn.cited or cited
    text = _completed(question.text, base, cited, question.on.year)
    return (
        question if text == question.text else question.model_copy(update={"text": text[:LONGEST_QUESTION]})
    )


def _completed(text: str, base: str, cited: tuple[str, ...], year: int) -> str:
    """``text`` completed from the earlier question ``base``; itself where it stands alone."""
    plain = _standard(text)
    named = _that_rule_named(plain, cited)
    if named != plain:
        return f"{named}?"
    chosen = _chosen(plain, base)
    if chosen:
        return chosen
    if not base or not _leans(plain, text):
        return text
    earlier = base.rstrip(" ?!.")
    said = _LEANS.sub("", plain, count=1).strip(" ,")
    condition = _CONDITION.match(plain) is not None
    replaced, used = swapped(earlier, said, year)
    added = [word for word in _matter(said) if word not in used and word not in set(search_words(earlier))]
    if added:
        return f"{_topic(replaced)}, {'kalau ' if condition else ''}{said}?"
    if _asks_anew(said):
        return f"{_asked(_without(said, used))} {_topic(replaced)}?"
    return f"{replaced}?" if replaced != earlier else text


def _chosen(plain: str, base: str) -> str:
    """The earlier question with the fact that it lacks, where that is all that is said; else nothing.

    "Yang tahunan" or "PPPK" after "berapa hari cuti?", which was answered by asking back.
    """
    earlier = _standard(base)
    said = _LEANS.sub("", plain, count=1).strip(" ,")
    for slot in slots().slots:
        kinds = slot.named(said) if base and slot.genus and slot.lacking(earlier) else ()
        if len(kinds) == 1 and not set(_matter(said)) - set(
            search_words(" ".join((*slot.genus, *kinds[0].words, kinds[0].label)))
        ):
            return slot.complete(earlier, kinds[0])
    return ""


def _standard(text: str) -> str:
    """``text`` in standard words, without greetings and the marks at its end."""
    plain = " ".join(lexicon().standardise(lexicon().matter(clean(text))).split()).rstrip(" ?!.")
    return _JUST.sub("saja", plain)


def _leans(plain: str, text: str) -> bool:
    """Whether a question, in standard words and as typed, cannot be understood without the one before it."""
    tokens = _TOKEN.findall(plain.lower())
    if not tokens:
        return False
    opened = _LEANS.match(plain)
    link = opened["link"] if opened else None
    matter = _matter(plain)
    if not matter or _is_bare(plain):
        return True
    linked = link is not None or _OF_IT.search(text) or _CONNECTED.match(plain) or _POINTS_BACK.search(plain)
    return bool(linked) and len(matter) <= MOST_ADDED and len(tokens) <= 2 * MOST_ADDED + 3


def _is_bare(plain: str) -> bool:
    """Whether a question in standard words says what is done, and not to what: "diajukan ke siapa?"."""
    ours, own = question_words(), [word for word in _own_words(plain) if search_words(word)]
    if len(own) > MOST_ADDED:
        return False
    if len(own) == 1 and (own[0] in ours.steps or _WHO_DOES.fullmatch(plain)):
        return True
    return all(word in ours.manners or _is_passive(word) for word in own)


def _is_passive(word: str) -> bool:
    """Whether a word is a passive verb of no personnel matter: "diajukan", but not "dimutasi"."""
    is_verb = word.startswith("di") and len(word) > len("di") + 2 and word not in question_words().di_nouns
    return is_verb and not lexicon().in_domain(word)


def _matter(text: str) -> list[str]:
    """Stemmed words of ``text`` that are neither asking, joining, nor what may be asked of any matter."""
    return search_words(" ".join(_own_words(text)))


def _own_words(text: str) -> list[str]:
    """The words of ``_matter``, lower case, as they are written."""
    kept = [
        word
        for word in _TOKEN.findall(text.lower())
        if word not in question_words().asks | question_words().aspects
    ]
    kinds = {member for kind in alike() if kind.joins for member in kind.members}
    return [word for word in kept if word not in kinds and not word.isdigit() and word != "tahun"]


def _asks_anew(said: str) -> bool:
    """Whether it asks something of its own rather than naming who or what else is meant."""
    telling = question_words().aspects | question_words().openers
    return any(word in telling for word in _TOKEN.findall(said.lower()))


def _without(said: str, used: frozenset[str]) -> str:
    """``said`` without the words that took the place of others."""
    return " ".join(word for word in said.split() if not (set(search_words(word)) & used))


def _asked(said: str) -> str:
    """What is asked, the asking word first and without -nya: ``syaratnya apa`` → ``apa syarat``."""
    tokens = [word for word in said.split() if not _POINTS_BACK.fullmatch(word)]
    ours = question_words()
    first = [word for word in tokens if word.lower() in ours.openers or word.lower() in {"bagaimana", "saja"}]
    rest = [word for word in tokens if word not in first]
    return " ".join(
        (*first, *(word.removesuffix("nya") if word.lower() in ours.aspects else word for word in rest))
    )


def _topic(earlier: str) -> str:
    """What a question is about: without the words that ask, and without what it asks of its matter."""
    kept: list[str] = []
    denied = ""
    ours = question_words()
    for token in (token.strip("?!.,") for token in _HOW_MANY.sub("berapa", earlier).split()):
        word = lexicon().standardise(token.lower())
        if word in ours.denials:
            denied = token
            continue
        of_matter = word in ours.aspects and (word not in ours.matters or not kept)
        is_leave = word == "besar" and kept and kept[-1].lower() == "cuti"
        if is_leave or not (of_matter or word in ours.asks - ours.roles):
            # "Tidak masuk kerja" keeps its denial, "boleh tidak" has none to keep.
            kept += [denied, token] if denied else [token]
        denied = ""
    return " ".join(kept)


def _that_rule_named(plain: str, cited: tuple[str, ...]) -> str:
    """Put the name of the first provision that the last answer cites for “pasal itu”."""
    if not cited:
        return plain
    try:
        label = format_citation(cited[0])
    except InvalidIdentifier:
        return plain
    return _THAT_RULE.sub(lambda _: label, plain)
