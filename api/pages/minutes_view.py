"""A notula beside its transcript, as its page shows it."""

from collections import defaultdict
from dataclasses import dataclass

from api.minutes.models import Comment, Line, Meeting, Notula, Section
from api.pages.minutes_words import CONFIRMED, TO_CHECK, meeting_url, seconds_words
from api.pages.words import Badge
from assistant.minutes.models import Amount, RegulationReference, Standing, Transcript, Utterance

PART = 1_500
"""Utterances of a transcript that are shown at once."""
MOST_AMOUNTS = 200
"""Numbers and amounts that are shown; a file has them all."""


@dataclass(frozen=True, slots=True)
class Source:
    """An utterance that a line rests on; without ``url`` its transcript was deleted."""

    id: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with where it leads back to and what was said about it."""

    line: Line
    badge: Badge | None
    sources: list[Source]
    sources_text: str
    all_url: str
    comments: list[Comment]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a section, or of a topic of the discussion."""

    section: Section
    title: str
    topic: int | None
    agenda: str
    lines: list[LineView]


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance of the part of the transcript that is shown."""

    utterance: Utterance
    time: str
    cited: bool


@dataclass(frozen=True, slots=True)
class NotulaView:
    """Everything of the page's two sides.

    Attributes:
        part, parts: which stretch of the transcript is shown, from 1.
        general: comments on the whole notula.
        references, amounts: what was named, each with where.
    """

    groups: list[Group]
    topics: list[tuple[int, str]]
    doubtful: int
    spoken: list[Spoken]
    speakers: list[str]
    part: int
    parts: int
    general: list[Comment]
    deleted: bool
    references: list[tuple[RegulationReference, Source]]
    amounts: list[tuple[Amount, Source]]


def notula_view(
    meeting: Meeting,
    notula: Notula,
    transcript: Transcript,
    comments: list[Comment],
    *,
    part: int = 1,
    marked: str = "",
) -> NotulaView:
    """Put a notula and its transcript side by side.

    Args:
        part: which stretch of the transcript, from 1; one that there is not shows the nearest.
        marked: identifier of the line whose utterances are marked.
    """
    places = {one.id: place for place, one in enumerate(transcript.utterances)}
    parts = max(1, -(-len(places) // PART))
    shown = min(max(part, 1), parts)
    line = notula.line(marked)
    cited = frozenset(line.utterances) if line else frozenset()
    by_line: dict[str, list[Comment]] = defaultdict(list)
    for comment in comments:
        by_line[comment.line_id].append(comment)
    seen = _Sources(meeting.id, transcript, places, shown)

    def group(section: Section, title: str, topic: int | None = None, agenda: str = "") -> Group:
        lines = [_line(one, seen, by_line[one.id]) for one in notula.of(section, topic)]
        return Group(section, title, topic, agenda, lines)

    groups = [
        group(Section.KEY_POINT, topic.title, index, _agenda(notula, topic.agenda_item))
        for index, topic in enumerate(notula.topics)
    ]
    groups += [
        group(Section.DECISION, "Keputusan"),
        group(Section.ACTION, "Tindak lanjut"),
        group(Section.QUESTION, "Pertanyaan terbuka"),
    ]
    return NotulaView(
        groups=groups,
        topics=[(index, topic.title) for index, topic in enumerate(notula.topics)],
        doubtful=len(notula.doubtful),
        spoken=[
            Spoken(one, "" if one.start is None else seconds_words(one.start), one.id in cited)
            for one in transcript.utterances[(shown - 1) * PART : shown * PART]
        ],
        speakers=list(dict.fromkeys(one.speaker for one in transcript.utterances)),
        part=shown,
        parts=parts,
        general=by_line[""],
        deleted=not transcript.utterances,
        references=[(one, seen.of(one.utterance)) for one in notula.references],
        amounts=[(one, seen.of(one.utterance)) for one in notula.amounts[:MOST_AMOUNTS]],
    )


@dataclass(frozen=True, slots=True)
class _Sources:
    meeting_id: str
    transcript: Transcript
    places: dict[str, int]
    part: int

    def of(self, identifier: str) -> Source:
        number = identifier.removeprefix("u")
        place = self.places.get(identifier)
        if place is None:
            return Source(identifier, f"Ucapan {number}, sudah dihapus", "")
        one = self.transcript.utterances[place]
        time = f", {seconds_words(one.start)}" if one.start is not None else ""
        return Source(identifier, f"Ucapan {number}: {one.speaker}{time}", self.url(identifier))

    def url(self, identifier: str, **query: str) -> str:
        part = self.places[identifier] // PART + 1
        if part != self.part:
            query["bagian"] = str(part)
        return (meeting_url(self.meeting_id, **query) if query else "") + f"#{identifier}"


def _line(line: Line, seen: _Sources, comments: list[Comment]) -> LineView:
    known = [one for one in line.utterances if one in seen.places]
    badge = None
    if line.standing is Standing.TO_CHECK:
        badge = CONFIRMED if line.confirmed_by else TO_CHECK
    return LineView(
        line=line,
        badge=badge,
        sources=[seen.of(one) for one in line.utterances],
        sources_text=" ".join(line.utterances),
        all_url=seen.url(known[0], baris=line.id) if known else "",
        comments=comments,
    )


def _agenda(notula: Notula, item: int | None) -> str:
    agenda = notula.form.agenda
    return agenda[item] if item is not None and 0 <= item < len(agenda) else ""
