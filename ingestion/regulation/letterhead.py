"""The President's letterhead at the head of a page, in whatever spelling recognition gave it.

``"PRES I DEN RE.PUELII( INDONESIA"`` is laid beside the words it stands for; in running text it is
furniture, while the same words in a title, in the opening formula or above a signature are not.
"""

import re
from difflib import SequenceMatcher

from ingestion.regulation.lexicon import frequency
from ingestion.regulation.manuscript import Manuscript

# What recognition makes of the emblem above the letterhead: "an", "aa :".
_EMBLEM = re.compile(r"(?:(?!dan\b|oleh\b|ttd)[^\n]{1,8}\n){1,3}(?=PRESIDEN\s{1,3}REPUBLIK INDONESIA\n)")
_ABOVE_PAGE_NUMBER = re.compile(
    r"(?:[^\n]{1,24}\n){1,4}(?=[ ]{0,40}[-–—][ ]{0,3}[0-9lIOoSt]{1,3}[ ]{0,3}[-–—])"
)
_TOKEN = re.compile(r"\S+")
_CAPITALS = re.compile(r"[A-Z0-9€]")
_SMALL = re.compile(r"[a-z]")
_NOT_LETTERS = re.compile(r"[^A-Z]")
_LOOKALIKE = str.maketrans({"0": "O", "1": "I", "€": "E", "!": "I", "|": "I", "l": "I", "5": "S", "8": "B"})
_WHOLE = "PRESIDENREPUBLIKINDONESIA"
_SECOND_LINE = "REPUBLIKINDONESIA"
_HINTS = ("NDO", "NES", "PUB", "SID", "DEN", "ESI", "BLI", "REP", "IDE", "DON")
_LONGEST_RUN = 14
_LEAST_WHOLE, _LEAST_LINE = 0.78, 0.82
_COMMON = 30
_MEANT = frozenset(
    ("peraturan", "keputusan", "instruksi", "dan", "esa", "oleh", "wakil", "dengan", "kepada", "bersama")
)
_DATE = re.compile(r"(?:tanggal|TANGGAL)\s[^\n]{0,30}\d{4}\W{0,6}$")


def page_heads(document: Manuscript) -> list[tuple[int, int]]:
    """Spans at the head of pages that hold the emblem or what is left of a letterhead: ``"ELIK INDO"``."""
    found = []
    for start, page in zip(document.page_starts, document.page_numbers, strict=True):
        if page is None:
            continue
        head = _EMBLEM.match(document.text, start) or _ABOVE_PAGE_NUMBER.match(document.text, start)
        if head is not None and not any(_is_other_word(word) for word in head.group().split()):
            found.append(head.span())
    return found


def letterheads(text: str) -> list[tuple[int, int]]:
    """Spans of letterheads within running text, ascending."""
    found = []
    for run in _runs(text):
        squashed = _letters("".join(token.group() for token in run))
        if sum(hint in squashed for hint in _HINTS) >= 3 and (span := _letterhead(text, run)) is not None:
            found.append(span)
    return found


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Successive tokens in capitals or signs; a longer row of capitals is a title."""
    capitals = {word for word in set(text.split()) if _is_in_capitals(word)}
    runs: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(text):
        if token.group() in capitals:
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if 1 < len(run) <= _LONGEST_RUN]


def _is_in_capitals(word: str) -> bool:
    small = len(_SMALL.findall(word))
    return small == 0 or (small <= 2 and small < len(_CAPITALS.findall(word)))


def _letters(raw: str) -> str:
    return _NOT_LETTERS.sub("", raw.translate(_LOOKALIKE).upper())


def _letterhead(text: str, run: list[re.Match[str]]) -> tuple[int, int] | None:
    best: tuple[float, int, int] | None = None
    ends = [index for index, token in enumerate(run) if _letters(token.group())]
    for first in ends:
        for last in ends:
            letters = _letters("".join(token.group() for token in run[first : last + 1]))
            for words, least in ((_WHOLE, _LEAST_WHOLE), (_SECOND_LINE, _LEAST_LINE)):
                if abs(len(letters) - len(words)) > 6 or letters == _SECOND_LINE:
                    continue
                likeness = SequenceMatcher(None, letters, words, autojunk=False).ratio()
                weight = likeness + (words == _WHOLE)
                if likeness >= least and (best is None or weight > best[0]):
                    best = (weight, first, last)
    if best is None or not _is_furniture(text, run, best[1], best[2], whole=best[0] > 1):
        return None
    return run[best[1]].start(), run[best[2]].end()


def _is_furniture(text: str, run: list[re.Match[str]], first: int, last: int, *, whole: bool) -> bool:
    words = [token.group() for token in run[first : last + 1]]
    if any(_is_other_word(word) for word in words):
        return False
    if words[-1][-1] == "," or (words[-1][-1] == "." and _letters(words[-1]).endswith("INDONESIA")):
        return False  # the opening formula, a signature or the end of a sentence
    before = text[max(0, run[first].start() - 60) : run[first].start()]
    previous = before.split()[-1] if before.split() else ""
    after = text[run[last].end() : run[last].end() + 12].lstrip()
    if previous.strip(".,;:").lower() in _MEANT or _DATE.search(before) or after.lower().startswith("ttd"):
        return False
    follows_title = previous.isupper() and previous.isalpha() and len(previous) > 2
    is_clean = " ".join(words) in ("PRESIDEN REPUBLIK INDONESIA", "REPUBLIK INDONESIA")
    return not (follows_title and (is_clean or not whole))


def _is_other_word(word: str) -> bool:
    """A whole word of a title: ``NEGARA REPUBLIK INDONESIA`` is no letterhead."""
    letters = word.strip(".,;:()").lower()
    if letters in ("presiden", "republik", "indonesia"):
        return False
    return len(letters) > 3 and frequency(letters) >= _COMMON
