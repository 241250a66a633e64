"""How much of what people wrote about a meeting a selection of its words holds."""

import re
from collections.abc import Sequence
from functools import cache

import Stemmer

_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")
_COMMON = """
a about after all also although an and any are as at be because been before being but by can could did do
does down during each even for from had has have he her here him his how however i if in into is it its
just like may me more most must my no nor not now of on once one only or other our out over own said same
say says she should so some such than that the their them then there therefore these they thing things
this those though through to too under up us very was we well were what when where whether which while
who why will with would you your
"""
_STOP = frozenset(_COMMON.split())


def coverage(points: Sequence[str], selected: str) -> list[float]:
    """For each reference point, the share of its content words that the selection holds, 0–1.

    ROUGE-1 recall (Lin 2004) over distinct stems without stop words, point by point. Points without content
    words are left out.

    Args:
        points: sentences of human summaries and answers, English.
        selected: the selected lines, joined.
    """
    held = english_words(selected)
    wanted = (english_words(point) for point in points)
    return [len(words & held) / len(words) for words in wanted if words]


def english_words(text: str) -> frozenset[str]:
    """Distinct stems (Porter 1980, as Snowball has it) without stop words; figures as they stand."""
    words = [word for word in _WORD.findall(text.casefold()) if word not in _STOP and len(word) > 1]
    return frozenset(_stemmer().stemWords(words))


def sentences(text: str) -> list[str]:
    """The sentences of a text, cut after . ! ? before a space."""
    return [part.strip() for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
