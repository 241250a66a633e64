"""What a language model reads of a transcript: utterances under their identifiers, nobody named, no orders.

Names of people become placeholders, as all personal data does, and so do the speakers. What speaks to a
machine is left out. Both are done to every piece on its own, so that the work grows with the transcript.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.guard.injection import neutralise
from assistant.guard.personal_data import PLACEHOLDER, Masked, mask_all, placeholder_name
from assistant.guard.personal_kinds import PersonalKind
from assistant.minutes.models import MeetingForm, Transcript
from assistant.minutes.understanding.people import People, is_unknown

LONGEST_PIECE = 1_000
"""Characters of one line; a longer utterance is read as several lines under one identifier."""
_FORMS = "abcdefghijklmnopqrstuvwxyz"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """An utterance, or a piece of a long one, as it stands in the prompt: ``u7 | [NAMA-2]: …``."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A transcript as it may leave for a model.

    Attributes:
        lines: in the order in which they were said.
        replacements: what each placeholder stands for.
    """

    lines: tuple[Line, ...]
    replacements: Mapping[str, str]

    def restore(self, text: str) -> str:
        """``text`` with the placeholders turned back; one that was never given out stays."""
        return Masked(text="", replacements=self.replacements).restore(text)

    def hide(self, text: str) -> str:
        """``text`` with every name and number that has a placeholder here replaced by it, longest first.

        Other personal data in it is masked as well, and orders to a machine are left out.
        """
        for placeholder, value in sorted(self.replacements.items(), key=lambda one: -len(one[1])):
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", placeholder, text)
        # Masked beside the placeholders that were given out, so that none of them gets a second meaning.
        masked = mask_all([text, " ".join(self.replacements)])[0].text
        return neutralise(_flat(masked), retrieved=True)


def reading_of(transcript: Transcript, form: MeetingForm) -> Reading:
    """The utterances that hold anything, safe to be read by a model. Linear in their length."""
    people = People(
        form, (one.speaker for one in transcript.utterances), [u.text for u in transcript.utterances]
    )
    book = _NameBook(
        {
            placeholder_name(found)
            for one in transcript.utterances
            for found in PLACEHOLDER.finditer(f"{one.speaker} {one.text}")
        }
    )
    pieces: list[tuple[str, str, str]] = []
    for utterance in transcript.utterances:
        speaker = utterance.speaker
        if not is_unknown(speaker):
            speaker = book.placeholder(people.canonical(speaker), speaker)
        pieces += (
            (utterance.id, speaker, _without_names(piece, people, book)) for piece in _pieces(utterance.text)
        )
    masked = mask_all([text for _, _, text in pieces])
    replacements = dict(masked[0].replacements) if masked else {}
    lines = tuple(
        Line(identifier, f"{identifier} | {_flat(speaker)}: {neutralise(_flat(one.text), retrieved=True)}")
        for (identifier, speaker, _), one in zip(pieces, masked, strict=True)
    )
    return Reading(lines, {**replacements, **book.values})


class _NameBook:
    """Placeholders of people: one number a person, another letter for each way of saying the name."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._numbers: dict[str, int] = {}
        self._given: dict[tuple[str, str], str] = {}
        self._next = 1
        self.values: dict[str, str] = {}

    def placeholder(self, person: str, spoken: str) -> str:
        """The placeholder of a person as named by ``spoken``."""
        given = self._given.get((person, spoken))
        if given is None:
            given = self._given[person, spoken] = self._new(person)
            self.values[given] = spoken
        return given

    def _new(self, person: str) -> str:
        number = self._numbers.get(person)
        if number is not None:
            for form in _FORMS:
                if f"[{PersonalKind.NAME}-{number}{form}]" not in self._taken:
                    return self._take(f"[{PersonalKind.NAME}-{number}{form}]")
        while f"[{PersonalKind.NAME}-{self._next}]" in self._taken:
            self._next += 1
        self._numbers[person] = self._next
        return self._take(f"[{PersonalKind.NAME}-{self._next}]")

    def _take(self, placeholder: str) -> str:
        self._taken.add(placeholder)
        return placeholder


def _without_names(text: str, people: People, book: _NameBook) -> str:
    """``text`` with the people it names replaced; a form of address before a name stays."""
    parts: list[str] = []
    at = 0
    for mention in people.mentions(text):
        if mention.unit:
            continue
        title, _, called = mention.spoken.partition(" ") if mention.titled else ("", "", mention.spoken)
        parts += (text[at : mention.start], f"{title} " if title else "")
        parts.append(book.placeholder(mention.name, called))
        at = mention.end
    return "".join((*parts, text[at:]))


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces of bounded length, cut between sentences, else between words."""
    piece = ""
    for part in _parts(text):
        if piece and len(piece) + len(part) >= LONGEST_PIECE:
            yield piece
            piece = ""
        piece = f"{piece} {part}" if piece else part
    if piece.strip():
        yield piece


def _parts(text: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(text):
        if len(sentence) <= LONGEST_PIECE:
            yield sentence
        else:
            for word in sentence.split():
                yield from (word[at : at + LONGEST_PIECE] for at in range(0, len(word), LONGEST_PIECE))


def _flat(text: str) -> str:
    """On one line: no text can begin a line of its own."""
    return " ".join(text.split())


def ids_of(lines: Sequence[Line]) -> tuple[str, ...]:
    """The identifiers of some lines, in order, each once."""
    return tuple(dict.fromkeys(line.id for line in lines))
