"""Clauses of a claim that nothing in the evidence speaks of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.support_clauses import logic_words
from assistant.support_features import Near, Weigh, has_stem, share_of
from assistant.support_text import read_sentence, stem

FEWEST = 3
"""Content words of a clause that says something."""
MISSING = 2
"""Words of it that no cited text has."""
FOUND = 0.1
"""Weighted share of its words that the cited texts have at most."""
_CLAUSE = re.compile(
    r"[,;:]|\b(?:dan|serta|sehingga|karena|sebab|agar|supaya|tetapi|namun|dengan)\b", re.IGNORECASE
)
_ADVICE = re.compile(
    r"\b(?:silakan|silahkan|mohon|jangan|sebaiknya|(?:ikuti|ajukan|tanyakan)lah)\b", re.IGNORECASE
)
"""Advice states no rule."""


def added_clauses(claim: str, near: Sequence[Near], weigh: Weigh) -> Iterator[str]:
    """Clauses behind one that the evidence has which the evidence has next to nothing of."""
    everything = frozenset().union(*(one.sentence.known for one in near)) | _courtesy()
    founded = False
    for piece in _CLAUSE.split(claim):
        known = read_sentence(piece).known - _courtesy()
        missing = [one for one in known if not has_stem(everything, one)]
        new = len(known) >= FEWEST and len(missing) >= MISSING and share_of(known, everything, weigh) <= FOUND
        if founded and new and not _ADVICE.search(piece):
            yield " ".join(piece.split()).rstrip(".")
        founded = founded or (len(known) >= MISSING and len(missing) <= len(known) / 2)


@cache
def _courtesy() -> frozenset[str]:
    return frozenset(one for word in logic_words().courtesy if (one := stem(word)))
