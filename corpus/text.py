"""The one text normaliser of the product.

``clean`` is for storage: it removes what no reader can see and keeps every word, its case and its
lines. ``fold`` is for comparison: two texts that a person would call the same fold to the same
string. ``Folded`` keeps the way back from the folded text to the original, so that a quote found
in it can be shown as the source really prints it.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.sentence_spans import sentences

__all__ = ["Folded", "clean", "fold", "locate", "sentences", "words"]

_MAX_MARKS = 30
"""Combining marks kept after one letter (the Stream-Safe limit of UAX #15).

Canonical reordering is quadratic in the length of a run of marks, so an unbounded run is an attack.
"""

_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_SOFT_HYPHEN = "\u00ad"
_SYMBOL_FONT = {
    "\uf02d": "-",
    "\uf0a7": "•",
    "\uf0a8": "•",
    "\uf0b7": "•",
    "\uf0d8": "•",
    "\uf0fc": "•",
}
"""Private code points that word processors write for bullets of the Symbol and Wingdings fonts."""

_PDF_HYPHEN = "\ufffe"
"""What PDFium gives in place of a hyphen at a line end, the line end swallowed."""

_UNIFIED = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-"),
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′`´ʼ＇‹›", "'"),
    _PDF_HYPHEN: "-",
    "⁄": "/",
    "∕": "/",
}
"""Dashes, quotes and slashes that differ only in typography."""

_ASCII_RUN = re.compile(r"[!-~]+(?![^\x00-\x7f])")
_SPACE_RUN = re.compile(r"\s+")
_INNER_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_TOKEN = re.compile(
    r"(?:iv|i{1,3})/[a-e](?![^\W_])"  # golongan/ruang of a civil servant: "iii/a"
    r"|(?<![\d/])\d/\d(?![\d/])"  # a fraction: "1/3"; "94/2021" stays two numbers
    r"|\d+(?:[.,]\d+)+"
    r"|rp(?=\.?\s?\d)"
    r"|[^\W_]+"
)


class _CleanTable(dict[int, str | None]):
    """Translation table for ``str.translate`` that decides each code point once."""

    def __missing__(self, codepoint: int) -> str | None:
        char = chr(codepoint)
        value: str | None = char
        if char in _LINE_ENDS:
            value = "\n"
        elif char == _PDF_HYPHEN:
            value = "-"
        elif char in _SYMBOL_FONT:
            value = _SYMBOL_FONT[char]
        elif char == "\x1f" or unicodedata.category(char) == "Zs":
            value = " "
        elif _invisible(char):
            value = None
        self[codepoint] = value
        return value


@lru_cache(maxsize=4096)
def _invisible(char: str) -> bool:
    """Control, format, surrogate or noncharacter: no reader sees it."""
    if char in ("\t", _PDF_HYPHEN):
        return False
    if unicodedata.category(char) in ("Cc", "Cf", "Cs"):
        return True
    codepoint = ord(char)
    return codepoint & 0xFFFE == 0xFFFE or 0xFDD0 <= codepoint <= 0xFDEF


_CLEAN = _CleanTable()


def clean(text: str) -> str:
    r"""``text`` fit for storage.

    NFC; control characters, lone surrogates, zero-width and bidirectional marks and soft hyphens
    are gone; a word broken by a soft hyphen at a line end is whole again; all line ends are
    ``\n`` and all spaces ``" "``. Tabs, case, lines and every word stay. Idempotent.
    """
    if _SOFT_HYPHEN in text:
        text = re.sub(rf"{_SOFT_HYPHEN}[ \t]*(?:\r\n|[{_LINE_ENDS}])[ \t]*", "", text)
    text = text.replace("\r\n", "\n").translate(_CLEAN)
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _bound_marks(text))


def _bound_marks(text: str) -> str:
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _joins_previous(char: str) -> bool:
    """Whether normalisation may merge ``char`` into the character before it."""
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.category(first).startswith("M") or "\u1160" <= first <= "\u11ff"


@lru_cache(maxsize=16384)
def _fold_cluster(cluster: str) -> str:
    """Folded form of one character with its combining marks."""
    head = _UNIFIED.get(cluster[0])
    if head is not None:
        return head + _compatible(cluster[1:])
    decomposition = unicodedata.decomposition(cluster[0])
    if decomposition.startswith(("<super>", "<sub>")) and cluster[0].isdigit():
        return cluster  # "5¹" is 5 with a footnote, not 51
    folded = _compatible(cluster)
    return " " + folded if decomposition.startswith("<fraction>") else folded  # "1½" is not 11/2


def _compatible(text: str) -> str:
    """NFKC_Casefold with unified typography; stable under repetition."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFD", text).casefold())
    text = unicodedata.normalize("NFKC", text.casefold())
    return "".join(_UNIFIED.get(char, char) for char in text)


class _Scan:
    """Collects folded characters with the original span of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.chars: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        position = 0
        while position < len(text):
            run = _ASCII_RUN.match(text, position)
            if run:
                self._take_ascii(run.start(), run.end())
                position = run.end()
                continue
            space = _SPACE_RUN.match(text, position)
            if space:
                self._take_space(space.start(), space.end())
                position = space.end()
                continue
            position = self._take_cluster(position)
        if self.chars and self.chars[-1] == " ":
            self._drop_last()

    def _drop_last(self) -> None:
        del self.chars[-1], self.starts[-1], self.ends[-1]

    def _take_ascii(self, start: int, end: int) -> None:
        run = self.text[start:end].lower()
        self.chars.extend(run.replace("`", "'"))
        self.starts.extend(range(start, end))
        self.ends.extend(range(start + 1, end + 1))

    def _take_space(self, start: int, end: int) -> None:
        if not self.chars or self.chars[-1] == " ":
            return
        if any(char in _LINE_ENDS for char in self.text[start:end]) and self._broken_word(start, end):
            return
        self._append(" ", start, end)

    def _broken_word(self, start: int, end: int) -> bool:
        """A line end inside one word: after a soft hyphen, or after the hyphen of a compound."""
        if self.text[start - 1] == _SOFT_HYPHEN:
            return True
        hyphenated = self.chars[-1] == "-" and len(self.chars) > 1 and self.chars[-2].isalpha()
        return hyphenated and self.text[end : end + 1].isalpha()

    def _take_cluster(self, start: int) -> int:
        text = self.text
        end = start + 1
        while (
            end < len(text)
            and not text[end].isspace()
            and (_joins_previous(text[end]) or _invisible(text[end]))
        ):
            end += 1
        kept = [char for char in text[start:end] if not _invisible(char)]
        if kept:
            for char in _fold_cluster("".join(kept[: _MAX_MARKS + 1])):
                if not char.isspace():
                    self._append(char, start, end)
                elif self.chars and self.chars[-1] != " ":
                    self._append(" ", start, end)
        return end

    def _append(self, char: str, start: int, end: int) -> None:
        self.chars.append(char)
        self.starts.append(start)
        self.ends.append(end)


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
        scan = _Scan(text)
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


def fold(text: str) -> str:
    r"""``text`` for comparison: NFKC and case folded, typography unified, whitespace one space.

    A compound broken at its hyphen is whole again (``"Undang-\nUndang"`` → ``undang-undang``).
    Superscript digits stay apart from the number before them. Idempotent.
    """
    return "".join(_Scan(text).chars)


def locate(quote: str, text: str) -> tuple[int, int] | None:
    """Original offsets of ``quote`` in ``text``; see :meth:`Folded.locate`."""
    return Folded.of(text).locate(quote)


def words(text: str) -> list[str]:
    """Folded word tokens for search, in order, without stemming.

    Compounds give their parts (``undang``, ``undang``); numbers keep their separators
    (``5.000.000``), pasal numbers their letter (``12a``), golongan their room (``iii/a``).
    """
    return _TOKEN.findall(fold(text))
