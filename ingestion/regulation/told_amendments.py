"""Mentions of amendments: "sebagaimana telah diubah terakhir dengan …", "tentang Perubahan Kelima atas …"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.identifiers import RegulationType
from corpus.models import Provision, Regulation
from corpus.number_words import read_number
from corpus.told import ToldAmendment
from ingestion.regulation.ordinals import ordinal_number
from ingestion.regulation.references import Reference, references_in

_HINT = re.compile(r"ubah|robah|tambah|sempurna", re.IGNORECASE)
_BRACKETS = re.compile(
    r"\([^()]*\)|\((?:Lembaran|Tambahan)\s[^()]{0,200}?(?=\b(?:sebagaimana|yang)\b)|[\[\]\"“”]", re.IGNORECASE
)
"""What stands between a name and what is said of it; the bracket that ends a gazette may be misread."""

_CHANGED = r"\bdi(?:ubah|rubah|robah|tambah|sempurnakan)\b"
_BY = re.compile(
    rf"\b(?:sebagaimana|telah|sudah|terakhir)\b(?:(?!{_CHANGED})[^.;:]){{0,60}}{_CHANGED}"
    r"[^.;:]{0,80}?\b(?:dengan|oleh)\b[^.;:]{0,30}?(?P<list>:)?\s*(?:(?:a|1)\s?[.)]\s*)?$",
    re.IGNORECASE,
)
"""Between a regulation and the one that changed it."""

_AGAIN = re.compile(
    r"\s*,?\s*(?:(?:dan|serta|kemudian|lalu)\s+)*(?:(?:telah|sudah)\s+)?(?:diubah\s+)?(?:lagi\s+)?"
    r"(?:yang\s+)?terakhir(?:\s+kali)?(?:\s+diubah)?\s+dengan\s*",
    re.IGNORECASE,
)
"""Between two that changed the same regulation."""

_NEXT_ITEM = re.compile(r"\s*[,;]?\s*(?:(?:dan|serta)\s+)?(?:(?:[a-z]|\d{1,2})\s?[.)]\s*)?", re.IGNORECASE)
_OPENS_LIST = re.compile(rf"{_CHANGED}[^.;:]{{0,80}}?\b(?:dengan|oleh)\b[^.;:]{{0,60}}:\s*$", re.IGNORECASE)
_TITLE = re.compile(
    r"\btentang\s+(?:(?:Perubahan|Perobahan|Pengubahan|Penambahan|Tambahan|Penyempurnaan)"
    r"(?:\s+(?P<rank>Pertama|Ke(?!tentuan)\S+(?:\s+(?:Belas|Puluh(?:\s+(?!atas)\S+)?))?))?(?:\s+dan\s+)?)+"
    r"(?:\s+(?:atas|terhadap|dari))?(?:\s+(?:ketentuan\s+)?pasal\s[^.;]{1,60})?\s*$",
    re.IGNORECASE,
)
"""Between an amending regulation and the one that its title names."""

_TITLED = re.compile(r"\btentang\b", re.IGNORECASE)
_TIMES = re.compile(r"\b(?P<words>(?:\w+\s+){1,3})kali\b", re.IGNORECASE)
_LAST = re.compile(r"\bterakhir\b", re.IGNORECASE)
_UNREAD = re.compile(
    r"\b(?:Nomor|No)\b|\b(?:ordonn?an\w+|reglement\w*|staatsblad|stb|kitab)\b", re.IGNORECASE
)
"""A name that was not read: what is said may be said of it."""

_BREAK = re.compile(r";|(?<=[a-z]{3})\.\s+(?=[A-Z])")
_ALIKE = (
    frozenset({RegulationType.UU, RegulationType.PERPPU}),
    frozenset({RegulationType.PERPRES, RegulationType.KEPPRES}),
    frozenset({RegulationType.PERMEN, RegulationType.PERATURAN_BADAN, RegulationType.KEPUTUSAN}),
)
"""Types that change one another; of the others each changes its own alone."""

_WINDOW = 900
_LONGEST_EVIDENCE = 800


def told_amendments(regulation: Regulation, provisions: Iterable[Provision]) -> tuple[ToldAmendment, ...]:
    """The amendments that a regulation mentions, its own title's among them, each once.

    Linear in the length of the text. One whose target is not certain is left out: a name that was not
    read stands between, or it is of a type or year that cannot have changed the other.
    """
    found: dict[tuple[str, str], ToldAmendment] = {}
    for told in (*_of_title(regulation), *_of_text(regulation, provisions)):
        key = (told.target_id, told.amending_id)
        known = found.get(key)
        if known is None or told.times > known.times:
            found[key] = told
    return tuple(found.values())


def _of_title(regulation: Regulation) -> Iterator[ToldAmendment]:
    target = next(iter(references_in(regulation.title)), None)
    if target is None or target.id == regulation.id:
        return
    title = _TITLE.search(f"tentang {regulation.title[: target.start]}")
    if title is not None:
        yield ToldAmendment(
            amending_id=regulation.id,
            target_id=target.id,
            times=_rank(title),
            told_by=regulation.id,
            evidence=regulation.title[: target.end],
        )


def _of_text(regulation: Regulation, provisions: Iterable[Provision]) -> Iterator[ToldAmendment]:
    for unit in provisions:
        # A list that a sentence opens is read with it: its items are names alone.
        words = unit.full_text if _OPENS_LIST.search(unit.text) else unit.text
        if not _HINT.search(words):
            continue
        for mention in _mentions(words, references_in(words)):
            amending, target = mention.amending, mention.target
            if not _is_possible(amending, target) or not _is_past(amending, regulation):
                continue
            start, end = sorted((amending, target), key=lambda one: one.start)
            yield ToldAmendment(
                amending_id=amending.id,
                target_id=target.id,
                times=mention.times,
                told_by=unit.id,
                evidence=words[max(start.start, end.end - _LONGEST_EVIDENCE) : end.end],
            )


@dataclass(frozen=True, slots=True)
class _Mention:
    amending: Reference
    target: Reference
    times: int = 0


def _mentions(words: str, references: Sequence[Reference]) -> Iterator[_Mention]:
    target: Reference | None = None  # what the reference before this one changed
    in_list = False
    titled_by: Reference | None = None  # what the reference before this one is in the title of
    for previous, reference in pairwise(references):
        gap = _BRACKETS.sub(" ", words[previous.end : reference.start][-_WINDOW:])
        is_whole = reference.start - previous.end <= _WINDOW
        title = _TITLE.search(gap) if is_whole else None
        if title is not None and not gap[: title.start()].strip(" ,\n"):
            yield _Mention(previous, reference, _rank(title))
            target, titled_by = None, None
            continue
        said = _BY.search(gap) if is_whole else None
        if said and target is None:
            before = gap[: said.start()].rstrip(" ;\n")
            clear = not (_UNREAD.search(before) or _BREAK.search(before))
            target = _the_one_changed(previous, titled_by, reference) if clear else None
            # The colon stands before the first name ("dengan: a. Peraturan …") or within it.
            in_list = said["list"] is not None or ":" in words[reference.start : reference.end]
            if target is not None:
                yield _Mention(reference, target, _count(said[0]))
        elif target is not None and (
            said or _AGAIN.fullmatch(gap) or (in_list and _NEXT_ITEM.fullmatch(gap))
        ):
            yield _Mention(reference, target, _count(said[0]) if said else 0)
        else:
            target, in_list = None, False
            titled_by = previous if _TITLED.search(gap) and not _BREAK.search(gap) else None


def _the_one_changed(
    nearest: Reference, titled_by: Reference | None, amending: Reference
) -> Reference | None:
    """Of the regulation named last and the one whose title names it, the one that can be meant."""
    able = [one for one in (nearest, titled_by) if one is not None and _is_possible(amending, one)]
    return able[0] if len(able) == 1 else None


def _is_possible(amending: Reference, target: Reference) -> bool:
    """Whether a regulation of this type and year can have changed the other."""
    if amending.id == target.id or amending.year < target.year:
        return False
    alike = next((types for types in _ALIKE if target.type in types), frozenset({target.type}))
    if amending.type not in alike:
        return False
    ordered = amending.type is target.type and amending.year == target.year
    numbers = amending.number, target.number
    return not (ordered and all(map(str.isdigit, numbers)) and int(numbers[0]) < int(numbers[1]))


def _is_past(amending: Reference, regulation: Regulation) -> bool:
    """Whether a regulation was made before the one that speaks of it."""
    if amending.id == regulation.id or amending.year > regulation.year:
        return False
    ordered = amending.type is regulation.type and amending.year == regulation.year
    numbers = amending.number, regulation.number
    return not (ordered and all(map(str.isdigit, numbers)) and int(numbers[0]) > int(numbers[1]))


def _rank(title: re.Match[str]) -> int:
    """Of "Perubahan Kelima" 5; 0 where it is the only one so far, or the word is damaged."""
    return ordinal_number(title["rank"]) or 0 if title["rank"] else 0


def _count(words: str) -> int:
    """Of "telah lima kali diubah terakhir dengan" 5; 0 where none is told ("beberapa kali" may be one).

    Without "terakhir" the first of those that follow is named, not the one that is counted to.
    """
    times = _TIMES.search(words)
    if times is None or not _LAST.search(words):
        return 0
    said = times["words"].lower().split()
    counts = (read_number(" ".join(said[first:])) for first in range(len(said)))
    return next((int(count) for count in counts if count is not None and count.denominator == 1), 0)
