"""Labels within quoted wording: headings of pasal, bab, bagian and paragraf, and what proves them."""

import re

from corpus.models import ProvisionKind
from ingestion.regulation.amending.mentions import LETTER_FOR, number_with_letter
from ingestion.regulation.amending.wording import after_quotes
from ingestion.regulation.headings import Heading
from ingestion.regulation.nodes import Node
from ingestion.regulation.ordinals import ordinal_number
from ingestion.regulation.repair import is_plain, roman
from ingestion.regulation.sequence import Candidate, Key, Reading

_PASAL = re.compile(
    r"(?<![A-Za-z])(?:[Pp]asa-?[l1I!|]|PASA[L1I])\s{0,4}(?P<number>[0-9lIOoSLt][0-9A-Za-z|!]{0,4})"
    r"(?:\s(?P<rest>\d?[A-Za-z]|\d)(?![\w.])|[,.]?(?P<torn>4')(?!\w))?\.?(?!\w)"
)
REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:dalam|pada|ketentuan|dimaksud|dan|atau|dengan|dari|oleh|menurut|ke|antara|untuk|atas|[Pp]asal|ayat|huruf|angka"
    r"|setelah|sebelum|sampai|berdasarkan|maka|melanggar|memenuhi|isi|yaitu|serta|penjelasan|tersebut|kecuali|terhadap|di"
    r"|Nomor|dan/atau|melaksanakan|sebagaimana|bahwa)|,|\(|/)\s*$"
)
_REFERENCE_AFTER = re.compile(
    r"\s*(?:ayat|huruf|angka|butir|dan|atau|sampai|s/d|s\.d|jo|juncto|tersebut|di\s+atas|ini\b|itu\b|di(?:ubah|hapus)|,|;|:|\))"
)
_FIRST_AYAT = re.compile(r"\s{0,3}[(\[][1lI][)\]1]")
_CAPITALS = re.compile(r"(?<![a-z])[A-Z]{3,}$")
_SPACED_LETTER = re.compile(r"\s{1,2}([A-H](?=\s+[A-Z])|[a-h](?=\s+[A-Z]{3}))")
SENTENCE_END = ".;:!?\"”’')"
_HEADING_KINDS = (
    ("buku", ProvisionKind.BUKU), ("bab", ProvisionKind.BAB), ("bagian", ProvisionKind.BAGIAN),
    ("paragraf", ProvisionKind.PARAGRAF),
)  # fmt: skip
_HEADING_VALUE = re.compile(r"\s([IVXLl1]{1,7})\s?([A-Z]?)$|\s(\d{1,3}[A-Z]?)$|\s([Kk][Ee]\w+|\w+)$")


def pasal_headings(text: str, start: int, end: int, named: set[str]) -> list[Candidate]:
    """Every place in ``text[start:end]`` that may head a quoted pasal; ``named`` are those expected."""
    first = after_quotes(text, start, end)
    found = []
    for match in _PASAL.finditer(text, start, end):
        readings = _readings(match, named)
        if not readings:
            continue
        expected = any(value_of(reading.key) in named for reading in readings)
        score = _evidence(text, match, start, end) + (4.0 if match.start() == first else 0.0)
        score += 3.0 if expected else -3.0 if named else 0.0
        if score > 0:
            found.append(Candidate(match.start(), match.group(), readings, score))
    return found


def _readings(match: re.Match[str], named: set[str]) -> tuple[Reading, ...]:
    raw, rest = match.group("number"), match.group("rest") or ""
    found = []
    # "Pasal 5 A" and "Pasal 2 1" where the instruction names them so.
    spelled = [(raw + rest, match.end("rest"))] if rest else []
    if match.group("torn"):
        spelled.append((f"{raw}A", match.end("torn")))
    for words, end in (*spelled, (raw, match.end("number"))):
        value, exact = number_with_letter(words)
        under_heading = words != raw and rest.isupper() and _FIRST_AYAT.match(match.string, end)
        if value and (words == raw or value in named or under_heading):
            stop = end + 1 if match.string[end : end + 1] == "." else end
            found.append(Reading(key_of(value), stop, 0.0 if exact else 1.0))
            # "Pasal 228" where the instruction names Pasal 22B.
            lettered = f"{value[:-1]}{LETTER_FOR.get(value[-1], '')}"
            if value not in named and lettered in named and lettered != value[:-1]:
                found.append(Reading(key_of(lettered), stop, 1.0))
    # What looks like "Pasal 81" may be "Pasal 8I"; the instruction says which.
    found = sorted(found, key=lambda reading: value_of(reading.key) not in named)[:1]
    if found and value_of(found[0].key) not in named and raw[-1] in "IO" and is_plain(raw[:-1]):
        # "Pasal 77I" in a chapter whose pasal nobody names: those around it say whether it is 771.
        found.append(Reading((int(raw[:-1]), raw[-1].lower()), found[0].end, 1.0))
    return tuple(found)


def key_of(value: str) -> Key:
    """``"12a"`` → ``(12, "a")``."""
    return (int(value), "") if value.isdigit() else (int(value[:-1]), value[-1])


def value_of(key: Key) -> str:
    """``(12, "a")`` → ``"12a"``."""
    return f"{key[0]}{key[1]}"


def _evidence(text: str, match: re.Match[str], start: int, end: int) -> float:
    before = text[max(start, match.start() - 40) : match.start()]
    stripped = before.rstrip(" \n^")
    after = text[match.end() : min(end, match.end() + 40)]
    following = after.lstrip(' \n^"“”')
    at_line_start = not stripped or "\n" in before[len(stripped) :]
    line_ends = not following or "\n" in after[: len(after) - len(following)]
    score = 2.0 * at_line_start + 2.0 * (at_line_start and line_ends)
    if following.startswith(("(1", "(l", "(I", "[1", "{1")):
        score += 3.0
    if not stripped or stripped[-1] in SENTENCE_END:
        score += 1.5
    elif _CAPITALS.search(stripped):
        score += 1.5  # the title of a bab stands before it
    elif REFERENCE_BEFORE.search(before):
        score -= 4.0
    elif not at_line_start:
        score -= 1.5
    if _REFERENCE_AFTER.match(after):
        score -= 3.0 if at_line_start and line_ends else 7.0
    elif following[:1].isupper():
        score += 1.0
    elif following[:1].islower() and not line_ends:
        score -= 3.0
    return score


def label_start(text: str, start: int, end: int) -> int:
    """Where the quotation marks before a heading begin, so that they belong to its label."""
    position = end
    while position > start and (text[position - 1].isspace() or text[position - 1] in '"“”„^'):
        position -= 1
    return position


def heading_node(text: str, heading: Heading, start: int, path: tuple[str, ...]) -> Node:
    """The unit of a quoted bab, bagian or paragraf whose label begins at ``start``."""
    name, kind = _HEADING_KINDS[heading.rank]
    label = heading.label
    spaced = _SPACED_LETTER.match(text, heading.label_end, heading.end)
    label_end = spaced.end(1) if spaced and name in ("bab", "bagian") else heading.label_end
    if spaced and name in ("bab", "bagian"):
        label = f"{label}{spaced.group(1).upper()}"  # "BAB IV A"
    return Node(
        kind, f"{name}-{_heading_value(label)}", label, label, start, label_end,
        own=[(label_end, heading.end)], heading_path=path,
    )  # fmt: skip


def _heading_value(label: str) -> str:
    match = _HEADING_VALUE.search(label)
    if match is None:
        return "1"
    if match.group(1):
        raw = match.group(1).replace("l", "I").replace("1", "I")
        number, rest = _roman_prefix(raw)
        return f"{number}{(rest or match.group(2)).lower()}"
    if match.group(3):
        return match.group(3).lower()
    return _ordinal_value(match.group(4).lower())


def _ordinal_value(word: str) -> str:
    """``"kedua"`` → ``"2"``, ``"keduaa"`` → ``"2a"``; the word itself where it is no ordinal."""
    if (whole := ordinal_number(word)) is not None:
        return str(whole)
    lettered = ordinal_number(word[:-1])
    return word if lettered is None else f"{lettered}{word[-1]}"


def _roman_prefix(raw: str) -> tuple[int, str]:
    """``"IVA"`` → ``(4, "A")``; what is no Roman number at all counts as 1."""
    for end in range(len(raw), 0, -1):
        number = roman(raw[:end])
        if number is not None:
            return number, raw[end:]
    return 1, ""
