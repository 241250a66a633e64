"""Text for comparison: two texts that a person would call the same fold to the same string."""

import re
import unicodedata
from functools import lru_cache

from corpus.cleaning import LINE_ENDS, MAX_MARKS, PDF_HYPHEN, SOFT_HYPHEN, invisible

_UNIFIED = {
    **dict.fromkeys("‐‑‒–—―−﹘﹣－⁃", "-"),
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′`´ʼ＇‹›", "'"),
    PDF_HYPHEN: "-",
    "⁄": "/",
    "∕": "/",
}
"""Dashes, quotes and slashes that differ only in typography."""

_UNIFIED_TABLE = str.maketrans(_UNIFIED)
_PLAIN = re.compile(rf"[ -~\n\t{re.escape(''.join(_UNIFIED.keys() - {'ʼ'}))}]*")
"""Printed ASCII and unified typography, each of which folds by itself; "ʼ" also counts as a letter."""
_BROKEN_LINE = re.compile(r"(?<=[A-Za-z]-)[ \n\t]*\n[ \n\t]*(?=[A-Za-z])")
"""A line end after the hyphen of a compound, within one word."""

_ASCII_RUN = re.compile(r"[!-~]+(?![^\x00-\x7f])")
_SPACE_RUN = re.compile(r"\s+")


def fold(text: str) -> str:
    r"""``text`` for comparison: NFKC and case folded, typography unified, whitespace one space.

    A compound broken at its hyphen is whole again (``"Undang-\nUndang"`` → ``undang-undang``).
    Superscript digits stay apart from the number before them. Idempotent.
    """
    if _PLAIN.fullmatch(text):
        # Nearly every text: what ``Scan`` makes of it, without keeping the way back.
        unified = _BROKEN_LINE.sub("", text.translate(_UNIFIED_TABLE))
        return " ".join(unified.lower().split())
    return "".join(Scan(text).chars)


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


class Scan:
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
        if any(char in LINE_ENDS for char in self.text[start:end]) and self._broken_word(start, end):
            return
        self._append(" ", start, end)

    def _broken_word(self, start: int, end: int) -> bool:
        """A line end inside one word: after a soft hyphen, or after the hyphen of a compound."""
        if self.text[start - 1] == SOFT_HYPHEN:
            return True
        hyphenated = self.chars[-1] == "-" and len(self.chars) > 1 and self.chars[-2].isalpha()
        return hyphenated and self.text[end : end + 1].isalpha()

    def _take_cluster(self, start: int) -> int:
        text = self.text
        end = start + 1
        while (
            end < len(text)
            and not text[end].isspace()
            and (_joins_previous(text[end]) or invisible(text[end]))
        ):
            end += 1
        kept = [char for char in text[start:end] if not invisible(char)]
        if kept:
            for char in _fold_cluster("".join(kept[: MAX_MARKS + 1])):
                if not char.isspace():
                    self._append(char, start, end)
                elif self.chars and self.chars[-1] != " ":
                    self._append(" ", start, end)
        return end

    def _append(self, char: str, start: int, end: int) -> None:
        self.chars.append(char)
        self.starts.append(start)
        self.ends.append(end)
