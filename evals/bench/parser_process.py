"""The parser as people run it: ``tanya parse … --json`` in a process of its own, read line by line."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.bench.homes import BenchError, command_line

Parsed = dict[str, Any]
"""One line of ``tanya parse --json``: ``file`` with ``source``, ``provisions`` …, or with ``error``."""
STEP = 500
"""Documents between two notes of progress."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost.

    Attributes:
        seconds: by the clock, starting the program included; ``cpu_seconds`` of the processor, of the program
            and its reader, which a busy machine does not lengthen.
        peak_mb: the most memory that its largest process ever held.
    """

    documents: int
    seconds: float
    cpu_seconds: float
    peak_mb: float


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
        try:
            for line in process.stdout or ():
                take(json.loads(line))
                done += 1
                if done % STEP == 0:
                    note(f"{done} dokumen diurai")
            _, status, usage = os.wait4(process.pid, 0)
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        said = words.read()
    if process.returncode not in {0, 1} or "Traceback" in said:
        raise BenchError(f"tanya parse berhenti ({process.returncode}): {said.strip()[-500:]}")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    busy = usage.ru_utime + usage.ru_stime
    return Cost(done, time.perf_counter() - started, busy, usage.ru_maxrss / unit)
