"""A worker that is killed while it hears a recording: another goes on where it was."""

import signal
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from api.jobs.queue import LEASE
from api.jobs.worker import Worker
from api.minutes.meeting_form import NewMeeting
from api.minutes.meetings import KIND
from api.minutes.models import MeetingState
from api.state.clock import utc_now
from tests.api.forum.people import admin_of, person
from tests.api.minutes.killed_worker import desk_at, state_in
from tests.api.minutes.office import FORM


def test_what_a_killed_worker_heard_is_not_heard_again(tmp_path: Path) -> None:
    with closing(state_in(tmp_path)) as state:
        rini = person(state, "rini", *admin_of("mutasi"), name="Rini Astuti")
        desk = desk_at(state, tmp_path)
        meeting = desk.hearing.create(rini, NewMeeting(form=FORM), "rapat.mp3", b"ID3 suara")

        command = [sys.executable, "-m", "tests.api.minutes.killed_worker", str(tmp_path)]
        worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])
        assert worker.stdout is not None
        # Its log goes the same way.
        assert any(line == "half\n" for line in worker.stdout)
        worker.send_signal(signal.SIGKILL)
        worker.communicate(timeout=30)

        stopped = desk.meetings.read(rini, meeting.id)
        assert (stopped.state, stopped.stage) == (
            MeetingState.PROCESSING,
            "mendengarkan rekaman (menit 1 dari 3)",
        )
        assert stopped.percent == 26  # a third of the four fifths that hearing is
        assert Worker(state.jobs, {KIND: desk.making}).run_ready() == 0  # the lease of the dead one holds

        with closing(state_in(tmp_path, lambda: utc_now() + LEASE + timedelta(seconds=1))) as later:
            assert Worker(later.jobs, {KIND: desk.making}).run_ready() == 1
        done = desk.meetings.read(rini, meeting.id)
        assert (done.state, done.number, done.percent) == (MeetingState.EDITING, 1, None)
        assert (tmp_path / "heard.txt").read_text().split() == ["1", "2", "3"]
        assert list((tmp_path / "rekaman-kerja").iterdir()) == []
