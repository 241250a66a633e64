"""The meetings of one installation: its stores with the reader, the understanding and the verifier."""

from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select

from api.language_model import window_of
from api.library import Library
from api.minutes.desk import MinutesDesk
from api.minutes.hearing import Transcribe
from api.minutes.intake import read_upload, transcribe_recording
from api.minutes.processing import Progress
from api.settings import Settings
from api.state.database import StateDatabase
from api.state.routing_tables import HolidayRow
from assistant.llm.chat import ChatModel, ModelUnavailable
from assistant.minutes.drafting.asking import Limits
from assistant.minutes.drafting.draft import draft_on
from assistant.minutes.drafting.rewriting import Part, Rewriting, rewrite_section
from assistant.minutes.models import MeetingForm, Minutes, Transcript
from assistant.minutes.understanding.meeting import Progress as Told
from assistant.minutes.understanding.meeting import understand_meeting
from assistant.minutes.understanding.scorer import local_embedder
from assistant.minutes.verify import verify_minutes

RECORDINGS = "rekaman"
"""In the home folder: recordings of meetings."""
RULES_SHARE = 0.1
"""Which part of the work is done by rules where a language model words the lines."""
MODEL_SECONDS = 3_600.0
"""For all calls of a language model about one meeting; the rest is worded by rules."""


def minutes_desk(library: Library) -> MinutesDesk:
    """The meetings of an installation over its library, which tells what law is in force."""
    understanding = LibraryUnderstanding(library)
    return MinutesDesk(
        library.state.database,
        library.settings,
        audio=library.home.path / RECORDINGS,
        today=library.today,
        read=read_upload,
        understand=understanding,
        check=understanding.check,
        transcribe=_transcribe(library.settings),
        rewrite=understanding.rewrite if understanding.model is not None else None,
    )


def _transcribe(settings: Settings) -> Transcribe | None:
    if not settings.speech_model:
        return None
    return partial(transcribe_recording, model=Path(settings.speech_model))


class LibraryUnderstanding:
    """Makes and verifies minutes with what an installation knows of the law and of free days."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, transcript: Transcript, form: MeetingForm, progress: Progress) -> Minutes:
        """Verified minutes of what was said.

        Raises:
            StorageError: the database or the library cannot be used.
        """
        holidays = holidays_of(self._library.state.database)

        rules = RULES_SHARE if self.model is not None else 1.0

        def by_rules(words: str, done: int, total: int) -> None:
            progress(_step(words, done, total), rules * done / total)

        def by_model(words: str, done: int, total: int) -> None:
            progress(_step(words, done, total), rules + (1 - rules) * done / total)

        minutes = self._by_rules(transcript, form, holidays, by_rules)
        if self.model is None:
            return minutes
        limits = Limits(window=window_of(self._library.settings), seconds=MODEL_SECONDS)
        kept = self._library.state.replies
        return draft_on(
            minutes, llm=self.model, holidays=holidays, limits=limits, progress=by_model, kept=kept
        )

    @property
    def model(self) -> ChatModel | None:
        """What words minutes beside the rules; None where there is none, or it is not to."""
        return self._library.language_model if self._library.settings.minutes_llm else None

    def rewrite(self, minutes: Minutes, part: Part, instruction: str, user: str) -> Rewriting:
        """A verified proposal for a part.

        Raises:
            InvalidInput, NotFound, ModelUnavailable: as ``rewrite_section``.
        """
        if self.model is None:
            raise ModelUnavailable("Model bahasa tidak diatur.", reason="dimatikan")
        settings = self._library.settings
        limits = Limits(window=window_of(settings), seconds=settings.llm_timeout, user=user)
        holidays = holidays_of(self._library.state.database)
        return rewrite_section(minutes, part, instruction, llm=self.model, limits=limits, holidays=holidays)

    def _by_rules(
        self, transcript: Transcript, form: MeetingForm, holidays: frozenset[date], told: Told
    ) -> Minutes:
        if not self._library.status().ready:
            return understand_meeting(
                transcript, form, meaning=local_embedder(), holidays=holidays, progress=told
            )
        with self._library.leased() as snapshot:
            return understand_meeting(
                transcript,
                form,
                knowledge=snapshot.knowledge,
                force=snapshot.force,
                meaning=local_embedder(),
                holidays=holidays,
                progress=told,
            )

    def check(self, minutes: Minutes) -> Minutes:
        """Verify lines, and mark what fails instead of dropping it: a person wrote it."""
        return verify_minutes(minutes, drop=False, holidays=holidays_of(self._library.state.database))


def _step(words: str, done: int, total: int) -> str:
    return f"{words} ({min(done + 1, total)} dari {total})"


def holidays_of(database: StateDatabase) -> frozenset[date]:
    """The free days that an installation knows of.

    Raises:
        StorageError: the database cannot be used.
    """
    with database.reading() as session:
        return frozenset(session.scalars(select(HolidayRow.day)))
