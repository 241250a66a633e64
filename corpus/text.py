"""The one text normaliser of the product.

``clean`` is for storage: it removes what no reader can see and keeps every word, its case and its
lines. ``fold`` is for comparison: two texts that a person would call the same fold to the same
string. ``Folded`` keeps the way back from the folded text to the original, so that a quote found
in it can be shown as the source really prints it.
"""

import re
from dataclasses import dataclass, field

from corpus.cleaning import clean
from corpus.folding import Scan, fold
from corpus.sentence_spans import sentences

__all__ = ["Folded", "clean", "fold", "locate", "sentences", "words"]

_INNER_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_TOKEN = re.compile(
    r"(?:iv|i{1,3})/[a-e](?![^\W_])"  # golongan/ruang of a civil servant: "iii/a"
    r"|(?<![\d/])\d/\d(?![\d/])"  # a fraction: "1/3"; "94/2021" stays two numbers
    r"|\d+(?:[.,]\d+)+"
    r"|rp(?=\.?\s?\d)"
    r"|[^\W_]+"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from.

    Attributes:
        original: the text as given.
        text: ``fold(original)``.
        starts: for each folded character, where its original begins.
        ends: for each folded character, where its original ends (exclusive).
        key: ``text`` without the hyphens inside words, what quotes are searched in.
        key_index: for each character of ``key``, its place in ``text``.
    """

    original: str
    text: str
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)
    key: str = field(repr=False)
    key_index: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "Folded":
        """Fold ``text``, keeping offsets. Linear in its length."""
        scan = Scan(text)
        folded = "".join(scan.chars)
        hyphens = {found.start() for found in _INNER_HYPHEN.finditer(folded)}
        key_index = tuple(index for index in range(len(folded)) if index not in hyphens)
        key = "".join([folded[index] for index in key_index])
        return cls(text, folded, tuple(scan.starts), tuple(scan.ends), key, key_index)

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Original offsets of the folded characters ``start`` to ``end`` (exclusive, non-empty)."""
        return self.starts[start], self.ends[end - 1]

    def locate(self, quote: str) -> tuple[int, int] | None:
        """Where ``quote`` stands in the original, as whole words; None if it does not.

        Case, spacing, line breaks, typographic quotes and dashes, and the hyphen of a compound or
        of a broken line do not matter; every other character does. A hyphenated compound, a
        number with its separators and a golongan are one word each: ``"ASN"`` is not found in
        ``"non-ASN"``, ``"Rp5"`` not in ``"Rp5.000"``.
        """
        needle = _INNER_HYPHEN.sub("", fold(quote))
        if not needle:
            return None
        position = self.key.find(needle)
        while position >= 0:
            end = position + len(needle)
            if _is_boundary(self.key, position) and _is_boundary(self.key, end):
                return self.original_span(self.key_index[position], self.key_index[end - 1] + 1)
            position = self.key.find(needle, position + 1)
        return None


def _is_boundary(text: str, position: int) -> bool:
    """Whether a word ends or begins between ``text[position - 1]`` and ``text[position]``."""
    if position in (0, len(text)):
        return True
    before, after = text[position - 1], text[position]
    if before.isalnum() and after.isalnum():
        return False
    outer_before = text[position - 2] if position > 1 else " "
    outer_after = text[position + 1] if position + 1 < len(text) else " "
    return not (_binds(before, after, outer_after) or _binds(after, before, outer_before))


def _binds(inner: str, joint: str, outer: str) -> bool:
    """A separator between two characters of one word: "5.000", "iii/a"."""
    if joint in ".,":
        return inner.isdigit() and outer.isdigit()
    return joint == "/" and inner.isalnum() and outer.isalnum()


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Original offsets of ``quote`` in ``text``; see :meth:`Folded.locate`."""
    return Folded.of(text).locate(quote)


def words(text: str) -> list[str]:
    """Folded word tokens for search, in order, without stemming.

    Compounds give their parts (``undang``, ``undang``); numbers keep their separators
    (``5.000.000``), pasal numbers their letter (``12a``), golongan their room (``iii/a``).
    """
    return _TOKEN.findall(fold(text))
