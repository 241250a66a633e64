"""Editing a notula: every change is a version with its author and reason, its changed lines verified anew."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.minutes.access import (
    audit,
    changed,
    for_secretary,
    newest,
    notula_in,
    put_version,
    seen,
    to_meeting,
    transcript_in,
)
from api.minutes.models import Line, Meeting, Notula, Seat, Section
from api.minutes.notula import UTTERANCES, Check, verified
from api.minutes.renaming import renamed_notula
from api.minutes.versions import version_row
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.minutes_tables import MeetingRow, TranscriptRow
from assistant.minutes.models import Standing, Transcript
from assistant.minutes.speakers import rename_speaker
from corpus.errors import InvalidInput, NotFound
from corpus.models import Frozen

LONGEST_LINE = 5_000
LONGEST_NAME = 200
MOST_LINES = 2_000
MOST_SOURCES = 200


class LineWords(Frozen):
    """What somebody makes of a line."""

    text: str
    utterances: tuple[str, ...] = ()
    pic: str | None = None
    deadline_phrase: str | None = None
    deadline: date | None = None


class EditedLine(LineWords):
    """A line of a whole notula that is sent back.

    Attributes:
        id: empty for a line that is added.
    """

    id: str = ""
    section: Section
    topic: int | None = None


Change = Callable[[Notula, Transcript], tuple[Notula, Sequence[str]]]
"""Gives the changed notula and the identifiers of lines to be verified anew."""


class Editing:
    """Changes to a notula.

    Every method raises, besides what it says:

    - NotFound, Forbidden, Conflict: as ``access.for_secretary``;
    - InvalidInput: the reason or what is written is empty or too long;
    - StorageError: the database cannot be used.

    Args:
        check: verifies statements against the utterances they name.
    """

    def __init__(self, database: StateDatabase, check: Check, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._check = check
        self._clock = clock

    def edit_line(
        self, by: Account, meeting_id: str, line_id: str, words: LineWords, *, version: int, reason: str = ""
    ) -> Meeting:
        """Write a line anew.

        Raises:
            NotFound: also where there is no such line.
        """

        def change(notula: Notula, transcript: Transcript) -> tuple[Notula, Sequence[str]]:
            old = _line_of(notula, line_id)
            new = old.model_copy(update=_values(words, old.section, transcript))
            if new == old:
                return notula, ()
            return _with(notula, {line_id: new}), (line_id,)

        return self._change(by, meeting_id, version, reason or "Baris disunting", change, "sunting")

    def add_line(
        self,
        by: Account,
        meeting_id: str,
        section: Section,
        words: LineWords,
        *,
        version: int,
        topic: int | None = None,
        reason: str = "",
    ) -> Meeting:
        """Add a line at the end of its section."""

        def change(notula: Notula, transcript: Transcript) -> tuple[Notula, Sequence[str]]:
            line_id = f"b{notula.next_line}"
            place = _topic(notula, section, topic)
            line = Line(id=line_id, section=section, topic=place, **_values(words, section, transcript))
            lines = (*notula.lines, line)
            _refuse_many(lines)
            grown = notula.model_copy(update={"lines": lines, "next_line": notula.next_line + 1})
            return grown, (line_id,)

        return self._change(by, meeting_id, version, reason or "Baris ditambahkan", change, "sunting")

    def remove_line(
        self, by: Account, meeting_id: str, line_id: str, *, version: int, reason: str = ""
    ) -> Meeting:
        """Take a line away; earlier versions keep it."""

        def change(notula: Notula, _: Transcript) -> tuple[Notula, Sequence[str]]:
            gone = _line_of(notula, line_id)
            left = tuple(line for line in notula.lines if line.id != gone.id)
            return notula.model_copy(update={"lines": left}), ()

        return self._change(by, meeting_id, version, reason or "Baris dihapus", change, "sunting")

    def confirm_line(self, by: Account, meeting_id: str, line_id: str, *, version: int) -> Meeting:
        """Vouch for a line that could not be verified."""

        def change(notula: Notula, _: Transcript) -> tuple[Notula, Sequence[str]]:
            line = _line_of(notula, line_id)
            if line.standing is not Standing.TO_CHECK:
                return notula, ()
            return _with(notula, {line_id: line.model_copy(update={"confirmed_by": by.name})}), ()

        return self._change(by, meeting_id, version, "Baris dinyatakan sudah diperiksa", change, "periksa")

    def replace_lines(
        self, by: Account, meeting_id: str, lines: Sequence[EditedLine], *, version: int, reason: str
    ) -> Meeting:
        """Write all lines anew: those left out are removed, those without identifier added."""

        def change(notula: Notula, transcript: Transcript) -> tuple[Notula, Sequence[str]]:
            number, made, fresh = notula.next_line, [], []
            for one in lines:
                old = _line_of(notula, one.id) if one.id else None
                values = _values(one, one.section, transcript)
                place = {"section": one.section, "topic": _topic(notula, one.section, one.topic)}
                if old is None:
                    line = Line(id=f"b{number}", **place, **values)
                    number += 1
                else:
                    line = old.model_copy(update={**place, **values})
                if line != old:
                    fresh.append(line.id)
                made.append(line)
            _refuse_many(made)
            if len({line.id for line in made}) < len(made):
                raise InvalidInput("Satu baris disebut dua kali.")
            return notula.model_copy(update={"lines": tuple(made), "next_line": number}), fresh

        return self._change(by, meeting_id, version, said(reason, "Alasan"), change, "sunting")

    def restore(self, by: Account, meeting_id: str, number: int, *, version: int) -> Meeting:
        """Make an earlier version the newest again, as a version of its own.

        Raises:
            NotFound: also where there is no such version.
        """
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            old = notula_in(version_row(session, meeting_id, number))

        def change(notula: Notula, _: Transcript) -> tuple[Notula, Sequence[str]]:
            # Identifiers that were given out since are not given out again.
            return old.model_copy(update={"next_line": max(notula.next_line, old.next_line)}), ()

        return self._change(by, meeting_id, version, f"Versi {number} dipulihkan", change, "pulihkan")

    def rename_speaker(self, by: Account, meeting_id: str, old: str, new: str, *, version: int) -> Meeting:
        """Call a speaker otherwise, in transcript and notula; by another speaker's name the two are one.

        Raises:
            NotFound: also where nobody is so called.
        """
        name = " ".join(new.split())
        before, spoken = self._now(by, meeting_id, version)
        transcript = rename_speaker(spoken, old, name)
        notula = renamed_notula(before, old, name)
        every = [line.id for line in notula.lines if not line.confirmed_by]
        notula = verified(notula, transcript, self._check, only=every)
        with self._database.writing("Nama pembicara gagal disimpan") as session:
            row = for_secretary(session, by, meeting_id, version)
            kept = session.get_one(TranscriptRow, row.id)
            kept.utterances = UTTERANCES.dump_python(transcript.utterances, mode="json")
            reason = f"Pembicara “{old}” menjadi “{name}”"
            return self._put(session, row, notula, by, reason, "pembicara")

    def _change(
        self, by: Account, meeting_id: str, version: int, reason: str, change: Change, action: str
    ) -> Meeting:
        """Change the notula as it is in ``version``; verifying it holds up nobody who writes meanwhile."""
        why = said(reason, "Alasan")
        before, transcript = self._now(by, meeting_id, version)
        notula, fresh = change(before, transcript)
        notula = verified(notula, transcript, self._check, only=fresh) if fresh else notula
        with self._database.writing("Suntingan gagal disimpan") as session:
            row = for_secretary(session, by, meeting_id, version)
            if notula == before:
                return to_meeting(session, row, Seat.SECRETARY)
            return self._put(session, row, notula, by, why, action)

    def _now(self, by: Account, meeting_id: str, version: int) -> tuple[Notula, Transcript]:
        """The notula that its secretary saw, with its transcript."""
        with self._database.reading() as session:
            row = for_secretary(session, by, meeting_id, version, lock=False)
            return _newest_notula(session, row), transcript_in(session, row.id)

    def _put(
        self,
        session: Session,
        row: MeetingRow,
        notula: Notula,
        by: Account,
        reason: str,
        action: str,
    ) -> Meeting:
        at = self._clock()
        number = put_version(session, row, notula, by=by, reason=reason, at=at)
        changed(row, at)
        session.flush()
        audit(session, row.id, by, action, at=at, reason=f"versi {number}: {reason}")
        return to_meeting(session, row, Seat.SECRETARY)


def _newest_notula(session: Session, row: MeetingRow) -> Notula:
    last = newest(session, row.id)
    if last is None:
        raise NotFound("Notula rapat ini belum tersusun.")
    return notula_in(last)


def _line_of(notula: Notula, line_id: str) -> Line:
    line = notula.line(line_id)
    if line is None:
        raise NotFound("Baris ini tidak ada lagi pada versi terbaru. Muat ulang halamannya.")
    return line


def _with(notula: Notula, new: Mapping[str, Line]) -> Notula:
    return notula.model_copy(update={"lines": tuple(new.get(line.id, line) for line in notula.lines)})


def _topic(notula: Notula, section: Section, topic: int | None) -> int | None:
    """The topic that a line may name; key points need one, the others have none."""
    if section is not Section.KEY_POINT:
        return None
    if topic is None or not 0 <= topic < len(notula.topics):
        raise InvalidInput("Pokok pembahasan harus menyebut topik yang ada.")
    return topic


def _refuse_many(lines: Sequence[Line]) -> None:
    if len(lines) > MOST_LINES:
        raise InvalidInput(f"Notula paling banyak memuat {MOST_LINES} baris.")


def _values(words: LineWords, section: Section, transcript: Transcript) -> dict[str, object]:
    text = " ".join(words.text.split())
    if not text or len(text) > LONGEST_LINE:
        raise InvalidInput(f"Isi baris harus diisi, paling banyak {LONGEST_LINE} huruf.")
    sources = tuple(dict.fromkeys(words.utterances))
    if len(sources) > MOST_SOURCES:
        raise InvalidInput(f"Satu baris paling banyak menunjuk {MOST_SOURCES} ucapan.")
    if transcript.utterances:
        places = {one.id: place for place, one in enumerate(transcript.utterances)}
        unknown = [one for one in sources if one not in places]
        if unknown:
            raise InvalidInput(f"Ucapan {', '.join(unknown[:5])} tidak ada pada transkrip.")
        sources = tuple(sorted(sources, key=places.__getitem__))
    is_action = section is Section.ACTION
    return {
        "text": text,
        "utterances": sources,
        "pic": _short(words.pic, "Penanggung jawab") if is_action else None,
        "deadline_phrase": _short(words.deadline_phrase, "Bunyi tenggat") if is_action else None,
        "deadline": words.deadline if is_action else None,
    }


def _short(text: str | None, what: str) -> str | None:
    line = " ".join((text or "").split())
    if len(line) > LONGEST_NAME:
        raise InvalidInput(f"{what} paling banyak {LONGEST_NAME} huruf.")
    return line or None
