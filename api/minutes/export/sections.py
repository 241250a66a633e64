"""The parts of official minutes, each made of blocks."""

import re
from collections.abc import Callable, Iterable, Iterator

from api.minutes.export.blocks import (
    Block,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Run,
    Signature,
    Signatures,
    Table,
    Text,
)
from api.minutes.export.options import ExportOptions
from api.minutes.export.people import Present, attendance_rows, person_of, unnamed_voices
from api.minutes.export.printable import printable
from api.minutes.export.quoting import TO_CHECK, checked
from assistant.minutes.models import (
    NOT_SAID,
    ActionItem,
    MeetingForm,
    Minutes,
    Participant,
    ReferenceStanding,
    RegulationReference,
    Standing,
    Statement,
    Topic,
)
from corpus.citations import format_citation
from corpus.dates import long_date, long_date_with_weekday
from corpus.errors import InvalidIdentifier

NOT_GIVEN = "belum diisi"
"""What stands for a particular that the secretary has not filled in."""
HEARD, NOT_HEARD = "hadir", "belum dipastikan"
"""Whether the transcript bears out that somebody was there."""
Marks = Callable[[Iterable[str]], Text]
"""Turns identifiers of utterances into the markers behind a line."""


def to_check_notice(minutes: Minutes) -> Iterator[Block]:
    """How many lines are to be checked before anybody signs; nothing where all are verified."""
    points = [point for topic in minutes.topics for point in topic.key_points]
    lines: list[Statement | ActionItem] = [
        *points, *minutes.decisions, *minutes.actions, *minutes.open_questions,
    ]  # fmt: skip
    count = sum(line.standing is Standing.TO_CHECK for line in lines)
    if count:
        words = f"{count} butir bertanda “{TO_CHECK}”. Periksa terhadap transkrip sebelum ditandatangani."
        yield Paragraph((Run(words, marked=True),), notice=True)


def particulars(form: MeetingForm, zone: str) -> Facts:
    """Day, time, place, agenda, chair and secretary."""
    agenda = tuple(map(printable, form.agenda)) or (_given(form.title),)
    return Facts(
        (
            Fact(
                "tanggal",
                "Hari/tanggal",
                (long_date_with_weekday(form.held_on) if form.held_on else NOT_GIVEN,),
            ),
            Fact("waktu", "Waktu", (time_of(form, zone) or NOT_GIVEN,)),
            Fact("tempat", "Tempat", (_given(form.place),)),
            Fact("acara", "Acara", agenda),
            Fact("pimpinan", "Pimpinan rapat", (_given(form.chair),)),
            Fact("notulis", "Notulis", (_given(form.secretary),)),
        )
    )


def time_of(form: MeetingForm, zone: str) -> str:
    """``09.00–11.30 WIB``; empty where nobody filled in when it began."""
    if form.begins is None:
        return ""
    until = f"–{form.ends:%H.%M}" if form.ends else ""
    return " ".join(filter(None, (f"{form.begins:%H.%M}{until}", zone, "" if form.ends else "s.d. selesai")))


def participants(minutes: Minutes) -> Iterator[Block]:
    """The attendance list; columns that nobody filled in are left out."""
    rows = attendance_rows(minutes)
    yield Heading("Peserta", 1)
    if rows:
        yield _attendance_table(rows)
    else:
        yield Paragraph((Run("Daftar peserta belum diisi."),))
    if unnamed := unnamed_voices(minutes):
        names = ", ".join(map(printable, unnamed))
        yield Paragraph((Run(f"Terdengar pada transkrip tetapi belum dikenali: {names}."),))


def _attendance_table(rows: tuple[Present, ...]) -> Table:
    columns: list[tuple[str, float, list[str]]] = [("Nama", 0.26, [printable(row.name) for row in rows])]
    if any(row.office for row in rows):
        columns.append(("Jabatan/unit kerja", 0.25, [printable(row.office) or "–" for row in rows]))
    if any(row.nip for row in rows):
        columns.append(("NIP", 0.27, [printable(row.nip) or "–" for row in rows]))
    if any(row.heard for row in rows):
        columns.append(("Kehadiran", 0.22, [HEARD if row.heard else NOT_HEARD for row in rows]))
    return _numbered_table("Peserta rapat", columns)


def discussion(minutes: Minutes, marks: Marks) -> Iterator[Block]:
    """Key points by agenda item, then the topics that belong to none."""
    yield Heading("Pembahasan", 1)
    agenda = minutes.form.agenda
    for index, item in enumerate(agenda):
        yield Heading(f"{index + 1}. {printable(item)}", 2)
        topics = [topic for topic in minutes.topics if topic.agenda_item == index]
        yield from _topics(topics, marks, below=printable(item))
    known = range(len(agenda))
    others = [topic for topic in minutes.topics if topic.agenda_item not in known and topic.key_points]
    if others and agenda:
        yield Heading("Pembahasan lain", 2)
    if others or not agenda:
        yield from _topics(others, marks, below="")


def _topics(topics: list[Topic], marks: Marks, *, below: str) -> Iterator[Block]:
    told = [topic for topic in topics if topic.key_points]
    if not told:
        words = "Tidak ada pokok pembahasan yang tercatat dari transkrip."
        yield Paragraph((Run(words),))
    for topic in told:
        title = printable(topic.title)
        if title and title.casefold() != below.casefold():
            yield Heading(title, 3)
        yield Listing(tuple(_line(point, marks) for point in topic.key_points), numbered=False)


def decisions(minutes: Minutes, marks: Marks) -> Iterator[Block]:
    """What was decided, numbered."""
    yield Heading("Keputusan", 1)
    yield from _statements(minutes.decisions, marks, "Tidak ada keputusan yang tercatat dari transkrip.")


def follow_up(minutes: Minutes, options: ExportOptions, marks: Marks) -> Iterator[Block]:
    """The action items: task, person in charge, deadline as it was said and as a date, status."""
    yield Heading("Tindak lanjut", 1)
    if not minutes.actions:
        yield Paragraph((Run("Tidak ada tindak lanjut yang tercatat dari transkrip."),))
        return
    rows = tuple(
        (
            (Run(str(number)),),
            (*checked(item.task, item), *marks(item.utterances)),
            (Run(printable(item.pic) if item.pic else NOT_SAID),),
            (Run(deadline_words(item)),),
            (Run(printable(options.status(number - 1))),),
        )
        for number, item in enumerate(minutes.actions, 1)
    )
    header = ("No.", "Tugas", "Penanggung jawab", "Tenggat", "Status")
    yield Table("Tindak lanjut", header, rows, (0.07, 0.38, 0.2, 0.21, 0.14))


def deadline_words(item: ActionItem) -> str:
    """``27 November 2026 (“Jumat depan”)``; the spoken words alone where they name no day."""
    phrase = f"“{printable(item.deadline_phrase)}”" if item.deadline_phrase else ""
    if item.deadline is None:
        return f"{phrase} (tanggal belum pasti)" if phrase else NOT_SAID
    day = long_date(item.deadline)
    return f"{day} ({phrase})" if phrase else day


def unanswered(minutes: Minutes, marks: Marks) -> Iterator[Block]:
    """Questions nobody answered; nothing where there are none."""
    if minutes.open_questions:
        yield Heading("Hal yang belum terjawab", 1)
        yield from _statements(minutes.open_questions, marks, "")


def regulations(minutes: Minutes, marks: Marks) -> Iterator[Block]:
    """The regulations that were mentioned and what the library knows of them; nothing where none were.

    One mentioned several times the same way has one row with all its utterances.
    """
    if not minutes.references:
        return
    yield Heading("Rujukan peraturan", 1)
    mentioned: dict[tuple[str, str, str], list[str]] = {}
    for reference in minutes.references:
        row = _official_name(reference), _standing_words(reference), reference.explanation
        mentioned.setdefault(row, []).append(reference.utterance)
    rows = tuple(
        (
            (Run(str(number)),),
            (Run(name), *marks(utterances)),
            (Run(standing, marked=standing.startswith(TO_CHECK)),),
            (Run(printable(explanation) or "–"),),
        )
        for number, ((name, standing, explanation), utterances) in enumerate(mentioned.items(), 1)
    )
    yield Table(
        "Rujukan peraturan", ("No.", "Peraturan", "Status", "Keterangan"), rows, (0.07, 0.4, 0.2, 0.33)
    )


def closing(form: MeetingForm, zone: str) -> Iterator[Block]:
    """When the meeting ended, where that was filled in, and the usual closing words."""
    yield Heading("Penutup", 1)
    ended = f"Rapat ditutup pada pukul {form.ends:%H.%M} {zone}".rstrip() + ". " if form.ends else ""
    yield Paragraph((Run(f"{ended}Demikian notula ini dibuat untuk dipergunakan sebagaimana mestinya."),))


def signatures(form: MeetingForm, approvals: tuple[str, ...]) -> Signatures:
    """Places for the secretary on the left and the chair on the right.

    Whoever is on the attendance list signs with the name and NIP that stand there, degrees included.
    """
    places = (
        _place("Notulis", form.secretary, form.participants),
        _place("Pimpinan Rapat", form.chair, form.participants),
    )
    return Signatures(places, tuple(map(printable, approvals)))


def _statements(statements: tuple[Statement, ...], marks: Marks, none: str) -> Iterator[Block]:
    if statements:
        yield Listing(tuple(_line(one, marks) for one in statements), numbered=True)
    else:
        yield Paragraph((Run(none),))


def _line(statement: Statement, marks: Marks) -> Text:
    return (*checked(statement.text, statement), *marks(statement.utterances))


def _numbered_table(title: str, columns: list[tuple[str, float, list[str]]]) -> Table:
    whole = sum(width for _, width, _ in columns)
    cells = zip(*(values for _, _, values in columns), strict=True)
    return Table(
        title,
        ("No.", *(name for name, _, _ in columns)),
        tuple(((Run(str(number)),), *((Run(cell),) for cell in row)) for number, row in enumerate(cells, 1)),
        (0.07, *(width / whole * 0.93 for _, width, _ in columns)),
    )


def _official_name(reference: RegulationReference) -> str:
    said = printable(reference.phrase)
    if reference.identifier is None:
        return said
    try:
        name = format_citation(reference.identifier)
    except InvalidIdentifier:
        return said
    return name if _bare(name) == _bare(said) else f"{name} (disebut “{said}”)"


def _bare(citation: str) -> list[str]:
    """The words of a citation that tell it from others."""
    words = re.findall(r"\w+", citation.casefold())
    return [word for word in words if word not in ("nomor", "no", "tahun")]


def _standing_words(reference: RegulationReference) -> str:
    if reference.standing is ReferenceStanding.IN_FORCE:
        return reference.standing.value
    return f"{TO_CHECK}: {reference.standing.value}"


def _given(value: str | None) -> str:
    return (printable(value) if value else "") or NOT_GIVEN


def _place(role: str, name: str | None, people: tuple[Participant, ...]) -> Signature:
    listed = person_of(name, people)
    shown = listed.name if listed else name
    return Signature(role, (printable(shown) if shown else "") or None, listed.nip if listed else None)
