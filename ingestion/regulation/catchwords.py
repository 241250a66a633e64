"""Catchwords: the first words of the next page, printed at the foot of the page before.

In running text they stand twice in a row: ``"2. Pejabat 2. Pejabat Pembina"``, ``"Agar. . . Agar
setiap orang"``, ``"Pasal 29 Pasal 29 (1)"``.
"""

import re
from collections.abc import Iterable

_ELLIPSIS = re.compile(r"(?:\.\s?){3,}+|…")
_WORD = re.compile(r"\S+")
_LABEL = re.compile(
    r"(?<!\S)(?:(?:Pasal|BAB|Bagian|Paragraf|Huruf|Angka|Ayat)\s[({]?\s?[0-9A-Za-z]{1,6}[)}]?|[({][0-9A-Za-z]{1,2}[)}1lIt]"
    r"|(?<!asal\s)(?<!ASAL\s)[0-9]{1,2}[.)]|[a-z][.)])(?!\S)"
)
# "PASAL DEMI PASAL" at the foot of a page stands before "Pasal 1" by right.
_BY_PASAL = re.compile(r"(?i)\bdemi\s+$")
_LEADING_LABEL = re.compile(r"\([0-9]{1,2}\)|[0-9]{1,2}\.|[a-z]\.")
_AFTER_ELLIPSIS = 160
_MOST_WORDS = 4
_DOUBLED_WITHIN = 3000
"""Within how many characters a doubled word must be printed in one piece."""
# Three dots or four; the dots of a form to be filled in are more.
_LAST_LINE = re.compile(
    r"\n[ ]{0,40}(?P<words>(?:[^\n.…:]|\.(?![ ]?\.)){2,40}(?:(?:\.[ ]?){3,4}|…))\s{0,20}$"
)


def catchwords(text: str, furniture: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Spans of catchwords; ``furniture`` are spans where a page ends."""
    spans = _before_ellipsis(text)
    ends = {end for _, end in spans}
    return [*spans, *_repeated_labels(text), *_at_breaks(text, furniture, ends)]


def _before_ellipsis(text: str) -> list[tuple[int, int]]:
    spans = []
    for match in _ELLIPSIS.finditer(text):
        line_start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 60)
        words = list(_WORD.finditer(text, line_start, match.start()))[-_MOST_WORDS:]
        following = _keys(_WORD.finditer(text, match.end(), match.end() + _AFTER_ELLIPSIS))
        for take in range(len(words), 0, -1):
            start = words[-take].start()
            squashed = _keys(words[-take:])
            if len(squashed) >= 2 and following.startswith(squashed):
                spans.append((start, match.end()))
                break
    return spans


def _repeated_labels(text: str) -> list[tuple[int, int]]:
    """A label with at most two words, then the same label with the same words."""
    spans = []
    previous: re.Match[str] | None = None
    for match in _LABEL.finditer(text):
        if previous is not None and match.start() - previous.end() <= 60 and _same(previous, match):
            between = text[previous.end() : match.start()]
            words = between.split()
            following = text[match.end() : match.end() + 60].split()
            meaningful = [word for word in words if word.strip(".…")]
            repeats = _squash("".join(following)).startswith(_squash("".join(meaningful)))
            # "Pasal 33 dihapus." orders what the quoted text below it says: "Pasal 33 Dihapus."
            orders = "".join(meaningful)[:1].islower() and "".join(following)[:1].isupper()
            if len(meaningful) <= 2 and repeats and not orders:
                spans.append((previous.start(), match.start()))
        previous = match
    return spans


def _same(first: re.Match[str], second: re.Match[str]) -> bool:
    bracketed = {label.group()[0] in "({" for label in (first, second)}
    # "b) pegawai; b. pegawai" ends an inner list and goes on with the outer one.
    ends = {label.group()[-1] for label in (first, second)}
    return (
        len(bracketed) == 1 and ends != {")", "."} and _label_key(first.group()) == _label_key(second.group())
    )


def _label_key(label: str) -> str:
    """``"(21"`` and ``"(2)"`` are the same label: the bracket was read as a digit."""
    if "(" in label and ")" not in label and label[-1] in "1lIt":
        label = label[:-1]
    return _squash(label)


def _at_breaks(text: str, furniture: tuple[tuple[int, int], ...], found: set[int]) -> list[tuple[int, int]]:
    """Words that stand before a page break and again after it, or twice in a row after it.

    ``found`` are ends of catchwords that are known: the words before them belong to the text.
    """
    spans = []
    for start, end in furniture:
        # What ends with dots at the foot of a page goes on overleaf, even where it was set wrongly.
        wrong = _LAST_LINE.search(text, max(0, start - 80), start)
        if wrong is not None and found.isdisjoint(range(wrong.start("words"), start + 1)):
            spans.append((_after_lost_label(text, wrong, end), wrong.end("words")))
        tokens = list(_WORD.finditer(text, max(0, start - 80), start))
        # "Bagian ." before "Bagian Kedua": recognition lost dots of the ellipsis.
        before = [token for token in tokens if _squash(token.group())][-_MOST_WORDS:]
        after = list(_WORD.finditer(text, end, min(len(text), end + 160)))
        for take in range(min(_MOST_WORDS, len(before)), 0, -1):
            words = before[-take:]
            if not _equal(words, after[:take]) or _goes_on(text, words, after[take - 1]):
                continue
            if not _BY_PASAL.search(text, max(0, start - 80), words[0].start()):
                spans.append((words[0].start(), tokens[-1].end()))
                break
        for take in range(min(_MOST_WORDS, len(after) // 2), 0, -1):
            if _equal(after[:take], after[take : 2 * take]):
                spans.append((after[0].start(), after[take - 1].end()))
                break
    return spans


def _goes_on(text: str, words: list[re.Match[str]], last: re.Match[str]) -> bool:
    """Whether both belong to the text: a list ("Bank, | Bank Jasa"), a doubled word ("Undang | Undang")."""
    if words[-1].group()[-1] in ",;" and last.group()[-1] not in ",;.":
        return True
    word = words[-1].group()
    if len(words) > 1 or not word.isalpha():
        return False
    near = text[max(0, last.start() - _DOUBLED_WITHIN) : last.end() + _DOUBLED_WITHIN]
    return f"{word}-{word}".lower() in near.lower()


def _after_lost_label(text: str, line: re.Match[str], page: int) -> int:
    """Where what may go of a last line begins: its label stays where it is not printed again overleaf."""
    label = _LEADING_LABEL.match(line["words"])
    rest = _squash(line["words"][label.end() :]) if label else ""
    following = _keys(_WORD.finditer(text, page, page + _AFTER_ELLIPSIS))
    is_lost = label is not None and rest and following.startswith(rest)
    return line.start("words") + (label.end() if label and is_lost else 0)


def _equal(first: list[re.Match[str]], second: list[re.Match[str]]) -> bool:
    one, other = _keys(first), _keys(second)
    return len(one) >= 2 and one == other and any(char.isalpha() for char in one)


def _keys(words: Iterable[re.Match[str]]) -> str:
    return "".join(_label_key(word.group()) for word in words)


def _squash(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
