"""Finding the places that may be labels, with the evidence their surroundings give."""

import re
from collections.abc import Iterator

from ingestion.regulation.repair import digits, is_plain, roman
from ingestion.regulation.sequence import Candidate, Reading

PASAL = re.compile(
    r"(?<![A-Za-z])(?:[Pp]asa-?[l1I\]JLti!|7]|[Pp]asd|PASA[L1I])\s{0,4}(?![Pp]asa)([0-9A-Za-z|!]{1,5})(?:\s([0-9lIOo](?:\s?[0-9lIOo])?)(?![\w.)(%/]))?(?![\w])"
)
_REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:dalam|pada|ketentuan|dimaksud|dan|atau|dengan|dari|oleh|menurut|ke|antara|untuk|melaksanakan|bunyi|atas"
    r"|[Pp]asal|ayat|huruf|angka|setelah|sebelum|sampai|berdasarkan|maka|melanggar|memenuhi|isi|yaitu|serta|penjelasan"
    r"|yakni|tersebut|kecuali|terhadap|bahwa|adalah|yang|di|kepada|dimaksudkan|jo|juncto|namun|mengenai|tentang|Nomor"
    r"|dan/atau)|,|\(|/)\s*$"
)
_REFERENCE_AFTER = re.compile(
    r"\s*(?:ayat|AYAT|huruf|angka|butir|dan|atau|sampai|s/d|s\.d|jo|juncto|tersebut|di\s+atas|ini\b|itu\b|,(?!\s?\(1\)|\s(?!Pasal|Undang|Peraturan)[A-Z][a-z])|;|:|\))"
)
_REGULATION_AFTER = re.compile(r"\s*(?:Undang|UUD|Peraturan|Keputusan|Kitab)")
_QUOTED_BEFORE = re.compile(r"\bberbunyi\b[^.;]{0,40}$")
_CHANGES_AFTER = re.compile(r"\s*Beberapa\s+ketentuan\s+dalam\s+(?:Undang|Peraturan)")
_CLEAR_BEFORE = re.compile(r"\b\^?[Jj][ec][lI1]as\W{0,3}$")
_CHANGE_BEFORE = re.compile(r"\bAngka\s\w{1,3}\s*$")
_COLON_AFTER = re.compile(r"^\s?:")
_AYAT_HEADING_AFTER = re.compile(
    r"\s*,?\s?ayat\s?\(?\d\)?(?:(?:,|\sdan|\ss/d)\s?\(?\d\)?){0,6}\s?(?:[.:]|huruf\s[a-z]\.)"
)
_PART_AFTER = re.compile(r"\s*(?:[Aa]yat|huru[fp]|sub|angka|butir)\b")
_AYAT_WITH_WORDS_AFTER = re.compile(r"\s*ayat\s?\(\d\)\s+(?!Undang|Peraturan|Pasal|Keputusan)[A-Z]")
_LIST_AFTER = re.compile(r"\s{0,2}\n\s{0,2}(?:1\.|a\.|\(1\))\s")
_TITLE_END = 8
"""How many characters in capitals before a label are a title: a sentence goes on in small letters."""
_SENTENCE_END = ".;:!?\"”’')"
_ROMAN_FOR = str.maketrans("l1i|!", "IIIII")
_BEFORE = 48
_AFTER = 40


def pasal_candidates(
    text: str, start: int, end: int, at_least: float = 0.0, *, elucidates: bool = False
) -> list[Candidate]:
    """Every place in ``text[start:end]`` that may head a pasal, ascending.

    Args:
        text: masked words of the whole document.
        start: first position that counts.
        end: position after the last one.
        at_least: the score that a place must exceed; below 0 cross-references come in as well.
        elucidates: whether the words are an elucidation, where "Cukup jelas" ends a unit with or
            without a full stop.
    """
    found: list[Candidate] = []
    for match in PASAL.finditer(text, start, end):
        readings = tuple(_pasal_readings(match))
        if not readings:
            continue
        score = heading_score(text, match.span(), (start, end), elucidates=elucidates)
        if score <= at_least:
            continue
        candidate = Candidate(match.start(), match.group(), readings, score)
        if found and _is_catchword(text, found[-1], candidate):
            found[-1] = candidate
        else:
            found.append(candidate)
    return found


def roman_candidates(text: str, start: int, end: int) -> list[Candidate]:
    """Every place that may head a Roman pasal of an amending regulation, ascending."""
    found = []
    for match in PASAL.finditer(text, start, end):
        raw = match.group(1)
        number = roman(raw.translate(_ROMAN_FOR))
        if number is None or (is_plain(raw) and raw != "1"):
            continue
        score = heading_score(text, match.span(), (start, end))
        if score > 0:
            cost = 0.0 if roman(raw) is not None else 2.0
            reading = Reading((number, ""), _label_end(match, 1), cost)
            found.append(Candidate(match.start(), match.group(), (reading,), score))
    return found


def heading_score(
    text: str, label: tuple[int, int], bounds: tuple[int, int], *, elucidates: bool = False
) -> float:
    """How much the words around a label speak for a heading (above 0) or a cross-reference (below).

    Args:
        text: masked words of the whole document.
        label: span of the label.
        bounds: span within which its surroundings count.
        elucidates: see :func:`pasal_candidates`.
    """
    start, end = bounds
    before = text[max(start, label[0] - _BEFORE) : label[0]]
    stripped = before.rstrip()
    at_line_start = label[0] == start or "\n" in before[len(stripped) :] or not stripped
    has_stop = text[label[1] : label[1] + 1] == "." and text[label[1] + 1 : label[1] + 2].isspace()
    label_end = label[1] + has_stop
    after = text[label_end : min(end, label_end + _AFTER)]
    is_marked = has_stop
    if elucidates and (colon := _COLON_AFTER.match(after)):
        after, is_marked = after[colon.end() :], True
    following = after.lstrip()
    line_ends = "\n" in after[: len(after) - len(following)] or not following
    score = 0.0
    if at_line_start:
        score += 3.0
        if line_ends:
            score += 2.0
    if following.startswith(("(1", "(l", "(I")):
        score += 3.0
    after_sentence = not stripped or stripped[-1] in _SENTENCE_END
    if elucidates and not after_sentence:
        after_sentence = _CLEAR_BEFORE.search(before) is not None
    if after_sentence:
        score += 1.5
    elif _REFERENCE_BEFORE.search(before):
        score -= 3.5
    elif not at_line_start and not _ends_like_heading(stripped):
        score -= 2.0
    if _QUOTED_BEFORE.search(before) or (elucidates and _CHANGE_BEFORE.search(before)):
        score -= 8.0
    if _CHANGES_AFTER.match(after):
        score += 3.0
    if has_stop and not after_sentence and _LIST_AFTER.match(after):
        score += 3.0  # no sentence breaks off between a cross-reference and a list
    if elucidates and after_sentence and _heads_a_part(after, is_marked=is_marked):
        score += 1.0
    elif elucidates and after_sentence and _AYAT_WITH_WORDS_AFTER.match(after):
        score -= 3.0
    elif _REFERENCE_AFTER.match(after):
        score -= 3.0 if line_ends else 6.0
    elif not (after_sentence or line_ends or has_stop) and _REGULATION_AFTER.match(after):
        score -= 0.0 if stripped[-_TITLE_END:].isupper() else 6.0
    elif following[:1].isupper():
        score += 1.0
    elif following[:1].islower() and not line_ends:
        score -= 2.5
    if text[label[0]] == "p":
        score -= 1.5
    return score


def _heads_a_part(after: str, *, is_marked: bool) -> bool:
    """Whether "Pasal 5. ayat (1)" heads the words on an ayat: no cross-reference is marked off like that."""
    if is_marked and _PART_AFTER.match(after):
        return True
    return _AYAT_HEADING_AFTER.match(after) is not None


def _pasal_readings(match: re.Match[str]) -> Iterator[Reading]:
    raw, extra = match.group(1), match.group(2)
    if extra is not None:
        joined = digits("".join((raw + extra).split()))
        if joined is not None:
            yield Reading((joined, ""), _label_end(match, 2), 0.5)
    if is_plain(raw):
        number = digits(raw)
        if number is not None:
            yield Reading((number, ""), _label_end(match, 1))
        return
    if is_plain(raw[:-1]) and "A" <= raw[-1] <= "Z":
        base = digits(raw[:-1])
        if base is not None:
            yield Reading((base, raw[-1].lower()), _label_end(match, 1), 0.3 if raw[-1] in "IOSBLZ" else 0.0)
    number = digits(raw)
    if number is not None and (len(raw) > 1 or raw in "IilLSB"):
        yield Reading((number, ""), _label_end(match, 1), 0.8)


def _label_end(match: re.Match[str], group: int) -> int:
    """After the number and the full stop that old prints put behind it."""
    end = match.end(group)
    return (
        end + 1 if match.string[end : end + 1] == "." and match.string[end + 1 : end + 2].isspace() else end
    )


def _ends_like_heading(before: str) -> bool:
    """Whether the last words are capitalised like a heading's, or noise without words."""
    words = before.split()[-2:]
    return all(not word[0].islower() or word in {"dan", "atau"} for word in words)


def _is_catchword(text: str, first: Candidate, second: Candidate) -> bool:
    """The same label twice with nothing but blanks and dots between."""
    if first.readings[0].key != second.readings[0].key:
        return False
    between = text[first.readings[0].end : second.start]
    return not between.strip(" .\n…")
