"""A title printed in capitals, in the case that running text gives it."""

import re
from functools import cache
from importlib import resources

from ingestion.regulation.lexicon import frequency

_MOSTLY = 0.8
_SMALL = {
    "dan", "atau", "atas", "di", "ke", "dari", "untuk", "yang", "dengan", "tentang", "bagi", "pada", "dalam",
    "serta", "kepada", "terhadap", "oleh", "sebagai", "antara", "secara",
}  # fmt: skip
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_IN_RUNNING_TEXT = re.compile(
    r"(?:[a-z]{3,}[,)]?|\bPT\.?|\b[A-Z][a-z]{2,})\s+[(\"“]?([A-Z]{2,12})\b(?=[),.;\"”]{0,3}\s+[(\"“]?[a-zA-Z][a-z]{2,})"
)
_HOME = re.compile(r"\bdalam (?=Negeri\b)")
_ALWAYS = frozenset({"pt", "pn", "cv", "ri", "polri", "pppk", "cpns", "covid"})
"""Abbreviations that sentences also print in small letters, or too seldom to be counted."""

_RARE = 30
"""Regulations in which a common word stands at least."""


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviations that regulations print in capitals within a sentence, small."""
    file = resources.files("ingestion.regulation").joinpath("abbreviations.txt")
    return _ALWAYS | frozenset(file.read_text(encoding="utf-8").split())


def capitals_in(text: str) -> frozenset[str]:
    """Rare words that a document prints in capitals within its sentences, small: names and abbreviations."""
    found = {match[1].lower() for match in _IN_RUNNING_TEXT.finditer(text)}
    capitals = {word for word in found if frequency(word) < _RARE}
    return frozenset(word for word in capitals if not re.search(rf"\b{word.capitalize()}\b", text))


def title_case(words: str, capitals: frozenset[str] = frozenset()) -> str:
    """``"DISIPLIN PEGAWAI"`` → ``"Disiplin Pegawai"``; abbreviations and Roman numbers stay in capitals.

    Args:
        words: a title; of one in mixed case only words in small letters are raised.
        capitals: further words that stay in capitals, small.
    """
    letters = [char for char in words if char.isalpha()]
    is_mixed = sum(map(str.isupper, letters)) < _MOSTLY * len(letters)
    kept = abbreviations() | capitals
    cased = [
        _cased(word, kept, first=index == 0, is_mixed=is_mixed) for index, word in enumerate(words.split())
    ]
    return _HOME.sub("Dalam ", " ".join(cased))


def _cased(word: str, kept: frozenset[str], *, first: bool, is_mixed: bool) -> str:
    if is_mixed and not word.islower():
        return re.sub(r"(?<=[a-z]-)[a-z]", lambda match: match.group().upper(), word)
    small = word.lower()
    parts = [part for part in re.split(r"[/(),.;:\"“”'-]", small) if part]
    if parts and all(part in _SMALL for part in parts) and not first:
        return small
    return re.sub(r"[a-z]+(?:'[a-z]{1,2}\b)?", lambda match: _raised(match.group(), kept), small)


def _raised(part: str, kept: frozenset[str]) -> str:
    return part.upper() if part in kept or _ROMAN.fullmatch(part) else part.capitalize()
