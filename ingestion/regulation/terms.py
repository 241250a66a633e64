"""Definitions: "Pegawai Negeri Sipil yang selanjutnya disingkat PNS adalah …"."""

import re
from collections.abc import Iterable, Iterator

from corpus.amendments import Term
from corpus.models import Provision, ProvisionKind

_MOST = 2000
_DEFINES = re.compile(
    r"\b[Yy]ang\s+dimaksud(?:kan)?\s+(?:dengan|dalam)\b|\bini,?\s+(?:yang\s+)?dimaksud(?:kan)?\s+dengan\b"
)
_CALLED = (
    r"(?:,?\s*(?:yang|untuk)?\s*(?:dalam\s+\S+(?:\s\S+){0,3}\s+ini\s+)?(?:selanjutnya|seterusnya)\s+"
    r"(?:(?:dalam|di\s?dalam)\s[^,]{3,60}?\s+ini\s+)?(?:(?:disebut|disingkat|dising[kh]at|cukup\s+disebut)(?:\s+(?:dengan|sebagai))?"
    r"(?:\s+(?:dan\s+)?(?:disingkat|disebut))?)\s+(?P<short>[^,;:]{1,80}?)[,;]?)"
)
_COPULA = r"(?:adalah|ialah|merupakan|yaitu|berarti)"
_DEFINITION = re.compile(
    rf"^\s*[\"“]?(?P<term>[A-Z0-9][^.;:]{{1,160}}?)[\"”]?\s*{_CALLED}?\s+{_COPULA}\s*:?\s+(?P<words>\S.*)$",
    re.DOTALL,
)
_MEANT = re.compile(
    rf"\b[Yy]ang\s+dimaksud(?:kan)?\s+dengan(?:\s*:)?\s+[\"“']?(?P<term>[^\"”'.;:]{{2,120}}?)[\"”']?\s*,?\s+{_COPULA}\s*:?\s+"
    r"(?P<words>[^;]{3,1500}?)(?=[.;]\s|[.;]?$)",
    re.DOTALL,
)
_ITEMS = frozenset({ProvisionKind.AYAT, ProvisionKind.ANGKA, ProvisionKind.HURUF})
"""What a list of definitions is made of; some number it like ayat."""


def terms_of(provisions: Iterable[Provision]) -> tuple[Term, ...]:
    """The terms that the provisions and their elucidation define, each once a provision, in reading order.

    A list of definitions is told by the words above it ("yang dimaksud dengan:"); elsewhere only "Yang
    dimaksud dengan X adalah …" defines.
    """
    units = tuple(provisions)
    by_id = {unit.id: unit for unit in units}
    found: dict[tuple[str, str], Term] = {}
    for unit in units:
        for term in _terms_in(unit, by_id.get(unit.parent_id)):
            found.setdefault((term.term.lower(), unit.id), term)
            if len(found) == _MOST:
                return tuple(found.values())
    return tuple(found.values())


def _terms_in(unit: Provision, parent: Provision | None) -> Iterator[Term]:
    if unit.kind in _ITEMS and parent is not None and _DEFINES.search(parent.text):
        # "Penerima pensiun adalah: a. …": the list below says what it is.
        match = _DEFINITION.match(unit.full_text if unit.text.endswith(":") else unit.text)
        if match is not None:
            yield _term(unit, match["term"], match["short"] or "", match["words"])
            return
    for text in (unit.text, unit.penjelasan):
        for match in _MEANT.finditer(text):
            term, short = _split(match["term"])
            yield _term(unit, term, short, match["words"])


def _split(term: str) -> tuple[str, str]:
    """Term and what it is called from then on, where both stand before the copula."""
    called = re.search(rf"{_CALLED}$", term)
    return (term[: called.start()], called["short"]) if called else (term, "")


def _term(unit: Provision, term: str, short: str, words: str) -> Term:
    return Term(
        term=_clean(term),
        abbreviation=_clean(short),
        definition=" ".join(words.split()),
        provision_id=unit.id,
    )


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(" ,.;:\"“”'")
