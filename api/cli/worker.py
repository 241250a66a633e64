"""``tanya worker`` and ``tanya jobs …``: work that is done in the background."""

import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape
from rich.table import Table

from api.cli.common import (
    By,
    Home,
    Json,
    as_json,
    clock_time,
    err,
    open_state,
    out,
    print_json,
    read_settings,
    ready_library,
    say,
    who,
)
from api.jobs.queue import Job, JobState

jobs = typer.Typer(name="jobs", no_args_is_help=True, help="Pekerjaan di latar belakang.")
STOPPING = (signal.SIGTERM, signal.SIGINT)


def worker(
    home: Home = None,
    threads: Annotated[int, typer.Option("--threads", min=1, max=64, help="Pekerjaan sekaligus.")] = 2,
) -> None:
    """Kerjakan draf, perutean, dan surel di latar belakang sampai dihentikan; boleh beberapa sekaligus."""
    from api.services import Services

    with ready_library(home) as library, stopped_by_signal() as stopped, err.status("") as status:
        progress = Progress()

        def watch(_: Job, state: JobState) -> None:
            progress.count(state)
            status.update(progress.line)

        status.update(progress.line)
        services = Services(library)
        running, snapshots = services.worker(threads=threads, watch=watch), services.snapshot_watch()
        running.start()
        snapshots.start()
        say(f"Pekerja siap dengan {threads} utas (Ctrl+C untuk berhenti)")
        stopped.wait()
        status.update("Menyelesaikan yang sedang dikerjakan …")
        snapshots.stop()
        running.stop()
    say(progress.line)


@contextmanager
def stopped_by_signal() -> Iterator[threading.Event]:
    """An event that Ctrl+C and a request to end set, in place of what they did before."""
    stopped = threading.Event()
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in STOPPING}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Progress:
    """What a worker has done so far, safe to be told from several threads."""

    def __init__(self) -> None:
        self._ended: Counter[JobState] = Counter()
        self._counting = threading.Lock()

    def count(self, state: JobState) -> None:
        """One more attempt, and where the work stands after it."""
        with self._counting:
            self._ended[state] += 1

    @property
    def line(self) -> str:
        """In Indonesian: so many done, to be tried again, given up."""
        with self._counting:
            done, again, dead = (
                self._ended[state] for state in (JobState.DONE, JobState.WAITING, JobState.DEAD)
            )
        return f"{done} pekerjaan selesai, {again} akan dicoba lagi, {dead} gagal."


@jobs.command(name="list")
def list_jobs(
    home: Home = None,
    state: Annotated[JobState | None, typer.Option("--state", help="Hanya yang berstatus ini.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="Hanya jenis ini, mis. draft.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Paling banyak sekian.")] = 50,
    json_: Json = False,
) -> None:
    """Tampilkan pekerjaan, yang terbaru lebih dahulu."""
    with open_state(home) as opened:
        found = opened.job_oversight.list(state=state, kind=kind, limit=limit)
        counts = opened.job_oversight.counts()
    if json_:
        print_json(as_json([one.model_dump(mode="json") for one in found]))
        return
    zone = ZoneInfo(read_settings(home).timezone)
    table = Table(show_edge=False)
    for column in ("Nomor", "Dibuat", "Kunci", "Status", "Percobaan", "Galat"):
        table.add_column(column, overflow="fold")
    for one in found:
        cells = (
            one.id,
            clock_time(one.created_at, zone),
            one.key,
            one.state.value,
            str(one.attempts),
            one.error,
        )
        table.add_row(*map(escape, cells))
    if found:
        out.print(table)
    say(", ".join(f"{number} {one.value}" for one, number in counts.items()) + ".")


@jobs.command()
def retry(
    number: Annotated[str, typer.Argument(help="Nomor pekerjaan yang gagal.", show_default=False)],
    home: Home = None,
    by: By = None,
) -> None:
    """Mulai lagi pekerjaan yang sudah gagal; tercatat di jejak audit."""
    with open_state(home) as opened:
        job = opened.job_oversight.retry(number, by=who(by))
    say(f"Pekerjaan {job.key} akan dikerjakan lagi.")
