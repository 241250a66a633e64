"""What a question means: standard words, the rules' own terms, named provisions, the date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.asked_date import asked_date
from assistant.lexicon import lexicon
from assistant.models import Question
from assistant.spelling import Reading, Speller
from corpus.citations import CitationMatch, find_citations
from corpus.search_words import search_words
from corpus.text import clean, words

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
        on: the date the answer must hold for; a past day in the question counts before the given date.
        dated: how the answer names that day when the question itself speaks of it, else empty.
        employees: the kinds of employee it names: ``pns``, ``cpns``, ``pppk``.
        in_domain: it has a word of personnel matters or names a regulation; ``assistant.domain`` adds what
            the library treats besides.
        read_as: words as typed and as they were read for misspelt ones; ``text`` has them as read.
    """

    text: str
    meaning: str
    words: tuple[str, ...]
    asked_words: tuple[str, ...]
    meant_words: frozenset[str]
    named: tuple[str, ...]
    on: date
    dated: str
    employees: frozenset[str]
    in_domain: bool
    read_as: tuple[Reading, ...] = ()


def understand(question: Question, speller: Speller | None = None) -> Understood:
    """Read a question. Deterministic; never fails on odd text.

    Args:
        speller: reads misspelt words for words of the library, except in a literal question; none where None.
    """
    typed = text = " ".join(clean(question.text).split())
    citations = find_citations(text)
    read_as: tuple[Reading, ...] = ()
    if speller is not None and not question.literal:
        text, read_as = speller.read(text, [(match.start, match.end) for match in citations])
        citations = find_citations(text) if read_as else citations
    standard = " ".join(lexicon().standardise(lexicon().matter(text)).split())
    expansions = lexicon().expansions(standard)
    meaning = "; ".join((standard, *expansions))
    named = tuple(dict.fromkeys(match.ref.id for match in citations if match.ref.id is not None))
    beside = _telling(search_words(lexicon().standardise(lexicon().matter(_without(text, citations)))))
    asked = tuple(dict.fromkeys(beside or (search_words(standard) if named else ())))
    # Of the words as typed: whoever checks the answer later reads the same day without the library.
    asked_on = asked_date(typed, question.on)
    return Understood(
        text=standard,
        meaning=meaning,
        words=tuple(search_words(meaning)),
        asked_words=asked,
        meant_words=frozenset((*asked, *search_words("; ".join(expansions)))),
        named=named,
        on=asked_on.day if asked_on else question.on,
        dated=asked_on.name if asked_on else "",
        employees=EMPLOYEES & frozenset(words(standard)),
        in_domain=bool(citations) or lexicon().in_domain(standard),
        read_as=read_as,
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
