"""Whether words read like the law's: what a person should compare with the document."""

import re
from collections.abc import Iterable, Iterator

from corpus.models import Provision, ProvisionKind
from corpus.number_words import read_number
from ingestion.document import Document
from ingestion.regulation.lexicon import is_word
from ingestion.regulation.parsed import Suspicion

_WORD = re.compile(r"(?<![^\W\d_])[a-z]{5,}(?![^\W\d_])")
_SIGN = re.compile(r"[<>{}\[\]€|\\*#@~]")
_SIGNS_IN_WORD = re.compile(r"[A-Za-z]+[<>{}\[\]€|\\*#@~][A-Za-z<>{}\[\]€|\\*#@~]*")
_NUMBER_IN_WORDS = re.compile(r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})*|\d+) ?\(([a-z][a-z ]{2,80})\)")
_DIGIT_BEFORE_BRACKET = re.compile(r"\d ?\(")
_DAMAGED_AMOUNT = re.compile(
    r"(?<!\w)Rp ?[\d.,]*[OolI][\d.,OolI]*|(?<!\w)\d+(?:\.[\dOolI]{3})*\.(?=\d*[OolI])[\dOolI]{3}(?!\w)"
)
_GROUPED = re.compile(r"\d\.[\dOolI]")
_UNITS = frozenset({ProvisionKind.PASAL, ProvisionKind.AYAT, ProvisionKind.HURUF, ProvisionKind.ANGKA})
_LONG = 4_000
"""Characters of a unit's own words; no ayat in force comes near it unless something ran into it."""
_UNKNOWN_SHARE = 0.2
_DOUBTFUL_PAGE = 0.8
_PAIRS = (("“", "”"), ("(", ")"))


def doubtful_words(provisions: Iterable[Provision]) -> Iterator[Suspicion]:
    """Units whose words do not read like the law's: too long, illegible, at odds with themselves."""
    for provision in provisions:
        for reason in _reasons(provision):
            yield Suspicion(provision.id, reason, provision.page)


def doubtful_pages(regulation: str, document: Document) -> Iterator[Suspicion]:
    """Scanned pages that recognition was not sure of."""
    for scan in document.scanned:
        if scan.confidence < _DOUBTFUL_PAGE:
            share = f"{scan.confidence:.0%}".replace("%", " %")
            yield Suspicion(regulation, f"halaman pindaian: keyakinan OCR hanya {share}", scan.page)


def _reasons(provision: Provision) -> Iterator[str]:
    text = provision.text
    if provision.kind not in _UNITS:
        return
    if len(text) > _LONG:
        yield f"sangat panjang ({len(text)} karakter); mungkin ada satuan lain di dalamnya"
    unknown, words = unknown_words(text)
    if unknown > max(1, _UNKNOWN_SHARE * words):
        yield f"memuat {unknown} kata yang tidak dikenal"
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            yield f"tanda “{opening}” dan “{closing}” tidak berpasangan"
    numbers = _NUMBER_IN_WORDS.finditer(text) if _DIGIT_BEFORE_BRACKET.search(text) else ()
    for match in numbers:
        said = read_number(match.group(2))
        if said is not None and said != int(match.group(1).replace(".", "")):
            yield f"angka dan huruf berbeda: “{match.group()}”"
    if ("Rp" in text or _GROUPED.search(text)) and (amount := _DAMAGED_AMOUNT.search(text)):
        yield f"angka rusak: “{amount.group()}”"


def unknown_words(text: str) -> tuple[int, int]:
    """How many words nobody knows, and how many there are.

    Words of five small letters and more; names and abbreviations count in neither.
    """
    words = _WORD.findall(text)
    damaged = len(_SIGNS_IN_WORD.findall(text)) if _SIGN.search(text) else 0
    return sum(not is_word(word) for word in words) + damaged, len(words) + damaged
