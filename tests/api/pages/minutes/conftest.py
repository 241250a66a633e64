"""A running service with meetings: Citra keeps minutes, Gita leads, Ani takes part, Akar is superadmin."""

import io
import wave
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext

from api.accounts.models import Grant, Role
from api.jobs.worker import Worker
from api.minutes.desk import MinutesDesk
from api.minutes.meeting_form import NewMeeting
from api.minutes.meetings import KIND
from api.minutes.models import Meeting
from tests.api.forum.people import person
from tests.api.minutes.office import FORM, SPOKEN, desk_with, read
from tests.api.pages.signed_in_browser import signed_in_context
from tests.api.pages.work_desk import WorkDesk, work_desk
from tests.chromium import chromium, served

VTT = "WEBVTT\n\n" + "\n\n".join(
    f"00:00:0{place}.000 --> 00:00:0{place + 1}.000\n{line}" for place, line in enumerate(SPOKEN.splitlines())
)


@dataclass(frozen=True)
class MinutesPlace:
    """A running service, its meetings, and a browser to visit it with."""

    work: WorkDesk
    address: str
    browser: Browser

    @property
    def desk(self) -> MinutesDesk:
        """The meetings of the service."""
        desk: MinutesDesk = self.work.app.state.minutes
        return desk

    def context(self, username: str, *, scripts: bool = True) -> BrowserContext:
        """A browser in which somebody is signed in."""
        return signed_in_context(self.browser, self.address, self.work.session(username), scripts=scripts)

    def make(self) -> int:
        """Make the notula that wait; how many."""
        return Worker(self.work.state.jobs, {KIND: self.desk.making}).run_ready()

    def meeting(self, title: str = "Rapat staf mutasi", *, series: str = "", text: str = SPOKEN) -> Meeting:
        """A meeting whose notula is made."""
        form = type(FORM)(title=title, held_on=FORM.held_on, chair="Gita Sari", agenda=FORM.agenda)
        new = NewMeeting(form=form, series=series, chair="gita", invited=("ani",))
        citra = self.work.people["citra"]
        made = self.desk.meetings.create(citra, new, read(text.encode(), ""))
        self.make()
        return self.desk.meetings.read(citra, made.id)

    def sign(self, meeting: Meeting, *names: str) -> None:
        """Have these sign what there is now."""
        for name in names:
            by = self.work.people[name]
            version = self.desk.meetings.read(by, meeting.id).version
            self.desk.signing.sign(by, meeting.id, version=version)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MinutesPlace]:
    folder = tmp_path_factory.mktemp("notula")
    with work_desk(folder) as work:
        work.people["akar"] = person(work.state, "akar", Grant(role=Role.SUPERADMIN), name="Akar Utama")
        manager = Grant(role=Role.KNOWLEDGE_MANAGER)
        work.people["wulan"] = person(work.state, "wulan", manager, name="Wulan Sari")
        work.app.state.minutes = desk_with(
            work.state.database, work.library.settings, folder / "rekaman", today=work.library.today
        )
        with served(work.app) as address, chromium() as browser:
            yield MinutesPlace(work, address, browser)


def silence(seconds: int) -> bytes:
    """A WAV file in which nothing is heard."""
    kept = io.BytesIO()
    with wave.open(kept, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8_000)
        sound.writeframes(b"\x80" * 8_000 * seconds)
    return kept.getvalue()
