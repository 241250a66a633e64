"""Between the notula that is understood from a transcript and the lines that people edit."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from pydantic import TypeAdapter

from api.minutes.models import Line, Notula, Section, TopicHead
from assistant.minutes.models import (
    ActionItem,
    Minutes,
    Standing,
    Statement,
    Topic,
    Transcript,
    Utterance,
)

Check = Callable[[Minutes], Minutes]
"""Verifies every statement against the utterances it names."""

UTTERANCES: TypeAdapter[tuple[Utterance, ...]] = TypeAdapter(tuple[Utterance, ...])
NO_SOURCE = "Baris ini belum menunjuk satu ucapan pun."
NOT_BORNE_OUT = "Ucapan yang ditunjuk tidak memuat isi baris ini."
TRANSCRIPT_GONE = "Transkripnya sudah dihapus sesuai masa simpan, jadi baris ini tidak dapat diperiksa lagi."


def to_notula(minutes: Minutes) -> Notula:
    """Number the statements as lines, in the order of the document."""
    lines: list[Line] = []

    def add(section: Section, one: Statement | ActionItem, topic: int | None = None) -> None:
        lines.append(_line(f"b{len(lines) + 1}", section, one, topic))

    for index, topic in enumerate(minutes.topics):
        for point in topic.key_points:
            add(Section.KEY_POINT, point, index)
    for decision in minutes.decisions:
        add(Section.DECISION, decision)
    for action in minutes.actions:
        add(Section.ACTION, action)
    for question in minutes.open_questions:
        add(Section.QUESTION, question)
    return Notula(
        form=minutes.form,
        topics=tuple(
            TopicHead(title=t.title, first=t.first, last=t.last, agenda_item=t.agenda_item)
            for t in minutes.topics
        ),
        lines=tuple(lines),
        amounts=minutes.amounts,
        references=minutes.references,
        attendance=minutes.attendance,
        remarks=minutes.remarks,
        next_line=len(lines) + 1,
    )


def to_minutes(notula: Notula, transcript: Transcript) -> Minutes:
    """The notula as exporters and the verifier know it.

    A line that a person vouched for counts as verified: what is still marked there is to be looked at.
    """
    return Minutes(
        form=notula.form,
        transcript=transcript,
        topics=tuple(
            Topic(
                title=topic.title,
                first=topic.first,
                last=topic.last,
                agenda_item=topic.agenda_item,
                key_points=tuple(map(_statement, notula.of(Section.KEY_POINT, index))),
            )
            for index, topic in enumerate(notula.topics)
        ),
        decisions=tuple(map(_statement, notula.of(Section.DECISION))),
        actions=tuple(map(_action, notula.of(Section.ACTION))),
        open_questions=tuple(map(_statement, notula.of(Section.QUESTION))),
        amounts=notula.amounts,
        references=notula.references,
        attendance=notula.attendance,
        remarks=notula.remarks,
    )


def verified(notula: Notula, transcript: Transcript, check: Check, *, only: Iterable[str]) -> Notula:
    """Verify some lines anew; the others keep what was found of them.

    What a person wrote is never dropped: a line that the verifier drops is marked instead.

    Args:
        only: identifiers of the lines.
    """
    wanted = set(only)
    fresh = tuple(
        line.model_copy(update={"standing": Standing.VERIFIED, "problems": (), "confirmed_by": ""})
        for line in notula.lines
        if line.id in wanted
    )
    if not transcript.utterances:
        found = {line.id: _marked(line, TRANSCRIPT_GONE) for line in fresh}
    else:
        found = _checked(notula, fresh, transcript, check)
    return notula.model_copy(update={"lines": tuple(found.get(line.id, line) for line in notula.lines)})


def carried(new: Notula, old: Notula | None) -> Notula:
    """A notula made anew, its lines under the identifiers they had where they say the same in the same part.

    Comments stay with them so; other lines get identifiers that were never used.
    """
    if old is None:
        return new
    known: dict[tuple[Section, str], list[str]] = defaultdict(list)
    for line in reversed(old.lines):
        known[line.section, line.text].append(line.id)
    number = old.next_line
    lines = []
    for line in new.lines:
        same = known[line.section, line.text]
        if same:
            identifier = same.pop()
        else:
            identifier, number = f"b{number}", number + 1
        lines.append(line.model_copy(update={"id": identifier}))
    return new.model_copy(update={"lines": tuple(lines), "next_line": number})


def _checked(
    notula: Notula, lines: tuple[Line, ...], transcript: Transcript, check: Check
) -> dict[str, Line]:
    sourced = notula.model_copy(update={"lines": tuple(line for line in lines if line.utterances)})
    verdicts: dict[tuple[Section, str], list[Line]] = defaultdict(list)
    for one in reversed(to_notula(check(to_minutes(sourced, transcript))).lines):
        verdicts[one.section, one.text].append(one)
    found = {}
    for line in lines:
        said = verdicts[line.section, line.text]
        if not line.utterances:
            found[line.id] = _marked(line, NO_SOURCE)
        elif not said:
            found[line.id] = _marked(line, NOT_BORNE_OUT)
        else:
            verdict = said.pop()
            found[line.id] = line.model_copy(
                update={"standing": verdict.standing, "problems": verdict.problems}
            )
    return found


def _marked(line: Line, problem: str) -> Line:
    return line.model_copy(update={"standing": Standing.TO_CHECK, "problems": (problem,)})


def _line(identifier: str, section: Section, one: Statement | ActionItem, topic: int | None) -> Line:
    action = one if isinstance(one, ActionItem) else None
    return Line(
        id=identifier,
        section=section,
        topic=topic,
        text=one.task if isinstance(one, ActionItem) else one.text,
        utterances=one.utterances,
        pic=action.pic if action else None,
        deadline_phrase=action.deadline_phrase if action else None,
        deadline=action.deadline if action else None,
        standing=one.standing,
        problems=one.problems,
    )


def _standing(line: Line) -> tuple[Standing, tuple[str, ...]]:
    return (line.standing, line.problems) if line.doubtful else (Standing.VERIFIED, ())


def _statement(line: Line) -> Statement:
    standing, problems = _standing(line)
    return Statement(text=line.text, utterances=line.utterances, standing=standing, problems=problems)


def _action(line: Line) -> ActionItem:
    standing, problems = _standing(line)
    return ActionItem(
        task=line.text,
        utterances=line.utterances,
        pic=line.pic,
        deadline_phrase=line.deadline_phrase,
        deadline=line.deadline,
        standing=standing,
        problems=problems,
    )
