"""A worker that is killed while a language model words a notula: another goes on where it was."""

import re
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

from api.jobs.queue import LEASE
from api.jobs.worker import Worker
from api.minutes.meeting_form import NewMeeting
from api.minutes.meetings import KIND
from api.minutes.models import MeetingState
from api.state.clock import utc_now
from tests.api.forum.people import admin_of, person
from tests.api.minutes.killed_drafter import installation
from tests.api.minutes.office import FORM
from tests.assistant.minutes.drafting.scripted import item, page
from tests.llm_server import FaultyServer, Hang, Reaction, Says, Seen

TALK = "\n".join(
    f"{('Pak Hadi', 'Bu Siti')[place % 2]}: Berkas mutasi dari kecamatan nomor {place} kurang dua lampiran."
    for place in range(1, 81)
)
DIES_AT = 3
"""The window that the model is reading when the worker is killed."""


class Model:
    """Makes a key point of the last line of each window, word for word; hangs once, at ``DIES_AT``."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        self.hangs = threading.Event()

    def __call__(self, seen: Seen) -> Reaction:
        """Note which utterances are shown, and reply."""
        shown = re.findall(r"^(u\d+) \| [^:]*: (.*)$", seen.prompt.rpartition("<transkrip>")[2], re.MULTILINE)
        self.asked.append(f"{shown[0][0]}-{shown[-1][0]}")
        if len(self.asked) == DIES_AT:
            self.hangs.set()
            return Hang()
        identifier, words = shown[-1][0], shown[-1][1].rstrip(".")
        self.said.append(words)
        return Says(page(item("pokok", words, identifier)))


def test_what_the_model_said_before_the_kill_is_not_asked_again(tmp_path: Path) -> None:
    model = Model()
    with FaultyServer(model) as server:
        with installation(tmp_path, server.base_url) as (library, desk):
            rini = person(library.state, "rini", *admin_of("mutasi"), name="Rini Astuti")
            transcript = desk.read_transcript(TALK.encode(), "rapat.txt")
            meeting = desk.meetings.create(rini, NewMeeting(form=FORM), transcript)

            command = [
                sys.executable,
                "-m",
                "tests.api.minutes.killed_drafter",
                str(tmp_path),
                server.base_url,
            ]
            worker = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=Path(__file__).parents[3])
            try:
                assert model.hangs.wait(60)
            finally:
                worker.send_signal(signal.SIGKILL)
                worker.communicate(timeout=30)

            stopped = desk.meetings.read(rini, meeting.id)
            assert stopped.state is MeetingState.PROCESSING
            assert stopped.stage.startswith(f"model bahasa membaca transkrip ({DIES_AT} dari ")
            assert desk.meetings.notula(rini, meeting.id) is None
            before = list(model.asked)
            assert len(before) == DIES_AT

        later = installation(tmp_path, server.base_url, lambda: utc_now() + LEASE + timedelta(seconds=1))
        with later as (library, desk):
            assert Worker(library.state.jobs, {KIND: desk.making}).run_ready() == 1
            done = desk.meetings.read(rini, meeting.id)
            assert (done.state, done.number, done.percent) == (MeetingState.EDITING, 1, None)
            # Only the window that was not answered is asked again, and those after it once each.
            after = model.asked[DIES_AT:]
            assert after[0] == before[-1]
            assert len(set(model.asked)) == len(model.asked) - 1
            windows = len(before) + len(after) - 1
            assert f"({DIES_AT} dari {windows})" in stopped.stage
            # What was said before the kill is in the notula as well as what was said after it.
            notula = desk.meetings.notula(rini, meeting.id)
            assert notula is not None
            assert not any("hanya membaca" in remark or "tanpa model" in remark for remark in notula.remarks)
            assert set(model.said) <= {line.text for line in notula.lines}
            assert len(model.said) == windows
