"""Finding the headings of buku, bab, bagian and paragraf that stand before a pasal."""

import re
from dataclasses import dataclass

from ingestion.regulation.ordinals import nearest_ordinal, ordinal_number

_ORDINAL = (
    r"(?:K[A-Za-z]{3,11}|P[Ee][Rr][Tt][Aa][Mm][Aa])(?:\s?(?:[Bb]elas|BELAS|[Pp]uluh|PULUH)"
    r"(?:\s(?:[Ss]atu|[Dd]ua|[Tt]iga|[Ee]mpat|[Ll]ima|[Ee]nam|[Tt]ujuh|[Dd]elapan|[Ss]embilan))?)?"
)
_CARDINAL = r"(?:[Ss]atu|[Dd]ua|[Tt]iga|[Ee]mpat|[Ll]ima|[Ee]nam|[Tt]ujuh|[Dd]elapan|[Ss]embilan|[Ss]epuluh)"
_NUMERAL = r"[IVXLTJivxltj1|!]{1,7}[A-H]?|[0-9]{1,2}"
_HEADING = re.compile(
    rf"(?<![A-Za-z])(?:(?P<buku>(?:BUKU|Buku)\s{{0,3}}(?:{_ORDINAL}|[IVX]{{1,5}}))"
    rf"|(?P<bab>(?:B\s?A\s?B|Bab)\s?[-.]?\s{{0,3}}(?:{_NUMERAL}|KE[A-Z]{{3,9}}))"
    rf"|(?P<bagian>(?:Bagian|BAGIAN|Ba[a-z]{{2}}an|Bag[a-z]{{3}})\s{{1,3}}(?:{_ORDINAL}|ke[a-z]{{3,9}}|[IVX]{{1,5}}|[0-9]{{1,2}}))"
    rf"|(?P<paragraf>(?:Para[a-z]{{4,5}}|PARAGRAF)\s{{1,3}}(?:[0-9lIO]{{1,2}}|Ke[a-z]{{3,9}}|KE[A-Z]{{3,9}}|{_CARDINAL})))(?![A-Za-z0-9])"
)
RANKS = ("buku", "bab", "bagian", "paragraf")
"""Kinds of heading, outermost first."""

_SENTENCE = re.compile(r"\w{3}[;:]\s|[a-z0-9)]\.(?:\s|$)|\([1-9]\)\s")
_REFERENCE_BEFORE = re.compile(
    r"\b(?:dalam|pada|dimaksud|dari|ketentuan|dan|atau|menurut|dengan|tersebut|sampai)\s*$"
)
_ENDS_LINE = re.compile(r"[ ]*\n")
_LONGEST = 260
_LONGEST_WITH_STOP = 90


@dataclass(frozen=True, slots=True)
class Heading:
    """``rank`` 0 for buku, 1 bab, 2 bagian, 3 paragraf; the span includes label and title."""

    rank: int
    label: str
    start: int
    label_end: int
    end: int


def headings_before(text: str, start: int, end: int) -> list[Heading]:
    """The headings that directly precede position ``end``, outermost first."""
    found: list[Heading] = []
    stop = end
    for match in reversed(_labels(text, start, end)):
        rank = _rank(match)
        title = text[match.end() : stop]
        if len(title) > _LONGEST or _is_prose(title):
            break
        label_end = match.end() + (title.lstrip(" ").startswith(".") and title.index(".") + 1)
        found.append(Heading(rank, " ".join(match.group().split()), match.start(), label_end, stop))
        stop = match.start()
    found.reverse()
    return found


def _rank(match: re.Match[str]) -> int:
    return next(index for index, name in enumerate(RANKS) if match.group(name))


def _labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    """What is printed like a heading; what goes on a cross-reference ("Bagian Kedua Paragraf 2") is none."""
    labels = []
    reference_end = -1
    for match in _HEADING.finditer(text, start, end):
        goes_on = reference_end >= 0 and not text[reference_end : match.start()].strip(" ")
        if not goes_on and _is_label(text, match, RANKS[_rank(match)], start):
            labels.append(match)
            reference_end = -1
        else:
            reference_end = match.end()
    return labels


def _is_label(text: str, match: re.Match[str], kind: str, start: int) -> bool:
    """Whether it is no word that only begins like an ordinal, and no cross-reference."""
    if kind == "bagian":
        word, words = match.group(kind).split(maxsplit=1)
        known = ordinal_number(words) is not None
        if word.title() != "Bagian" and not known:
            return False
        if words[0] in "KP" and not known and nearest_ordinal(words) is None:
            return False
    before = text[max(start, match.start() - 24) : match.start()]
    on_its_own_line = "\n" in before[len(before.rstrip()) :]
    if kind == "bagian" and words[0] == "k":
        return known and on_its_own_line and _ENDS_LINE.match(text, match.end()) is not None
    return on_its_own_line or not _REFERENCE_BEFORE.search(before)


def _is_prose(title: str) -> bool:
    """Whether what follows a label is a sentence; old prints end a short title with a full stop."""
    words = title.strip()
    if words[:1].islower() or words[:1] in {",", ";", ")"}:
        return True
    if len(words) <= _LONGEST_WITH_STOP and words.endswith("."):
        words = words[:-1]
    return _SENTENCE.search(words.lstrip(". ") + " ") is not None
