"""Duty, permission, prohibition and denial of the same thing in a claim and in the law."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.support_clauses import Mode, Word, read_words
from assistant.support_features import Near, Weigh, has_stem, share_of

AROUND = 4
"""Content words on either side of a word that show what it is about."""
ABOUT_THE_SAME = 0.65
"""Share of the words around one that the evidence has around the same one and in its sentence, on average."""
AS_GOOD = 0.35
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
        said, there: what the claim and what the evidence says of it.
        sentence: of the evidence.
    """

    said: Mode
    there: Mode
    sentence: str

    @property
    def denied(self) -> bool:
        """One of the two denies or forbids what the other does not."""
        return (self.said in _DENYING) != (self.there in _DENYING)


def torn_modes(claim: str, near: Sequence[Near], weigh: Weigh) -> Iterator[Torn]:
    """Words that the evidence says only the contrary of, at every place that is about the same."""
    said = read_words(claim)
    for place, word in enumerate(said):
        if word.stem.isdigit():
            continue
        context = _around(said, place)
        found = [
            (share, other, one.sentence.text)
            for one in near
            for share, other in _places(word, context, read_words(one.sentence.text), weigh)
        ]
        if not found:
            continue
        best, nearest, sentence = max(found, key=lambda place: place[0])
        others = [other for share, other, _ in found if share >= best * AS_GOOD]
        if best >= ABOUT_THE_SAME and all(_contrary(word, other) for other in others):
            yield Torn(word.mode, nearest.mode, sentence)


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
