"""The new wording that an instruction quotes, as units below it.

What an instruction names is what must follow: its pasal, ayat, huruf or angka prove the labels
of the quotation, so that a cross-reference in the quoted words is never taken for a unit.
"""

import re
from collections.abc import Sequence

from corpus.models import ProvisionKind
from ingestion.regulation.amending.mentions import LETTER_FOR, Mention, number_with_letter
from ingestion.regulation.amending.wording import after_quotes, before_closing_quote
from ingestion.regulation.ayat import build_ayat
from ingestion.regulation.headings import Heading, headings_before
from ingestion.regulation.items import build_items
from ingestion.regulation.nodes import Node, close_own
from ingestion.regulation.ordinals import ordinal_number
from ingestion.regulation.repair import huruf_number, roman
from ingestion.regulation.sequence import Candidate, Key, Link, Reading, best_chain

_PASAL = re.compile(
    r"(?<![A-Za-z])(?:[Pp]asa-?[l1I!|]|PASA[L1I])\s{0,4}(?P<number>[0-9lIOoSLt][0-9A-Za-z|!]{0,4})"
    r"(?:\s(?P<letter>[A-Za-z])(?![\w.]))?\.?(?!\w)"
)
_REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:dalam|pada|ketentuan|dimaksud|dan|atau|dengan|dari|oleh|menurut|ke|antara|untuk|atas|[Pp]asal|ayat|huruf|angka"
    r"|setelah|sebelum|sampai|berdasarkan|maka|melanggar|memenuhi|isi|yaitu|serta|penjelasan|tersebut|kecuali|terhadap|di"
    r"|Nomor|dan/atau|melaksanakan|sebagaimana|bahwa)|,|\(|/)\s*$"
)
_REFERENCE_AFTER = re.compile(
    r"\s*(?:ayat|huruf|angka|butir|dan|atau|sampai|s/d|s\.d|jo|juncto|tersebut|di\s+atas|ini\b|itu\b|di(?:ubah|hapus)|,|;|:|\))"
)
_AYAT = re.compile(
    r"(?<![\w(])[({\[]\s?(?P<number>[0-9lIO]{1,2})\s?(?P<letter>[a-zA-Z]?)\s?[)}\]](?=[\s.A-Z]|$)"
)
_ITEM = re.compile(r"(?<![^\s(\"“”])(?P<raw>[0-9A-Za-z]{1,4})\s?(?P<mark>[.)])(?=\s|[A-Za-z])")
_SPACED_LETTER = re.compile(r"\s{1,2}([A-H])(?=\s+[A-Z])")
_SENTENCE_END = ".;:!?\"”’')"
_HEADING_KINDS = (
    ("buku", ProvisionKind.BUKU), ("bab", ProvisionKind.BAB), ("bagian", ProvisionKind.BAGIAN),
    ("paragraf", ProvisionKind.PARAGRAF),
)  # fmt: skip
_HEADING_VALUE = re.compile(r"\s([IVXLl1]{1,7})\s?([A-Z]?)$|\s(\d{1,3}[A-Z]?)$|\s([Kk][Ee]\w+|\w+)$")


def build_quoted(
    change: Node,
    text: str,
    start: int,
    end: int,
    named: Sequence[Mention],
    inserted: set[str],
    amended: str,
) -> None:
    """Put the new wording ``text[start:end]`` below ``change``; what is no unit stays its own words.

    Args:
        change: the instruction's node; its own words up to ``start`` are already there.
        text: masked words of the whole document.
        start: after the colon of "berbunyi sebagai berikut:".
        end: where the next instruction begins.
        named: the units that the instruction names.
        inserted: numbers of the pasal that it inserts.
        amended: name of the amended regulation for the heading path, may be empty.
    """
    path = (f"Perubahan atas {amended}",) if amended else change.heading_path
    last = before_closing_quote(text, start, end)
    if any(mention.get("lampiran") for mention in named):
        close_own(change, start, end)
        return
    pasal = {mention.get("pasal") for mention in named} - {""}
    chain = best_chain(pasal_headings(text, start, last, pasal), gap=0.0)
    parts = {(m.kind, m.path[-1][1]) for m in named if m.kind in ("ayat", "huruf", "angka")}
    if chain:
        _pasal(change, text, start, last, chain, path, named)
    elif any(m.kind in ("bab", "bagian", "paragraf") for m in named) and _only_headings(
        change, text, start, last, path
    ):
        pass
    elif not _ayat(change, text, start, last, parts, pasal, path) and not _items(
        change, text, start, last, parts, path
    ):
        _without_label(change, text, start, last, named, inserted, path)
    close_own(change, last, end)


def pasal_headings(text: str, start: int, end: int, named: set[str]) -> list[Candidate]:
    """Every place in ``text[start:end]`` that may head a quoted pasal; ``named`` are those expected."""
    first = after_quotes(text, start, end)
    found = []
    for match in _PASAL.finditer(text, start, end):
        readings = _readings(match, named)
        if not readings:
            continue
        expected = any(value_of(reading.key) in named for reading in readings)
        score = _score(text, match, start, end) + (4.0 if match.start() == first else 0.0)
        score += 3.0 if expected else -3.0 if named else 0.0
        if score > 0:
            found.append(Candidate(match.start(), match.group(), readings, score))
    return found


def _readings(match: re.Match[str], named: set[str]) -> tuple[Reading, ...]:
    raw, letter = match.group("number"), match.group("letter") or ""
    found = []
    spelled = [(raw + letter, match.end("letter"))] if letter else []
    for words, end in (*spelled, (raw, match.end("number"))):
        value, exact = number_with_letter(words)
        if value and (words == raw or value in named):
            stop = end + 1 if match.string[end : end + 1] == "." else end
            found.append(Reading(_key(value), stop, 0.0 if exact else 1.0))
            # "Pasal 228" where the instruction names Pasal 22B.
            lettered = f"{value[:-1]}{LETTER_FOR.get(value[-1], '')}"
            if value not in named and lettered in named and lettered != value[:-1]:
                found.append(Reading(_key(lettered), stop, 1.0))
    # What looks like "Pasal 81" may be "Pasal 8I"; the instruction says which.
    return tuple(sorted(found, key=lambda reading: value_of(reading.key) not in named))[:1]


def _key(value: str) -> Key:
    return (int(value), "") if value.isdigit() else (int(value[:-1]), value[-1])


def value_of(key: Key) -> str:
    """``(12, "a")`` → ``"12a"``."""
    return f"{key[0]}{key[1]}"


def _score(text: str, match: re.Match[str], start: int, end: int) -> float:
    before = text[max(start, match.start() - 40) : match.start()]
    stripped = before.rstrip(" \n^")
    after = text[match.end() : min(end, match.end() + 40)]
    following = after.lstrip(' \n^"“”')
    at_line_start = not stripped or "\n" in before[len(stripped) :]
    line_ends = not following or "\n" in after[: len(after) - len(following)]
    score = 2.0 * at_line_start + 2.0 * (at_line_start and line_ends)
    if following.startswith(("(1", "(l", "(I", "[1", "{1")):
        score += 3.0
    if not stripped or stripped[-1] in _SENTENCE_END:
        score += 1.5
    elif _REFERENCE_BEFORE.search(before):
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


def _only_headings(change: Node, text: str, start: int, end: int, path: tuple[str, ...]) -> bool:
    """New headings without pasal; False where there are none."""
    headings = headings_before(text, start, end)
    if not headings:
        return False
    label = _label_start(text, start, headings[0].start)
    close_own(change, start, label)
    for heading in headings:
        change.children.append(_heading(text, heading, label, path))
        label = heading.end
    return True


def _pasal(
    change: Node,
    text: str,
    start: int,
    end: int,
    chain: list[Link],
    path: tuple[str, ...],
    named: Sequence[Mention],
) -> None:
    """One unit a heading; the headings of bab and bagian before it become units too."""
    position = start
    current: Node | None = None
    content = start
    opened: dict[int, str] = {}
    for link in chain:
        head = link.candidate.start
        headings = headings_before(text, position, head)
        stop = headings[0].start if headings else head
        label = _label_start(text, content, stop)
        if current is None:
            close_own(change, content, label)
        else:
            label = _close(current, text, content, stop, named)
        for heading in headings:
            change.children.append(_heading(text, heading, label, path))
            opened = {rank: words for rank, words in opened.items() if rank < heading.rank}
            opened[heading.rank] = (
                f"{heading.label} {' '.join(text[heading.label_end : heading.end].split())}".strip()
            )
            label = heading.end
        value = value_of(link.reading.key)
        printed = f"Pasal {value.upper()}"
        current = Node(
            ProvisionKind.PASAL, f"pasal-{value}", printed, printed, label, link.reading.end,
            heading_path=(*path, *(opened[rank] for rank in sorted(opened))),
            raw=link.candidate.raw if link.reading.cost else "",
        )  # fmt: skip
        change.children.append(current)
        position = content = link.reading.end
    if current is not None:
        _close(current, text, content, end, named)


def _label_start(text: str, start: int, end: int) -> int:
    """Where the quotation marks before a heading begin, so that they belong to its label."""
    position = end
    while position > start and (text[position - 1].isspace() or text[position - 1] in '"“”„^'):
        position -= 1
    return position


def _close(pasal: Node, text: str, start: int, end: int, named: Sequence[Mention]) -> int:
    """Divide the words of a quoted pasal; returns where the next label may begin."""
    stop = before_closing_quote(text, start, end)
    # A second quotation mark between heading and words belongs to the heading.
    if text[start:stop].lstrip()[:1] in {'"', "“"}:
        pasal.label_end = start = after_quotes(text, start, stop)
    number = pasal.segment.removeprefix("pasal-")
    parts = {("ayat", m.get("ayat")) for m in named if m.get("pasal") == number and m.kind == "ayat"}
    first = _AYAT.match(text, after_quotes(text, start, stop), stop)
    # Only some ayat are quoted under the heading of their pasal.
    if (
        first
        and ("ayat", value := first.group("number") + first.group("letter").lower()) in parts
        and value != "1"
    ):
        _ayat(pasal, text, start, stop, parts, set(), pasal.heading_path)
    else:
        build_ayat(pasal, text, start, stop)
    return stop


def _heading(text: str, heading: Heading, start: int, path: tuple[str, ...]) -> Node:
    name, kind = _HEADING_KINDS[heading.rank]
    label = heading.label
    spaced = _SPACED_LETTER.match(text, heading.label_end, heading.end)
    label_end = spaced.end(1) if spaced and name in ("bab", "bagian") else heading.label_end
    if spaced and name in ("bab", "bagian"):
        label = f"{label}{spaced.group(1)}"  # "BAB IV A"
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


def _ayat(
    change: Node,
    text: str,
    start: int,
    end: int,
    parts: set[tuple[str, str]],
    pasal: set[str],
    path: tuple[str, ...],
) -> bool:
    """Quoted ayat without the heading of their pasal; False where there are none."""
    first = after_quotes(text, start, end)
    named = {value for kind, value in parts if kind == "ayat"}
    if not named and len(pasal) == 1 and not parts:
        return False  # the whole pasal is meant
    found = []
    for match in _AYAT.finditer(text, start, end):
        value, exact = number_with_letter(match.group("number") + match.group("letter"))
        if not value:
            continue
        before = text[max(start, match.start() - 30) : match.start()]
        stripped = before.rstrip(" \n^")
        score = 4.0 if match.start() == first else 0.0
        score += 3.0 if value in named else -1.0
        score += (
            1.0 if not stripped or stripped[-1] in _SENTENCE_END or "\n" in before[len(stripped) :] else -3.0
        )
        score -= 4.0 if _REFERENCE_BEFORE.search(before) else 0.0
        if score > 0:
            reading = Reading(_key(value), match.end(), 0.0 if exact else 1.0)
            found.append(Candidate(match.start(), match.group(), (reading,), score))
    chain = best_chain(found, gap=0.0)
    if not chain or not any(value_of(link.reading.key) in named for link in chain):
        return False
    close_own(change, start, _label_start(text, start, chain[0].candidate.start))
    for index, link in enumerate(chain):
        value = value_of(link.reading.key)
        begin = _label_start(text, start, link.candidate.start) if not index else link.candidate.start
        node = Node(
            ProvisionKind.AYAT, f"ayat-{value}", f"ayat ({value})", f"({value})", begin, link.reading.end,
            heading_path=path, raw=link.candidate.raw if link.reading.cost else "",
        )  # fmt: skip
        change.children.append(node)
        stop = chain[index + 1].candidate.start if index + 1 < len(chain) else end
        build_items(node, text, link.reading.end, stop)
    return True


def _items(
    change: Node, text: str, start: int, end: int, parts: set[tuple[str, str]], path: tuple[str, ...]
) -> bool:
    """Quoted huruf or angka; False where the instruction names none or none follows."""
    kinds = [kind for kind in ("huruf", "angka") if any(kind == other for other, _ in parts)]
    for kind in kinds:
        named = {value for other, value in parts if other == kind}
        links = _item_chain(text, start, end, kind, named)
        if not links:
            continue
        close_own(change, start, _label_start(text, start, links[0].candidate.start))
        for index, link in enumerate(links):
            value = link.candidate.raw.lower()
            begin = _label_start(text, start, link.candidate.start) if not index else link.candidate.start
            node = Node(
                ProvisionKind(kind), f"{kind}-{value}", f"{kind} {value}", f"{value}.", begin,
                link.reading.end, heading_path=path,
            )  # fmt: skip
            change.children.append(node)
            stop = links[index + 1].candidate.start if index + 1 < len(links) else end
            build_items(node, text, link.reading.end, stop)
        return True
    return False


def _item_chain(text: str, start: int, end: int, kind: str, named: set[str]) -> list[Link]:
    found = []
    for match in _ITEM.finditer(text, start, end):
        raw = match.group("raw")
        if raw.lower() not in named:
            continue
        before = text[max(start, match.start() - 30) : match.start()]
        stripped = before.rstrip(' \n^"“”')
        if stripped and stripped[-1] not in _SENTENCE_END and "\n" not in before[len(stripped) :]:
            continue
        number = huruf_number(raw) if kind == "huruf" else None
        key = (number, "") if number is not None else _key(raw.lower()) if raw[0].isdigit() else None
        if key is not None:
            found.append(Candidate(match.start(), raw, (Reading(key, match.end()),), 1.0))
    return best_chain(found, gap=0.0)


def _without_label(
    change: Node,
    text: str,
    start: int,
    end: int,
    named: Sequence[Mention],
    inserted: set[str],
    path: tuple[str, ...],
) -> None:
    """A single pasal whose heading the quotation leaves out; other words stay the change's own."""
    whole = {mention.get("pasal") for mention in named if mention.kind == "pasal"}
    others = [mention for mention in named if mention.kind != "pasal"]
    begin = after_quotes(text, start, end)
    target = inserted if len(inserted) == 1 else whole
    if len(target) != 1 or others or end - begin < 12:
        close_own(change, start, end)
        return
    value = next(iter(target))
    printed = f"Pasal {value.upper()}"
    node = Node(
        ProvisionKind.PASAL, f"pasal-{value}", printed, printed, start, begin, heading_path=path,
        raw="(label hilang)",
    )  # fmt: skip
    change.children.append(node)
    build_ayat(node, text, begin, end)
