"""An office that keeps minutes: a transcript that a few plain rules understand, and who takes part."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from api.accounts.models import Account
from api.forum.notifications import Notifications
from api.jobs.worker import Worker
from api.minutes.desk import MinutesDesk
from api.minutes.hearing import Transcribe
from api.minutes.meeting_form import NewMeeting
from api.minutes.meetings import KIND
from api.minutes.models import Meeting, Notula
from api.minutes.processing import Progress
from api.settings import Settings
from api.state.clock import Clock
from api.state.database import StateDatabase
from api.state.state import State
from assistant.minutes.models import (
    ActionItem,
    MeetingForm,
    Minutes,
    Participant,
    Standing,
    Statement,
    Topic,
    Transcript,
    Utterance,
)
from corpus.errors import InvalidInput
from tests.api.state.answers import HandClock

SPOKEN = """Pak Hadi: Selamat pagi, kita mulai soal mutasi.
Bu Siti: Ada 12 berkas mutasi yang belum diperiksa.
Pak Hadi: Disepakati semua berkas diperiksa minggu ini.
Pak Hadi: Bu Siti tolong periksa berkas paling lambat 30 November.
Pembicara 4: Apakah perlu surat edaran?
"""
FORM = MeetingForm(
    title="Rapat staf mutasi",
    held_on=date(2026, 11, 23),
    place="Ruang rapat",
    chair="Hadi Prasetyo",
    participants=(Participant("Siti Aminah", "Analis"),),
    agenda=("Mutasi",),
)


def read(content: bytes, name: str) -> Transcript:
    """``Nama: ucapan``, one a line; WebVTT's head and times are passed over, a time is each line's number."""
    lines = [one.strip() for one in content.decode().splitlines()]
    spoken = [one for one in lines if ": " in one and "-->" not in one]
    if content and not spoken:
        raise InvalidInput("Transkrip ini tidak memuat satu ucapan pun.")
    utterances = tuple(
        Utterance(
            f"u{place}", *[one.partition(": ")[2]] * 2, one.partition(": ")[0], place * 1.0, place + 1.0
        )
        for place, one in enumerate(spoken, 1)
    )
    return Transcript(utterances, "vtt" if name.endswith(".vtt") else "teks")


def understand(transcript: Transcript, form: MeetingForm, progress: Progress) -> Minutes:
    """A decision where somebody says "disepakati", an action item at "tolong", a question at "?"."""
    progress("mencari keputusan", 0.5)
    said = {one.id: one for one in transcript.utterances}

    def statements(word: str) -> tuple[Statement, ...]:
        return tuple(Statement(one.text, (key,)) for key, one in said.items() if word in one.text.lower())

    ids = list(said)
    points = tuple(Statement(one.text, (key,)) for key, one in said.items() if re.search(r"\d+ ", one.text))
    return Minutes(
        form=form,
        transcript=transcript,
        topics=(Topic("Mutasi", ids[0], ids[-1], 0, points),),
        decisions=statements("disepakati"),
        actions=tuple(
            ActionItem("Periksa berkas", one.utterances, "Bu Siti", "30 November", date(2026, 11, 30))
            for one in statements("tolong")
        ),
        open_questions=statements("?"),
        attendance=tuple(dict.fromkeys(one.speaker for one in transcript.utterances)),
    )


def check(minutes: Minutes) -> Minutes:
    """A number that the named utterances do not hold is to be checked; a line that names none that is there
    is dropped.
    """
    said = minutes.transcript.by_id()

    def found(one: Statement) -> list[Statement]:
        heard = " ".join(said[key].text for key in one.utterances if key in said)
        missing = [number for number in re.findall(r"\d+", one.text) if number not in heard]
        if not heard:
            return []
        if missing:
            problems = (f"Angka {missing[0]} tidak ada pada ucapan yang ditunjuk.",)
            return [replace(one, standing=Standing.TO_CHECK, problems=problems)]
        return [one]

    return replace(
        minutes,
        topics=tuple(
            replace(topic, key_points=tuple(new for one in topic.key_points for new in found(one)))
            for topic in minutes.topics
        ),
        decisions=tuple(new for one in minutes.decisions for new in found(one)),
        open_questions=tuple(new for one in minutes.open_questions for new in found(one)),
    )


def desk_with(
    database: StateDatabase,
    settings: Settings,
    audio: Path,
    *,
    today: date | Callable[[], date],
    clock: Clock | None = None,
    transcribe: Transcribe | None = None,
) -> MinutesDesk:
    """The meetings of an installation that reads, understands and checks by the rules above."""
    more = {} if clock is None else {"clock": clock}
    return MinutesDesk(
        database,
        settings,
        audio=audio,
        today=today if callable(today) else lambda: today,
        read=read,
        understand=understand,
        check=check,
        transcribe=transcribe,
        **more,
    )


@dataclass
class Office:
    """A desk, its people by username, and a worker for its jobs."""

    desk: MinutesDesk
    state: State
    people: dict[str, Account]
    clock: HandClock = field(default_factory=HandClock)

    def create(self, *, series: str = "", text: str = SPOKEN, by: str = "rini", key: str = "") -> Meeting:
        """A meeting that Hadi leads and Siti takes part in, not yet processed."""
        new = NewMeeting(form=FORM, series=series, chair="hadi", invited=("siti",))
        return self.desk.meetings.create(self.people[by], new, read(text.encode(), ""), key=key)

    def work(self) -> int:
        """Do what waits; how many attempts were made."""
        making = self.desk.making
        return Worker(self.state.jobs, {KIND: making}, given_up={KIND: making.given_up}).run_ready()

    def processed(self, *, series: str = "") -> Meeting:
        """A meeting whose notula was made."""
        meeting = self.create(series=series)
        assert self.work() == 1
        return self.read(meeting)

    def signed(self, *, series: str = "") -> Meeting:
        """A meeting whose notula both signed."""
        meeting = self.processed(series=series)
        self.sign(meeting, "rini")
        self.sign(meeting, "hadi")
        return self.read(meeting)

    def sign(self, meeting: Meeting, who: str) -> Meeting:
        """Sign what there is now."""
        return self.desk.signing.sign(self.people[who], meeting.id, version=self.read(meeting).version)

    def read(self, meeting: Meeting, who: str = "rini") -> Meeting:
        """The meeting as it is now."""
        return self.desk.meetings.read(self.people[who], meeting.id)

    def notula(self, meeting: Meeting) -> Notula:
        """The newest version."""
        found = self.desk.meetings.notula(self.people["rini"], meeting.id)
        assert found is not None
        return found

    def told(self, who: str) -> list[str]:
        """What somebody was told, the oldest first."""
        page = Notifications(self.state.database).list(self.people[who])
        return [one.text for one in reversed(page.items)]

    def audited(self) -> list[str]:
        """What the audit trail holds of meetings, the oldest first."""
        return [entry.action for entry in reversed(self.state.audit.entries(below="notula."))]
