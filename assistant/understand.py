"""What a question means: standard words, the rules' own terms, named provisions, the date."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.lexicon import lexicon
from assistant.models import Question
from corpus.citations import CitationMatch, find_citations
from corpus.search_words import search_words
from corpus.text import clean, words

_YEAR = re.compile(
    r"\b(?:(?:pada|di|dalam)\s+(?:tahun\s+|thn\s+)?|tahun\s+|thn\s+)((?:19|20)\d\d)\b", re.IGNORECASE
)
_BEFORE_YEAR = re.compile(
    r"""(?:
        (?:nomor|no\.?|nomer)?\s*\d+[a-z]?                             # PP 53 Tahun 2010
      | \b(?:uu|undang-undang|pp|perpres|permen\w*|perka|perban|se)\b(?:\s+\w+){0,3}   # UU ASN tahun 2014
      | \b(?:sejak|dari|mulai|tmt|per|lahir|kelahiran|diangkat|pengangkatan|masuk|bekerja|kerja|angkatan|lulus
        |lulusan|formasi|seleksi|honorer|kontrak|sk)\b(?:\s+\w+){0,3}    # what someone's career began with
      | \b(?:saya|sy|aku)\s+(?:\w+\s+)?(?:c?pns|pppk|p3k|asn|guru)
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_LOOK_BACK = 80
_LABELS = frozenset(search_words("bab pasal ayat huruf angka nomor"))
EMPLOYEES = frozenset({"pns", "cpns", "pppk"})


@dataclass(frozen=True, slots=True)
class Understood:
    """A question ready for retrieval.

    Attributes:
        text: the question in standard words, without greetings.
        meaning: ``text`` with abbreviations and phrases spelled out; what is embedded.
        words: stemmed search words of ``meaning``.
        asked_words: stemmed search words of ``text``, each once, without greetings, and without the
            citations in it: a heading that repeats a regulation's number answers nothing. With them
            when it has no other words but names a regulation.
        meant_words: ``asked_words`` and those of what was spelled out.
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
    meant_words: frozenset[str]
    named: tuple[str, ...]
    on: date
    dated: bool
    employees: frozenset[str]
    in_domain: bool


def understand(question: Question) -> Understood:
    """Read a question. Deterministic; never fails on odd text."""
    text = " ".join(clean(question.text).split())
    citations = find_citations(text)
    standard = " ".join(lexicon().standardise(lexicon().matter(text)).split())
    expansions = lexicon().expansions(standard)
    meaning = "; ".join((standard, *expansions))
    named = tuple(dict.fromkeys(match.ref.id for match in citations if match.ref.id is not None))
    beside = _telling(search_words(lexicon().standardise(lexicon().matter(_without(text, citations)))))
    asked = tuple(dict.fromkeys(beside or (search_words(standard) if named else ())))
    year = _asked_year(text, question.on)
    return Understood(
        text=standard,
        meaning=meaning,
        words=tuple(search_words(meaning)),
        asked_words=asked,
        meant_words=frozenset((*asked, *search_words("; ".join(expansions)))),
        named=named,
        on=date(year, 12, 31) if year else question.on,
        dated=year is not None,
        employees=EMPLOYEES & frozenset(words(standard)),
        in_domain=bool(citations) or lexicon().in_domain(standard),
    )


def _telling(found: list[str]) -> list[str]:
    """``found``, or nothing where it has no word: bare numbers and letters occur in every law's labels."""
    telling = (word for word in found if len(word) > 1 and not word.isdigit() and word not in _LABELS)
    return found if any(telling) else []


def _without(text: str, citations: Sequence[CitationMatch]) -> str:
    """``text`` with its citations blanked."""
    for match in citations:
        text = f"{text[: match.start]}{' ' * (match.end - match.start)}{text[match.end :]}"
    return text


def _asked_year(text: str, on: date) -> int | None:
    """A past year the question speaks of.

    Not the year of a regulation ("PP 53 Tahun 2010"), nor one from the asker's own life ("saya
    diangkat tahun 2015"): the rules of today apply to them.
    """
    for match in _YEAR.finditer(text):
        year = int(match[1])
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        if year < on.year and not _BEFORE_YEAR.search(before):
            return year
    return None
