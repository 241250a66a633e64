"""The words that regulations use, with the number of cleanly typed regulations that use each.

``lexicon.tsv`` is made by ``python -m ingestion.regulation.make_lexicon`` and holds counts only.
"""

import re
from functools import cache, lru_cache
from importlib import resources

_PREFIX = re.compile(r"(?:di|ter|ber|be|ke|se|per|mem|men|meng|meny|me|pem|pen|peng|peny|pe|non|antar)")
_SUFFIXES = ("kannya", "annya", "kan", "nya", "lah", "an", "i")
_SHORTEST_STEM = 4
_LONGEST = 60
"""Letters; no known word with affixes comes near it."""


@cache
def lexicon() -> dict[str, int]:
    """Small-letter words with their counts."""
    lines = resources.files("ingestion.regulation").joinpath("lexicon.tsv").read_text(encoding="utf-8")
    counts: dict[str, int] = {}
    for line in lines.splitlines():
        count, words = line.split("\t")
        counts.update(dict.fromkeys(words.split(), int(count)))
    return counts


def frequency(word: str) -> int:
    """In how many cleanly typed regulations a small-letter word stands; 0 for an unknown one."""
    return lexicon().get(word, 0)


@cache
def words_from(least: int) -> frozenset[str]:
    """The words that at least so many cleanly typed regulations use."""
    return frozenset(word for word, count in lexicon().items() if count >= least)


def is_word(word: str) -> bool:
    """Whether a small-letter word is known, or is made of a known one with the usual affixes."""
    return word in lexicon() or (len(word) <= _LONGEST and _is_derived(word))


@lru_cache(maxsize=65_536)
def _is_derived(word: str) -> bool:
    return any(stem in lexicon() for stem in _stems(word))


def _stems(word: str) -> list[str]:
    bare = [word]
    for suffix in _SUFFIXES:
        if word.endswith(suffix):
            bare.append(word.removesuffix(suffix))
            break
    stems = bare[1:]
    for form in bare:
        if prefix := _PREFIX.match(form):
            stems.append(form[prefix.end() :])
    return [stem for stem in stems if len(stem) >= _SHORTEST_STEM]
