"""Duty, permission, prohibition and denial of the same thing in a claim and in the law."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.support_clauses import Mode, Word, read_words
from assistant.support_features import Near, Weigh, has_stem, share_of

AROUND = 4
"""Content words on either side of a word that show what it is about."""
ABOUT_THE_SAME = 0.5
"""Share of the words around one that the evidence has around the same one and in its sentence, on average."""
AS_GOOD = 0.5
"""Against the best place in the evidence, how good one must be to speak for the claim."""
_DENYING = frozenset({Mode.DENIED, Mode.FORBIDDEN})
_CONTRARY: Mapping[Mode, frozenset[Mode]] = {
    Mode.PLAIN: _DENYING,
    Mode.DUTY: _DENYING | {Mode.PERMITTED, Mode.FREE},
    Mode.PERMITTED: _DENYING,
    Mode.FORBIDDEN: frozenset({Mode.PLAIN, Mode.DUTY, Mode.PERMITTED, Mode.FREE}),
    Mode.FREE: frozenset({Mode.PLAIN, Mode.DUTY, Mode.FORBIDDEN}),
    Mode.DENIED: frozenset({Mode.PLAIN, Mode.DUTY, Mode.PERMITTED}),
}
"""What no source may say of a thing of which the claim says the key. Law says plainly what must be done."""


@dataclass(frozen=True, slots=True)
class Torn:
    """A word of which claim and evidence say contrary things.

    Attributes:
        said, there: the word with what is said of it.
        denied: one of the two denies or forbids what the other does not.
    """

    said: str
    there: str
    denied: bool


def torn_modes(claim: str, near: Sequence[Near], weigh: Weigh) -> Iterator[Torn]:
    """Words that the evidence says only the contrary of, at every place that is about the same."""
    said = read_words(claim)
    there = [read_words(one.sentence.text) for one in near]
    for place, word in enumerate(said):
        if word.stem.isdigit():
            continue
        context = _around(said, place)
        found = [one for words in there for one in _places(word, context, words, weigh)]
        best = max((share for share, _ in found), default=0.0)
        others = [other for share, other in found if share >= best * AS_GOOD]
        if best >= ABOUT_THE_SAME and all(_contrary(word, other) for other in others):
            other = others[0]
            denied = (word.mode in _DENYING) != (other.mode in _DENYING)
            yield Torn(word.told, other.told, denied)


def _around(words: Sequence[Word], place: int) -> frozenset[str]:
    near = words[max(0, place - AROUND) : place + AROUND + 1]
    return frozenset(word.stem for word in near) - {words[place].stem}


def _places(
    word: Word, context: frozenset[str], words: Sequence[Word], weigh: Weigh
) -> Iterator[tuple[float, Word]]:
    """The same word in a sentence, with how far it is about the same."""
    at = [place for place, other in enumerate(words) if has_stem(frozenset((other.stem,)), word.stem)]
    if at:
        whole = share_of(context, frozenset(other.stem for other in words), weigh)
        for place in at:
            yield (share_of(context, _around(words, place), weigh) + whole) / 2, words[place]


def _contrary(word: Word, other: Word) -> bool:
    modes, others = {word.mode, word.under}, {other.mode, other.under}
    return all(there in _CONTRARY[said] for said in modes for there in others)
