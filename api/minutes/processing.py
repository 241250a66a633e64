"""Making a notula of a transcript, as a job: done whole or again, and never twice."""

from collections.abc import Callable
from dataclasses import replace

import structlog
from sqlalchemy.orm import Session

from api.jobs.queue import Job
from api.jobs.worker import Write
from api.minutes.access import (
    audit,
    changed,
    newest,
    notula_in,
    put_version,
)
from api.minutes.meeting_form import FORM
from api.minutes.models import MeetingState
from api.minutes.notula import carried, to_notula
from api.minutes.recordings import is_unheard
from api.minutes.versions import MADE
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.minutes_tables import MeetingRow, TranscriptRow
from assistant.minutes.models import MeetingForm, Minutes, Transcript
from corpus.errors import StorageError

Progress = Callable[[str, float], None]
"""Told in Indonesian what is being done, such as "mencari keputusan", and which part is done, 0 to 1."""
Understand = Callable[[Transcript, MeetingForm, Progress], Minutes]
"""Makes verified minutes of what was said."""
Hear = Callable[[str, MeetingForm, Progress], Transcript]
"""What was said at the meeting with an identifier, heard first where it was brought in as a recording."""

UNDERSTANDING = "memahami isi transkrip"
HEARING_SHARE = 0.8
"""Which part of the work it is to hear a recording; the rest is understanding it."""


class MinutesMaking:
    """The handler of jobs of the kind "minutes".

    Args:
        hear: gives what was said.
        understand: makes the minutes, every line of them verified.
    """

    def __init__(
        self, database: StateDatabase, hear: Hear, understand: Understand, *, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._hear = hear
        self._understand = understand
        self._clock = clock

    def __call__(self, job: Job) -> Write | None:
        """Make the notula that a job orders; nothing where another was ordered since.

        Raises:
            TanyaError: it cannot be made now.
        """
        meeting_id, run = str(job.payload["meeting_id"]), job.payload["run"]
        with self._database.reading() as session:
            row = session.get(MeetingRow, meeting_id)
            if row is None or row.run != run or row.state != MeetingState.PROCESSING.value:
                return None
            form = FORM.validate_python(row.form)

        hears = self._hears(meeting_id)
        begun = HEARING_SHARE if hears else 0.0

        def heard(words: str, done: float) -> None:
            self._say(meeting_id, words, HEARING_SHARE * done)

        def progress(words: str, done: float) -> None:
            self._say(meeting_id, words, begun + (1 - begun) * done)

        transcript = self._hear(meeting_id, form, heard)
        progress(UNDERSTANDING, 0.0)
        minutes = self._understand(transcript, form, progress)
        notula = to_notula(replace(minutes, form=form))

        def write(session: Session) -> None:
            held = session.get(MeetingRow, meeting_id, with_for_update=True, populate_existing=True)
            if held is None or held.run != run:
                return
            now = self._clock()
            last = newest(session, meeting_id)
            earlier = None if last is None else notula_in(last)
            number = put_version(session, held, carried(notula, earlier), by=None, reason=MADE, at=now)
            held.state, held.stage, held.failure = MeetingState.EDITING.value, "", ""
            held.percent = None
            changed(held, now)
            session.flush()
            audit(session, meeting_id, None, "susun", at=now, reason=f"versi {number}")

        return write

    def given_up(self, session: Session, job: Job, reason: str) -> None:
        """Say on the meeting why its notula could not be made."""
        meeting_id = str(job.payload["meeting_id"])
        row = session.get(MeetingRow, meeting_id, with_for_update=True)
        if row is None or row.run != job.payload["run"]:
            return
        now = self._clock()
        there = newest(session, meeting_id) is not None
        row.state = (MeetingState.EDITING if there else MeetingState.DRAFT).value
        row.stage, row.failure, row.percent = "", reason, None
        changed(row, now)
        session.flush()
        audit(session, meeting_id, None, "gagal_susun", at=now)

    def _hears(self, meeting_id: str) -> bool:
        with self._database.reading() as session:
            return is_unheard(session.get(TranscriptRow, meeting_id))

    def _say(self, meeting_id: str, words: str, done: float) -> None:
        """Show people what is being done; that this cannot be written stops nothing."""
        try:
            with self._database.writing("Kemajuan gagal dicatat") as session:
                row = session.get(MeetingRow, meeting_id, with_for_update=True)
                if row is not None:
                    row.stage = words
                    # The whole is done only when it is written.
                    row.percent = min(99, int(100 * done))
        except StorageError as error:
            structlog.get_logger().warning("progress not kept", reason=str(error))
