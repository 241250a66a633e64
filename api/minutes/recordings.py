"""Recordings of meetings, and the end of their time: they are deleted with the transcript.

The bytes lie in a folder of their own under their SHA-256, written before the row that names them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.file_shelf import FileShelf
from api.minutes.access import (
    audit,
    changed,
    for_secretary,
    newest,
    notula_in,
    seen,
    to_meeting,
    transcript_in,
)
from api.minutes.models import EDITABLE, Audio, Meeting, MeetingState, Seat
from api.minutes.notula import UTTERANCES
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.minutes_tables import AudioRow, MeetingRow, TranscriptRow
from assistant.minutes.audio import FORMAT
from assistant.minutes.models import Transcript
from corpus.errors import Conflict, InvalidInput, NotFound

UNHEARD = Transcript(utterances=(), format=FORMAT)
"""The transcript of a meeting that was brought in as a recording, until that is heard."""

_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (4, b"ftyp", "audio/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "audio/webm"),
)
"""What the bytes of a recording begin with, from which place on."""


class Recordings:
    """Every method raises StorageError when the database or the folder cannot be used.

    Args:
        shelf: where the bytes lie.
        most_bytes: the largest recording; 0 takes none.
    """

    def __init__(
        self, database: StateDatabase, shelf: FileShelf, *, most_bytes: int, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._most_bytes = most_bytes
        self._clock = clock

    def put(self, by: Account, meeting_id: str, name: str, content: bytes, *, version: int) -> Meeting:
        """Keep the recording of a meeting in place of an earlier one.

        Raises:
            NotFound, Forbidden, Conflict: as ``access.for_secretary``; also where its transcript was deleted.
            InvalidInput: it is too large, or no recording.
        """
        now = self._clock()
        states = EDITABLE | {MeetingState.DRAFT, MeetingState.PROCESSING}
        with self._database.reading() as session:
            seen(session, by, meeting_id)
        with (
            self.stored(name, content) as audio,
            self._database.writing("Rekaman gagal disimpan") as session,
        ):
            row = for_secretary(session, by, meeting_id, version, states=states)
            kept = session.get(TranscriptRow, meeting_id)
            if kept is None or kept.deleted_at is not None:
                raise Conflict("Masa simpan transkrip dan rekaman rapat ini sudah lewat.")
            if is_unheard(kept) and row.state == MeetingState.PROCESSING.value:
                raise Conflict("Rekaman rapat ini sedang didengarkan. Tunggu sampai selesai.")
            session.execute(delete(AudioRow).where(AudioRow.meeting_id == meeting_id))
            session.add(audio_row(meeting_id, audio, now))
            changed(row, now)
            session.flush()
            audit(session, meeting_id, by, "rekaman", at=now, reason=audio.sha256)
            return to_meeting(session, row, Seat.SECRETARY)

    @contextmanager
    def stored(self, name: str, content: bytes) -> Iterator[Audio]:
        """Write the bytes of a recording; the row that names them is written while this lasts.

        Raises:
            InvalidInput: it is too large, or no recording.
        """
        if not content or len(content) > self._most_bytes:
            raise InvalidInput(f"Rekaman paling besar {self._most_bytes:_} byte.".replace("_", "."))
        kind = media_type(content)
        shown = Path(name.replace("\\", "/")).name[:120] or "rekaman"
        with self._shelf.held():
            digest = self._shelf.write(content)
            yield Audio(name=shown, media_type=kind, size=len(content), sha256=digest)

    def path(self, digest: str) -> Path:
        """Where the bytes of a recording lie."""
        return self._shelf.path(digest)

    def of(self, by: Account, meeting_id: str) -> Audio | None:
        """The recording of a meeting, if there is one.

        Raises:
            NotFound: there is no such meeting for them.
        """
        with self._database.reading() as session:
            seen(session, by, meeting_id)
            row = session.get(AudioRow, meeting_id)
            if row is None:
                return None
            return Audio(name=row.name, media_type=row.media_type, size=row.size, sha256=row.sha256)

    def file(self, by: Account, meeting_id: str) -> tuple[Audio, Path]:
        """The recording of a meeting and where its bytes lie.

        Raises:
            NotFound: there is none, or none for them.
            StorageError: its bytes are gone.
        """
        found = self.of(by, meeting_id)
        if found is None:
            raise NotFound("Rapat ini tidak mempunyai rekaman.")
        return found, self._shelf.path(found.sha256)

    def sweep(self) -> int:
        """Delete bytes that no row names any more; how many files."""
        with self._shelf.held(), self._database.reading() as session:
            return self._shelf.sweep(set(session.scalars(select(AudioRow.sha256).distinct())))


class Retention:
    """Deletes transcripts and recordings whose time is over; the notula stays.

    Args:
        keep_quotes: whether the utterances that the newest version names stay, so that its lines still lead
            back to who said them.
    """

    def __init__(self, database: StateDatabase, *, keep_quotes: bool, clock: Clock = utc_now) -> None:
        self._database = database
        self._keep_quotes = keep_quotes
        self._clock = clock

    def purge(self) -> int:
        """Delete what is past its time; of how many meetings.

        Raises:
            StorageError: the database cannot be used.
        """
        now = self._clock()
        over = (
            select(MeetingRow.id)
            .join(TranscriptRow, TranscriptRow.meeting_id == MeetingRow.id)
            .where(
                MeetingRow.retain_until < now,
                TranscriptRow.deleted_at.is_(None),
                MeetingRow.state != MeetingState.PROCESSING.value,
            )
        )
        with self._database.reading() as session:
            identifiers = session.scalars(over).all()
        for identifier in identifiers:
            with self._database.writing("Transkrip lama gagal dihapus") as session:
                self._delete(session, identifier, now)
        return len(identifiers)

    def _delete(self, session: Session, meeting_id: str, now: datetime) -> None:
        row = session.get(TranscriptRow, meeting_id, with_for_update=True)
        if row is None or row.deleted_at is not None:
            return
        row.utterances = self._quotes(session, meeting_id)
        row.deleted_at = now
        session.execute(delete(AudioRow).where(AudioRow.meeting_id == meeting_id))
        session.flush()
        audit(session, meeting_id, None, "transkrip.hapus", at=now)

    def _quotes(self, session: Session, meeting_id: str) -> list[object]:
        last = newest(session, meeting_id)
        if not self._keep_quotes or last is None:
            return []
        named = {one for line in notula_in(last).lines for one in line.utterances}
        kept = tuple(one for one in transcript_in(session, meeting_id).utterances if one.id in named)
        return list(UTTERANCES.dump_python(kept, mode="json"))


def audio_row(meeting_id: str, audio: Audio, at: datetime) -> AudioRow:
    """The row of a recording that is kept."""
    return AudioRow(meeting_id=meeting_id, **audio.model_dump(), stored_at=at)


def is_unheard(row: TranscriptRow | None) -> bool:
    """Whether a meeting was brought in as a recording that nothing heard yet."""
    return row is not None and row.deleted_at is None and row.format == FORMAT and not row.utterances


def media_type(content: bytes) -> str:
    """The media type of a recording, told from its bytes.

    Raises:
        InvalidInput: it is none that browsers play.
    """
    for place, sign, kind in _SIGNS:
        if content[place : place + len(sign)] == sign:
            return kind
    raise InvalidInput("Rekaman harus berupa MP3, M4A, WAV, OGG, FLAC, atau WebM.")
