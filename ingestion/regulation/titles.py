"""The title of a regulation, from the three places that print it: masthead, decision and elucidation.

What recognition damaged in the masthead is mended by the others, word by word and with evidence only:
both others agree, or one of them has a word where the masthead has none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.identifiers import RegulationType
from ingestion.regulation.lexicon import frequency, is_word
from ingestion.regulation.likeness import respelt
from ingestion.regulation.manuscript import Manuscript, tidy
from ingestion.regulation.metadata import Identity
from ingestion.regulation.names import NAME
from ingestion.regulation.parsed import Repair
from ingestion.regulation.repair import digits, is_plain
from ingestion.regulation.title_case import capitals_in, title_case
from ingestion.regulation.zones import Zones

_TITLE = re.compile(r"\bTENTANG\b|\bTentang\b")
_TITLE_OF_ELUCIDATION = re.compile(r"\bTENTANG\b|\b[Tt]entang\b")
_TITLE_END = re.compile(
    r"(?i:DENGAN\s?RA[KC]?H?MAT)|\bPasal\s+[1Il]\b|\bBAB\s+[IL]\b|\bM\s?E\s?M\s?U\s?T\s?U"
    r"|PENJELASAN\s+UMUM|\bI\.\s+UMUM\b|\bUMUM\s*(?=[1I]?\s?\.|[A-Z][a-z])|PRESIDEN\s+REPUBLIK|Presiden\s+Republik|PRESIDEN\s+RI"
    r"|M[Ee][Nn][Ii][Mm][Bb][Aa][Nn][Gg]\b|\bM[Ee][Nn][Gg][Ii][Nn][Gg][Aa][Tt]\b|bahwa\b|PASAL\s+DEMI|_{4,}|-{4,}|\bIndeks\s?:|\bAgar\b"
    r"|(?:MENTERI|KEPALA|GUBERNUR|BUPATI|WALI\s?KOTA)\s[A-Z ]{3,80},"
)
_STIPULATES = re.compile(
    r"(?:M[ec]n[ec]t[ae]p[Kk]an|MENETAPKAN)(?:[\s:]+Peraturan\s+sebagai\s+berikut)?|M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N|Memutuskan\s?(?=:)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    rf"\s*:?\s*(?P<quote>[\"“]?)\s*(?:{NAME.pattern}|Peraturan)(?:\s+Republik\s+Indonesia)?\s*,?\s+"
    r"(?:(?:tentang|mengenai|memuat)\s+|(?=untuk\s|sementara\s+tentang))",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"(?:[.;]\s*|\n\s*)(?:Pasal|PASAL|BAB|KESATU|PERTAMA|Pertama)\b|(?<=[A-Za-z)]{2})\.(?=\s*$)"
    r"|(?:(?<=[a-z)]{3})|(?<=[a-z)]{2}[\"”]))\.(?=\s+[A-Z0-9])"
)
_AS_FOLLOWS = re.compile(
    r"[\s,:;]*(?:(?:yang\s+)?ber(?:bunyi|isi)\s+)?s[eé]bagai\s+berikut[\s:.]*$", re.IGNORECASE
)
_REPEATED_HEAD = re.compile(
    r"\s(?:UNDANG-UNDANG|PERATURAN\s+PEMERINTAH)(?:\s+REPUBLIK\s+INDONESIA)?\s+NOMOR\s+(?P<number>\d+)\s+TAHUN\s+(?P<year>\d{4})"
    r"\s+TENTANG\s"
)
_LIST_NUMBERS = re.compile(r"(?<=[A-Za-z]{4})\.(?:\s+\d\.?)+$")
_SAID_TWICE = re.compile(r"^(?:tentang\s+)+", re.IGNORECASE)
_STRAY = re.compile(r"[\^*_]")
_MISREAD_I = re.compile(r"(?<=[A-Z]{3})!(?=\s|,|$)")
_LONGEST = 1200
_LOST, _KEPT = 3, 0.8
"""Words of a lost line at least, and the share of the other words that must stand."""

_RARE = 5
"""Regulations that use a word: one in so few of them may be a misreading, though it is a word."""

_CLEARLY_MORE = 20
_ALIKE = 0.75
"""Of two words, to be one and the same damaged."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title with what was mended in it."""

    words: str
    repairs: tuple[Repair, ...] = ()


def title_of(text: Manuscript, zones: Zones, named: Identity | None) -> Title:
    """The title in title case, mended by its witnesses.

    Args:
        named: as the masthead says it; None where the document has none.
    """
    if named is not None and named.type is RegulationType.UUD:
        return Title(_constitution(named))
    head = _after(text, named.end if named else 0, zones.decision.start, _TITLE) if _has_head(named) else ""
    decided = _decided(text, zones)
    explained = ""
    if zones.general:
        explained = _after(text, zones.general.start, zones.general.start + 900, _TITLE_OF_ELUCIDATION)
    head = _once(head, named, decided)
    witnesses = [words for words in (decided, explained) if words]
    base = head or decided or explained
    if not base:
        return Title("")
    if head and decided and (is_cut(head, decided) or _lost_a_line(head, decided, explained)):
        base = decided
    mended, repairs = mend(base, [words for words in (head, *witnesses) if words and words != base])
    return Title(title_case(mended, capitals_in(text.masked)), tuple(repairs))


def _has_head(named: Identity | None) -> bool:
    return named is not None and not named.cited


def is_cut(title: str, whole: str) -> bool:
    """Whether ``title`` is ``whole`` without its first or its last words."""
    part, full = (
        re.sub(r"[^a-z0-9]", "", re.sub(r"(\d{4})/\d\d(\d\d)\b", r"\1\2", words.lower()))
        for words in (title, whole)
    )
    return len(part) < len(full) and (full.startswith(part) or full.endswith(part))


def _lost_a_line(head: str, decided: str, explained: str) -> bool:
    """Whether the masthead lacks a row of words that the decision has; the elucidation must not gainsay."""
    ours, theirs = _plain_words(head), _plain_words(decided)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if len(theirs) < len(ours) + _LOST or kept < _KEPT * len(ours) or _plain_words(explained) == ours:
        return False
    return any(
        high - low < end - start >= _LOST
        for _, low, high, start, end in matcher.get_opcodes()
        if low < len(ours)
    )


def _plain_words(title: str) -> list[str]:
    """The words that tell titles apart: no gazettes in brackets, "No." for "Nomor"."""
    plain = re.sub(r"\([^()]*Lembaran[^()]*\)", " ", title, flags=re.IGNORECASE)
    words = (re.sub(r"\W", "", word.lower()) for word in plain.split())
    return ["no" if word == "nomor" else word for word in words if word]


def mend(base: str, others: Sequence[str]) -> tuple[str, list[Repair]]:
    """``base`` with the words corrected that other prints of the same title prove, and what was done."""
    words = base.split()
    votes: dict[int, list[str]] = {}
    for other in others:
        for index, word in _instead(words, other.split()):
            votes.setdefault(index, []).append(word)
    repairs = []
    for index, found in votes.items():
        printed = _elected(words[index], found, len(others))
        if printed is not None:
            reason = "judul: kata ini tercetak begitu pada " + (
                "konsiderans penetapan dan penjelasan" if len(found) > 1 else "tempat lain dalam naskah"
            )
            repairs.append(Repair("metadata", words[index], printed, reason))
            words[index] = _in_case_of(words[index], printed)
    return " ".join(words), repairs


def _instead(words: Sequence[str], other: Sequence[str]) -> list[tuple[int, str]]:
    """Where ``other`` has another word in the same place: position and that word."""
    matcher = SequenceMatcher(
        None, [_bare(word) for word in words], [_bare(word) for word in other], autojunk=False
    )
    found = []
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag == "replace" and high - low == end - start:
            found += [(low + step, other[start + step]) for step in range(high - low)]
    return found


def _elected(word: str, found: Sequence[str], witnesses: int) -> str | None:
    """The word that is printed instead, where the evidence is enough."""
    ours, theirs = _bare(word), {_bare(other) for other in found}
    if len(theirs) != 1 or not ours:
        return None
    (bare,) = theirs
    if bare.isdigit() or is_plain(ours):
        is_proven = is_plain(bare) and not is_plain(ours) and digits(word.strip(".,;:()")) == int(bare)
        return found[0] if is_proven else None
    alike = SequenceMatcher(None, ours, bare, autojunk=False).ratio() >= _ALIKE
    if not alike or respelt(re.sub(r"\W", "", ours)) == respelt(re.sub(r"\W", "", bare)):
        return None
    agreed = len(found) >= 2 and witnesses >= 2
    is_damaged = not _is_common(ours) and _is_common(bare)
    is_rare = _uses(ours) < _RARE and _uses(bare) >= _CLEARLY_MORE * (1 + _uses(ours))
    return found[0] if is_damaged or is_rare or (agreed and _uses(ours) < _RARE <= _uses(bare)) else None


def _uses(bare: str) -> int:
    return min((frequency(part) for part in re.split(r"[-/]", bare) if part), default=0)


def _is_common(bare: str) -> bool:
    return all(is_word(part) for part in re.split(r"[-/]", bare) if part)


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).lower()


def _in_case_of(word: str, printed: str) -> str:
    """``printed`` with the punctuation and the case of what it stands for."""
    lead, tail = re.match(r"^\W*", word), re.search(r"\W*$", word)
    bare = re.sub(r"^\W+|\W+$", "", printed)
    letters = [char for char in word if char.isalpha()]
    bare = bare.upper() if letters and all(map(str.isupper, letters)) else bare
    return f"{lead.group() if lead else ''}{bare}{tail.group() if tail else ''}"


def _after(text: Manuscript, start: int, end: int, word: re.Pattern[str]) -> str:
    """The words after TENTANG, up to the opening formula."""
    begin = word.search(text.masked, start, min(end, start + 600))
    if begin is None:
        return ""
    stop = _TITLE_END.search(text.masked, begin.end(), min(end, begin.end() + _LONGEST))
    return _clean(text.words(begin.end(), stop.start() if stop else min(end, begin.end() + 300)))


def _decided(text: Manuscript, zones: Zones) -> str:
    """The title as the decision repeats it: "Menetapkan : PERATURAN PEMERINTAH TENTANG …"."""
    end = zones.body.start + 600
    clauses = (
        _CLAUSE.match(text.masked, word.end(), end)
        for word in _STIPULATES.finditer(text.masked, zones.decision.start, end)
    )
    if clause := next((found for found in clauses if found), None):
        start = clause.end()
    elif begin := _TITLE.search(text.masked, zones.decision.start, min(end, zones.decision.start + 600)):
        start = begin.end()
    else:
        return ""
    limit = min(end, start + _LONGEST)
    stop = min(
        (
            match.start()
            for match in (
                _TITLE_END.search(text.masked, start, limit),
                _CLAUSE_END.search(text.masked, start, limit),
            )
            if match
        ),
        default=min(limit, start + 300),
    )
    words = _clean(text.words(start, stop))
    return words.rstrip('"”') if clause and clause["quote"] else words


def _clean(words: str) -> str:
    plain = _MISREAD_I.sub("I", _STRAY.sub("", words))
    said = _AS_FOLLOWS.sub("", _LIST_NUMBERS.sub("", tidy(plain))).strip(" .:,;-_")
    return _SAID_TWICE.sub("", said)


def _once(head: str, named: Identity | None, decided: str) -> str:
    """A masthead that the document prints twice, once, and without the name of the regulation itself."""
    again = _REPEATED_HEAD.search(f" {head} ")
    if again is None or named is None or (again["number"], int(again["year"])) != (named.number, named.year):
        return head
    first, second = head[: max(0, again.start() - 1)].strip(), head[again.end() - 1 :].strip()
    if not first:
        return second
    return first if _bare(first) == _bare(second) or _bare(first) == _bare(decided) else head


def _constitution(identity: Identity) -> str:
    """Title of the constitution or of one of its four amendments."""
    name = "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945"
    return f"Perubahan {identity.raw.capitalize()} {name}" if identity.number else name
