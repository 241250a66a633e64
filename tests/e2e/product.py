"""The product as people run it: real processes of ``tanya`` on a home folder, and a server to call."""

import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from tests.databases import environment_of, told

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
"""Seconds after which a process that should have got somewhere is called stuck."""


def command(*arguments: object) -> list[str]:
    """The command line of ``tanya`` with these arguments."""
    return [sys.executable, "-c", "from api.cli import main; main()", *map(str, arguments)]


def environment(home: Path) -> dict[str, str]:
    """The environment of an installation whose state is in ``home``, none of the caller's settings in it."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("TANYA_")}
    return {**inherited, "PYTHONPATH": str(ROOT), "TANYA_HOME": str(home), **environment_of(home)}


def tanya(
    home: Path, *arguments: object, prepare: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, away from any ``.env`` file.

    Args:
        prepare: called in the new process before the command, to take something away from it.
    """
    return subprocess.run(
        command(*arguments),
        cwd=home.parent,
        env=environment(home),
        preexec_fn=prepare,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@contextlib.contextmanager
def started(home: Path, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A command that runs beside the test; it is killed if the test leaves it running."""
    with subprocess.Popen(
        command(*arguments),
        cwd=home.parent,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()


def finish(process: subprocess.Popen[str], signal_: signal.Signals | None = None) -> tuple[int, str, str]:
    """Send a signal where one is given; the exit code and what was printed once it ends."""
    if signal_ is not None:
        process.send_signal(signal_)
    out, err = process.communicate(timeout=PATIENCE)
    return process.returncode, out, err


def wait_until(reached: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for a process to get somewhere."""
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert process.poll() is None, f"ended early: {process.communicate()}"
        assert time.monotonic() < deadline, "stuck"
        time.sleep(0.02)


def rows(home: Path, table: str) -> int:
    """How many rows a table of the store has; 0 before it is there."""
    try:
        return int(told(home / "tanya.sqlite3", f"SELECT count(*) FROM {table}")[0][0])
    except sqlite3.OperationalError:
        return 0


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(home: Path) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """``tanya serve`` that is ready, and a client to call it."""
    port = free_port()
    with (
        started(home, "serve", "--port", port) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        wait_until(lambda: is_ready(client), process)
        yield process, client


def is_ready(client: httpx.Client) -> bool:
    """Whether the server answers that it can answer."""
    try:
        return client.get("/api/v1/ready").status_code == 200
    except httpx.TransportError:
        return False
