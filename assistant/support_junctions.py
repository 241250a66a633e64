"""Items that a source joins with "dan" told as joined with "atau", and the other way round."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.support_clauses import logic_words, phrases, plain_pieces
from assistant.support_features import CONSIDERED, Near, has_stem
from assistant.support_text import stem

BEHIND = 1
"""Content words behind a junction among which the next item begins in the law."""
_WORD = re.compile(r"(?<!\S)(dan/atau|dan|atau|serta|maupun|ataupun)(?!\S)|,")
_KINDS = {"dan": "dan", "serta": "dan", "maupun": "dan", "atau": "atau", "ataupun": "atau"}


@dataclass(frozen=True, slots=True)
class Junction:
    """Two items that are joined.

    Attributes:
        before: stem of the last content word before it.
        behind: stems of the first ones behind it.
        kind: ``dan`` or ``atau``; empty where both are meant.
    """

    before: str
    behind: tuple[str, ...]
    kind: str


def torn_junctions(claim: str, near: Sequence[Near]) -> Iterator[tuple[str, str]]:
    """What joins two items in the claim and what joins the same two in the evidence, where they differ."""
    texts = [one.sentence.text for one in near[:CONSIDERED]]
    there = [junction for text in texts if not _lists(text) for junction in junctions_of(text)]
    for said in junctions_of(claim):
        kinds = {other.kind for other in there if _same(said, other)}
        if said.kind and kinds and said.kind not in kinds and "" not in kinds:
            yield said.kind, min(kinds)


@lru_cache(maxsize=8_192)
def junctions_of(text: str) -> tuple[Junction, ...]:
    """The junctions of a sentence; behind a comma the item before it is the one that is joined."""
    flat = " ".join(text.lower().replace(";", " . ").split())
    marks = [match[1] or "," for match in _WORD.finditer(flat)]
    pieces = [_stems(piece) for piece in _WORD.split(flat)[::2]]
    found = []
    for place, mark in enumerate(marks):
        before = pieces[place]
        if not before and place and marks[place - 1] == ",":
            before = pieces[place - 1]
        if mark != "," and before and pieces[place + 1]:
            found.append(Junction(before[-1], pieces[place + 1][:BEHIND], _KINDS.get(mark, "")))
    return tuple(found)


def _same(said: Junction, other: Junction) -> bool:
    return has_stem(frozenset((other.before,)), said.before) and has_stem(
        frozenset(other.behind), said.behind[0]
    )


def _lists(text: str) -> bool:
    """Whether a sentence counts things up; "and" and "or" then say the same, unless they are conditions."""
    plain = " ".join(plain_pieces(text))
    return _listing().search(plain) is not None and "syarat" not in plain


def _stems(piece: str) -> tuple[str, ...]:
    return tuple(one for word in " ".join(plain_pieces(piece)).split() if (one := stem(word)))


@cache
def _listing() -> re.Pattern[str]:
    return phrases(logic_words().listing)
