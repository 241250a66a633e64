"""Meetings brought in as a recording: kept, heard in the background, then a transcript as any other."""

import math
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.minutes.access import transcript_in
from api.minutes.meeting_form import NewMeeting, people_of
from api.minutes.meetings import Meetings
from api.minutes.models import Meeting
from api.minutes.notula import UTTERANCES
from api.minutes.recordings import UNHEARD, Recordings, is_unheard
from api.state.database import StateDatabase
from api.state.minutes_tables import AudioRow, TranscriptRow
from assistant.minutes.audio import Listened
from assistant.minutes.models import MeetingForm, Transcript
from assistant.minutes.speakers import name_speakers
from corpus.errors import InvalidInput, StorageError

ONLY_KEPT = (
    "Rekaman tidak dapat ditranskripsikan di sini; rekaman hanya dapat disimpan untuk diputar di samping "
    "notulanya. Tempel atau unggah transkripnya, atau minta pengelola mengisi TANYA_SPEECH_MODEL."
)


class Transcribe(Protocol):
    """Makes a transcript of a recording."""

    def __call__(
        self, path: Path, *, work: Path, name: str, on_progress: Callable[[Listened], None]
    ) -> Transcript:
        """What is heard in a file.

        Args:
            work: folder where what is done is kept; called again with it, the work goes on.

        Raises:
            InvalidInput: it cannot be heard; the message says why.
            StorageError: the folder cannot be written.
        """


class Hearing:
    """Every method raises StorageError when the database or a folder cannot be used.

    Args:
        work: folder of what is heard already of recordings that are not done.
        transcribe: None where no model hears recordings.
    """

    def __init__(
        self,
        database: StateDatabase,
        meetings: Meetings,
        recordings: Recordings,
        *,
        work: Path,
        transcribe: Transcribe | None,
    ) -> None:
        self._database = database
        self._meetings = meetings
        self._recordings = recordings
        self._work = work
        self._transcribe = transcribe

    @property
    def possible(self) -> bool:
        """Whether a meeting can be brought in as a recording."""
        return self._transcribe is not None

    def create(self, by: Account, new: NewMeeting, name: str, content: bytes, *, key: str = "") -> Meeting:
        """Keep a meeting with its recording, and order that it is heard and its notula made.

        Args:
            key: as of ``Meetings.create``.

        Raises:
            InvalidInput: nothing hears recordings here, it is too large or no recording, or the form cannot
                be kept.
        """
        if self._transcribe is None:
            raise InvalidInput(ONLY_KEPT)
        with self._recordings.stored(name, content) as audio:
            return self._meetings.create(by, new, UNHEARD, key=key, audio=audio)

    def transcript(
        self, meeting_id: str, form: MeetingForm, progress: Callable[[str, float], None]
    ) -> Transcript:
        """What was said at a meeting, heard first where it was brought in as a recording.

        Args:
            progress: told in Indonesian how far it is, and which part of it that is.

        Raises:
            InvalidInput: it cannot be heard.
        """
        with self._database.reading() as session:
            audio = session.get(AudioRow, meeting_id)
            if audio is None or not is_unheard(session.get(TranscriptRow, meeting_id)):
                return transcript_in(session, meeting_id)
            name, digest = audio.name, audio.sha256
        if self._transcribe is None:
            raise InvalidInput(ONLY_KEPT)
        heard = self._transcribe(
            self._recordings.path(digest),
            work=self._work / meeting_id,
            name=name,
            on_progress=lambda listened: progress(heard_words(listened), heard_part(listened)),
        )
        spoken = name_speakers(heard, people_of(form))
        with self._database.writing("Transkrip rekaman gagal disimpan") as session:
            row = session.get(TranscriptRow, meeting_id, with_for_update=True, populate_existing=True)
            if row is not None and is_unheard(row):
                row.remarks = list(heard.remarks)
                row.utterances = UTTERANCES.dump_python(spoken.utterances, mode="json")
        self._forget(self._work / meeting_id)
        return Transcript(spoken.utterances, heard.format, heard.remarks)

    def tidy(self) -> int:
        """Delete what was heard of recordings that nobody waits for any more; of how many."""
        if not self._work.is_dir():
            return 0
        with self._database.reading() as session:
            waiting = _waiting(session)
        gone = [folder for folder in self._work.iterdir() if folder.name not in waiting]
        for folder in gone:
            self._forget(folder)
        return len(gone)

    def _forget(self, folder: Path) -> None:
        try:
            shutil.rmtree(folder)
        except FileNotFoundError:
            return
        except OSError as error:
            raise StorageError(
                f"Folder {folder} tidak dapat dihapus ({error.strerror}). Periksa izinnya."
            ) from error


def heard_words(listened: Listened) -> str:
    """How far a recording is heard, such as ``mendengarkan rekaman (menit 12 dari 34)``."""
    if listened.total:
        last = math.ceil(listened.total / 60)
        # The last stretch may end a little behind what the file says of itself.
        return f"mendengarkan rekaman (menit {min(last, int(listened.done // 60))} dari {last})"
    return f"mendengarkan rekaman ({int(listened.done // 60)} menit terdengar)"


def heard_part(listened: Listened) -> float:
    """Which part of a recording is heard, 0 to 1; 0 where its length is not known."""
    return min(1.0, listened.done / listened.total) if listened.total else 0.0


def _waiting(session: Session) -> set[str]:
    rows = session.scalars(
        select(TranscriptRow).where(
            TranscriptRow.format == UNHEARD.format, TranscriptRow.deleted_at.is_(None)
        )
    )
    return {row.meeting_id for row in rows if is_unheard(row)}
