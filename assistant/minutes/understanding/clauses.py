"""Speech as clauses: the pieces of an utterance that each do one thing (propose, decide, ask, assign)."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.minutes.models import MeetingForm, Transcript, Utterance
from assistant.minutes.understanding.clause_tags import AHEAD, is_work, tag_of
from assistant.minutes.understanding.deadlines import SpokenDay, find_days
from assistant.minutes.understanding.people import Mention, People, is_anybody
from assistant.minutes.understanding.unpointed import unpointed
from assistant.minutes.understanding.words import standard
from corpus.search_words import search_words
from corpus.text import sentences

LONGEST_CLAUSE = 60
"""Words; speech without any stop is cut here, which bounds what every pattern has to read."""
RUN_ON = 14
"""Words after which a clause without a stop ends before a word that usually opens a new one."""
_ARROW = re.compile(r"(?:-+>|=+>|→|⇒)\s*")
_COLON = re.compile(r"\s?:\s*")
_WORD = re.compile(r"[^\W_]+(?:['’./,%-][^\W_]+)*|%|[?]|&")
_STRONG = frozenset({"nah", "terus", "lalu", "kemudian", "selanjutnya", "berikutnya", "oke", "tapi", "baik"})
_WEAK = frozenset(
    {"jadi", "nanti", "untuk", "tolong", "sedangkan", "sementara", "kalau", "karena", "berarti", "dan"}
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of one utterance.

    Attributes:
        utterance: what it is part of; ``position`` is that one's place in the transcript.
        text: as it was said.
        said: the words in standard spelling joined by blanks, each person replaced by ``P0``, ``P1`` … and
            each spoken day by ``T0``, ``T1`` …; ``starts`` and ``places`` lead from a word of ``said`` to its
            place there and to its span in ``text``.
        tags: one character a word, see :func:`~.clause_tags.tag_of`.
        asks: it ends with a question mark.
    """

    utterance: Utterance
    position: int
    text: str
    said: str
    starts: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    tags: str
    people: tuple[Mention, ...]
    days: tuple[SpokenDay, ...]
    asks: bool

    def word_at(self, offset: int) -> int:
        """The index of the word of ``said`` that stands at an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def words(self) -> list[str]:
        """The words of ``said``."""
        return self.said.split()

    def original(self, first: int, last: int | None = None) -> str:
        """The spoken words from one word to another (exclusive), as they stand in ``text``."""
        last = len(self.places) if last is None else last
        if first >= last or first >= len(self.places):
            return ""
        return self.text[self.places[first][0] : self.places[last - 1][1]]

    def person(self, word: int) -> Mention:
        """The person that a word of ``said`` stands for (one whose tag is ``P``)."""
        return self.people[self.tags[:word].count("P")]

    def day(self, word: int) -> SpokenDay:
        """The day that a word of ``said`` stands for (one whose tag is ``T``)."""
        return self.days[self.tags[:word].count("T")]

    def matter(self) -> frozenset[str]:
        """Stems of what it is about."""
        return frozenset(search_words(self.text))


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says until somebody else may speak.

    An utterance is one turn where it is known who speaks. Where nobody knows, several people may speak within
    one utterance, so every sentence of it is a turn of its own.
    """

    utterance: Utterance
    speaker: str
    start: int
    end: int

    @property
    def id(self) -> str:
        """The identifier of its utterance."""
        return self.utterance.id


class Speech:
    """A transcript cut into turns and clauses.

    Attributes:
        utterances: those of the transcript.
        turns: in order; "position" everywhere means the place of a turn.
        people: who can be meant.
    """

    def __init__(
        self, transcript: Transcript, form: MeetingForm, *, holidays: Collection[date] = frozenset()
    ) -> None:
        self.utterances: Sequence[Utterance] = transcript.utterances
        speakers = (utterance.speaker for utterance in self.utterances)
        self.people = People(form, speakers, [utterance.text for utterance in self.utterances])
        self.turns: list[Turn] = []
        self._clauses: list[list[Clause]] = []
        self._first_turn: list[int] = []
        for utterance in self.utterances:
            self._first_turn.append(len(self.turns))
            self._add(utterance, form.held_on, holidays)
        self._first_turn.append(len(self.turns))

    def of(self, position: int) -> Sequence[Clause]:
        """The clauses of a turn."""
        return self._clauses[position]

    def turns_of(self, utterance: int) -> range:
        """The positions of the turns of the utterance at a place of the transcript."""
        return range(self._first_turn[utterance], self._first_turn[utterance + 1])

    def clauses_of(self, utterance: int) -> list[Clause]:
        """The clauses of the utterance at a place of the transcript, whoever's turns they are."""
        return [clause for position in self.turns_of(utterance) for clause in self.of(position)]

    def ids(self, positions: Iterable[int]) -> tuple[str, ...]:
        """The identifiers of the utterances of some turns, in order, each once."""
        return tuple(dict.fromkeys(self.turns[position].id for position in sorted(positions)))

    def _add(self, utterance: Utterance, held_on: date | None, holidays: Collection[date]) -> None:
        """Cut one utterance into turns; in notes "pak wawan: …" names who said the line."""
        text = utterance.text
        days = find_days(text, held_on, holidays)
        taken = [(day.start, day.end) for day in days]
        mentions = [one for one in self.people.mentions(text) if not _overlaps(one.start, one.end, taken)]
        units: list[_Unit] = [(one.start, one.end, one) for one in mentions]
        units += [(day.start, day.end, day) for day in days]
        units.sort(key=lambda unit: unit[0])
        speaker, begin = utterance.speaker, 0
        open_floor = is_anybody(speaker)
        if open_floor and mentions and not text[: mentions[0].start].strip(" -–•*"):
            colon = _COLON.match(text, mentions[0].end)
            if colon is not None and not mentions[0].unit:
                speaker, begin = mentions[0].name, colon.end()
        taken = [(first, last) for first, last, _ in units]
        sentences_found = unpointed(text, begin, taken) or _stops(text, begin, taken)
        clauses: list[list[Clause]] = []
        unit = 0
        for start, end in sentences_found:
            inside: list[_Unit] = []
            while unit < len(units) and units[unit][0] < end:
                if start <= units[unit][0] and units[unit][1] <= end:
                    inside.append(units[unit])
                unit += 1
            position = len(self.turns) + (len(clauses) if open_floor else 0)
            clauses.append(_cut(utterance, position, start, end, inside))
        if not open_floor:
            clauses = [[clause for sentence in clauses for clause in sentence]]
            sentences_found = [(0, len(text))]
        for (start, end), own in zip(sentences_found, clauses, strict=True):
            self.turns.append(Turn(utterance, speaker, start, end))
            self._clauses.append(own)


_Unit = tuple[int, int, Mention | SpokenDay]


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(taken, (start, end)) - 1
    return any(first < end and start < last for first, last in taken[max(0, index) : index + 2])


def _stops(text: str, begin: int, units: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences from a place on, but never cut inside a name or a spoken day."""
    spans: list[tuple[int, int]] = []
    unit = 0
    for start, end in _pieces(text, begin):
        while unit < len(units) and units[unit][1] <= start:
            unit += 1
        if spans and unit < len(units) and units[unit][0] < start < units[unit][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _pieces(text: str, begin: int) -> Iterator[tuple[int, int]]:
    """Sentences from a place on; in notes an arrow parts a matter from what came of it."""
    for first, last in sentences(text[begin:]):
        start = first + begin
        for arrow in _ARROW.finditer(text, start, last + begin):
            if text[start : arrow.start()].strip(" -–•*"):
                yield start, arrow.start()
            start = arrow.end()
        if start < last + begin:
            yield start, last + begin


def _cut(
    utterance: Utterance,
    position: int,
    start: int,
    end: int,
    units: Sequence[tuple[int, int, Mention | SpokenDay]],
) -> list[Clause]:
    """One sentence as clauses: run-on speech ends before the words that open something new."""
    words: list[tuple[int, int, Mention | SpokenDay | None]] = []
    unit = 0
    for token in _WORD.finditer(utterance.text, start, end):
        while unit < len(units) and units[unit][1] <= token.start():
            unit += 1
        if unit < len(units) and units[unit][0] <= token.start() < units[unit][1]:
            if not words or words[-1][2] is not units[unit][2]:
                words.append(units[unit])
            continue
        words.append((token.start(), token.end(), None))
    pieces: list[list[tuple[int, int, Mention | SpokenDay | None]]] = [[]]
    for first, last, what in words:
        word = standard(utterance.text[first:last]) if what is None else ""
        length = len(pieces[-1])
        opens = (length >= RUN_ON and word in _STRONG) or (length >= 2 * RUN_ON and word in _WEAK)
        if opens or length >= LONGEST_CLAUSE:
            pieces.append([])
        pieces[-1].append((first, last, what))
    return [_clause(utterance, position, piece, end) for piece in pieces if piece]


def _clause(
    utterance: Utterance,
    position: int,
    words: Sequence[tuple[int, int, Mention | SpokenDay | None]],
    sentence_end: int,
) -> Clause:
    text = utterance.text
    begin, finish = words[0][0], words[-1][1]
    said: list[str] = []
    tags: list[str] = []
    people: list[Mention] = []
    days: list[SpokenDay] = []
    places: list[tuple[int, int]] = []
    asks = False
    for first, last, what in words:
        if isinstance(what, Mention):
            word, tag = f"P{len(people)}", "P"
            people.append(what)
        elif isinstance(what, SpokenDay):
            word, tag = f"T{len(days)}", "T"
            days.append(what)
        elif text[first:last] == "?":
            asks = True
            continue
        else:
            word = standard(text[first:last])
            if text[first:last].lower() in ("tak", "dak") and is_work(text, last):
                word = "saya"  # Javanese: "tak garap" is "saya kerjakan"
            if word == "berikan" and said and said[-1] == "terima":
                word = "kasih"  # thanks, and no giving
            tag = tag_of(word)
            if word in ("sudah", "telah") and said and (tags[-1] == "T" or said[-1] in AHEAD):
                tag = "h"  # "besok sudah selesai" is still to come, "ya sudah" closes
        said.append(word)
        tags.append(tag)
        places.append((first - begin, last - begin))
    starts: list[int] = []
    offset = 0
    for word in said:
        starts.append(offset)
        offset += len(word) + 1
    asks = asks or "?" in text[finish : min(sentence_end, finish + 3)]
    return Clause(
        utterance, position, text[begin:finish], " ".join(said), tuple(starts), tuple(places), "".join(tags),
        tuple(people), tuple(days), asks,
    )  # fmt: skip
