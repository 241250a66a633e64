"""How plain the answers read: sentence length and long words, measured and reported, never a finding.

LIX = words per sentence + percentage of words of more than six letters (C. H. Björnsson, *Läsbarhet*, 1968).
It needs no list of syllables, so it can be taken of Indonesian; affixes make Indonesian words long, so its
values are for comparing entries with each other and with the law, not with other languages.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import mean, quantiles

from api.starter_check.numbers import words

LONG_WORD = 6
"""Letters beyond which LIX counts a word as long."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Readability:
    """Of many texts.

    Attributes:
        words_per_sentence: mean over all sentences; a line of a list is one.
        longest_tenth: words that the longest tenth of the sentences have at least.
        lix: mean over the texts.
    """

    texts: int
    words_per_sentence: float
    longest_tenth: float
    lix: float


def readability(texts: Iterable[str]) -> Readability:
    """Measure texts; at least two sentences in all."""
    read = [text for text in texts if words(text)]
    lengths = [len(words(sentence)) for text in read for sentence in sentences(text)]
    return Readability(
        len(read), mean(lengths), quantiles(lengths, n=10)[-1], mean(lix(text) for text in read)
    )


def sentences(text: str) -> list[str]:
    """The sentences and list lines of a text that hold a word."""
    return [part for part in _SENTENCE.split(text) if words(part)]


def lix(text: str) -> float:
    """LIX of a text that holds a word: ``"Ajukan cuti. Tunggu persetujuan."`` has 2 + 25."""
    found = words(text)
    long = sum(len(word) > LONG_WORD for word in found)
    return len(found) / len(sentences(text)) + 100 * long / len(found)
