"""Meetings: kept with what was said at them, found again, put right, and processed anew."""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.listing import Page
from api.jobs.queue import put
from api.minutes.access import (
    audit,
    changed,
    for_secretary,
    newest,
    notula_in,
    put_version,
    seen,
    to_line,
    to_meeting,
    transcript_in,
)
from api.minutes.meeting_form import FORM, NewMeeting, checked, people_of, series_key
from api.minutes.members import seat_members
from api.minutes.models import (
    EDITABLE,
    Audio,
    Meeting,
    MeetingLine,
    MeetingState,
    Notula,
    Seat,
)
from api.minutes.notula import UTTERANCES
from api.minutes.recordings import audio_row
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.minutes_tables import MeetingRow, MemberRow, TranscriptRow
from assistant.minutes.models import Transcript
from assistant.minutes.speakers import name_speakers
from corpus.errors import Conflict, InvalidInput

KIND = "minutes"
"""Kind of the jobs that make a notula."""
LONGEST_SEARCH = 200
WAITING = "menunggu giliran"


def order(session: Session, row: MeetingRow, *, at: datetime) -> None:
    """Have the notula made of the transcript, in the background."""
    row.run += 1
    row.state = MeetingState.PROCESSING.value
    row.stage, row.failure, row.percent = WAITING, "", 0
    session.flush()
    put(session, KIND, f"{KIND}:{row.id}:{row.run}", {"meeting_id": row.id, "run": row.run}, at=at)


class Meetings:
    """Every method raises StorageError when the database cannot be used, and NotFound for a meeting that is
    not there for them.

    Args:
        retain_days: days after which transcript and recording are deleted; 0 for never.
    """

    def __init__(self, database: StateDatabase, *, retain_days: int = 0, clock: Clock = utc_now) -> None:
        self._database = database
        self._retain_days = retain_days
        self._clock = clock

    def create(
        self,
        by: Account,
        new: NewMeeting,
        transcript: Transcript,
        *,
        key: str = "",
        audio: Audio | None = None,
    ) -> Meeting:
        """Keep a meeting whose secretary is ``by``, and order its notula.

        Args:
            key: names this sending; one that was sent before gives the meeting that was made then.
            audio: a stored recording that is to be heard, in place of utterances.

        Raises:
            InvalidInput: the form cannot be kept, an account is unknown, or nothing was said.
        """
        asked = checked(new)
        if not transcript.utterances and audio is None:
            raise InvalidInput("Transkrip ini tidak memuat satu ucapan pun. Tempel atau unggah isinya.")
        if asked.form.secretary is None:
            asked = asked.model_copy(update={"form": replace(asked.form, secretary=by.name)})
        spoken = name_speakers(transcript, people_of(asked.form))
        now, sending = self._clock(), _sending(by, key)
        with self._database.writing("Rapat gagal disimpan") as session:
            if (earlier := self._sent_before(session, sending)) is not None:
                return to_meeting(session, *seen(session, by, earlier))
            row = MeetingRow(
                id=new_id(),
                creation_key=sending,
                state=MeetingState.DRAFT.value,
                run=0,
                stage="",
                failure="",
                created_at=now,
                changed_at=now,
                retain_until=now + timedelta(days=self._retain_days) if self._retain_days else None,
                version=1,
                **_form_values(asked),
            )
            session.add(row)
            session.flush()
            session.add(
                TranscriptRow(
                    meeting_id=row.id,
                    format=transcript.format,
                    remarks=list(transcript.remarks),
                    utterances=UTTERANCES.dump_python(spoken.utterances, mode="json"),
                    deleted_at=None,
                )
            )
            if audio is not None:
                session.add(audio_row(row.id, audio, now))
            seat_members(session, row.id, by, asked)
            order(session, row, at=now)
            audit(session, row.id, by, "buat", at=now)
            return to_meeting(session, row, Seat.SECRETARY)

    def read(self, by: Account, meeting_id: str) -> Meeting:
        """One that somebody is a member of."""
        with self._database.reading() as session:
            return to_meeting(session, *seen(session, by, meeting_id))

    def transcript(self, by: Account, meeting_id: str) -> Transcript:
        """What was said; without utterances once its time was over."""
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            return transcript_in(session, meeting_id)

    def notula(self, by: Account, meeting_id: str) -> Notula | None:
        """The newest version of the notula; None while there is none."""
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            row = newest(session, meeting_id)
            return None if row is None else notula_in(row)

    def list(
        self,
        by: Account,
        *,
        query: str = "",
        state: MeetingState | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Page[MeetingLine]:
        """Meetings that somebody is a member of, the latest first; ``query`` is looked for in title and
        series.
        """
        wanted = [MemberRow.account_id == by.id, *_like(query)]
        if state is not None:
            wanted.append(MeetingRow.state == state.value)
        joined = select(MeetingRow, MemberRow.seat).join(MemberRow, MemberRow.meeting_id == MeetingRow.id)
        statement = joined.where(and_(*wanted)).order_by(MeetingRow.created_at.desc(), MeetingRow.id.desc())
        with self._database.reading() as session:
            total = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
            found = session.execute(statement.limit(limit).offset(offset)).all()
            return Page(items=tuple(to_line(row, Seat(seat)) for row, seat in found), total=total)

    def change(self, by: Account, meeting_id: str, new: NewMeeting, *, version: int) -> Meeting:
        """Put the form right, and who may see the meeting; the notula gets the new form as a new version.

        Raises:
            Forbidden, Conflict: as ``access.for_secretary``.
            InvalidInput: as ``create``.
        """
        asked = checked(new)
        now = self._clock()
        states = EDITABLE | {MeetingState.DRAFT}
        with self._database.writing("Data rapat gagal disimpan") as session:
            row = for_secretary(session, by, meeting_id, version, states=states)
            for name, value in _form_values(asked).items():
                setattr(row, name, value)
            seat_members(session, row.id, by, asked)
            last = newest(session, row.id)
            if last is not None:
                notula = notula_in(last).model_copy(update={"form": asked.form})
                put_version(session, row, notula, by=by, reason="Data rapat diperbaiki", at=now)
            changed(row, now)
            session.flush()
            audit(session, row.id, by, "data.ubah", at=now)
            return to_meeting(session, row, Seat.SECRETARY)

    def regenerate(self, by: Account, meeting_id: str, *, version: int) -> Meeting:
        """Order the notula anew; what there is stays among its versions.

        Raises:
            Forbidden, Conflict: as ``access.for_secretary``; also where the transcript was deleted.
        """
        now = self._clock()
        states = EDITABLE | {MeetingState.DRAFT}
        with self._database.writing("Notula gagal disusun ulang") as session:
            row = for_secretary(session, by, meeting_id, version, states=states)
            kept = session.get(TranscriptRow, row.id)
            if kept is None or kept.deleted_at is not None:
                raise Conflict("Transkrip rapat ini sudah dihapus sesuai masa simpan; notula tetap ada.")
            order(session, row, at=now)
            changed(row, now)
            session.flush()
            audit(session, row.id, by, "susun_ulang", at=now)
            return to_meeting(session, row, Seat.SECRETARY)

    def _sent_before(self, session: Session, sending: str | None) -> str | None:
        if sending is None:
            return None
        return session.scalar(select(MeetingRow.id).where(MeetingRow.creation_key == sending))


def _form_values(asked: NewMeeting) -> dict[str, object]:
    return {
        "title": asked.form.title,
        "held_on": asked.form.held_on,
        "series": asked.series,
        "series_key": series_key(asked.series),
        "form": FORM.dump_python(asked.form, mode="json"),
    }


def _sending(by: Account, key: str) -> str | None:
    return hashlib.sha256(f"{by.id} {key}".encode()).hexdigest() if key else None


def _like(query: str) -> list[ColumnElement[bool]]:
    return [
        or_(
            func.lower(MeetingRow.title).contains(word, autoescape=True),
            MeetingRow.series_key.contains(word, autoescape=True),
        )
        for word in query[:LONGEST_SEARCH].lower().split()
    ]
