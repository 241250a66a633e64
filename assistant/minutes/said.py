"""Whether what a line of a notula states was said: its numbers, days, amounts and names."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assistant.fact_support import checkable, read_facts
from assistant.minutes.models import Utterance
from assistant.minutes.understanding.amounts import amounts_in
from assistant.minutes.understanding.deadlines import find_days
from assistant.minutes.understanding.people import Mention, People, name_words
from assistant.minutes.understanding.words import spoken_words
from corpus.dates import long_date
from corpus.number_words import PHRASE, read_number, read_numbers
from corpus.numbers import FactKind
from corpus.search_words import search_words

_DIGITS = re.compile(r"\d+(?:[.,:/]\d+)*")
_PHRASE = re.compile(rf"(?<![\w-]){PHRASE}", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_HOUR = r"\d{1,2}|dua\s+belas|sebelas|sepuluh|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_CLOCK = re.compile(
    rf"\b(?:(?:jam|pukul)\s+(?P<half_past>setengah\s+)?|(?P<half>setengah)\s+)(?P<hour>{_HOUR})(?![\w.,]*\d)"
    rf"(?:\s+(?:lewat|lebih)\s+(?P<more>\d{{1,2}}|{PHRASE}))?",
    re.IGNORECASE,
)
_AFTERNOON = 12
_NO_COUNT = frozenset({"satu", "setengah"})
"""Number words that mostly count nothing: "salah satu", "setengah hati"."""
_CAPITAL = re.compile(r"(?<=[^.!?:;“\"]\s)[^\W\d_a-z][^\W\d_]+")
_ENCLITIC = re.compile(r"(?:nya|lah|kah|pun)$")


class Evidence:
    """What the utterances of one line hold.

    Args:
        utterances: those it cites.
        people: who can be meant, for names.
        held_on: the day of the meeting, for spoken days.
    """

    def __init__(self, utterances: Sequence[Utterance], people: People, held_on: date | None) -> None:
        self.text = "\n".join(
            one.text if one.text == one.raw else f"{one.text}\n{one.raw}" for one in utterances
        )
        self.speakers = frozenset(people.canonical(one.speaker) for one in utterances)
        self._people = people
        self._held_on = held_on
        self._named = frozenset(mention.name for mention in people.mentions(self.text))
        self._facts = read_facts(self.text)
        self._numbers = numbers_in(self.text)
        self._clock = clock_times(self.text)
        self._days = {day.day for day in find_days(self.text, held_on) if day.day is not None}
        for utterance in utterances:
            self._numbers |= {
                Fraction(amount.value).limit_denominator(10_000) for amount in amounts_in(utterance)
            }
        speaking = " ".join(one.speaker for one in utterances)
        folded = _folded(self.text)
        self.words = frozenset((*folded, *_folded(speaking)))
        self._row = f" {' '.join(folded)} "
        self._bare_words = frozenset(_ENCLITIC.sub("", word) for word in self.words)
        self.stems = frozenset(search_words(self.text))

    def unsaid_facts(self, text: str) -> list[str]:
        """Numbers, amounts and days of ``text`` that were not said, as they stand there."""
        missing = []
        covered: list[tuple[int, int]] = []
        for fact in checkable(text):
            covered.append((fact.start, fact.end))
            if self._facts.supports(fact):
                continue
            if fact.kind is FactKind.DATE and self._says_day(str(fact.value)):
                continue
            if fact.kind is FactKind.TIME and str(fact.value) in self._clock:
                continue
            if fact.kind is not FactKind.DATE and self._says_number(fact.value):
                continue
            missing.append(fact.text)
        for match in _DIGITS.finditer(text):
            inside = any(start <= match.start() and match.end() <= end for start, end in covered)
            if not inside and match[0] not in self.text and not numbers_in(match[0]) <= self._numbers:
                missing.append(match[0])
        for match in _PHRASE.finditer(text):
            if any(start <= match.start() < end for start, end in covered) or match[0].lower() in _NO_COUNT:
                continue
            number = read_number(match[0])
            if number is not None and number not in self._numbers and not self.says_phrase(match[0]):
                missing.append(match[0])
        return missing

    def unsaid_names(self, text: str) -> list[str]:
        """Persons that ``text`` names and that neither speak nor are named in the utterances."""
        return [
            mention.spoken
            for mention in self._people.mentions(text)
            if (mention.titled or not mention.unit) and not self.says_person(mention)
        ]

    def unsaid_capitals(self, text: str) -> list[str]:
        """Words written like names inside ``text`` that were not said in any form."""
        words = (word for word in _CAPITAL.findall(text) if word != "Rp")
        return [word for word in words if not self._says_word(word.casefold())]

    def says_person(self, mention: Mention | str) -> bool:
        """Whether a person speaks in these utterances or is named there, by whatever part of the name."""
        name = mention if isinstance(mention, str) else mention.name
        if name in self.speakers or self._people.canonical(name) in self.speakers:
            return True
        words = name_words(name) or (name.casefold(),)
        lists = spoken_words()
        # "Kepala Dinas Rahmat" is not named by "di dinas".
        own = [word for word in words if word not in lists.offices and word not in lists.units]
        if any(word in self.words for word in own or words):
            return True
        return name in self._named

    def says_phrase(self, phrase: str) -> bool:
        """Whether a phrase occurs, whatever its case and spacing."""
        return f" {' '.join(_folded(phrase))} " in self._row

    def says_day(self, day: date) -> bool:
        """Whether a day was said, or is what a spoken phrase means."""
        return day in self._days or self._says_day(day.isoformat()) or long_date(day) in self.text

    def share_said(self, text: str) -> float:
        """Share of the stems of ``text`` that occur, 1.0 where it has none."""
        stems = set(search_words(text))
        return len(stems & self.stems) / len(stems) if stems else 1.0

    def _says_day(self, iso: str) -> bool:
        if iso.startswith("--"):
            return any(day.isoformat()[4:] == iso[1:] for day in self._days)
        return any(day.isoformat().startswith(iso) for day in self._days)

    def _says_number(self, value: object) -> bool:
        number = value[1] if isinstance(value, tuple) else value
        if not isinstance(number, int | Fraction | Decimal):
            return False
        return Fraction(number) in self._numbers

    def _says_word(self, word: str) -> bool:
        return word in self.words or _ENCLITIC.sub("", word) in {_ENCLITIC.sub("", one) for one in self.words}


def numbers_in(text: str) -> set[Fraction]:
    """Every number in digits or words of ``text``, whatever it counts. Linear in its length."""
    found: set[Fraction] = set()
    for match in _DIGITS.finditer(text):
        plain = match[0]
        found |= {Fraction(part) for part in re.findall(r"\d+", plain)}
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
            found.add(Fraction(plain.replace(".", "").replace(",", ".")))
        elif re.fullmatch(r"\d+[.,]\d+", plain):
            found.add(Fraction(plain.replace(",", ".")))
    for match in _PHRASE.finditer(text):
        found |= {value for value, _, _ in read_numbers(match[0])}
        whole = read_number(match[0])
        if whole is not None:
            found.add(whole)
    return found


def clock_times(text: str) -> frozenset[str]:
    """Times of day as spoken: "setengah delapan" → 07:30 (and 19:30), "jam delapan" → 08:00 (and 20:00)."""
    found: set[str] = set()
    for match in _CLOCK.finditer(text):
        hour = _small(match["hour"])
        minutes = _small(match["more"]) if match["more"] else 0
        if hour is None or minutes is None or not 0 <= hour <= 24:
            continue
        if match["half"] or match["half_past"]:
            hour, minutes = hour - 1, 30
        found |= {f"{hour:02}:{minutes:02}", f"{(hour + _AFTERNOON) % 24:02}:{minutes:02}"}
    return frozenset(found)


def _small(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    value = read_number(text)
    return value.numerator if value is not None and value.denominator == 1 else None


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def known_ids(ids: Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    """The identifiers that exist, each once, in their order."""
    return tuple(dict.fromkeys(one for one in ids if one in known))
