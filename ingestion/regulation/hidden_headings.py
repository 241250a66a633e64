"""Headings that are printed but hidden: like a cross-reference, damaged, without number or misnumbered."""

import re
from dataclasses import replace

from ingestion.regulation.headings import headings_before
from ingestion.regulation.likeness import distance
from ingestion.regulation.markers import heading_score, pasal_candidates
from ingestion.regulation.repair import digits, is_plain
from ingestion.regulation.sequence import Candidate, Gap, Link, Reading, best_chain

_LENIENCE = 3.4
GREATEST_LENIENCE = 7.0
_DAMAGED = re.compile(
    r"(?<![A-Za-z])(P\s?a\s?s\s?a\s?l|[A-Za-z][A-Za-z.,'!|1]{2,7})[\s.,:;~^'·•-]{0,4}([0-9lIO](?:[.\s]?[0-9lIOoSB]){0,3})[e-z]?(?![\w/%])"
)
_DAMAGED_EVIDENCE = 0.5
_UNNUMBERED = re.compile(
    r"(?<![A-Za-z])(?:(\d{1,3})\s)?Pasal(?=\s{1,4}(?:\(1\)|a\.\s|(?!Pasal|Undang)[A-Z][a-z]))"
)
_UNNUMBERED_EVIDENCE = 2.5
_BARE = re.compile(
    r"(?<![\w(.,])([0-9lIOtLrzZS]{1,3})\b\.?(?=\s{1,3}\^?(?:Cukup|Ayat\s?\(1|Huruf\s{0,2}a\b|Yang\s+dimaksud))"
)
_BARE_AT_END = re.compile(r"(?<=[.\w])\s{1,3}(\d{1,3})\s*$")
_BEFORE_BARE = frozenset({"", ".", "l", "s", "'"})
"""After a sentence, after "Pasal", after "jelas" without its full stop."""
_HURUF_BEFORE = re.compile(r"\bHuruf$")
"""A huruf is never a number: "Huruf 46 Huruf a" heads Pasal 46."""
_ILLEGIBLE = re.compile(
    r"(?<![A-Za-z])[Pp]a[sS]a[lI1!|][\s-]{0,3}([0-9A-Za-z?|!\[\]]{1,3})(?![\w?!|/%)\]])\.?"
)
_ANY_DIGIT = frozenset("abdefghijklmnopqrstuvwxyz?|![]IOSBZLTQ")
"""What may stand where a digit was printed; other capitals are the letters of inserted pasal."""
_ILLEGIBLE_EVIDENCE = 0.5
_MISPRINTED_EVIDENCE = 3.9
_REPEATED_CLEAR_EVIDENCE = 2.0
REPEATED_EVIDENCE = 5.4
_CLEAR = re.compile(r"\bC\w{3,5}\s\^?[Jj][ec][lI1]as\b")
_SHORTEST_UNIT = 100
_HEADING_WINDOW = 400
_SHORTEST_TITLE = 4

MISPRINTED = "nomor pasal tercetak keliru; dibaca menurut urutan"
UNNUMBERED = "nomor pasal tidak tercetak; dibaca menurut urutan"
ILLEGIBLE = "nomor pasal tidak terbaca; dibaca menurut urutan"
SEPARATED = "nomor pasal terpisah dari kata Pasal; dibaca menurut urutan"


def weak(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """Places that look like cross-references but carry a missing number."""
    found = []
    for candidate in pasal_candidates(text, gap.low, gap.high, -GREATEST_LENIENCE, elucidates=elucidates):
        if candidate.score <= -_LENIENCE and not follows_heading(text, candidate.start, gap.low):
            continue
        readings = tuple(r for r in candidate.readings if gap.first <= r.key[0] <= gap.last and not r.key[1])
        if readings:
            found.append(replace(candidate, score=candidate.score + GREATEST_LENIENCE, readings=readings))
    return best_chain(found, gap=0.0)


def damaged(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """Labels whose word or number is damaged beyond the usual confusions."""
    found = []
    for match in _DAMAGED.finditer(text, gap.low, gap.high):
        number = digits(re.sub(r"[.\s]", "", match.group(2)))
        if number is None or not gap.first <= number <= gap.last or not _is_nearly_pasal(match.group(1)):
            continue
        score = heading_score(text, match.span(), (gap.low, gap.high), elucidates=elucidates)
        if score >= _DAMAGED_EVIDENCE:
            reading = Reading((number, ""), match.end(), 1.0)
            found.append(Candidate(match.start(), match.group(), (reading,), score + 1.0))
    return best_chain(found, gap=0.0)


def _is_nearly_pasal(word: str) -> bool:
    """Whether a word is "Pasal" with at most two wrong, missing or additional letters."""
    letters = re.sub(r"[^a-z]", "", word.lower().replace("1", "l").replace("|", "l").replace("!", "l"))
    if letters in {
        "pasang",
        "pasti",
        "masal",
        "usul",
        "dasar",
        "asas",
        "paling",
        "pada",
        "masa",
        "sama",
    }:
        return False
    wrong = distance(letters, "pasal")
    return wrong <= 1 or (wrong == 2 and word[0] == "P")


def bare(text: str, gap: Gap) -> list[Link]:
    """Numbers whose "Pasal" a column break gathered elsewhere ("Pasal Pasal … 13 Cukup jelas")."""
    found = []
    for match in _BARE.finditer(text, gap.low, gap.high):
        number = digits(match.group(1))
        before = text[max(gap.low, match.start() - 12) : match.start()].rstrip()
        may_stand = before[-1:] in _BEFORE_BARE or _HURUF_BEFORE.search(before)
        if number is None or not gap.first <= number <= gap.last or not may_stand:
            continue
        reading = Reading((number, ""), match.end(), 0.0 if is_plain(match.group(1)) else 0.5, SEPARATED)
        found.append(Candidate(match.start(), match.group(), (reading,), 2.0))
    last = _BARE_AT_END.search(text, max(gap.low, gap.high - 12), gap.high)
    if last is not None and int(last.group(1)) == gap.last:
        reading = Reading((gap.last, ""), last.end(1), 0.0, SEPARATED)
        found.append(Candidate(last.start(1), last.group(1), (reading,), 2.0))
    return best_chain(found, gap=0.0)


def illegible(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """The one heading whose number has a character that may be the digit due: "Pasal 2g", "Pasal t"."""
    if not gap.single:
        return []
    found = []
    for match in _ILLEGIBLE.finditer(text, gap.low, gap.high):
        if not _may_read(match.group(1), str(gap.first)):
            continue
        label = (match.start(), match.end(1))
        score = heading_score(text, label, (gap.low, gap.high), elucidates=elucidates)
        if score >= _ILLEGIBLE_EVIDENCE or follows_heading(text, match.start(), gap.low):
            reading = Reading((gap.first, ""), match.end(), 2.0, ILLEGIBLE)
            found.append(Link(Candidate(match.start(), match.group(), (reading,), score), reading))
    return found if len(found) == 1 else []


def _may_read(raw: str, due: str) -> bool:
    """Whether every plain digit of ``raw`` is the one due, and at least one other character is none."""
    fits = len(raw) == len(due) and all(
        char == digit or char in _ANY_DIGIT for char, digit in zip(raw, due, strict=True)
    )
    return fits and raw != due


def unnumbered(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """The one "Pasal" whose number is lost or stands before it ("26 Pasal Hak bebas …")."""
    if not gap.single:
        return []
    found = []
    for match in _UNNUMBERED.finditer(text, gap.low, gap.high):
        score = heading_score(text, match.span(), (gap.low, gap.high), elucidates=elucidates)
        is_heading = score >= _UNNUMBERED_EVIDENCE or follows_heading(text, match.start(), gap.low)
        if is_heading and match.group(1) in {None, str(gap.first)}:
            reading = Reading((gap.first, ""), match.end(), 2.0, UNNUMBERED)
            found.append(Link(Candidate(match.start(), match.group(), (reading,), score), reading))
    return found if len(found) == 1 else []


def misprinted(text: str, gap: Gap, *, elucidates: bool) -> list[Link]:
    """The one heading that stands between Pasal 25 and Pasal 27 and says "Pasal 16"."""
    if not gap.single:
        return []
    found = []
    evidence = _REPEATED_CLEAR_EVIDENCE if elucidates else _MISPRINTED_EVIDENCE
    for candidate in pasal_candidates(text, gap.low, gap.high, evidence, elucidates=elucidates):
        numbers = {reading.key[0] for reading in candidate.readings}
        repeats = bool(numbers & {gap.first - 1, gap.first + 1})
        is_clear = elucidates and repeats and _is_clear(text, candidate, gap)
        if candidate.score <= _MISPRINTED_EVIDENCE and not is_clear:
            continue
        if repeats and not (is_clear or _stands_apart(candidate, gap)):
            continue
        if any(_resemble(number, gap.first) for number in numbers):
            found.append(candidate)
    if len(found) != 1:
        return []
    reading = replace(found[0].readings[0], key=(gap.first, ""), cost=2.0, doubt=MISPRINTED)
    return [Link(found[0], reading)]


def _stands_apart(candidate: Candidate, gap: Gap) -> bool:
    """Whether a repeated number has words of its own on both sides, unlike a catchword."""
    return is_apart(gap.low, candidate.start, gap.high) and candidate.score > REPEATED_EVIDENCE


def _is_clear(text: str, candidate: Candidate, gap: Gap) -> bool:
    """Whether "Cukup jelas" stands on both sides of a repeated number, which a catchword cannot part."""
    before, after = text[gap.low : candidate.start], text[candidate.readings[0].end : gap.high]
    return all(_CLEAR.search(words) is not None for words in (before, after))


def _resemble(printed: int, due: int) -> bool:
    one, other = str(printed), str(due)
    return abs(len(one) - len(other)) <= 1 and (len(other) == 1 or bool(set(one) & set(other)))


def is_apart(low: int, position: int, high: int) -> bool:
    """Whether words enough for two units stand between ``low``, ``position`` and ``high``."""
    return position - low > _SHORTEST_UNIT and high - position > _SHORTEST_UNIT


def follows_heading(text: str, position: int, low: int) -> bool:
    """Whether a buku, bab, bagian or paragraf is headed right before ``position``, after ``low``."""
    return bool(headings_before(text, max(low, position - _HEADING_WINDOW), position))


def under_heading(text: str, position: int, low: int) -> bool:
    """Whether a bab with a title in capitals stands right before ``position``, after ``low``."""
    found = headings_before(text, max(low, position - _HEADING_WINDOW), position)
    title = text[found[-1].label_end : found[-1].end] if found else ""
    return title.isupper() and len(title.strip()) >= _SHORTEST_TITLE
