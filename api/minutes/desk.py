"""Everything that an installation keeps of meetings, over one database."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from api.forum.file_shelf import FileShelf
from api.minutes.actions import Actions
from api.minutes.comments import Comments
from api.minutes.editing import Editing
from api.minutes.handing_over import HandingOver
from api.minutes.hearing import Hearing, Transcribe
from api.minutes.meetings import Meetings
from api.minutes.notula import Check
from api.minutes.processing import MinutesMaking, Understand
from api.minutes.publishing import Publishing
from api.minutes.recordings import Recordings, Retention
from api.minutes.reminding import ActionReminders
from api.minutes.removal import Removal
from api.minutes.rewriting import Proposals, Rewrite
from api.minutes.signing import Signing
from api.minutes.versions import Versions
from api.settings import Settings
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from assistant.minutes.models import Transcript


class ReadTranscript(Protocol):
    """Makes utterances of what somebody brings."""

    def __call__(self, content: bytes, name: str) -> Transcript:
        """The utterances of a file, or of pasted text in UTF-8 under no name.

        Raises:
            InvalidInput: it cannot be read; the message says why.
        """


class MinutesDesk:
    """The stores of meetings. Safe to share between threads.

    Args:
        audio: folder of the recordings.
        today: the agency's day.
        read: makes utterances of a file.
        understand: makes verified minutes of utterances.
        check: verifies lines that were edited.
        transcribe: hears recordings; None where no model does.
        rewrite: proposes parts anew; None where no language model words minutes.
    """

    def __init__(
        self,
        database: StateDatabase,
        settings: Settings,
        *,
        audio: Path,
        today: Callable[[], date],
        read: ReadTranscript,
        understand: Understand,
        check: Check,
        transcribe: Transcribe | None = None,
        rewrite: Rewrite | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.read_transcript = read
        self.meetings = Meetings(database, retain_days=settings.minutes_transcript_days, clock=clock)
        self.versions = Versions(database)
        self.editing = Editing(database, check, clock=clock)
        self.proposals = Proposals(database, self.editing, rewrite)
        self.signing = Signing(database, clock=clock)
        self.publishing = Publishing(database, clock=clock)
        self.removal = Removal(database, clock=clock)
        self.handing_over = HandingOver(database, clock=clock)
        self.comments = Comments(database, clock=clock)
        self.actions = Actions(database, today=today, clock=clock)
        self.recordings = Recordings(
            database, FileShelf(audio), most_bytes=settings.audio_max_bytes, clock=clock
        )
        self.retention = Retention(database, keep_quotes=settings.minutes_keep_quotes, clock=clock)
        self.reminders = ActionReminders(database, today=today, clock=clock)
        self.hearing = Hearing(
            database,
            self.meetings,
            self.recordings,
            work=audio.with_name(f"{audio.name}-kerja"),
            transcribe=transcribe,
        )
        self.making = MinutesMaking(database, self.hearing.transcript, understand, clock=clock)

    def tidy(self) -> None:
        """Delete transcripts and recordings whose time is over.

        Raises:
            StorageError: the database or the folder cannot be used.
        """
        self.retention.purge()
        self.recordings.sweep()
        self.hearing.tidy()
