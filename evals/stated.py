"""Whether a text says something: the same words in the same order, the same values however written."""

from functools import lru_cache

from corpus.numbers import facts
from corpus.search_words import search_words

Token = str | tuple[str, str]
"""A stemmed word, or the kind and canonical value of a fact."""

_DENIALS = frozenset(
    word for denial in ("tidak", "bukan", "belum", "tanpa", "tak") for word in search_words(denial)
)


@lru_cache(maxsize=512)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, folded, stemmed and without stop words, each fact in it as one token by its value.

    "12 (dua belas) hari kerja" and "dua belas hari kerja" are the same token, "12 hari" is another.
    """
    found: list[Token] = []
    position = 0
    for fact in facts(text):
        if fact.start >= position:
            found.extend(search_words(text[position : fact.start]))
        found.append((fact.kind.value, str(fact.value)))
        position = max(position, fact.end)
    found.extend(search_words(text[position:]))
    return tuple(found)


def says(text: str, phrase: str) -> bool:
    """Whether the tokens of a phrase stand in a text one after another, and are not denied there.

    "boleh" is not said by "tidak boleh"; a phrase that itself denies is found as it is. A phrase without
    any token is never said.
    """
    wanted, said = tokens(phrase), tokens(text)
    if not wanted:
        return False
    for start in range(len(said) - len(wanted) + 1):
        denied = start > 0 and said[start - 1] in _DENIALS
        if said[start : start + len(wanted)] == wanted and not denied:
            return True
    return False
