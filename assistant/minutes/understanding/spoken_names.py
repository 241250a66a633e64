"""How people and units are named in speech: which words belong to a name, and which are one."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.minutes.understanding.words import is_verb, spoken_words, standard
from corpus.search_words import stop_words

WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
MOST_UNIT_WORDS = 2
SHORTEST_FORM = 3
LEAST_HEARD = 2
"""How often a word must follow a title to be a name; once, it may open the next sentence."""
_HEADS = ("kepala", "ketua", "koordinator", "direktur", "camat", "lurah")
_DOTTED = frozenset({"bpk", "sdr", "sdri", "dr", "drg", "prof", "plt", "plh"})


def sole_fields(offices: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The words that only one office of a meeting has, or one head of several, and who holds it."""
    holders: dict[str, set[str]] = {}
    heads: dict[str, set[str]] = {}
    for name, office in offices:
        for word in WORD.findall(office):
            if len(word) > SHORTEST_FORM and word not in stop_words():
                holders.setdefault(word, set()).add(name)
                if office.startswith(_HEADS):
                    heads.setdefault(word, set()).add(name)
    meant = {word: names if len(names) == 1 else heads.get(word, set()) for word, names in holders.items()}
    return {word: next(iter(names)) for word, names in meant.items() if len(names) == 1}


def adjacent(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Nothing but a blank stands between two words; the dot of "Sdr." or "dr." may."""
    between = text[first.end() : second.start()]
    if between == ".":
        return False
    return between == " " or (between == ". " and first[0].lower() in _DOTTED)


def spoken_to(text: str, token: re.Match[str]) -> bool:
    """Whether a word stands where people are called: alone before a comma, or last after one."""
    before = text[: token.start()].rstrip()[-1:]
    after = text[token.end() :].lstrip()[:1]
    return (before in ("", ".", "?", "!") and after == ",") or (
        before == "," and after in (".", "?", "!", ",")
    )


def unit_length(text: str, tokens: Sequence[re.Match[str]], at: int, known: frozenset[str]) -> int:
    """How many words after a unit's or an office's belong to its name."""
    lists = spoken_words()
    length = 0
    while length < MOST_UNIT_WORDS and at + length + 1 < len(tokens):
        word = tokens[at + length + 1]
        if not adjacent(text, tokens[at + length], word):
            break
        lowered = word[0].lower()
        acronym = word[0].isupper() and len(word[0]) > 1
        if not (lowered in lists.unit_words or lowered in lists.units or lowered in known or acronym):
            break
        length += 1
    return length


def heard_names(texts: Sequence[str]) -> frozenset[str]:
    """Words that mostly follow a title: names in a transcript that writes no capitals."""
    lists = spoken_words()
    titled: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for text in texts:
        before = ""
        for token in WORD.finditer(text):
            word = token[0].lower()
            total[word] += 1
            if before in lists.titles:
                titled[word] += 1
            before = word
    return frozenset(
        word
        for word, count in titled.items()
        if count * 2 > total[word]
        and count >= LEAST_HEARD
        and len(word) > 2
        and word not in lists.not_names
        and word not in lists.offices
        and word not in lists.units
        and word not in stop_words()
        and not is_verb(standard(word))
        and not word[0].isdigit()
        and not word.endswith("nya")  # "sama persis bu nilainya": the next sentence
    )
