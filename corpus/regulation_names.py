"""Names of issuing bodies and regulations: what people write and what it stands for.

The names themselves are data (``corpus/data/regulation_names.yaml``), read at first use.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from corpus.text import fold

_IGNORED_IN_ISSUERS = frozenset({"dan", "republik", "indonesia", "ri"})
_TYPE_WORDS = {"uu": r"(?:uu|undang[\s-]*undang)", "pp": r"(?:pp|peraturan\s+pemerintah)"}
_ABOUT = r"(?:\s+(?:ri|republik\s+indonesia))?(?:\s+(?:tentang|ttg\.?|mengenai))?"
_LONGEST_NAME = 160
_ENDS = r"(?!\w)(?!\s*(?:/|tahun\b|thn\b|th\b|[.,]?\d)|\s+lama\b)"
"""A name goes no further: a number or "lama" after it would mean another regulation."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuing body: its slug in identifiers, its short and its official name."""

    slug: str
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class NameTable:
    """The names file, ready for use.

    Attributes:
        ministries: issuers of ministerial rules by slug.
        agencies: other issuers by slug.
        ministry_keys: squeezed spelling of a ministry to its slug; ``agency_keys`` likewise.
        regulations: canonical popular name to regulation identifier.
        synonyms: short word to the ways of writing it out.
        pattern: matches one popular name, longest first.
    """

    ministries: dict[str, Issuer]
    agencies: dict[str, Issuer]
    ministry_keys: dict[str, str]
    agency_keys: dict[str, str]
    regulations: dict[str, str]
    synonyms: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@cache
def name_table() -> NameTable:
    """The names file, read once."""
    raw = yaml.safe_load(
        (resources.files("corpus") / "data/regulation_names.yaml").read_text(encoding="utf-8")
    )
    synonyms = {word: tuple(others) for word, others in raw["synonyms"].items()}
    regulations = {
        _canonical(name, synonyms): identifier for identifier, names in raw["names"].items() for name in names
    }
    longest_first = sorted(regulations, key=len, reverse=True)
    alternatives = "|".join(_name_pattern(name, synonyms) for name in longest_first)
    ministries, ministry_keys = _issuers(raw["ministries"])
    agencies, agency_keys = _issuers(raw["agencies"])
    return NameTable(
        ministries=ministries,
        agencies=agencies,
        ministry_keys=ministry_keys,
        agency_keys=agency_keys,
        regulations=regulations,
        synonyms=synonyms,
        pattern=re.compile(rf"(?<!\w)(?:{alternatives}){_ENDS}", re.IGNORECASE),
    )


def _issuers(raw: dict[str, dict[str, str | list[str]]]) -> tuple[dict[str, Issuer], dict[str, str]]:
    issuers: dict[str, Issuer] = {}
    keys: dict[str, str] = {}
    for issuer_slug, entry in raw.items():
        short, name = str(entry["short"]), str(entry["name"])
        issuers[issuer_slug] = Issuer(issuer_slug, short, name)
        for spelling in (issuer_slug, short, name, *entry.get("aliases", [])):
            keys[squeeze(spelling)] = issuer_slug
    return issuers, keys


def squeeze(name: str) -> str:
    """The letters of an issuer's name that matter: ``"PAN & RB"`` and ``"pan-rb"`` give ``panrb``."""
    return "".join(word for word in re.findall(r"[a-z0-9]+", fold(name)) if word not in _IGNORED_IN_ISSUERS)


def _canonical(name: str, synonyms: dict[str, tuple[str, ...]]) -> str:
    """The one spelling under which a popular name is kept."""
    text = fold(name).replace("&", " dan ")
    for word, pattern in _TYPE_WORDS.items():
        text = re.sub(rf"^{pattern}\b{_ABOUT}(?=\s)", word, text)
    text = " ".join(re.findall(r"\w+", text))
    for short, others in synonyms.items():
        for other in others:
            spelled = " ".join(re.findall(r"\w+", fold(other)))
            text = re.sub(rf"\b{spelled}\b", short, text)
    return text


def _name_pattern(canonical: str, synonyms: dict[str, tuple[str, ...]]) -> str:
    """A pattern for every spelling that ``_canonical`` brings to this one."""
    head, *rest = canonical.split()
    pieces = [_TYPE_WORDS[head] + _ABOUT] if head in _TYPE_WORDS else [re.escape(head)]
    for word in rest:
        spellings = [word, *synonyms.get(word, ())]
        pieces.append("(?:" + "|".join(_spelling(spelling) for spelling in spellings) + ")")
    return r"[\s/-]+".join(pieces)


def _spelling(text: str) -> str:
    words = [r"(?:dan|&)" if word == "dan" else re.escape(word) for word in re.findall(r"\w+", fold(text))]
    return r"[\s-]+".join(words)


def match_popular_name(text: str, start: int = 0) -> tuple[str, int] | None:
    """The popular name that begins at ``start``: the regulation's identifier and where the name ends."""
    table = name_table()
    found = table.pattern.match(text, start, start + _LONGEST_NAME)
    if found is None:
        return None
    return table.regulations[_canonical(found[0], table.synonyms)], found.end()
