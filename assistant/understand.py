"""What a question means: standard words, the rules' own terms, named provisions, the date."""

import re
from dataclasses import dataclass
from datetime import date

from assistant.lexicon import lexicon
from assistant.models import Question
from corpus.citations import find_citations
from corpus.search_words import search_words
from corpus.text import clean, words

_YEAR = re.compile(
    r"\b(?:(?:pada|di|waktu|saat|sejak|untuk)\s+(?:itu\s+)?tahun|per\s+tahun|tahun|thn)\s+((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
EMPLOYEES = frozenset({"pns", "cpns", "pppk"})
_BEFORE_YEAR = re.compile(r"(?:nomor|no\.?|nomer)?\s*\d+[a-z]?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question ready for retrieval.

    Attributes:
        text: the question in standard words.
        meaning: ``text`` with abbreviations and phrases spelled out; what is embedded.
        words: stemmed search words of ``meaning``.
        asked_words: stemmed search words of ``text`` alone, each once.
        named: identifiers of the provisions and regulations the question cites.
        on: the date the answer must hold for; a past year in the question counts before the given date.
        dated: the question itself names that year.
        employees: the kinds of employee it names: ``pns``, ``cpns``, ``pppk``.
        in_domain: it has a word of personnel matters or names a regulation.
    """

    text: str
    meaning: str
    words: tuple[str, ...]
    asked_words: tuple[str, ...]
    named: tuple[str, ...]
    on: date
    dated: bool
    employees: frozenset[str]
    in_domain: bool


def understand(question: Question) -> Understood:
    """Read a question. Deterministic; never fails on odd text."""
    text = " ".join(clean(question.text).split())
    citations = find_citations(text)
    standard = lexicon().standardise(text)
    expansions = lexicon().expansions(standard)
    meaning = "; ".join((standard, *expansions))
    year = _asked_year(text, question.on)
    return Understood(
        text=standard,
        meaning=meaning,
        words=tuple(search_words(meaning)),
        asked_words=tuple(dict.fromkeys(search_words(standard))),
        named=tuple(dict.fromkeys(match.ref.id for match in citations if match.ref.id is not None)),
        on=date(year, 12, 31) if year else question.on,
        dated=year is not None,
        employees=EMPLOYEES & frozenset(words(standard)),
        in_domain=bool(citations) or lexicon().in_domain(standard),
    )


def _asked_year(text: str, on: date) -> int | None:
    """A past year the question speaks of, leaving out years of regulations ("PP 53 Tahun 2010")."""
    for match in _YEAR.finditer(text):
        year = int(match[1])
        if year < on.year and not _BEFORE_YEAR.search(text[: match.start()]):
            return year
    return None
