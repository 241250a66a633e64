"""Misspelt words of a question to words of the library: a noisy channel over the snapshot's own vocabulary.

Candidates are within two edits (Damerau, 1964) by rapidfuzz; among them the cheapest slip from the most
frequent word wins (Kernighan, Church and Gale, 1990). A word that may have been meant is never touched: what
the library, the lexicon or the list of common words knows, what has a digit, is quoted, is part of a
citation, or is written like a name or an abbreviation.
"""

import math
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from weakref import WeakKeyDictionary

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.lexicon import lexicon
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import search_words, stop_words

UNITS_READ = 10_000
"""Units whose words are counted, evenly spread over the library: enough to know how often a word is used."""
LEAST_COUNT = 2
"""Of a word to be read for another: once may be a slip of the scanner."""
ASKING_COUNT = 20
"""For the words people ask with, which regulations hardly use."""
LONGEST_TEXT = 1_000
"""Characters of a question; a longer text is pasted, not typed."""
MOST_WORDS = 12
"""Unknown words that are looked up; a text with more is in another language."""
COMPARED = 24
"""Candidates that are weighed."""
SWAPPED, DOUBLED, VOWEL, SLIPPED_KEY, MISSED, ADDED, OTHER = 0.8, 0.5, 0.9, 0.9, 1.0, 1.1, 1.3
"""Costs of a slip: two letters swapped, one doubled or halved, a vowel left out or taken for another, a
neighbouring key, a consonant left out, any letter put in, any taken for any other."""
FIRST_LETTER = 0.6
"""Added when the first letter is another: people hardly miss it."""
FAVOURED = 0.15
"""Taken off for a word of personnel matters."""
ALLOWED = {4: 0.8, 5: 0.9, 6: 1.0, 7: 1.1}
"""Highest cost by length of the word; ``ALLOWED_LONG`` above, shorter words are never touched."""
ALLOWED_LONG = 1.8
CLITIC = "nya"
LEAST_ENDED = 5
"""Letters of a word that is known without its ending must be more."""
PRICE = 4.0
"""What one cost weighs against the logarithm of the count."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COUNTED = re.compile(r"[a-z]{4,}")
_BOUND = re.compile(r"[\w@/.-]*[\d@/_][\w@/.-]*|\w+(?:\.\w+)+|“[^”]*”|\"[^\"]*\"")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aiueo")

Reading = tuple[str, str]
"""A word as typed and as read."""


class Speller:
    """Reads misspelt words of a question for words of one library."""

    def __init__(self, counts: Mapping[str, int], known: Callable[[str], bool]) -> None:
        """A speller.

        Args:
            counts: words that may be meant, lower case, with how often they are used.
            known: whether a word, lower case, is none to be corrected.
        """
        self._counts = counts
        self._known = known
        self._of_length: dict[int, list[str]] = {}
        for word in sorted(counts):
            self._of_length.setdefault(len(word), []).append(word)

    def read(self, text: str, spared: Sequence[tuple[int, int]] = ()) -> tuple[str, tuple[Reading, ...]]:
        """``text`` with its misspelt words as they are read, and which these are, in order.

        Args:
            spared: spans that are not touched, such as citations.
        """
        if len(text) > LONGEST_TEXT:
            return text, ()
        bound = [*spared, *(found.span() for found in _BOUND.finditer(text))]
        found = [match for match in _WORD.finditer(text) if _is_free(match, bound)]
        unknown = [match for match in found if not self._known(match.group().lower())]
        if len(unknown) > MOST_WORDS:
            return text, ()
        parts: list[str] = []
        readings: dict[Reading, None] = {}
        end = 0
        for match in unknown:
            typed = match.group()
            meant = self._meant(typed.lower())
            if meant is None:
                continue
            written = meant.capitalize() if typed[0].isupper() else meant
            parts += [text[end : match.start()], written]
            end = match.end()
            readings.setdefault((typed, written))
        return "".join((*parts, text[end:])), tuple(readings)

    def _meant(self, word: str) -> str | None:
        """The word that was meant, without regard to a clitic; None where nothing is near enough."""
        meant = self._nearest(word)
        if meant is None and word.endswith(CLITIC):
            base = self._nearest(word.removesuffix(CLITIC))
            return base + CLITIC if base else None
        return meant

    def _nearest(self, word: str) -> str | None:
        allowed = ALLOWED.get(len(word), ALLOWED_LONG if len(word) > max(ALLOWED) else 0.0)
        if allowed == 0.0:
            return None
        edits = 2 if allowed == ALLOWED_LONG else 1
        near: list[tuple[int, str]] = []
        for length in range(len(word) - edits, len(word) + edits + 1):
            choices = self._of_length.get(length, [])
            for meant, distance, _ in process.extract_iter(
                word, choices, scorer=OSA.distance, score_cutoff=edits
            ):
                near.append((int(distance), meant))
        near.sort(key=lambda pair: (pair[0], -self._counts[pair[1]], pair[1]))
        weighed = [(slip_cost(word, meant) - _favour(meant), meant) for _, meant in near[:COMPARED]]
        best = max(
            (
                (math.log(self._counts[meant]) - PRICE * cost, meant)
                for cost, meant in weighed
                if cost <= allowed
            ),
            default=None,
        )
        return best[1] if best else None


def slip_cost(typed: str, meant: str) -> float:
    """The cheapest way from ``meant`` to ``typed``: optimal string alignment with costs of slips."""
    rows = [[0.0] * (len(meant) + 1) for _ in range(len(typed) + 1)]
    for i in range(1, len(typed) + 1):
        rows[i][0] = rows[i - 1][0] + _added(typed, i - 1)
    for j in range(1, len(meant) + 1):
        rows[0][j] = rows[0][j - 1] + _missed(meant, j - 1)
    for i in range(1, len(typed) + 1):
        for j in range(1, len(meant) + 1):
            cost = min(
                rows[i - 1][j] + _added(typed, i - 1),
                rows[i][j - 1] + _missed(meant, j - 1),
                rows[i - 1][j - 1] + _exchange(typed[i - 1], meant[j - 1]),
            )
            if i > 1 and j > 1 and typed[i - 1] == meant[j - 2] and typed[i - 2] == meant[j - 1]:
                cost = min(cost, rows[i - 2][j - 2] + SWAPPED)
            rows[i][j] = cost
    return rows[-1][-1] + (FIRST_LETTER if typed[0] != meant[0] else 0.0)


def speller_of(snapshot: OpenSnapshot) -> Speller:
    """The speller over a snapshot's words; made at its first question and kept as long as it is open."""
    with _making:
        speller = _spellers.get(snapshot)
        if speller is None:
            speller = _spellers[snapshot] = _made(snapshot)
        return speller


_making = threading.Lock()
_spellers: WeakKeyDictionary[OpenSnapshot, Speller] = WeakKeyDictionary()


def _made(snapshot: OpenSnapshot) -> Speller:
    step = -(-len(snapshot.unit_ids) // UNITS_READ) or 1
    units = snapshot.knowledge.units_by_id(snapshot.unit_ids[::step]).values()
    texts = (" ".join((*unit.path, unit.text, unit.search_text)).lower() for unit in units)
    has = snapshot.lexical.has

    def known(word: str) -> bool:
        if word in _asking_words() or all(stem in common_stems() or has(stem) for stem in search_words(word)):
            return True
        # Everyday verbs end in "-in": "masukin" is "masuk".
        endings = (ending for ending in (CLITIC, "in") if word.endswith(ending) and len(word) > LEAST_ENDED)
        return any(known(word.removesuffix(ending)) for ending in endings)

    return Speller(word_counts(texts), known)


def word_counts(texts: Iterable[str]) -> dict[str, int]:
    """Words that may be meant, with how often they stand in lower-case ``texts``."""
    counts = Counter(word for text in texts for word in _COUNTED.findall(text))
    found = {word: count for word, count in counts.items() if count >= LEAST_COUNT}
    for word in _asking_words():
        if _COUNTED.fullmatch(word):
            found[word] = max(found.get(word, 0), ASKING_COUNT)
    return found


@cache
def common_stems() -> frozenset[str]:
    """Stems of common Indonesian words, so that a right word the library lacks is not taken for a slip."""
    text = files("assistant").joinpath("data/common_stems.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def _asking_words() -> frozenset[str]:
    """Stop words and every word of the lexicon."""
    entries = lexicon()
    texts = [*entries.slang.values(), *entries.phrases, *entries.phrases.values(), *entries.terms.values()]
    words = {word for text in texts for word in _WORD.findall(text.lower())}
    return frozenset({*stop_words(), *words, *entries.slang, *entries.terms, *entries.domain})


def _favour(meant: str) -> float:
    """Taken from the cost of a word of personnel matters: questions here are about them."""
    return FAVOURED if not lexicon().domain.isdisjoint(search_words(meant)) else 0.0


def _is_free(match: re.Match[str], bound: Sequence[tuple[int, int]]) -> bool:
    """Whether a word may be corrected: not bound, and not written like a name or an abbreviation."""
    word = match.group()
    if any(start < match.end() and match.start() < end for start, end in bound):
        return False
    opens = not match.string[: match.start()].strip()
    return word.islower() or (opens and word[1:].islower())


def _added(typed: str, place: int) -> float:
    """Cost of a letter that only the typed word has."""
    return DOUBLED if place > 0 and typed[place - 1] == typed[place] else ADDED


def _missed(meant: str, place: int) -> float:
    """Cost of a letter that the typed word lacks."""
    if place > 0 and meant[place - 1] == meant[place]:
        return DOUBLED
    return VOWEL if meant[place] in _VOWELS else MISSED


def _exchange(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _VOWELS and other in _VOWELS:
        return VOWEL
    return SLIPPED_KEY if other in _neighbours().get(one, "") else OTHER


@cache
def _neighbours() -> dict[str, str]:
    """Letters around each on a keyboard, whose rows stand half a key to the right of the one above."""
    around: dict[str, str] = {}
    for row, letters in enumerate(_ROWS):
        above, below = _ROWS[row - 1] if row > 0 else "", _ROWS[row + 1] if row + 1 < len(_ROWS) else ""
        for place, letter in enumerate(letters):
            beside = letters[max(place - 1, 0) : place] + letters[place + 1 : place + 2]
            around[letter] = beside + above[place : place + 2] + below[max(place - 1, 0) : place + 1]
    return around
