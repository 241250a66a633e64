"""Topics: stretches of the meeting, aligned to the agenda where there is one.

With an agenda every utterance is given to one of its items (:mod:`.agenda_alignment`). Without one the speech
is cut where it calls its items by number, else where its vocabulary changes (:mod:`.cohesion`), and each
stretch is named after its own words (:mod:`.topic_titles`).
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.minutes.models import MeetingForm
from assistant.minutes.understanding.agenda_alignment import MOVES_ON, ORDINAL, align
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.cohesion import boundaries
from assistant.minutes.understanding.decisions import Decided
from assistant.minutes.understanding.topic_titles import title_of
from assistant.minutes.understanding.wording import tidy
from corpus.embeddings.protocol import Embedder
from corpus.search_words import search_words

_ITEM = re.compile(r"agenda|poin|acara|topik")
_LONGEST_TITLE, _LONGEST_LEAD = 8, 40
"""Words of a title that was said; characters before the number of an item that calls it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of utterances, ``first`` to ``last`` (inclusive) by place in the transcript."""

    first: int
    last: int
    agenda_item: int | None
    title: str


def find_segments(
    speech: Speech, form: MeetingForm, embedder: Embedder | None = None, decided: Sequence[Decided] = ()
) -> list[Segment]:
    """The topics of a meeting, without gaps, in order; empty for an empty transcript.

    Where nothing else names a topic, the first of the decisions that fall into it does.

    Linear in the length of the speech, times the number of agenda items.
    """
    size = len(speech.utterances)
    if not size:
        return []
    stems = [search_words(utterance.text) for utterance in speech.utterances]
    if form.agenda:
        items = align(speech, stems, form.agenda)
        starts = [0, *(at for at in range(1, size) if items[at] != items[at - 1])]
        return [
            Segment(first, last, items[first], form.agenda[items[first]])
            for first, last in zip(starts, [*(start - 1 for start in starts[1:]), size - 1], strict=True)
        ]
    moves = [any(MOVES_ON.search(clause.said) for clause in speech.clauses_of(at)[:2]) for at in range(size)]
    announced = _announced(speech)
    if len(announced) > 1:
        starts = sorted({0, *announced})
    else:
        starts = [0, *boundaries(stems, moves, [one.text for one in speech.utterances], embedder)]
    said_in = Counter(stem for one in stems for stem in set(one))
    segments = []
    for number, (first, last) in enumerate(
        zip(starts, [*(start - 1 for start in starts[1:]), size - 1], strict=True), 1
    ):
        clauses = [clause for at in range(first, last + 1) for clause in speech.clauses_of(at)]
        turns = range(speech.turns_of(first).start, speech.turns_of(last).stop)
        subject = next((one.clauses for one in decided if one.at in turns), ())
        title = announced.get(first) or title_of(clauses, said_in, size, number=number, subject=subject)
        segments.append(Segment(first, last, None, title))
    return segments


def _announced(speech: Speech) -> dict[int, str]:
    """Utterances that call a numbered item ("agenda kedua, kesiapan lokasi"), with its title; "" without."""
    found: dict[int, str] = {}
    for at in range(len(speech.utterances)):
        for clause in speech.clauses_of(at):
            called = ORDINAL.search(clause.said)
            if called is None or not _ITEM.search(called[0]) or called.start() > _LONGEST_LEAD:
                continue
            words = clause.word_at(called.end()) + 1
            title = tidy(clause.original(words))
            found[at] = title if 0 < len(title.split()) <= _LONGEST_TITLE else ""
            break
    return found
