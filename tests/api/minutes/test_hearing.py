"""Meetings brought in as a recording: heard in the background, and resumed where that was interrupted."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.accounts.recognised import SESSION_COOKIE
from api.minutes.desk import MinutesDesk
from api.minutes.hearing import heard_words
from api.minutes.meeting_form import NewMeeting
from api.minutes.models import Meeting, MeetingState
from api.settings import Settings
from assistant.minutes.audio import FORMAT, Listened
from assistant.minutes.models import Transcript
from corpus.errors import Conflict, InvalidInput
from tests.api.minutes.office import FORM, SPOKEN, Office, desk_with, read
from tests.api.pages.work_desk import work_desk

SOUND = b"ID3 suara"


class Ear:
    """Hears ``SPOKEN`` in two stretches, and keeps in the work folder that it heard the first."""

    def __init__(self) -> None:
        self.stretches: list[int] = []
        self.breaks = False
        self.stages: Callable[[], str] | None = None
        self.seen: list[str] = []

    def __call__(
        self, path: Path, *, work: Path, name: str, on_progress: Callable[[Listened], None]
    ) -> Transcript:
        assert (path.read_bytes(), name) == (SOUND, "rapat.mp3")
        work.mkdir(parents=True, exist_ok=True)
        for number, kept in enumerate((work / "1", work / "2"), 1):
            if not kept.exists():
                self.stretches.append(number)
                kept.write_text("terdengar", encoding="utf-8")
            on_progress(Listened(120.0 * number, 240.0))
            if self.stages:
                self.seen.append(self.stages())
            if self.breaks:
                self.breaks = False
                raise InvalidInput("Prosesnya berhenti.")
        transcript = read(SPOKEN.encode(), "")
        return Transcript(transcript.utterances, FORMAT, ("Ditranskripsikan mesin.",))


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def heard(office: Office, ear: Ear, tmp_path: Path) -> Office:
    """The office with something that hears recordings."""
    office.desk = with_ear(office, tmp_path, ear)
    return office


def with_ear(office: Office, folder: Path, ear: Ear | None) -> MinutesDesk:
    settings = Settings(audio_max_bytes=1_000, minutes_transcript_days=30, _env_file=None)
    return desk_with(
        office.state.database,
        settings,
        folder / "rekaman",
        today=date(2026, 11, 24),
        clock=office.clock,
        transcribe=ear,
    )


def brought_in(office: Office, *, key: str = "") -> Meeting:
    new = NewMeeting(form=FORM, chair="hadi", invited=("siti",))
    return office.desk.hearing.create(office.people["rini"], new, "rapat.mp3", SOUND, key=key)


def test_a_recording_is_heard_and_then_a_meeting_as_any_other(
    heard: Office, ear: Ear, tmp_path: Path
) -> None:
    meeting = brought_in(heard)
    ear.stages = lambda: f"{heard.read(meeting).stage}: {heard.read(meeting).percent}"
    assert meeting.state is MeetingState.PROCESSING
    assert heard.work() == 1
    done = heard.read(meeting)
    assert (done.state, done.number, done.failure, done.percent) == (MeetingState.EDITING, 1, "", None)
    # Hearing is four fifths of the work.
    assert ear.seen == [
        "mendengarkan rekaman (menit 2 dari 4): 40",
        "mendengarkan rekaman (menit 4 dari 4): 80",
    ]
    kept = heard.desk.meetings.transcript(heard.people["rini"], meeting.id)
    assert (kept.format, len(kept.utterances), kept.remarks) == (FORMAT, 5, ("Ditranskripsikan mesin.",))
    assert heard.desk.recordings.file(heard.people["rini"], meeting.id)[1].read_bytes() == SOUND
    assert list((tmp_path / "rekaman-kerja").iterdir()) == []

    heard.desk.meetings.regenerate(heard.people["rini"], meeting.id, version=done.version)
    assert heard.work() == 1
    assert ear.stretches == [1, 2]


def test_hearing_that_broke_off_goes_on_where_it_stopped(heard: Office, ear: Ear) -> None:
    meeting = brought_in(heard)
    ear.breaks = True
    with pytest.raises(InvalidInput, match="Prosesnya berhenti"):
        heard.desk.hearing.transcript(meeting.id, FORM, lambda words, done: None)
    assert ear.stretches == [1]
    assert heard.work() == 1
    assert heard.read(meeting).state is MeetingState.EDITING
    assert ear.stretches == [1, 2]


def test_nothing_is_put_in_place_of_a_recording_while_it_is_heard(heard: Office) -> None:
    meeting = brought_in(heard)
    with pytest.raises(Conflict, match="sedang didengarkan"):
        heard.desk.recordings.put(
            heard.people["rini"], meeting.id, "lain.mp3", SOUND, version=meeting.version
        )


def test_a_recording_sent_twice_makes_one_meeting(heard: Office) -> None:
    assert brought_in(heard, key="k1").id == brought_in(heard, key="k1").id


def test_without_a_model_recordings_are_only_kept(office: Office) -> None:
    with pytest.raises(InvalidInput, match="hanya dapat disimpan untuk diputar"):
        brought_in(office)
    assert office.desk.meetings.list(office.people["rini"]).total == 0


def test_where_the_model_is_taken_away_the_meeting_says_why(heard: Office, ear: Ear, tmp_path: Path) -> None:
    meeting = brought_in(heard)
    heard.desk = with_ear(heard, tmp_path, None)
    with pytest.raises(InvalidInput, match="TANYA_SPEECH_MODEL"):
        heard.desk.hearing.transcript(meeting.id, FORM, lambda words, done: None)
    assert ear.stretches == []


def test_what_nobody_waits_for_is_forgotten(heard: Office, tmp_path: Path) -> None:
    waiting, gone = brought_in(heard), tmp_path / "rekaman-kerja" / "lama"
    kept = tmp_path / "rekaman-kerja" / waiting.id
    gone.mkdir(parents=True)
    kept.mkdir()
    assert heard.desk.hearing.tidy() == 1
    assert (kept.is_dir(), gone.exists()) == (True, False)


@pytest.mark.parametrize(
    ("listened", "words"),
    [
        (Listened(90.0, 240.0), "mendengarkan rekaman (menit 1 dari 4)"),
        (Listened(241.0, 240.0), "mendengarkan rekaman (menit 4 dari 4)"),
        (Listened(150.0, None), "mendengarkan rekaman (2 menit terdengar)"),
    ],
)
def test_how_far_it_is_heard(listened: Listened, words: str) -> None:
    assert heard_words(listened) == words


def test_page_and_api_take_a_recording_or_say_why_not(tmp_path: Path, ear: Ear) -> None:
    with work_desk(tmp_path) as work:
        citra = TestClient(work.app, cookies={SESSION_COOKIE: work.session("citra")})

        def sent() -> tuple[int, str]:
            answer = citra.post(
                "/api/v1/meetings/recordings",
                data={"form": json.dumps({"title": "Rapat staf"})},
                files={"file": ("rapat.mp3", SOUND, "audio/mpeg")},
            )
            return answer.status_code, answer.text

        status, text = sent()
        assert status == 422
        assert "hanya dapat disimpan untuk diputar" in text
        html = {"accept": "text/html"}
        assert "Rekaman tidak dapat ditranskripsikan di sini" in citra.get("/notula/baru", headers=html).text

        work.app.state.minutes = desk_with(
            work.state.database,
            work.library.settings,
            tmp_path / "rekaman",
            today=work.library.today,
            transcribe=ear,
        )
        status, text = sent()
        assert (status, json.loads(text)["state"]) == (201, "diproses")
        page = citra.get("/notula/baru", headers=html).text
        assert "Berkas transkrip atau rekaman" in page
        field = page.split('name="csrf" value="')[1].split('"')[0]
        answer = citra.post(
            "/notula/baru",
            data={"csrf": field, "judul": "Rapat dari rekaman", "kunci": "a"},
            files={"berkas": ("rapat.mp3", SOUND, "audio/mpeg")},
            headers={**html, "origin": "http://testserver"},
        )
        assert answer.status_code == 200, answer.text
        assert "Notula sedang disusun" in answer.text
