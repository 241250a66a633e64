"""Run as ``python -m tests.api.minutes.killed_worker <folder>``: works on a recording until it is killed."""

import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from api.jobs.worker import Worker
from api.minutes.desk import MinutesDesk
from api.minutes.meetings import KIND
from api.settings import Settings
from api.state.clock import Clock, utc_now
from api.state.state import State
from assistant.minutes.audio import FORMAT, Listened
from assistant.minutes.models import Transcript
from tests.api.minutes.office import SPOKEN, desk_with, read

STRETCHES = 3


class Ear:
    """Hears ``SPOKEN`` in stretches that are kept in the work folder; stops for good before ``stops_at``."""

    def __init__(self, heard: Path, stops_at: int = 0) -> None:
        self._heard = heard
        self._stops_at = stops_at

    def __call__(
        self, path: Path, *, work: Path, name: str, on_progress: Callable[[Listened], None]
    ) -> Transcript:
        """Note in a file which stretches were heard."""
        work.mkdir(parents=True, exist_ok=True)
        for number in range(1, STRETCHES + 1):
            if number == self._stops_at:
                sys.stdout.write("half\n")
                sys.stdout.flush()
                time.sleep(600)
            if not (work / str(number)).exists():
                with self._heard.open("a", encoding="utf-8") as file:
                    file.write(f"{number}\n")
                (work / str(number)).touch()
            on_progress(Listened(60.0 * number, 60.0 * STRETCHES))
        return Transcript(read(SPOKEN.encode(), "").utterances, FORMAT)


def state_in(folder: Path, clock: Clock = utc_now) -> State:
    """The state that both processes share."""
    return State(
        f"sqlite:///{folder / 'layanan.sqlite3'}", days=30, zone=ZoneInfo("Asia/Jakarta"), clock=clock
    )


def desk_at(state: State, folder: Path, *, stops_at: int = 0) -> MinutesDesk:
    """Meetings whose recordings are heard by an ``Ear``."""
    settings = Settings(audio_max_bytes=1_000, _env_file=None)
    ear = Ear(folder / "heard.txt", stops_at)
    audio, today = folder / "rekaman", date(2026, 11, 24)
    return desk_with(state.database, settings, audio, today=today, transcribe=ear)


def main(folder: Path) -> None:
    """Hear the first stretches of what waits, then hang."""
    with closing(state_in(folder)) as state:
        making = desk_at(state, folder, stops_at=2).making
        Worker(state.jobs, {KIND: making}).run_ready()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
