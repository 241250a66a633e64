"""The parser as people run it: ``tanya parse … --json`` in a process of its own, read line by line."""

import json
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.bench.homes import BenchError, command_line
from evals.bench.speed import memory_mb

Parsed = dict[str, Any]
"""One line of ``tanya parse --json``: ``file`` with ``source``, ``provisions`` …, or with ``error``."""
STEP = 500
"""Documents between two notes of progress."""
WATCH_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost.

    Attributes:
        seconds: by the clock, starting the program included; ``cpu_seconds`` of the processor, of the program
            and its reader, which a busy machine does not lengthen.
        peak_mb: the most memory that its largest process ever held; None where the system does not say.
    """

    documents: int
    seconds: float
    cpu_seconds: float
    peak_mb: float | None


def parse_files(
    paths: list[Path],
    take: Callable[[Parsed], None],
    note: Callable[[str], None] = lambda _: None,
    *,
    seconds: float | None = None,
) -> Cost:
    """Parse files or folders and hand every result to ``take`` as it comes.

    Args:
        note: told how far it is, now and then.
        seconds: the longest the run may take.

    Raises:
        BenchError: the program crashed, or took too long.
    """
    started = time.perf_counter()
    # A folder that holds one file gives lines too; a single file would give one indented object.
    command = [str(command_line()), "parse", *map(str, paths), "--json"]
    done = 0
    with (
        tempfile.TemporaryFile("w+") as words,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=words, text=True) as process,  # noqa: S603 - ours
    ):
        timer = threading.Timer(seconds or threading.TIMEOUT_MAX, process.kill)
        timer.daemon = True
        timer.start()
        memory = _PeakMemory(process.pid)
        memory.start()
        try:
            for line in process.stdout or ():
                take(json.loads(line))
                done += 1
                if done % STEP == 0:
                    note(f"{done} dokumen diurai")
            _, status, usage = os.wait4(process.pid, 0)
        finally:
            timer.cancel()
            memory.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        said = words.read()
    if process.returncode not in {0, 1} or "Traceback" in said:
        raise BenchError(f"tanya parse berhenti ({process.returncode}): {said.strip()[-500:]}")
    busy = usage.ru_utime + usage.ru_stime
    return Cost(done, time.perf_counter() - started, busy, memory.peak_mb)


class _PeakMemory(threading.Thread):
    """Watches the most memory that a process or one of its children ever held, on Linux.

    What the system adds up for a finished child will not do: there it counts this process's own peak too,
    which the child shares until its program starts.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.peak_mb: float | None = None

    def run(self) -> None:
        while not self._ended.wait(WATCH_SECONDS):
            for pid in (self._pid, *_children(self._pid)):
                held = memory_mb(pid, "VmHWM")
                if held is not None:
                    self.peak_mb = max(held, self.peak_mb or 0.0)

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _children(pid: int) -> list[int]:
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in found.split()]
