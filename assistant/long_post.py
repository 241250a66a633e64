"""What a long post asks: its title and the sentences that ask, without the story around them.

A post that tells of a divorce, a sick parent and a transfer, and asks about the transfer, is answered on the
transfer only if that is what is searched for.
"""

import re
from collections.abc import Sequence

from assistant.lexicon import lexicon
from assistant.understand import EMPLOYEES
from corpus.text import clean, sentences, words

LONG = 45
"""Words from which a text is a story around its question; a shorter one is asked as it stands."""
MOST_ASKING = 3
"""Sentences that are asked; of more, the last ones: people tell first and ask then."""
USUAL = frozenset({"pns"})
"""The kind of employee that is meant where none is named."""
FEWEST_WORDS = 4
"""Words that a sentence which asks has by itself; a shorter one is read with the sentence before it."""
_LOWER_START = re.compile(r"(?<=[a-z)\d][.!?])\s+(?=[a-z])|(?<=[?!.]{2})\s+")
"""Sentences of people who write without capitals."""
_ANNOUNCED = re.compile(
    r"\b(?:(?:mau|ingin|hendak|izin|ijin|numpang|mohon|cuma|hanya|sekadar|saya)\s+)?"
    r"(?:ber|men?)?(?:tanya(?:kan)?|tnya?|tahu|tau|ketahui|mengetahui)\b|\bpertanyaan\s*(?:nya|saya|kami)?\b"
    r"|\bmohon\s+(?:info\w*|penjelasan\w*|pencerahan\w*|petunjuk\w*|dijelaskan)\b",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"\b(?:apa(?:kah)?(?!\s+pun|pun|\s+adanya)|bagaimana(?:kah)?(?!\s*pun)|berapa(?:kah)?(?!\s*pun)"
    r"|kapan(?:kah)?(?!\s*pun|\s+saja)|siapa(?:kah)?(?!\s*pun)|ke\s?mana(?:kah)?(?!\s*pun)|di\s?mana(?:kah)?(?!\s*pun)"
    r"|mengapa|kenapa|adakah|bolehkah|bisakah|haruskah|perlukah|wajibkah|dapatkah"
    r"|(?:boleh|bisa|perlu|wajib|dapat|masih|harus|bakal)\s+(?:atau\s+)?(?:tidak|nggak|gak|ga|tdk|enggak|ngga|kah|ya))\b",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^(?:(?:mohon|minta|tolong|izin|lalu|terus|nah|jadi|dan|kira-kira|untuk\s+itu|sebenarnya)[\s,]+)*"
    r"(?:apa|apakah|bagaimana|berapa|kapan|siapa|mana|adakah|bolehkah|bisakah|haruskah|kepada\s+siapa)\b",
    re.IGNORECASE,
)


def question_of(title: str, text: str, follow_ups: Sequence[str] = ()) -> str:
    """The title and what is asked of a long post; empty where it is short, or no sentence of it asks.

    A short follow-up is kept whole ("Saya PPPK, Bu."). Where the story names one kind of employee that is not
    the usual one, and the question none, that kind is added: other rules hold for them.

    Args:
        follow_ups: of the asker, the oldest first; the last one counts.
    """
    whole = (text, *follow_ups)
    if sum(len(words(part)) for part in whole) < LONG:
        return ""
    parts = [" ".join(asking(text)), *(_follow_up(part) for part in follow_ups[-1:])]
    if not any(parts):
        return ""
    asked = "\n".join(part for part in (title.strip(), *parts) if part)
    told = EMPLOYEES & _kinds(" ".join((title, *whole)))
    needed = len(told) == 1 and not told & USUAL and not EMPLOYEES & _kinds(asked)
    return f"{asked}\n{min(told).upper()}" if needed else asked


def _follow_up(text: str) -> str:
    asked = " ".join(asking(text))
    return asked if asked or len(words(text)) >= LONG else " ".join(text.split())


def _kinds(text: str) -> set[str]:
    return set(words(lexicon().standardise(text)))


def asking(text: str) -> tuple[str, ...]:
    """The sentences of a text that ask, at most ``MOST_ASKING``, in their order; empty where none does.

    Sentences with a question mark go before those with a question word alone, and those that say that they
    ask ("yang ingin saya tanyakan …") count as either.
    """
    said = _sentences(text)
    standard = [lexicon().standardise(one) for one in said]
    marked = [place for place, one in enumerate(said) if one.rstrip("\"'”’) ").endswith("?")]
    worded = [place for place, one in enumerate(standard) if _asks(one)]
    chosen = sorted({*marked, *(place for place in worded if _ANNOUNCED.search(standard[place]))}) or worded
    kept = chosen[-MOST_ASKING:]
    leaning = {place - 1 for place in kept if place and len(words(said[place])) < FEWEST_WORDS}
    return tuple(said[place] for place in sorted({*kept, *leaning}))


def _sentences(text: str) -> list[str]:
    found = []
    for line in clean(text).splitlines():
        for start, end in sentences(line):
            found += [part for part in _LOWER_START.split(line[start:end]) if part.strip()]
    return [" ".join(one.split()) for one in found]


def _asks(standard: str) -> bool:
    """Whether a sentence in standard words asks: it has a question word and opens, says or ends so."""
    if not _QUESTION_WORD.search(standard):
        return False
    return bool(_OPENS.search(standard) or _ANNOUNCED.search(standard) or _ends_asking(standard))


def _ends_asking(sentence: str) -> bool:
    """Whether a question word stands in the last part: "sisa cuti masih bisa dipakai, berapa hari"."""
    last = re.split(r"[,;]|\b(?:dan|atau)\b", sentence)[-1]
    return bool(_QUESTION_WORD.search(last))
