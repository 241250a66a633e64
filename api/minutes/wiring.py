"""The meetings of one installation: its stores with the reader, the understanding and the verifier."""

from datetime import date

from sqlalchemy import select

from api.library import Library
from api.minutes.desk import MinutesDesk
from api.minutes.intake import read_upload
from api.minutes.processing import Progress
from api.state.routing_tables import HolidayRow
from assistant.minutes.models import MeetingForm, Minutes, Transcript
from assistant.minutes.understanding.meeting import understand_meeting
from assistant.minutes.verify import verify_minutes

RECORDINGS = "rekaman"
"""In the home folder: recordings of meetings."""


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
    )


class LibraryUnderstanding:
    """Makes and verifies minutes with what an installation knows of the law and of free days."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, transcript: Transcript, form: MeetingForm, progress: Progress) -> Minutes:
        """Verified minutes of what was said.

        Raises:
            StorageError: the database or the library cannot be used.
        """
        holidays = self._holidays()
        if not self._library.status().ready:
            return understand_meeting(transcript, form, holidays=holidays)
        progress("mencari keputusan, tindak lanjut, dan peraturan yang disebut")
        with self._library.leased() as snapshot:
            return understand_meeting(
                transcript, form, knowledge=snapshot.knowledge, force=snapshot.force, holidays=holidays
            )

    def check(self, minutes: Minutes) -> Minutes:
        """Verify lines, and mark what fails instead of dropping it: a person wrote it."""
        return verify_minutes(minutes, drop=False, holidays=self._holidays())

    def _holidays(self) -> frozenset[date]:
        with self._library.state.database.reading() as session:
            return frozenset(session.scalars(select(HolidayRow.day)))
