"""Whether a line says yes where the words it rests on say no, or the other way round."""

import re
from collections.abc import Sequence

from corpus.search_words import search_words

_DENIAL = re.compile(
    r"\b(?:tidak|tak|tdk|bukan|belum|blm|jangan|tanpa|batal|dibatalkan|ditolak|menolak|nggak|enggak|ngga|gak"
    r"|ga|kagak|ndak|ndhak|ora|mboten|dereng|ojo|not|never)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;?!\n]+|,\s+(?=(?:tapi|tetapi|namun|jadi|kalau|nanti|terus)\b)")
LEAST_SHARED = 2


def lost_denial(text: str, said: Sequence[str]) -> bool:
    """Whether the passage most like ``text`` denies and ``text`` does not, or the reverse.

    Args:
        said: the utterances it rests on. False where none of them is much like it.
    """
    wanted = set(search_words(text))
    passages = [passage for utterance in said for passage in _CLAUSE.split(utterance) if passage.strip()]
    shares = [len(wanted & set(search_words(passage))) for passage in passages]
    best = max(shares, default=0)
    if best < LEAST_SHARED:
        return False
    nearest = [passage for passage, share in zip(passages, shares, strict=True) if share == best]
    denies = _denies(text)
    return all(_denies(passage) != denies for passage in nearest)


def _denies(text: str) -> bool:
    return _DENIAL.search(text) is not None
